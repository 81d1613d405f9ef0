//! Help texts, and what is wrong with arguments.

use crate::run::{pacing, run};

#[test]
fn help_reads_well() {
    for command in [
        "",
        "check",
        "build",
        "pull",
        "plan",
        "apply",
        "explain",
        "schema",
        "audit",
        "audit verify",
        "sandbox",
        "completions",
    ] {
        let ran = run(&mut pacing(command.split_whitespace().chain(["--help"])));
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{command}");
        insta::assert_snapshot!(format!("help_{}", command.replace(' ', "_")), ran.stdout);
    }
}

#[test]
fn the_version_is_the_packages() {
    assert_eq!(run(&mut pacing(["--version"])).stdout, concat!("pacing-apply ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn arguments_that_are_wrong_are_usage() {
    for args in [
        vec![],
        vec!["chek"],
        vec!["check"],
        vec!["check", "--lines", "--fix", "x"],
        vec!["build"],
        vec!["completions", "csh"],
    ] {
        let ran = run(&mut pacing(&args));
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(ran.stderr.contains("--help") || ran.stderr.contains("Usage"), "{args:?}: {}", ran.stderr);
    }
}
