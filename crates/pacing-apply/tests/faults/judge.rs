//! The four things that hold in every row, whatever went wrong.

use pacing_sandbox::{Recorded, Signature};
use rustix::process::Signal;
use serde_json::{Value, json};

use crate::page::Line;
use crate::row::{Event, Log, Route, Row};
use crate::scene::Played;
use crate::world::{DIALER, Ran, document};

/// Judges what is left of a row, and gives its line in the table.
pub fn judge(row: &Row, played: &Played) -> Line {
    let last = played.runs.last().unwrap();
    let told = format!("{:#?}\n{:#?}", played.runs, played.world.sandbox.requests());
    assert_eq!(last.code, Some(row.ends.exit), "the exit code; {told}");
    let result = last.result();
    assert_eq!(result["outcome"].as_str().unwrap_or_default(), row.ends.outcome, "{told}");
    for run in &played.runs {
        played.world.assert_no_secret(&(run.stdout.clone() + &run.stderr));
    }
    if row.stop.is_some_and(|stop| stop.signal == Signal::TERM) {
        let stopped = &played.runs[0];
        assert!(stopped.code == Some(143) && stopped.stderr.contains("stopped"), "it says where it stands; {told}");
    }
    applied_at_most_once_and_as_reported(row, played, &result);
    let requests = played.world.sandbox.requests();
    // The run that is given after a signal knows nothing of what the one before was told.
    let (before, after) = requests.split_at(played.stopped_after);
    [before, after].into_iter().for_each(waits_never_shorter_than_told);
    if matches!(row.log, Log::FullDisk | Log::Folder) {
        assert!(played.world.sandbox.events().is_empty() && last.stderr.contains("audit log"), "{told}");
    } else {
        let records = played.world.audit();
        audit_tells_what_happened(row, played, &records);
        event_delivered_or_waiting(row, played, &records, &result);
    }
    let line = Line::new(row, played);
    if matches!((row.ends.event, row.route), (Event::Waiting | Event::GivenUp, Route::Direct)) {
        what_waits_is_delivered(row, played);
    }
    line
}

fn applied_at_most_once_and_as_reported(row: &Row, played: &Played, result: &Value) {
    let sandbox = &played.world.sandbox;
    assert_eq!(sandbox.put_count(DIALER), row.ends.stored, "how often it was stored");
    assert!(row.ends.stored <= 1);
    let sent: Value = serde_json::from_str(&document()).unwrap();
    let key = "predictive_dialer_config";
    let holds = sandbox.dialer(DIALER).unwrap()[key] == sent[key];
    let differs = result["differs"].as_array().is_some_and(|differs| !differs.is_empty());
    match row.ends.outcome {
        "applied" | "unchanged" => assert_ne!(holds, differs, "what it reports is what is stored: {result}"),
        _ => assert!(!holds, "it says that it is not applied"),
    }
}

/// By the sandbox's clock: nobody came back to an address before the time that it had told.
fn waits_never_shorter_than_told(requests: &[Recorded]) {
    for (index, request) in requests.iter().enumerate() {
        let Some(until) = request.come_back_ms else { continue };
        let same = |later: &&Recorded| later.method == request.method && later.path == request.path;
        let early = requests.iter().skip(index + 1).filter(same).find(|later| later.at_ms < until);
        assert_eq!(early, None, "told to come back at {until} ms; all: {requests:#?}");
    }
}

/// The log verifies, has an outcome as reported, and names every request that the sandbox saw. A run that was killed
/// may have died before it wrote down its last one.
fn audit_tells_what_happened(row: &Row, played: &Played, records: &[Value]) {
    let outcome = records.iter().rfind(|record| record["kind"] == "outcome").unwrap();
    assert_eq!(outcome["outcome"], row.ends.outcome);
    let applied = |record: &&Value| record["action"] == "UPDATE_PACING_RULES";
    assert_eq!(records.iter().filter(applied).count() as u64, u64::from(row.ends.stored > 0), "{records:#?}");
    if row.log == Log::Torn {
        assert!(records.iter().any(|record| record["kind"] == "recovery" && record["found"] == "torn_tail"));
    }
    for intent in records.iter().filter(|record| record["kind"] == "intent") {
        let closes = |record: &&Value| record["kind"] == "outcome" && record["intent"] == intent["audit_id"];
        assert_eq!(records.iter().filter(closes).count(), 1, "an intent has one outcome");
    }
    let mut written = records.iter().filter(|record| record["method"].is_string() || record["kind"] == "webhook");
    let mut missing = 0;
    let mut next = written.next();
    for seen in played.world.sandbox.requests() {
        if next.is_some_and(|record| is_about(record, &seen)) {
            next = written.next();
        } else {
            missing += 1;
        }
    }
    let unseen = next.into_iter().chain(written).filter(|record| !never_sent(record)).collect::<Vec<_>>();
    assert!(unseen.is_empty(), "the log has requests that nobody sent: {unseen:#?}");
    assert!(missing <= usize::from(row.stop.is_some()), "{missing} requests are not in the log: {records:#?}");
}

fn is_about(record: &Value, seen: &Recorded) -> bool {
    let (method, path) = match record["kind"].as_str() {
        Some("webhook") => ("POST", "/wfm/pacing-sync"),
        _ => (record["method"].as_str().unwrap(), record["path"].as_str().unwrap()),
    };
    let status = &record["status"];
    let same_status = *status == json!(seen.status) || (status.is_null() && seen.fault);
    let told = record["retry_after"].is_null() == seen.come_back_ms.is_none() || status.is_null();
    method == seen.method && path == seen.path && same_status && told
}

/// What did not get as far as the sandbox.
fn never_sent(record: &Value) -> bool {
    record["class"] == "not_sent" || (record["kind"] == "webhook" && record["status"].is_null())
}

fn event_delivered_or_waiting(row: &Row, played: &Played, records: &[Value], result: &Value) {
    let events = played.world.sandbox.events();
    assert!(events.iter().all(|event| event.signature == Signature::Verified), "{events:?}");
    let made: Vec<_> = records.iter().map(|record| &record["event"]).filter(|event| event.is_object()).collect();
    let closed =
        |result: &str| records.iter().any(|record| record["result"] == result && record["event_id"] == made[0]["id"]);
    if row.ends.event == Event::None {
        assert!(made.is_empty() && events.is_empty(), "no event without a change");
        return;
    }
    assert_eq!(made.len(), 1, "one change, one event");
    let ids = events.iter().map(|event| event.id.as_deref());
    assert!(ids.into_iter().all(|id| id == made[0]["id"].as_str()), "{events:?}");
    assert!(events.iter().all(|event| event.body == made[0]["payload"].as_str().unwrap()));
    let (state, arrived) = match row.ends.event {
        Event::Delivered => ("delivered", true),
        Event::GivenUp => ("given_up", false),
        Event::Waiting | Event::None => ("waiting", false),
    };
    assert_eq!((events.is_empty(), closed("delivered")), (!arrived, arrived));
    assert_eq!(closed("given_up"), row.ends.event == Event::GivenUp);
    if row.stop.is_none() {
        assert_eq!(result["event"]["state"], state);
    }
}

/// Once nothing goes wrong any more, `deliver` brings what waits.
fn what_waits_is_delivered(row: &Row, played: &Played) {
    let world = &played.world;
    world.sandbox.clear_faults();
    let ran = Ran::of(world.deliver().output().unwrap());
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let accepted = world.sandbox.events().iter().filter(|event| event.refused.is_none()).count();
    assert_eq!(accepted, usize::from(row.ends.event == Event::Waiting), "{ran:#?}");
    world.audit();
}
