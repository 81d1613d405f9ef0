//! What calls answer, as JSON text: flat lists without names, which TypeScript makes objects of.

use crate::lists::{close, number, open, text, text_or_null};
use crate::report;
use pacing_core::diff::Change;
use pacing_core::fixes::Round;
use pacing_core::text::push_int;

/// `[path, what, before, after, path, …]`
pub(crate) fn changes(out: &mut String, changes: &[Change]) {
    open(out);
    for change in changes {
        text(out, &change.path);
        text(out, &change.what);
        text_or_null(out, change.before.as_deref());
        text_or_null(out, change.after.as_deref());
    }
    close(out);
}

/// The speed, where there is one.
pub(crate) fn speed(out: &mut String, speed: Option<u32>) {
    if let Some(speed) = speed {
        push_int(out, i64::from(speed));
    }
}

/// `[[start, end, text, start, …], [[rule, sentence, args, title, text], …]]`; the last text is what the fix writes first.
pub(crate) fn round(out: &mut String, document: &str, round: &Round) {
    open(out);
    report::edits(out, document, &round.edits);
    open(out);
    for problem in &round.applied {
        let Some(mend) = &problem.mend else { continue };
        open(out);
        number(out, problem.rule as i64);
        number(out, problem.sentence as i64);
        report::args(out, problem);
        number(out, mend.title as i64);
        text(out, mend.edits.first().map_or("", |edit| &edit.text));
        close(out);
    }
    close(out);
    close(out);
}
