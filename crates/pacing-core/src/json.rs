//! A report as the JSON that machines get: the same from the command line and from the npm package, but for the unit of offsets.

use crate::diagnostic::{Arg, Diagnostic, Edit, Safety};
use crate::position::{LineIndex, Position, Span};
use crate::profile::Profile;
use crate::report::{Omitted, Report};
use crate::severity::Severity;
use serde::Serialize;
use std::collections::BTreeMap;

/// What `offset`, `start` and `end` of edits count. `column` counts UTF-16 units in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offsets {
    /// UTF-8 bytes: the command line.
    Utf8,
    /// UTF-16 units: JavaScript.
    Utf16,
}

/// A report, ready to be serialised.
#[derive(Debug, Serialize)]
pub struct ReportJson<'a> {
    /// Whether there is no error.
    pub valid: bool,
    /// The problems in the order of the text.
    pub diagnostics: Vec<DiagnosticJson<'a>>,
    /// Problems that were counted and not kept.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub omitted: Vec<Omitted>,
}

/// A diagnostic, ready to be serialised.
#[derive(Debug, Serialize)]
pub struct DiagnosticJson<'a> {
    code: &'a str,
    name: &'a str,
    severity: Severity,
    path: &'a str,
    message: &'a str,
    help: &'a str,
    source: String,
    range: Range,
    #[serde(skip_serializing_if = "Option::is_none")]
    related: Option<RelatedJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixJson<'a>>,
    args: BTreeMap<&'a str, &'a Arg>,
}

#[derive(Debug, Serialize)]
struct RelatedJson<'a> {
    path: &'a str,
    range: Range,
}

/// Where something stands.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Range {
    /// Its first character.
    pub start: Position,
    /// The place behind its last character.
    pub end: Position,
}

#[derive(Debug, Serialize)]
struct FixJson<'a> {
    title: &'a str,
    safety: Safety,
    edits: Vec<EditJson<'a>>,
}

#[derive(Debug, Serialize)]
struct EditJson<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

impl Report<'_> {
    /// The report as JSON; the profile gives the citation.
    pub fn to_json<'a>(&'a self, profile: &Profile, offsets: Offsets) -> ReportJson<'a> {
        let lines = Lines { index: LineIndex::new(self.text()), offsets };
        let diagnostics = self.diagnostics().iter().map(|diagnostic| lines.diagnostic(diagnostic, profile)).collect();
        ReportJson { valid: self.is_valid(), diagnostics, omitted: self.omitted() }
    }
}

struct Lines<'t> {
    index: LineIndex<'t>,
    offsets: Offsets,
}

impl Lines<'_> {
    fn diagnostic<'a>(&self, diagnostic: &'a Diagnostic, profile: &Profile) -> DiagnosticJson<'a> {
        DiagnosticJson {
            code: diagnostic.code,
            name: diagnostic.name,
            severity: diagnostic.severity,
            path: &diagnostic.path,
            message: &diagnostic.message,
            help: &diagnostic.help,
            source: diagnostic.source.words(profile),
            range: self.range(diagnostic.span),
            related: diagnostic
                .related
                .as_ref()
                .map(|related| RelatedJson { path: &related.path, range: self.range(related.span) }),
            fix: diagnostic.fix.as_ref().map(|fix| FixJson {
                title: &fix.title,
                safety: fix.safety,
                edits: fix.edits.iter().map(|edit| self.edit(edit)).collect(),
            }),
            args: diagnostic.args.iter().map(|(name, value)| (*name, value)).collect(),
        }
    }

    fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    fn position(&self, offset: u32) -> Position {
        Position { offset: self.offset(offset), ..self.index.position(offset) }
    }

    fn edit<'a>(&self, edit: &'a Edit) -> EditJson<'a> {
        EditJson { start: self.offset(edit.span.start), end: self.offset(edit.span.end), text: &edit.text }
    }

    fn offset(&self, offset: u32) -> u32 {
        match self.offsets {
            Offsets::Utf8 => offset,
            Offsets::Utf16 => self.index.utf16(offset),
        }
    }
}
