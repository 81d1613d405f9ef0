//! What a shell completes, as a real bash says.

#![cfg(unix)]

use crate::run::{pacing, run};
use std::process::Command;

/// What bash offers behind these words, the last of which is being typed.
fn offered(words: &[&str]) -> String {
    const ASK: &str = r#"
        source /dev/stdin
        complete -p "$1" >/dev/null || exit 1
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
        asked=$(complete -p "$1"); asked=${asked#*-F }; "${asked%% *}" "$1" "${!#}" "${COMP_WORDS[COMP_CWORD - 1]}"
        echo "${COMPREPLY[*]}"
    "#;
    let script = run(&mut pacing(["completions", "bash"]));
    let mut bash = Command::new("bash");
    bash.args(["--norc", "--noprofile", "-c", ASK, "bash", "pacing-apply"]).args(words);
    let ran = crate::run::run_with_input(&mut bash, script.stdout.as_bytes());
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{words:?}");
    ran.stdout.trim_end().to_owned()
}

#[test]
fn bash_completes_commands_flags_and_values() {
    for (words, expected) in [
        (&["roll"][..], "rollback"),
        (&["audit", "v"], "verify"),
        (&["deliver", "--any"], "--any-receiver"),
        (&["audit", "verify", "--public"], "--public-key"),
        (&["apply", "--client-auth", ""], "body basic"),
    ] {
        assert_eq!(offered(words), expected, "{words:?}");
    }
}
