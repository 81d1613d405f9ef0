//! `deliver`: what waits in the log reaches its receiver.

use crate::platform::{DIALER, Platform, without_secrets};
use crate::run::{Ran, run};
use pacing_sandbox::{Endpoint, Fault, RetryAfter, Signature};
#[cfg(unix)]
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// A platform whose log holds an event that the receiver did not take.
fn waiting() -> Platform {
    let platform = Platform::new();
    platform.sandbox.fault(Endpoint::Webhook, Fault::answer(500));
    assert_eq!(run(&mut platform.apply(&["--max-retries", "0"])).code, Some(5));
    platform
}

fn deliver(platform: &Platform, args: &[&str]) -> Ran {
    let always = ["deliver", "--webhook-allow", "127.0.0.1", "--max-retries", "1", "--base-delay", "20ms"];
    let mut command = platform.command(&[&always, args].concat());
    // It needs nothing of the platform.
    command.env_remove("CXONE_CLIENT_ID").env_remove("CXONE_CLIENT_SECRET").env_remove("CXONE_BASE_URL");
    without_secrets(run(&mut command))
}

fn webhook_ids(platform: &Platform) -> Vec<Value> {
    let records = platform.audit().into_iter();
    records.filter(|record| record["kind"] == "webhook").map(|record| record["event_id"].clone()).collect()
}

#[test]
fn what_waits_is_delivered_once_and_signed() {
    let platform = waiting();
    let ran = deliver(&platform, &[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(ran.stdout, "1 event delivered\nno event waits in pacing_audit.log\n");
    let events = platform.sandbox.events();
    assert_eq!(events.iter().filter(|event| event.refused.is_none()).count(), 1);
    assert!(events.iter().all(|event| event.signature == Signature::Verified));
    let ids = webhook_ids(&platform);
    assert_eq!((ids.len(), &ids[0]), (2, &ids[1]));

    let ran = deliver(&platform, &[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), "no event waits in pacing_audit.log\n"));
    assert_eq!(platform.audit().last().unwrap()["attempt"], 2);
}

#[test]
fn what_waits_on_is_said_to_people_and_machines() {
    let platform = waiting();
    platform.sandbox.fault(Endpoint::Webhook, Fault::answer(500).times(99));
    let ran = deliver(&platform, &[]);
    assert_eq!(ran.code, Some(5), "{ran:?}");
    assert!(ran.stdout.starts_with("1 event in pacing_audit.log waits on:\n  "), "{}", ran.stdout);
    assert!(ran.stdout.contains("3 attempts: the receiver answered 500"), "{}", ran.stdout);
    let json: Value = serde_json::from_str(&deliver(&platform, &["--format", "json"]).stdout).unwrap();
    assert_eq!(
        (&json["exit"], &json["delivered"], &json["waiting"][0]["dialer"]),
        (&json!(5), &json!([]), &json!(DIALER))
    );
    assert_eq!(json["waiting"][0]["attempts"], 5);
}

#[test]
fn what_the_receiver_asked_of_an_earlier_run_is_kept() {
    let platform = Platform::new();
    platform.sandbox.fault(Endpoint::Webhook, Fault::answer(429).retry_after(RetryAfter::Seconds(3600)));
    assert_eq!(run(&mut platform.apply(&[])).code, Some(5));
    let requests = platform.sandbox.requests().len();
    let ran = deliver(&platform, &[]);
    assert_eq!(ran.code, Some(5), "{ran:?}");
    assert!(ran.stdout.contains("the receiver has asked to come back after "), "{}", ran.stdout);
    assert_eq!(platform.sandbox.requests().len(), requests);
}

#[test]
fn a_receiver_that_is_gone_is_left_for_good() {
    let platform = waiting();
    platform.sandbox.fault(Endpoint::Webhook, Fault::answer(410));
    let ran = deliver(&platform, &[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stdout.starts_with("1 event given up: the receiver is gone (410)\n"), "{}", ran.stdout);
    assert_eq!(platform.audit().last().unwrap()["result"], "given_up");
    let requests = platform.sandbox.requests().len();
    assert_eq!(deliver(&platform, &[]).code, Some(0));
    assert_eq!(platform.sandbox.requests().len(), requests);
}

#[test]
fn another_receiver_needs_the_users_word() {
    let (platform, moved) = (waiting(), Platform::new());
    let url = moved.sandbox.webhook_url();
    let ran = deliver(&platform, &["--webhook", &url]);
    assert_eq!(ran.code, Some(5), "{ran:?}");
    assert!(ran.stdout.contains("it is for `http://127.0.0.1:"), "{}", ran.stdout);
    assert!(moved.sandbox.events().is_empty());
    let mut command =
        platform.command(&["deliver", "--webhook-allow", "127.0.0.1", "--webhook", &url, "--any-receiver"]);
    let ran = without_secrets(run(command.env("WFM_WEBHOOK_SECRET", moved.sandbox.webhook_secret())));
    assert_eq!((ran.code, moved.sandbox.events().len()), (Some(0), 1), "{ran:?}");
}

#[test]
fn without_a_log_or_a_receiver_there_is_nothing_to_do() {
    let platform = Platform::new();
    let ran = deliver(&platform, &[]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(2), "error: there is no file `pacing_audit.log`\n"));
    assert!(!platform.folder.path().join("pacing_audit.log").exists());
    let ran = run(platform.command(&["deliver"]).env_remove("WFM_WEBHOOK_URL"));
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("not set: WFM_WEBHOOK_URL"), "{}", ran.stderr);
}

/// Follows the log, leaves the event of a run that goes on to that run, says what it cannot send, and ends by a signal.
#[test]
#[cfg(unix)]
fn a_program_that_stays_sends_what_comes() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130)] {
        let platform = waiting();
        platform.sandbox.fault(Endpoint::Webhook, Fault::answer(500).times(2));
        let watch = watch(&platform, &["--base-delay", "100ms"]);
        let arrived = || platform.sandbox.events().iter().filter(|event| event.refused.is_none()).count();
        until(|| arrived() == 1);
        assert_eq!(run(&mut platform.apply(&["--force"])).code, Some(0));
        let ran = ended(watch, signal);
        assert_eq!(ran.code, Some(code), "{ran:?}");
        assert_eq!(ran.stdout, "1 event delivered\nno event waits in pacing_audit.log\n");
        assert!(ran.stderr.contains("waits: it is sent again after "), "{}", ran.stderr);
        let ids = webhook_ids(&platform);
        assert_eq!((ids.len(), arrived()), (5, 2), "refused thrice, taken, and the second change's own: {ids:?}");
    }
}

#[test]
#[cfg(unix)]
fn a_program_that_stays_says_what_it_does_not_send() {
    let (platform, moved) = (waiting(), Platform::new());
    let url = moved.sandbox.webhook_url();
    let mut watch = watch(&platform, &["--webhook", &url, "--format", "json"]);
    let mut said = String::new();
    let mut stderr = BufReader::new(watch.stderr.take().unwrap());
    while !said.contains("waits: it is for `http://127.0.0.1:") {
        assert_ne!(stderr.read_line(&mut said).unwrap(), 0, "{said}");
    }
    let ran = ended(watch, Signal::TERM);
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, &json["exit"]), (Some(143), &json!(5)));
    assert!(json["waiting"][0]["problem"].as_str().unwrap().starts_with("it is for `http://127.0.0.1:"), "{json}");
    assert!(moved.sandbox.events().is_empty());
}

#[test]
fn a_program_that_stays_makes_no_log_of_a_slip() {
    let platform = Platform::new();
    let ran = deliver(&platform, &["--watch", "--audit", "none.log"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(2), "error: there is no file `none.log`\n"));
    assert!(!platform.folder.path().join("none.log").exists());
}

#[cfg(unix)]
fn watch(platform: &Platform, args: &[&str]) -> Child {
    let always = ["deliver", "--watch", "--webhook-allow", "127.0.0.1"];
    platform.command(&[&always, args].concat()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

#[cfg(unix)]
fn ended(child: Child, signal: Signal) -> Ran {
    kill_process(Pid::from_child(&child), signal).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    without_secrets(Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) })
}

#[cfg(unix)]
fn until(done: impl Fn() -> bool) {
    let begun = Instant::now();
    while !done() {
        assert!(begun.elapsed() < Duration::from_secs(30), "it never comes");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A receiver that is gone without a word would stand against rotation for ever.
#[test]
fn an_event_can_be_given_up_by_word_so_that_the_log_can_be_closed() {
    let platform = waiting();
    let rotate = || run(&mut platform.command(&["audit", "rotate"]));
    let refused = rotate();
    assert_eq!(refused.code, Some(3));
    assert!(refused.stderr.contains("`deliver --give-up`"), "{}", refused.stderr);
    let outcome = platform.outcome();
    let give_up = |event: &str, more: &[&str]| {
        let mut command = platform
            .command(&[&["deliver", "--give-up", event, "--actor", "ada", "--reason", "WFM is gone"], more].concat());
        // Nothing is sent, so it needs no receiver.
        without_secrets(run(command.env_remove("WFM_WEBHOOK_URL").env_remove("WFM_WEBHOOK_SECRET")))
    };
    let seq = outcome["seq"].to_string();
    let unasked = give_up(&seq, &[]);
    assert_eq!(unasked.code, Some(3));
    assert_eq!(unasked.stderr, "error: nothing was given up: there is no terminal to ask on, so it needs `--yes`\n");
    let slip = give_up("1", &["--yes"]);
    assert_eq!(slip.code, Some(2));
    assert!(slip.stderr.contains("no event `1` waits in `pacing_audit.log`"), "{}", slip.stderr);

    let id = outcome["event"]["id"].as_str().unwrap();
    let ran = give_up(&seq, &["--yes"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stdout.starts_with(&format!("event {id} is given up and never sent, by the word of ada; ")), "{ran:?}");
    let last = platform.audit().pop().unwrap();
    assert_eq!(
        (&last["result"], &last["actor"], &last["reason"]),
        (&json!("given_up"), &json!("ada"), &json!("WFM is gone"))
    );
    let shown = run(&mut platform.command(&["audit", "show"])).stdout;
    assert!(shown.contains("event given up by word") && !shown.contains("waits"), "{shown}");
    assert_eq!(give_up(id, &["--yes"]).code, Some(2), "once");
    assert_eq!(
        (
            deliver(&platform, &[]).code,
            platform.sandbox.events().iter().filter(|event| event.refused.is_none()).count()
        ),
        (Some(0), 0)
    );
    assert_eq!(rotate().code, Some(0));
}

#[test]
fn an_event_is_given_up_by_its_id_and_machines_are_told() {
    let platform = waiting();
    let id = platform.outcome()["event"]["id"].as_str().unwrap().to_owned();
    let ran = run(&mut platform.command(&["deliver", "--give-up", &id, "-y", "--format", "json"]));
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, &json["given_up"]), (Some(0), &json!([id])));
    assert_eq!(json["record"], platform.audit().last().unwrap()["seq"]);
}
