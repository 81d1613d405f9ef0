//! What a prediction rests on. A configuration says none of it, so the user does.

use super::interval::Interval;
use super::model::Model;
use crate::profile::Profile;

/// What one unit of `max_speed` means. The platform's documentation does not say, so a prediction always states it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Unit {
    /// Dials per minute, for the whole team.
    #[default]
    PerMinute,
    /// Dials per hour, for the whole team.
    PerHour,
    /// Lines dialled at once when the whole team is idle.
    AtOnce,
    /// One line for each idle agent, whatever the speed: progressive dialling.
    OnePerAgent,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Self; 4] = [Self::PerMinute, Self::PerHour, Self::AtOnce, Self::OnePerAgent];

    /// Its name in settings, such as `per-minute`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PerMinute => "per-minute",
            Self::PerHour => "per-hour",
            Self::AtOnce => "at-once",
            Self::OnePerAgent => "one-per-agent",
        }
    }

    /// What it means, for people.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::PerMinute => "dials per minute for the whole team",
            Self::PerHour => "dials per hour for the whole team",
            Self::AtOnce => "lines dialled at once while the whole team is idle",
            Self::OnePerAgent => "not used: one line for each idle agent",
        }
    }

    /// The unit of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.as_str() == name)
    }

    /// Dials per second at a speed of 1, where a speed is a rate.
    pub(super) const fn dials_per_second(self) -> Option<f64> {
        match self {
            Self::PerMinute => Some(1.0 / 60.0),
            Self::PerHour => Some(1.0 / 3600.0),
            Self::AtOnce | Self::OnePerAgent => None,
        }
    }
}

/// What a prediction rests on: each a value or a range, and a range of assumptions gives a range of results.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Assumptions {
    pub(super) unit: Unit,
    pub(super) answer_rate: Interval,
    pub(super) handling_s: Interval,
    pub(super) connect_limit_s: Interval,
    pub(super) answer_delay_s: Interval,
    pub(super) ring_s: Interval,
    pub(super) cap: f64,
}

/// An assumption that no call centre can have. The model would give a number that means nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.as_str())]
#[non_exhaustive]
pub enum AssumptionError {
    /// The live-answer share is no share.
    AnswerRate,
    /// The handling time is not between 1 second and a day.
    HandlingTime,
    /// The connect limit is negative or longer than an hour.
    ConnectLimit,
    /// A ring time is negative or longer than an hour.
    RingTime,
    /// The cap or target is no share.
    Share,
    /// A range of agent counts is empty, or outside of 1 to 1,000,000.
    Agents,
    /// A speed is wanted where none is used.
    NoSpeed,
    /// The largest speed of a suggestion is none of the platform's.
    MaxSpeed,
}

impl AssumptionError {
    /// Every error.
    pub const ALL: [Self; 8] = [
        Self::AnswerRate,
        Self::HandlingTime,
        Self::ConnectLimit,
        Self::RingTime,
        Self::Share,
        Self::Agents,
        Self::NoSpeed,
        Self::MaxSpeed,
    ];

    /// What is wrong, and what the value means.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AnswerRate => {
                "the answer rate is the share of dialled calls that a person answers: at least 0.000001, at most 1; 20 % is 0.2"
            }
            Self::HandlingTime => {
                "the handling time is the mean time that an agent spends on an answered call, talk and wrap-up: 1 s to 86400 s (24 h)"
            }
            Self::ConnectLimit => "the connect limit is how long an answered call may wait for an agent: 0 s to 3600 s",
            Self::RingTime => "a ring time is 0 s to 3600 s",
            Self::Share => "a cap or target is a share of the answered calls: more than 0, less than 1; 3 % is 0.03",
            Self::Agents => "agent counts go from 1 to 1000000, the smaller one first",
            Self::NoSpeed => {
                "with a line for each idle agent (progressive dialling) nothing is abandoned at any speed, so there is no speed to suggest"
            }
            Self::MaxSpeed => "the global speed goes from 1 to 100",
        }
    }
}

/// The cap where a profile has none: the platform's.
const PLATFORM_CAP: f64 = 0.03;

impl Assumptions {
    /// From the share of dialled calls that a live person answers (0 to 1) and the mean handling time in seconds, which is talk and wrap-up.
    ///
    /// Speeds are dials per minute, nobody waits (connect limit 0), and the cap is the platform's 3 % unless said otherwise.
    ///
    /// # Errors
    /// When a value is outside of what a call centre can have.
    pub fn new(answer_rate: Interval, handling_s: Interval) -> Result<Self, AssumptionError> {
        // Less than one in a million answered is no campaign, and keeps every load a number.
        if !answer_rate.lies_in(1e-6..=1.0) {
            return Err(AssumptionError::AnswerRate);
        }
        if !handling_s.lies_in(1.0..=86_400.0) {
            return Err(AssumptionError::HandlingTime);
        }
        Ok(Self {
            unit: Unit::PerMinute,
            answer_rate,
            handling_s,
            connect_limit_s: Interval::exactly(0.0),
            answer_delay_s: Interval::exactly(15.0),
            ring_s: Interval::exactly(25.0),
            cap: PLATFORM_CAP,
        })
    }

    /// With another meaning of `max_speed`.
    #[must_use]
    pub const fn unit(self, unit: Unit) -> Self {
        Self { unit, ..self }
    }

    /// With the connect limit and the cap of a profile, where it has them; the platform's cap and no wait where it has none.
    #[must_use]
    pub fn profile(self, profile: &Profile) -> Self {
        let (cap, limit) = limits(profile);
        Self { connect_limit_s: Interval::exactly(limit), cap, ..self }
    }

    /// With a time in seconds that an answered call may wait for an agent before it counts as abandoned; 0 is Erlang B.
    ///
    /// # Errors
    /// When it is negative or longer than an hour.
    pub fn connect_limit(self, seconds: Interval) -> Result<Self, AssumptionError> {
        let fits = seconds.lies_in(0.0..=3600.0);
        if fits { Ok(Self { connect_limit_s: seconds, ..self }) } else { Err(AssumptionError::ConnectLimit) }
    }

    /// With the seconds until a person answers, and those a line rings when nobody does: they matter for [`Unit::OnePerAgent`].
    ///
    /// # Errors
    /// When one is negative or longer than an hour.
    pub fn ring(self, answer_delay_s: Interval, ring_s: Interval) -> Result<Self, AssumptionError> {
        let fits = answer_delay_s.lies_in(0.0..=3600.0) && ring_s.lies_in(0.0..=3600.0);
        if fits { Ok(Self { answer_delay_s, ring_s, ..self }) } else { Err(AssumptionError::RingTime) }
    }

    /// With another cap on the abandoned share.
    ///
    /// # Errors
    /// When it is no share between 0 and 1.
    pub fn cap(self, cap: f64) -> Result<Self, AssumptionError> {
        if is_share(cap) { Ok(Self { cap, ..self }) } else { Err(AssumptionError::Share) }
    }

    /// The model that these assumptions ask for.
    pub fn model(&self) -> Model {
        match self.unit {
            Unit::AtOnce => Model::Overdial,
            Unit::OnePerAgent => Model::Progressive,
            Unit::PerMinute | Unit::PerHour if self.connect_limit_s.high > 0.0 => Model::ConnectLimit,
            Unit::PerMinute | Unit::PerHour => Model::ErlangB,
        }
    }

    /// What one unit of `max_speed` means.
    pub const fn unit_of_speed(&self) -> Unit {
        self.unit
    }

    /// The share of dialled calls that a person answers.
    pub const fn answer_rate(&self) -> Interval {
        self.answer_rate
    }

    /// The mean handling time in seconds.
    pub const fn handling_time(&self) -> Interval {
        self.handling_s
    }

    /// The seconds that an answered call may wait.
    pub const fn connect_limit_s(&self) -> Interval {
        self.connect_limit_s
    }

    /// The seconds until a person answers.
    pub const fn answer_delay(&self) -> Interval {
        self.answer_delay_s
    }

    /// The seconds that a line rings when nobody answers.
    pub const fn ring_time(&self) -> Interval {
        self.ring_s
    }

    /// The cap that margins are measured from.
    pub const fn cap_share(&self) -> f64 {
        self.cap
    }
}

/// The cap that a profile gives, and its connect limit in seconds.
pub fn limits(profile: &Profile) -> (f64, f64) {
    let cap = profile.cap.and_then(|cap| cap.parse().ok()).unwrap_or(PLATFORM_CAP);
    (cap, profile.connect_limit_s.map_or(0.0, f64::from))
}

/// Whether a number can be a cap or a target.
pub(super) fn is_share(share: f64) -> bool {
    share > 0.0 && share < 1.0
}
