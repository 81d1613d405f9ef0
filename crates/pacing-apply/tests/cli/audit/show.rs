//! `audit show`.

use super::{LOG, applied, audit, log, path};
use crate::platform::{DIALER, Platform};
use crate::run::{Ran, run};
use pacing_sandbox::{Endpoint, Fault};
use serde_json::{Value, json};
use std::fs;

fn show(platform: &Platform, args: &[&str]) -> Ran {
    audit(platform, &[&["show"], args].concat())
}

fn json(platform: &Platform, args: &[&str]) -> Vec<Value> {
    let ran = show(platform, &[args, &["--format", "json"]].concat());
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let found: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(found["holds"], true);
    found["records"].as_array().unwrap().clone()
}

#[test]
fn the_table_says_when_who_what_where_how_and_why() {
    let platform = applied(&["--actor", "zoë", "--reason", "more agents on Monday"]);
    let ran = show(&platform, &[]);
    let lines: Vec<_> = ran.stdout.lines().collect();
    assert_eq!(lines.len(), 3, "{}", ran.stdout);
    let words = |line: &str| {
        line.split("  ").map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(words(lines[0]), ["WHEN (UTC)", "WHO", "WHAT", "DIALER", "PLATFORM", "OUTCOME", "RUN", "WHY"]);
    let change = words(lines[1]);
    assert_eq!(change[0], "6");
    let day = jiff_day(&change[1]);
    assert!(day.len() == 10, "{change:?}");
    let base_url = platform.sandbox.base_url();
    let outcome = platform.outcome();
    let run_id = &outcome["run_id"].as_str().unwrap()[..8];
    assert_eq!(change[2..], ["zoë", "change", DIALER, &base_url, "applied", run_id, "more agents on Monday"]);
    let last = ["event, delivery 1", DIALER, &base_url, "delivered", run_id, "more agents on Monday"];
    assert_eq!(words(lines[2])[3..], last);
    assert_eq!(show(&platform, &["--all"]).stdout.lines().count(), 8);
}

fn jiff_day(time: &str) -> &str {
    time.split(' ').next().unwrap()
}

#[test]
fn records_are_chosen_by_run_dialer_and_time() {
    let platform = applied(&["--reason", "first"]);
    assert_eq!(run(&mut platform.apply(&["--force", "--reason", "second"])).code, Some(0));
    let all = json(&platform, &["--all"]);
    let run_id = all.last().unwrap()["run_id"].as_str().unwrap();
    // How often a run looks at a dialer that reloads depends on the machine.
    let second = all.iter().position(|record| record["run_id"] == run_id).unwrap();
    assert!(second >= 7 && all.len() >= second + 7, "{second} of {}", all.len());
    let time = all[second]["timestamp"].as_str().unwrap();
    for chosen in [json(&platform, &["--run", &run_id[..8]]), json(&platform, &["--all", "--since", time])] {
        assert_eq!(chosen, all[second..], "a run is shown with all its records");
    }
    assert_eq!(json(&platform, &["--all", "--until", time]), all[..second]);
    assert_eq!(json(&platform, &["--dialer", DIALER]).len(), 4);
    for nothing in [["--dialer", "other"], ["--since", "2999-01-01"]] {
        assert_eq!(json(&platform, &nothing).len(), 0, "{nothing:?}");
        assert_eq!(show(&platform, &nothing).stdout, "no record is of this kind\n");
    }
    let wrong = show(&platform, &["--since", "yesterday"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.contains("2026-03-02"), "{}", wrong.stderr);
}

#[test]
fn one_record_is_shown_in_full_with_its_changes() {
    let platform = applied(&["--reason", "more agents"]);
    let outcome = platform.outcome();
    for by in [outcome["seq"].to_string(), outcome["audit_id"].as_str().unwrap().to_owned()] {
        let ran = show(&platform, &["--record", &by]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        for part in
            ["Record 6: change\n", "why         more agents\n", "attempts    4\n", "outcome     applied\n", " -> "]
        {
            assert!(ran.stdout.contains(part), "{part}: {}", ran.stdout);
        }
        let hash = outcome["hash"].as_str().unwrap();
        assert!(ran.stdout.contains(hash), "{}", ran.stdout);
        for change in outcome["diff"].as_array().unwrap() {
            assert!(ran.stdout.contains(change["path"].as_str().unwrap()), "{change}: {}", ran.stdout);
        }
    }
    assert_eq!(json(&platform, &["--record", "6"]), [outcome]);
    let none = show(&platform, &["--record", "99"]);
    assert_eq!((none.code, none.stderr.as_str()), (Some(2), "error: there is no record `99` in `pacing_audit.log`\n"));
}

#[test]
fn what_waits_is_named_below_the_table_unless_it_was_not_asked_for() {
    let platform = Platform::new();
    platform.sandbox.fault(Endpoint::Webhook, Fault::answer(404));
    assert_eq!(run(&mut platform.apply(&[])).code, Some(5));
    let outcome = platform.outcome();
    let note =
        format!("note: the event of record {}, of dialer `{DIALER}`, waits; `deliver` sends it\n", outcome["seq"]);
    assert!(show(&platform, &[]).stdout.ends_with(&note), "{}", show(&platform, &[]).stdout);
    let open = |args: &[&str]| {
        let ran = show(&platform, &[args, &["--format", "json"]].concat());
        serde_json::from_str::<Value>(&ran.stdout).unwrap()["open"].clone()
    };
    assert_eq!(open(&[]), json!({"intents": [], "events": [outcome["event"]["id"]]}));
    assert_eq!(open(&["--dialer", "other"]), json!({"intents": [], "events": []}));
    assert_eq!(run(&mut platform.command(&["deliver", "--webhook-allow", "127.0.0.1"])).code, Some(0));
    assert_eq!(open(&[]), json!({"intents": [], "events": []}));
}

#[test]
fn a_log_that_does_not_hold_is_shown_with_a_warning() {
    let platform = applied(&[]);
    fs::write(path(&platform, LOG), log(&platform).replacen("ACTIVE", "active", 1)).unwrap();
    let ran = show(&platform, &[]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.stderr.starts_with("warning: pacing_audit.log does not hold: line "), "{}", ran.stderr);
}

/// What a client wrote into its reason steers no terminal.
#[test]
fn texts_of_others_are_plain() {
    let platform = applied(&["--reason", "red \u{1b}[31m alert \u{202e} nohtyp", "--actor", "a\nb"]);
    for args in [vec!["show"], vec!["show", "--record", "6"], vec!["show", "--all"]] {
        let ran = audit(&platform, &args);
        assert!(!ran.stdout.contains(['\u{1b}', '\u{202e}']) && !ran.stdout.contains("a\nb"), "{}", ran.stdout);
    }
}

#[test]
fn a_run_that_is_not_there_is_a_slip() {
    let platform = applied(&[]);
    let ran = show(&platform, &["--run", "zzz"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    assert_eq!(ran.stderr, format!("error: there is no run `zzz` in `{LOG}`\n"));
    let run_id = platform.outcome()["run_id"].as_str().unwrap().to_owned();
    let ran = show(&platform, &["--run", &run_id, "--since", "2999-01-01"]);
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (Some(0), "no record is of this kind\n"),
        "it is there, but not of then"
    );
}
