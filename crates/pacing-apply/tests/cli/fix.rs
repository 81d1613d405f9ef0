//! `check --fix` and `check --diff`.

use crate::run::{example, pacing, run, run_with_input};
use std::fs;

#[test]
fn safe_fixes_are_written_and_the_rest_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    fs::write(&path, example("broken.json")).unwrap();
    let ran = run(pacing(["check", "--fix", "a.json"]).current_dir(&folder));
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout.lines().last().unwrap().starts_with("1 fixed; "), "{}", ran.stdout);
    assert_eq!(fs::read_to_string(&path).unwrap(), example("broken.json").replace("\"8\"", "8"));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing is left beside it");

    let again = run(pacing(["check", "--fix", "a.json"]).current_dir(&folder));
    assert!(!again.stdout.contains(" fixed; "), "fixing twice changes nothing more");
}

#[test]
#[cfg(unix)]
fn a_fixed_file_keeps_its_mode_and_a_link_stays_a_link() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("file.json"), folder.path().join("link.json"));
    fs::write(&file, example("broken.json")).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("file.json", &link).unwrap();
    run(pacing(["check", "--fix", "link.json"]).current_dir(&folder));
    assert!(link.is_symlink());
    assert!(!fs::read_to_string(&file).unwrap().contains("\"8\""));
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_diff_shows_what_would_be_done_and_does_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    fs::write(&path, example("broken.json")).unwrap();
    let ran = run(pacing(["check", "--diff", "--unsafe-fixes", "a.json"]).current_dir(&folder));
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!("diff", format!("{}{}", ran.stdout, ran.stderr));
    assert_eq!(fs::read_to_string(&path).unwrap(), example("broken.json"));
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let text = example("outbound-sales.json").replace(": 45", ": \"45\"");
    let ran = run_with_input(&mut pacing(["check", "--fix", "-"]), text.as_bytes());
    assert_eq!(ran.code, Some(0));
    assert_eq!(ran.stdout, example("outbound-sales.json"));
    assert_eq!(ran.stderr, "1 fixed; 1 file is valid\n");
}

#[test]
fn unsafe_fixes_are_never_made_by_themselves() {
    let ran = run(&mut pacing(["check", "--unsafe-fixes", "examples/broken.json"]));
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(2), "error: `--unsafe-fixes` needs `--fix` or `--diff`\n"));
}

/// A hint is a command that can be typed: it names what it needs, and is left out where there is nothing to mend.
#[test]
fn only_fixes_that_can_be_made_are_hinted_at() {
    let folder = tempfile::tempdir().unwrap();
    let cents = example("outbound-sales.json").replace("0.025", "2.5");
    fs::write(folder.path().join("a.json"), &cents).unwrap();
    fs::write(folder.path().join("lines"), cents.replace('\n', "") + "\n").unwrap();
    let said = |args: &[&str]| {
        let ran = run(pacing(args).current_dir(&folder));
        assert_eq!(ran.code, Some(1), "{ran:?}");
        ran.stdout + &ran.stderr
    };
    assert!(said(&["check", "a.json"]).contains("(changes a value: `check --fix --unsafe-fixes`)\n"));
    let built = said(&["build", "--dialer", "x", "--band", "1-5:10", "--threshold", "2.5", "--max-speed", "45"]);
    assert!(built.contains(" = fix: ") && !built.contains("--fix"), "{built}");
    let lines = said(&["check", "--lines", "lines"]);
    assert!(lines.contains(" = fix: ") && !lines.contains("--fix"), "{lines}");

    // A document for one dialer is not made one for another at the press of a key.
    let other = said(&["plan", "a.json", "--dialer", "other"]);
    let of_id = other.split("error[").find(|block| block.starts_with("S011")).unwrap();
    assert!(!of_id.contains(" = fix: "), "{other}");
}
