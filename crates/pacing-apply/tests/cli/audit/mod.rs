//! `audit`, and what the flags of a run do to the log.

mod export;
mod lock;
mod masked;
#[cfg(target_os = "linux")]
mod order;
#[cfg(unix)]
mod recovered;
mod rotate;
mod show;
mod sign;
mod verify;

use crate::platform::{Platform, without_secrets};
use crate::run::{Ran, run};
use std::fs;
use std::path::PathBuf;

const LOG: &str = "pacing_audit.log";

/// Runs `audit …` in the platform's folder.
fn audit(platform: &Platform, args: &[&str]) -> Ran {
    without_secrets(run(&mut platform.command(&[&["audit"], args].concat())))
}

/// A platform with one change applied.
fn applied(args: &[&str]) -> Platform {
    let platform = Platform::new();
    assert_eq!(run(&mut platform.apply(args)).code, Some(0));
    platform
}

fn path(platform: &Platform, name: &str) -> PathBuf {
    platform.folder.path().join(name)
}

fn log(platform: &Platform) -> String {
    fs::read_to_string(path(platform, LOG)).unwrap()
}
