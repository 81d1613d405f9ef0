//! Bands that may abandon more than the cap: what the rule `forecast-above-cap` says of them.

use super::assumptions::Assumptions;
use super::band::is_team;
use super::frontier::Frontier;
use super::model::Points;
use super::words::{above_in_words, assumed, percent};
use crate::model::SpeedRule;
use crate::text::{int, join};

/// Judges bands against the cap of some assumptions.
pub(crate) struct Judge<'a> {
    assumptions: &'a Assumptions,
    frontier: Frontier,
}

/// A band that may abandon more than the cap, for its smallest team.
pub(crate) struct Excess {
    /// What that team would see.
    pub calls: String,
    /// Whether it is above the cap even with the most favourable assumptions.
    pub certain: bool,
    /// The largest speed that keeps the cap with the least favourable ones; nothing where even 1 is too fast.
    pub keeping: Option<u32>,
}

impl<'a> Judge<'a> {
    /// For teams up to `largest`.
    pub fn new(assumptions: &'a Assumptions, largest: u32) -> Self {
        Self { assumptions, frontier: Frontier::new(assumptions, assumptions.cap, largest) }
    }

    /// Whether a band may abandon more than the cap. A band that is none is left to other rules.
    pub fn is_above(&self, band: &SpeedRule) -> bool {
        is_team(band) && band.max_speed > self.frontier.speed(band.agent_count_min)
    }

    /// What there is to say of a band that is above.
    pub fn excess(&self, band: &SpeedRule) -> Excess {
        let (agents, cap) = (band.agent_count_min, self.assumptions.cap);
        let share = Points::new(band.max_speed, self.assumptions).at(agents).abandonment;
        Excess {
            calls: above_in_words(agents, share, cap),
            certain: share.low > cap,
            keeping: Some(self.frontier.speed(agents)).filter(|speed| *speed > 0),
        }
    }

    /// The cap, in words.
    pub fn cap(&self) -> String {
        percent(self.assumptions.cap)
    }

    /// What is assumed: that …
    pub fn assumed(&self) -> String {
        assumed(self.assumptions)
    }

    /// What can be done for a team for which no speed keeps the cap.
    pub fn instead(&self) -> String {
        let progressively = "dial it progressively (one line for each idle agent)";
        // Far fewer agents than that are enough for a speed of 1.
        match Frontier::smallest(self.assumptions, self.assumptions.cap, 1_000_000) {
            Some(team) => join(&[progressively, ", or dial from ", &int(i64::from(team)), " agents on"]),
            None => progressively.to_owned(),
        }
    }
}
