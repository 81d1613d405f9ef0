//! Others that hold the audit log.

use std::fs::File;
use std::thread;
use std::time::{Duration, Instant};

use pacing_sandbox::Config;

use super::aftermath::put_right;
use crate::world::{DIALER, Ran, World};

#[test]
fn an_audit_log_that_another_process_holds_is_waited_for() {
    let world = World::new(Config::holding(DIALER));
    let held = File::create(world.log()).unwrap();
    held.lock().unwrap();
    let begun = Instant::now();
    let child = world.apply(&[]).spawn().unwrap();
    thread::sleep(Duration::from_secs(2));
    assert_eq!(world.sandbox.put_count(DIALER), 0, "nothing is sent while the log cannot be written");
    held.unlock().unwrap();
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(begun.elapsed() >= Duration::from_secs(2));
    put_right(&world, "a log that was held for two seconds");
}

#[test]
fn an_audit_log_that_stays_held_is_busy_and_nothing_is_sent() {
    let world = World::new(Config::holding(DIALER));
    let held = File::create(world.log()).unwrap();
    held.lock().unwrap();
    let ran = Ran::of(world.apply(&[]).output().unwrap());
    assert_eq!(ran.code, Some(7), "{ran:#?}");
    assert!(ran.stderr.contains("audit log"), "{ran:#?}");
    assert_eq!((world.sandbox.put_count(DIALER), world.sandbox.events().len()), (0, 0));
    drop(held);
    put_right(&world, "a log that was held");
}
#[test]
fn runs_at_the_same_time_share_one_log_and_change_once() {
    let world = World::new(Config::holding(DIALER));
    let children: Vec<_> = (0..5).map(|_| world.apply(&[]).spawn().unwrap()).collect();
    for child in children {
        let ran = Ran::of(child.wait_with_output().unwrap());
        assert_eq!(ran.code, Some(0), "{ran:#?}");
    }
    put_right(&world, "five runs at once");
}
