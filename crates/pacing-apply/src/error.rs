//! What can go wrong with a run. No error holds a token, a secret or the path of a webhook's address.

use crate::audit;
use crate::grant::SCOPES;
use crate::plural::{fields_differ, plural};
use jiff::Timestamp;
use pacing_core::diff::Change;
use std::fmt;
use std::time::Duration;

/// Why a run did not do what was asked. [`Error::help`] says what to do about it.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Settings that have no default were not given.
    #[error("not set: {}", .names.join(", "))]
    MissingSettings {
        /// Their names in the environment.
        names: Vec<&'static str>,
    },
    /// A setting cannot be used.
    #[error("{name} {problem}")]
    InvalidSetting {
        /// Its name in the environment.
        name: &'static str,
        /// What is wrong with it, without the value where that may be secret.
        problem: String,
    },
    /// No request got an answer.
    #[error("{step}: no answer from `{origin}` in {}: {problem}", plural(*.attempts, "attempt"))]
    Unreachable {
        /// What was asked.
        step: Step,
        /// Scheme, host and port.
        origin: String,
        /// What happened to the last attempt.
        problem: String,
        /// How many attempts there were.
        attempts: u32,
    },
    /// The server failed, and reading could not tell what became of the request.
    #[error("{step}: {status} {message} after {}", plural(*.attempts, "attempt"))]
    Failing {
        /// What was asked.
        step: Step,
        /// The last status.
        status: u16,
        /// The server's words.
        message: String,
        /// How many attempts there were.
        attempts: u32,
    },
    /// The server asks to come back later, and there is no attempt or no time left to do so.
    #[error("{step}: {status}, the platform asks to come back later, after {}", plural(*.attempts, "attempt"))]
    RateLimited {
        /// What was asked.
        step: Step,
        /// The last status.
        status: u16,
        /// How many attempts there were.
        attempts: u32,
        /// Not before this time, where the server told one.
        come_back: Option<Timestamp>,
    },
    /// The dialer was not ready within the polling time.
    #[error("the dialer was busy{}: `{status}` after {} s of waiting", if *.conflict { " (409)" } else { "" }, .waited.as_secs())]
    Busy {
        /// Its last status.
        status: String,
        /// How long was waited.
        waited: Duration,
        /// A change was answered with 409.
        conflict: bool,
        /// Not before this time, where the platform told one.
        come_back: Option<Timestamp>,
    },
    /// The dialer's version was another one at every attempt.
    #[error("the dialer got a new version between each read and change (412) in {}", plural(*.attempts, "attempt"))]
    Restless {
        /// How many attempts there were.
        attempts: u32,
    },
    /// The time for the run is over.
    #[error("the time for the run is over ({} s)", .0.as_secs())]
    DeadlineOver(Duration),
    /// The token endpoint refused the client.
    #[error("the token endpoint `{url}` refused client `{client}`: {status} {message}")]
    TokenRefused {
        /// The token endpoint.
        url: String,
        /// The last characters of the client id.
        client: String,
        /// The status.
        status: u16,
        /// The error code (RFC 6749, section 5.2), where the server gives one.
        code: Option<String>,
        /// The server's words.
        message: String,
    },
    /// The token endpoint answered with something that holds no token.
    #[error("the token endpoint `{url}` answered {status} with {media_type}, {problem}")]
    TokenUnreadable {
        /// The token endpoint.
        url: String,
        /// The status.
        status: u16,
        /// The content type of the answer.
        media_type: String,
        /// What is missing.
        problem: String,
    },
    /// The token was refused, and so was a new one, or it was new.
    #[error(
        "{step}: 401, the token was refused; token of `{token_url}` for client `{client}`, scopes asked `{asked}`, granted `{granted}`"
    )]
    Unauthorized {
        /// What was asked.
        step: Step,
        /// The token endpoint.
        token_url: String,
        /// The last characters of the client id.
        client: String,
        /// The scopes that were asked for.
        asked: String,
        /// The scopes that the token endpoint says it granted.
        granted: String,
    },
    /// The access token that was given was refused, and there is nothing to get another one with.
    #[error("{step}: 401, the access token was refused")]
    GivenTokenRefused {
        /// What was asked.
        step: Step,
    },
    /// The server refuses, and would again.
    #[error("{step}: {status} {message}")]
    Refused {
        /// What was asked.
        step: Step,
        /// The status.
        status: u16,
        /// The server's words.
        message: String,
    },
    /// A redirect that is not followed.
    #[error("{step}: {}", redirect(*.status, .host.as_deref()))]
    Redirected {
        /// What was asked.
        step: Step,
        /// The status, where it is shown.
        status: Option<u16>,
        /// The host that the redirect names.
        host: Option<String>,
        /// It leads to another scheme, host or port, where credentials must not go.
        elsewhere: bool,
    },
    /// An answer that is not what the platform's interface gives.
    #[error("{step}: {status} with {media_type}, {problem}")]
    Malformed {
        /// What was asked.
        step: Step,
        /// The status.
        status: u16,
        /// The content type of the answer.
        media_type: String,
        /// Why it is not the dialer.
        problem: String,
    },
    /// Somebody else changed the dialer between reading and changing it.
    #[error("somebody else changed the dialer meanwhile (412), {} now", fields_differ(.theirs.len()))]
    Conflict {
        /// What the plan would have changed.
        ours: Vec<Change>,
        /// What it would change now.
        theirs: Vec<Change>,
    },
    /// The change was accepted, and reading the dialer does not show it.
    #[error("the platform accepted the change, but the dialer does not show it after {} s of reading", .waited.as_secs())]
    NotShown {
        /// How long was read.
        waited: Duration,
    },
    /// The change may have been done, and the dialer holds neither the old nor the new document.
    #[error("the dialer holds neither what it held nor what was sent, {}", fields_differ(.differs.len()))]
    Differs {
        /// What the document would change.
        differs: Vec<Change>,
    },
    /// Another run changes the dialer.
    #[error("dialer `{dialer}` is being changed by another run{}, for {seconds} s of waiting", .holder.as_ref().map_or(String::new(), |holder| format!(" ({holder})")))]
    Locked {
        /// The dialer.
        dialer: String,
        /// How long was waited.
        seconds: u64,
        /// Who has the lock, by their own word.
        holder: Option<String>,
    },
    /// The run was told to end.
    #[error("stopped before the end")]
    Stopped,
    /// A run was interrupted between its intent and its outcome, and the dialer does not hold what was sent.
    #[error("the run was interrupted; {0}")]
    Interrupted(Trace),
    /// What became of an interrupted change could not be found out, so nothing new is sent.
    #[error("what became of the interrupted change of record {seq} is not known yet: {why}")]
    Unresolved {
        /// The intent's number in the log.
        seq: u64,
        /// Why the dialer could not be read.
        why: Box<Error>,
    },
    /// The audit log cannot be written.
    #[error(transparent)]
    Audit(#[from] audit::Error),
}

impl Error {
    /// What to check or do next.
    pub fn help(&self) -> Option<String> {
        let help = match self {
            Self::MissingSettings { .. } => {
                "set them in the environment or in a file `.env`; `pacing-apply sandbox` shows values to practise with"
            }
            Self::InvalidSetting { .. } | Self::Audit(_) => return None,
            Self::Unreachable { .. } => "check the address, the network and the proxy settings",
            Self::Failing { .. } => {
                "look at the platform's status page, then run the plan to see what the dialer holds"
            }
            Self::RateLimited { come_back: Some(time), .. } => {
                return Some(format!("come back after {time:.0}, or update less often"));
            }
            Self::Busy { come_back: Some(time), .. } => return Some(format!("come back after {time:.0}")),
            Self::RateLimited { .. } => "come back later, or update less often; `--max-retries` allows more attempts",
            Self::Busy { .. } => {
                "another change or a reload is in progress; try again when the dialer is ACTIVE or IDLE"
            }
            Self::Restless { .. } => "find out what keeps changing the dialer, then try again",
            Self::DeadlineOver(_) => "try again, or allow more time with `--deadline`",
            Self::TokenRefused { status: 404 | 405, .. } => {
                "check CXONE_BASE_URL: there is no token endpoint at this address"
            }
            Self::TokenRefused { code: Some(code), .. } if code == "invalid_scope" => {
                let scopes = SCOPES.replace(' ', "` and `");
                return Some(format!("let the client have the scopes `{scopes}` in the admin console"));
            }
            Self::TokenRefused { .. } => "check CXONE_CLIENT_ID and CXONE_CLIENT_SECRET in the admin console",
            Self::TokenUnreadable { .. } => {
                "check CXONE_BASE_URL: a login page or a proxy answers in the platform's place"
            }
            Self::Unauthorized { .. } => {
                "check that the client may use these scopes, and that the token is for this platform"
            }
            Self::GivenTokenRefused { .. } => {
                let scopes = SCOPES.replace(' ', "` and `");
                return Some(format!("get a new access token for this platform, with the scopes `{scopes}`"));
            }
            Self::Refused { status: 403, .. } => {
                "the client needs the scopes `outbound:predictive_dialer:read` and `outbound:predictive_dialer:update`"
            }
            Self::Refused { status: 404, .. } => "check the dialer id and CXONE_BASE_URL",
            Self::Refused { .. } => "check the field that the platform names",
            Self::Redirected { elsewhere: true, .. } => {
                "check CXONE_BASE_URL: credentials are sent to no other address"
            }
            Self::Redirected { .. } => "check CXONE_BASE_URL: does it lead to a login page?",
            Self::Malformed { .. } => {
                "check CXONE_BASE_URL: a login page or a proxy may answer in the platform's place"
            }
            Self::Unresolved { why, .. } => return why.help(),
            Self::Locked { .. } => "try again when that run has ended; nothing was asked of the platform",
            Self::Stopped => "run it again when it suits; the plan shows what the dialer holds now",
            Self::Interrupted(_) => "look at the plan: it shows what the dialer holds now",
            Self::Conflict { .. } => "look at the plan again, then apply if the change is still wanted",
            Self::NotShown { .. } | Self::Differs { .. } => "look at the plan: it shows what the dialer holds now",
        };
        Some(help.to_owned())
    }
}

/// What is known of a redirect.
fn redirect(status: Option<u16>, host: Option<&str>) -> String {
    match status {
        Some(status) => {
            let to = host.map_or("nowhere".to_owned(), |host| format!("`{host}`"));
            format!("{status}, a redirect to {to}, which is not followed")
        }
        None => "a redirect, which is not followed; a browser does not show where it leads".to_owned(),
    }
}

/// What reading shows of a change whose run was interrupted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Trace {
    /// The old document in a new version.
    #[error("the dialer holds what it held before, in a new version, so what was sent can take effect no more")]
    Passed,
    /// The old document, and nothing that rules out the change.
    #[error("the dialer holds what it held before, but what was sent may still take effect")]
    Pending,
    /// What was sent, which is also what was there before.
    #[error("the dialer held the same before, so reading it shows nothing")]
    Same,
}

/// What was asked of the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A token.
    Token,
    /// The dialer's document.
    Read,
    /// The change.
    Change,
}

impl Step {
    /// In words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Token => "getting a token",
            Self::Read => "reading the dialer",
            Self::Change => "changing the dialer",
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
