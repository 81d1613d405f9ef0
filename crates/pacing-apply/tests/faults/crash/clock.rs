//! A clock that jumps back while a run waits: faketime gives the program a time of day that the test moves. Monotonic
//! time stays true, as it does when an administrator or NTP sets a clock.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::Duration;

use pacing_sandbox::{Config, Endpoint, Fault, RetryAfter};

use super::aftermath::put_right;
use crate::world::{DIALER, Ran, World};

#[test]
fn a_clock_that_jumps_back_shortens_no_wait_and_breaks_no_chain() {
    for told in [RetryAfter::Seconds(2), RetryAfter::DateIn { date_in: 3 }] {
        let world = World::new(Config::holding(DIALER));
        world.sandbox.fault(Endpoint::Put, Fault::answer(429).retry_after(told).enforced());
        let offset = world.folder.path().join("offset");
        fs::write(&offset, "+120s").unwrap();
        let child = faked(world.apply(&[]), &offset).spawn().unwrap();
        while !world.sandbox.requests().iter().any(|request| request.status == Some(429)) {
            thread::sleep(Duration::from_millis(10));
        }
        fs::write(&offset, "-120s").unwrap();
        let ran = Ran::of(child.wait_with_output().unwrap());
        assert_eq!(ran.code, Some(0), "{ran:#?}");

        let puts: Vec<_> = world.sandbox.requests().into_iter().filter(|request| request.method == "PUT").collect();
        assert_eq!(puts.len(), 2, "nobody came early: {puts:?}");
        assert!(puts[1].at_ms >= puts[0].come_back_ms.unwrap(), "{puts:?}");
        let times: Vec<_> =
            world.audit().iter().map(|record| record["timestamp"].as_str().unwrap().to_owned()).collect();
        assert!(!times.is_sorted(), "the clock did jump: {times:?}");
        put_right(&world, "a clock that jumped");
    }
}

#[test]
fn a_clock_that_is_an_hour_slow_costs_the_event_and_never_the_change() {
    let world = World::new(Config::holding(DIALER));
    world.sandbox.fault(Endpoint::Put, Fault::answer(429).retry_after(RetryAfter::DateIn { date_in: 2 }).enforced());
    let offset = world.folder.path().join("offset");
    fs::write(&offset, "-1h").unwrap();
    let ran = Ran::of(faked(world.apply(&["--max-retries", "1"]), &offset).output().unwrap());
    assert_eq!(ran.code, Some(5), "the receiver refuses a signature that is an hour old: {ran:#?}");
    assert_eq!(ran.result()["outcome"], "applied");
    let puts = world.sandbox.requests().iter().filter(|request| request.method == "PUT").count();
    assert_eq!(puts, 2, "a date is counted from the server's own clock");
}

/// The command, with a time of day that is this file's offset from the true one.
fn faked(mut command: Command, offset: &PathBuf) -> Command {
    command
        .env("LD_PRELOAD", library())
        .env("FAKETIME_TIMESTAMP_FILE", offset)
        .env("FAKETIME_NO_CACHE", "1")
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    command
}

fn library() -> PathBuf {
    let list = "ls /usr/lib/*/faketime/libfaketime.so.1 /usr/lib/faketime/libfaketime.so.1";
    let found = String::from_utf8(Command::new("sh").args(["-c", list]).output().unwrap().stdout).unwrap();
    PathBuf::from(
        found.lines().next().expect("libfaketime is installed; `cargo xtask test --only toolchain` does that"),
    )
}
