//! The test vectors in `tests/audit/`: format v1 is frozen, and these bytes with it.

use std::path::PathBuf;

use crate::sample::*;
use pacing_apply::audit::record::{Continues, Record};
use pacing_apply::audit::*;
use serde_json::json;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/audit")
}

/// Compares what the code writes today with the committed vector; what it wrote lies in the target folder to be looked at.
fn assert_is_vector(name: &str, written: &[u8]) {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, written).unwrap();
    let vector = std::fs::read(folder().join(name)).unwrap_or_default();
    assert!(vector == written, "the code no longer writes tests/audit/{name}; what it writes is in {}", path.display());
}

/// The lines `seq hash` that an independent program has to come to.
fn hashes(log: &str) -> String {
    let records = log.lines().filter_map(|line| Record::from_line(line).ok());
    records.map(|record| format!("{} {}\n", record.seq, record.hash)).collect()
}

/// A document as a dialer may give it: other fields, a decimal that no double holds, names that sort otherwise in UTF-16.
fn before() -> serde_json::Value {
    exact::image(
        r#"{"id":"a1b2c3d4-e5f6-7890-abcd-ef1234567890","type":"PREDICTIVE","status":"ACTIVE","predictive_dialer_config":
        {"pacing_rules":[{"agent_count_min":1,"agent_count_max":5,"max_speed":10},{"agent_count_min":6,"agent_count_max":20,"max_speed":20}],
        "max_speed":45,"abandon_rate_threshold":0.02500,"reload_on_update":true},
        "answer_rate":0.3333333333333333333333,"calls":9007199254740993,"scale":1e23,"ratio":1.0E-7,"hours":8.0,
        "names":{"😀":"emoji","דּ":"dagesh","é":"acute","\r":"return","1":"one","quote \" back \\ slash /":"\u0007\u007f\u2028"}}"#,
    )
}

/// Every kind of record, and every verdict, delivery and recovery.
fn every_kind() -> Vec<(Context, Body)> {
    let (run, later) = (context(1), Context { reason: None, actor: "cron".into(), ..context(2) });
    let refused = Context { dialer_id: None, server: None, ..context(3) };
    let intent_id = mark(1).audit_id;
    let differs = vec![
        Change { path: "/predictive_dialer_config/max_speed".into(), before: Some(json!(45)), after: Some(json!(40)) },
        Change { path: "/label".into(), before: Some(json!(null)), after: None },
    ];
    let applied = Applied::new(&document(25), differs, Some(event(1)));
    let put = |number, class| Attempt { number, class, ..attempt(Some(intent_id), number) };
    let unknown =
        Outcome { attempts: 3, exit_code: 4, message: "the answer was lost".into(), ..closing(Verdict::Unknown) };
    vec![
        (run.clone(), Intent { before: Some(before()), ..intent() }.into()),
        (run.clone(), put(1, Class::Later).into()),
        (
            run.clone(),
            Attempt {
                status: None,
                retry_after: None,
                message: Some("connection reset".into()),
                ..put(2, Class::Ambiguous)
            }
            .into(),
        ),
        (
            run.clone(),
            Outcome { intent: Some(intent_id), before: Some(before()), ..outcome(None, Verdict::Applied(applied)) }
                .into(),
        ),
        (run.clone(), delivery(event(1).id, 1, Delivery::Waiting).into()),
        (later.clone(), delivery(event(1).id, 2, Delivery::Delivered).into()),
        (
            later.clone(),
            Recovery::TornTail { file: "pacing_audit.log.torn-1".into(), bytes: 6, sha256: Digest::of(b"{\"act") }
                .into(),
        ),
        (
            later.clone(),
            Intent { before: None, etag: None, rollback_of: Some(mark(4).audit_id), masked: true, ..intent() }.into(),
        ),
        (
            later.clone(),
            Recovery::OpenIntent { intent: mark(8).audit_id, intent_seq: 8, intent_run: later.run_id }.into(),
        ),
        (later.clone(), Outcome { intent: Some(mark(8).audit_id), recovered: true, masked: true, ..unknown }.into()),
        (later.clone(), closing(Verdict::Unchanged).into()),
        (
            later.clone(),
            Outcome { exit_code: 3, message: "403: the scope is missing".into(), ..closing(Verdict::NotApplied) }
                .into(),
        ),
        (
            refused,
            Outcome {
                exit_code: 1,
                attempts: 0,
                message: "2 errors in the document".into(),
                checked: Findings { errors: 2, ..Findings::default() },
                ..closing(Verdict::Refused)
            }
            .into(),
        ),
        (
            later,
            Outcome { intent: None, ..outcome(None, Verdict::Applied(Applied::new(&before(), Vec::new(), None))) }
                .into(),
        ),
        (run, delivery(event(2).id, 9, Delivery::GivenUp).into()),
    ]
}

fn closing(verdict: Verdict) -> Outcome {
    Outcome { before: None, after: None, diff: Vec::new(), ..outcome(None, verdict) }
}

fn written(legacy: &str) -> MemoryStorage {
    let storage = MemoryStorage::holding(legacy, None);
    let mut journal = open(storage.clone());
    for (n, (context, body)) in every_kind().into_iter().enumerate() {
        block_on(journal.append(mark(n as u128 + 1), &context, body)).unwrap();
    }
    storage
}

fn assert_vectors(name: &str, log: &[u8], checkpoint: &[u8]) -> Report {
    assert_is_vector(&format!("{name}.jsonl"), log);
    assert_is_vector(&format!("{name}.jsonl.checkpoint"), checkpoint);
    assert_is_vector(&format!("{name}.hashes"), hashes(str::from_utf8(log).unwrap()).as_bytes());
    let report = verify(log, Some(checkpoint)).unwrap();
    assert_eq!(report.problem, None);
    report
}

#[test]
fn v1_holds_every_kind_of_record() {
    let storage = written("");
    let log = storage.log();
    let report = assert_vectors("v1", &log, &storage.checkpoint_text().unwrap());
    assert_eq!((report.records, report.runs, report.applied, report.legacy_lines), (15, 3, 2, 0));
    let text = String::from_utf8(log).unwrap();
    for kept in [
        r#""answer_rate":"0.3333333333333333333333""#,
        r#""calls":"9007199254740993""#,
        r#""scale":1e+23"#,
        r#""ratio":1e-7"#,
        r#""hours":8,"#,
    ] {
        assert!(text.contains(kept), "{kept}");
    }
    for secret in ["s3cr3t", "user", "pass", "key=", "token=never"] {
        assert!(!text.contains(secret), "{secret}");
    }
}

#[test]
fn v1_after_tutorial_seals_the_lines_of_the_tutorials_program() {
    let storage = written(TUTORIAL);
    let report = assert_vectors("v1-after-tutorial", &storage.log(), &storage.checkpoint_text().unwrap());
    assert_eq!((report.records, report.legacy_lines), (15, 2));
}

/// The key beside it is for tests alone. An Ed25519 signature is the same every time.
#[test]
fn v1_signed_has_a_checkpoint_that_the_key_beside_it_has_signed() {
    let storage = MemoryStorage::default();
    let mut journal = open(storage.clone()).signed_by(crate::signing::key()).unwrap();
    write_run(&mut journal, 1);
    let report = assert_vectors("v1-signed", &storage.log(), &storage.checkpoint_text().unwrap());
    assert_eq!((report.records, report.applied), (4, 1));
}

/// A record that was not signed, the one that names it, and what a person says of two more.
#[test]
fn v1_unsigned_names_what_was_not_signed_when_it_was_written() {
    let storage = MemoryStorage::default();
    let mut journal = open(storage.clone()).signed_by(crate::signing::key()).unwrap();
    block_on(journal.append(mark(1), &context(1), attempt(None, 1))).unwrap();
    let without = |n| block_on(open(storage.clone()).append(mark(n), &context(n), attempt(None, 1))).unwrap();
    without(2);
    block_on(journal.append(mark(3), &context(3), attempt(None, 1))).unwrap();
    without(4);
    without(5);
    crate::signing::sign(&storage, crate::signing::key()).unwrap();
    let report = assert_vectors("v1-unsigned", &storage.log(), &storage.checkpoint_text().unwrap());
    let ranges: Vec<_> = report.covered_later.iter().map(|late| (late.from, late.to, late.accepted)).collect();
    assert_eq!(ranges, [(2, 2, false), (5, 6, true)]);
}

/// A file after rotation.
#[test]
fn v1_continued_goes_on_from_another_file() {
    let storage = written("");
    let last = Record::from_line(str::from_utf8(&storage.log()).unwrap().lines().last().unwrap()).unwrap();
    let continues = Continues { file: "v1.jsonl".into(), count: last.seq, hash: last.hash };
    let mut first = Record {
        v: 1,
        seq: last.seq + 1,
        mark: mark(16),
        context: context(4),
        body: intent().into(),
        seals: None,
        continues: Some(continues.clone()),
        prev: last.hash,
        hash: Digest::ZERO,
    };
    first.hash = chain::hash(&first);
    let storage = MemoryStorage::holding(first.line() + "\n", None);
    let mut journal = open(storage.clone());
    block_on(journal.commit(mark(17), &context(4), outcome(Some(mark(16).audit_id), Verdict::Unchanged))).unwrap();
    assert_eq!(journal.open_intents().unwrap(), []);
    let report = assert_vectors("v1-continued", &storage.log(), &storage.checkpoint_text().unwrap());
    assert_eq!((report.records, report.continues), (2, Some(continues)));
}

/// Every field and every word of the format that the vectors show is in `docs/audit-format.md`.
#[test]
fn the_documentation_names_every_field() {
    let documentation = std::fs::read_to_string(folder().join("../../docs/audit-format.md")).unwrap();
    let mut names = std::collections::BTreeSet::new();
    for file in [
        "v1.jsonl",
        "v1-after-tutorial.jsonl",
        "v1-continued.jsonl",
        "v1-unsigned.jsonl",
        "v1.jsonl.checkpoint",
        "v1-signed.jsonl.checkpoint",
    ] {
        for line in std::fs::read_to_string(folder().join(file)).unwrap().lines() {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            let parts = ["/event", "/checked", "/seals", "/continues", "/profile", "/diff/0"];
            let objects = std::iter::once(&record).chain(parts.iter().filter_map(|part| record.pointer(part)));
            names.extend(objects.filter_map(|object| object.as_object()).flat_map(|object| object.keys().cloned()));
            let words = ["kind", "action", "class", "outcome", "result", "found"];
            names.extend(words.iter().filter_map(|word| record[word].as_str().map(String::from)));
        }
    }
    assert!(names.len() > 60, "{names:?}");
    let missing: Vec<_> = names.iter().filter(|name| !documentation.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
