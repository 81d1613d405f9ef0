//! Messages that name the setting, the reason or the way out.

use crate::platform::{DIALER, Platform};
use crate::run::{pacing, run};
use serde_json::{Value, json};

#[test]
fn a_document_for_another_dialer_is_told_which_setting_addresses_it() {
    let platform = Platform::new();
    for command in [&["plan", "sales.json"][..], &["apply", "sales.json", "--yes"]] {
        let by_environment = run(platform.command(command).env("CXONE_DIALER_ID", "d-2"));
        assert_eq!(by_environment.code, Some(1));
        assert!(
            by_environment.stderr.contains("help: the dialer is addressed by `CXONE_DIALER_ID`\n"),
            "{by_environment:?}"
        );
        let by_flag = run(&mut platform.command(&[command, &["--dialer", "d-2"]].concat()));
        assert!(by_flag.stderr.contains("help: the dialer is addressed by `--dialer`\n"), "{by_flag:?}");
    }
    std::fs::write(platform.folder.path().join("broken.json"), "{}").unwrap();
    let ran = run(&mut platform.command(&["apply", "broken.json", "--yes"]));
    assert!(!ran.stderr.contains("addressed by"), "{}", ran.stderr);
}

#[test]
fn an_address_without_a_scheme_is_told_what_it_lacks() {
    let platform = Platform::new();
    for (name, value) in [
        ("CXONE_BASE_URL", "127.0.0.1:4010"),
        ("CXONE_BASE_URL", "localhost:4010"),
        ("WFM_WEBHOOK_URL", "wfm.example/x"),
    ] {
        let ran = run(platform.apply(&[]).env(name, value));
        let expected = format!("error: {name} does not begin with `https://` (or `http://`, for this machine alone)\n");
        assert_eq!(ran.code, Some(2));
        assert!(ran.stderr.ends_with(&expected), "{}", ran.stderr);
    }
}

#[test]
fn why_nobody_was_asked_is_part_of_the_result() {
    let platform = Platform::new();
    let apply = ["apply", "sales.json", "-q", "--webhook-allow", "127.0.0.1"];
    let ran = run(&mut platform.command(&apply));
    let why = "there is no terminal to ask on, so it needs `--yes`";
    assert!(ran.stdout.contains(&format!("Outcome   refused: {why}; nothing was sent\n")), "{}", ran.stdout);
    assert!(ran.stderr.contains(&format!("error: nothing was sent: {why}\n")), "{}", ran.stderr);
    let ran = run(&mut platform.command(&[&apply[..], &["--format", "json"]].concat()));
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, &json["outcome"]), (Some(3), &json!("refused")));
    assert_eq!(json["message"], "refused: `--format json` asks nobody, so it needs `--yes`");
    assert_eq!(platform.sandbox.put_count(DIALER), 0);
}

#[test]
fn a_plan_says_to_machines_whether_an_event_would_be_sent() {
    let platform = Platform::new();
    for (url, event) in [(platform.sandbox.webhook_url(), true), (String::new(), false)] {
        let ran = run(platform.command(&["plan", "sales.json", "--format", "json"]).env("WFM_WEBHOOK_URL", url));
        assert_eq!(serde_json::from_str::<Value>(&ran.stdout).unwrap()["event"], event);
    }
}

#[test]
fn a_profile_that_has_been_replaced_is_not_suggested() {
    let ran = run(&mut pacing(["check", "--profile", "uk", "examples/outbound-sales.json"]));
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("'uk-ofcom-2016'") && !ran.stderr.contains("2010"), "{}", ran.stderr);
    let old = run(&mut pacing(["check", "--profile", "uk-ofcom-2010", "examples/outbound-sales.json"]));
    assert_eq!(old.code, Some(0), "it can still be named: {old:?}");
}

/// What the platform writes into a dialer is no slip in a pulled document, no change, and is not sent back.
#[test]
fn a_pulled_document_can_be_applied_as_it_is() {
    let platform = Platform::new();
    let ran = run(&mut platform.command(&["pull", "--dialer", DIALER, "-o", "pulled.json"]));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let path = platform.folder.path().join("pulled.json");
    let mut pulled: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    for field in ["status", "dateCreated", "dateModified"] {
        assert!(pulled[field].is_string(), "{field}");
        pulled[field] = json!("of last week");
    }
    std::fs::write(&path, pulled.to_string()).unwrap();
    let ran = run(&mut platform.command(&["plan", "pulled.json"]));
    assert_eq!(ran.code, Some(0), "no change: {ran:?}");
    assert!(!ran.stderr.contains("dateCreated") && !ran.stderr.contains("`status`"), "{}", ran.stderr);

    pulled["predictive_dialer_config"]["max_speed"] = json!(33);
    std::fs::write(&path, pulled.to_string()).unwrap();
    let ran = run(&mut platform.command(&[
        "apply",
        "pulled.json",
        "--yes",
        "--format",
        "json",
        "--webhook-allow",
        "127.0.0.1",
    ]));
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, &json["outcome"], &json["differs"]), (Some(0), &json!("applied"), &json!([])), "{ran:?}");
    let sent: Value = serde_json::from_slice(&platform.sandbox.last_put(DIALER).unwrap()).unwrap();
    assert_eq!((sent.get("status"), sent.get("dateModified"), &sent["name"]), (None, None, &pulled["name"]));
}

#[test]
fn a_plan_without_a_change_warns_of_nothing() {
    let platform = Platform::new();
    let plan = |platform: &Platform| run(&mut platform.command(&["plan", "sales.json"]));
    assert!(plan(&platform).stderr.contains("only the dialer has `/name`"));
    assert_eq!(run(&mut platform.apply(&[])).code, Some(0));
    let ran = plan(&platform);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stderr.contains("0 fields differ") && !ran.stderr.contains("warning"), "{}", ran.stderr);
}

#[test]
fn a_setting_is_named_as_it_was_given() {
    let platform = Platform::new();
    let bad = "http://api.example.com";
    let said = |ran: crate::run::Ran| ran.stderr.lines().rfind(|line| line.starts_with("error: ")).unwrap().to_owned();
    assert!(said(run(&mut platform.apply(&["--base-url", bad]))).starts_with("error: --base-url is http"));
    assert!(said(run(platform.apply(&[]).env("CXONE_BASE_URL", bad))).starts_with("error: CXONE_BASE_URL is http"));
    std::fs::write(platform.folder.path().join(".env"), format!("CXONE_BASE_URL={bad}\nCXONE_DIALER_ID=../x\n"))
        .unwrap();
    let mut command = platform.apply(&[]);
    assert!(said(run(&mut command)).starts_with("error: CXONE_DIALER_ID of `.env`: "));
    let mut command = platform.apply(&["--dialer", DIALER]);
    assert!(said(run(command.env_remove("CXONE_BASE_URL"))).starts_with("error: CXONE_BASE_URL of `.env` is http"));
}

/// Also where the platform answers, and the setting is only suspected.
#[test]
fn advice_names_a_setting_as_it_was_given() {
    let platform = Platform::new();
    let wrong = platform.sandbox.base_url() + "/wrong";
    for command in [
        &["apply", "sales.json", "--yes", "--webhook-allow", "127.0.0.1"][..],
        &["plan", "sales.json"],
        &["pull", "--dialer", DIALER],
    ] {
        for (mut run_it, name) in [
            (platform.command(&[command, &["--base-url", &wrong]].concat()), "--base-url"),
            (platform.command(command), "CXONE_BASE_URL"),
        ] {
            let ran = run(run_it.env("CXONE_BASE_URL", &wrong));
            assert_eq!(ran.code, Some(3), "{ran:?}");
            assert!(ran.stderr.contains(&format!("help: check {name}: there is no token endpoint")), "{}", ran.stderr);
        }
    }
    let ran = run(platform.apply(&[]).env("PACING_AUDIT_KEY_FILE", "none.pem"));
    assert!(
        ran.stderr.contains("`none.pem`") && ran.stderr.contains("help: PACING_AUDIT_KEY_FILE names this file\n"),
        "{}",
        ran.stderr
    );
}

#[test]
fn why_nothing_was_applied_stands_with_the_outcome() {
    let platform = Platform::new();
    let ran = run(platform.apply(&[]).env("CXONE_CLIENT_ID", "somebody"));
    assert_eq!(ran.code, Some(3));
    assert!(
        ran.stdout.contains("Outcome   not applied; nothing was sent\nWhy       the token endpoint `"),
        "{}",
        ran.stdout
    );
}

#[test]
fn events_of_the_dialer_that_are_for_another_receiver_are_told() {
    let (platform, moved) = (Platform::new(), Platform::new());
    platform.sandbox.fault(pacing_sandbox::Endpoint::Webhook, pacing_sandbox::Fault::answer(500));
    assert_eq!(run(&mut platform.apply(&["--max-retries", "0"])).code, Some(5));
    let id = platform.outcome()["event"]["id"].clone();
    let mut apply = platform.apply(&["--format", "json"]);
    let ran = run(apply.env("WFM_WEBHOOK_URL", moved.sandbox.webhook_url()));
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, &json["exit"], &json["earlier"]["waiting"]), (Some(5), &json!(5), &json!([id])));
    let ran = run(platform.apply(&[]).env("WFM_WEBHOOK_URL", moved.sandbox.webhook_url()));
    let id = id.as_str().unwrap();
    assert!(
        ran.stdout.contains(&format!("Earlier   1 event still waiting\n          {id}: it is for `http://")),
        "{}",
        ran.stdout
    );
}
