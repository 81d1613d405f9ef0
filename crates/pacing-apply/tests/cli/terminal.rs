//! What happens at a terminal, and what signals do.

#![cfg(unix)]

use crate::platform::{DIALER, Platform};
use pacing_sandbox::{Endpoint, Fault};
use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Stdio};
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
    }
}

#[test]
fn a_signal_ends_the_wait_for_an_answer() {
    let platform = Platform::new();
    let (mut child, _hand, _) = ask(&platform);
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(platform.sandbox.put_count(DIALER), 0);
}

#[test]
fn a_signal_during_the_change_says_that_it_is_unknown() {
    for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        let platform = Platform::new();
        platform.sandbox.fault(Endpoint::Put, Fault::hang(Duration::from_secs(60)).after_work());
        let mut child = platform.apply(&[]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let begun = Instant::now();
        while platform.sandbox.put_count(DIALER) == 0 {
            assert!(begun.elapsed() < Duration::from_secs(20));
            std::thread::sleep(Duration::from_millis(10));
        }
        kill_process(Pid::from_child(&child), signal).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(code));
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert!(stderr.contains("stopped before the end: the change may be applied or not"), "{stderr}");
        let intents = platform.audit().iter().filter(|record| record["kind"] == "intent").count();
        assert_eq!(intents, 1, "the log holds what was begun, and verifies");
    }
}

/// Once the outcome is in the log there is no doubt any more, whatever the receiver does.
#[test]
fn a_signal_after_the_change_says_that_it_is_applied() {
    for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        let platform = Platform::new();
        platform.sandbox.fault(Endpoint::Webhook, Fault::hang(Duration::from_secs(60)));
        let mut child = platform.apply(&[]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let mut said = String::new();
        while !said.contains("outcome written") {
            assert_ne!(stderr.read_line(&mut said).unwrap(), 0, "{said}");
        }
        kill_process(Pid::from_child(&child), signal).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(code));
        stderr.read_to_string(&mut said).unwrap();
        assert!(said.contains("error: stopped: the change is applied; the event waits in the audit log\n"), "{said}");
        assert!(!said.contains("or not"), "{said}");
        assert_eq!(platform.outcome()["outcome"], "applied");
    }
}
