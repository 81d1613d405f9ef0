//! The first band should start at one agent.

use super::prelude::*;
use crate::field::FieldName;

pub(super) const RULE: Rule = Rule {
    code: "M005",
    name: "matrix-start",
    severity: Severity::Warning,
    source: Source::Tutorial("common errors, 400: strictly sequential without gaps"),
    topic: Topic::Draft,
    sentences: &[
        Sentence {
            message: "no band covers teams below {min} agents",
            help: "start this band at 1, or add a band from 1 to {before}",
            args: &["before", "min"],
        },
        Sentence { message: "no band covers a single agent", help: "start this band at 1", args: &["before", "min"] },
    ],
    titles: &["start the band at 1"],
    check,
    detail: None,
    fix: Some(fix),
};

pub(super) static DOC: Doc = Doc {
    what: "Reports a matrix whose smallest band does not start at one agent.",
    why: "Small teams suffer most from a speed that is too high: one agent cannot absorb two answered calls. Without a band \
          nothing but the global speed holds the dialer.",
    bad: Example::us(document!([3, 5, 10], [6, 20, 25])),
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: Some((Safety::Unsafe, "starts the band at 1")),
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if let Some((band, min)) = cx.draft.first_band()
        && min > 1
        && let Some(finding) = out.add(band.node)
    {
        finding.sentence = usize::from(min == 2);
        finding.int(min - 1).int(min);
    }
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Mend> {
    let band = draft.band(finding.node)?.1;
    rewrite(draft, draft.field(band, FieldName::AgentCountMin), "1")
}
