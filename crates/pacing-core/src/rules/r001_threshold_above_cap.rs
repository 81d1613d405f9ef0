//! The threshold must not be above the cap.

use super::prelude::*;
use crate::threshold::{PLATFORM, Standing, legal_cap, percent};

pub(super) const RULE: Rule = Rule {
    code: "R001",
    name: "threshold-above-cap",
    severity: Severity::Error,
    source: Source::Regulation,
    topic: Topic::Threshold,
    sentences: &[Sentence {
        message: "the threshold `{found}` is above the cap of {cap}; it is a fraction, so `{found}` says {percent} %",
        help: "write at most {cap}; below it there is headroom for the noise of a measured rate",
        args: &["cap", "found", "percent"],
    }],
    titles: &[],
    check,
    detail: None,
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Reports an `abandon_rate_threshold` above the cap of the regulatory profile, compared exactly as written.",
    why: "The rule reads \"no more than\", so the cap itself passes and anything above fails, however little. With a higher threshold the dialer \
          keeps its speed while the law is already broken. A threshold below the cap proves nothing by itself: the law looks at the \
          measured rate of calls answered by people.",
    bad: Example::us(document!([1, 5, 10], [6, 20, 25]; 45, "3.5")),
    good: Example::us(document!([1, 5, 10], [6, 20, 25]; 45, "0.025")),
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if let Some((finding, spelled)) = threshold(cx, out, Standing::AboveCap) {
        let cap = legal_cap(cx.profile).unwrap_or(PLATFORM);
        finding.text(cap).value(spelled).value(&percent(spelled));
    }
}
