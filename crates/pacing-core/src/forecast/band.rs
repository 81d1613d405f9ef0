//! The forecast of a configuration, band by band.

use super::assumptions::Assumptions;
use super::frontier::Frontier;
use super::model::{Model, Point, Points};
use super::words::in_words;
use crate::matrix::Matrix;
use crate::model::SpeedRule;
use std::ops::RangeInclusive;

/// What a configuration is predicted to do.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Forecast {
    /// The model that was used.
    pub model: Model,
    /// What it rests on.
    pub assumptions: Assumptions,
    /// The bands, sorted by their minimum; inverted ones are left out.
    pub bands: Vec<BandForecast>,
    /// The agent counts from 1 to 1,000,000 that no band covers, rising: those below the bands, between them, and behind the last one.
    pub uncovered: Vec<Uncovered>,
}

/// What is predicted for a band.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct BandForecast {
    /// The smallest team.
    pub agent_count_min: u32,
    /// The largest team, itself included.
    pub agent_count_max: u32,
    /// The band's speed.
    pub max_speed: u32,
    /// The smallest team: the speed is the same over the band, so this is where most calls are abandoned.
    pub worst: Point,
    /// The largest team.
    pub best: Point,
    /// The largest speed from 1 to 100 at which the smallest team would keep the cap; nothing where even 1 is too fast.
    pub largest_speed: Option<u32>,
}

/// Agent counts that no band covers: only the global speed holds the dialer there.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Uncovered {
    /// The smallest team.
    pub agent_count_min: u32,
    /// The largest team, itself included; nothing for all teams that are larger than the bands.
    pub agent_count_max: Option<u32>,
    /// What is predicted for them at the global speed, as for a band; of the teams behind the last band for the smallest one alone. Nothing
    /// where no global speed from 1 to 100 is known.
    pub at_global: Option<BandForecast>,
}

impl Forecast {
    /// The forecast of these bands. It costs a few nanoseconds for each agent up to the largest team of each band.
    pub fn new(bands: &[SpeedRule], assumptions: &Assumptions) -> Self {
        Self::with_global(bands, None, assumptions)
    }

    /// The same for a whole configuration, whose global speed holds where no band covers a team.
    ///
    /// ```
    /// use pacing_core::SpeedRule;
    /// use pacing_core::forecast::{Assumptions, Forecast, Interval};
    /// let assumptions = Assumptions::new(Interval::exactly(0.2), Interval::exactly(180.0))?;
    /// let forecast = Forecast::with_global(&[SpeedRule::new(3, 5, 1)], Some(64), &assumptions);
    /// let below = forecast.uncovered[0].at_global.as_ref().expect("there is a global speed");
    /// assert_eq!((below.agent_count_min, below.agent_count_max, below.max_speed), (1, 2, 64));
    /// assert_eq!((below.worst.abandonment.high * 100.0).round(), 97.0);
    /// # Ok::<(), pacing_core::forecast::AssumptionError>(())
    /// ```
    pub fn with_global(bands: &[SpeedRule], global: Option<u32>, assumptions: &Assumptions) -> Self {
        let global = global.filter(|speed| (1..=100).contains(speed));
        let matrix = Matrix::new(bands.iter().cloned());
        let ranges = uncovered(matrix.bands());
        let mut largest = ranges.last().filter(|_| global.is_some()).map_or(0, |(from, _)| *from);
        for band in matrix.bands().iter().filter(|band| is_team(band)) {
            largest = largest.max(band.agent_count_min);
        }
        let frontier = Frontier::new(assumptions, assumptions.cap, largest);
        let mut forecast = Self {
            model: assumptions.model(),
            assumptions: assumptions.clone(),
            bands: Vec::with_capacity(bands.len()),
            uncovered: Vec::with_capacity(ranges.len()),
        };
        for band in matrix.bands().iter().filter(|band| is_team(band)) {
            forecast.bands.push(BandForecast::new(band, assumptions, &frontier));
        }
        for (agent_count_min, agent_count_max) in ranges {
            let teams = |speed| SpeedRule::new(agent_count_min, agent_count_max.unwrap_or(agent_count_min), speed);
            let at_global = global.map(|speed| BandForecast::new(&teams(speed), assumptions, &frontier));
            forecast.uncovered.push(Uncovered { agent_count_min, agent_count_max, at_global });
        }
        forecast
    }

    /// The band in which most calls are abandoned.
    pub fn worst(&self) -> Option<&BandForecast> {
        let abandonment = |band: &&BandForecast| band.worst.abandonment.high;
        self.bands.iter().max_by(|one, other| abandonment(one).total_cmp(&abandonment(other)))
    }

    /// Whether it may abandon more than the cap: in a band, or at the global speed below or between the bands. A matrix says how large the
    /// teams are, so those behind its last band do not count.
    pub fn is_above_cap(&self) -> bool {
        let open = |uncovered: &&Uncovered| uncovered.agent_count_max.is_some();
        let holes = self.uncovered.iter().filter(open).filter_map(|uncovered| uncovered.at_global.as_ref());
        self.bands.iter().chain(holes).any(BandForecast::is_above_cap)
    }
}

/// The agent counts that no band covers, in a range without an end where they are those behind the last one. The bands are sorted.
fn uncovered(bands: &[SpeedRule]) -> Vec<(u32, Option<u32>)> {
    let (mut ranges, mut next) = (Vec::new(), 1);
    // Counts that are too large for a team are for other rules.
    for band in bands.iter().filter(|band| band.agent_count_min <= band.agent_count_max.min(LARGEST_TEAM)) {
        if band.agent_count_min > next {
            ranges.push((next, Some(band.agent_count_min - 1)));
        }
        next = next.max(band.agent_count_max.saturating_add(1));
    }
    if next <= LARGEST_TEAM {
        ranges.push((next, None));
    }
    ranges
}

impl BandForecast {
    fn new(band: &SpeedRule, assumptions: &Assumptions, frontier: &Frontier) -> Self {
        let mut points = Points::new(band.max_speed, assumptions);
        Self {
            agent_count_min: band.agent_count_min,
            agent_count_max: band.agent_count_max,
            max_speed: band.max_speed,
            worst: points.at(band.agent_count_min),
            best: points.at(band.agent_count_max),
            largest_speed: Some(frontier.speed(band.agent_count_min)).filter(|speed| *speed > 0),
        }
    }

    /// Whether it may abandon more than the cap: at its smallest team, with the least favourable assumptions.
    pub fn is_above_cap(&self) -> bool {
        self.worst.margin.low < 0.0
    }

    /// Every point of the band, one agent count after the other.
    pub fn points(&self, assumptions: &Assumptions) -> impl Iterator<Item = Point> + use<> {
        each_point(self.agent_count_min..=self.agent_count_max, self.max_speed, assumptions)
    }

    /// What its smallest team would see, in words: the high end of a range, since that is what a cap is about.
    pub fn in_words(&self) -> String {
        in_words(self.worst.agents, self.worst.abandonment.high)
    }
}

/// Every point of one band, as [`BandForecast::points`] gives them, without the forecast of the band; none where it is left out of a forecast.
pub fn points(band: &SpeedRule, assumptions: &Assumptions) -> impl Iterator<Item = Point> + use<> {
    let teams = is_team(band).then_some(band.agent_count_min..=band.agent_count_max);
    let speed = band.max_speed;
    teams.map(|teams| each_point(teams, speed, assumptions)).into_iter().flatten()
}

fn each_point(
    teams: RangeInclusive<u32>,
    speed: u32,
    assumptions: &Assumptions,
) -> impl Iterator<Item = Point> + use<> {
    let mut points = Points::new(speed, assumptions);
    teams.map(move |agents| points.at(agents))
}

/// The most agents that a forecast counts, which is what the platform takes.
const LARGEST_TEAM: u32 = 1_000_000;

/// Whether it is a team at all, and not too large to count.
pub(super) fn is_team(band: &SpeedRule) -> bool {
    (1..=band.agent_count_max).contains(&band.agent_count_min)
        && band.agent_count_max <= LARGEST_TEAM
        && band.max_speed <= 100
}
