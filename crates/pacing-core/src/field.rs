//! The fields of a document: one table for the draft, the messages, the schema and the editors' help.

/// A field of the tutorial's request: recognised while the text is read, so that nobody compares keys later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum FieldName {
    Id,
    Type,
    PredictiveDialerConfig,
    PacingRules,
    MaxSpeed,
    AbandonRateThreshold,
    ReloadOnUpdate,
    AgentCountMin,
    AgentCountMax,
    /// Any other key, and no key.
    Other,
}

/// All of them.
const FIELDS: [FieldName; 9] = [
    FieldName::Id,
    FieldName::Type,
    FieldName::PredictiveDialerConfig,
    FieldName::PacingRules,
    FieldName::MaxSpeed,
    FieldName::AbandonRateThreshold,
    FieldName::ReloadOnUpdate,
    FieldName::AgentCountMin,
    FieldName::AgentCountMax,
];
/// The fields of the document itself.
pub(crate) const ROOT: [FieldName; 3] = [FieldName::Id, FieldName::Type, FieldName::PredictiveDialerConfig];
/// The fields of `predictive_dialer_config`.
pub(crate) const CONFIG: [FieldName; 4] =
    [FieldName::PacingRules, FieldName::MaxSpeed, FieldName::AbandonRateThreshold, FieldName::ReloadOnUpdate];
/// The fields of a band.
pub(crate) const BAND: [FieldName; 3] = [FieldName::AgentCountMin, FieldName::AgentCountMax, FieldName::MaxSpeed];

/// Fields of a dialer that are the platform's own, at the top of its document. A document that was pulled has them. They are no
/// slip, and they are not sent: a status of last week could set a dialer to it, and dates are not a user's to set. So they are
/// no change where they differ either.
pub const PLATFORM_FIELDS: [&str; 3] = ["status", "dateCreated", "dateModified"];

/// The type that a field wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    Text,
    Boolean,
    WholeNumber,
    Decimal,
    List,
    Object,
}

impl Expected {
    /// The words that messages use.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Boolean => "`true` or `false`",
            Self::WholeNumber => "a whole number",
            Self::Decimal => "a number",
            Self::List => "an array",
            Self::Object => "an object",
        }
    }
}

impl FieldName {
    /// The field of a key.
    pub fn of(key: &str) -> Self {
        let mut names = FIELDS.iter();
        names.find(|name| name.as_str() == key).copied().unwrap_or(Self::Other)
    }

    /// The field that comes next in a document that keeps the model's order.
    pub const fn next(self) -> Self {
        match self {
            Self::Id => Self::Type,
            Self::Type => Self::PredictiveDialerConfig,
            Self::PredictiveDialerConfig => Self::PacingRules,
            Self::AgentCountMin => Self::AgentCountMax,
            Self::PacingRules | Self::AgentCountMax => Self::MaxSpeed,
            Self::MaxSpeed => Self::AbandonRateThreshold,
            Self::AbandonRateThreshold => Self::ReloadOnUpdate,
            Self::ReloadOnUpdate => Self::Id,
            Self::Other => Self::AgentCountMin,
        }
    }

    /// The key as it is mostly spelled, with its quotes.
    pub const fn quoted(self) -> &'static str {
        match self {
            Self::Id => "\"id\"",
            Self::Type => "\"type\"",
            Self::PredictiveDialerConfig => "\"predictive_dialer_config\"",
            Self::PacingRules => "\"pacing_rules\"",
            Self::MaxSpeed => "\"max_speed\"",
            Self::AbandonRateThreshold => "\"abandon_rate_threshold\"",
            Self::ReloadOnUpdate => "\"reload_on_update\"",
            Self::AgentCountMin => "\"agent_count_min\"",
            Self::AgentCountMax => "\"agent_count_max\"",
            Self::Other => "\"\"",
        }
    }

    /// The key in the document.
    pub fn as_str(self) -> &'static str {
        let quoted = self.quoted();
        quoted.get(1..quoted.len() - 1).unwrap_or("")
    }

    /// The type that it wants.
    pub const fn expected(self) -> Expected {
        match self {
            Self::Id | Self::Type => Expected::Text,
            Self::PredictiveDialerConfig => Expected::Object,
            Self::PacingRules => Expected::List,
            Self::MaxSpeed | Self::AgentCountMin | Self::AgentCountMax => Expected::WholeNumber,
            Self::AbandonRateThreshold => Expected::Decimal,
            Self::Other => Expected::Text,
            Self::ReloadOnUpdate => Expected::Boolean,
        }
    }

    /// What to write, for someone who left it out.
    pub const fn example(self) -> &'static str {
        match self {
            Self::Id => "\"a1b2c3d4-e5f6-7890-abcd-ef1234567890\"",
            Self::Type => "\"PREDICTIVE\"",
            Self::PredictiveDialerConfig => "{…}",
            Self::PacingRules => "[{…}]",
            Self::MaxSpeed => "45",
            Self::AbandonRateThreshold => "0.025",
            Self::ReloadOnUpdate => "true",
            Self::AgentCountMin => "1",
            Self::AgentCountMax => "5",
            Self::Other => "",
        }
    }

    /// What it means, for the schema and for editors; `max_speed` means another thing in a band.
    pub const fn description(self, band: bool) -> &'static str {
        match self {
            Self::Id => {
                "The dialer that is addressed: copy it from the dialer's page. 1 to 128 letters, digits and `-._~`."
            }
            Self::Type => "Always `PREDICTIVE`: other kinds of dialers have no speed matrix.",
            Self::PredictiveDialerConfig => "The pacing of the dialer.",
            Self::PacingRules => {
                "The speed matrix: bands of agent counts, each with a speed. Without gaps and overlaps, sorted by `agent_count_min`."
            }
            Self::MaxSpeed if band => {
                "The speed for teams of this size, from 1 to 100 and not above the global `max_speed`."
            }
            Self::MaxSpeed => "The global speed, from 1 to 100, that no band may pass.",
            Self::AbandonRateThreshold => {
                "The share of abandoned calls at which the dialer slows down, as a fraction: 0.025 is 2.5 %. At most 0.03; below it there is \
                 headroom for the noise of a measured rate."
            }
            Self::ReloadOnUpdate => {
                "Whether the dialer takes the new rules at once. Without it, it keeps the cached ones until someone reloads it."
            }
            Self::AgentCountMin => {
                "The smallest team of the band. The speed is judged here: the smallest team is the worst case."
            }
            Self::AgentCountMax => "The largest team of the band, itself included.",
            Self::Other => "",
        }
    }
}
