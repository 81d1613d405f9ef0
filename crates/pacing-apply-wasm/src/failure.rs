//! Errors as JavaScript gets them: a code, a sentence, an advice in the words of the options.

use pacing_apply::{Error, Exit};
use serde::Serialize;

/// `Failure` of `npm/src/apply/failure.ts`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Failure {
    code: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    come_back: Option<String>,
}

/// The program's names of settings, and those of the options.
const NAMES: &[(&str, &str)] = &[
    ("CXONE_BASE_URL", "`baseUrl`"),
    ("CXONE_CLIENT_ID and CXONE_CLIENT_SECRET", "`clientId` and `clientSecret`"),
    ("WFM_WEBHOOK_SECRET", "a secret of `webhook`"),
    ("WFM_WEBHOOK_URL", "`webhook.url`"),
    ("`--max-retries`", "`settings.maxRetries`"),
    ("`--deadline`", "`settings.deadline`"),
    ("`--webhook-allow", "`pacing-apply --webhook-allow"),
];

impl Failure {
    pub(crate) fn of(error: &Error) -> Self {
        let (code, status) = code(error);
        let advice = match error {
            Error::Unreachable { .. } => Some(
                "check `baseUrl` and the network; if both are right, the server's CORS policy may not admit this page: then \
                 apply with the program `pacing-apply`, which needs none"
                    .to_owned(),
            ),
            other => other.help(),
        };
        let advice = advice.map(|advice| in_words_of_options(&advice));
        Self { code, message: in_words_of_options(&error.to_string()), advice, status, come_back: come_back(error) }
    }
}

pub(crate) fn in_words_of_options(text: &str) -> String {
    NAMES.iter().fold(text.to_owned(), |text, (name, option)| text.replace(name, option))
}

fn code(error: &Error) -> (&'static str, Option<u16>) {
    match error {
        Error::Unreachable { .. } => ("unreachable", None),
        Error::Failing { status, .. } => ("failing", Some(*status)),
        Error::RateLimited { status, .. } => ("rateLimited", Some(*status)),
        Error::Busy { conflict, .. } => ("busy", conflict.then_some(409)),
        Error::Restless { .. } => ("restless", Some(412)),
        Error::DeadlineOver(_) => ("deadlineOver", None),
        Error::TokenRefused { status, .. } => ("tokenRefused", Some(*status)),
        Error::TokenUnreadable { status, .. } => ("tokenUnreadable", Some(*status)),
        Error::Unauthorized { .. } | Error::GivenTokenRefused { .. } => ("unauthorized", Some(401)),
        Error::Refused { status, .. } => ("refused", Some(*status)),
        Error::Redirected { status, .. } => ("redirected", *status),
        Error::Malformed { status, .. } => ("malformed", Some(*status)),
        Error::Conflict { .. } => ("conflict", Some(412)),
        Error::NotShown { .. } => ("notShown", None),
        Error::Differs { .. } => ("differs", None),
        Error::Locked { .. } => ("locked", None),
        Error::Stopped => ("stopped", None),
        Error::Interrupted(_) => ("interrupted", None),
        Error::Unresolved { why, .. } => ("unresolved", code(why).1),
        Error::Audit(_) => ("audit", None),
        // Settings are told as options that are not correct, before anything else; no error is left but those of later versions.
        _ => ("failing", None),
    }
}

fn come_back(error: &Error) -> Option<String> {
    match error {
        Error::RateLimited { come_back, .. } | Error::Busy { come_back, .. } => {
            come_back.map(|time| format!("{time:.0}"))
        }
        Error::Unresolved { why, .. } => come_back(why),
        _ => None,
    }
}

/// The exit code of a run that was told to end (128 and SIGINT), as shells expect it.
const STOPPED: u8 = 130;

/// The exit code of the program for the same.
pub(crate) fn exit(exit: Exit, stopped: bool) -> u8 {
    if stopped { STOPPED } else { exit.code() }
}
