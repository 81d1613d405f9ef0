//! Where the profile names no cap on the rate.

use super::prelude::*;
use super::r007_no_safe_rate::about_profile;
use crate::profile::ProfileKind;

pub(super) const RULE: Rule = Rule {
    code: "R009",
    name: "rate-not-capped",
    severity: Severity::Info,
    source: Source::Regulation,
    topic: Topic::Profile,
    sentences: &[
        Sentence {
            message: "`{profile}` limits the time to connect and not the rate: that is not checked here",
            help: HELP,
            args: &["profile"],
        },
        Sentence {
            message: "`{profile}` limits the number of calls and not the rate: that is not checked here",
            help: HELP,
            args: &["profile"],
        },
        Sentence {
            message: "`{profile}` names indicators, such as calling hours, and no rate: they are not checked here",
            help: HELP,
            args: &["profile"],
        },
        Sentence {
            message: "no cap on the rate was found for `{profile}`, which does not prove that there is none",
            help: HELP,
            args: &["profile"],
        },
    ],
    titles: &[],
    check,
    detail: None,
    fix: None,
};

const HELP: &str = "the threshold was held against the platform's limit alone; `pacing-apply explain {profile}` tells what is known, \
                    and counsel what is asked";

pub(super) static DOC: Doc = Doc {
    what: "Says under a profile without a cap on the rate what it limits instead, and that the threshold was checked against the platform's limit of 0.03 \
          alone.",
    why: "A check that passes must not be read as compliance with a rule that it did not look at, such as a limit on the time to connect or on the number of \
          calls.",
    bad: Example { text: document!([1, 5, 10], [6, 20, 25]), profile: "us-ks", addressed: None, assumed: None },
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    let sentence = match cx.profile.kind {
        ProfileKind::ConnectTimeOnly => 0,
        ProfileKind::AbsoluteCount => 1,
        ProfileKind::Guidance => 2,
        ProfileKind::NoCapFound => 3,
        ProfileKind::Cap | ProfileKind::NoSafeRate | ProfileKind::Superseded => return,
    };
    about_profile(cx, out, sentence);
}
