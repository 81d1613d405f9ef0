//! A number must not be whole only after rounding.

use super::prelude::*;
use super::s012_not_whole::field_and_spelling;

pub(super) const RULE: Rule = Rule {
    code: "S013",
    name: "rounds-to-whole",
    severity: Severity::Error,
    source: Source::Tutorial("step 2, the field types"),
    topic: Topic::Shape,
    sentences: &[Sentence {
        message: "`{field}` must be a whole number, and `{found}` is one only after rounding",
        help: "write the whole number that is meant",
        args: &["field", "found"],
    }],
    titles: &[],
    check,
    detail: Some(field_and_spelling),
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Reports an agent count or a speed that is not whole as written, but that a double (IEEE 754) rounds to a whole number.",
    why: "Programs that read numbers as doubles see a whole number, exact ones do not: they would disagree on the same document. The \
          tutorial's script accepted it.",
    bad: Example::us(document!([1, 5, 10], [6, 20, "25.0000000000000001"])),
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    oddities(cx, out, OddityKind::RoundsToWhole, Place::Value);
}
