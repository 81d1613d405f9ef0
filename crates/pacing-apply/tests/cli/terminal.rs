//! What happens at a terminal, and what signals do.

#![cfg(unix)]

use crate::platform::{DIALER, Platform};
use crate::run::run;
use pacing_sandbox::{Endpoint, Fault, RetryAfter};
use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStderr, Stdio};
use std::time::{Duration, Instant};

/// A terminal: what is written into `hand` is typed, what is read from it is shown.
pub struct Terminal {
    pub hand: File,
    pub screen: File,
}

pub fn terminal() -> Terminal {
    let hand = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&hand).unwrap();
    unlockpt(&hand).unwrap();
    let name = ptsname(&hand, Vec::new()).unwrap();
    let screen = OpenOptions::new().read(true).write(true).open(name.to_str().unwrap()).unwrap();
    Terminal { hand: File::from(hand), screen }
}

/// Applies at a terminal, without `--yes`, and gives what its screen shows up to the question.
fn ask(platform: &Platform) -> (Child, File, String) {
    let Terminal { mut hand, screen } = terminal();
    let mut command = platform.command(&["apply", "sales.json", "--webhook-allow", "127.0.0.1"]);
    command.env("TERM", "xterm").stdin(screen.try_clone().unwrap()).stdout(screen.try_clone().unwrap()).stderr(screen);
    let child = command.spawn().unwrap();
    drop(command);
    let (mut shown, mut bytes) = (String::new(), [0; 4096]);
    while !shown.contains("is a yes: ") {
        let read = hand.read(&mut bytes).unwrap();
        shown.push_str(&String::from_utf8_lossy(&bytes[..read]));
    }
    (child, hand, shown)
}

#[test]
fn only_yes_is_a_yes() {
    for (answer, code, puts, outcome) in [("yes\n", 0, 1, "applied"), ("y\n", 3, 0, "refused"), ("\n", 3, 0, "refused")]
    {
        let platform = Platform::new();
        let (mut child, mut hand, shown) = ask(&platform);
        assert!(shown.contains("2 to add, 4 to change, 1 to remove."), "the plan comes first: {shown}");
        assert!(shown.contains("\u{1b}[32m"), "a terminal has colours");
        hand.write_all(answer.as_bytes()).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(code), "{answer:?}");
        assert_eq!((platform.sandbox.put_count(DIALER), platform.outcome()["outcome"].as_str()), (puts, Some(outcome)));
        let mut said = Vec::new();
        // A terminal that nobody holds any more ends in an error.
        let _ = hand.read_to_end(&mut said);
        let said = String::from_utf8_lossy(&said);
        let line = said.lines().find(|line| line.contains("Outcome")).unwrap();
        let applied = line.contains("applied");
        assert!(
            line.contains(outcome) && applied == (outcome == "applied"),
            "the screen has the word of the log: {line}"
        );
    }
}

/// Starts an apply and waits until its stderr has said this.
fn told(platform: &Platform, args: &[&str], what: &str) -> (Child, BufReader<ChildStderr>, String) {
    let mut child = platform.apply(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stderr = BufReader::new(child.stderr.take().unwrap());
    let mut said = String::new();
    while !said.contains(what) {
        assert_ne!(stderr.read_line(&mut said).unwrap(), 0, "{said}");
    }
    (child, stderr, said)
}

fn send(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).unwrap();
}

/// Waits for the end, and gives exit code and all of stderr.
fn end(mut child: Child, mut stderr: BufReader<ChildStderr>, mut said: String) -> (Option<i32>, String) {
    stderr.read_to_string(&mut said).unwrap();
    (child.wait().unwrap().code(), said)
}

const BOTH: [(Signal, i32); 2] = [(Signal::INT, 130), (Signal::TERM, 143)];
const HANG: Duration = Duration::from_secs(60);

#[test]
fn a_signal_ends_the_wait_for_an_answer() {
    for (signal, code) in BOTH {
        let platform = Platform::new();
        let (mut child, _hand, _) = ask(&platform);
        send(&child, signal);
        assert_eq!(child.wait().unwrap().code(), Some(code));
        assert_eq!((platform.sandbox.put_count(DIALER), platform.outcome()["outcome"].as_str()), (0, Some("refused")));
    }
}

#[test]
fn a_signal_during_the_change_lets_it_end_and_writes_its_outcome() {
    for ((signal, code), fault) in BOTH.into_iter().zip([Fault::hang(HANG).after_work(), Fault::hang(HANG)]) {
        let platform = Platform::new();
        platform.sandbox.fault(Endpoint::Put, fault);
        let (child, stderr, said) = told(&platform, &["-v", "--put-timeout", "1"], "sending the document");
        send(&child, signal);
        let (ended, said) = end(child, stderr, said);
        assert_eq!(ended, Some(code));
        assert!(said.contains("the step in hand is finished first; a second one ends at once"), "{said}");
        let outcome = platform.outcome();
        if platform.sandbox.put_count(DIALER) == 1 {
            assert_eq!(outcome["outcome"], "applied");
            assert!(outcome["event"].is_object() && platform.sandbox.events().is_empty(), "its event waits");
        } else {
            assert_eq!((&outcome["outcome"], outcome["intent"].is_string()), (&"unknown".into(), true));
            assert!(said.contains("error: stopped before the end\n"), "{said}");
        }
    }
}

#[test]
fn a_signal_during_a_back_off_ends_it_at_once() {
    for (signal, code) in BOTH {
        let platform = Platform::new();
        platform.sandbox.fault(Endpoint::Put, Fault::answer(429).retry_after(RetryAfter::Seconds(60)));
        let begun = Instant::now();
        let (child, stderr, said) = told(&platform, &[], "the server asks for 60 s");
        send(&child, signal);
        assert_eq!(end(child, stderr, said).0, Some(code));
        assert!(begun.elapsed() < Duration::from_secs(40));
        let outcome = platform.outcome();
        assert_eq!(
            (&outcome["outcome"], &outcome["message"]),
            (&"not_applied".into(), &"not applied: stopped before the end".into())
        );
    }
}

#[test]
fn a_signal_while_a_busy_dialer_is_polled_ends_that() {
    let platform = Platform::new();
    platform.sandbox.fault(Endpoint::Put, Fault::reloading(HANG));
    let (child, stderr, said) = told(&platform, &["--poll-limit", "60"], "409");
    send(&child, Signal::TERM);
    assert_eq!(end(child, stderr, said).0, Some(143));
    assert_eq!((platform.sandbox.put_count(DIALER), platform.outcome()["outcome"].as_str()), (0, Some("not_applied")));
}

/// Once the outcome is in the log there is no doubt any more, whatever the receiver does.
#[test]
fn a_signal_while_the_receiver_hangs_leaves_the_event_waiting() {
    for (signal, code) in BOTH {
        let platform = Platform::new();
        platform.sandbox.fault(Endpoint::Webhook, Fault::hang(HANG));
        let (child, stderr, said) = told(&platform, &[], "outcome written");
        send(&child, signal);
        let (ended, said) = end(child, stderr, said);
        assert_eq!(ended, Some(code));
        assert!(said.contains("stopped before the"), "{said}");
        assert_eq!(platform.outcome()["outcome"], "applied");
        let ran = run(&mut platform.command(&["deliver", "--webhook-allow", "127.0.0.1"]));
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert_eq!(ran.stdout.lines().next(), Some("1 event delivered"));
    }
}

#[test]
fn a_second_signal_ends_it_at_once_and_the_log_is_valid() {
    for (signal, code) in BOTH {
        let platform = Platform::new();
        platform.sandbox.fault(Endpoint::Put, Fault::hang(HANG).after_work());
        let begun = Instant::now();
        let (child, mut stderr, mut said) = told(&platform, &["-v", "--put-timeout", "60"], "sending the document");
        send(&child, Signal::INT);
        while !said.contains("a second one ends at once") {
            assert_ne!(stderr.read_line(&mut said).unwrap(), 0, "{said}");
        }
        while platform.sandbox.put_count(DIALER) == 0 {
            std::thread::sleep(Duration::from_millis(10));
        }
        send(&child, signal);
        let (ended, said) = end(child, stderr, said);
        assert_eq!(ended, Some(code));
        assert!(begun.elapsed() < Duration::from_secs(40));
        assert!(said.contains("error: stopped before the end: the change may be applied or not\n"), "{said}");
        assert!(said.contains("the next `apply` or `rollback` for it finds out"), "{said}");
        let records = platform.audit();
        assert!(
            records.iter().any(|record| record["kind"] == "intent"),
            "what was begun is in the log, which verifies"
        );
        assert_eq!(run(&mut platform.apply(&[])).code, Some(0));
        assert_eq!((platform.sandbox.put_count(DIALER), platform.sandbox.events().len()), (1, 1));
    }
}
