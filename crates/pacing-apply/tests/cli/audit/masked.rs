//! `--audit-masked`: what is of a client stays out of the log and the event.

use super::{audit, log, path};
use crate::platform::{DIALER, Platform};
use crate::run::{example, run};
use serde_json::Value;
use std::fs;

/// A platform, and documents that hold what is of a client.
fn platform() -> Platform {
    let platform = Platform::new();
    let document = example("outbound-sales.json");
    let with_data = document.replacen('{', r#"{"name": "CLIENT-DATA Ltd", "notes": {"call": "CLIENT-DATA"},"#, 1);
    fs::write(path(&platform, "sales.json"), with_data).unwrap();
    platform
}

#[test]
fn a_masked_log_holds_no_client_data_and_verifies_with_diff_and_seven_fields() {
    let platform = platform();
    assert_eq!(run(&mut platform.apply(&[])).code, Some(0));
    assert!(log(&platform).contains("CLIENT-DATA"), "without the flag it is there");

    let platform = self::platform();
    assert_eq!(run(&mut platform.apply(&["--audit-masked"])).code, Some(0));
    let stored = platform.sandbox.dialer(DIALER).unwrap();
    assert_eq!(stored["name"], "CLIENT-DATA Ltd", "what is sent is not masked");
    // And again, with the data on both sides.
    assert_eq!(run(&mut platform.apply(&["--audit-masked", "--force"])).code, Some(0));
    let records = platform.audit();
    assert!(!log(&platform).contains("CLIENT-DATA"), "{}", log(&platform));

    let outcome = records.iter().find(|record| record["outcome"] == "applied").unwrap();
    let seven =
        ["audit_id", "timestamp", "action", "dialer_id", "speed_matrix", "abandon_threshold", "compliance_validated"];
    assert!(seven.iter().all(|field| !outcome[field].is_null()), "{outcome}");
    let document: Value = serde_json::from_str(&example("outbound-sales.json")).unwrap();
    assert_eq!(outcome["speed_matrix"], document["predictive_dialer_config"]["pacing_rules"]);
    assert!(!outcome["diff"].as_array().unwrap().is_empty());
    assert_eq!(outcome["masked"], true);
    let intent = records.iter().find(|record| record["kind"] == "intent").unwrap();
    assert_eq!((&intent["masked"], intent["body_sha256"].as_str().map(str::len)), (&Value::Bool(true), Some(64)));
    assert_eq!(intent["after"]["predictive_dialer_config"], document["predictive_dialer_config"]);

    // The event is in the log until it is delivered, so it holds no more than the log may.
    let event: Value = serde_json::from_str(outcome["event"]["payload"].as_str().unwrap()).unwrap();
    assert_eq!(event["configuration"]["predictive_dialer_config"], document["predictive_dialer_config"]);
    assert_eq!(event["configuration"]["name"], Value::Null);
    let shown = audit(&platform, &["show", "--record", &outcome["seq"].to_string()]);
    assert!(shown.stdout.contains("client data was left out"), "{}", shown.stdout);
}

#[test]
fn the_platforms_words_stay_out() {
    let platform = platform();
    for masked in [false, true] {
        let mut apply = platform.apply(if masked { &["--audit-masked"] } else { &[] });
        let ran = run(apply.env("CXONE_CLIENT_SECRET", "wrong"));
        assert_eq!(ran.code, Some(3), "{ran:?}");
        let outcome = platform.outcome();
        let attempt = platform.audit().into_iter().rfind(|record| record["kind"] == "attempt").unwrap();
        assert_eq!(attempt["status"], 401);
        assert_eq!(attempt["message"].is_null(), masked, "{attempt}");
        assert_eq!(outcome["message"].as_str().unwrap().contains("(words left out)"), masked, "{outcome}");
    }
}

#[test]
fn a_masked_change_is_not_rolled_back() {
    let platform = platform();
    assert_eq!(run(&mut platform.apply(&["--audit-masked"])).code, Some(0));
    let puts = platform.sandbox.put_count(DIALER);
    let back = run(&mut platform.command(&["rollback", "--last", "--yes", "--webhook-allow", "127.0.0.1"]));
    assert_eq!(back.code, Some(3), "{back:?}");
    assert!(back.stderr.contains("is masked"), "{}", back.stderr);
    assert_eq!(platform.sandbox.put_count(DIALER), puts);
}

/// A run that was killed, a cron job without the flag: what was left out so far does not come in by the way.
#[test]
fn a_masked_log_stays_masked_without_the_flag() {
    let platform = platform();
    assert_eq!(run(&mut platform.apply(&["--audit-masked"])).code, Some(0));
    // A refusal holds no document, so it says nothing about the log; and a new file goes on as the closed one did.
    fs::write(path(&platform, "broken.json"), example("broken.json")).unwrap();
    assert_eq!(run(&mut platform.command(&["apply", "broken.json", "--yes"])).code, Some(1));
    for rotate in [false, true] {
        if rotate {
            assert_eq!(audit(&platform, &["rotate"]).code, Some(0));
        }
        let ran = run(&mut platform.apply(&["--force"]));
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(ran.stderr.contains("was written without client data so far"), "{}", ran.stderr);
        assert!(!log(&platform).contains("CLIENT-DATA"), "{}", log(&platform));
        assert_eq!(platform.outcome()["masked"], true);
    }
    let ran = run(&mut platform.apply(&["--force", "--audit", "whole.log"]));
    assert!(ran.code == Some(0) && !ran.stderr.contains("without client data"), "{ran:?}");
    assert!(fs::read_to_string(path(&platform, "whole.log")).unwrap().contains("CLIENT-DATA"));
}
