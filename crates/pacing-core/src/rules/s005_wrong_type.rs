//! A field must have its JSON type.

use super::prelude::*;
use crate::decimal::Decimal;
use crate::field::Expected;
use crate::read::{Kind, quote};
use std::borrow::Cow;

pub(super) const RULE: Rule = Rule {
    code: "S005",
    name: "wrong-type",
    severity: Severity::Error,
    source: Source::Tutorial("step 2, the field types"),
    topic: Topic::Shape,
    sentences: &[
        Sentence {
            message: "`{field}` must be {expected}, this is {found}",
            help: "write it like `{example}`",
            args: &["example", "expected", "field", "found"],
        },
        Sentence {
            message: "`{field}` must be {expected}, this is a string",
            help: "write the number without quotes: `{number}`",
            args: &["expected", "field", "found", "number"],
        },
    ],
    titles: &["write `{text}`"],
    check,
    detail: None,
    fix: Some(fix),
};

pub(super) static DOC: Doc = Doc {
    what: "Reports a field of the wrong JSON type, such as a number in quotes or a boolean where a number belongs.",
    why: "The tutorial's script turned such values into numbers for its own check and then sent the raw ones: what was checked was \
          not what was applied.",
    bad: Example::us(document!([1, 5, 10], [6, 20, "\"25\""])),
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: Some((
        Safety::Safe,
        "writes a quoted number as a number, and a quoted `true` or `false` without quotes; \
        spellings that only Python reads, percentages, booleans for numbers and a number for a text are unsafe",
    )),
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    oddities(cx, out, OddityKind::WrongType, |draft, oddity, finding| {
        let field = oddity.field?;
        let (expected, found) = (field.expected().noun(), draft.tree.node(oddity.node).kind.noun());
        if let Some((number, _)) = quoted_number(draft, oddity.node) {
            finding.sentence = 1;
            finding.text(expected).text(field.as_str()).text(found).text(&number);
        } else {
            finding.text(field.example()).text(expected).text(field.as_str()).text(found);
        }
        Some(())
    });
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Mend> {
    let (tree, node) = (&draft.tree, finding.node);
    let (text, safety) = match (tree.node(node).kind, tree.node(node).field.expected()) {
        (Kind::String, Expected::Boolean) => (is_boolean(tree.string(node)?)?, Safety::Safe),
        (Kind::String, _) => quoted_number(draft, node)?,
        (Kind::True, Expected::WholeNumber | Expected::Decimal) => ("1".to_owned(), Safety::Unsafe),
        (Kind::False, Expected::WholeNumber | Expected::Decimal) => ("0".to_owned(), Safety::Unsafe),
        (Kind::Number, Expected::Text) => (quote(tree.raw(node)), Safety::Unsafe),
        _ => return None,
    };
    Some(Mend { safety, ..rewrite(draft, node, &text)? })
}

fn is_boolean(text: Cow<'_, str>) -> Option<String> {
    (text == "true" || text == "false").then(|| text.into_owned())
}

/// The number in a string that stands for one, and whether anyone could read it otherwise.
fn quoted_number(draft: &Draft<'_>, node: NodeId) -> Option<(String, Safety)> {
    match draft.tree.node(node).field.expected() {
        Expected::WholeNumber | Expected::Decimal => number(&draft.tree.string(node)?),
        _ => None,
    }
}

fn number(text: &str) -> Option<(String, Safety)> {
    let trimmed = text.trim_matches([' ', '\t', '\n', '\r']);
    if Decimal::parse(trimmed).is_some() {
        return Some((trimmed.to_owned(), Safety::Safe));
    }
    let number = match trimmed.strip_suffix('%') {
        Some(percent) => Decimal::parse(percent.trim_end())?.hundredth().as_str().to_owned(),
        None => python_number(trimmed)?,
    };
    Some((number, Safety::Unsafe))
}

/// A number as Python's `int` and `float` read it: `+5`, `1_000`, `05`, `.02`, `2.`.
fn python_number(text: &str) -> Option<String> {
    let mut number = String::new();
    let digits = match text.as_bytes() {
        [b'+', digits @ ..] => digits,
        [b'-', digits @ ..] => {
            number.push('-');
            digits
        }
        digits => digits,
    };
    let start = number.len();
    // The byte before, underscores included, and whether a digit of the integer has been written: zeros before it are left out.
    let (mut before, mut started, mut has_digit) = (b'_', false, false);
    for byte in digits {
        if *byte == b'_' && before == b'_' || !byte.is_ascii() {
            return None;
        }
        before = *byte;
        has_digit |= byte.is_ascii_digit();
        if *byte == b'_' || (*byte == b'0' && !started) {
            continue;
        }
        if !started && !byte.is_ascii_digit() {
            number.push('0');
        }
        started = true;
        number.push(char::from(*byte));
    }
    if before == b'_' || !has_digit {
        return None;
    }
    if !started {
        number.push('0');
    }
    // A point at the end, behind digits alone.
    if before == b'.' && number.bytes().skip(start).filter(|byte| !byte.is_ascii_digit()).count() == 1 {
        number.pop();
    }
    Decimal::parse(&number).map(|_| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_strings() {
        let read = |text| number(text).map(|(number, safety)| (number, safety == Safety::Safe));
        for (text, number) in [("5", "5"), (" 5 ", "5"), ("0.02", "0.02"), ("1e-2", "1e-2"), ("-5", "-5")] {
            assert_eq!(read(text), Some((number.to_owned(), true)), "{text}");
        }
        for (text, number) in [
            ("+5", "5"),
            ("1_0", "10"),
            ("0_0.02", "0.02"),
            (".02", "0.02"),
            ("2.", "2"),
            ("05", "5"),
            ("2%", "0.02"),
            ("2.5 %", "0.025"),
        ] {
            assert_eq!(read(text), Some((number.to_owned(), false)), "{text}");
        }
        for text in ["", ".", "five", "0__0", "_5", "NaN", "inf", "0x10", "1,5", "--5", "%", "5 5"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
