//! What is found, for JavaScript: the verdict and the places as numbers, the problems as JSON text without words.

use crate::lists::{close, number, open, text};
use crate::places::{Offsets, edits};
use crate::problems::{self, args};
use pacing_core::fixes::Round;
use pacing_core::read::{Syntax, SyntaxError, utf8};
use pacing_core::{Findings, LineIndex, Options, Place, Severity, Span, find, find_bytes, refuse};

/// What JavaScript says of the text that it wrote.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// It is whole.
    Whole,
    /// It ends where half of a surrogate pair stands alone: its last character, of three bytes, stands for that half.
    Cut,
    /// It is too long to be written at all.
    TooLong,
}

impl Kind {
    pub fn of(number: u32) -> Self {
        match number {
            0 => Self::Whole,
            1 => Self::Cut,
            _ => Self::TooLong,
        }
    }
}

/// Checks what JavaScript wrote.
pub(crate) fn report<'t>(bytes: &'t [u8], kind: Kind, options: &Options) -> Findings<'t> {
    let end = bytes.len() as u32;
    match (kind, utf8(bytes)) {
        (Kind::Whole, Ok(text)) => find(text, options),
        (Kind::Whole, Err(_)) => find_bytes(bytes, options),
        (Kind::Cut, text) => {
            let span = Span::new(end.saturating_sub(3), end);
            refuse(text.unwrap_or(""), SyntaxError { syntax: Syntax::LoneSurrogate, span })
        }
        (Kind::TooLong, _) => refuse("", SyntaxError { syntax: Syntax::TextTooLong, span: Span::default() }),
    }
}

/// The verdict: 1 for valid, 2 for anything to say, 4 for more than is said.
pub(crate) fn verdict(found: &Findings<'_>) -> u32 {
    let mut count = 0;
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        count += found.count(severity);
    }
    u32::from(found.is_valid()) | u32::from(count > 0) << 1 | u32::from(!found.omitted_by_rule().is_empty()) << 2
}

/// How many numbers a place takes.
pub(crate) const PLACE: usize = 7;

/// Adds the places: for each the rule's place in the registry plus 256 times the severity, then offset, line and column of start and end.
pub(crate) fn places(found: &Findings<'_>, out: &mut Vec<u32>) {
    let places = found.places();
    if places.is_empty() {
        return;
    }
    let index = LineIndex::new(found.text());
    for Place { rule, severity, span } in places {
        out.push(rule as u32 | (severity as u32) << 8);
        for offset in [span.start, span.end] {
            let place = index.position(offset);
            out.push(index.utf16(offset));
            out.push(place.line);
            out.push(place.column);
        }
    }
}

/// The problems for JavaScript: see [`problems::write`].
pub(crate) fn problems(out: &mut String, found: &Findings<'_>, offsets: Offsets) {
    let omitted = found.omitted_by_rule();
    problems::write(out, found.text(), offsets, found.is_valid(), &found.problems(), omitted);
}

/// The fixes of one round: `[[start, end, text, start, …], [[rule, sentence, args, title, text], …]]`; the last text is what the fix writes first.
pub(crate) fn round(out: &mut String, document: &str, round: &Round) {
    open(out);
    edits(out, document, &round.edits);
    open(out);
    for problem in &round.applied {
        let Some(mend) = &problem.mend else { continue };
        open(out);
        number(out, problem.rule as i64);
        number(out, problem.sentence as i64);
        args(out, problem);
        number(out, mend.title as i64);
        text(out, mend.edits.first().map_or("", |edit| &edit.text));
        close(out);
    }
    close(out);
    close(out);
}

#[cfg(all(test, feature = "edit", feature = "forecast", not(target_arch = "wasm32")))]
mod tests {
    #![expect(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::unreachable,
        reason = "a test fails by panicking"
    )]
    use super::*;
    use pacing_core::profile::{PROFILES, profile};
    use pacing_core::{DialerId, Offsets as Unit, RULES, Report, check};
    use serde_json::{Map, Value, json};
    use std::collections::BTreeSet;

    const CORPUS: &str = include_str!("../../../tests/corpus/hand.jsonl");

    fn texts() -> impl Iterator<Item = String> {
        let documents = CORPUS.lines().map(|line| {
            let row: Value = serde_json::from_str(line).unwrap();
            row["text"].as_str().unwrap().to_owned()
        });
        documents.chain(examples().map(|(text, _)| text))
    }

    /// The documents of the rules' pages, each against what it is checked against there and against every profile.
    fn examples() -> impl Iterator<Item = (String, Options)> {
        let examples = RULES.iter().flat_map(|rule| [&rule.doc().bad, &rule.doc().good]);
        examples.flat_map(|example| {
            let addressed = example.addressed.map(|id| DialerId::parse(id).unwrap());
            let own = [profile(example.profile).unwrap()];
            own.into_iter().chain(&PROFILES).map(move |profile| {
                (example.text.to_owned(), Options { profile, addressed: addressed.clone(), ..Options::default() })
            })
        })
    }

    /// A template as TypeScript fills it.
    fn fill(template: &Value, args: &Value) -> String {
        let mut out = template.as_str().unwrap().to_owned();
        let mut at = 0;
        while let Some(open) = out[at..].find('{').map(|open| at + open) {
            let name = out[open + 1..].split('}').next().unwrap().to_owned();
            let value = match &args[&name] {
                Value::String(text) => text.clone(),
                Value::Null => {
                    at = open + 1;
                    continue;
                }
                other => other.to_string(),
            };
            out.replace_range(open..open + name.len() + 2, &value);
            at = open + value.len();
        }
        out
    }

    fn range(place: &Value) -> Value {
        let at = |first: usize| json!({"offset": place[first], "line": place[first + 1], "column": place[first + 2]});
        json!({"start": at(0), "end": at(3)})
    }

    /// What TypeScript makes of a problem with the generated tables: see `npm/src/words.ts`.
    fn words(problem: &Value, tables: &[Value; 3], profile: &str) -> Value {
        let [rules, syntax, profiles] = tables;
        let index = |value: &Value| value.as_u64().unwrap() as usize;
        let [rule, severity, sentence, path, place, values, related, fix] = problem.as_array().unwrap().as_slice()
        else {
            unreachable!("a problem has eight parts: {problem}")
        };
        let rule: &Value = &rules[index(rule)];
        let sentence = &rule[4][index(sentence)];
        let values = if sentence[2][0] == "problem" { &syntax[index(&values[0])] } else { values };
        let names = sentence[2].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned());
        let mut args: Value = names.zip(values.as_array().unwrap().iter().cloned()).collect::<Map<_, _>>().into();
        let law = || profiles.as_array().unwrap().iter().find(|row| row[0] == profile).unwrap()[1].clone();
        let severity = ["info", "warning", "error"][index(severity)];
        let mut words = json!({
            "code": rule[0], "name": rule[1], "severity": severity, "path": path,
            "message": fill(&sentence[0], &args), "help": fill(&sentence[1], &args),
            "source": if rule[2] == 0 { law() } else { rule[2].clone() },
            "range": range(place), "args": args,
        });
        if related[0].is_string() {
            words["related"] = json!({"path": related[0], "range": range(&related[1])});
        }
        if fix[0].is_number() {
            args["text"] = fix[2][2].clone();
            let edits = fix[2].as_array().unwrap().chunks(3);
            words["fix"] = json!({
                "title": fill(&rule[3][index(&fix[0])], &args), "safety": if fix[1] == 1 { "safe" } else { "unsafe" },
                "edits": edits.map(|edit| json!({"start": edit[0], "end": edit[1], "text": edit[2]})).collect::<Vec<_>>(),
            });
        }
        words
    }

    #[test]
    fn problems_have_the_words_of_the_native_report() {
        let tables = crate::generated::words::tables().map(|table| serde_json::from_str(&table).unwrap());
        let mut rules = BTreeSet::new();
        let cases = examples().chain(texts().map(|text| (text, Options::default())));
        for (text, options) in cases.map(|(text, options)| (format!("{text}\n"), options)) {
            let report = check(&text, &options);
            for (ours, theirs) in [(Offsets::Utf8, Unit::Utf8), (Offsets::Utf16, Unit::Utf16)] {
                let expected = serde_json::to_value(report.to_json(options.profile, theirs)).unwrap();
                let mut written = String::new();
                problems(&mut written, &find(&text, &options), ours);
                let written: Value = serde_json::from_str(&written).unwrap();
                assert_eq!(written[0] == 1, expected["valid"] == true);
                let said =
                    written[1].as_array().unwrap().iter().map(|problem| words(problem, &tables, options.profile.id));
                assert_eq!(Value::from_iter(said), expected["diagnostics"], "{text}");
            }
            rules.extend(report.diagnostics().iter().map(|diagnostic| diagnostic.code));
        }
        let spoken = RULES.iter().filter(|rule| !rule.needs_assumptions());
        assert_eq!(rules.len(), spoken.count(), "{rules:?}");
    }

    #[test]
    fn what_is_not_kept_is_counted_by_rule() {
        let text = format!(r#"{{"predictive_dialer_config":{{"pacing_rules":[{}]}}}}"#, ["7"; 200].join(","));
        let mut written = String::new();
        problems(&mut written, &find(&text, &Options::default()), Offsets::Utf16);
        let written: Value = serde_json::from_str(&written).unwrap();
        let rule = RULES.iter().position(|rule| rule.name == "not-an-object").unwrap();
        assert_eq!(written[2], json!([rule, 100]));
    }

    #[test]
    fn places_are_those_of_the_diagnostics() {
        for text in texts() {
            let report = check(&text, &Options::default());
            let mut numbers = Vec::new();
            places(&report, &mut numbers);
            assert_eq!(numbers.len(), report.diagnostics().len() * PLACE);
            for (place, diagnostic) in numbers.chunks(PLACE).zip(report.diagnostics()) {
                let (rule, weight) = (RULES.get(place[0] as usize & 255).unwrap(), place[0] >> 8);
                let index = LineIndex::new(&text);
                let at = |offset| [index.utf16(offset), index.position(offset).line, index.position(offset).column];
                assert_eq!((rule.code, weight), (diagnostic.code, diagnostic.severity as u32));
                assert_eq!(place[1..], [at(diagnostic.span.start), at(diagnostic.span.end)].concat(), "{text}");
            }
        }
    }

    #[test]
    fn the_verdict_says_whether_there_is_anything_to_say() {
        let verdict = |text| verdict(&find(text, &Options::default()));
        assert_eq!(verdict(include_str!("../../../examples/outbound-sales.json")), 1);
        assert_eq!(verdict("{}"), 2);
        let many = format!("[{}]", ["7"; 200].join(","));
        let text = format!(r#"{{"predictive_dialer_config":{{"pacing_rules":{many}}}}}"#);
        assert_eq!(verdict(&text), 2 | 4);
    }

    #[test]
    fn a_text_that_javascript_cannot_hand_over_is_refused() {
        let first = |kind, bytes: &[u8]| {
            let report = Report::from(report(bytes, kind, &Options::default()));
            let diagnostic = report.diagnostics().first().unwrap().clone();
            (diagnostic.code, diagnostic.message, diagnostic.span)
        };
        let (code, message, span) = first(Kind::Cut, "[\"\u{fffd}".as_bytes());
        assert_eq!((code, message.as_str(), span), ("S001", "half of a surrogate pair stands alone", Span::new(2, 5)));
        assert_eq!(first(Kind::TooLong, b"").0, "S002");
        assert_eq!(first(Kind::Whole, b"{\"\xff").1, "the text is not UTF-8");
    }
}
