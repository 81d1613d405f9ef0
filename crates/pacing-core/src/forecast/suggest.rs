//! Backwards: from a target to the matrix that keeps it.

use super::assumptions::{AssumptionError, Assumptions, is_share};
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

/// A matrix, and the teams for which there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The bands, each with the largest speed that keeps the target for its smallest team.
    pub bands: Vec<SpeedRule>,
    /// Wanted teams for which even a speed of 1 abandons more than the target.
    pub too_small: Vec<RangeInclusive<u32>>,
    /// The smallest team for which a speed of 1 keeps the target, looking up to the largest wanted team.
    pub smallest_team: Option<u32>,
}

/// The matrix with the largest whole speeds that keep `target`, the abandoned share, at each band's smallest team.
///
/// ```
/// use pacing_core::forecast::{suggest, Assumptions, Interval, Wanted};
/// let assumptions = Assumptions::new(Interval::exactly(0.2), Interval::exactly(180.0))?;
/// let suggestion = suggest(&assumptions, 0.03, &Wanted::Bands(vec![1..=5, 6..=20]))?;
/// assert_eq!(suggestion.too_small, [1..=2]);
/// # Ok::<(), pacing_core::forecast::AssumptionError>(())
/// ```
///
/// # Errors
/// When the target or the loss is no share, or the agent counts are no range from 1 to 1,000,000.
pub fn suggest(assumptions: &Assumptions, target: f64, wanted: &Wanted) -> Result<Suggestion, AssumptionError> {
    if !is_share(target) {
        return Err(AssumptionError::Share);
    }
    match wanted {
        Wanted::Bands(bands) => {
            bands.iter().try_for_each(is_range)?;
            Ok(for_bands(assumptions, target, bands))
        }
        Wanted::Counts { counts, loss } => {
            is_range(counts)?;
            if !(0.0..1.0).contains(loss) {
                return Err(AssumptionError::Share);
            }
            Ok(for_counts(assumptions, target, counts, *loss))
        }
    }
}

/// Each wanted band with the speed of its smallest team; it starts at the smallest team that may be dialled for at all.
fn for_bands(assumptions: &Assumptions, target: f64, wanted: &[RangeInclusive<u32>]) -> Suggestion {
    let largest = wanted.iter().map(|band| *band.end()).max().unwrap_or(1);
    let frontier = Frontier::new(assumptions, target, largest);
    let (mut bands, mut too_small) = (Vec::new(), Vec::new());
    for band in wanted {
        let start = frontier.smallest_team().map(|team| team.max(*band.start())).filter(|start| start <= band.end());
        if let Some(start) = start {
            bands.push(SpeedRule::new(start, *band.end(), frontier.speed(start)));
        }
        let behind = start.unwrap_or(band.end() + 1);
        if behind > *band.start() {
            too_small.push(*band.start()..=behind - 1);
        }
    }
    Suggestion { bands, too_small, smallest_team: frontier.smallest_team() }
}

/// As few bands as the loss allows. Going up and ending a band as late as it can end is best: a later start of the next band only
/// makes that one faster.
fn for_counts(assumptions: &Assumptions, target: f64, counts: &RangeInclusive<u32>, loss: f64) -> Suggestion {
    let (from, to) = (*counts.start(), *counts.end());
    let frontier = Frontier::new(assumptions, target, to);
    let Some(first) = frontier.smallest_team().map(|team| team.max(from)).filter(|first| *first <= to) else {
        return Suggestion {
            bands: Vec::new(),
            too_small: vec![counts.clone()],
            smallest_team: frontier.smallest_team(),
        };
    };
    let mut bands: Vec<SpeedRule> = Vec::new();
    let mut start = first;
    loop {
        let speed = frontier.speed(start);
        // The first speed that would lose too much, and so the team at which it can be had.
        let enough = |faster: &u32| f64::from(speed) >= f64::from(*faster) * (1.0 - loss);
        let next = (speed + 1..=100).find(|faster| !enough(faster)).and_then(|faster| frontier.team(faster));
        match next.filter(|next| *next <= to) {
            Some(next) => {
                bands.push(SpeedRule::new(start, next - 1, speed));
                start = next;
            }
            None => {
                bands.push(SpeedRule::new(start, to, speed));
                break;
            }
        }
    }
    let too_small = if first > from { vec![from..=first - 1] } else { Vec::new() };
    Suggestion { bands, too_small, smallest_team: frontier.smallest_team() }
}

fn is_range(counts: &RangeInclusive<u32>) -> Result<(), AssumptionError> {
    let fits = 1 <= *counts.start() && counts.start() <= counts.end() && *counts.end() <= 1_000_000;
    if fits { Ok(()) } else { Err(AssumptionError::Agents) }
}
