//! Records behind a signature: what an interrupted run leaves is gone on from and named, everything else waits for a person.

use crate::sample::*;
use crate::signing::{asking, key, sign};
use pacing_apply::audit::verify::verify_with;
use pacing_apply::audit::*;

/// A signed log of one whole run (4 records), and a second one that has begun its change (2 records).
fn begun() -> (MemoryStorage, uuid::Uuid) {
    let storage = MemoryStorage::default();
    let mut journal = open(storage.clone()).signed_by(key()).unwrap();
    write_run(&mut journal, 1);
    block_on(journal.append(mark(20), &context(2), attempt(None, 1))).unwrap();
    let intent = block_on(journal.append(mark(21), &context(2), intent())).unwrap();
    (storage, intent.audit_id)
}

/// Writes as somebody does who has not the key: the chain needs none.
fn without_key(storage: &MemoryStorage, records: Vec<(Context, Body)>) {
    let mut journal = open(storage.clone());
    for (n, (context, body)) in records.into_iter().enumerate() {
        block_on(journal.append(mark(500 + n as u128), &context, body)).unwrap();
    }
}

fn with_key(storage: &MemoryStorage) -> Result<Journal<MemoryStorage>, Error> {
    open(storage.clone()).signed_by(key())
}

fn report(storage: &MemoryStorage) -> Report {
    verify_with(&*storage.log(), storage.checkpoint_text().as_deref(), &asking(&key())).unwrap()
}

#[test]
fn with_a_key_every_record_is_signed_before_the_next() {
    let (storage, intent) = begun();
    let mut journal = with_key(&storage).unwrap();
    block_on(journal.append(mark(22), &context(2), attempt(Some(intent), 2))).unwrap();
    let report = report(&storage);
    assert_eq!(report.tail, Tail::Signed { count: 7, key_id: key().public().id(), beyond: 0 });
    assert_eq!(report.covered_later, []);
}

#[test]
fn what_an_interrupted_run_leaves_is_gone_on_from_and_named_for_ever() {
    let (storage, intent) = begun();
    // The outcome was durable, and its run died before it was signed: the event is as true as its intent.
    without_key(&storage, vec![(context(2), applied(intent, Some(event(2))).into())]);
    let mut next = with_key(&storage).unwrap();
    assert_eq!(next.pending().unwrap().len(), 1);
    block_on(next.append(mark(30), &context(3), attempt(None, 1))).unwrap();
    let found = report(&storage);
    assert_eq!((found.problem, found.records), (None, 9));
    assert_eq!(found.tail, Tail::Signed { count: 9, key_id: key().public().id(), beyond: 0 });
    assert_eq!(found.covered_later.len(), 1, "{:?}", found.covered_later);
    let late = found.covered_later.first().unwrap();
    assert_eq!((late.from, late.to, late.record, late.accepted), (7, 7, 8, false));
    assert!(late.to_string().contains("record 7 was in the log before a signature covered it"), "{late}");
    // It is said once.
    block_on(with_key(&storage).unwrap().append(mark(31), &context(4), attempt(None, 1))).unwrap();
    assert_eq!(report(&storage).covered_later.len(), 1);
}

/// Its first record is durable and its checkpoint is not; the next run says so first, and dies before its first checkpoint too.
#[test]
fn two_runs_may_be_interrupted_before_there_is_a_first_checkpoint() {
    let storage = MemoryStorage::default();
    without_key(&storage, vec![(context(1), outcome(None, Verdict::NotApplied).into())]);
    let first = MemoryStorage::holding(storage.log(), None);
    block_on(with_key(&first).unwrap().append(mark(2), &context(2), attempt(None, 1))).unwrap();
    let whole = first.log();
    let ends: Vec<_> = whole.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(end, _)| end + 1).collect();

    let second = MemoryStorage::holding(&whole[..ends[1]], None);
    block_on(with_key(&second).unwrap().append(mark(3), &context(3), attempt(None, 1))).unwrap();
    let found = report(&second);
    assert_eq!((found.problem, found.records), (None, 4));
    let named: Vec<_> = found.covered_later.iter().map(|late| (late.from, late.to)).collect();
    assert_eq!(named, [(1, 1), (1, 2)]);

    // Behind a record that is neither, there was a checkpoint, and somebody took it away.
    let third = MemoryStorage::holding(whole, None);
    assert_eq!(with_key(&third).map(drop), Err(Error::NoCheckpoint));
}

#[test]
fn what_no_interrupted_run_leaves_waits_for_a_person() {
    let other = Outcome { intent: Some(id(77)), ..applied(id(77), Some(event(9))) };
    let plain = |run, number| (context(run), Body::from(attempt(None, number)));
    let (_, open_intent) = begun();
    let cases: Vec<(&str, Vec<(Context, Body)>)> = vec![
        ("a change from its beginning", vec![plain(7, 1), (context(7), intent().into())]),
        ("an applied change without an intent", vec![(context(7), other.clone().into())]),
        ("one of a run that is known", vec![(context(2), other.into())]),
        ("one whose intent is closed", vec![(context(1), applied(mark(10).audit_id, Some(event(9))).into())]),
        ("two runs", vec![plain(7, 1), plain(8, 1)]),
        (
            "the end of one run and the beginning of another",
            vec![(context(2), applied(open_intent, Some(event(2))).into()), plain(8, 1)],
        ),
    ];
    for (what, records) in cases {
        let (storage, _) = begun();
        let to = 6 + records.len() as u64;
        without_key(&storage, records.clone());
        assert_eq!(with_key(&storage).map(|_| ()), Err(Error::NotSigned { from: 7, to }), "{what}");

        // So it does where it comes while a run has the log open: before an event of it is seen, and before it is signed.
        let (storage, _) = begun();
        let mut running = with_key(&storage).unwrap();
        without_key(&storage, records);
        assert_eq!(block_on(running.refresh()), Err(Error::NotSigned { from: 7, to }), "{what}");
        let written = block_on(running.append(mark(40), &context(2), attempt(None, 2)));
        assert_eq!(written.map(|_| ()), Err(Error::NotSigned { from: 7, to }), "{what}");
        assert_eq!(report(&storage).tail, Tail::Signed { count: 6, key_id: key().public().id(), beyond: to - 6 });

        // A person looks at it and says so; that stays in the log.
        assert_eq!(sign(&storage, key()).unwrap().unwrap().count, to + 1);
        let found = report(&storage);
        assert_eq!(found.covered_later.len(), 1, "{:?}", found.covered_later);
        let late = found.covered_later.first().unwrap();
        assert_eq!((late.from, late.to, late.record, late.accepted), (7, to, to + 1, true));
        assert!(late.to_string().contains("by `zoë` with `audit sign`"), "{late}");
        with_key(&storage).unwrap();
    }
}

/// The one who goes on may die too, before what it said of the first one is signed.
#[test]
fn however_often_it_is_interrupted_it_goes_on() {
    let (mut storage, intent) = begun();
    without_key(&storage, vec![(context(2), attempt(Some(intent), 2).into())]);
    let signed = storage.checkpoint_text();
    for run in 3..6 {
        // It says what it found, and dies before that is signed and before it has written more.
        block_on(with_key(&storage).unwrap().append(mark(run * 10), &context(run), attempt(None, 1))).unwrap();
        let log = String::from_utf8(storage.log()).unwrap();
        let cut = log.trim_end().rfind('\n').unwrap() + 1;
        storage = MemoryStorage::holding(&log.as_bytes()[..cut], signed.clone());
    }
    block_on(with_key(&storage).unwrap().append(mark(99), &context(9), attempt(None, 1))).unwrap();
    let found = report(&storage);
    let ranges: Vec<_> = found.covered_later.iter().map(|late| (late.from, late.to)).collect();
    assert_eq!((found.problem, ranges), (None, vec![(7, 7), (7, 8), (7, 9), (7, 10)]));
}

#[test]
fn two_runs_with_the_key_go_on_from_each_other_without_a_remark() {
    let storage = MemoryStorage::default();
    let (mut one, mut two) = (with_key(&storage).unwrap(), with_key(&storage).unwrap());
    for n in 0..3 {
        block_on(one.append(mark(n * 2), &context(1), attempt(None, 1))).unwrap();
        block_on(two.append(mark(n * 2 + 1), &context(2), attempt(None, 1))).unwrap();
    }
    let found = report(&storage);
    assert_eq!((found.problem, found.records, found.covered_later.len()), (None, 6, 0));
}

#[test]
fn a_log_is_not_closed_over_what_is_not_signed() {
    let (storage, intent) = begun();
    without_key(
        &storage,
        vec![(context(2), Outcome { message: String::new(), ..outcome(Some(intent), Verdict::NotApplied) }.into())],
    );
    let error = block_on(with_key(&storage).unwrap().rotate()).unwrap_err();
    assert!(matches!(&error, Error::CannotRotate { why } if why.contains("not signed")), "{error}");
}
