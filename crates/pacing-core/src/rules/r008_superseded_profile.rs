//! A profile that has been replaced.

use super::prelude::*;
use super::r007_no_safe_rate::about_profile;
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
        args: &["profile"],
    }],
    titles: &[],
    check,
    detail: None,
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Warns under a profile that is kept for history.",
    why: "Its cap no longer protects anyone: what it allowed may be a breach today.",
    bad: Example { text: document!([1, 5, 10], [6, 20, 25]), profile: "uk-ofcom-2010", addressed: None, assumed: None },
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if cx.profile.kind == ProfileKind::Superseded {
        about_profile(cx, out, 0);
    }
}
