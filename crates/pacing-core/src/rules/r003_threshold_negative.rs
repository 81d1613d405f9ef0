//! The threshold must not be negative.

use super::prelude::*;
use crate::threshold::Standing;

pub(super) const RULE: Rule = Rule {
    code: "R003",
    name: "threshold-negative",
    severity: Severity::Error,
    source: Source::Tutorial("step 2, validate_abandon_rate"),
    topic: Topic::Threshold,
    sentences: &[Sentence {
        message: "the threshold `{found}` is negative",
        help: "write a fraction from 0 to 0.03, such as 0.025 for 2.5 %",
        args: &["found"],
    }],
    titles: &[],
    check,
    detail: None,
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Reports an `abandon_rate_threshold` below zero.",
    why: "There are no fewer than no abandoned calls; the platform refuses the request.",
    bad: Example::us(document!([1, 5, 10], [6, 20, 25]; 45, "-0.025")),
    good: Example::us(document!([1, 5, 10], [6, 20, 25]; 45, "0.025")),
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if let Some((finding, spelled)) = threshold(cx, out, Standing::Negative) {
        finding.value(spelled);
    }
}
