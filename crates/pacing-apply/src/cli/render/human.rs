//! A check for people, drawn like a good compiler's.

use super::excerpt::{Excerpt, excerpts};
use super::{BUILT, Document, Renderer, Summary};
use crate::cli::output::{BOLD, ERROR, Paint, WARNING, printable};
use annotate_snippets::{AnnotationKind, Group, Level, Snippet};
use pacing_core::{Diagnostic, LineIndex, Options, Safety, Severity, Span};
use std::io::{self, Write};

/// Draws each diagnostic and says at the end what they came to.
pub(crate) struct Human {
    paint: Paint,
}

impl Human {
    pub(crate) fn new(paint: Paint) -> Self {
        Self { paint }
    }
}

impl Renderer for Human {
    fn document(&mut self, out: &mut dyn Write, document: Document<'_>) -> io::Result<()> {
        diagnostics(out, self.paint, &document)
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let style = match summary {
            Summary { errors: 1.., .. } => ERROR,
            Summary { warnings: 1.., .. } => WARNING,
            _ => BOLD,
        };
        match sentence(summary) {
            Some(sentence) => writeln!(out, "{}", self.paint.style(style, sentence)),
            None => Ok(()),
        }
    }
}

/// Draws the diagnostics of a document.
pub(crate) fn diagnostics(out: &mut dyn Write, paint: Paint, document: &Document<'_>) -> io::Result<()> {
    let report = document.report;
    if report.diagnostics().is_empty() {
        return Ok(());
    }
    let page = Page {
        paint,
        name: printable(if document.name == "-" { "<stdin>" } else { document.name }),
        first: document.line.unwrap_or(1),
        text: report.text(),
        lines: LineIndex::new(report.text()),
        options: document.options,
        mendable: document.line.is_none() && document.name != BUILT,
    };
    for diagnostic in report.diagnostics() {
        writeln!(out, "{}\n", page.draw(diagnostic))?;
    }
    for omitted in report.omitted() {
        writeln!(out, "and {} more of {}\n", omitted.count, omitted.code)?;
    }
    Ok(())
}

struct Page<'a> {
    paint: Paint,
    name: String,
    first: u64,
    text: &'a str,
    lines: LineIndex<'a>,
    options: &'a Options,
    /// Whether `check --fix` could mend it: it takes whole files.
    mendable: bool,
}

impl Page<'_> {
    fn draw(&self, diagnostic: &Diagnostic) -> String {
        let related = diagnostic.related.as_ref().map(|related| related.span);
        let spans: Vec<Span> = std::iter::once(diagnostic.span).chain(related).collect();
        let mut kinds = [AnnotationKind::Primary, AnnotationKind::Context].into_iter();
        let mut snippets = Vec::new();
        let mut guess = None;
        for (index, excerpt) in excerpts(self.text, &self.lines, &spans).into_iter().enumerate() {
            let Excerpt { source, line, ranges } = excerpt;
            guess = guess.or_else(|| ranges.first().map(|range| drawn_column(&source, range.start)));
            let annotations: Vec<_> =
                ranges.into_iter().zip(kinds.by_ref()).map(|(range, kind)| kind.span(range)).collect();
            let snippet = Snippet::source(source).line_start(self.line(line)).annotations(annotations);
            snippets.push(if index == 0 { snippet.path(self.name.as_str()) } else { snippet });
        }
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::INFO,
        };
        let title =
            level.primary_title(diagnostic.message.as_str()).id(format!("{} {}", diagnostic.code, diagnostic.name));
        let group: Group<'_> = title
            .elements(snippets)
            .element(Level::HELP.message(wrap(&printable(&diagnostic.help))))
            .element(Level::NOTE.with_name("source").message(wrap(&diagnostic.source.words(self.options.profile))));
        let group = match &diagnostic.fix {
            Some(fix) => {
                let how = self.how(fix.safety);
                group.element(Level::INFO.with_name("fix").message(format!("{} ({how})", printable(&fix.title))))
            }
            None => group,
        };
        let renderer =
            if self.paint.0 { annotate_snippets::Renderer::styled() } else { annotate_snippets::Renderer::plain() };
        self.place(diagnostic.span, guess.unwrap_or(1), &renderer.render(&[group]))
    }

    /// Whether a fix is safe, and the command that makes it, where there is one.
    fn how(&self, safety: Safety) -> String {
        let (nature, flags) = match safety {
            Safety::Safe => ("safe", "--fix"),
            Safety::Unsafe => ("changes a value", "--fix --unsafe-fixes"),
        };
        if self.mendable { format!("{nature}: `check {flags}`") } else { nature.to_owned() }
    }

    fn line(&self, line: usize) -> usize {
        usize::try_from(self.first).unwrap_or(usize::MAX).saturating_add(line).saturating_sub(1)
    }

    /// The library counts the column in characters of the excerpt; ours counts UTF-16 units of the whole line.
    fn place(&self, span: Span, guess: usize, drawn: &str) -> String {
        let at = self.lines.position(span.start);
        let place = |column| format!("{}:{}:{column}", self.name, self.line(at.line as usize));
        let (title, body) = drawn.split_once('\n').unwrap_or((drawn, ""));
        let body = body.replacen(&place(guess), &place(at.column as usize), 1);
        let lines: Vec<_> = body.lines().map(str::trim_end).collect();
        format!("{title}\n{}", lines.join("\n"))
    }
}

/// The library aligns further lines of a message, and wraps none.
fn wrap(text: &str) -> String {
    const WIDTH: usize = 100;
    textwrap::fill(text, textwrap::Options::new(WIDTH).break_words(false))
}

/// The column that the library gives to a byte of an excerpt.
fn drawn_column(source: &str, at: usize) -> usize {
    let before = source.get(..at).unwrap_or(source);
    before.chars().rev().take_while(|char| *char != '\n').count() + 1
}

/// What all documents came to, in a sentence.
fn sentence(summary: &Summary) -> Option<String> {
    let Summary { documents, flagged, errors, warnings, infos, fixed, .. } = *summary;
    let what = if summary.lines { "document" } else { "file" };
    let fixed = if fixed > 0 { format!("{fixed} fixed; ") } else { String::new() };
    if documents == 0 {
        return None;
    }
    if flagged == 0 {
        let verb = if documents == 1 { "is" } else { "are" };
        return Some(format!("{fixed}{} {verb} valid", plural(documents, what)));
    }
    let counts: Vec<_> = [(errors, "error"), (warnings, "warning"), (infos, "info")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| plural(count, word))
        .collect();
    let among = if flagged == documents { String::new() } else { format!("{flagged} of ") };
    let valid = if errors == 0 { if documents == 1 { ", which is valid" } else { ", which are valid" } } else { "" };
    let fixes = match (summary.safe_fixes, summary.unsafe_fixes) {
        _ if summary.lines => String::new(),
        (0, 0) => String::new(),
        (safe, 0) => format!("; {safe} fixable with `--fix`"),
        (0, more) => format!("; {more} fixable with `--fix --unsafe-fixes`"),
        (safe, more) => format!("; {safe} fixable with `--fix`, {more} more with `--unsafe-fixes`"),
    };
    Some(format!("{fixed}{} in {among}{}{valid}{fixes}", counts.join(", "), plural(documents, what)))
}

fn plural(count: u64, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
