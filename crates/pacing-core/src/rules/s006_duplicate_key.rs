//! A key must stand once in an object.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "S006",
    name: "duplicate-key",
    severity: Severity::Error,
    source: Source::Standard("RFC 8259, section 4"),
    topic: Topic::Shape,
    sentences: &[Sentence {
        message: "the key `{key}` stands twice in this object",
        help: "keep one: most parsers take the last and some the first, without a word",
        args: &["key"],
    }],
    titles: &["remove the first `{key}`"],
    check,
    detail: Some(detail),
    fix: Some(fix),
};

pub(super) static DOC: Doc = Doc {
    what: "Reports a key that stands more than once in the same object, escapes resolved, also inside fields that are unknown.",
    why: "Parsers differ on which value counts, so the value that was reviewed may not be the one that is applied.",
    bad: Example::us(
        "{\n  \"id\": \"outbound-sales\",\n  \"type\": \"PREDICTIVE\",\n  \"predictive_dialer_config\": {\n    \"pacing_rules\": [\n      \
         {\"agent_count_min\": 1, \"agent_count_max\": 5, \"max_speed\": 10}\n    ],\n    \"max_speed\": 50,\n    \"max_speed\": 45,\n    \
         \"abandon_rate_threshold\": 0.025,\n    \"reload_on_update\": true\n  }\n}\n",
    ),
    good: Example::us(document!([1, 5, 10])),
    fix: Some((Safety::Unsafe, "removes the earlier of the two, since most parsers take the last")),
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    oddities(cx, out, OddityKind::Duplicate, Place::Key);
}

fn detail(draft: &Draft<'_>, finding: &mut Finding) -> Option<()> {
    finding.value(&draft.tree.key(finding.node));
    Some(())
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Mend> {
    Mend::new(vec![crate::edit::remove_member(&draft.tree, finding.related?)?])
}
