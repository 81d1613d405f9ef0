//! `check`: reads documents and says what is wrong with them.

use crate::cli::assumptions::AssumptionArgs;
use crate::cli::failure::{Failure, INVALID, SUCCESS, USAGE, reason};
use crate::cli::files::{self, Input};
use crate::cli::output::{ADDED, BOLD, Output, REMOVED, printable};
use crate::cli::policy::{Policies, PolicyArgs};
use crate::cli::render::{CheckFormat, Document, Renderer, Summary, renderer};
use pacing_core::fixes::{Which, apply_fixes};
use pacing_core::read::utf8;
use pacing_core::{DialerId, Options, check, check_bytes};
use similar::{ChangeTag, TextDiff};
use std::io::{self, Write};
use std::path::PathBuf;

/// Check pacing configurations
///
/// Takes files, folders (every *.json below them), patterns and `-` for standard input. Exit code 0 when every document is valid, 1
/// when one has an error, 2 when something cannot be read.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files, folders, patterns, or `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    policy: PolicyArgs,

    /// The dialer that the documents are meant for; their id must be equal
    #[arg(long, value_name = "ID", value_parser = DialerId::parse)]
    dialer: Option<DialerId>,

    /// How the result is shown
    #[arg(long, value_enum, default_value_t)]
    format: CheckFormat,

    /// Read one document a line
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    lines: bool,

    /// Mend what can be mended without changing a value; for `-`, the mended text goes to stdout
    #[arg(long)]
    fix: bool,

    /// Show what `--fix` would do, and write nothing
    #[arg(long, conflicts_with_all = ["format", "fix"])]
    diff: bool,

    /// Let `--fix` and `--diff` change values too: look at what it did
    #[arg(long)]
    unsafe_fixes: bool,

    #[command(flatten, next_help_heading = "Assumptions, which turn on the rule forecast-above-cap")]
    assumptions: AssumptionArgs,
}

/// Runs the command.
pub(crate) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    if args.unsafe_fixes && !args.fix && !args.diff {
        return Err(Failure::usage("`--unsafe-fixes` needs `--fix` or `--diff`"));
    }
    let (inputs, unread) = files::expand(&args.files);
    let mut run = Run {
        args,
        policies: Policies::new(&args.policy, args.dialer.clone()).assuming(&args.assumptions),
        renderer: renderer(args.format, output.paint),
        summary: Summary { lines: args.lines, ..Summary::default() },
        output,
    };
    for failure in unread {
        run.unread(failure);
    }
    for input in &inputs {
        match run.input(input) {
            Err(failure) if failure.exit == USAGE => run.unread(failure),
            Err(closed) => return Err(closed),
            Ok(()) => {}
        }
    }
    run.finish()
}

struct Run<'a> {
    args: &'a Args,
    policies: Policies<'a>,
    renderer: Box<dyn Renderer>,
    summary: Summary,
    output: &'a mut Output,
}

impl Run<'_> {
    fn input(&mut self, input: &Input) -> Result<(), Failure> {
        let options = match input {
            Input::Stdin => self.policies.for_here()?,
            Input::File(path) => self.policies.for_file(path)?,
        };
        if self.args.lines {
            return self.lines(input, &options);
        }
        let bytes = input.read()?;
        match utf8(&bytes) {
            Ok(text) if self.args.diff => self.diff(input, text, &options),
            Ok(text) if self.args.fix => self.fix(input, text, &options),
            _ => self.show(&input.name(), None, &bytes, &options),
        }
    }

    fn lines(&mut self, input: &Input, options: &Options) -> Result<(), Failure> {
        let (name, mut lines, mut bytes) = (input.name(), input.lines()?, Vec::new());
        while let Some(number) = lines.next(&mut bytes).map_err(|error| input.unreadable(&error))? {
            self.show(&name, Some(number), &bytes, options)?;
        }
        Ok(())
    }

    fn show(&mut self, name: &str, line: Option<u64>, bytes: &[u8], options: &Options) -> Result<(), Failure> {
        let report = check_bytes(bytes, options);
        self.summary.add(&report);
        let document = Document { name, line, report: &report, options };
        Ok(self.renderer.document(&mut self.output.out, document)?)
    }

    fn fix(&mut self, input: &Input, text: &str, options: &Options) -> Result<(), Failure> {
        let fixed = apply_fixes(text, options, self.which());
        self.summary.fixed += fixed.applied.len() as u64;
        match input {
            // The text is the result then, and what is left to say goes beside it.
            Input::Stdin => {
                self.output.out.write_all(fixed.text.as_bytes())?;
                self.output.flush()?;
                let report = check(&fixed.text, options);
                self.summary.add(&report);
                let document = Document { name: "-", line: None, report: &report, options };
                return Ok(self.renderer.document(&mut io::stderr().lock(), document)?);
            }
            Input::File(path) if fixed.text != text => {
                let cannot =
                    |error| Failure::usage(format_args!("cannot write `{}`: {}", path.display(), reason(&error)));
                files::replace(path, &fixed.text).map_err(cannot)?;
            }
            Input::File(_) => {}
        }
        self.show(&input.name(), None, fixed.text.as_bytes(), options)
    }

    fn diff(&mut self, input: &Input, text: &str, options: &Options) -> Result<(), Failure> {
        let fixed = apply_fixes(text, options, self.which());
        self.summary.add(&check(&fixed.text, options));
        self.summary.fixed += fixed.applied.len() as u64;
        if fixed.text == text {
            return Ok(());
        }
        let (name, paint, out) = (printable(&input.name()), self.output.paint, &mut self.output.out);
        writeln!(
            out,
            "{}\n{}",
            paint.style(BOLD, format_args!("--- {name}")),
            paint.style(BOLD, format_args!("+++ {name}"))
        )?;
        let diff = TextDiff::from_lines(text, &fixed.text);
        for hunk in diff.unified_diff().iter_hunks() {
            writeln!(out, "{}", hunk.header())?;
            for change in hunk.iter_changes() {
                let line = change.as_str().unwrap_or_default().trim_end_matches(['\n', '\r']);
                match change.tag() {
                    ChangeTag::Equal => writeln!(out, " {line}")?,
                    ChangeTag::Insert => writeln!(out, "{}", paint.style(ADDED, format_args!("+{line}")))?,
                    ChangeTag::Delete => writeln!(out, "{}", paint.style(REMOVED, format_args!("-{line}")))?,
                }
            }
        }
        Ok(())
    }

    fn which(&self) -> Which {
        if self.args.unsafe_fixes { Which::Unsafe } else { Which::Safe }
    }

    /// An input that cannot be read does not keep the others from being checked.
    fn unread(&mut self, failure: Failure) {
        self.output.fail(&failure);
        self.summary.unread.extend(failure.message);
    }

    fn finish(mut self) -> Result<u8, Failure> {
        if self.args.diff {
            let Summary { fixed, errors, .. } = self.summary;
            let left = if errors > 0 {
                format!(
                    ", {errors} {} would be left; `check` shows what is wrong",
                    if errors == 1 { "error" } else { "errors" }
                )
            } else {
                String::new()
            };
            let text = format!("{fixed} would be fixed{left}\n");
            self.output.flush()?;
            io::stderr().lock().write_all(text.as_bytes())?;
        } else if self.args.fix && self.args.files.iter().any(|file| file.as_os_str() == "-") {
            self.renderer.finish(&mut io::stderr().lock(), &self.summary)?;
        } else {
            self.renderer.finish(&mut self.output.out, &self.summary)?;
        }
        let Summary { unread, invalid, fixed, .. } = &self.summary;
        Ok(match (unread.is_empty(), *invalid > 0 || (self.args.diff && *fixed > 0)) {
            (false, _) => USAGE,
            (true, true) => INVALID,
            (true, false) => SUCCESS,
        })
    }
}
