//! Profile and weights of rules: flag, environment, `pacing.toml`, default.

use crate::run::{Ran, example, pacing, root, run};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A gap, and a threshold that only a stricter profile refuses.
fn folder(toml: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("team/files")).unwrap();
    fs::write(folder.path().join("team/pacing.toml"), toml).unwrap();
    let gap = example("outbound-sales.json").replace("\"agent_count_min\": 6", "\"agent_count_min\": 7");
    fs::write(folder.path().join("team/files/gap.json"), gap).unwrap();
    folder
}

fn check(folder: &TempDir, args: &[&str]) -> Ran {
    run(pacing(["check", "team/files/gap.json"]).args(args).current_dir(folder))
}

#[test]
fn the_nearest_file_upwards_counts_and_flags_count_more() {
    let folder = folder("[rules]\nmatrix-gap = \"error\"\n");
    assert!(check(&folder, &[]).stdout.starts_with("error[M004 matrix-gap]"));
    assert!(check(&folder, &["--rule", "matrix-gap=info"]).stdout.starts_with("info[M004 matrix-gap]"));
    assert_eq!(check(&folder, &["--rule", "M004=off"]).stdout, "1 file is valid\n");
    fs::write(folder.path().join("team/files/pacing.toml"), "").unwrap();
    assert!(check(&folder, &[]).stdout.starts_with("warning[M004 matrix-gap]"), "a nearer file hides a farther one");
}

#[test]
fn the_profile_comes_from_flag_environment_file_and_default() {
    let folder = folder("profile = \"uk-ofcom-2016\"\n");
    let names = |ran: Ran| {
        let rule = |line: &str| line.split(['[', ']']).nth(1).map(str::to_owned);
        ran.stdout.lines().filter(|line| line.starts_with(['e', 'w', 'i'])).filter_map(rule).collect::<Vec<_>>()
    };
    let with_uk = names(check(&folder, &[]));
    assert!(with_uk.iter().any(|rule| rule.starts_with('R')), "{with_uk:?}");
    let none = names(check(&folder, &["--profile", "us"]));
    assert_eq!(none, ["M004 matrix-gap"]);
    let mut command = pacing(["check", "team/files/gap.json"]);
    assert_eq!(names(run(command.current_dir(&folder).env("PACING_PROFILE", "us"))), none);
    assert_eq!(names(run(command.arg("--profile=uk-ofcom-2016"))), with_uk);
}

#[test]
fn what_a_file_may_not_say_is_refused_with_its_place() {
    for (toml, words) in [
        ("prfile = \"us\"\n", "unknown field `prfile`, expected one of `profile`, `rules`, `forecast`"),
        ("profile = \"uk-ofcom-2061\"\n", "there is no profile `uk-ofcom-2061`, did you mean `uk-ofcom-2016`?"),
        ("[rules]\nmatrix-gpa = \"off\"\n", "there is no rule `matrix-gpa`, did you mean `matrix-gap`?"),
        ("[rules]\nmatrix-gap = \"warn\"\n", "`warn` is no level: use `off`, `info`, `warning` or `error`"),
        (
            "[rules]\nmatrix-overlap = \"off\"\n",
            "`matrix-overlap` is an error: errors can be neither lowered nor turned off",
        ),
        ("client_secret = \"x\"\n", "secrets never stand in it"),
        ("rules = [\n", "TOML parse error at line"),
    ] {
        let ran = check(&folder(toml), &[]);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{toml}");
        assert!(ran.stderr.contains(words) && ran.stderr.contains("pacing.toml`"), "{toml}: {}", ran.stderr);
    }
}

#[test]
fn flags_that_cannot_be_are_refused() {
    for (args, words) in [
        (["--profile", "uk-ofcom-2061"], "a similar value exists: 'uk-ofcom-2016'"),
        (["--rule", "matrx-gap=off"], "did you mean `matrix-gap`?"),
        (["--rule", "matrix-overlap=warning"], "errors can be neither lowered nor turned off"),
        (["--rule", "matrix-gap"], "write it as NAME=LEVEL"),
        (["--dialer", "../campaigns/7?purge=1#"], "invalid value"),
    ] {
        let ran = run(pacing(["check", "examples/broken.json"]).args(args));
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(ran.stderr.contains(words), "{args:?}: {}", ran.stderr);
    }
}

#[test]
fn no_pacing_toml_stands_in_the_way_of_the_other_tests() {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().unwrap();
    assert!(above.ancestors().all(|folder| !folder.join("pacing.toml").exists()));
}

#[test]
fn the_documented_file_can_be_used() {
    let docs = fs::read_to_string(root().join("docs/cli.md")).unwrap();
    let toml = docs.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    assert!(check(&folder(toml), &[]).stdout.starts_with("error[M004 matrix-gap]"));
}
