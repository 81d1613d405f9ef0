//! How a check is shown: for people, as JSON lines, as SARIF.

pub(crate) mod changes;
mod excerpt;
pub(crate) mod forecast;
mod human;
mod json;
mod noise;
pub(crate) mod outcome;
mod sarif;

use super::output::Paint;
use clap::ValueEnum;
use pacing_core::{Options, Report, Safety, Severity};
use std::io::{self, Write};

pub(crate) use human::diagnostics;
pub(crate) use json::document_json;

/// How a check is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people: source line, underline, help
    #[default]
    Human,
    /// One JSON object a line for each document
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

/// How the result of any other command is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Human,
    /// One JSON object
    Json,
}

/// A checked document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Document<'a> {
    /// The name of its file; `-` for standard input, [`BUILT`] for none.
    pub name: &'a str,
    /// The line that it is, where a file holds one a line.
    pub line: Option<u64>,
    /// What was found.
    pub report: &'a Report<'a>,
    /// What it was checked against.
    pub options: &'a Options,
}

/// The name of a document that is in no file yet.
pub(crate) const BUILT: &str = "<built>";

/// What all documents came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    /// Documents that were checked.
    pub documents: u64,
    /// Those with an error.
    pub invalid: u64,
    /// Those with anything to say about them.
    pub flagged: u64,
    /// Errors, warnings and infos.
    pub errors: u64,
    /// Warnings.
    pub warnings: u64,
    /// Infos.
    pub infos: u64,
    /// Problems that `--fix` would mend.
    pub safe_fixes: u64,
    /// Problems that only `--unsafe-fixes` would mend.
    pub unsafe_fixes: u64,
    /// Problems that were mended.
    pub fixed: u64,
    /// Whether documents are lines.
    pub lines: bool,
    /// Why inputs were not checked.
    pub unread: Vec<String>,
}

impl Summary {
    /// Counts a document.
    pub(crate) fn add(&mut self, report: &Report<'_>) {
        let count = |severity| report.count(severity) as u64;
        let fixes = |safety| {
            let fix = |fix: &pacing_core::Fix| fix.safety == safety;
            report.diagnostics().iter().filter(|diagnostic| diagnostic.fix.as_ref().is_some_and(fix)).count() as u64
        };
        let [errors, warnings, infos] = [Severity::Error, Severity::Warning, Severity::Info].map(count);
        self.documents += 1;
        self.invalid += u64::from(errors > 0);
        self.flagged += u64::from(errors + warnings + infos > 0);
        self.errors += errors;
        self.warnings += warnings;
        self.infos += infos;
        self.safe_fixes += fixes(Safety::Safe);
        self.unsafe_fixes += fixes(Safety::Unsafe);
    }
}

/// Shows documents as they come, so that memory does not grow with their number.
pub(crate) trait Renderer {
    /// Shows one document.
    fn document(&mut self, out: &mut dyn Write, document: Document<'_>) -> io::Result<()>;

    /// Shows what they came to.
    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()>;
}

/// The renderer of a format.
pub(crate) fn renderer(format: CheckFormat, paint: Paint) -> Box<dyn Renderer> {
    match format {
        CheckFormat::Human => Box::new(human::Human::new(paint)),
        CheckFormat::Json => Box::new(json::Json),
        CheckFormat::Sarif => Box::new(sarif::Sarif::default()),
    }
}
