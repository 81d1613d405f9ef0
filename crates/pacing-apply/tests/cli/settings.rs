//! Where settings come from: flag, environment, `.env`, default.

use crate::platform::{DIALER, Platform, SECRET};
use crate::run::{pacing, run};
use pacing_sandbox::{Endpoint, Fault};
use std::fs;

#[test]
fn a_dotenv_file_is_read_and_counts_least() {
    let platform = Platform::new();
    let plan = |dotenv: &str, env: &[(&str, &str)], args: &[&str]| {
        fs::write(platform.folder.path().join(".env"), dotenv).unwrap();
        run(pacing(["plan", "sales.json"]).args(args).current_dir(&platform.folder).envs(env.iter().copied()))
    };
    let (url, id) = (platform.sandbox.base_url(), platform.sandbox.client_id());
    let good = format!(
        "CXONE_BASE_URL={url}\n# the client\nexport CXONE_CLIENT_ID=\"{id}\"\nCXONE_CLIENT_SECRET='{SECRET}'\n"
    );
    assert_eq!(plan(&good, &[], &[]).code, Some(10));
    let bad = good.replace(SECRET, "other");
    assert_eq!(plan(&bad, &[], &[]).code, Some(3));
    assert_eq!(plan(&bad, &[("CXONE_CLIENT_SECRET", SECRET)], &[]).code, Some(10), "the environment counts more");
    assert_eq!(plan(&good, &[("CXONE_CLIENT_SECRET", "")], &[]).code, Some(10), "an empty setting is none");
    assert_eq!(plan(&good, &[("CXONE_CLIENT_ID", "other")], &[]).code, Some(3));
    assert_eq!(plan(&good, &[("CXONE_CLIENT_ID", "other")], &["--client-id", id]).code, Some(10), "a flag counts most");
    assert_eq!(plan(&good, &[("CXONE_BASE_URL", "http://127.0.0.1:9")], &["--base-url", &url]).code, Some(10));
}

#[test]
fn a_dotenv_file_that_cannot_be_read_is_not_shown() {
    let platform = Platform::new();
    fs::write(platform.folder.path().join(".env"), "CXONE_CLIENT_SECRET=CANARY one two\n").unwrap();
    let ran = run(&mut platform.command(&["plan", "sales.json"]));
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("cannot read `.env`") && !ran.stderr.contains("CANARY"), "{}", ran.stderr);
}

#[test]
fn credentials_go_by_basic_where_asked() {
    let platform = Platform::new();
    assert_eq!(run(&mut platform.command(&["plan", "sales.json", "--client-auth", "basic"])).code, Some(10));
}

#[test]
fn durations_are_seconds_or_have_a_unit() {
    let platform = Platform::new();
    for good in ["1", "0.5", "500ms", "2m", "1m 30s"] {
        assert_eq!(run(&mut platform.command(&["plan", "sales.json", "--deadline", good])).code, Some(10), "{good}");
    }
    for bad in ["-1", "soon", "", "inf", "NaN"] {
        let ran = run(&mut platform.command(&["plan", "sales.json", &format!("--deadline={bad}")]));
        assert_eq!(ran.code, Some(2), "{bad}");
        assert!(ran.stderr.contains("--deadline"), "{}", ran.stderr);
    }
}

#[test]
fn what_is_pulled_can_be_checked_planned_and_applied() {
    let platform = Platform::new();
    let ran = run(platform.command(&["pull", "-q"]).env("CXONE_DIALER_ID", DIALER));
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!(
        "pulled",
        ran.stdout.lines().filter(|line| !line.contains("\"date")).collect::<Vec<_>>().join("\n")
    );
    fs::write(platform.folder.path().join("pulled.json"), &ran.stdout).unwrap();
    assert_eq!(run(&mut platform.command(&["check", "pulled.json"])).code, Some(0));
    assert_eq!(run(&mut platform.command(&["plan", "pulled.json"])).code, Some(0));
    assert_eq!(run(&mut platform.apply(&[])).code, Some(0));
    assert_eq!(run(&mut platform.command(&["plan", "sales.json"])).code, Some(0), "it holds now what was applied");
    assert_eq!(run(&mut platform.command(&["pull", "--dialer", "nobody"])).code, Some(3));
}

#[test]
fn a_plan_is_shown_and_nothing_is_done() {
    let platform = Platform::new();
    let ran = run(&mut platform.command(&["plan", "sales.json", "--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, json["exit"].as_i64(), json["status"].as_str()), (Some(10), Some(10), Some("ACTIVE")));
    assert_eq!(json["changes"].as_array().unwrap().len(), 7);
    assert!(json["only_stored"].as_array().unwrap().contains(&"/name".into()));
    assert_eq!(platform.sandbox.put_count(DIALER), 0);
    assert_eq!(fs::read_dir(&platform.folder).unwrap().count(), 1, "a plan is not audited");

    const NO_EVENT: &str = "\nNo event will be sent: WFM_WEBHOOK_URL is not set.\n";
    let plan = |receiver: bool| {
        let mut command = platform.command(&["plan", "sales.json"]);
        run(if receiver { &mut command } else { command.env_remove("WFM_WEBHOOK_URL") }).stdout
    };
    assert!(plan(false).ends_with(NO_EVENT) && !plan(true).contains(NO_EVENT), "{}", plan(false));

    let ran = run(&mut platform.command(&["plan", "../nope.json"]));
    assert_eq!(ran.code, Some(2));
    fs::write(platform.folder.path().join("bad.json"), "{}").unwrap();
    let ran = run(&mut platform.command(&["plan", "bad.json", "--format", "json"]));
    assert_eq!(ran.code, Some(1));
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((json["exit"].as_i64(), json["report"]["valid"].as_bool()), (Some(1), Some(false)));
}

/// The second wait is as many times the first: jitter makes a wait at most half as long again.
#[test]
fn the_back_off_grows_by_the_factor() {
    let waits = |factor: &[&str]| {
        let platform = Platform::new();
        platform.sandbox.fault(Endpoint::Get, Fault::answer(503).times(2));
        let args = ["plan", "sales.json", "--base-delay", "100ms"];
        let ran = run(&mut platform.command(&[&args, factor].concat()));
        assert_eq!(ran.code, Some(10), "{ran:?}");
        let seconds = |line: &str| line.split_once("waiting ")?.1.split_once(" s")?.0.parse::<f64>().ok();
        ran.stderr.lines().filter_map(seconds).collect::<Vec<_>>()
    };
    let (default, eight) = (waits(&[]), waits(&["--backoff-factor", "8"]));
    assert!(default.len() == 2 && default[1] <= 0.3, "{default:?}");
    assert!(eight.len() == 2 && eight[0] <= 0.2 && (0.8..=1.2).contains(&eight[1]), "{eight:?}");
    let platform = Platform::new();
    assert_eq!(run(&mut platform.command(&["plan", "sales.json", "--backoff-factor", "0"])).code, Some(2));
}
