//! Help texts, and what is wrong with arguments.

use crate::run::{pacing, root, run};
use std::collections::BTreeSet;

const COMMANDS: [&str; 20] = [
    "",
    "check",
    "build",
    "forecast",
    "suggest",
    "pull",
    "plan",
    "apply",
    "rollback",
    "deliver",
    "explain",
    "schema",
    "audit",
    "audit verify",
    "audit show",
    "audit export",
    "audit rotate",
    "audit sign",
    "sandbox",
    "completions",
];

#[test]
fn help_reads_well() {
    for command in COMMANDS {
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
        vec!["check", "--diff", "--fix", "x"],
        vec!["build"],
        vec!["completions", "csh"],
    ] {
        let ran = run(&mut pacing(&args));
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(ran.stderr.contains("--help") || ran.stderr.contains("Usage"), "{args:?}: {}", ran.stderr);
    }
}

/// Whoever reads `docs/cli.md` reads of every flag, and of no flag that does not exist.
#[test]
fn every_flag_is_documented() {
    let docs = std::fs::read_to_string(root().join("docs/cli.md")).unwrap();
    let flags = |text: &str| {
        let words = text.split(|char: char| !(char.is_ascii_lowercase() || char == '-'));
        words.filter(|word| word.starts_with("--") && !word.ends_with('-')).map(str::to_owned).collect::<BTreeSet<_>>()
    };
    let help: BTreeSet<_> = COMMANDS
        .iter()
        .flat_map(|command| flags(&run(&mut pacing(command.split_whitespace().chain(["--help"]))).stdout))
        .collect();
    // Known to everybody, and those that only the short form needs.
    let plain = ["--help", "--version", "--output", "--verbose", "--quiet"].map(str::to_owned);
    let documented: BTreeSet<_> = flags(&docs).into_iter().chain(plain).collect();
    assert_eq!(help.difference(&documented).collect::<Vec<_>>(), Vec::<&String>::new(), "not in docs/cli.md");
    assert_eq!(documented.difference(&help).collect::<Vec<_>>(), Vec::<&String>::new(), "in docs/cli.md alone");
}

/// 5 stands for an event that waits and for one that nobody will ever take (410).
#[test]
fn an_exit_code_says_no_more_than_it_means() {
    let docs = std::fs::read_to_string(root().join("docs/cli.md")).unwrap();
    let help = run(&mut pacing(["--help"])).stdout.replace('\n', " ");
    for text in [&docs, &help] {
        assert!(text.contains("the event did not arrive (it waits, or the receiver is gone)"), "{text}");
    }
}

#[test]
fn a_command_offers_no_flag_that_does_nothing_there() {
    let help = |command: &str| run(&mut pacing([command, "--help"])).stdout;
    let deliver = help("deliver");
    for flag in ["--token-timeout", "--get-timeout", "--put-timeout", "--poll-", "--audit-masked"] {
        assert!(!deliver.contains(flag) && help("apply").contains(flag), "{flag}");
    }
    assert!(!deliver.contains("sandbox") && !help("rollback").contains("sandbox"), "neither has a sandbox");
}

/// Every command and every exit code stands in the page and in the help.
#[test]
fn commands_and_exit_codes_are_complete() {
    let docs = std::fs::read_to_string(root().join("docs/cli.md")).unwrap();
    for command in COMMANDS.iter().filter(|command| !command.is_empty()) {
        let (name, row) = match command.split_once(' ') {
            Some((_, name)) => {
                (name, docs.lines().any(|line| line.starts_with("| `audit ") && line.contains(&format!("{name}`"))))
            }
            None => (*command, docs.lines().any(|line| line.starts_with(&format!("| `{command}")))),
        };
        assert!(row, "no row for `{name}`");
    }
    let help = run(&mut pacing(["--help"])).stdout.replace('\n', " ");
    let section = docs.split("## Exit codes").nth(1).unwrap().split("\n## ").next().unwrap();
    let codes = section.lines().filter_map(|line| line.strip_prefix("| ")?.split(" |").next());
    for code in codes.flat_map(|codes| codes.split(", ")).filter(|code| code.parse::<u8>().is_ok()) {
        assert!(help.split(|char: char| !char.is_ascii_digit()).any(|word| word == code), "{code}: {help}");
    }
}
