//! Two runs for one dialer, and what a run that was killed leaves behind.

#![cfg(unix)]

use crate::platform::{DIALER, Platform, without_secrets};
use crate::run::{Ran, run};
use pacing_sandbox::{Config, Endpoint, Fault};
use rustix::process::{Pid, Signal, kill_process};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const HANG: Duration = Duration::from_secs(60);

/// Starts a command, and waits until the platform has got this many requests of a method.
fn start(platform: &Platform, command: &mut Command, method: &str, count: usize) -> Child {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    while platform.sandbox.requests().iter().filter(|request| request.method == method).count() < count {
        assert!(begun.elapsed() < Duration::from_secs(20), "it does not get there");
        std::thread::sleep(Duration::from_millis(10));
    }
    child
}

/// A run that was killed while its PUT waited for an answer.
pub(crate) fn killed(platform: &Platform, fault: Fault, args: &[&str]) {
    platform.sandbox.fault(Endpoint::Put, fault);
    let mut child = start(platform, &mut platform.apply(args), "PUT", 1);
    let begun = Instant::now();
    // The change is stored a moment after it came.
    while begun.elapsed() < Duration::from_millis(300) {
        std::thread::sleep(Duration::from_millis(20));
    }
    kill_process(Pid::from_child(&child), Signal::KILL).unwrap();
    child.wait().unwrap();
    let records = platform.audit();
    assert!(records.iter().any(|record| record["kind"] == "intent"));
    assert!(records.iter().all(|record| record["kind"] != "outcome"), "{records:?}");
}

fn finish(child: Child) -> Ran {
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    without_secrets(Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) })
}

#[test]
fn a_second_run_waits_and_is_told_who_has_the_dialer() {
    let platform = Platform::new();
    platform.sandbox.fault(Endpoint::Put, Fault::hang(Duration::from_secs(3)).after_work());
    let first = start(&platform, &mut platform.apply(&["--actor", "ada"]), "PUT", 1);
    let requests = platform.sandbox.requests().len();
    let impatient = without_secrets(run(&mut platform.apply(&["--lock-wait", "200ms"])));
    assert_eq!(impatient.code, Some(7), "{impatient:?}");
    let who = format!("dialer `{DIALER}` is being changed by another run (process {} of ada, since ", first.id());
    assert!(impatient.stderr.contains(&who), "{}", impatient.stderr);
    assert_eq!(platform.sandbox.requests().len(), requests, "nothing was asked of the platform");

    let patient = run(&mut platform.apply(&[]));
    let who = format!("another run changes dialer `{DIALER}` (process {} of ada, since ", first.id());
    assert_eq!((patient.code, finish(first).code), (Some(0), Some(0)), "{patient:?}");
    assert!(
        patient.stderr.contains(&who) && patient.stderr.contains("waiting for its end, at most 10 s"),
        "{patient:?}"
    );
    assert!(patient.stdout.contains("the dialer holds this already"), "{}", patient.stdout);
    assert_eq!((platform.sandbox.put_count(DIALER), platform.sandbox.events().len()), (1, 1));
}

#[test]
fn runs_with_different_logs_share_the_lock_of_the_user() {
    let platform = Platform::new();
    platform.sandbox.fault(Endpoint::Put, Fault::hang(Duration::from_secs(2)).after_work());
    let state = platform.folder.path().join("state");
    let first = start(&platform, platform.apply(&[]).env("XDG_STATE_HOME", &state), "PUT", 1);
    let other = |home: bool| {
        let mut command = platform.apply(&["--audit", "other.log", "--lock-wait", "100ms"]);
        if home {
            command.env("XDG_STATE_HOME", &state);
        }
        run(&mut command)
    };
    assert_eq!(other(true).code, Some(7));
    assert_eq!(finish(first).code, Some(0));
    assert_eq!(other(true).code, Some(0));
    // A folder that cannot be used takes nothing but this protection away.
    std::fs::write(platform.folder.path().join("file"), "").unwrap();
    let file = platform.folder.path().join("file");
    assert_eq!(run(platform.apply(&["--force"]).env("XDG_STATE_HOME", file)).code, Some(0));
}

#[test]
fn other_dialers_and_other_platforms_are_not_waited_for() {
    let (platform, elsewhere) = (Platform::new(), Platform::new());
    platform.sandbox.fault(Endpoint::Put, Fault::hang(Duration::from_secs(2)).after_work());
    let state = platform.folder.path().join("state");
    let first = start(&platform, platform.apply(&[]).env("XDG_STATE_HOME", &state), "PUT", 1);
    let ran = run(elsewhere.apply(&["--lock-wait", "0"]).env("XDG_STATE_HOME", &state));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(finish(first).code, Some(0));
}

#[test]
fn what_was_done_by_a_run_that_was_killed_is_found_and_its_event_sent() {
    let platform = Platform::new();
    killed(&platform, Fault::hang(HANG).after_work(), &[]);
    assert_eq!(platform.sandbox.put_count(DIALER), 1);
    let open = format!("record 3: a change of dialer `{DIALER}` has no outcome yet; ");
    let shown = run(&mut platform.command(&["audit", "show"]));
    assert!(shown.stdout.contains(&format!("\nnote: {open}")), "{shown:?}");
    let delivered = run(&mut platform.command(&["deliver", "--webhook-allow", "127.0.0.1"]));
    assert!(delivered.code == Some(0) && delivered.stderr.contains(&open), "{delivered:?}");

    let ran = without_secrets(run(&mut platform.apply(&[])));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stderr.contains("an earlier run was interrupted after record"), "{}", ran.stderr);
    assert!(ran.stdout.contains("applied, confirmed by reading\nEarlier   1 event delivered\n"), "{}", ran.stdout);
    assert_eq!((platform.sandbox.put_count(DIALER), platform.sandbox.events().len()), (1, 1));
    let records = platform.audit();
    let recovered: Vec<_> = records.iter().filter(|record| record["recovered"] == true).collect();
    assert_eq!((recovered.len(), recovered[0]["outcome"].as_str()), (1, Some("applied")));
    let shown = run(&mut platform.command(&["audit", "show"]));
    assert!(!shown.stdout.contains("note:"), "{shown:?}");
}

#[test]
fn what_was_not_done_by_a_run_that_was_killed_is_done() {
    let platform = Platform::new();
    killed(&platform, Fault::hang(HANG), &[]);
    assert_eq!(platform.sandbox.put_count(DIALER), 0);
    let ran = without_secrets(run(&mut platform.apply(&["--format", "json"])));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["outcome"], "applied");
    assert_eq!(json["recovered"][0]["outcome"], "unknown", "it could still have arrived");
    assert_eq!((platform.sandbox.put_count(DIALER), platform.sandbox.events().len()), (1, 1));
    platform.audit();
}

#[test]
fn nothing_is_sent_while_the_dialer_of_an_interrupted_run_cannot_be_read() {
    let platform = Platform::new();
    killed(&platform, Fault::hang(HANG).after_work(), &[]);
    platform.sandbox.fault(Endpoint::Get, Fault::answer(500).times(99));
    let ran = without_secrets(run(&mut platform.apply(&["--max-retries", "1"])));
    assert_eq!(ran.code, Some(3), "{ran:?}");
    assert!(
        ran.stderr.contains("error: what became of the interrupted change of record 3 is not known yet"),
        "{ran:?}"
    );
    assert_eq!((platform.sandbox.put_count(DIALER), platform.sandbox.events().len()), (1, 0));
    assert!(platform.audit().iter().all(|record| record["recovered"] != true));
}

/// The interrupted change of another dialer is closed by the way, unless its run is still going on.
#[test]
fn other_dialers_are_looked_after_at_the_end() {
    let dialers = [DIALER, "evening"].into_iter().flat_map(|id| Config::holding(id).dialers).collect();
    let platform = Platform::with(Config { dialers, ..Config::default() });
    let evening =
        std::fs::read_to_string(platform.folder.path().join("sales.json")).unwrap().replace(DIALER, "evening");
    std::fs::write(platform.folder.path().join("evening.json"), evening).unwrap();
    let apply_evening = |args: &[&str]| {
        let always = ["apply", "evening.json", "--yes", "--webhook-allow", "127.0.0.1"];
        platform.command(&[&always, args].concat())
    };

    platform.sandbox.fault(Endpoint::Put, Fault::hang(Duration::from_secs(3)).after_work());
    let alive = start(&platform, &mut platform.apply(&[]), "PUT", 1);
    let ran = run(&mut apply_evening(&[]));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(!ran.stderr.contains("interrupted"), "{}", ran.stderr);
    assert_eq!(finish(alive).code, Some(0));

    platform.sandbox.fault(Endpoint::Put, Fault::hang(HANG).after_work());
    let mut child = start(&platform, &mut platform.apply(&["--force"]), "PUT", 3);
    std::thread::sleep(Duration::from_millis(200));
    kill_process(Pid::from_child(&child), Signal::KILL).unwrap();
    child.wait().unwrap();
    let ran = run(&mut apply_evening(&[]));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stderr.contains("an earlier run was interrupted after record"), "{}", ran.stderr);
    let records = platform.audit();
    let closing = records.iter().find(|record| record["recovered"] == true).unwrap();
    // It was forced: the dialer held the same before, so nothing shows.
    assert_eq!((closing["dialer_id"].as_str(), closing["outcome"].as_str()), (Some(DIALER), Some("unknown")));
}
