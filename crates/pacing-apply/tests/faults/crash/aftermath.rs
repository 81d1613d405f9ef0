//! What holds after a crash, once the command was given again.

use pacing_sandbox::Signature;
use serde_json::Value;
use std::collections::BTreeSet;

use crate::world::{DIALER, Ran, World, document};

/// Gives the command again, delivers what waits, and checks that the change was made once, that the audit log verifies
/// and leaves nothing open, and that the receiver got the one event. `crashed` says how the world came to be so.
pub fn put_right(world: &World, crashed: &str) {
    let again = Ran::of(world.apply(&[]).output().unwrap());
    let told = || format!("{crashed}: {again:#?}\n{:#?}", world.sandbox.requests());
    assert!(matches!(again.code, Some(0 | 5)), "{}", told());
    let delivered = Ran::of(world.deliver().output().unwrap());
    assert_eq!(delivered.code, Some(0), "{}{delivered:#?}", told());

    let sent: Value = serde_json::from_str(&document()).unwrap();
    let key = "predictive_dialer_config";
    assert_eq!(world.sandbox.dialer(DIALER).unwrap()[key], sent[key], "{}", told());
    assert_eq!(world.sandbox.put_count(DIALER), 1, "{}", told());

    let records = world.audit();
    let of = |kind: &'static str| records.iter().filter(move |record| record["kind"] == kind);
    for intent in of("intent") {
        let closing = of("outcome").filter(|outcome| outcome["intent"] == intent["audit_id"]);
        assert_eq!(closing.count(), 1, "an intent has one outcome; {}", told());
    }
    let applied = records.iter().filter(|record| record["action"] == "UPDATE_PACING_RULES");
    assert_eq!(applied.count(), 1, "one change, one record of it; {}", told());

    let events = world.sandbox.events();
    let ids: BTreeSet<_> = events.iter().map(|event| event.id.clone().unwrap()).collect();
    assert_eq!(ids.len(), 1, "one change, one event; {}", told());
    assert!(events.iter().all(|event| event.signature == Signature::Verified), "{}", told());
}

/// What a crashed run may have done by itself: nothing without its intent in the log, and no event without its outcome.
pub fn in_order(world: &World, crashed: &str) {
    let log = std::fs::read_to_string(world.log()).unwrap_or_default();
    let whole: Vec<&str> = log.split_inclusive('\n').filter(|line| line.ends_with('\n')).collect();
    let has = |kind: &str| whole.iter().any(|line| line.contains(&format!(r#""kind":"{kind}""#)));
    let put = world.sandbox.requests().iter().any(|request| request.method == "PUT");
    assert!(!put || has("intent"), "{crashed}: it was sent without an intent in the log");
    assert!(world.sandbox.events().is_empty() || has("outcome"), "{crashed}: an event without an outcome in the log");
    world.assert_no_secret(&log);
}
