//! The models, and what they say of one agent count.

use super::assumptions::Assumptions;
use super::interval::Interval;
use super::overdial::Overdial;
use super::queue::Queue;

/// Which model made a prediction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Model {
    /// An answered call needs a free agent at once.
    ErlangB,
    /// An answered call may wait for the connect limit.
    ConnectLimit,
    /// Lines are dialled at once for an idle team.
    Overdial,
    /// One line for each idle agent.
    Progressive,
}

impl Model {
    /// Every model.
    pub const ALL: [Self; 4] = [Self::ErlangB, Self::ConnectLimit, Self::Overdial, Self::Progressive];

    /// Its name in the literature.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ErlangB => "Erlang B",
            Self::ConnectLimit => "M/M/n+D",
            Self::Overdial => "one-shot overdial",
            Self::Progressive => "progressive",
        }
    }

    /// What it takes a dialer for, for people.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::ErlangB => {
                "Erlang B: calls are answered at random times, and one that finds nobody free is abandoned at once"
            }
            Self::ConnectLimit => {
                "M/M/n+D (Erlang B with a wait): calls are answered at random times, and one that finds nobody free waits as long as the \
                 connect limit says and is abandoned then"
            }
            Self::Overdial => {
                "one-shot overdial: all agents are idle when the lines are dialled, and answered calls that are one too many are abandoned"
            }
            Self::Progressive => {
                "progressive: there is an agent for each line that is dialled, so nothing is abandoned"
            }
        }
    }
}

/// What is predicted for one number of agents.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Point {
    /// How many agents.
    pub agents: u32,
    /// The load that answered calls bring, in erlangs: calls per second times handling time. Nothing where lines are dialled at once.
    pub offered_load: Option<Interval>,
    /// The share of answered calls that find nobody in time.
    pub abandonment: Interval,
    /// The share of the agents that is busy.
    pub utilisation: Interval,
    /// How long an agent waits from one call to the next, in seconds, on average. Nothing where lines are dialled at once.
    pub idle_s: Option<Interval>,
    /// The cap less the abandoned share: negative above the cap.
    pub margin: Interval,
}

/// The points of a speed, one agent count after the other, starting at 1.
#[derive(Clone, Debug)]
pub(super) struct Points {
    agents: u32,
    cap: f64,
    /// One for each combination of the ends of the assumptions. Every result rises or falls with each assumption alone, so that its
    /// extremes are among these.
    corners: Vec<Corner>,
}

#[derive(Clone, Debug)]
enum Corner {
    Queue { queue: Queue, handling_s: f64 },
    Overdial(Overdial),
    Progressive { handling_s: f64, idle_s: f64 },
}

impl Points {
    pub fn new(speed: u32, assumptions: &Assumptions) -> Self {
        let Assumptions { unit, answer_rate, handling_s, connect_limit_s, answer_delay_s, ring_s, cap } = assumptions;
        let mut corners = Vec::new();
        for rate in answer_rate.ends() {
            match (assumptions.model(), unit.dials_per_second()) {
                (Model::Overdial, _) => corners.push(Corner::Overdial(Overdial::new(speed, rate))),
                (_, Some(dials)) => {
                    for (handling_s, limit_s) in pairs(*handling_s, *connect_limit_s) {
                        let queue = Queue::new(dials * f64::from(speed) * rate, handling_s, limit_s);
                        corners.push(Corner::Queue { queue, handling_s });
                    }
                }
                (_, None) => {
                    for (answer_s, ring_s) in pairs(*answer_delay_s, *ring_s) {
                        let idle_s = answer_s + ring_s * (1.0 - rate) / rate;
                        let corner = |handling_s| Corner::Progressive { handling_s, idle_s };
                        corners.extend(handling_s.ends().map(corner));
                    }
                }
            }
        }
        Self { agents: 1, cap: *cap, corners }
    }

    /// The point at an agent count, which is not smaller than the last one.
    pub fn at(&mut self, agents: u32) -> Point {
        self.go_to(agents);
        self.point()
    }

    /// The largest abandoned share at an agent count, which is not smaller than the last one.
    pub fn worst_at(&mut self, agents: u32) -> f64 {
        self.go_to(agents);
        self.corners.iter().map(|corner| corner.at(agents).abandonment).fold(0.0, f64::max)
    }

    fn go_to(&mut self, agents: u32) {
        while self.agents < agents {
            self.agents += 1;
            for corner in &mut self.corners {
                if let Corner::Queue { queue, .. } = corner {
                    queue.add_agent();
                }
            }
        }
    }

    fn point(&self) -> Point {
        let mut all = self.corners.iter().map(|corner| corner.at(self.agents));
        // There is always a corner; a point of nothing is better than a panic.
        let first = all.next().unwrap_or(At { load: None, abandonment: 0.0, utilisation: 0.0, idle_s: None });
        let mut point = Point {
            agents: self.agents,
            offered_load: first.load.map(Interval::exactly),
            abandonment: Interval::exactly(first.abandonment),
            utilisation: Interval::exactly(first.utilisation),
            idle_s: first.idle_s.map(Interval::exactly),
            margin: Interval::exactly(0.0),
        };
        for at in all {
            let widen = |interval: Interval, value| interval.with(Interval::exactly(value));
            point.offered_load = point.offered_load.zip(at.load).map(|(load, value)| widen(load, value));
            point.abandonment = widen(point.abandonment, at.abandonment);
            point.utilisation = widen(point.utilisation, at.utilisation);
            point.idle_s = point.idle_s.zip(at.idle_s).map(|(idle, value)| widen(idle, value));
        }
        point.margin = Interval { low: self.cap - point.abandonment.high, high: self.cap - point.abandonment.low };
        point
    }
}

/// One corner at one agent count.
struct At {
    load: Option<f64>,
    abandonment: f64,
    utilisation: f64,
    idle_s: Option<f64>,
}

impl Corner {
    fn at(&self, agents: u32) -> At {
        match self {
            Self::Queue { queue, handling_s } => {
                let fate = queue.fate();
                let each = queue.agents();
                At {
                    load: Some(queue.load()),
                    abandonment: fate.abandoned,
                    utilisation: queue.load() * fate.served / each,
                    // By Little's law: the time from one call to the next of an agent, less the call.
                    idle_s: Some((each / (queue.rate() * fate.served) - handling_s).max(0.0)),
                }
            }
            Self::Overdial(overdial) => At {
                load: None,
                abandonment: overdial.abandoned(agents),
                utilisation: overdial.utilisation(agents),
                idle_s: None,
            },
            Self::Progressive { handling_s, idle_s } => {
                let utilisation = handling_s / (handling_s + idle_s);
                let load = Some(utilisation * f64::from(agents));
                At { load, abandonment: 0.0, utilisation, idle_s: Some(*idle_s) }
            }
        }
    }
}

fn pairs(one: Interval, other: Interval) -> impl Iterator<Item = (f64, f64)> {
    one.ends().flat_map(move |one| other.ends().map(move |other| (one, other)))
}
