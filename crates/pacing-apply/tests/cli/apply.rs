//! `apply` that comes to its end: the dialer, the event and the audit log.

use crate::platform::{DIALER, NOBODY, Platform, without_secrets};
use crate::run::{example, run};
use pacing_sandbox::{Endpoint, Fault, RetryAfter, Signature};
use serde_json::{Value, json};
use std::process::Stdio;
use std::time::{Duration, Instant};

fn config(text: &str) -> Value {
    serde_json::from_str::<Value>(text).unwrap()["predictive_dialer_config"].clone()
}

#[test]
fn the_dialer_the_event_and_the_log_hold_what_was_asked_for() {
    let platform = Platform::new();
    let ran = without_secrets(run(&mut platform.apply(&["--actor", "ada", "--reason", "summer"])));
    assert_eq!(ran.code, Some(0), "{ran:?}");

    let sent = config(&example("outbound-sales.json"));
    assert_eq!(platform.sandbox.dialer(DIALER).unwrap()["predictive_dialer_config"], sent);
    assert_eq!(platform.sandbox.put_count(DIALER), 1);
    assert_eq!(
        platform.sandbox.last_put(DIALER).unwrap(),
        example("outbound-sales.json").replace(['\n', ' '], "").as_bytes()
    );

    let events = platform.sandbox.events();
    assert_eq!((events.len(), events[0].signature), (1, Signature::Verified));
    let event: Value = serde_json::from_slice(&events[0].body).unwrap();
    assert_eq!(event["event_type"], "PACING_UPDATE");
    assert_eq!(event["dialer_id"], DIALER);
    assert_eq!(event["configuration"]["predictive_dialer_config"], sent);
    assert_eq!(event["speed_matrix"], sent["pacing_rules"]);
    assert_eq!(event["abandon_threshold"], 0.025);

    let records = platform.audit();
    let updates: Vec<_> = records.iter().filter(|record| record["action"] == "UPDATE_PACING_RULES").collect();
    assert_eq!(updates.len(), 1);
    assert_eq!(updates[0]["compliance_validated"], true);
    assert_eq!((&updates[0]["actor"], &updates[0]["reason"]), (&json!("ada"), &json!("summer")));
    assert_eq!(updates[0]["speed_matrix"], sent["pacing_rules"]);
    assert_eq!(records.last().unwrap()["kind"], "webhook");
}

#[test]
fn applying_twice_changes_once() {
    let platform = Platform::new();
    assert_eq!(run(&mut platform.apply(&[])).code, Some(0));
    let again = run(&mut platform.apply(&[]));
    assert_eq!(again.code, Some(0));
    assert!(
        again.stdout.contains("Outcome   unchanged: the dialer holds this already; nothing was sent\n"),
        "{}",
        again.stdout
    );
    assert_eq!((platform.sandbox.put_count(DIALER), platform.sandbox.events().len()), (1, 1));
    assert_eq!(platform.outcome()["outcome"], "unchanged");
    assert_eq!(run(&mut platform.apply(&["--force"])).code, Some(0));
    assert_eq!(platform.sandbox.put_count(DIALER), 2);
}

#[test]
fn a_told_wait_is_waited_and_said() {
    let platform = Platform::new();
    platform.sandbox.fault(Endpoint::Put, Fault::answer(429).retry_after(RetryAfter::Seconds(1)).enforced());
    let begun = Instant::now();
    let ran = run(&mut platform.apply(&[]));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(begun.elapsed() >= Duration::from_secs(1));
    let said = ran.stderr.lines().find(|line| line.contains("429, the server asks for 1 s")).unwrap();
    assert!(said.ends_with("attempt 2 of 4 follows"), "{said}");
    assert!(ran.stdout.contains("sent 2 times"), "{}", ran.stdout);
    assert_eq!(platform.sandbox.put_count(DIALER), 1);
}

#[test]
fn a_dialer_that_reloads_is_waited_for() {
    let platform = Platform::new();
    platform.sandbox.fault(Endpoint::Put, Fault::reloading(Duration::from_millis(300)));
    let ran = run(&mut platform.apply(&[]));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stderr.contains("409"), "{}", ran.stderr);
    assert_eq!(platform.sandbox.put_count(DIALER), 1);
    let statuses: Vec<_> = platform
        .sandbox
        .requests()
        .into_iter()
        .filter(|request| request.method == "PUT")
        .map(|request| request.status)
        .collect();
    assert_eq!(statuses, [Some(409), Some(200)]);
}

#[test]
fn a_token_that_is_revoked_before_the_change_is_renewed_once() {
    let platform = Platform::new();
    platform.sandbox.fault(Endpoint::Put, Fault::revoke());
    let ran = run(&mut platform.apply(&[]));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!((platform.sandbox.tokens_issued(), platform.sandbox.put_count(DIALER)), (2, 1));
}

#[test]
fn an_event_that_arrives_late_arrives() {
    let platform = Platform::new();
    platform.sandbox.fault(Endpoint::Webhook, Fault::answer(500));
    let ran = run(&mut platform.apply(&[]));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stdout.contains("at attempt 2"), "{}", ran.stdout);
    assert_eq!(platform.sandbox.events().len(), 1);
}

#[test]
fn an_event_that_does_not_arrive_leaves_the_change_applied() {
    let failing = Platform::new();
    failing.sandbox.fault(Endpoint::Webhook, Fault::answer(500).times(99));
    let ran = without_secrets(run(&mut failing.apply(&["--max-retries", "1"])));
    assert_eq!(ran.code, Some(5), "{ran:?}");
    assert!(ran.stdout.contains("it waits in the audit log"), "{}", ran.stdout);
    assert_eq!(failing.sandbox.put_count(DIALER), 1);
    assert_eq!(failing.outcome()["outcome"], "applied");

    let down = Platform::new();
    let path = "CANARY-path";
    let nobody = format!("{NOBODY}/{path}");
    let ran = run(&mut down.apply(&["--max-retries", "1", "--webhook", &nobody]));
    assert_eq!(ran.code, Some(5), "{ran:?}");
    assert!(!ran.stdout.contains(path) && !ran.stderr.contains(path), "the path of a receiver may be a secret");
    assert_eq!(down.outcome()["outcome"], "applied");
}

#[test]
fn no_receiver_means_no_event() {
    let platform = Platform::new();
    let ran = run(platform.apply(&[]).env_remove("WFM_WEBHOOK_URL"));
    assert_eq!(ran.code, Some(0));
    assert!(ran.stdout.contains("No event will be sent: WFM_WEBHOOK_URL is not set.\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("Event     none: no receiver is set (WFM_WEBHOOK_URL)\n"), "{}", ran.stdout);
    assert!(platform.sandbox.events().is_empty());
}

#[test]
fn what_the_platform_stored_otherwise_is_shown() {
    let platform = Platform::new();
    platform.sandbox.fault(Endpoint::Put, Fault::store(json!({"predictive_dialer_config": {"max_speed": 44}})));
    let ran = run(&mut platform.apply(&[]));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stdout.contains("Sent, and what the platform stored\n  ~ max_speed  45 -> 44\n"), "{}", ran.stdout);
}

#[test]
fn machines_get_one_object() {
    let platform = Platform::new();
    let ran = without_secrets(run(&mut platform.apply(&["--format", "json", "--quiet"])));
    assert_eq!((ran.code, ran.stdout.lines().count()), (Some(0), 1));
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    for (field, value) in [
        ("outcome", json!("applied")),
        ("exit", json!(0)),
        ("confirmed", json!("answer_and_reading")),
        ("dialer", json!(DIALER)),
        ("attempts", json!(1)),
        ("event", json!({"state": "delivered"})),
        ("audit", json!({"file": "pacing_audit.log"})),
        ("differs", json!([])),
    ] {
        assert_eq!(json[field], value, "{field}");
    }
    let speed = json!({"path": "/predictive_dialer_config/max_speed", "what": "max_speed", "before": 20, "after": 45});
    assert!(json["changes"].as_array().unwrap().contains(&speed), "{json}");
    assert_eq!(json["run_id"], platform.outcome()["run_id"]);
}

#[test]
fn the_log_is_for_people_or_machines_and_as_long_as_wanted() {
    let lines = |args: &[&str]| {
        let ran = run(&mut Platform::new().apply(args));
        assert_eq!(ran.code, Some(0));
        ran.stderr.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let (normal, verbose) = (lines(&[]), lines(&["-v"]));
    assert!(verbose.len() > normal.len());
    for step in ["is valid", "token got", "applied; the dialer reloads", "event sent", "audit: outcome written"] {
        assert!(normal.iter().any(|line| line.contains(step)), "{step}: {normal:?}");
    }
    assert!(
        normal.iter().all(|line| line.as_bytes()[10] == b'T' && line[24..].starts_with(" info ")
            || line[24..].starts_with(" warning "))
    );
    assert!(lines(&["-q"]).iter().all(|line| line.contains(" warning ")));
    for line in lines(&["--log-format", "json"]) {
        let line: Value = serde_json::from_str(&line).unwrap();
        assert!(line["time"].is_string() && line["level"].is_string() && line["message"].is_string(), "{line}");
    }
}

#[test]
fn a_result_that_nobody_reads_changes_nothing() {
    let platform = Platform::new();
    let mut child = platform.apply(&[]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(platform.sandbox.put_count(DIALER), 1);
    assert!(String::from_utf8_lossy(&output.stderr).contains("nobody reads the result any more"));
}

#[test]
fn what_cannot_be_told_is_unknown() {
    let platform = Platform::new();
    platform.sandbox.fault(Endpoint::Get, Fault::default());
    platform.sandbox.fault(Endpoint::Get, Fault::answer(500).times(99));
    platform.sandbox.fault(Endpoint::Put, Fault::reset().after_work());
    let ran = without_secrets(run(&mut platform.apply(&["--max-retries", "1"])));
    assert_eq!(ran.code, Some(4), "{ran:?}");
    assert!(ran.stdout.contains("Outcome   unknown: it may be applied or not; sent once\n"), "{}", ran.stdout);
    // Nobody is left to think that the event comes by itself.
    assert!(
        ran.stdout.contains("Event     none: one goes out only for a change that is known to be made"),
        "{}",
        ran.stdout
    );
    assert!(ran.stderr.contains("\nerror: ") && ran.stderr.contains("\n  help: "), "{}", ran.stderr);
    assert_eq!((platform.sandbox.put_count(DIALER), platform.outcome()["outcome"].as_str()), (1, Some("unknown")));
}

#[test]
#[cfg(target_os = "linux")]
fn without_a_name_the_number_of_the_user_is_the_actor() {
    use std::os::unix::fs::MetadataExt;
    let platform = Platform::new();
    let uid = std::fs::metadata(platform.folder.path()).unwrap().uid();
    for (name, value, actor) in
        [("USER", "", format!("uid {uid}")), ("LOGNAME", "ada", "ada".to_owned()), ("USER", "eve", "eve".to_owned())]
    {
        let mut command = platform.apply(&["--force"]);
        assert_eq!(run(command.env("USER", "").env(name, value)).code, Some(0));
        assert_eq!(platform.outcome()["actor"], actor.as_str());
    }
}
