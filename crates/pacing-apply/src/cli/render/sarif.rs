//! A check as SARIF 2.1.0 (OASIS), written as it goes.

use super::{Document, Renderer, Summary};
use pacing_core::{Diagnostic, Edit, LineIndex, RULES, Severity, Source, Span};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::{Component, Path};

/// One SARIF log with one run.
#[derive(Default)]
pub(crate) struct Sarif {
    results: u64,
}

impl Renderer for Sarif {
    fn document(&mut self, out: &mut dyn Write, document: Document<'_>) -> io::Result<()> {
        let place = Place {
            uri: uri(document.name),
            first: document.line.unwrap_or(1),
            lines: LineIndex::new(document.report.text()),
        };
        for diagnostic in document.report.diagnostics() {
            self.open(out)?;
            serde_json::to_writer(&mut *out, &place.result(diagnostic, &document))?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        if self.results == 0 {
            begin(out)?;
        }
        let notifications: Vec<_> =
            summary.unread.iter().map(|why| json!({"level": "error", "message": {"text": why}})).collect();
        let invocation = json!({
            "executionSuccessful": notifications.is_empty(),
            "toolExecutionNotifications": notifications,
        });
        writeln!(out, "\n],\"invocations\":[{invocation}]}}]}}")
    }
}

impl Sarif {
    /// Writes what stands before the next result.
    fn open(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.results == 0 {
            begin(out)?;
        }
        out.write_all(if self.results == 0 { b"\n" } else { b",\n" })?;
        self.results += 1;
        Ok(())
    }
}

fn begin(out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            let doc = rule.doc();
            json!({
                "id": rule.code,
                "name": rule.name,
                "shortDescription": {"text": doc.what},
                "fullDescription": {"text": doc.why},
                "help": {"text": format!("Run `pacing-apply explain {}` for an example and what to write instead.", rule.name)},
                "defaultConfiguration": {"level": level(rule.severity)},
                "properties": {"tags": tags(rule.source)},
            })
        })
        .collect();
    let driver = json!({
        "name": "pacing-apply",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    write!(
        out,
        "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\
         \"columnKind\":\"utf16CodeUnits\",\"tool\":{{\"driver\":{driver}}},\"results\":["
    )
}

struct Place<'t> {
    uri: String,
    /// The line of the file that is the document's first.
    first: u64,
    lines: LineIndex<'t>,
}

impl Place<'_> {
    fn result(&self, diagnostic: &Diagnostic, document: &Document<'_>) -> Value {
        let mut result = json!({
            "ruleId": diagnostic.code,
            "ruleIndex": RULES.iter().position(|rule| rule.code == diagnostic.code),
            "level": level(diagnostic.severity),
            "message": {"text": format!("{}; {}", diagnostic.message, diagnostic.help)},
            "locations": [self.location(diagnostic.span, &diagnostic.path)],
            "properties": {"source": diagnostic.source.words(document.options.profile), "profile": document.options.profile.id},
        });
        let Some(fields) = result.as_object_mut() else { return result };
        if let Some(related) = &diagnostic.related {
            fields.insert("relatedLocations".to_owned(), json!([self.location(related.span, &related.path)]));
        }
        if let Some(fix) = &diagnostic.fix {
            let replacements: Vec<_> = fix.edits.iter().map(|edit| self.replacement(edit)).collect();
            fields.insert(
                "fixes".to_owned(),
                json!([{
                    "description": {"text": format!("{} ({})", fix.title, fix.safety.as_str())},
                    "artifactChanges": [{"artifactLocation": {"uri": self.uri}, "replacements": replacements}],
                }]),
            );
        }
        result
    }

    fn location(&self, span: Span, path: &str) -> Value {
        json!({
            "physicalLocation": {"artifactLocation": {"uri": self.uri}, "region": self.region(span)},
            "logicalLocations": [{"fullyQualifiedName": path, "kind": "member"}],
        })
    }

    fn replacement(&self, edit: &Edit) -> Value {
        json!({"deletedRegion": self.region(edit.span), "insertedContent": {"text": edit.text}})
    }

    fn region(&self, span: Span) -> Value {
        let (start, end) = (self.lines.position(span.start), self.lines.position(span.end));
        let line = |line: u32| u64::from(line) + self.first - 1;
        json!({
            "startLine": line(start.line),
            "startColumn": start.column,
            "endLine": line(end.line),
            "endColumn": end.column,
        })
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn tags(source: Source) -> &'static [&'static str] {
    match source {
        Source::Standard(_) => &["standard"],
        Source::Tutorial(_) => &["tutorial"],
        Source::Platform(_) => &["platform"],
        Source::Regulation => &["regulation"],
        Source::Prediction(_) => &["prediction"],
        _ => &["practice"],
    }
}

/// A file as a URI reference (RFC 3986): relative to where the program runs, as code scanning wants it.
fn uri(name: &str) -> String {
    if name == "-" {
        return "stdin".to_owned();
    }
    let path = Path::new(name);
    if path.is_absolute() {
        return url::Url::from_file_path(path).map_or_else(|()| name.to_owned(), Into::into);
    }
    let segments: Vec<_> = path.components().filter_map(segment).collect();
    segments.join("/")
}

/// One segment of a path, percent-encoded.
fn segment(part: Component<'_>) -> Option<String> {
    match part {
        Component::ParentDir => Some("..".to_owned()),
        Component::Normal(name) => {
            let mut url = url::Url::parse("file:///").ok()?;
            url.path_segments_mut().ok()?.push(&name.to_string_lossy());
            Some(url.path().trim_start_matches('/').to_owned())
        }
        _ => None,
    }
}
