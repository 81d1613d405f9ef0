//! The target `audit`: any bytes as an audit log, with the checkpoint beside it behind the byte [`BESIDE`].

use pacing_apply::audit::record::{Record, VERSION};
use pacing_apply::audit::verify::{Fault, Problem};
use pacing_apply::audit::{
    Attempt, Checkpoint, Class, Context, Digest, Journal, Mark, MemoryStorage, ProfileRef, UrlPath, canonical, chain,
    verify,
};
use proptest::test_runner::TestCaseError;
use proptest::{prop_assert, prop_assert_eq};
use serde_json::Value;

use super::Kept;

/// Stands between the log and its checkpoint: ASCII's record separator, which no record and no checkpoint holds.
pub const BESIDE: u8 = 0x1E;

/// What became of a log, so that a run can tell whether it reached everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was not opened.
    Refused,
    /// It was opened, or a record was refused, though `verify` finds a line that does not hold.
    Damaged,
    /// Its torn end was moved aside, and then it went on.
    MovedAside,
    /// It held, and went on.
    WentOn,
}

/// Verifies the log, opens it and writes a record.
///
/// # Errors
/// The first promise that was broken.
pub fn run(data: &[u8]) -> Kept<Fate> {
    let (log, checkpoint) = parts(data);
    let before = problem(log, checkpoint)?;
    let storage = MemoryStorage::holding(log, checkpoint.map(<[u8]>::to_vec));
    let mut journal = match pollster::block_on(Journal::open(storage.clone())) {
        Ok(journal) => journal,
        Err(error) => {
            prop_assert_eq!(storage.log(), log, "a log that is refused is left alone");
            let Some(before) = before else { return broken(format!("a log that holds is refused: {error}")) };
            if let (Some(line), Some(first)) = (error.line(), before.line) {
                prop_assert!(line >= first, "{error}, but verify finds {before}");
            }
            return Ok(Fate::Refused);
        }
    };
    prop_assert_eq!(storage.log(), log, "opening writes nothing");
    let (pending, intents) = (journal.pending(), journal.open_intents());
    if before.is_none() {
        prop_assert!(pending.is_ok() && intents.is_ok(), "{pending:?} {intents:?}");
    }
    let appended = pollster::block_on(journal.append(mark(), &context(), attempt()));
    let after = problem(&storage.log(), storage.checkpoint_text().as_deref())?;
    if appended.is_err() {
        prop_assert!(before.is_some(), "a log that holds takes no record: {appended:?}");
        return Ok(Fate::Damaged);
    }
    let whole = log.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    match before.map(|problem| (problem.line, problem.why)) {
        None => {
            prop_assert_eq!(after, None);
            prop_assert!(storage.log().starts_with(log), "what was there stands there still");
            rotate(&mut journal, &storage)?;
            Ok(Fate::WentOn)
        }
        Some((_, Fault::Torn | Fault::NoRecord)) => {
            prop_assert_eq!(after, None);
            let kept = storage.log().starts_with(&log[..whole]) || log[..whole].contains(&0);
            prop_assert!(kept, "whole lines stand there still");
            rotate(&mut journal, &storage)?;
            Ok(if log.len() > whole { Fate::MovedAside } else { Fate::WentOn })
        }
        Some((line, _)) => {
            prop_assert_eq!(after.map(|problem| problem.line), Some(line), "damage is not hidden by going on");
            Ok(Fate::Damaged)
        }
    }
}

/// Closes the log, unless something in it is open, and goes on in a new file: both hold, and nothing is lost.
fn rotate(journal: &mut Journal<MemoryStorage>, storage: &MemoryStorage) -> Kept {
    let (log, records) = (storage.log(), journal.records());
    if pollster::block_on(journal.rotate()).is_err() {
        prop_assert_eq!(storage.log(), log, "what is not closed is left alone");
        return Ok(());
    }
    let closed = storage.closed();
    prop_assert!(closed == [log] && storage.log().is_empty(), "what is closed keeps its bytes");
    let appended = pollster::block_on(journal.append(mark(), &context(), attempt()));
    prop_assert!(appended.is_ok() && journal.records() == records + 1, "{appended:?}");
    prop_assert_eq!(problem(&closed[0], None)?, None);
    prop_assert_eq!(problem(&storage.log(), storage.checkpoint_text().as_deref())?, None);
    let reopened = pollster::block_on(Journal::open(storage.clone()));
    prop_assert!(reopened.is_ok_and(|journal| journal.records() == records + 1));
    Ok(())
}

/// The log with its chain made good: each line that is an object with a `hash` gets the `seq`, `prev` and `hash` that
/// its place asks for, in canonical spelling, and the checkpoint counts them all.
pub fn forged(data: &[u8]) -> Vec<u8> {
    let (log, checkpoint) = parts(data);
    let (mut out, mut last) = (Vec::new(), None::<Record>);
    for line in log.split_inclusive(|byte| *byte == b'\n') {
        match serde_json::from_slice::<Value>(line).ok().and_then(|value| in_chain(value, last.as_ref())) {
            Some(record) => {
                out.extend(record.line().bytes().chain([b'\n']));
                last = Some(record);
            }
            None => out.extend(line),
        }
    }
    if let Some(Record { seq, hash, mark, .. }) = last.filter(|_| checkpoint.is_some()) {
        let bytes = out.len() as u64;
        let (timestamp, key_id, signature) = (mark.timestamp, None, None);
        let checkpoint = Checkpoint { v: VERSION, count: seq, hash, bytes, timestamp, key_id, signature };
        out.push(BESIDE);
        out.extend(checkpoint.text().bytes());
    }
    out
}

/// The record that this object is meant to be, behind `last`.
fn in_chain(mut value: Value, last: Option<&Record>) -> Option<Record> {
    if let Some(last) = last {
        let object = value.as_object_mut().filter(|object| object.contains_key("hash"))?;
        object.insert("seq".to_owned(), (last.seq + 1).into());
        object.insert("prev".to_owned(), last.hash.to_string().into());
    }
    let mut record = Record::from_line(&canonical::text(&value)).ok()?;
    record.hash = chain::hash(&record);
    Some(record)
}

fn parts(data: &[u8]) -> (&[u8], Option<&[u8]>) {
    match data.iter().position(|byte| *byte == BESIDE) {
        Some(at) => (&data[..at], Some(&data[at + 1..])),
        None => (data, None),
    }
}

fn problem(log: &[u8], checkpoint: Option<&[u8]>) -> Kept<Option<Problem>> {
    let report = verify(log, checkpoint).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let lines = log.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
    let line = report.problem.as_ref().and_then(|problem| problem.line);
    prop_assert!(line.is_none_or(|line| (1..=lines).contains(&line)), "{line:?} of {lines}");
    prop_assert!(report.records + report.legacy_lines <= lines, "{report:?}");
    Ok(report.problem)
}

fn broken<T>(promise: String) -> Kept<T> {
    Err(TestCaseError::fail(promise))
}

fn mark() -> Mark {
    Mark { audit_id: id(1), timestamp: jiff::Timestamp::UNIX_EPOCH }
}

fn context() -> Context {
    Context {
        run_id: id(2),
        dialer_id: None,
        server: None,
        actor: "fuzz".to_owned(),
        reason: None,
        profile: ProfileRef { id: "us".to_owned(), version: "1".to_owned() },
        rule_set: "1".to_owned(),
        tool: "fuzz".to_owned(),
    }
}

fn attempt() -> Attempt {
    Attempt {
        intent: None,
        number: 1,
        method: "GET".to_owned(),
        path: UrlPath::of(&url::Url::parse("https://localhost/").expect("a URL")),
        status: Some(200),
        retry_after: None,
        waited_ms: 0,
        class: Class::Ok,
        message: None,
    }
}

fn id(n: u8) -> uuid::Uuid {
    uuid::Builder::from_random_bytes(Digest::of(&[n]).to_string().as_bytes()[..16].try_into().expect("16 bytes"))
        .into_uuid()
}
