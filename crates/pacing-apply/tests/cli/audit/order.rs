//! What is durable before what, as the system saw it: one run under strace.

use super::LOG;
use crate::platform::{Platform, without_secrets};
use crate::run::run;
use std::fs;
use std::process::Command;

/// The calls of one run that write, sync, make or rename something, in their order.
fn traced(platform: &Platform, args: &[&str]) -> Vec<String> {
    let apply = platform.apply(args);
    // Not in the platform's folder: a trace holds what is sent, secrets among it.
    let folder = tempfile::tempdir().unwrap();
    let trace = folder.path().join("trace");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-y", "-s", "300", "-o"]).arg(&trace);
    strace.args(["-e", "trace=openat,write,writev,sendto,sendmsg,fdatasync,fsync,rename,renameat,renameat2,flock"]);
    strace.arg(apply.get_program()).args(apply.get_args()).current_dir(&platform.folder).env_clear();
    strace.envs(apply.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let ran = without_secrets(run(&mut strace));
    assert_eq!(
        ran.code,
        Some(0),
        "strace is needed, and may trace (`cargo xtask test --only toolchain` installs it): {ran:?}"
    );
    let trace = fs::read_to_string(trace).unwrap();
    trace.lines().filter(|line| !line.contains("= -1 ") && !line.contains("resumed>")).map(str::to_owned).collect()
}

fn first(calls: &[String], name: &str, parts: &[&str]) -> usize {
    let is = |call: &String| call.contains(&format!(" {name}(")) && parts.iter().all(|part| call.contains(part));
    calls.iter().position(is).unwrap_or_else(|| panic!("no {name} with {parts:?}"))
}

/// The bytes of the PUT leave after fdatasync of the intent, and the event's after fdatasync of the outcome.
#[test]
fn the_intent_is_durable_before_the_put_and_the_outcome_before_the_event() {
    let platform = Platform::new();
    let calls = traced(&platform, &[]);
    let sent = |what: &str| {
        let at = calls.iter().position(|call| {
            call.contains("TCP") && call.contains(what) || call.contains("socket:") && call.contains(what)
        });
        at.unwrap_or_else(|| panic!("{what} was not sent"))
    };
    let made = first(&calls, "openat", &[LOG, "O_CREAT", "0600"]);
    let folder = made + first(&calls[made..], "fsync", &[platform.folder.path().to_str().unwrap()]);
    let written = |what: &str| first(&calls, "write", &[LOG, what]);
    let synced = |from: usize| from + first(&calls[from..], "fdatasync", &[LOG]);
    let (intent, outcome) = (written("PACING_INTENT"), written("UPDATE_PACING_RULES"));
    let order = [
        ("the log is made", made),
        ("its folder is synced", folder),
        ("the intent is written", intent),
        ("the intent is synced", synced(intent)),
        ("the PUT is sent", sent("\"PUT /")),
        ("the outcome is written", outcome),
        ("the outcome is synced", synced(outcome)),
        ("the event is sent", sent("\"POST /wfm/")),
    ];
    assert!(order.is_sorted_by_key(|(_, at)| at), "{order:#?}");
}

/// A checkpoint is synced before it takes the place of the old one, and its folder after that.
#[test]
fn a_checkpoint_is_replaced_whole() {
    let platform = Platform::new();
    let calls = traced(&platform, &[]);
    let rename = calls.iter().position(|call| call.contains(" rename") && call.contains("checkpoint.new")).unwrap();
    let synced = first(&calls, "fsync", &["checkpoint.new"]);
    let written = first(&calls, "write", &["checkpoint.new", "count"]);
    assert!(written < synced && synced < rename, "{written} {synced} {rename}");
    let folder = format!("{}>", platform.folder.path().display());
    assert!(calls[rename..].iter().any(|call| call.contains(" fsync(") && call.contains(&folder)));
}
