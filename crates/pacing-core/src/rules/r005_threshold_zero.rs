//! A threshold of zero.

use super::prelude::*;
use crate::threshold::Standing;

pub(super) const RULE: Rule = Rule {
    code: "R005",
    name: "threshold-zero",
    severity: Severity::Warning,
    source: Source::Practice("zero is read as never or as off"),
    topic: Topic::Threshold,
    sentences: &[Sentence {
        message: "the threshold `{found}` allows no abandoned call at all",
        help: "write the rate at which the dialer is to slow down, such as 0.025; for no abandoned calls use a progressive dialer",
        args: &["found"],
    }],
    titles: &[],
    check,
    detail: None,
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Reports an `abandon_rate_threshold` of zero, however spelled.",
    why: "A predictive dialer cannot dial ahead without ever abandoning a call. Some programs read zero as \"no limit\", which is the opposite of \
          what was meant.",
    bad: Example::us(document!([1, 5, 10], [6, 20, 25]; 45, "0.0")),
    good: Example::us(document!([1, 5, 10], [6, 20, 25]; 45, "0.025")),
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if let Some((finding, spelled)) = threshold(cx, out, Standing::Zero) {
        finding.value(spelled);
    }
}
