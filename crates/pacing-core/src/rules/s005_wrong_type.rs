//! A field must have its JSON type.

use super::prelude::*;
use crate::decimal::{divided, is_number};
use crate::field::Expected;
use crate::read::{Kind, quote};

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
    detail: Some(detail),
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
    oddities(cx, out, OddityKind::WrongType, Place::Value);
}

fn detail(draft: &Draft<'_>, finding: &mut Finding) -> Option<()> {
    let field = finding.field?;
    let (expected, found) = (field.expected().noun(), draft.tree.node(finding.node).kind.noun());
    if let Some(number) = quoted_number(draft, finding.node) {
        finding.sentence = 1;
        finding.text(expected).text(field.as_str()).text(found).text(&number);
    } else {
        finding.text(field.example()).text(expected).text(field.as_str()).text(found);
    }
    Some(())
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Mend> {
    let (tree, node) = (&draft.tree, finding.node);
    let expected = tree.node(node).field.expected();
    let content = tree.string(node).unwrap_or_default();
    let quoted;
    let (text, safety) = match tree.node(node).kind {
        Kind::String if expected == Expected::Boolean && matches!(&*content, "true" | "false") => {
            (&*content, Safety::Safe)
        }
        Kind::String => {
            let number = finding.text_at(NUMBER).filter(|_| finding.sentence == 1)?;
            // Spelled as it stands in the string, nobody could read it otherwise.
            (number, if number == trim(&content) { Safety::Safe } else { Safety::Unsafe })
        }
        Kind::True if is_numeric(expected) => ("1", Safety::Unsafe),
        Kind::False if is_numeric(expected) => ("0", Safety::Unsafe),
        Kind::Number if expected == Expected::Text => {
            quoted = quote(tree.raw(node));
            (&*quoted, Safety::Unsafe)
        }
        _ => return None,
    };
    Some(Mend { safety, ..rewrite(draft, node, text)? })
}

/// Where the number stands among what the second sentence is made of.
const NUMBER: usize = 3;

fn is_numeric(expected: Expected) -> bool {
    matches!(expected, Expected::WholeNumber | Expected::Decimal)
}

/// The number in a string that stands for one, where a number belongs.
fn quoted_number(draft: &Draft<'_>, node: NodeId) -> Option<String> {
    if !is_numeric(draft.tree.node(node).field.expected()) {
        return None;
    }
    number(trim(&draft.tree.string(node)?))
}

fn number(text: &str) -> Option<String> {
    if is_number(text) {
        return Some(text.to_owned());
    }
    let Some(percent) = text.strip_suffix('%') else { return python_number(text) };
    let percent = percent.trim_end();
    is_number(percent).then(|| divided(percent, 2))
}

/// The text without JSON's white space around it.
fn trim(text: &str) -> &str {
    let mut bytes = text.as_bytes();
    while let [b' ' | b'\t' | b'\n' | b'\r', rest @ ..] = bytes {
        bytes = rest;
    }
    let start = text.len() - bytes.len();
    while let [rest @ .., b' ' | b'\t' | b'\n' | b'\r'] = bytes {
        bytes = rest;
    }
    text.get(start..start + bytes.len()).unwrap_or("")
}

/// A number as Python's `int` and `float` read it: `+5`, `1_000`, `05`, `.02`, `2.`.
fn python_number(text: &str) -> Option<String> {
    let (negative, text) = match text.as_bytes() {
        [b'+', rest @ ..] => (false, rest),
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    // Zeros before other digits of the integer are left out.
    let mut number = String::new();
    if negative {
        number.push('-');
    }
    // The byte before, and how many digits and other bytes there were. A number may not start with an underscore.
    let (mut before, mut digits, mut others, mut started) = (b'_', 0, 0, false);
    for byte in text {
        if *byte == b'_' && before == b'_' {
            return None;
        }
        before = *byte;
        if *byte == b'_' {
            continue;
        }
        let is_digit = byte.is_ascii_digit();
        digits += u32::from(is_digit);
        others += u32::from(!is_digit);
        if *byte == b'0' && !started {
            continue;
        }
        if !is_digit && !started {
            number.push('0');
        }
        started = true;
        number.push(char::from(*byte));
    }
    if !started {
        number.push('0');
    }
    // A point at the end, behind digits alone.
    if before == b'.' && others == 1 {
        number.pop();
    }
    if before == b'_' || digits == 0 {
        return None;
    }
    is_number(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_strings() {
        let read = |text| number(trim(text)).map(|number| (number == trim(text), number));
        for (text, number) in [("5", "5"), (" 5 ", "5"), ("0.02", "0.02"), ("1e-2", "1e-2"), ("-5", "-5")] {
            assert_eq!(read(text), Some((true, number.to_owned())), "{text}");
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
            assert_eq!(read(text), Some((false, number.to_owned())), "{text}");
        }
        for text in ["", ".", "five", "0__0", "_5", "NaN", "inf", "0x10", "1,5", "--5", "%", "5 5"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
