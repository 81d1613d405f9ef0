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
    /// The agent counts between one agent and the largest band that no band covers: nothing is predicted for them.
    pub uncovered: Vec<RangeInclusive<u32>>,
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

impl Forecast {
    /// The forecast of these bands. It costs a few nanoseconds for each agent up to the largest team of each band.
    pub fn new(bands: &[SpeedRule], assumptions: &Assumptions) -> Self {
        let matrix = Matrix::new(bands.iter().filter(|band| is_team(band)).cloned());
        let largest = matrix.bands().iter().map(|band| band.agent_count_min).max().unwrap_or(0);
        let frontier = Frontier::new(assumptions, assumptions.cap, largest);
        Self {
            model: assumptions.model(),
            assumptions: assumptions.clone(),
            bands: matrix.bands().iter().map(|band| BandForecast::new(band, assumptions, &frontier)).collect(),
            uncovered: matrix.gaps(),
        }
    }

    /// The band in which most calls are abandoned.
    pub fn worst(&self) -> Option<&BandForecast> {
        let abandonment = |band: &&BandForecast| band.worst.abandonment.high;
        self.bands.iter().max_by(|one, other| abandonment(one).total_cmp(&abandonment(other)))
    }
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

/// Whether it is a team at all, and not too large to count.
pub(super) fn is_team(band: &SpeedRule) -> bool {
    (1..=band.agent_count_max).contains(&band.agent_count_min)
        && band.agent_count_max <= 1_000_000
        && band.max_speed <= 100
}
