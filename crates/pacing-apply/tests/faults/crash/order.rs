//! What a kill cannot show: that a record is on the disk, and not only on its way, before what it announces is done.
//! strace sees each write, each sync and each byte that is sent.

use std::fs;
use std::process::{Command, Stdio};

use pacing_sandbox::Config;

use super::kill::behind;
use crate::world::{DIALER, Ran, World};

#[test]
fn the_intent_is_durable_before_the_change_and_the_outcome_before_its_event() {
    let world = World::new(Config::holding(DIALER));
    let calls = world.folder.path().join("calls");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-s", "65536", "-e", "trace=write,writev,sendto,fdatasync", "-o"]).arg(&calls);
    strace.stdout(Stdio::piped()).stderr(Stdio::piped());
    let ran = Ran::of(behind(strace, &world.apply(&[])).output().unwrap());
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let calls = fs::read_to_string(calls).unwrap();
    let lines: Vec<&str> = calls.lines().collect();

    let written = |kind: &str| position(&lines, 0, &[r"write(", &format!(r#"\"kind\":\"{kind}\""#)]);
    let intent = written("intent");
    let outcome = written("outcome");
    let put = position(&lines, 0, &["PUT /api/"]);
    let event = position(&lines, 0, &["POST /wfm/"]);
    let synced_after = |record: usize| position(&lines, record, &["fdatasync(", "= 0"]);
    assert!(synced_after(intent) < put, "the intent is synced before the PUT: {lines:#?}");
    assert!(synced_after(outcome) < event, "the outcome is synced before its event: {lines:#?}");
    assert!(put < outcome, "{lines:#?}");
}

/// The first call from here on that holds all of this.
fn position(lines: &[&str], from: usize, holds: &[&str]) -> usize {
    let found = lines.iter().skip(from).position(|line| holds.iter().all(|part| line.contains(part)));
    from + found.unwrap_or_else(|| panic!("no {holds:?} in {lines:#?}"))
}
