//! A threshold that looks like a percentage.

use super::prelude::*;
use crate::decimal::divided;
use crate::threshold::{Standing, percent};

pub(super) const RULE: Rule = Rule {
    code: "R002",
    name: "threshold-as-percent",
    severity: Severity::Error,
    source: Source::Platform("thresholds up to 0.03 (the tutorial's section on error 400)"),
    topic: Topic::Threshold,
    sentences: &[Sentence {
        message: "the threshold `{found}` is above 0.03; it is a fraction, so `{found}` says {percent} %",
        help: "if {found} % is meant, write `{fraction}`; otherwise write at most 0.03",
        args: &["found", "fraction", "percent"],
    }],
    titles: &["write `{text}`"],
    check,
    detail: None,
    fix: Some(fix),
};

pub(super) static DOC: Doc = Doc {
    what: "Reports an `abandon_rate_threshold` above 0.03 that would be within the limit if it were read as a percentage.",
    why: "The tutorial and Amazon Connect write a fraction (0.03), most other dialers a percentage (3). Writing 3 where 0.03 is meant is the \
          likeliest mistake of all, and it would switch the protection off.",
    bad: Example::us(document!([1, 5, 10], [6, 20, 25]; 45, "3")),
    good: Example::us(document!([1, 5, 10], [6, 20, 25]; 45, "0.025")),
    fix: Some((Safety::Unsafe, "divides by a hundred, spelled exactly")),
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if let Some((finding, spelled)) = threshold(cx, out, Standing::Percent) {
        finding.value(spelled).text(&divided(spelled, 2)).value(&percent(spelled));
    }
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Mend> {
    rewrite(draft, finding.node, finding.text_at(1)?)
}
