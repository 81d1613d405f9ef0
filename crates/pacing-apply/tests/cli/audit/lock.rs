//! Who holds the log's lock holds up all others, and not for ever.

use super::{LOG, path};
use crate::platform::{DIALER, Platform};
use crate::run::run;
use std::fs::File;

/// The time that is waited is real: ten seconds.
#[test]
fn a_log_that_another_process_holds_is_waited_for_and_then_nothing_is_sent() {
    let platform = Platform::new();
    let before = platform.sandbox.dialer(DIALER).unwrap();
    let holder = File::create(path(&platform, LOG)).unwrap();
    holder.lock().unwrap();
    let ran = run(&mut platform.apply(&[]));
    assert_eq!(ran.code, Some(7), "{ran:?}");
    let told = "the audit log `pacing_audit.log` was held by another process for 10 s; try again when that has ended";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    assert_eq!(platform.sandbox.dialer(DIALER).unwrap(), before);
    assert_eq!(holder.metadata().unwrap().len(), 0, "nothing was written");

    // Reading needs no lock.
    holder.unlock().unwrap();
    assert_eq!(run(&mut platform.apply(&[])).code, Some(0));
    holder.lock().unwrap();
    assert_eq!(super::audit(&platform, &["verify"]).code, Some(0));
}
