//! The threshold must not be above the platform's limit.

use super::prelude::*;
use crate::threshold::{Standing, percent};

pub(super) const RULE: Rule = Rule {
    code: "L005",
    name: "threshold-above-platform",
    severity: Severity::Error,
    source: Source::Platform("thresholds up to 0.03 (the tutorial's section on error 400)"),
    topic: Topic::Threshold,
    sentences: &[Sentence {
        message: "the threshold `{found}` is above the platform's limit of 0.03; it is a fraction, so `{found}` says {percent} %",
        help: "write at most 0.03; the profile `{profile}` does not change what the platform takes",
        args: &["found", "percent", "profile"],
    }],
    titles: &[],
    check,
    detail: None,
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Reports an `abandon_rate_threshold` above 0.03 under a profile whose own cap is higher or that has none.",
    why: "0.03 is the limit of the platform, as the tutorial's section on error 400 has it: the request would be refused whatever the law \
          of the place says.",
    bad: Example { text: document!([1, 5, 10], [6, 20, 25]; 45, "3.5"), profile: "ca-crtc-utr", addressed: None, assumed: None },
    good: Example { text: document!([1, 5, 10], [6, 20, 25]; 45, "0.025"), profile: "ca-crtc-utr", addressed: None, assumed: None },
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if let Some((finding, spelled)) = threshold(cx, out, Standing::AbovePlatform) {
        finding.value(spelled).value(&percent(spelled)).text(cx.profile.id);
    }
}
