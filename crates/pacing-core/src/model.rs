//! The dialer document of the tutorial's step 1, in its field order.
//!
//! Nothing here can be read from JSON by itself: a document comes from [`validate`](crate::validate), which keeps its
//! places, or from the [builder](crate::PacingBuilder).

use crate::decimal::Decimal;
use crate::read::Tree;
use std::fmt;

/// A dialer as it is sent to the platform. Its `type` is always `PREDICTIVE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DialerDocument {
    /// The dialer that is addressed.
    pub id: DialerId,
    /// How fast it may dial.
    pub predictive_dialer_config: PredictiveDialerConfig,
    /// Fields that the tutorial does not name, kept as they came.
    pub extra: Vec<Extra>,
}

/// The pacing of a predictive dialer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PredictiveDialerConfig {
    /// The speed matrix: one band of agent counts after the other.
    pub pacing_rules: Vec<SpeedRule>,
    /// The global speed, from 1 to 100, that no band may pass.
    pub max_speed: u32,
    /// The share of abandoned calls at which the dialer slows down: a fraction, 0.03 for 3 %.
    pub abandon_rate_threshold: Decimal,
    /// Whether the dialer takes the new rules at once; without it, it keeps the cached ones.
    pub reload_on_update: Option<bool>,
    /// Fields that the tutorial does not name, kept as they came.
    pub extra: Vec<Extra>,
}

/// One band: from this many agents to that many, this speed. The documents call it a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeedRule {
    /// The smallest team of the band, from 1.
    pub agent_count_min: u32,
    /// The largest team of the band, itself included.
    pub agent_count_max: u32,
    /// The speed, from 1 to 100.
    pub max_speed: u32,
    /// Fields that the tutorial does not name, kept as they came.
    pub extra: Vec<Extra>,
}

impl SpeedRule {
    /// A band without other fields.
    pub const fn new(agent_count_min: u32, agent_count_max: u32, max_speed: u32) -> Self {
        Self { agent_count_min, agent_count_max, max_speed, extra: Vec::new() }
    }
}

/// A field that the tutorial does not name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extra {
    /// Its key.
    pub name: String,
    /// Its value.
    pub value: JsonText,
}

/// A JSON value, kept as spelled but without the white space between its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonText(String);

impl JsonText {
    /// A value from JSON text; nothing when it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let tree = Tree::parse(text).ok()?;
        Some(Self(crate::read::compact(&tree, crate::read::NodeId::ROOT)))
    }

    pub(crate) fn from_compact(text: String) -> Self {
        Self(text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A dialer's id: 1 to 128 of the characters that a URL carries unchanged (RFC 3986, section 2.3), and neither `.` nor `..`.
///
/// The tutorial's script put any text into the URL, and `../campaigns/7?purge=1#` reached another resource.
///
/// ```
/// use pacing_core::DialerId;
/// assert!(DialerId::parse("a1b2c3d4-e5f6-7890-abcd-ef1234567890").is_ok());
/// assert!(DialerId::parse("../campaigns/7").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DialerId(String);

/// The longest dialer id, in characters.
pub const MAX_ID: usize = 128;

/// A text that is no dialer id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` cannot be a dialer id: use 1 to 128 letters, digits and `-._~`, and not `.` or `..`")]
pub struct InvalidId(String);

impl DialerId {
    /// Checks an id.
    ///
    /// # Errors
    /// [`InvalidId`] when it has a character that a URL would not carry unchanged, or a wrong length.
    pub fn parse(text: &str) -> Result<Self, InvalidId> {
        if Self::fits(text) { Ok(Self(text.to_owned())) } else { Err(InvalidId(text.chars().take(MAX_ID).collect())) }
    }

    /// Whether a text can be an id.
    pub(crate) fn fits(text: &str) -> bool {
        let safe = |byte: u8| matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~');
        (1..=MAX_ID).contains(&text.len()) && text.bytes().all(safe) && text != "." && text != ".."
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DialerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
