//! Why a call could not be done: another thing than a document with problems.

use crate::json;
use pacing_core::edit::EditError;
use pacing_core::read::SyntaxError;

/// Why there is no answer. JavaScript throws it as a `PacingError` with the same code.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// What was written is no UTF-8: the TypeScript face never does that.
    NotText,
    /// An option that does not exist or has a value that does not.
    Option(String),
    /// A text that is not JSON where a document is needed.
    Unreadable(SyntaxError),
    /// An edit at a place that does not exist.
    Place(String),
    /// An edit with something that is no JSON value.
    Value(String),
}

impl Refusal {
    pub fn option(error: impl ToString) -> Self {
        Self::Option(error.to_string())
    }

    /// `{"code": …, "message": …}`
    pub fn to_json(&self) -> String {
        let (code, message) = match self {
            Self::NotText => ("unreadable-text", "the text is not UTF-8"),
            Self::Unreadable(error) => ("unreadable-text", error.syntax.message()),
            Self::Option(message) => ("invalid-option", message.as_str()),
            Self::Place(message) => ("no-such-place", message.as_str()),
            Self::Value(message) => ("not-a-value", message.as_str()),
        };
        let mut out = String::from("{\"code\":");
        json::string(&mut out, code);
        json::member(&mut out, "message", message);
        out.push('}');
        out
    }
}

impl From<SyntaxError> for Refusal {
    fn from(error: SyntaxError) -> Self {
        Self::Unreadable(error)
    }
}

impl From<EditError> for Refusal {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Unreadable(error) => Self::Unreadable(error),
            EditError::NotAValue(_) => Self::Value(error.to_string()),
            _ => Self::Place(error.to_string()),
        }
    }
}
