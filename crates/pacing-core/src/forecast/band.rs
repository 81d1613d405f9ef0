//! The forecast of a configuration, band by band.

use super::assumptions::Assumptions;
use super::model::{Model, Point, Points};
use crate::matrix::Matrix;
use crate::model::SpeedRule;
use crate::text::{int, join};
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
        Self {
            model: assumptions.model(),
            assumptions: assumptions.clone(),
            bands: matrix.bands().iter().map(|band| BandForecast::new(band, assumptions)).collect(),
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
    fn new(band: &SpeedRule, assumptions: &Assumptions) -> Self {
        let mut points = Points::new(band.max_speed, assumptions);
        Self {
            agent_count_min: band.agent_count_min,
            agent_count_max: band.agent_count_max,
            max_speed: band.max_speed,
            worst: points.at(band.agent_count_min),
            best: points.at(band.agent_count_max),
            largest_speed: largest_speed(band.agent_count_min, assumptions, assumptions.cap),
        }
    }

    /// Whether it may abandon more than the cap: at its smallest team, with the least favourable assumptions.
    pub fn is_above_cap(&self) -> bool {
        self.worst.margin.low < 0.0
    }

    /// Every point of the band, one agent count after the other.
    pub fn points(&self, assumptions: &Assumptions) -> impl Iterator<Item = Point> + use<> {
        let mut points = Points::new(self.max_speed, assumptions);
        (self.agent_count_min..=self.agent_count_max).map(move |agents| points.at(agents))
    }

    /// What its smallest team would see, in words: the high end of a range, since that is what a cap is about.
    pub fn in_words(&self) -> String {
        in_words(self.worst.agents, self.worst.abandonment.high)
    }
}

/// What a team would see when this share of its answered calls is abandoned.
pub fn in_words(agents: u32, share: f64) -> String {
    let team = if agents == 1 { " agent " } else { " agents " };
    join(&["with ", &int(i64::from(agents)), team, &calls(share), " would find nobody free"])
}

/// A share of the answered calls, as people say it.
fn calls(share: f64) -> String {
    let of = match share {
        0.0 => return "no answered call".to_owned(),
        _ if share < 0.000_005 => return "fewer than 1 of 100000 answered calls".to_owned(),
        _ if share < 0.0005 => 100_000,
        _ if share < 0.01 => 1000,
        _ => 100,
    };
    let abandoned = libm::round(share * f64::from(of)) as i64;
    join(&["about ", &int(abandoned), " of ", &int(i64::from(of)), " answered calls"])
}

/// The largest speed from 1 to 100 at which a team keeps a share: the abandoned share rises with the speed.
fn largest_speed(agents: u32, assumptions: &Assumptions, share: f64) -> Option<u32> {
    let keeps = |speed: u32| Points::new(speed, assumptions).worst_at(agents) <= share;
    let (mut keeping, mut breaking) = (0, 101);
    while breaking - keeping > 1 {
        let middle = (keeping + breaking) / 2;
        if keeps(middle) {
            keeping = middle;
        } else {
            breaking = middle;
        }
    }
    (keeping > 0).then_some(keeping)
}

/// Whether it is a team at all, and not too large to count.
fn is_team(band: &SpeedRule) -> bool {
    (1..=band.agent_count_max).contains(&band.agent_count_min)
        && band.agent_count_max <= 1_000_000
        && band.max_speed <= 100
}
