//! What the journal writes, and what it says is open.

use crate::sample::*;
use pacing_apply::audit::*;
use serde_json::{Value, json};

fn lines(storage: &MemoryStorage) -> Vec<Value> {
    let log = String::from_utf8(storage.log()).unwrap();
    log.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_run_verifies_and_is_counted() {
    let storage = MemoryStorage::default();
    let mut journal = open(storage.clone());
    write_run(&mut journal, 1);
    write_run(&mut journal, 2);
    let report = verify(&*storage.log(), storage.checkpoint_text().as_deref()).unwrap();
    assert_eq!(report.problem, None);
    assert_eq!((report.records, report.runs, report.applied, report.legacy_lines), (8, 2, 2, 0));
    assert_eq!(report.first, Some(mark(10).timestamp));
    assert_eq!(report.last, Some(mark(23).timestamp));
    assert_eq!(report.tail, Tail::Unsigned { count: 8 });
}

#[test]
fn the_tutorials_fields_stand_on_applied_outcomes_alone() {
    let storage = MemoryStorage::default();
    let mut journal = open(storage.clone());
    write_run(&mut journal, 1);
    for verdict in [Verdict::Unchanged, Verdict::NotApplied, Verdict::Refused, Verdict::Unknown] {
        block_on(journal.commit(mark(50), &context(5), outcome(None, verdict))).unwrap();
    }
    let (tutorials, others): (Vec<_>, Vec<_>) =
        lines(&storage).into_iter().partition(|record| record["action"] == "UPDATE_PACING_RULES");
    assert_eq!((tutorials.len(), others.len()), (1, 7));
    let applied = &tutorials[0];
    assert_eq!(applied["compliance_validated"], json!(true));
    assert_eq!(applied["speed_matrix"], document(25)["predictive_dialer_config"]["pacing_rules"]);
    assert_eq!(applied["abandon_threshold"], json!(0.025));
    assert_eq!(applied["dialer_id"], "a1b2c3d4-e5f6-7890-abcd-ef1234567890");
    assert_eq!(applied["timestamp"], "2026-03-02T09:15:12.250Z");
    assert_eq!(applied["audit_id"], json!(id(12)));
    for other in others {
        for field in ["compliance_validated", "speed_matrix", "abandon_threshold"] {
            assert_eq!(other.get(field), None, "{other}");
        }
    }
}

#[test]
fn events_and_intents_are_open_until_they_are_closed() {
    let storage = MemoryStorage::default();
    let mut journal = open(storage.clone());
    let context = context(1);
    let intent = block_on(journal.append(mark(1), &context, intent())).unwrap();
    assert_eq!(journal.open_intents().unwrap()[0].mark, mark(1));
    block_on(journal.append(mark(9), &context, attempt(Some(intent.audit_id), 1))).unwrap();
    block_on(journal.append(mark(8), &context, Attempt { method: "GET".into(), ..attempt(Some(intent.audit_id), 2) }))
        .unwrap();
    assert_eq!(journal.puts_of(intent.audit_id), [Class::Later]);
    block_on(journal.commit(mark(2), &context, applied(intent.audit_id, Some(event(1))))).unwrap();
    assert_eq!(journal.open_intents().unwrap(), []);

    let told = Webhook { retry_after: Some("7".into()), ..delivery(event(1).id, 1, Delivery::Waiting) };
    block_on(journal.settle(mark(3), &context, told)).unwrap();
    let last = LastDelivery { at: mark(3).timestamp, retry_after: Some("7".into()) };
    let expected =
        PendingEvent { event: event(1), outcome: mark(2), context: context.clone(), attempts: 1, last: Some(last) };
    assert_eq!(journal.pending().unwrap(), std::slice::from_ref(&expected));
    let mut later = open(storage.clone());
    assert_eq!(later.pending().unwrap(), [expected]);

    block_on(later.settle(mark(4), &context, delivery(event(1).id, 2, Delivery::GivenUp))).unwrap();
    assert_eq!(later.pending().unwrap(), []);
    block_on(journal.refresh()).unwrap();
    assert_eq!(journal.pending().unwrap(), []);
    assert_eq!(journal.records(), 6);
}
