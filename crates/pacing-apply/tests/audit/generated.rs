//! Properties over generated records.

use crate::sample::*;
use pacing_apply::audit::record::Record;
use pacing_apply::audit::*;
use proptest::prelude::*;
use serde_json::{Map, Value};

/// Any JSON value, numbers that no double holds included.
fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (0_u32..1_000_000, 0..9).prop_map(|(digits, places)| exact::number(&format!("{digits}e-{places}"))),
        ".*".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((".*", inner), 0..4).prop_map(|fields| Value::Object(Map::from_iter(fields))),
        ]
    })
}

fn body() -> impl Strategy<Value = Body> {
    let optional = || prop::option::of(json());
    let changes = || {
        let change = (".*", optional(), optional()).prop_map(|(path, before, after)| Change { path, before, after });
        prop::collection::vec(change, 0..3)
    };
    let intents = (optional(), optional(), changes(), prop::option::of(".*"), any::<bool>()).prop_map(
        |(before, after, diff, etag, masked)| Intent { before, after, diff, etag, masked, ..intent() }.into(),
    );
    let attempts =
        (any::<Option<u16>>(), prop::option::of(".*"), 0..1_u64 << 53).prop_map(|(status, told, waited_ms)| {
            Attempt { status, retry_after: told.clone(), waited_ms, message: told, ..attempt(None, 1) }.into()
        });
    let verdicts = prop_oneof![
        (json(), changes(), any::<bool>()).prop_map(|(sent, differs, event)| {
            Verdict::Applied(Applied::new(&sent, differs, event.then(|| sample_event(&sent))))
        }),
        Just(Verdict::Unchanged),
        Just(Verdict::NotApplied),
        Just(Verdict::Refused),
        Just(Verdict::Unknown),
    ];
    let outcomes = (verdicts, optional(), optional(), changes(), ".*", any::<bool>()).prop_map(
        |(verdict, before, after, diff, message, recovered)| {
            Outcome { before, after, diff, message, recovered, ..outcome(Some(id(3)), verdict) }.into()
        },
    );
    let recoveries = (".*", any::<u32>()).prop_map(|(file, bytes)| {
        Recovery::TornTail { sha256: Digest::of(file.as_bytes()), file, bytes: bytes.into() }.into()
    });
    let deliveries = any::<u16>().prop_map(|n| delivery(id(n.into()), 1, Delivery::Waiting).into());
    prop_oneof![intents, attempts, outcomes, recoveries, deliveries]
}

fn sample_event(payload: &Value) -> Event {
    Event { payload: payload.to_string(), ..event(1) }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    /// verify(append*(log)) holds and counts each record, whatever is appended, over restarts and behind an older log.
    #[test]
    fn any_sequence_of_appends_verifies(
        steps in prop::collection::vec((body(), any::<bool>(), ".*"), 1..12),
        legacy in prop::sample::select(vec!["", TUTORIAL, "\n", "not json\n"]),
    ) {
        let storage = MemoryStorage::holding(legacy, None);
        let mut journal = open(storage.clone());
        let mut applied = 0;
        for (n, (body, restart, reason)) in steps.iter().enumerate() {
            let context = Context { reason: Some(reason.clone()), ..context(n as u128 % 3) };
            block_on(journal.append(mark(n as u128), &context, body.clone())).unwrap();
            applied += u64::from(matches!(body, Body::Outcome(Outcome { verdict: Verdict::Applied(_), .. })));
            if *restart {
                journal = open(storage.clone());
            }
        }
        let report = verify(&*storage.log(), storage.checkpoint_text().as_deref()).unwrap();
        prop_assert_eq!(report.problem, None);
        prop_assert_eq!((report.records, report.applied), (steps.len() as u64, applied));
        prop_assert_eq!(report.legacy_lines, legacy.lines().count() as u64);
    }

    /// from_line(line(r)) = r with every number exact, and its line is the same again.
    #[test]
    fn a_line_read_and_written_is_the_same_line(body in body()) {
        let storage = MemoryStorage::default();
        block_on(open(storage.clone()).append(mark(1), &context(1), body)).unwrap();
        let line = String::from_utf8(storage.log()).unwrap();
        let line = line.trim_end_matches('\n');
        let record = Record::from_line(line).unwrap();
        prop_assert_eq!(record.line(), line);
        prop_assert_eq!(chain::hash(&record), record.hash);
    }

    /// canonical(exact(t)) = canonical(exact(canonical(exact(t)))): one reading makes every number one that stays.
    #[test]
    fn canonical_text_reads_as_itself(value in json()) {
        let once = canonical::text(&exact::from_text(&value.to_string()).unwrap());
        prop_assert_eq!(&canonical::text(&exact::from_text(&once).unwrap()), &once);
        prop_assert_eq!(canonical::text(&exact::normalise(value)), once);
    }

    /// Reading a damaged or foreign line never panics, and gives nothing but what it would write.
    #[test]
    fn reading_any_bytes_is_safe(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let report = verify(&*bytes, Some(&bytes)).unwrap();
        prop_assert_eq!(report.records, 0);
    }
}
