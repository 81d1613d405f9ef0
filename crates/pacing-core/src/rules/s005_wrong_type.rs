//! A field must have its JSON type.

use super::prelude::*;
use crate::decimal::Decimal;
use crate::field::{Expected, FieldName};
use crate::read::{Kind, quote};

pub(super) const RULE: Rule = Rule {
    code: "S005",
    name: "wrong-type",
    severity: Severity::Error,
    source: Source::Tutorial("step 2, the field types"),
    topic: Topic::Shape,
    sentences: &[
        Sentence { message: "`{field}` must be {expected}, this is {found}", help: "write it like `{example}`" },
        Sentence {
            message: "`{field}` must be {expected}, this is a string",
            help: "write the number without quotes: `{number}`",
        },
    ],
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
    fix: Some((Safety::Safe, "writes a quoted number as a number, and a quoted `true` or `false` without quotes; \
        spellings that only Python reads, percentages, booleans for numbers and a number for a text are unsafe")),
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    let tree = &cx.draft.tree;
    oddities(cx, out, OddityKind::WrongType, |finding, oddity| {
        let Some(field) = oddity.field else { return finding };
        let found = tree.node(oddity.node).kind.noun();
        let finding = finding.arg("field", field.as_str()).arg("expected", field.expected().noun()).arg("found", found);
        let number = tree.string(oddity.node).filter(|_| is_numeric(field)).and_then(|text| number(&text));
        match number {
            Some((number, _)) => finding.sentence(1).arg("number", number),
            None => finding.arg("example", field.example()),
        }
    });
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Fix> {
    let tree = &draft.tree;
    let expected = finding.text("expected")?;
    let (text, safety) = match tree.node(finding.node).kind {
        Kind::String if expected == Expected::Boolean.noun() => {
            (tree.string(finding.node).filter(|text| text == "true" || text == "false")?.into_owned(), Safety::Safe)
        }
        Kind::String => number(&tree.string(finding.node)?).filter(|_| finding.text("number").is_some())?,
        Kind::True if expected == Expected::WholeNumber.noun() || expected == Expected::Decimal.noun() => {
            ("1".to_owned(), Safety::Unsafe)
        }
        Kind::False if expected == Expected::WholeNumber.noun() || expected == Expected::Decimal.noun() => {
            ("0".to_owned(), Safety::Unsafe)
        }
        Kind::Number if expected == Expected::Text.noun() => (quote(tree.raw(finding.node)), Safety::Unsafe),
        _ => return None,
    };
    replace(format!("write `{text}`"), safety, draft, &[(finding.node, text)])
}

fn is_numeric(field: FieldName) -> bool {
    matches!(field.expected(), Expected::WholeNumber | Expected::Decimal)
}

/// The number that a string holds, and whether anyone could read it otherwise.
fn number(text: &str) -> Option<(String, Safety)> {
    let trimmed = text.trim_matches([' ', '\t', '\n', '\r']);
    if let Some(number) = Decimal::parse(trimmed) {
        return Some((number.as_str().to_owned(), Safety::Safe));
    }
    if let Some(percent) = trimmed.strip_suffix('%') {
        return Some((Decimal::parse(percent.trim_end())?.hundredth().as_str().to_owned(), Safety::Unsafe));
    }
    python_number(trimmed).map(|number| (number, Safety::Unsafe))
}

/// A number as Python's `int` and `float` read it: `+5`, `1_000`, `05`, `.02`, `2.`.
fn python_number(text: &str) -> Option<String> {
    let (sign, digits) = match text.strip_prefix(['+', '-']) {
        Some(rest) if text.starts_with('-') => ("-", rest),
        Some(rest) => ("", rest),
        None => ("", text),
    };
    if digits.starts_with('_') || digits.ends_with('_') || digits.as_bytes().windows(2).any(|pair| pair == b"__") {
        return None;
    }
    let digits = digits.replace('_', "");
    let (integer, rest) = match digits.find(|char: char| !char.is_ascii_digit()) {
        Some(end) => digits.split_at_checked(end)?,
        None => (digits.as_str(), ""),
    };
    let integer = integer.trim_start_matches('0');
    let integer = if integer.is_empty() { "0" } else { integer };
    let rest = if rest == "." { "" } else { rest };
    let number = format!("{sign}{integer}{rest}");
    // `.` alone has no digit at all.
    let has_digit = digits.contains(|char: char| char.is_ascii_digit());
    Decimal::parse(&number).filter(|_| has_digit).map(|_| number)
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
        for (text, number) in
            [("+5", "5"), ("1_0", "10"), ("0_0.02", "0.02"), (".02", "0.02"), ("2.", "2"), ("05", "5"), ("2%", "0.02"), ("2.5 %", "0.025")]
        {
            assert_eq!(read(text), Some((number.to_owned(), false)), "{text}");
        }
        for text in ["", ".", "five", "0__0", "_5", "NaN", "inf", "0x10", "1,5", "--5", "%", "5 5"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
