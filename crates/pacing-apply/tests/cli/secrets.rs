//! No secret in anything that is shown or kept, whatever happens and however much is said. [`crate::canary`] searches what
//! every other test shows and keeps as well.

use crate::canary::{PATH, SECRET, TOKEN, WEBHOOK_KEY, assert_clean_folder, webhook_secret};
use crate::platform::{DIALER, Platform};
use crate::run::run;
use pacing_sandbox::{Endpoint, Fault, RetryAfter};
use serde_json::{Value, json};
use std::time::Duration;

/// A server that says what it was told, in every place where its words are shown.
fn echo(status: u16) -> Fault {
    let form: String = url::form_urlencoded::byte_serialize(SECRET.as_bytes()).collect();
    let said = format!("client_secret={form}, {SECRET}");
    Fault::answer(status)
        .body("application/json", json!({"message": said, "error": said, "error_description": said}).to_string())
        .header("retry-after", format!("soon, {SECRET}"))
}

fn faults() -> Vec<(&'static str, Endpoint, Fault)> {
    let token = json!({"access_token": TOKEN, "token_type": "Bearer", "expires_in": 3600}).to_string();
    let mut faults = vec![
        ("none", Endpoint::Get, Fault::default()),
        ("a token that serves nowhere", Endpoint::Token, Fault::answer(200).body("application/json", token)),
        ("token, html", Endpoint::Token, Fault::html()),
        ("token, reset", Endpoint::Token, Fault::reset().times(9)),
        ("token, redirect", Endpoint::Token, Fault::redirect(302, format!("/login?client_secret={SECRET}"))),
        ("revoked", Endpoint::Put, Fault::revoke()),
        ("lost", Endpoint::Put, Fault::reset().after_work()),
        ("hangs", Endpoint::Put, Fault::hang(Duration::from_secs(9))),
        ("rate limit", Endpoint::Put, Fault::answer(429).retry_after(RetryAfter::Seconds(600))),
        ("redirect", Endpoint::Put, Fault::redirect(307, format!("https://elsewhere.example/{SECRET}"))),
        ("conflict", Endpoint::Put, Fault::meanwhile(json!({"predictive_dialer_config": {"max_speed": 33}}))),
        ("receiver", Endpoint::Webhook, Fault::answer(500).body("text/plain", webhook_secret()).times(9)),
        (
            "receiver, redirect",
            Endpoint::Webhook,
            Fault::redirect(302, format!("https://elsewhere.example/{WEBHOOK_KEY}")),
        ),
        ("receiver, reset", Endpoint::Webhook, Fault::reset().times(9)),
    ];
    for status in [400, 401, 403, 404, 408, 409, 500] {
        for endpoint in [Endpoint::Token, Endpoint::Get, Endpoint::Put] {
            faults.push(("echo", endpoint, echo(status).times(9)));
        }
    }
    faults
}

#[test]
fn whatever_happens_and_however_much_is_said() {
    let patience = [
        "--max-retries",
        "1",
        "--put-timeout",
        "1",
        "--poll-limit",
        "300ms",
        "--poll-interval",
        "50ms",
        "--base-delay",
        "20ms",
    ];
    let run_all = |(index, (name, endpoint, fault)): (usize, (&str, Endpoint, Fault))| {
        let platform = Platform::new();
        platform.sandbox.fault(endpoint, fault.clone());
        let format = if index % 2 == 0 { "json" } else { "text" };
        let auth = if index % 3 == 0 { "basic" } else { "body" };
        let loud = ["-v", "--log-format", format];
        let apply = ["apply", "sales.json", "--yes", "--webhook-allow", "127.0.0.1", "--client-auth", auth];
        let mut shown = 0;
        for args in [
            [&apply[..], &loud, &patience].concat(),
            [&apply[..], &loud, &patience, &["--format", "json", "--force", "--event-format", "cloudevents"]].concat(),
            [&["plan", "sales.json", "--client-auth", auth][..], &loud, &patience].concat(),
            [&["pull", "--dialer", DIALER][..], &loud, &patience].concat(),
            [&["deliver", "--webhook-allow", "127.0.0.1", "--max-retries", "0"][..], &loud].concat(),
            [&["rollback", "--last", "--yes", "--webhook-allow", "127.0.0.1"][..], &loud, &patience].concat(),
            vec!["audit", "verify"],
        ] {
            // Every run is searched.
            let ran = run(platform.command(&args).env("RUST_BACKTRACE", "1").env("RUST_LOG", "trace"));
            assert!(!ran.stderr.contains("panicked"), "{name}: {ran:?}");
            shown += ran.stderr.len() + ran.stdout.len();
        }
        assert!(shown > 1000, "{name}: there is something to search");
        assert_clean_folder(platform.folder.path());
    };
    // Each in a world of its own; a few at once.
    let all: Vec<_> = faults().into_iter().enumerate().collect();
    std::thread::scope(|scope| {
        for part in all.chunks(all.len().div_ceil(6)) {
            scope.spawn(|| part.iter().cloned().for_each(run_all));
        }
    });
}

#[test]
fn the_path_of_a_receiver_is_a_secret_wherever_it_fails() {
    let platform = Platform::new();
    for url in [
        format!("{}/{PATH}?key={PATH}#{PATH}", platform.sandbox.base_url()),
        format!("http://127.0.0.1:1/{PATH}"),
        format!("https://name.invalid/{PATH}"),
        format!("https://10.0.0.1/{PATH}"),
        format!("http://{PATH}:{PATH}@127.0.0.1/"),
        format!("ftp://127.0.0.1/{PATH}"),
        format!("/{PATH}"),
    ] {
        for command in [&["apply", "sales.json", "--yes", "--force"][..], &["deliver"]] {
            let quick = ["-v", "--webhook-allow", "127.0.0.1", "--max-retries", "0", "--webhook", &url];
            run(&mut platform.command(&[command, &quick].concat()));
        }
    }
    assert_clean_folder(platform.folder.path());
}

/// Settings that cannot be used are named, not shown.
#[test]
fn a_setting_that_cannot_be_used_is_not_shown() {
    let platform = Platform::new();
    for (name, value) in [
        ("WFM_WEBHOOK_SECRET", SECRET.to_owned()),
        ("WFM_WEBHOOK_SECRET", format!("{} whsec_{SECRET}", webhook_secret())),
        ("CXONE_BASE_URL", format!("https://user:{SECRET}@api.example")),
        ("CXONE_BASE_URL", format!("https://api.example/?{SECRET}")),
        ("HTTPS_PROXY", format!("http://user:{SECRET}@127.0.0.1:1")),
        ("HTTPS_PROXY", format!("no proxy {SECRET}")),
    ] {
        let quick = ["apply", "sales.json", "--yes", "-v", "--max-retries", "0"];
        let mut command = platform.command(&quick);
        if name == "HTTPS_PROXY" {
            command.env("CXONE_BASE_URL", "https://name.invalid");
        }
        assert_ne!(run(command.env(name, &value)).code, Some(0), "{name}={value}");
    }
    std::fs::write(platform.folder.path().join(".env"), format!("CXONE_CLIENT_SECRET \"{SECRET}\n")).unwrap();
    assert_eq!(run(&mut platform.command(&["plan", "sales.json"])).code, Some(2));
    assert_clean_folder(platform.folder.path());
}

/// The old secret and the new one both sign while one replaces the other.
#[test]
fn a_receiver_takes_either_secret_during_rotation() {
    for order in 0..4 {
        let platform = Platform::new();
        let (new, old) = (platform.sandbox.webhook_secret().to_owned(), "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
        let both = [format!("{new} {old}"), format!("{old},{new}"), format!(" {old}  {new} "), new.clone()];
        let ran = run(platform.apply(&["--max-retries", "0"]).env("WFM_WEBHOOK_SECRET", &both[order]));
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let events = platform.sandbox.events();
        let (_, value) = events[0].headers.iter().find(|(name, _)| name == "webhook-signature").unwrap();
        let signatures = value.split(' ').count();
        assert_eq!(signatures, if order == 3 { 1 } else { 2 });
        assert_eq!(serde_json::from_slice::<Value>(&events[0].body).unwrap()["dialer_id"], DIALER);
    }
}
