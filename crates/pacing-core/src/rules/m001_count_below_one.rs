//! Agent counts start at one.

use super::prelude::*;
use crate::field::FieldName;

pub(super) const RULE: Rule = Rule {
    code: "M001",
    name: "count-below-one",
    severity: Severity::Error,
    source: Source::Tutorial("step 2, validate_agent_bounds"),
    topic: Topic::Draft,
    sentences: &[Sentence {
        message: "`{field}` must be at least 1, not {found}",
        help: "a team has one agent or more",
    }],
    check,
    detail: None,
    fix: Some(fix),
};

pub(super) static DOC: Doc = Doc {
    what: "Reports an agent count of zero or less.",
    why: "The dialer only dials for a team that exists; the platform refuses the request.",
    bad: Example::us(document!([0, 5, 10], [6, 20, 25])),
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: Some((Safety::Unsafe, "writes 1 for a minimum of 0")),
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if cx.draft.agents.smallest >= 1 {
        return;
    }
    for band in &cx.draft.bands {
        for (count, field) in [(band.min, FieldName::AgentCountMin), (band.max, FieldName::AgentCountMax)] {
            if let Some(value) = count.value()
                && value < 1
            {
                let node = cx.draft.field(band, field);
                out.add(node, |finding| {
                    let found = shorten(cx.draft.tree.raw(node));
                    finding.arg("field", field.as_str()).arg("found", found)
                });
            }
        }
    }
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Fix> {
    let zero = finding.text("found") == Some("0") && finding.text("field") == Some(FieldName::AgentCountMin.as_str());
    if !zero {
        return None;
    }
    replace("start the band at 1".to_owned(), Safety::Unsafe, draft, &[(finding.node, "1".to_owned())])
}
