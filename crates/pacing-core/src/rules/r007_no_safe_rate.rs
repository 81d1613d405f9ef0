//! Where no rate is safe.

use super::prelude::*;
use crate::profile::ProfileKind;

pub(super) const RULE: Rule = Rule {
    code: "R007",
    name: "no-safe-rate",
    severity: Severity::Warning,
    source: Source::Regulation,
    topic: Topic::Profile,
    sentences: &[Sentence {
        message: "under `{profile}` no rate of abandoned calls is safe",
        help: "treat each abandoned or silent call as a possible breach, and check with counsel; the platform's limit of 0.03 still holds",
    }],
    check,
    detail: None,
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Warns under a profile whose regulator names no acceptable rate, such as the United Kingdom since 2017.",
    why: "A threshold can be set, but no value of it is a safe harbour there. Silent calls are the regulator's first priority.",
    bad: Example { text: document!([1, 5, 10], [6, 20, 25]), profile: "uk-ofcom-2016", addressed: None },
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    let profile = cx.profile;
    if let Some(node) = cx.draft.threshold
        && profile.kind == ProfileKind::NoSafeRate
    {
        out.add(node, |finding| finding.arg("profile", profile.id));
    }
}
