//! A threshold that looks like a percentage.

use super::prelude::*;
use crate::threshold::{self, Standing};

pub(super) const RULE: Rule = Rule {
    code: "R002",
    name: "threshold-as-percent",
    severity: Severity::Error,
    source: Source::Platform("thresholds up to 0.03 (the tutorial's section on error 400)"),
    topic: Topic::Threshold,
    sentences: &[Sentence {
        message: "the threshold `{found}` is above 0.03; it is a fraction, so `{found}` says {percent} %",
        help: "if {found} % is meant, write `{fraction}`; otherwise write at most 0.03",
    }],
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
    if let Some((node, spelled, Standing::Percent)) = cx.threshold() {
        out.add(node, |finding| {
            let number = crate::decimal::Decimal::from_spelling(spelled);
            finding.arg("found", shorten(spelled)).arg("percent", shorten(&threshold::percent(spelled))).arg("fraction", number.hundredth().as_str().to_owned())
        });
    }
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Fix> {
    let fraction = finding.text("fraction")?;
    replace(format!("write `{fraction}`"), Safety::Unsafe, draft, &[(finding.node, fraction.to_owned())])
}
