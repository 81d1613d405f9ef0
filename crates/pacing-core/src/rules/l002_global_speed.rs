//! The global speed is from 1 to 100.

use super::l001_band_speed::detail;
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "L002",
    name: "global-speed",
    severity: Severity::Error,
    source: Source::Platform("speeds from 1 to 100 (the tutorial's step 2, validate_global_speed)"),
    topic: Topic::Draft,
    sentences: &[Sentence {
        message: "the global speed must be from 1 to 100, not {found}",
        help: "{help}",
        args: &["found", "help"],
    }],
    titles: &[],
    check,
    detail: Some(detail),
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Reports a global `max_speed` below 1 or above 100.",
    why: "The platform refuses more than 100. The tutorial's script let zero and negative numbers pass, with which no band can be \
          dialled.",
    bad: Example::us(document!([1, 5, 10], [6, 20, 25]; 450, "0.025")),
    good: Example::us(document!([1, 5, 10], [6, 20, 25]; 45, "0.025")),
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if let Some(speed) = cx.draft.max_speed.value()
        && !(1..=100).contains(&speed)
        && let Some(node) = cx.draft.global_speed()
    {
        out.add(node);
    }
}
