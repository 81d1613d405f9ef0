//! Teams that may see more calls abandoned than the cap: what the rule `forecast-above-cap` says of them.

use super::assumptions::Assumptions;
use super::band::is_team;
use super::frontier::Frontier;
use super::interval::Interval;
use super::model::Points;
use super::words::{above_in_words, assumed, counted_above, percent};
use crate::model::SpeedRule;
use crate::text::{int, join};

/// Judges speeds against the cap of some assumptions.
pub(crate) struct Judge<'a> {
    assumptions: &'a Assumptions,
    /// Where no band covers a team; nothing where it is not known.
    global: Option<u32>,
    frontier: Frontier,
}

/// A speed that may abandon more than the cap, for the smallest team that has it.
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
    pub fn new(assumptions: &'a Assumptions, global: Option<u32>, largest: u32) -> Self {
        Self { assumptions, global, frontier: Frontier::new(assumptions, assumptions.cap, largest) }
    }

    /// Whether a band may abandon more than the cap. A band that is none is left to other rules.
    pub fn is_above(&self, band: &SpeedRule) -> bool {
        is_team(band) && band.max_speed > self.frontier.speed(band.agent_count_min)
    }

    /// What there is to say of a band that is above.
    pub fn excess(&self, band: &SpeedRule) -> Excess {
        let agents = band.agent_count_min;
        let share = self.share(agents, band.max_speed);
        Excess {
            calls: above_in_words(agents, share, self.assumptions.cap),
            certain: share.low > self.assumptions.cap,
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

    /// What can be done where no speed keeps the cap for the smallest team of a band.
    pub fn instead_of(&self, band: &SpeedRule) -> String {
        let at = |speed| self.counted(band.agent_count_min, speed);
        match self.global {
            _ if band.max_speed > 1 => {
                join(&["write 1, the least that the platform takes (", &at(1), " then), and ", &self.otherwise()])
            }
            Some(global) if global > 1 => {
                let without = [
                    "; without this band the global speed ",
                    &int(i64::from(global)),
                    " would hold (",
                    &at(global),
                    ")",
                ];
                join(&[&self.otherwise(), &join(&without)])
            }
            _ => self.otherwise(),
        }
    }

    /// What can be done for teams from `agents` on that no band covers.
    pub fn instead_of_none(&self, agents: u32) -> String {
        match self.frontier.speed(agents) {
            0 => {
                let least = self.counted(agents, 1);
                join(&[
                    "add a band for them at 1, the least that the platform takes (",
                    &least,
                    " then), and ",
                    &self.otherwise(),
                ])
            }
            speed => join(&["add a band for them, at most at ", &int(i64::from(speed)), ", which keeps it"]),
        }
    }

    /// How to dial for a team that is too small for any speed.
    fn otherwise(&self) -> String {
        let how = ["progressively (one line for each idle agent)", " or in preview mode"];
        // Far fewer agents than that are enough for a speed of 1.
        match Frontier::smallest(self.assumptions, self.assumptions.cap, 1_000_000) {
            Some(team) => {
                let team = int(i64::from(team));
                join(&["dial with fewer than ", &team, " agents not predictively but ", &join(&how)])
            }
            None => join(&["dial not predictively but ", &join(&how)]),
        }
    }

    fn counted(&self, agents: u32, speed: u32) -> String {
        counted_above(self.share(agents, speed), self.assumptions.cap)
    }

    fn share(&self, agents: u32, speed: u32) -> Interval {
        Points::new(speed, self.assumptions).at(agents).abandonment
    }
}
