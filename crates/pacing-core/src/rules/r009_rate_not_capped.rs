//! Where the profile names no cap on the rate.

use super::prelude::*;
use crate::profile::ProfileKind;

pub(super) const RULE: Rule = Rule {
    code: "R009",
    name: "rate-not-capped",
    severity: Severity::Info,
    source: Source::Regulation,
    topic: Topic::Draft,
    sentences: &[Sentence {
        message: "the profile `{profile}` names no cap on the rate, so the threshold was held against the platform's limit alone",
        help: "see the profile's page for what it does ask, and check it with counsel",
    }],
    check,
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Says under a profile without a cap on the rate that the threshold was checked against the platform's limit of 0.03 alone.",
    why: "A check that passes must not be read as compliance with a rule that it did not look at, such as a limit on the time to connect or on the number of \
          calls.",
    bad: Example { text: document!([1, 5, 10], [6, 20, 25]), profile: "us-ks", addressed: None },
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    let profile = cx.profile;
    if let Some(node) = cx.draft.threshold
        && matches!(profile.kind, ProfileKind::Guidance | ProfileKind::ConnectTimeOnly | ProfileKind::AbsoluteCount | ProfileKind::NoCapFound)
    {
        out.add(node, |finding| finding.arg("profile", profile.id));
    }
}
