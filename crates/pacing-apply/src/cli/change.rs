//! Carries out a change at the command line: settings, lock, plan, question, apply, and what is said at the end.

use super::confirm::confirm;
use super::failure::Failure;
use super::leftovers;
use super::log::{Log, LogArgs};
use super::output::{Output, printable};
use super::practice::{Practice, Reload};
use super::render::Format;
use super::render::changes::{no_event, plan as show_plan};
use super::render::outcome::{self, Ending, Seen};
use super::settings::{self, Environment, EventArgs, PlatformArgs, RunArgs};
use super::stage::Stage;
use super::{lock, runtime};
use pacing_apply::audit::FileStorage;
use pacing_apply::host::NativeHost;
use pacing_apply::progress::Level;
use pacing_apply::{Error, Outcome, Plan, Progress, Report, Session, Settings, Stop, apply};
use pacing_core::{DialerDocument, Valid};
use std::cell::Cell;
use std::io::{self, Write};
use std::path::Path;
use uuid::Uuid;

/// The flags of commands that change a dialer.
#[derive(Debug, clap::Args)]
pub(crate) struct ChangeArgs {
    /// Do not ask
    #[arg(short, long)]
    pub yes: bool,

    /// How the result is shown
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    #[command(flatten)]
    pub platform: PlatformArgs,

    #[command(flatten)]
    pub event: EventArgs,

    #[command(flatten)]
    pub run: RunArgs,

    #[command(flatten)]
    pub log: LogArgs,
}

/// A change that was asked for.
pub(crate) struct Change<'a> {
    /// The flags.
    pub args: &'a ChangeArgs,
    /// Where settings without a flag come from.
    pub environment: &'a Environment,
    /// What is to be sent.
    pub valid: &'a Valid<DialerDocument>,
    /// What it is called.
    pub name: &'a str,
    /// To an embedded sandbox instead of a platform.
    pub sandbox: bool,
    /// Also where the dialer holds it already.
    pub force: bool,
    /// The outcome that is taken back.
    pub rollback_of: Option<Uuid>,
    /// Why.
    pub reason: Option<String>,
}

/// Carries it out.
pub(crate) fn carry_out(change: &Change<'_>, output: &mut Output) -> Result<u8, Failure> {
    let (stage, event, stop) = (Cell::new(Stage::default()), Cell::new(false), Stop::default());
    let log = Log::new(&change.args.log, output.err_paint);
    let run = Run { change, log, stage: &stage, event: &event, stop: &stop, unasked: Cell::default() };
    runtime::run_to_end(run.apply(output), &stop, log, |signal| stage.get().interrupted(signal, event.get()))
}

struct Run<'a> {
    change: &'a Change<'a>,
    log: Log,
    stage: &'a Cell<Stage>,
    /// Whether an event is to be sent.
    event: &'a Cell<bool>,
    stop: &'a Stop,
    /// Why nobody was asked, or could answer.
    unasked: Cell<Option<&'static str>>,
}

impl Run<'_> {
    async fn apply(&self, output: &mut Output) -> Result<u8, Failure> {
        let (Change { args, valid, sandbox, .. }, log) = (self.change, self.log);
        let practice = if *sandbox { Some(Practice::start(valid.id.clone()).await?) } else { None };
        let settings = self.settings(practice.as_ref())?;
        self.event.set(settings.webhook.is_some());
        let host = NativeHost::new(&settings::host_options(
            args.platform.ca_file.as_deref(),
            args.event.receiver.webhook_proxy,
            &settings,
        ))?;
        let audit = args.run.audit_log(*sandbox);
        let key = args.run.trail.key(self.change.environment)?;
        let mut journal = args.run.trail.open(&audit, key).await?;
        if let Some(practice) = &practice {
            log.write(Level::Info, &format!("sandbox listens at {}", practice.sandbox().base_url()));
        }
        // An embedded sandbox is this run's alone.
        let place = settings::lock_place(valid.id.as_str(), Some(settings.base_url.origin()), &audit, &settings.actor);
        let lock = lock::acquire(&host, &place, args.run.lock_wait(), self.stop, log);
        let lock = if *sandbox { None } else { Some(lock.await?) };
        let observer = |progress: &Progress| {
            self.stage.set(self.stage.get().after(progress));
            log.progress(progress);
        };
        let session = Session::new(&host, &settings, &observer).stopped_by(self.stop.clone());
        self.opening(output);
        let answer = async |plan: &Plan| self.answer(plan, &settings, output).await;
        let report = apply(&session, &mut journal, valid, answer).await;
        drop(lock);
        if !sandbox {
            leftovers::look(&session, &settings, &mut journal, &valid.id, &audit, log).await;
        }
        drop(journal);
        let seen = match &practice {
            Some(practice) => Some(look(practice, &report, &audit).await),
            None => None,
        };
        let receiver = settings.webhook.as_ref().map(|webhook| webhook.origin());
        let name = audit.display().to_string();
        let unasked = self.unasked.get();
        let help = report.outcome.error().and_then(Error::help).map(|help| args.platform.as_given(&help));
        Ok(self.ending(&Ending { report: &report, receiver, audit: &name, seen, unasked, help }, output))
    }

    fn settings(&self, practice: Option<&Practice>) -> Result<Settings, Failure> {
        let Change { args: ChangeArgs { platform, event, run, .. }, environment, sandbox, force, rollback_of, .. } =
            self.change;
        let settings = match practice {
            Some(practice) => {
                let settings = settings::of_sandbox(platform, practice.sandbox())?;
                let webhook = settings.webhook.map(|webhook| webhook.in_format(event.event_format.into()));
                Settings { webhook, ..settings }
            }
            None => Settings {
                webhook: settings::webhook(&event.receiver, environment)?
                    .map(|webhook| webhook.in_format(event.event_format.into())),
                ..settings::platform(platform, environment)?
            },
        };
        let actor = run.actor().unwrap_or(settings.actor);
        let masked = run.trail.masked(&run.audit_log(*sandbox), Some(self.log))?;
        let reason = self.change.reason.clone();
        Ok(Settings { force: *force, actor, reason, masked, rollback_of: *rollback_of, ..settings })
    }

    fn opening(&self, output: &mut Output) {
        let Change { valid, name, .. } = self.change;
        let stamp = valid.stamp();
        let warnings = match stamp.warnings {
            0 => "no warnings".to_owned(),
            1 => "1 warning".to_owned(),
            n => format!("{n} warnings"),
        };
        let name = if *name == "-" { "<stdin>".to_owned() } else { printable(name) };
        self.show(output, |out| writeln!(out, "{name}: valid under profile `{}`, {warnings}\n", stamp.profile));
    }

    /// Shows the plan and asks, where somebody is to be asked.
    async fn answer(&self, plan: &Plan, settings: &Settings, output: &mut Output) -> bool {
        let paint = output.paint;
        self.show(output, |out| {
            show_plan(out, paint, plan, &settings.base_url.to_string())?;
            if settings.webhook.is_none() {
                no_event(out)?;
            }
            writeln!(out)
        });
        let Change { args, sandbox, .. } = self.change;
        if *sandbox || args.yes {
            return true;
        }
        if args.format == Format::Json {
            self.unasked.set(Some("`--format json` asks nobody, so it needs `--yes`"));
            return false;
        }
        confirm(&format!("Apply this to dialer {}?", plan.dialer), self.stop).await.unwrap_or_else(|why| {
            self.unasked.set(Some(why));
            false
        })
    }

    /// Shows people a part of the result. That nobody can read it changes nothing: the audit log holds what was done.
    fn show(&self, output: &mut Output, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) {
        if self.change.args.format == Format::Human {
            tell(output, &self.log, write);
        }
    }

    fn ending(&self, ending: &Ending<'_>, output: &mut Output) -> u8 {
        let exit = ending.report.exit();
        let paint = output.paint;
        self.show(output, |out| outcome::human(out, paint, ending));
        if self.change.args.format == Format::Json {
            tell(output, &self.log, |out| {
                serde_json::to_writer(&mut *out, &outcome::json(ending, exit))?;
                writeln!(out)
            });
        }
        for error in errors(ending.report) {
            output.fail(&Failure { exit: exit.code(), ..self.change.args.platform.blame(error) });
        }
        if let Some(why) = ending.unasked {
            output.fail(&Failure { exit: exit.code(), message: Some(format!("nothing was sent: {why}")), help: None });
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
fn errors(report: &Report) -> impl Iterator<Item = Error> {
    let outcome = report.outcome.error().cloned();
    // A change that was not sent because the log cannot be written has said so already.
    let told = matches!(outcome, Some(Error::Audit(_)));
    let audit = report.audit.clone().filter(|_| !told).map(Error::Audit);
    outcome.into_iter().chain(audit)
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
