//! `apply` that ends without a change, and says so.

use crate::platform::{DIALER, NOBODY, Platform, without_secrets};
use crate::run::{Ran, example, pacing, run, run_with_input};
use pacing_sandbox::{Config, Endpoint, Fault, RetryAfter};
use std::fs;
use std::time::{Duration, Instant};

/// Runs an apply that must not change the dialer, and whose log must say so.
fn refused(platform: &Platform, args: &[&str], exit: i32, outcome: &str) -> Ran {
    let ran = without_secrets(run(&mut platform.apply(args)));
    assert_eq!(ran.code, Some(exit), "{ran:?}");
    assert_eq!((platform.sandbox.put_count(DIALER), platform.sandbox.events().len()), (0, 0));
    let record = platform.outcome();
    assert_eq!((record["outcome"].as_str(), record["exit_code"].as_i64()), (Some(outcome), Some(exit.into())));
    assert!(platform.audit().iter().all(|record| record.get("compliance_validated").is_none()));
    ran
}

#[test]
fn without_settings_all_that_are_missing_are_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("sales.json"), example("outbound-sales.json")).unwrap();
    let apply = |args: &[&str]| run(pacing(args).current_dir(&folder));
    let ran = apply(&["apply", "sales.json", "--yes"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("error: not set: CXONE_CLIENT_ID, CXONE_CLIENT_SECRET\n"), "{}", ran.stderr);
    let ran = apply(&["pull"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.stderr.contains("error: not set: CXONE_CLIENT_ID, CXONE_CLIENT_SECRET, CXONE_DIALER_ID\n"),
        "{}",
        ran.stderr
    );
    let ran = apply(&["plan", "sales.json", "--client-id", "x"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("error: not set: CXONE_CLIENT_SECRET\n"), "{}", ran.stderr);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "no log was begun");
}

#[test]
fn a_wrong_secret_is_explained_without_showing_it() {
    let platform = Platform::new();
    let ran = without_secrets(run(platform.apply(&[]).env("CXONE_CLIENT_SECRET", "CANARY-wrong")));
    assert_eq!(ran.code, Some(3));
    assert!(!ran.stderr.contains("CANARY"), "{}", ran.stderr);
    let tail =
        platform.sandbox.client_id().chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect::<String>();
    for words in ["/oauth2/token", "401", &tail, "help: check CXONE_CLIENT_ID and CXONE_CLIENT_SECRET"] {
        assert!(ran.stderr.contains(words), "{words}: {}", ran.stderr);
    }
    assert_eq!(platform.outcome()["outcome"], "not_applied");
}

#[test]
fn an_unknown_dialer_is_404() {
    let platform = Platform::with(Config::holding("another"));
    let ran = refused(&platform, &[], 3, "not_applied");
    assert!(ran.stderr.contains("404") && ran.stderr.contains("help: check the dialer id"), "{}", ran.stderr);
}

#[test]
fn a_client_that_may_only_read_is_403() {
    let platform = Platform::with(Config::holding(DIALER).read_only());
    let ran = refused(&platform, &[], 3, "not_applied");
    assert!(ran.stderr.contains("403") && ran.stderr.contains("outbound:predictive_dialer:update"), "{}", ran.stderr);
    let before = ran.stderr.find("lacks the scope").unwrap();
    assert!(before < ran.stderr.find("error: ").unwrap(), "it is said before the change is tried");
}

#[test]
fn a_servers_400_is_shown_in_its_words() {
    let platform = Platform::new();
    let body = r#"{"error": "invalid", "message": "max_speed must be a multiple of 7"}"#;
    platform.sandbox.fault(Endpoint::Put, Fault::answer(400).body("application/json", body));
    let ran = refused(&platform, &[], 3, "not_applied");
    assert!(ran.stderr.contains("max_speed must be a multiple of 7"), "{}", ran.stderr);
    assert!(ran.stdout.contains("Outcome   not applied; sent once\n"), "{}", ran.stdout);
}

#[test]
fn a_document_with_an_overlap_is_never_sent() {
    let platform = Platform::new();
    let text = example("outbound-sales.json").replace("\"agent_count_max\": 5,", "\"agent_count_max\": 8,");
    fs::write(platform.folder.path().join("sales.json"), text).unwrap();
    let ran = refused(&platform, &[], 1, "refused");
    assert!(ran.stderr.contains("error[M003 matrix-overlap]") && ran.stdout.is_empty(), "{ran:?}");
    assert!(platform.sandbox.requests().is_empty());
    assert_eq!(platform.outcome()["dialer_id"], DIALER);

    let json = run(&mut platform.apply(&["--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!((json["outcome"].as_str(), json["exit"].as_i64()), (Some("refused"), Some(1)));
    assert_eq!(json["report"]["diagnostics"][0]["code"], "M003");
}

#[test]
fn rate_limits_that_do_not_end_are_busy() {
    let platform = Platform::new();
    platform.sandbox.fault(Endpoint::Put, Fault::answer(429).times(99));
    let ran = refused(&platform, &["--max-retries", "2"], 7, "not_applied");
    assert!(ran.stderr.contains("attempt 3 of 3") && ran.stderr.contains("update less often"), "{}", ran.stderr);
}

#[test]
fn a_wait_that_is_too_long_is_not_begun() {
    let platform = Platform::new();
    platform.sandbox.fault(Endpoint::Put, Fault::answer(429).retry_after(RetryAfter::Seconds(3600)));
    let begun = Instant::now();
    let ran = refused(&platform, &[], 7, "not_applied");
    assert!(begun.elapsed() < Duration::from_secs(10));
    assert!(ran.stderr.contains("help: come back after 20"), "{}", ran.stderr);
}

#[test]
fn a_platform_that_is_not_there_is_not_applied() {
    let platform = Platform::new();
    let ran = refused(&platform, &["--base-url", NOBODY, "--max-retries", "1"], 3, "not_applied");
    assert!(ran.stderr.contains("no answer from") && ran.stderr.contains("in 2 attempts"), "{}", ran.stderr);
}

#[test]
fn without_a_terminal_and_without_yes_nothing_is_sent() {
    let platform = Platform::new();
    let ran = without_secrets(run(&mut platform.command(&["apply", "sales.json", "--webhook-allow", "127.0.0.1"])));
    assert_eq!(ran.code, Some(3));
    assert!(ran.stdout.contains("2 to add, 4 to change, 1 to remove."), "the plan is shown: {}", ran.stdout);
    assert!(ran.stderr.contains("there is no terminal to ask on, so it needs `--yes`"), "{}", ran.stderr);
    assert_eq!((platform.sandbox.put_count(DIALER), platform.outcome()["outcome"].as_str()), (0, Some("refused")));

    let json = run(&mut platform.command(&["apply", "sales.json", "--webhook-allow", "127.0.0.1", "--format", "json"]));
    assert_eq!(json.code, Some(3));
    assert!(json.stdout.contains(r#""outcome":"refused""#), "{}", json.stdout);
}

#[test]
fn the_document_and_the_settings_name_one_dialer() {
    let platform = Platform::new();
    let ran = run(platform.apply(&[]).env("CXONE_DIALER_ID", "another"));
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("error[S011 other-dialer]"), "{}", ran.stderr);
    let ran = run(platform.apply(&[]).env("CXONE_DIALER_ID", "../campaigns/7?purge=1#"));
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("error: CXONE_DIALER_ID: "), "{}", ran.stderr);
    assert!(platform.sandbox.requests().is_empty());
    assert_eq!(run(platform.apply(&[]).env("CXONE_DIALER_ID", DIALER)).code, Some(0));
}

#[test]
fn without_an_audit_log_nothing_is_changed() {
    let platform = Platform::new();
    fs::create_dir(platform.folder.path().join("folder")).unwrap();
    for (path, words) in [("folder", "is a folder"), ("nowhere/a.log", "does not exist")] {
        let ran = run(&mut platform.apply(&["--audit", path]));
        assert_eq!(ran.code, Some(6), "{ran:?}");
        assert!(ran.stderr.contains(words), "{}", ran.stderr);
    }
    assert!(platform.sandbox.requests().is_empty());
}

#[test]
fn addresses_that_would_show_a_secret_or_reach_inside_are_refused() {
    let platform = Platform::new();
    for (args, words) in [
        (["--base-url", "http://api.example.com"], "error: --base-url is http"),
        (["--base-url", "https://user:CANARY@api.example.com"], "error: --base-url holds"),
        (["--webhook", "http://wfm.example.com/x"], "error: --webhook is http"),
        (["--webhook", "https://169.254.169.254/latest"], "--webhook-allow 169.254.169.254"),
        (["--webhook", "https://10.0.0.1/"], "--webhook-allow 10.0.0.1"),
    ] {
        let ran = run(&mut platform.apply(&args));
        assert_eq!(ran.code, Some(2), "{args:?}: {ran:?}");
        assert!(ran.stderr.contains(words) && !ran.stderr.contains("CANARY"), "{args:?}: {}", ran.stderr);
    }
    let ran = run(platform.apply(&[]).env("WFM_WEBHOOK_SECRET", "CANARY"));
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("WFM_WEBHOOK_SECRET") && !ran.stderr.contains("CANARY"), "{}", ran.stderr);
    assert!(platform.sandbox.requests().is_empty());
}

#[test]
fn files_that_cannot_be_applied_are_usage() {
    let platform = Platform::new();
    for (file, words) in [("nope.json", "there is no file `nope.json`"), (".", "`.` is a folder")] {
        let ran = run(&mut platform.command(&["apply", file, "--yes"]));
        assert_eq!(ran.code, Some(2));
        assert!(ran.stderr.contains(words), "{}", ran.stderr);
    }
    let ran = run_with_input(&mut platform.command(&["apply", "-", "--yes"]), b"\xff");
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("the text is not UTF-8"), "{}", ran.stderr);
}
