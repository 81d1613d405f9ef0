//! Agent counts start at one.

use super::l004_agent_count_limit::outside;
use super::prelude::*;
use super::s012_not_whole::field_and_spelling;
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
        args: &["field", "found"],
    }],
    titles: &["start the band at 1"],
    check,
    detail: Some(field_and_spelling),
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
    if cx.draft.agents.smallest < 1 {
        outside(cx, out, 1, i64::MAX);
    }
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Mend> {
    let node = finding.node;
    if draft.tree.raw(node) != "0" || draft.tree.node(node).field != FieldName::AgentCountMin {
        return None;
    }
    rewrite(draft, node, "1")
}
