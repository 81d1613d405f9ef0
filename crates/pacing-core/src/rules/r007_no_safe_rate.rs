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
        args: &["profile"],
    }],
    titles: &[],
    check,
    detail: None,
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Warns under a profile whose regulator names no acceptable rate, such as the United Kingdom since 2017.",
    why: "A threshold can be set, but no value of it is a safe harbour there. Silent calls are the regulator's first priority.",
    bad: Example { text: document!([1, 5, 10], [6, 20, 25]), profile: "uk-ofcom-2016", addressed: None, assumed: None },
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if cx.profile.kind == ProfileKind::NoSafeRate {
        about_profile(cx, out, 0);
    }
}

/// Adds a finding about the profile, at the threshold.
#[inline(never)]
pub(super) fn about_profile(cx: &Context<'_>, out: &mut Sink, sentence: usize) {
    if let Some(node) = cx.draft.threshold
        && let Some(finding) = out.add(node)
    {
        finding.sentence = sentence;
        finding.text(cx.profile.id);
    }
}
