//! `audit rotate` and `--audit-max-bytes`.

use super::sign::key;
use super::{LOG, applied, audit, path};
use crate::platform::Platform;
use crate::run::run;
use std::fs;

#[test]
fn a_closed_log_and_its_successor_verify_as_one() {
    let platform = applied(&[]);
    let closed = audit(&platform, &["rotate"]);
    assert_eq!(closed.code, Some(0), "{closed:?}");
    assert!(
        closed
            .stdout
            .starts_with("pacing_audit.log is closed as `pacing_audit.log.rotated-1`, up to record 7 with hash "),
        "{}",
        closed.stdout
    );
    let at_once = audit(&platform, &["verify"]);
    assert_eq!(at_once.code, Some(0), "nothing was written since: {at_once:?}");
    assert_eq!(run(&mut platform.apply(&["--force"])).code, Some(0));
    let both = audit(&platform, &["verify"]);
    assert_eq!(both.code, Some(0), "{both:?}");
    assert!(both.stdout.contains("in 2 files: pacing_audit.log.rotated-1, pacing_audit.log\n"), "{}", both.stdout);
    assert!(both.stdout.contains("2 applied changes"), "{}", both.stdout);

    let gone = path(&platform, "gone");
    fs::rename(path(&platform, "pacing_audit.log.rotated-1"), &gone).unwrap();
    let missing = audit(&platform, &["verify"]);
    assert_eq!(missing.code, Some(1));
    assert!(missing.stdout.contains("`pacing_audit.log.rotated-1`, which is not there"), "{}", missing.stdout);
    let alone = audit(&platform, &["verify", "--alone"]);
    assert_eq!(alone.code, Some(0), "{alone:?}");
    assert!(alone.stdout.contains("which was not verified here"), "{}", alone.stdout);
}

#[test]
fn a_rollback_finds_its_change_in_a_closed_file() {
    let platform = applied(&[]);
    let before = platform.sandbox.dialer(crate::platform::DIALER).unwrap();
    assert_eq!(audit(&platform, &["rotate"]).code, Some(0));
    let back = run(&mut platform.command(&["rollback", "--last", "--yes", "--webhook-allow", "127.0.0.1"]));
    assert_eq!(back.code, Some(0), "{back:?}");
    assert_ne!(platform.sandbox.dialer(crate::platform::DIALER).unwrap(), before);
    assert_eq!(audit(&platform, &["verify"]).code, Some(0));
}

#[test]
fn what_is_open_is_not_closed_away() {
    let platform = Platform::new();
    // The receiver refuses: the event waits.
    let ran = run(platform.apply(&["--max-retries", "0"]).env("WFM_WEBHOOK_URL", "http://127.0.0.1:1/hook"));
    assert_eq!(ran.code, Some(5), "{ran:?}");
    let refused = audit(&platform, &["rotate"]);
    assert_eq!(refused.code, Some(3), "{refused:?}");
    assert!(refused.stderr.contains("it has 1 event waiting for delivery"), "{}", refused.stderr);
    assert!(!path(&platform, "pacing_audit.log.rotated-1").exists());
    let nothing = audit(&Platform::new(), &["rotate"]);
    assert_eq!(nothing.code, Some(2), "{nothing:?}");
}

#[test]
fn a_log_is_closed_by_the_run_that_finds_it_long_enough() {
    let platform = Platform::new();
    let flags = ["--audit-max-bytes", "4000", "--force", "--audit-key", &key()];
    for _ in 0..3 {
        assert_eq!(run(&mut platform.apply(&flags)).code, Some(0));
    }
    let closed =
        || (1..).take_while(|number| path(&platform, &format!("pacing_audit.log.rotated-{number}")).exists()).count();
    let before = closed();
    assert!(before >= 2, "each run after the first finds it long enough: {before}");
    let ran = audit(&platform, &["verify"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stdout.contains("3 runs, 3 applied changes"), "{}", ran.stdout);
    assert!(ran.stdout.contains(&format!("in {} files", before + 1)), "{}", ran.stdout);

    // Without its key it stays open, and goes on.
    assert_eq!(run(&mut platform.apply(&["--audit-max-bytes", "1", "--force"])).code, Some(0));
    assert_eq!(closed(), before);
    let refused = audit(&platform, &["rotate"]);
    assert_eq!(refused.code, Some(3), "{refused:?}");
    assert!(refused.stderr.contains("--audit-key"), "{}", refused.stderr);
    // With it, not over what it has not signed, until somebody says that this is right.
    assert_eq!(audit(&platform, &["rotate", "--audit-key", &key()]).code, Some(6));
    assert_eq!(audit(&platform, &["sign", "--audit-key", &key()]).code, Some(0));
    assert_eq!(audit(&platform, &["rotate", "--audit-key", &key()]).code, Some(0));
    assert_eq!(fs::metadata(path(&platform, LOG)).unwrap().len(), 0);
}
