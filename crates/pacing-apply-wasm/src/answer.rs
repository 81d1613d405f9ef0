//! What a call says in the end: its result, or why there is none.

use crate::failure::{self, Failure, in_words_of_options};
use crate::report::Problem;
use pacing_apply::Error;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// Why there is no result.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Refusal {
    /// An option is not correct.
    Option(String),
    /// The document has errors.
    Invalid(Vec<Problem>),
    /// The platform or the log did not do what was asked.
    Failed {
        /// Why.
        failure: Failure,
        /// The exit code of the program for the same.
        exit: u8,
    },
}

impl Refusal {
    /// An error of a run; `stopped` where it was told to end.
    pub(crate) fn of(error: &Error, stopped: bool) -> Self {
        Self::Failed { failure: Failure::of(error), exit: failure::exit(error.exit(), stopped) }
    }
}

/// A setting that cannot be used.
impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Option(in_words_of_options(&error.to_string()))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Answer<T> {
    Done(T),
    Refused(Refusal),
}

/// The answer as a value of JavaScript.
pub(crate) fn say<T: Serialize>(result: Result<T, Refusal>) -> JsValue {
    let answer = match result {
        Ok(done) => Answer::Done(done),
        Err(refusal) => Answer::Refused(refusal),
    };
    plain(&answer)
}

/// A plain value of JavaScript. What is serialized here has neither numbers beyond those of JavaScript nor keys that are no strings.
pub(crate) fn plain(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::new().serialize_maps_as_objects(true)).unwrap_or_default()
}
