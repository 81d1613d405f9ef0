//! Regulatory profiles: which cap holds where, who says so, and how sure that is. Not legal advice.
//!
//! The data is `data/regulatory-profiles.json`; `table.rs` is made from it by `cargo xtask docs`.

mod table;

pub use table::{AS_OF, NOTICE, PROFILES};

use crate::suggest;

/// A jurisdiction's rule about abandoned calls, as far as a configuration can be checked against it.
#[derive(Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its id, such as `us`.
    pub id: &'static str,
    /// What kind of rule it is.
    pub kind: ProfileKind,
    /// The largest share of abandoned calls, as a decimal fraction, itself included.
    pub cap: Option<&'static str>,
    /// Within how many seconds an answered call must reach an agent.
    pub connect_limit_s: Option<u32>,
}

/// What kind of rule a profile holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum ProfileKind {
    /// A cap on the measured rate.
    Cap,
    /// The regulator names no rate that is safe.
    NoSafeRate,
    /// A rule that has been replaced; for history.
    Superseded,
    /// Indicators without a statutory rate.
    Guidance,
    /// A limit on the time to connect, none on the rate.
    ConnectTimeOnly,
    /// A limit on a number of calls, none on the rate.
    AbsoluteCount,
    /// No cap was found in what was read.
    NoCapFound,
}

impl ProfileKind {
    /// The word in the data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cap => "cap",
            Self::NoSafeRate => "no_safe_rate",
            Self::Superseded => "superseded",
            Self::Guidance => "guidance",
            Self::ConnectTimeOnly => "connect_time_only",
            Self::AbsoluteCount => "absolute_count",
            Self::NoCapFound => "no_cap_found",
        }
    }
}

/// What else is known of a profile; apart from it, so that a browser module can leave the prose out.
#[derive(Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ProfileFacts {
    /// Its name.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub name: &'static str,
    /// Which calls count as abandoned.
    pub numerator: Option<&'static str>,
    /// Which calls they are a share of.
    pub denominator: Option<&'static str>,
    /// Over which time the rate is measured.
    pub window: Option<&'static str>,
    /// Over which calls the rate is measured.
    pub scope: Option<&'static str>,
    /// From when the connect limit runs.
    pub connect_clock: Option<&'static str>,
    /// How long a phone must ring.
    pub ring_min: Option<&'static str>,
    /// What an abandoned call must play.
    pub message: Option<&'static str>,
    /// How long records are kept.
    pub record_retention: Option<&'static str>,
    /// When people may be called.
    pub calling_hours: Option<&'static str>,
    /// What else is asked.
    pub other: &'static [&'static str],
    /// Where it is written.
    pub citation: &'static str,
    /// How sure the above is: `primary`, `secondary` or `memory`, in words.
    pub evidence: &'static str,
}

impl Profile {
    /// What else is known of it.
    pub fn facts(&self) -> &'static ProfileFacts {
        table::FACTS.get(self.index()).unwrap_or(&table::NO_FACTS)
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.facts().name
    }

    fn index(&self) -> usize {
        PROFILES.iter().position(|profile| profile.id == self.id).unwrap_or(0)
    }
}

/// The profile of an id.
///
/// ```
/// assert_eq!(pacing_core::profile::profile("us")?.cap, Some("0.03"));
/// let unknown = pacing_core::profile::profile("uk").unwrap_err();
/// assert_eq!(unknown.to_string(), "there is no profile `uk`, did you mean `uk-ofcom-2016`?");
/// # Ok::<(), pacing_core::profile::UnknownProfile>(())
/// ```
///
/// # Errors
/// [`UnknownProfile`], with the nearest id.
pub fn profile(id: &str) -> Result<&'static Profile, UnknownProfile> {
    // What has been replaced is there for history, and nobody means it by a slip.
    let mut in_force =
        PROFILES.iter().filter(|profile| profile.kind != ProfileKind::Superseded).map(|profile| profile.id);
    PROFILES.iter().find(|profile| profile.id == id).ok_or_else(|| UnknownProfile {
        id: id.to_owned(),
        suggestion: suggest::nearest(id, in_force.clone())
            .or_else(|| in_force.find(|name| name.strip_prefix(id).is_some_and(|rest| rest.starts_with('-')))),
    })
}

/// There is no profile of this id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no profile `{id}`{}", suggestion.map(|id| format!(", did you mean `{id}`?")).unwrap_or_default())]
pub struct UnknownProfile {
    /// The id that was asked for.
    pub id: String,
    /// The nearest id of a profile in force.
    pub suggestion: Option<&'static str>,
}

/// The stricter of both US rules, which is the tutorial's cap.
impl Default for &'static Profile {
    fn default() -> Self {
        const NONE: Profile = Profile { id: "us", kind: ProfileKind::Cap, cap: Some("0.03"), connect_limit_s: Some(2) };
        PROFILES.first().unwrap_or(&NONE)
    }
}
