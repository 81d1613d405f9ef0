//! Rotation: a closed file and the one that goes on from it are one chain, and nothing open is left behind.

use crate::sample::*;
use crate::signing::{asking, key};
use pacing_apply::audit::record::Record;
use pacing_apply::audit::verify::Options;
use pacing_apply::audit::*;

fn first_record(log: &[u8]) -> Record {
    let line = log.split(|byte| *byte == b'\n').next().unwrap();
    Record::from_line(str::from_utf8(line).unwrap()).unwrap()
}

fn refusal(journal: &mut Journal<MemoryStorage>) -> String {
    match block_on(journal.rotate()).unwrap_err() {
        Error::CannotRotate { why } => why,
        other => unreachable!("{other}"),
    }
}

fn assert_set_holds(storage: &MemoryStorage, options: &Options) {
    for log in storage.closed() {
        assert_eq!(problem(&log, None), None);
    }
    let report = verify::verify_with(&*storage.log(), storage.checkpoint_text().as_deref(), options).unwrap();
    assert_eq!(report.problem, None);
}

#[test]
fn the_next_file_seals_the_closed_one_and_goes_on_counting() {
    let storage = MemoryStorage::default();
    let mut journal = open(storage.clone());
    write_run(&mut journal, 1);
    let (log, checkpoint) = (storage.log(), storage.checkpoint_text());
    let closed = block_on(journal.rotate()).unwrap();
    assert_eq!((storage.closed(), storage.log(), storage.checkpoint_text()), (vec![log.clone()], vec![], checkpoint));
    assert_eq!(journal.records(), 4);

    // The process that rotated goes on as one that opens the log anew does.
    for journal in [&mut journal, &mut open(storage.clone())] {
        write_run(journal, 2);
    }
    let first = first_record(&storage.log());
    assert_eq!((first.seq, first.prev, first.seals), (5, closed.hash, None));
    assert_eq!(first.continues, Some(closed));
    assert_set_holds(&storage, &Options::default());
    assert_eq!(journal.records(), 8);
    block_on(journal.refresh()).unwrap();
    assert_eq!(journal.records(), 12);
}

#[test]
fn an_open_intent_and_a_waiting_event_hold_the_file_open() {
    let storage = MemoryStorage::default();
    let mut journal = open(storage.clone());
    assert!(refusal(&mut journal).contains("no record yet"));
    let intent = block_on(journal.append(mark(1), &context(1), intent())).unwrap().audit_id;
    assert!(refusal(&mut journal).contains("1 intent"));
    block_on(journal.commit(mark(2), &context(1), applied(intent, Some(event(1))))).unwrap();
    assert!(refusal(&mut journal).contains("1 event"));
    block_on(journal.settle(mark(3), &context(1), delivery(event(1).id, 1, Delivery::Waiting))).unwrap();
    assert!(refusal(&mut open(storage.clone())).contains("`deliver`"));
    block_on(journal.settle(mark(4), &context(1), delivery(event(1).id, 2, Delivery::GivenUp))).unwrap();
    block_on(journal.rotate()).unwrap();
    assert_eq!(storage.closed().len(), 1);
}

#[test]
fn a_log_rotates_by_itself_between_runs_once_it_is_long_enough() {
    let storage = MemoryStorage::default();
    let mut journal = open(storage.clone()).max_bytes(6_000);
    (1..=12).for_each(|run| write_run(&mut journal, run));
    let closed = storage.closed();
    assert!((3..12).contains(&closed.len()), "{} files", closed.len());
    for log in &closed {
        let lines = log.iter().filter(|byte| **byte == b'\n').count();
        assert!(lines % 4 == 0 && log.len() >= 6_000, "each file ends where a run does: {lines} lines");
    }
    assert_set_holds(&storage, &Options::default());
    assert_eq!(open(storage).records(), 48);
}

#[test]
fn a_torn_tail_is_not_closed_away_and_is_named_once() {
    let mut storage = MemoryStorage::default();
    let mut journal = open(storage.clone());
    write_run(&mut journal, 1);
    block_on(storage.append(b"{\"action\":\"PACING_INT")).unwrap();
    assert!(refusal(&mut journal).contains("torn"));
    write_run(&mut journal, 2);
    block_on(journal.rotate()).unwrap();
    write_run(&mut open(storage.clone()), 3);
    let log = String::from_utf8(storage.log()).unwrap();
    assert_eq!(log.lines().count(), 4, "the torn tail was named in the closed file: {log}");
    // A new one gets a name of its own.
    block_on(storage.append(b"x")).unwrap();
    write_run(&mut open(storage.clone()), 4);
    assert!(String::from_utf8(storage.log()).unwrap().contains("memory.torn-2"));
    assert_set_holds(&storage, &Options::default());
}

#[test]
fn a_signed_log_stays_signed_over_rotation_and_is_not_rotated_without_its_key() {
    let storage = MemoryStorage::default();
    let mut journal = open(storage.clone()).signed_by(key()).unwrap();
    write_run(&mut journal, 1);
    assert!(refusal(&mut open(storage.clone())).contains("--audit-key"));
    let mut without = open(storage.clone()).max_bytes(1);
    write_run(&mut without, 2);
    assert_eq!(storage.closed().len(), 0, "an unsigned end is not closed");
    assert_eq!(block_on(journal.rotate()).unwrap_err(), Error::NotSigned { from: 5, to: 8 });
    crate::signing::sign(&storage, key()).unwrap();
    block_on(journal.rotate()).unwrap();
    let checkpoint = Checkpoint::from_text(&storage.checkpoint_text().unwrap()).unwrap();
    assert_eq!((checkpoint.count, checkpoint.check_signature(&key().public())), (9, Ok(())));
    write_run(&mut open(storage.clone()).signed_by(key()).unwrap(), 3);
    assert_set_holds(&storage, &asking(&key()));
}

#[test]
fn a_rotated_log_whose_end_was_cut_is_not_written_on() {
    let storage = MemoryStorage::default();
    let mut journal = open(storage.clone());
    write_run(&mut journal, 1);
    block_on(journal.rotate()).unwrap();
    write_run(&mut journal, 2);
    let (mut file, checkpoint) = (MemoryStorage::default(), storage.checkpoint_text());
    // The newest file was emptied, or the closed one replaced by another of the same length.
    block_on(file.append(&storage.closed()[0])).unwrap();
    block_on(file.rotate()).unwrap();
    block_on(file.replace_checkpoint(&checkpoint.unwrap())).unwrap();
    assert_eq!(block_on(Journal::open(file.clone())).unwrap_err(), Error::Cut { count: 8 });
    let mut other = MemoryStorage::default();
    write_run(&mut open(other.clone()), 7);
    let short = open(storage.clone()).records();
    block_on(other.rotate()).unwrap();
    let at_end = Checkpoint::from_text(&storage.checkpoint_text().unwrap()).unwrap();
    let at_end = Checkpoint { count: short / 2, ..at_end };
    block_on(other.replace_checkpoint(at_end.text().as_bytes())).unwrap();
    assert_eq!(block_on(Journal::open(other)).unwrap_err(), Error::Cut { count: 4 });
}

#[test]
fn a_first_record_that_goes_on_from_another_file_is_refused() {
    let storage = MemoryStorage::default();
    let mut journal = open(storage.clone());
    write_run(&mut journal, 1);
    block_on(journal.rotate()).unwrap();
    // Another process begins the new file with a chain of its own.
    let foreign = MemoryStorage::default();
    write_run(&mut open(foreign.clone()), 5);
    block_on(storage.clone().append(&foreign.log())).unwrap();
    let error = block_on(journal.append(mark(60), &context(1), intent())).unwrap_err();
    let expected = chain::Break::NotContinued { file: "memory.rotated-1".into() };
    assert_eq!(error, Error::Broken { line: 1, why: expected });
}

#[test]
fn an_end_that_was_changed_is_not_gone_on_from() {
    let storage = MemoryStorage::default();
    write_run(&mut open(storage.clone()), 1);
    let log = String::from_utf8(storage.log()).unwrap();
    for (old, new, told) in
        [("\"attempt\":1", "\"attempt\":2", "changed"), ("\"kind\":\"webhook\"", "\"kind\":7", "record")]
    {
        let at = log.rfind(old).unwrap();
        let changed = [&log[..at], new, &log[at + old.len()..]].concat();
        let mut closed = MemoryStorage::holding(changed, None);
        block_on(closed.rotate()).unwrap();
        match block_on(Journal::open(closed)).unwrap_err() {
            Error::Predecessor { file, why } => assert!(file == "memory.rotated-1" && why.contains(told), "{why}"),
            other => unreachable!("{other}"),
        }
    }
}
