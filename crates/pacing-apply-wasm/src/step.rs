//! Progress as JavaScript gets it: `Step` of `npm/src/apply/step.ts`.

use crate::failure::in_words_of_options;
use pacing_apply::Progress;
use pacing_apply::audit::Delivery;
use pacing_apply::host::Hidden;
use pacing_apply::progress::{Level, Why};
use serde::Serialize;
use std::time::Duration;

#[derive(Serialize)]
pub(crate) struct Step<'a> {
    message: String,
    level: &'static str,
    #[serde(flatten)]
    kind: Kind<'a>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Kind<'a> {
    Validated {
        dialer: &'a str,
        warnings: usize,
    },
    Token {
        #[serde(skip_serializing_if = "Option::is_none")]
        seconds: Option<f64>,
    },
    ScopeSmaller {
        missing: &'a [String],
    },
    Read {
        #[serde(skip_serializing_if = "Option::is_none")]
        status: Option<&'a str>,
    },
    Compared {
        changes: usize,
        only_stored: &'a [String],
    },
    Unguarded,
    Audit {
        record: &'a str,
        seq: f64,
    },
    Recovering {
        seq: f64,
    },
    Recovered {
        seq: f64,
        outcome: &'a str,
    },
    Sending {
        attempt: u32,
    },
    Waiting {
        reason: &'static str,
        seconds: f64,
        attempt: u32,
        of: u32,
    },
    Confirming,
    Applied {
        reload: bool,
    },
    Unchanged,
    Event {
        target: &'a str,
        result: &'static str,
    },
    Hidden {
        header: &'static str,
    },
    Other,
}

impl<'a> From<&'a Progress> for Step<'a> {
    fn from(progress: &'a Progress) -> Self {
        let level = match progress.level() {
            Level::Debug => "debug",
            Level::Info => "info",
            Level::Warning => "warning",
        };
        Self { message: in_words_of_options(&progress.to_string()), level, kind: kind(progress) }
    }
}

/// A header that the browser did not show.
#[derive(Serialize)]
pub(crate) struct Note {
    header: &'static str,
    message: &'static str,
}

impl From<Hidden> for Note {
    fn from(hidden: Hidden) -> Self {
        let (header, message) = match hidden {
            Hidden::ETag => (
                "etag",
                "the answer shows no `ETag`, so the change cannot be made conditional on what was read; if the server sends one, it \
                 has to list it in `Access-Control-Expose-Headers`",
            ),
            Hidden::RetryAfter => (
                "retry-after",
                "the answer shows no `Retry-After`, so the own back-off is waited; if the server sends one, it has to list it in \
                 `Access-Control-Expose-Headers`",
            ),
        };
        Self { header, message }
    }
}

impl From<&Note> for Step<'_> {
    fn from(note: &Note) -> Self {
        Self { message: note.message.to_owned(), level: "warning", kind: Kind::Hidden { header: note.header } }
    }
}

fn kind(progress: &Progress) -> Kind<'_> {
    match progress {
        Progress::Validated { dialer, warnings } => Kind::Validated { dialer, warnings: *warnings },
        Progress::TokenGot { life } => Kind::Token { seconds: life.map(|life| life.as_secs_f64()) },
        Progress::ScopeSmaller { missing } => Kind::ScopeSmaller { missing },
        Progress::Read { status } => Kind::Read { status: status.as_deref() },
        Progress::Compared { changes, only_stored } => Kind::Compared { changes: *changes, only_stored },
        Progress::Unguarded => Kind::Unguarded,
        Progress::AuditWritten { kind, seq } => Kind::Audit { record: kind, seq: *seq as f64 },
        Progress::Recovering { seq } => Kind::Recovering { seq: *seq as f64 },
        Progress::Recovered { seq, outcome } => Kind::Recovered { seq: *seq as f64, outcome },
        Progress::Sending { attempt } => Kind::Sending { attempt: *attempt },
        Progress::Waiting { why, delay, attempt, of } => waiting(why, *delay, *attempt, *of),
        Progress::Confirming { .. } => Kind::Confirming,
        Progress::Applied { reload } => Kind::Applied { reload: *reload },
        Progress::Unchanged => Kind::Unchanged,
        Progress::Event { target, result, .. } => Kind::Event { target, result: delivery(*result) },
        _ => Kind::Other,
    }
}

fn waiting(why: &Why, delay: Duration, attempt: u32, of: u32) -> Kind<'static> {
    let reason = match why {
        Why::Later { .. } => "later",
        Why::Failed { .. } => "failed",
        Why::Status(_) => "status",
        Why::Conflict => "conflict",
        Why::NewVersion => "newVersion",
        Why::NotShown => "notShown",
        _ => "asked",
    };
    Kind::Waiting { reason, seconds: delay.as_secs_f64(), attempt, of }
}

fn delivery(result: Delivery) -> &'static str {
    match result {
        Delivery::Delivered => "delivered",
        Delivery::GivenUp => "givenUp",
        Delivery::Waiting => "waiting",
    }
}
