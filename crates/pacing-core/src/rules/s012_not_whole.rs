//! Counts and speeds must be whole numbers.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "S012",
    name: "not-whole",
    severity: Severity::Error,
    source: Source::Tutorial("step 2, the field types"),
    topic: Topic::Shape,
    sentences: &[Sentence {
        message: "`{field}` must be a whole number, not `{found}`",
        help: "write it without a fraction; `5.0` and `5e0` are whole too",
        args: &["field", "found"],
    }],
    titles: &[],
    check,
    detail: Some(field_and_spelling),
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Reports an agent count or a speed that is not a whole number.",
    why: "There is no half agent, and the platform takes whole speeds alone. Rounding silently would apply a speed that nobody wrote.",
    bad: Example::us(document!([1, 5, 10], [6, 20, "22.5"])),
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    oddities(cx, out, OddityKind::NotWhole, Place::Value);
}

/// The field of a number, and its spelling.
pub(super) fn field_and_spelling(draft: &Draft<'_>, finding: &mut Finding) -> Option<()> {
    let number = finding.node;
    finding.text(draft.tree.node(number).field.as_str()).value(draft.tree.raw(number));
    Some(())
}
