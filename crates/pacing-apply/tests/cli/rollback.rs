//! `rollback`: back to what the dialer held before a change.

use crate::platform::{DIALER, Platform, without_secrets};
use crate::run::{Ran, run};
use serde_json::{Value, json};

/// A platform to which a change was applied; gives the config that the dialer held before.
fn changed() -> (Platform, Value) {
    let platform = Platform::new();
    let before = config(&platform);
    assert_eq!(run(&mut platform.apply(&[])).code, Some(0));
    assert_ne!(config(&platform), before);
    (platform, before)
}

fn config(platform: &Platform) -> Value {
    platform.sandbox.dialer(DIALER).unwrap()["predictive_dialer_config"].clone()
}

fn rollback(platform: &Platform, args: &[&str]) -> Ran {
    let always = ["rollback", "--webhook-allow", "127.0.0.1", "--base-delay", "50ms", "--poll-interval", "50ms"];
    without_secrets(run(&mut platform.command(&[&always, args].concat())))
}

fn seq_of(platform: &Platform, kind: &str) -> String {
    platform.audit().iter().find(|record| record["kind"] == kind).unwrap()["seq"].to_string()
}

#[test]
fn the_dialer_gets_back_what_it_held() {
    for by in ["record", "run", "last"] {
        let (platform, before) = changed();
        let outcome = platform.outcome();
        let (seq, run_id) = (outcome["seq"].to_string(), outcome["run_id"].as_str().unwrap().to_owned());
        let ran = match by {
            "record" => rollback(&platform, &[&seq, "--yes"]),
            "run" => rollback(&platform, &["--run", &run_id, "--yes"]),
            _ => rollback(&platform, &["--last", "--yes"]),
        };
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(
            ran.stdout.contains("Plan for dialer") && ran.stdout.contains("applied, and read back"),
            "{}",
            ran.stdout
        );
        assert_eq!(config(&platform), before);
        assert_eq!((platform.sandbox.put_count(DIALER), platform.sandbox.events().len()), (2, 2));

        let records = platform.audit();
        let intents: Vec<_> = records.iter().filter(|record| record["kind"] == "intent").collect();
        assert_eq!((&intents[0]["rollback_of"], &intents[1]["rollback_of"]), (&Value::Null, &outcome["audit_id"]));
        assert_eq!(intents[1]["reason"], format!("rollback of record {seq}"));
        assert!(intents[1]["etag"].is_string(), "it is sent on the version that was read");
        assert_eq!(intents[1]["after"].get("status"), None, "the status is the platform's own");
        let last = platform.outcome();
        assert_eq!((&last["outcome"], &last["after"]["predictive_dialer_config"]), (&json!("applied"), &before));
    }
}

#[test]
fn a_rollback_can_be_taken_back_and_keeps_the_reason() {
    let (platform, _) = changed();
    let applied = config(&platform);
    assert_eq!(rollback(&platform, &["--last", "--yes", "--reason", "too fast", "--actor", "eve"]).code, Some(0));
    let record = platform.outcome();
    assert!(record["reason"].as_str().unwrap().starts_with("too fast (rollback of record "), "{}", record["reason"]);
    assert_eq!(record["actor"], "eve");
    assert_eq!(rollback(&platform, &["--last", "--yes"]).code, Some(0));
    assert_eq!(config(&platform), applied);
}

#[test]
fn later_changes_are_taken_back_as_well_and_that_is_said() {
    let (platform, before) = changed();
    let seq = platform.outcome()["seq"].to_string();
    let path = platform.folder.path().join("sales.json");
    let text = std::fs::read_to_string(&path).unwrap().replace("\"max_speed\": 45", "\"max_speed\": 48");
    std::fs::write(&path, text).unwrap();
    assert_eq!(run(&mut platform.apply(&[])).code, Some(0));
    let ran = rollback(&platform, &[&seq, "--yes"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stderr.contains("1 later change is taken back as well"), "{}", ran.stderr);
    assert_eq!(config(&platform), before);
}

#[test]
fn it_asks_like_apply() {
    let (platform, _) = changed();
    let ran = rollback(&platform, &["--last"]);
    assert_eq!(ran.code, Some(3), "{ran:?}");
    assert!(ran.stdout.contains("Plan for dialer"), "{}", ran.stdout);
    assert_eq!((platform.sandbox.put_count(DIALER), platform.outcome()["outcome"].as_str()), (1, Some("refused")));
}

#[test]
fn nothing_to_take_back_is_said() {
    let (platform, _) = changed();
    assert_eq!(rollback(&platform, &["--last", "--yes"]).code, Some(0));
    let again = rollback(&platform, &[&seq_of(&platform, "outcome"), "--yes"]);
    assert_eq!(again.code, Some(0), "{again:?}");
    assert!(again.stdout.contains("the dialer holds this already"), "{}", again.stdout);
    assert_eq!(platform.sandbox.put_count(DIALER), 2);
}

#[test]
fn what_cannot_be_taken_back_is_refused_with_the_reason() {
    let (platform, _) = changed();
    assert_eq!(run(&mut platform.apply(&[])).code, Some(0));
    let (intent, outcome) = (seq_of(&platform, "intent"), seq_of(&platform, "outcome"));
    let unchanged = platform.outcome()["seq"].to_string();
    let requests = platform.sandbox.requests().len();
    let unknown = "00000000-0000-4000-8000-000000000000";
    for (args, why) in [
        (vec!["999"], "nothing was sent: the audit log has no record 999".to_owned()),
        (
            vec![&intent],
            format!("record {intent} is no outcome but of kind `intent`; the outcome of its run is record {outcome}"),
        ),
        (vec![&unchanged], format!("record {unchanged} changed nothing: its outcome is `unchanged`")),
        (vec!["--run", unknown], format!("the audit log has no change of run `{unknown}`")),
        (
            vec![&outcome, "--dialer", "d-2"],
            format!("record {outcome} is of dialer `{DIALER}`, and `d-2` is addressed"),
        ),
        (vec!["--last", "--dialer", "d-2"], "the audit log has no applied change of dialer `d-2`".to_owned()),
        (vec![&outcome, "--base-url", "http://127.0.0.1:9"], "and the settings name `http://127.0.0.1:9`".to_owned()),
    ] {
        let ran = rollback(&platform, &[&args[..], &["--yes"]].concat());
        assert_eq!(ran.code, Some(3), "{args:?} {ran:?}");
        assert!(ran.stderr.contains(&why), "{args:?}: {}", ran.stderr);
    }
    assert_eq!(platform.sandbox.requests().len(), requests);

    let ran = rollback(&platform, &["--yes"]);
    assert_eq!(ran.code, Some(2), "one of the three is needed: {ran:?}");
    let ran = rollback(&platform, &["1", "--audit", "none.log"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(2), "error: there is no file `none.log`\n"));
}

#[test]
fn a_log_that_does_not_verify_is_not_relied_on() {
    let (platform, _) = changed();
    let log = platform.folder.path().join("pacing_audit.log");
    let text = std::fs::read_to_string(&log).unwrap();
    std::fs::write(&log, text.replacen("\"max_speed\":20", "\"max_speed\":99", 1)).unwrap();
    let ran = rollback(&platform, &["--last", "--yes"]);
    assert_eq!(ran.code, Some(3), "{ran:?}");
    assert!(ran.stderr.contains("the audit log `pacing_audit.log` is not relied on: line "), "{}", ran.stderr);
    assert_eq!(platform.sandbox.put_count(DIALER), 1);
}

/// The document of then is judged by the rules of now.
#[test]
fn an_earlier_document_that_breaks_a_rule_is_not_sent() {
    let mut config = pacing_sandbox::Config::holding(DIALER);
    let mut lax: Value = serde_json::from_str(&config.dialers[DIALER]).unwrap();
    lax["predictive_dialer_config"]["abandon_rate_threshold"] = json!(0.5);
    config.dialers.insert(DIALER.to_owned(), lax.to_string());
    let platform = Platform::with(config);
    assert_eq!(run(&mut platform.apply(&[])).code, Some(0));
    let ran = rollback(&platform, &["--last", "--yes"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.stderr.contains("what the dialer held before record"), "{}", ran.stderr);
    assert_eq!((platform.sandbox.put_count(DIALER), platform.outcome()["outcome"].as_str()), (1, Some("refused")));
}

/// `name` is of the dialer itself, and nobody's slip; who wants to know of such fields says so.
#[test]
fn what_the_dialer_held_is_not_called_unknown() {
    let (platform, _) = changed();
    assert!(platform.sandbox.dialer(DIALER).unwrap()["name"].is_string());
    let asked = rollback(&platform, &["--last", "--rule", "unknown-field=warning"]);
    assert!(asked.stderr.contains("S007"), "{}", asked.stderr);
    let ran = rollback(&platform, &["--last", "--yes"]);
    assert!(!ran.stderr.contains("S007"), "{}", ran.stderr);
    assert_eq!(platform.outcome()["checked"]["overrides"], json!({"unknown-field": "off"}));
}
