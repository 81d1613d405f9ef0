//! Where the program writes: the result to stdout, everything else to stderr, colours only where a person sees them.

use super::failure::Failure;
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use std::fmt::{self, Display};
use std::io::{self, BufWriter, Stdout, Write};

/// When colours are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl ColorChoice {
    fn resolve(self, stream: &impl anstream::stream::RawStream) -> Paint {
        Paint(match self {
            Self::Auto => anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never,
            Self::Always => true,
            Self::Never => false,
        })
    }
}

/// Both streams of the program.
pub(crate) struct Output {
    /// The result.
    pub out: BufWriter<Stdout>,
    /// How the result is painted.
    pub paint: Paint,
    /// How messages on stderr are painted.
    pub err_paint: Paint,
}

impl Output {
    pub(crate) fn new(color: ColorChoice) -> Self {
        let (paint, err_paint) = (color.resolve(&io::stdout()), color.resolve(&io::stderr()));
        Self { out: BufWriter::with_capacity(64 * 1024, io::stdout()), paint, err_paint }
    }

    /// Hands on what is buffered.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }

    /// Shows a part of the result at once. What was done does not depend on whether somebody reads of it, so it is up to the
    /// caller what a failure means.
    pub(crate) fn show(&mut self, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Result<(), Failure> {
        let mut text = Vec::new();
        write(&mut text)?;
        self.out.flush()?;
        let stdout = self.out.get_mut();
        stdout.write_all(&text)?;
        Ok(stdout.flush()?)
    }

    /// Says on stderr why something failed, behind what stdout holds already, and gives the exit code.
    pub(crate) fn fail(&mut self, failure: &Failure) -> u8 {
        // Nobody is left to tell when writing fails here.
        let _ = self.out.flush();
        if let Some(message) = &failure.message {
            let paint = self.err_paint;
            let message: Vec<_> = message.lines().map(printable).collect();
            let mut text = format!("{}: {}\n", paint.style(ERROR, "error"), message.join("\n"));
            if let Some(help) = &failure.help {
                text.push_str(&format!("  {}: {}\n", paint.style(HELP, "help"), printable(help)));
            }
            let _ = io::stderr().lock().write_all(text.as_bytes());
        }
        failure.exit
    }
}

/// How this program was called, so that commands that it prints can be typed where it is not installed.
pub(crate) fn program() -> String {
    let called = std::env::args().next().filter(|name| !name.is_empty());
    printable(called.as_deref().unwrap_or("pacing-apply"))
}

/// One line of a text that is not ours (a file's name, a platform's words), without what would steer a terminal.
pub(crate) fn printable(text: &str) -> String {
    annotate_snippets::normalize_untrusted_str(&text.replace(['\n', '\r', '\t'], " "))
}

/// Whether text is painted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paint(pub bool);

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
pub(crate) const HELP: Style = AnsiColor::BrightCyan.on_default().bold();
pub(crate) const ADDED: Style = AnsiColor::Green.on_default();
pub(crate) const REMOVED: Style = AnsiColor::Red.on_default();

impl Paint {
    /// The text in a style, or as it is.
    pub(crate) fn style<T: Display>(self, style: Style, text: T) -> Painted<T> {
        Painted { style: self.0.then_some(style), text }
    }
}

/// A text with its style.
pub(crate) struct Painted<T> {
    style: Option<Style>,
    text: T,
}

impl<T: Display> Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(style) = self.style else { return self.text.fmt(f) };
        write!(f, "{style}")?;
        self.text.fmt(f)?;
        write!(f, "{style:#}")
    }
}
