//! A report for JavaScript: the verdict and the places as numbers, the words as JSON text.

use crate::json;
use pacing_core::profile::Profile;
use pacing_core::read::{Syntax, SyntaxError, utf8};
use pacing_core::{
    Diagnostic, Edit, Fix, LineIndex, Options, Place, Report, Rule, Severity, Span, check, check_bytes, refuse,
};

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

/// What offsets count.
#[derive(Clone, Copy)]
pub(crate) enum Offsets {
    /// Bytes of UTF-8, as on the command line.
    Utf8,
    /// UTF-16 units, as in JavaScript.
    Utf16,
}

/// Checks what JavaScript wrote.
pub(crate) fn report<'t>(bytes: &'t [u8], kind: Kind, options: &Options) -> Report<'t> {
    let end = bytes.len() as u32;
    match (kind, utf8(bytes)) {
        (Kind::Whole, Ok(text)) => check(text, options),
        (Kind::Whole, Err(_)) => check_bytes(bytes, options),
        (Kind::Cut, text) => {
            let span = Span::new(end.saturating_sub(3), end);
            refuse(text.unwrap_or(""), SyntaxError { syntax: Syntax::LoneSurrogate, span }).into()
        }
        (Kind::TooLong, _) => refuse("", SyntaxError { syntax: Syntax::TextTooLong, span: Span::default() }).into(),
    }
}

/// The verdict: 1 for valid, 2 for anything to say, 4 for more than is said.
pub(crate) fn verdict(report: &Report<'_>) -> u32 {
    let any =
        [Severity::Error, Severity::Warning, Severity::Info].into_iter().any(|severity| report.count(severity) > 0);
    u32::from(report.is_valid()) | u32::from(any) << 1 | u32::from(!report.omitted().is_empty()) << 2
}

/// How many numbers a place takes.
pub(crate) const PLACE: usize = 7;

/// Adds the places: for each the rule's place in the registry plus 256 times the severity, then offset, line and column of start and end.
pub(crate) fn places(report: &Report<'_>, out: &mut Vec<u32>) {
    let places = report.places();
    if places.is_empty() {
        return;
    }
    let index = LineIndex::new(report.text());
    for Place { rule, severity, span } in places {
        out.push(rule as u32 | (severity as u32) << 8);
        for offset in [span.start, span.end] {
            let place = index.position(offset);
            out.extend([index.utf16(offset), place.line, place.column]);
        }
    }
}

/// Code and name of each rule, as JSON text.
pub(crate) fn names(rules: &[Rule]) -> String {
    let mut out = String::new();
    json::list(&mut out, rules, |out, rule| {
        json::list(out, [rule.code, rule.name], json::string);
    });
    out
}

/// The report as JSON text, spelled as `serde_json` spells [`Report::to_json`].
pub(crate) fn words(report: &Report<'_>, profile: &Profile, offsets: Offsets) -> String {
    let words = Words { index: LineIndex::new(report.text()), offsets, profile };
    let mut out = String::from(if report.is_valid() { "{\"valid\":true" } else { "{\"valid\":false" });
    json::key(&mut out, "diagnostics");
    json::list(&mut out, report.diagnostics(), |out, diagnostic| words.diagnostic(out, diagnostic));
    if !report.omitted().is_empty() {
        json::key(&mut out, "omitted");
        json::list(&mut out, report.omitted(), |out, omitted| {
            out.push_str("{\"code\":");
            json::string(out, omitted.code);
            json::key(out, "count");
            json::number(out, omitted.count as u32);
            out.push('}');
        });
    }
    out.push('}');
    out
}

struct Words<'a> {
    index: LineIndex<'a>,
    offsets: Offsets,
    profile: &'a Profile,
}

impl Words<'_> {
    fn diagnostic(&self, out: &mut String, diagnostic: &Diagnostic) {
        out.push_str("{\"code\":");
        json::string(out, diagnostic.code);
        json::member(out, "name", diagnostic.name);
        json::member(out, "severity", diagnostic.severity.as_str());
        json::member(out, "path", &diagnostic.path);
        json::member(out, "message", &diagnostic.message);
        json::member(out, "help", &diagnostic.help);
        json::member(out, "source", &diagnostic.source.words(self.profile));
        self.range(out, diagnostic.span);
        if let Some(related) = &diagnostic.related {
            out.push_str(",\"related\":{\"path\":");
            json::string(out, &related.path);
            self.range(out, related.span);
            out.push('}');
        }
        if let Some(fix) = &diagnostic.fix {
            self.fix(out, fix);
        }
        json::key(out, "args");
        // A handful of names: the next one is found by looking at all.
        let mut last = "";
        while let Some((name, value)) =
            diagnostic.args.iter().filter(|(name, _)| *name > last).min_by_key(|(name, _)| *name)
        {
            out.push_str(if last.is_empty() { "{\"" } else { ",\"" });
            out.push_str(name);
            out.push_str("\":");
            json::arg(out, value);
            last = name;
        }
        out.push_str(if diagnostic.args.is_empty() { "{}}" } else { "}}" });
    }

    fn fix(&self, out: &mut String, fix: &Fix) {
        out.push_str(",\"fix\":{\"title\":");
        json::string(out, &fix.title);
        json::member(out, "safety", fix.safety.as_str());
        json::key(out, "edits");
        self.edits(out, &fix.edits);
        out.push('}');
    }

    fn edits(&self, out: &mut String, edits: &[Edit]) {
        json::list(out, edits, |out, edit| {
            out.push_str("{\"start\":");
            json::number(out, self.offset(edit.span.start));
            json::key(out, "end");
            json::number(out, self.offset(edit.span.end));
            json::member(out, "text", &edit.text);
            out.push('}');
        });
    }

    fn range(&self, out: &mut String, span: Span) {
        out.push_str(",\"range\":{\"start\":");
        self.position(out, span.start);
        json::key(out, "end");
        self.position(out, span.end);
        out.push('}');
    }

    fn position(&self, out: &mut String, offset: u32) {
        let place = self.index.position(offset);
        out.push_str("{\"offset\":");
        json::number(out, self.offset(offset));
        json::key(out, "line");
        json::number(out, place.line);
        json::key(out, "column");
        json::number(out, place.column);
        out.push('}');
    }

    fn offset(&self, offset: u32) -> u32 {
        match self.offsets {
            Offsets::Utf8 => offset,
            Offsets::Utf16 => self.index.utf16(offset),
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
    use super::*;
    use pacing_core::profile::PROFILES;
    use pacing_core::{Offsets as Unit, RULES};

    const CORPUS: &str = include_str!("../../../tests/corpus/hand.jsonl");

    fn texts() -> impl Iterator<Item = String> {
        let documents = CORPUS.lines().map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            row["text"].as_str().unwrap().to_owned()
        });
        let examples = RULES.iter().flat_map(|rule| [rule.doc().bad.text, rule.doc().good.text]).map(str::to_owned);
        documents.chain(examples)
    }

    #[test]
    fn words_are_what_serde_would_write() {
        let options = Options { profile: PROFILES.last().unwrap(), ..Options::default() };
        for text in texts().map(|text| format!("{text}\n")) {
            for options in [&Options::default(), &options] {
                let report = check(&text, options);
                for (ours, theirs) in [(Offsets::Utf8, Unit::Utf8), (Offsets::Utf16, Unit::Utf16)] {
                    let expected = serde_json::to_string(&report.to_json(options.profile, theirs)).unwrap();
                    assert_eq!(words(&report, options.profile, ours), expected, "{text}");
                }
            }
        }
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
        let verdict = |text| verdict(&check(text, &Options::default()));
        assert_eq!(verdict(include_str!("../../../examples/outbound-sales.json")), 1);
        assert_eq!(verdict("{}"), 2);
        let many = format!("[{}]", ["7"; 200].join(","));
        let text = format!(r#"{{"predictive_dialer_config":{{"pacing_rules":{many}}}}}"#);
        assert_eq!(verdict(&text), 2 | 4);
    }

    #[test]
    fn a_text_that_javascript_cannot_hand_over_is_refused() {
        let first = |kind, bytes: &[u8]| {
            let report = report(bytes, kind, &Options::default());
            let diagnostic = report.diagnostics().first().unwrap().clone();
            (diagnostic.code, diagnostic.message, diagnostic.span)
        };
        let (code, message, span) = first(Kind::Cut, "[\"\u{fffd}".as_bytes());
        assert_eq!((code, message.as_str(), span), ("S001", "half of a surrogate pair stands alone", Span::new(2, 5)));
        assert_eq!(first(Kind::TooLong, b"").0, "S002");
        assert_eq!(first(Kind::Whole, b"{\"\xff").1, "the text is not UTF-8");
    }
}
