//! Why a command could not do its work. Problems of a document are no failure: they are a result.

use pacing_apply::{Error, Exit};
use std::fmt::Display;
use std::io;

/// The exit code of what was done.
pub(crate) const SUCCESS: u8 = Exit::Success.code();
/// The exit code of a document with errors.
pub(crate) const INVALID: u8 = Exit::Invalid.code();
/// All that is wrong with an audit log is a torn last line.
pub(crate) const TORN: u8 = 8;
/// The exit code of arguments, files or settings that cannot be used.
pub(crate) const USAGE: u8 = Exit::Usage.code();
/// The exit code of a plan that would change something.
pub(crate) const CHANGES: u8 = 10;

/// What is said on stderr, and the exit code.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The exit code.
    pub exit: u8,
    /// What is wrong; nothing where nobody listens any more.
    pub message: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Failure {
    /// Arguments, files or settings that cannot be used.
    pub(crate) fn usage(message: impl Display) -> Self {
        Self { exit: USAGE, message: Some(message.to_string()), help: None }
    }

    /// Says what to do about it.
    #[must_use]
    pub(crate) fn help(self, help: impl Display) -> Self {
        Self { help: Some(help.to_string()), ..self }
    }
}

/// The exit code where nobody reads on: 128 and the number of SIGPIPE, as other programs end by default.
const CLOSED: u8 = 141;

/// Writing the result failed. A reader that has seen enough, as `head` has, needs no message.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self { exit: CLOSED, message: None, help: None };
        }
        Self::usage(format_args!("cannot write the result: {}", reason(&error)))
    }
}

/// A run ended before anything could be changed.
impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { exit: error.exit().code(), message: Some(error.to_string()), help: error.help() }
    }
}

/// The words of an error of the operating system, without its number.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text.split_once(" (os error").map_or(text.as_str(), |(words, _)| words);
    let mut chars = words.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
