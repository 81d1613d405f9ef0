//! A profile that has been replaced.

use super::prelude::*;
use crate::profile::ProfileKind;

pub(super) const RULE: Rule = Rule {
    code: "R008",
    name: "superseded-profile",
    severity: Severity::Warning,
    source: Source::Regulation,
    topic: Topic::Profile,
    sentences: &[Sentence {
        message: "the profile `{profile}` has been replaced and no longer says what the law is",
        help: "choose a profile that is in force; `pacing-apply explain profiles` lists them",
    }],
    check,
    detail: None,
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Warns under a profile that is kept for history.",
    why: "Its cap no longer protects anyone: what it allowed may be a breach today.",
    bad: Example { text: document!([1, 5, 10], [6, 20, 25]), profile: "uk-ofcom-2010", addressed: None },
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    let profile = cx.profile;
    if let Some(node) = cx.draft.threshold
        && profile.kind == ProfileKind::Superseded
    {
        out.add(node, |finding| finding.arg("profile", profile.id));
    }
}
