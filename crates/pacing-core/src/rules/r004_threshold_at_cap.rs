//! A threshold at the cap leaves no headroom.

use super::prelude::*;
use crate::threshold::Standing;

pub(super) const RULE: Rule = Rule {
    code: "R004",
    name: "threshold-at-cap",
    severity: Severity::Warning,
    source: Source::Regulation,
    topic: Topic::Threshold,
    sentences: &[Sentence {
        message: "the threshold `{found}` is exactly the cap and leaves no headroom",
        help: "write less, such as 0.025: the dialer reacts when the rate is reached, which is too late at the cap",
        args: &["found"],
    }],
    titles: &[],
    check,
    detail: None,
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Reports an `abandon_rate_threshold` that equals the cap.",
    why: "The dialer slows down when the measured rate reaches the threshold, and the rate goes on rising while it reacts. Noise comes on top: at \
          1,000 live answers and a true rate of 2.5 % the measured rate is above 3 % in 13 % of windows.",
    bad: Example::us(document!([1, 5, 10], [6, 20, 25]; 45, "0.03")),
    good: Example::us(document!([1, 5, 10], [6, 20, 25]; 45, "0.025")),
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if let Some((finding, spelled)) = threshold(cx, out, Standing::AtCap) {
        finding.value(spelled);
    }
}
