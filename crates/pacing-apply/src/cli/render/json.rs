//! A check as JSON lines: one object for each document, `docs/cli.md` says its fields.

use super::{Document, Renderer, Summary};
use pacing_core::{Offsets, ReportJson};
use serde::Serialize;
use std::io::{self, Write};

/// One JSON object a line.
pub(crate) struct Json;

/// A document for machines.
#[derive(Debug, Serialize)]
pub(crate) struct DocumentJson<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(flatten)]
    report: ReportJson<'a>,
}

/// A document for machines.
pub(crate) fn document_json<'a>(document: &Document<'a>) -> DocumentJson<'a> {
    let report = document.report.to_json(document.options.profile, Offsets::Utf8);
    DocumentJson { file: document.name, line: document.line, report }
}

impl Renderer for Json {
    fn document(&mut self, out: &mut dyn Write, document: Document<'_>) -> io::Result<()> {
        serde_json::to_writer(&mut *out, &document_json(&document))?;
        out.write_all(b"\n")
    }

    fn finish(&mut self, _: &mut dyn Write, _: &Summary) -> io::Result<()> {
        Ok(())
    }
}
