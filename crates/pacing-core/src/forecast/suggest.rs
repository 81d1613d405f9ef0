//! Backwards: from a target to the matrix that keeps it.

use super::assumptions::{AssumptionError, Assumptions, Unit, is_share};
use super::frontier::Frontier;
use crate::model::SpeedRule;
use std::ops::RangeInclusive;

/// What a matrix is wanted for.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// These bands.
    Bands(Vec<RangeInclusive<u32>>),
    /// These agent counts, with as few bands as give every team all of the largest speed that it could have, but for a share:
    /// 0.1 lets a team have a tenth less.
    Counts {
        /// From the smallest to the largest team.
        counts: RangeInclusive<u32>,
        /// The share of speed that a team may lose, from 0 to less than 1.
        loss: f64,
    },
}

/// A matrix, and the teams for which there is none that keeps the target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The bands, each with the largest speed that keeps the target for its smallest team, and with a speed of 1, the least that the
    /// platform takes, where no speed does: a team without a band would be dialled for at the global speed. None where no wanted team has
    /// a speed that keeps the target.
    pub bands: Vec<SpeedRule>,
    /// Wanted teams for which even a speed of 1 abandons more than the target: not to be dialled for predictively.
    pub too_small: Vec<RangeInclusive<u32>>,
    /// The smallest team, wanted or not, for which a speed of 1 keeps the target, looking up to 1,000,000 agents.
    pub smallest_team: Option<u32>,
}

/// The matrix with the largest whole speeds, up to `max_speed`, that keep `target`, the abandoned share, at each band's smallest team.
/// Where no speed does, see [`Suggestion::bands`].
///
/// ```
/// use pacing_core::forecast::{suggest, Assumptions, Interval, Wanted};
/// let assumptions = Assumptions::new(Interval::exactly(0.2), Interval::exactly(180.0))?;
/// let suggestion = suggest(&assumptions, 0.03, &Wanted::Bands(vec![1..=5, 6..=20]), 100)?;
/// assert_eq!(suggestion.too_small, [1..=2]);
/// assert_eq!(suggestion.bands.len(), 2);
/// # Ok::<(), pacing_core::forecast::AssumptionError>(())
/// ```
///
/// # Errors
/// When the target or the loss is no share, the agent counts are no range from 1 to 1,000,000, the speed is not from 1 to 100, or speeds
/// are not used at all ([`Unit::OnePerAgent`]).
pub fn suggest(
    assumptions: &Assumptions,
    target: f64,
    wanted: &Wanted,
    max_speed: u32,
) -> Result<Suggestion, AssumptionError> {
    if assumptions.unit == Unit::OnePerAgent {
        return Err(AssumptionError::NoSpeed);
    }
    if !is_share(target) {
        return Err(AssumptionError::Share);
    }
    if !(1..=100).contains(&max_speed) {
        return Err(AssumptionError::MaxSpeed);
    }
    let ranges = match wanted {
        Wanted::Bands(bands) => bands.as_slice(),
        Wanted::Counts { counts, loss } if (0.0..1.0).contains(loss) => std::slice::from_ref(counts),
        Wanted::Counts { .. } => return Err(AssumptionError::Share),
    };
    ranges.iter().try_for_each(is_range)?;
    let largest = ranges.iter().map(|range| *range.end()).max().unwrap_or(1);
    let frontier = Frontier::up_to(max_speed, assumptions, target, largest);
    let (mut bands, mut too_small, mut any) = (Vec::new(), Vec::new(), false);
    for range in ranges {
        let keeping = frontier.smallest_team().map(|team| team.max(*range.start())).filter(|team| team <= range.end());
        let behind = keeping.unwrap_or(range.end() + 1);
        let small = (behind > *range.start()).then_some(bands.len());
        if small.is_some() {
            too_small.push(*range.start()..=behind - 1);
            bands.push(SpeedRule::new(*range.start(), behind - 1, 1));
        }
        let Some(start) = keeping else { continue };
        any = true;
        match wanted {
            Wanted::Bands(_) => bands.push(SpeedRule::new(start, *range.end(), frontier.speed(start))),
            Wanted::Counts { loss, .. } => for_counts(&frontier, start, *range.end(), *loss, &mut bands),
        }
        if let Some(place) = small {
            join_slowest(&mut bands, place);
        }
    }
    if !any {
        bands.clear();
    }
    Ok(Suggestion { bands, too_small, smallest_team: Frontier::smallest(assumptions, target, 1_000_000) })
}

/// As few bands as the loss allows. Going up and ending a band as late as it can end is best: a later start of the next band only
/// makes that one faster.
fn for_counts(frontier: &Frontier, first: u32, to: u32, loss: f64, bands: &mut Vec<SpeedRule>) {
    let mut start = first;
    loop {
        let speed = frontier.speed(start);
        // The first speed that would lose too much, and so the team at which it can be had.
        let enough = |faster: &u32| f64::from(speed) >= f64::from(*faster) * (1.0 - loss);
        let next = (speed + 1..=100).find(|faster| !enough(faster)).and_then(|faster| frontier.team(faster));
        let Some(next) = next.filter(|next| *next <= to) else {
            bands.push(SpeedRule::new(start, to, speed));
            return;
        };
        bands.push(SpeedRule::new(start, next - 1, speed));
        start = next;
    }
}

/// Makes one band of that of the teams that are too small, which stands at `place`, and the next one where that has no higher speed.
fn join_slowest(bands: &mut Vec<SpeedRule>, place: usize) {
    let next = bands.get(place + 1).filter(|next| next.max_speed == 1).map(|next| next.agent_count_max);
    if let (Some(end), Some(band)) = (next, bands.get_mut(place)) {
        band.agent_count_max = end;
        bands.remove(place + 1);
    }
}

fn is_range(counts: &RangeInclusive<u32>) -> Result<(), AssumptionError> {
    let fits = 1 <= *counts.start() && counts.start() <= counts.end() && *counts.end() <= 1_000_000;
    if fits { Ok(()) } else { Err(AssumptionError::Agents) }
}
