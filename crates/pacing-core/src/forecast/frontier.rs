//! Which team may have which speed: the abandoned share rises with the speed and falls with the team.

use super::assumptions::Assumptions;
use super::model::Points;

/// The smallest team that keeps a share, for each speed from 1 on: it does not fall as the speed rises.
#[derive(Clone, Debug)]
pub(super) struct Frontier(Vec<u32>);

impl Frontier {
    /// For teams up to the largest one, and the platform's speeds from 1 to 100.
    pub fn new(assumptions: &Assumptions, share: f64, largest: u32) -> Self {
        Self::up_to(100, assumptions, share, largest)
    }

    /// The same for speeds up to `most`.
    pub fn up_to(most: u32, assumptions: &Assumptions, share: f64, largest: u32) -> Self {
        let mut from = 1;
        let smallest = |speed| {
            let mut points = Points::new(speed, assumptions);
            // A team that is too small for a speed is so for a higher one.
            from = (from..=largest).find(|agents| points.worst_at(*agents) <= share)?;
            Some(from)
        };
        Self((1..=most).map_while(smallest).collect())
    }

    /// The smallest team up to the largest one that keeps a share at a speed of 1.
    pub fn smallest(assumptions: &Assumptions, share: f64, largest: u32) -> Option<u32> {
        let mut points = Points::new(1, assumptions);
        (1..=largest).find(|agents| points.worst_at(*agents) <= share)
    }

    /// The smallest team that may be dialled for at all.
    pub fn smallest_team(&self) -> Option<u32> {
        self.team(1)
    }

    /// The smallest team for a speed.
    pub fn team(&self, speed: u32) -> Option<u32> {
        self.0.get(speed.checked_sub(1)? as usize).copied()
    }

    /// The largest speed of a team; 0 where even 1 is too fast.
    pub fn speed(&self, agents: u32) -> u32 {
        self.0.partition_point(|team| *team <= agents) as u32
    }
}
