//! After a run: what it says of itself against what really happened.

use crate::invariant::Invariant;
use crate::process::Process;
use crate::secret::secret_in;
use crate::truth::{Run, holds};
use crate::world::World;
use pacing_apply::{Confirmed, Error, Event, Outcome, Report};
use std::time::Duration;

/// How long after its deadline a run ends at the latest.
const LATEST: Duration = Duration::from_secs(90);

/// After the report of a run.
pub fn report(world: &World, process: &Process, report: &Report) {
    let (run, waited) = (process.run(), process.waited.get());
    let found = world.truth().runs.get(run).cloned();
    let Some(facts) = found else { return };
    let now = world.now();
    world.require(Invariant::DeadlineKept, now <= facts.deadline + LATEST + waited, || {
        format!("the run ends {} s after its deadline", (now - facts.deadline).as_secs())
    });
    says_what_is(world, run, &facts, report);
    world.require(Invariant::ExitCode, report.exit().code() == exit_code(report), || {
        format!("exit code {} for {:?}, {:?}", report.exit().code(), report.outcome.sentence(), report.event)
    });
    let shown = format!("{report:?} {} {:?}", report.outcome.sentence(), report.outcome.error().and_then(Error::help));
    world.require(Invariant::SecretsHidden, secret_in(shown.as_bytes()).is_none(), || {
        format!("a secret is in the report: {shown}")
    });
    if report.audit.is_none() {
        log_agrees(world, process, &facts, report);
    }
}

fn says_what_is(world: &World, index: usize, run: &Run, report: &Report) {
    let truth = world.truth();
    let (made, sent) = (truth.made_in(index), truth.puts.iter().filter(|put| put.run == index).count());
    match &report.outcome {
        Outcome::Applied { confirmed, differs } => {
            let shown = run.reading.as_ref().is_some_and(|reading| holds(&reading.document, &run.body));
            let taken = run.taken.as_ref();
            let held = match confirmed {
                Confirmed::Answer => taken.is_some_and(|answer| holds(answer, &run.body)),
                _ if differs.is_empty() => shown && !run.must_read,
                _ => taken.is_some() && !shown,
            };
            world.require(Invariant::AppliedIsHeld, held, || {
                format!("applied ({confirmed:?}, {} differ), but {:?}", differs.len(), run.reading)
            });
            let first = truth.puts.iter().find(|put| put.run == index).map_or(run.began, |put| put.at);
            let made = truth.stored(|put| put.run == index) || (sent > 0 && truth.held(&run.body, first, world.now()));
            world.require(Invariant::AppliedWasMade, made, || "applied, but nobody made it so".to_owned());
        }
        Outcome::Unchanged => {
            world.require(Invariant::UntouchedIsUntouched, made.is_empty(), || {
                format!("unchanged, but the run made versions {made:?}")
            });
        }
        Outcome::Refused => {
            world.require(Invariant::UntouchedIsUntouched, sent == 0, || format!("refused, but {sent} PUTs were sent"));
        }
        _ => {}
    }
}

/// The exit code by the table of the documentation.
fn exit_code(report: &Report) -> u8 {
    if report.audit.is_some() {
        return 6;
    }
    match (&report.outcome, &report.event) {
        (Outcome::Applied { .. }, Event::Waiting { .. } | Event::GivenUp) => 5,
        (Outcome::Applied { .. } | Outcome::Unchanged, _) if !report.earlier.waiting.is_empty() => 5,
        (Outcome::Applied { .. } | Outcome::Unchanged, _) => 0,
        (Outcome::Unknown(_), _) => 4,
        (Outcome::NotApplied(error), _) => code_of(error),
        _ => 3,
    }
}

fn code_of(error: &Error) -> u8 {
    match error {
        Error::RateLimited { .. } | Error::Busy { .. } | Error::Restless { .. } | Error::DeadlineOver(_) => 7,
        Error::Audit(_) => 6,
        Error::Unresolved { why, .. } => code_of(why),
        _ => 3,
    }
}

fn log_agrees(world: &World, process: &Process, run: &Run, report: &Report) {
    let disk = world.disk(process.machine);
    let of_run = || disk.durable().filter(|line| line.run_id == report.run_id);
    let outcomes: Vec<_> = of_run().filter(|line| line.kind == "outcome" && line.recovered == Some(false)).collect();
    let name = match &report.outcome {
        Outcome::Applied { .. } => "applied",
        Outcome::Unchanged => "unchanged",
        Outcome::NotApplied(_) => "not_applied",
        Outcome::Refused => "refused",
        _ => "unknown",
    };
    let agrees = match outcomes.as_slice() {
        [one] => {
            one.outcome.as_deref() == Some(name)
                && one.message == Some(report.outcome.sentence())
                && one.exit_code == Some(report.outcome.exit().code())
        }
        _ => false,
    };
    world.require(Invariant::LogAgrees, agrees, || format!("the report says {name}, the log {outcomes:?}"));
    let open = disk.open_intent(process.run());
    world.require(Invariant::ClosedOnce, open.is_none(), || format!("the run leaves its intent {open:?} open"));
    let attempts = of_run().filter(|line| line.kind == "attempt").count() as u64;
    world.require(Invariant::EveryExchange, attempts == run.exchanges, || {
        format!("{attempts} attempts in the log, {} requests were made", run.exchanges)
    });
}
