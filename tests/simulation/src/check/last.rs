//! After a crash, and at the end.

use crate::disk::{Continues, DiskState, Line, closed_name};
use crate::invariant::Invariant;
use crate::secret::secret_in;
use crate::truth::{By, Truth, holds};
use crate::world::{MACHINES, World};
use pacing_apply::audit::verify::{Options, Report, verify_with};
use pacing_apply::audit::{AuditKey, Checkpoint, verify};
use std::collections::BTreeSet;
use uuid::Uuid;

/// After a crash: what is whole of the log holds.
pub fn after_crash(world: &World, machine: usize) {
    let disk = world.disk(machine);
    let whole = disk.log().iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let problem = problem(world, &disk, disk.log().get(..whole).unwrap_or_default());
    world.require(Invariant::AuditHolds, problem.is_none(), || {
        format!("after a crash: {}", problem.unwrap_or_default())
    });
}

/// What does not hold of the files of a log, the newest of which has these bytes.
fn problem(world: &World, disk: &DiskState, newest: &[u8]) -> Option<String> {
    let mut before: Option<Continues> = None;
    let closed = disk.closed().iter().map(|closed| closed.log.as_slice());
    for (log, number) in closed.chain([newest]).zip(1..) {
        let mut lines = log.split_inclusive(|byte| *byte == b'\n').filter_map(|line| Line::read(line, 0)).peekable();
        let Some(first) = lines.peek() else { break };
        if first.continues != before {
            return Some(format!(
                "file {number} goes on from {:?}, and the one before ends in {before:?}",
                first.continues
            ));
        }
        let last = lines.last()?;
        before = Some(Continues { file: closed_name(number), count: last.seq, hash: last.hash });
    }
    for closed in disk.closed() {
        match verify(&*closed.log, None) {
            Ok(Report { problem: None, .. }) => {}
            other => return Some(format!("a closed file: {other:?}")),
        }
    }
    let checkpoint = disk.checkpoint();
    if newest.is_empty() {
        let count =
            checkpoint.and_then(|text| Checkpoint::from_text(text).ok()).map_or(0, |checkpoint| checkpoint.count);
        return (count > before.map_or(0, |before| before.count)).then(|| format!("the checkpoint counts {count}"));
    }
    let keys = if checkpoint.is_some() { world.key.iter().map(AuditKey::public).collect() } else { Vec::new() };
    match verify_with(newest, checkpoint, &Options { keys, ..Options::default() }) {
        Ok(Report { problem: None, .. }) => None,
        other => Some(format!("{other:?}")),
    }
}

/// At the end: faults are over, all runs have ended, and whatever was under way has arrived.
pub fn at_the_end(world: &World) {
    let known: BTreeSet<String> = (0..MACHINES).flat_map(|machine| disk_at_the_end(world, machine)).collect();
    let receiver = world.receiver();
    let stranger = receiver.received.iter().find(|got| !known.contains(&got.id));
    world.require(Invariant::EventHasItsChange, stranger.is_none(), || {
        format!("an event was received that no outcome holds: {stranger:?}")
    });
}

/// The events that the log of a machine holds, after a look at all of it.
fn disk_at_the_end(world: &World, machine: usize) -> BTreeSet<String> {
    let disk = world.disk(machine);
    if disk.is_new() {
        return BTreeSet::new();
    }
    let problem = problem(world, &disk, disk.log());
    world.require(Invariant::AuditHolds, problem.is_none(), || format!("at the end: {}", problem.unwrap_or_default()));
    let named: Vec<_> = disk.lines().filter_map(|line| line.file.clone().zip(line.sha256.clone())).collect();
    let asides: Vec<_> = disk.asides().into_iter().map(|aside| (aside.file, aside.sha256.to_string())).collect();
    world.require(Invariant::AuditHolds, named == asides, || {
        format!("moved aside: {asides:?}, named by records: {named:?}")
    });
    let empty = disk.asides().into_iter().find(|aside| aside.bytes == 0);
    world.require(Invariant::AuditHolds, empty.is_none(), || format!("nothing was moved aside: {empty:?}"));
    let secret = disk.closed().iter().map(|closed| closed.log.as_slice()).chain([disk.log()]).find_map(secret_in);
    world.require(Invariant::SecretsHidden, secret.is_none(), || format!("the log holds {secret:?}"));
    drop(disk);
    intents(world, machine);
    events(world, machine)
}

fn intents(world: &World, machine: usize) {
    let (disk, truth) = (world.disk(machine), world.truth());
    let strong = world.platform().versions == crate::platform::Versions::Strong;
    for intent in disk.lines().filter(|line| line.kind == "intent") {
        let id = intent.audit_id;
        let outcomes: Vec<_> = disk.outcomes_of(id).collect();
        world.require(Invariant::ClosedOnce, outcomes.len() == 1, || {
            format!("intent {} is closed {} times", intent.seq, outcomes.len())
        });
        let made = truth.made_for(id);
        let restored = restored(&truth, id, &made);
        world.require(Invariant::OnceAtMost, !strong || made.len() <= 1 + restored.len(), || {
            format!("intent {} changed the dialer {} times", intent.seq, made.len())
        });
        let Some(outcome) = outcomes.first() else { continue };
        match outcome.outcome.as_deref() {
            Some("not_applied" | "unchanged") => {
                let before =
                    |version: &&usize| truth.versions.get(**version).is_some_and(|version| version.at <= outcome.at);
                let undone = made.iter().all(|version| before(&version))
                    && made.iter().max() < restored.iter().filter(before).max();
                world.require(Invariant::NotAppliedIsNever, made.is_empty() || undone, || {
                    format!("intent {} was not applied, but made versions {made:?}", intent.seq)
                });
            }
            Some("applied") => {
                let run = disk.run_of(intent.run_id).and_then(|run| truth.runs.get(run));
                let set = run.is_some_and(|run| truth.held(&run.body, intent.at, outcome.at));
                let done = truth.stored(|put| put.intent == Some(id)) || set;
                world.require(Invariant::AppliedWasMade, done, || {
                    format!("intent {} was applied, but nobody made it so", intent.seq)
                });
            }
            _ => {}
        }
    }
}

/// Versions that others made after the first of these, which hold what was there before it.
fn restored(truth: &Truth, intent: Uuid, made: &[usize]) -> Vec<usize> {
    let Some(first) = made.first().copied() else { return Vec::new() };
    let before = first.checked_sub(1).and_then(|before| truth.versions.get(before));
    let is_own =
        |by: By| matches!(by, By::Put(put) if truth.puts.get(put).is_some_and(|put| put.intent == Some(intent)));
    let later = truth.versions.iter().enumerate().skip(first + 1).filter(|(_, version)| !is_own(version.by));
    let same = later.filter(|(_, version)| before.is_some_and(|before| holds(&version.document, &before.document)));
    same.map(|(index, _)| index).collect()
}

fn events(world: &World, machine: usize) -> BTreeSet<String> {
    let (disk, receiver) = (world.disk(machine), world.receiver());
    let deliveries = |id: Uuid| disk.lines().filter(move |line| line.event_id == Some(id));
    let mut known = BTreeSet::new();
    for event in disk.lines().filter_map(|line| line.event.as_ref()) {
        known.insert(event.id.to_string());
        let received = receiver.received.iter().any(|got| got.taken && got.id == event.id.to_string());
        let said = |result: &str| deliveries(event.id).any(|line| line.result.as_deref() == Some(result));
        world.require(Invariant::EventArrives, received || !said("delivered"), || {
            format!("event {} is called delivered, but was never received", event.id)
        });
        world.require(Invariant::EventArrives, received || said("given_up"), || {
            format!("event {} was neither received nor given up", event.id)
        });
    }
    known
}
