//! What happens while it happens: on stderr, a line each, with time and level.

use super::output::{DIM, HELP, Paint, WARNING, printable};
use clap::ValueEnum;
use jiff::Timestamp;
use pacing_apply::Progress;
use pacing_apply::progress::Level;
use serde_json::json;
use std::io::{self, Write};

/// The flags of the log.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Log")]
pub(crate) struct LogArgs {
    /// Say every step on stderr
    #[arg(short, long, conflicts_with = "quiet")]
    verbose: bool,

    /// Say only what goes wrong on stderr
    #[arg(short, long)]
    quiet: bool,

    /// How stderr is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    log_format: LogFormat,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum LogFormat {
    /// A line for people
    #[default]
    Text,
    /// A JSON object
    Json,
}

/// Writes lines that matter enough.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Log {
    least: Level,
    format: LogFormat,
    paint: Paint,
}

impl Log {
    /// A log as the flags want it.
    pub(crate) fn new(args: &LogArgs, paint: Paint) -> Self {
        let least = match (args.verbose, args.quiet) {
            (true, _) => Level::Debug,
            (_, true) => Level::Warning,
            _ => Level::Info,
        };
        Self { least, format: args.log_format, paint }
    }

    /// Tells of a step.
    pub(crate) fn progress(&self, progress: &Progress) {
        self.write(progress.level(), &progress.to_string());
    }

    /// Writes a line. A log that nobody can read any more keeps nothing from being done.
    pub(crate) fn write(&self, level: Level, message: &str) {
        if level < self.least {
            return;
        }
        let time = Timestamp::now();
        let word = match level {
            Level::Debug => "debug",
            Level::Info => "info",
            Level::Warning => "warning",
        };
        let line = match self.format {
            LogFormat::Json => json!({"time": format!("{time:.3}"), "level": word, "message": message}).to_string(),
            LogFormat::Text => {
                let style = if level == Level::Warning { WARNING } else { HELP };
                let time = self.paint.style(DIM, format!("{time:.3}"));
                format!("{time} {:7} {}", self.paint.style(style, word), printable(message))
            }
        };
        let _ = writeln!(io::stderr().lock(), "{line}");
    }
}
