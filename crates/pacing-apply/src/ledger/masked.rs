//! What is left of a run's records when client data stays out of the log: no document beyond what pacing is made of, and
//! no words of a server, which may quote one.

use crate::audit::exact::image;
use crate::audit::{Attempt, Change, Webhook, mask};
use crate::error::Error;
use crate::image;
use crate::outcome::Outcome;
use serde_json::Value;

/// What stands for a server's words.
const LEFT_OUT: &str = "(words left out)";

/// Whether, and how, records are made without client data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Masked(pub(crate) bool);

impl Masked {
    /// What is kept of a document.
    pub(crate) fn image(self, text: &str) -> Value {
        if self.0 { mask::document(&image(text)) } else { image(text) }
    }

    /// What may be told of a document in an event, which lies in the log until it is delivered.
    pub(crate) fn text(self, text: &str) -> String {
        if self.0 { image::text(&mask::document(&image(text))) } else { text.to_owned() }
    }

    pub(crate) fn changes(self, changes: Vec<Change>) -> Vec<Change> {
        if self.0 { mask::changes(&changes) } else { changes }
    }

    pub(crate) fn attempt(self, attempt: Attempt) -> Attempt {
        Attempt { message: self.words(attempt.status, attempt.message), ..attempt }
    }

    pub(crate) fn delivery(self, delivery: Webhook) -> Webhook {
        Webhook { message: self.words(delivery.status, delivery.message), ..delivery }
    }

    pub(crate) fn sentence(self, outcome: &Outcome) -> String {
        let without = match outcome {
            Outcome::NotApplied(error) if self.0 => Outcome::NotApplied(without_words(error)),
            Outcome::Unknown(error) if self.0 => Outcome::Unknown(without_words(error)),
            outcome => return outcome.sentence(),
        };
        without.sentence()
    }

    /// Words that came with an answer are a server's; without one they are this machine's.
    fn words(self, status: Option<u16>, message: Option<String>) -> Option<String> {
        message.filter(|_| !self.0 || status.is_none())
    }
}

fn without_words(error: &Error) -> Error {
    let mut error = error.clone();
    match &mut error {
        Error::Failing { message, .. } | Error::TokenRefused { message, .. } | Error::Refused { message, .. } => {
            LEFT_OUT.clone_into(message);
        }
        Error::Busy { status, .. } => LEFT_OUT.clone_into(status),
        Error::Unresolved { why, .. } => **why = without_words(why),
        _ => {}
    }
    error
}
