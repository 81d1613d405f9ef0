//! `apply`: a document onto its dialer, with token, comparison, audit, read-back and event.

use crate::cli::confirm::confirm;
use crate::cli::failure::{Failure, INVALID};
use crate::cli::log::{Log, LogArgs};
use crate::cli::output::{Output, printable};
use crate::cli::policy::PolicyArgs;
use crate::cli::practice::{Practice, Reload};
use crate::cli::render::changes::{no_event, plan as show_plan};
use crate::cli::render::outcome::{self, Ending, Seen};
use crate::cli::render::{Document, Format, diagnostics, document_json};
use crate::cli::runtime;
use crate::cli::settings::{self, Environment, EventArgs, PlatformArgs, RunArgs};
use crate::cli::source::{self, Source};
use crate::cli::stage::Stage;
use pacing_apply::audit::{FileStorage, Findings, ProfileRef};
use pacing_apply::host::{NativeHost, NativeOptions};
use pacing_apply::progress::Level;
use pacing_apply::{
    Error, Exit, Journal, Outcome, Plan, Progress, Refusal, Report, Session, Settings, apply, record_refusal,
};
use pacing_core::profile::AS_OF;
use pacing_core::read::Tree;
use pacing_core::{DialerDocument, DialerId, RULE_SET, Severity, Valid};
use serde_json::json;
use std::cell::Cell;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Apply a document to its dialer
///
/// Shows the plan and asks; without a terminal it needs --yes. Nothing that has an error is ever sent.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The document, or `-` for standard input
    file: PathBuf,

    /// Apply to an embedded sandbox instead of a platform: no setting is read, nothing leaves this machine
    #[arg(long, conflicts_with_all = ["base_url", "client_id", "webhook"])]
    sandbox: bool,

    /// Do not ask
    #[arg(short, long)]
    yes: bool,

    /// Send the document although the dialer holds it already
    #[arg(long)]
    force: bool,

    /// How the result is shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    #[command(flatten)]
    policy: PolicyArgs,

    #[command(flatten)]
    platform: PlatformArgs,

    #[command(flatten)]
    event: EventArgs,

    #[command(flatten)]
    run: RunArgs,

    #[command(flatten)]
    log: LogArgs,
}

/// Runs the command.
pub(crate) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    let (environment, source) = source::open(&args.file, args.sandbox, &args.policy, &args.platform)?;
    let checked = source.check();
    let document = source.document(&checked.report);
    diagnostics(&mut io::stderr().lock(), output.err_paint, &document)?;
    let (stage, event) = (Cell::new(Stage::default()), Cell::new(false));
    let work = async {
        match &checked.valid {
            Some(valid) => {
                let name = &source.name;
                Run { args, environment: &environment, valid, name, stage: &stage, event: &event }.apply(output).await
            }
            None => refuse(args, &source, &document, output).await,
        }
    };
    runtime::run(work, |signal| Err(stage.get().interrupted(signal, event.get())))
}

struct Run<'a> {
    args: &'a Args,
    environment: &'a Environment,
    valid: &'a Valid<DialerDocument>,
    name: &'a str,
    stage: &'a Cell<Stage>,
    /// Whether an event is to be sent.
    event: &'a Cell<bool>,
}

impl Run<'_> {
    async fn apply(&self, output: &mut Output) -> Result<u8, Failure> {
        let args = self.args;
        let log = Log::new(&args.log, output.err_paint);
        let practice = if args.sandbox { Some(Practice::start(self.valid.id.clone()).await?) } else { None };
        let settings = self.settings(practice.as_ref())?;
        self.event.set(settings.webhook.is_some());
        let host = NativeHost::new(&settings::host_options(&args.platform, &settings))?;
        let audit = audit_path(args);
        let mut journal = Journal::open(FileStorage::new(&audit)).await.map_err(Error::Audit)?;
        if let Some(practice) = &practice {
            log.write(Level::Info, &format!("sandbox listens at {}", practice.sandbox().base_url()));
        }
        let observer = |progress: &Progress| {
            self.stage.set(self.stage.get().after(progress));
            log.progress(progress);
        };
        let session = Session::new(&host, &settings, &observer);
        self.opening(output, &log);
        let answer = async |plan: &Plan| self.answer(plan, &settings, &log, output).await;
        let report = apply(&session, &mut journal, self.valid, answer).await;
        drop(journal);
        let seen = match &practice {
            Some(practice) => Some(look(practice, &report, &audit).await),
            None => None,
        };
        let receiver = settings.webhook.as_ref().map(|webhook| webhook.origin());
        let name = audit.display().to_string();
        Ok(self.ending(&Ending { report: &report, receiver, audit: &name, seen }, output, &log))
    }

    fn settings(&self, practice: Option<&Practice>) -> Result<Settings, Failure> {
        let Args { platform, event, run, force, .. } = self.args;
        let settings = match practice {
            Some(practice) => settings::of_sandbox(platform, practice.sandbox())?,
            None => Settings {
                webhook: settings::webhook(event, self.environment)?,
                ..settings::platform(platform, self.environment)?
            },
        };
        let actor = actor(run).unwrap_or(settings.actor);
        Ok(Settings { force: *force, actor, reason: run.reason.clone(), ..settings })
    }

    fn opening(&self, output: &mut Output, log: &Log) {
        let stamp = self.valid.stamp();
        let warnings = match stamp.warnings {
            0 => "no warnings".to_owned(),
            1 => "1 warning".to_owned(),
            n => format!("{n} warnings"),
        };
        let name = if self.name == "-" { "<stdin>".to_owned() } else { printable(self.name) };
        self.show(output, log, |out| writeln!(out, "{name}: valid under profile `{}`, {warnings}\n", stamp.profile));
    }

    /// Shows the plan and asks, where somebody is to be asked.
    async fn answer(&self, plan: &Plan, settings: &Settings, log: &Log, output: &mut Output) -> bool {
        let paint = output.paint;
        self.show(output, log, |out| {
            show_plan(out, paint, plan, &settings.base_url.to_string())?;
            if settings.webhook.is_none() {
                no_event(out)?;
            }
            writeln!(out)
        });
        if self.args.sandbox || self.args.yes {
            return true;
        }
        if self.args.format == Format::Json {
            log.write(Level::Warning, "nothing is sent: `--format json` asks nobody, so it needs `--yes`");
            return false;
        }
        confirm(plan, log).await
    }

    /// Shows people a part of the result. That nobody can read it changes nothing: the audit log holds what was done.
    fn show(&self, output: &mut Output, log: &Log, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) {
        if self.args.format == Format::Human {
            tell(output, log, write);
        }
    }

    fn ending(&self, ending: &Ending<'_>, output: &mut Output, log: &Log) -> u8 {
        let exit = ending.report.exit();
        let paint = output.paint;
        self.show(output, log, |out| outcome::human(out, paint, ending));
        if self.args.format == Format::Json {
            tell(output, log, |out| {
                serde_json::to_writer(&mut *out, &outcome::json(ending, exit))?;
                writeln!(out)
            });
        }
        for failure in failures(ending.report, exit) {
            output.fail(&failure);
        }
        exit.code()
    }
}

fn tell(output: &mut Output, log: &Log, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) {
    if let Err(Failure { message, .. }) = output.show(write) {
        log.write(Level::Warning, message.as_deref().unwrap_or("nobody reads the result any more"));
    }
}

/// What is said on stderr besides the result.
fn failures(report: &Report, exit: Exit) -> impl Iterator<Item = Failure> {
    let outcome = match &report.outcome {
        Outcome::NotApplied(error) | Outcome::Unknown(error) => Some(error.clone()),
        _ => None,
    };
    // A change that was not sent because the log cannot be written has said so already.
    let told = matches!(outcome, Some(Error::Audit(_)));
    let audit = report.audit.clone().filter(|_| !told).map(Error::Audit);
    outcome.into_iter().chain(audit).map(move |error| Failure { exit: exit.code(), ..error.into() })
}

/// What the embedded sandbox saw, and whether the log of it verifies.
async fn look(practice: &Practice, report: &Report, audit: &Path) -> Seen {
    let reload = match report.outcome {
        Outcome::Applied { .. } => practice.reload().await,
        _ => Reload::Cached,
    };
    let records = match FileStorage::new(audit).verify() {
        Ok(found) => found.problem.map_or(Ok(found.records), |problem| Err(problem.to_string())),
        Err(error) => Err(error.to_string()),
    };
    Seen { requests: practice.requests(), reload, signature: practice.signature(), records }
}

/// A document with errors: nothing is sent, and that it was asked for is part of the trail.
async fn refuse(args: &Args, source: &Source, document: &Document<'_>, output: &mut Output) -> Result<u8, Failure> {
    let report = document.report;
    let count = |severity| report.count(severity) as u64;
    let message = match report.count(Severity::Error) {
        1 => "the document has an error, nothing was sent".to_owned(),
        errors => format!("the document has {errors} errors, nothing was sent"),
    };
    let id = || {
        let tree = Tree::parse(report.text()).ok()?;
        DialerId::parse(&tree.string(tree.find("/id")?)?).ok()
    };
    let stamp = &source.options;
    let refusal = Refusal {
        dialer: stamp.addressed.clone().or_else(id),
        actor: actor(&args.run).unwrap_or_else(|| "unknown".to_owned()),
        reason: args.run.reason.clone(),
        profile: ProfileRef { id: stamp.profile.id.to_owned(), version: AS_OF.to_owned() },
        rule_set: RULE_SET.to_owned(),
        checked: Findings {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            overrides: stamp
                .overrides
                .iter()
                .map(|(rule, level)| (rule.to_owned(), level.as_str().to_owned()))
                .collect(),
        },
        exit: Exit::Invalid,
        message: message.clone(),
    };
    if args.format == Format::Json {
        let json =
            json!({"outcome": "refused", "exit": INVALID, "message": message, "report": document_json(document)});
        writeln!(output.out, "{json}")?;
    }
    output.fail(&Failure { exit: INVALID, message: Some(message), help: None });
    let host = NativeHost::new(&NativeOptions::default())?;
    let mut journal = Journal::open(FileStorage::new(audit_path(args))).await.map_err(Error::Audit)?;
    record_refusal(&host, &mut journal, refusal).await.map_err(Error::Audit)?;
    Ok(INVALID)
}

fn audit_path(args: &Args) -> PathBuf {
    let name = if args.sandbox { "pacing_audit.sandbox.log" } else { "pacing_audit.log" };
    args.run.audit.clone().unwrap_or_else(|| PathBuf::from(name))
}

fn actor(run: &RunArgs) -> Option<String> {
    run.actor.clone().or_else(settings::user)
}
