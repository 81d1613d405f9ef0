//! Signed checkpoints: what a key shows, and what it does not sign.

use crate::sample::*;
use pacing_apply::audit::verify::{Fault, Options, verify_with};
use pacing_apply::audit::*;

/// Made by `openssl genpkey -algorithm ed25519`; for tests alone.
pub(crate) const PRIVATE: &str = include_str!("../../../../tests/audit/key.pem");
/// Made of it by `openssl pkey -pubout`.
pub(crate) const PUBLIC: &str = include_str!("../../../../tests/audit/key.pub.pem");
/// Another one.
const OTHER: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAx1XQ3PhZ/KBaOMp7wosfEoAb6yyJXFFAS98hcoQovG\n-----END PRIVATE KEY-----\n";

pub(crate) fn key() -> AuditKey {
    AuditKey::from_pem(PRIVATE).unwrap()
}

fn other() -> AuditKey {
    AuditKey::from_pem(OTHER).unwrap()
}

pub(crate) fn asking(key: &AuditKey) -> Options {
    Options { keys: vec![key.public()], ..Options::default() }
}

fn found(storage: &MemoryStorage, options: &Options) -> Report {
    verify_with(&*storage.log(), storage.checkpoint_text().as_deref(), options).unwrap()
}

/// A log that was signed from its first record on, of so many runs.
fn signed(runs: u128) -> MemoryStorage {
    let storage = MemoryStorage::default();
    let mut journal = open(storage.clone()).signed_by(key()).unwrap();
    (1..=runs).for_each(|run| write_run(&mut journal, run));
    storage
}

fn signature_fault(storage: &MemoryStorage, options: &Options) -> BadSignature {
    match found(storage, options).problem.unwrap() {
        Problem { line: None, why: Fault::Signature(why), .. } => why,
        other => unreachable!("{other}"),
    }
}

#[test]
fn a_signed_checkpoint_is_verified_with_the_public_key() {
    let storage = signed(2);
    let public = PublicKey::from_pem(PUBLIC).unwrap();
    assert_eq!(public, key().public());
    let report = found(&storage, &Options { keys: vec![other().public(), public.clone()], ..Options::default() });
    assert_eq!((report.problem, report.tail), (None, Tail::Signed { count: 8, key_id: public.id(), beyond: 0 }));
    let unasked = found(&storage, &Options::default());
    assert_eq!(unasked.tail, Tail::SignatureNotChecked { count: 8, key_id: Some(public.id()) });
}

#[test]
fn records_behind_the_signature_are_counted_as_not_covered() {
    let storage = signed(1);
    write_run(&mut open(storage.clone()), 2);
    let report = found(&storage, &asking(&key()));
    assert_eq!(report.tail, Tail::Signed { count: 4, key_id: key().public().id(), beyond: 4 });
}

#[test]
fn every_changed_byte_of_a_signed_checkpoint_is_found() {
    let storage = signed(1);
    let (log, checkpoint) = (storage.log(), storage.checkpoint_text().unwrap());
    for at in 0..checkpoint.len() {
        for mask in [0x01, 0x20] {
            let mut changed = checkpoint.clone();
            changed[at] ^= mask;
            let report = verify_with(&*log, Some(&changed), &asking(&key())).unwrap();
            assert!(report.problem.is_some(), "byte {at}: {}", String::from_utf8_lossy(&changed));
        }
    }
}

#[test]
fn a_wrong_a_missing_and_an_altered_signature_are_told_apart() {
    let storage = signed(1);
    let why = signature_fault(&storage, &asking(&other()));
    assert_eq!(why, BadSignature::OtherKey { found: key().public().id(), expected: other().public().id() });

    let good = Checkpoint::from_text(&storage.checkpoint_text().unwrap()).unwrap();
    let missing = Checkpoint { signature: None, key_id: None, ..good.clone() };
    let relabelled = Checkpoint { key_id: Some(other().public().id()), ..good.clone() };
    let empty = Checkpoint { signature: Some(String::new()), ..good.clone() };
    for (changed, asked, expected) in [
        (&missing, key(), BadSignature::Missing),
        (&relabelled, other(), BadSignature::Wrong { key_id: other().public().id() }),
        (&empty, key(), BadSignature::Wrong { key_id: key().public().id() }),
    ] {
        let storage = MemoryStorage::holding(storage.log(), Some(changed.text().into()));
        assert_eq!(signature_fault(&storage, &asking(&asked)), expected);
    }
    let removed = MemoryStorage::holding(storage.log(), None);
    assert_eq!(found(&removed, &asking(&key())).problem.unwrap().why, Fault::CheckpointMissing);
}

#[test]
fn a_checkpoint_of_another_log_is_found_though_its_signature_holds() {
    let storage = signed(1);
    let elsewhere = MemoryStorage::default();
    write_run(&mut open(elsewhere.clone()).signed_by(key()).unwrap(), 7);
    let replaced = MemoryStorage::holding(storage.log(), elsewhere.checkpoint_text());
    assert_eq!(found(&replaced, &asking(&key())).problem.unwrap().why, Fault::Checkpoint);
}

/// What no file beside the log can show: both were put back to an earlier state. A copy of a later checkpoint shows it.
#[test]
fn a_log_that_was_rolled_back_with_its_checkpoint_is_found_by_a_copy_kept_elsewhere() {
    let (then, now) = (signed(1), signed(2));
    let witness = now.checkpoint_text().unwrap();
    assert_eq!(found(&then, &asking(&key())).problem, None, "an earlier state is a whole log");
    let witnessed = Options { witnesses: vec![("kept".into(), witness.clone())], ..asking(&key()) };
    let problem = found(&then, &witnessed).problem.unwrap();
    assert_eq!(problem.line, Some(5));
    assert_eq!(problem.why, Fault::CutBefore { name: "kept".into(), count: 8, found: 4 });

    // A log that was written anew from there on has another record at its place.
    write_run(&mut open(then.clone()).signed_by(key()).unwrap(), 9);
    let problem = found(&then, &witnessed).problem.unwrap();
    assert_eq!((problem.line, problem.why), (Some(8), Fault::OtherCheckpoint { name: "kept".into() }));

    // The log that was not touched holds, however long it becomes; a copy that was tampered with is named.
    write_run(&mut open(now.clone()).signed_by(key()).unwrap(), 3);
    assert_eq!(found(&now, &witnessed).problem, None);
    let forged = String::from_utf8(witness).unwrap().replace("\"bytes\":", "\"bytes\":1");
    let forged = Options { witnesses: vec![("kept".into(), forged.into())], ..asking(&key()) };
    assert!(found(&now, &forged).problem.unwrap().to_string().contains("`kept`"));
}

/// Else somebody could cut the log, take the signature away, and have the next run sign what is left.
#[test]
fn a_run_with_a_key_goes_on_only_from_what_the_key_has_signed() {
    let storage = signed(2);
    let (log, checkpoint) = (storage.log(), storage.checkpoint_text().unwrap());
    let first = log.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let good = Checkpoint::from_text(&checkpoint).unwrap();
    let unsigned = Checkpoint { signature: None, key_id: None, ..good }.text();
    let with = |log: &[u8], checkpoint: Option<&str>| {
        let storage = MemoryStorage::holding(log, checkpoint.map(|text| text.as_bytes().to_vec()));
        open(storage).signed_by(key()).map(|_| ())
    };
    assert_eq!(with(&log, str::from_utf8(&checkpoint).ok()), Ok(()));
    assert_eq!(with(&log, Some(&unsigned)), Err(Error::NotOurs { why: BadSignature::Missing }));
    assert_eq!(with(&log, None), Err(Error::NoCheckpoint));
    let by_other = open(storage.clone()).signed_by(other()).map(|_| ());
    assert!(matches!(by_other, Err(Error::NotOurs { why: BadSignature::OtherKey { .. } })), "{by_other:?}");
    // A run that died before its first checkpoint has left no more than this, and it does not begin with an intent.
    let fresh = MemoryStorage::default();
    block_on(open(fresh.clone()).append(mark(1), &context(1), attempt(None, 1))).unwrap();
    assert_eq!(with(&fresh.log(), None), Ok(()));
    assert_eq!(with(&log[..first], None), Err(Error::NotSigned { from: 1, to: 1 }));
    assert_eq!(with(b"", None), Ok(()));
    assert_eq!(with(TUTORIAL.as_bytes(), None), Ok(()));
}

#[test]
fn a_log_without_signature_comes_under_a_key_by_a_persons_word() {
    let storage = MemoryStorage::default();
    assert_eq!(sign(&storage, key()), Ok(None), "nothing is there to sign");
    write_run(&mut open(storage.clone()), 1);
    let checkpoint = sign(&storage, key()).unwrap().unwrap();
    assert_eq!((checkpoint.count, checkpoint.check_signature(&key().public())), (5, Ok(())));
    write_run(&mut open(storage.clone()).signed_by(key()).unwrap(), 2);
    assert_eq!(found(&storage, &asking(&key())).problem, None);
    // The same word changes the key.
    sign(&storage, other()).unwrap();
    let report = found(&storage, &asking(&other()));
    assert_eq!(report.problem, None);
    let ranges: Vec<_> = report.covered_later.iter().map(|late| (late.from, late.to, late.accepted)).collect();
    assert_eq!(ranges, [(1, 4, true), (1, 9, true)]);
    assert!(
        sign(&storage, other()).unwrap().is_some_and(|checkpoint| checkpoint.count == 10),
        "there was nothing to say"
    );
}

#[test]
fn what_is_no_key_is_named_and_no_key_is_printed() {
    assert_eq!(AuditKey::from_pem(PUBLIC).unwrap_err(), KeyError::PublicForPrivate);
    assert_eq!(PublicKey::from_pem(PRIVATE).unwrap_err(), KeyError::PrivateForPublic);
    let rsa = "-----BEGIN PRIVATE KEY-----\nMIIBVAIBADANBgkqhkiG9w0BAQEFAASCAT4=\n-----END PRIVATE KEY-----\n";
    for text in ["", "no key", rsa, &PRIVATE.replace("MC4C", "MC4D")] {
        assert_eq!(AuditKey::from_pem(text).unwrap_err(), KeyError::NotPrivate);
        assert_eq!(PublicKey::from_pem(text).unwrap_err(), KeyError::NotPublic);
    }
    let windows = PRIVATE.replace('\n', "\r\n");
    assert_eq!(AuditKey::from_pem(&windows).unwrap().public(), key().public());
    let printed = format!("{:?} {:?}", key(), key().public());
    assert_eq!(printed, format!("AuditKey({0}) PublicKey({0})", key().public().id()));
}

#[test]
fn a_log_whose_first_run_was_killed_before_its_checkpoint_is_gone_on_with_however_often_that_happens() {
    let storage = MemoryStorage::default();
    let mut first = open(storage.clone()).signed_by(key()).unwrap();
    block_on(first.append(mark(1), &context(1), attempt(None, 1))).unwrap();
    let killed = MemoryStorage::holding(storage.log(), None);
    for run in 2..5 {
        let mut next = open(killed.clone()).signed_by(key()).unwrap();
        block_on(next.append(mark(run), &context(run), attempt(None, 1))).unwrap();
    }
    assert_eq!(found(&killed, &asking(&key())).problem, None);
}

/// A person has looked at the log, and says so.
pub(crate) fn sign(storage: &MemoryStorage, key: AuditKey) -> Result<Option<Checkpoint>, Error> {
    block_on(open(storage.clone()).adopt(key, mark(900), &context(90)))
}
