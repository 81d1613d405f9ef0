//! Which files are read.

use crate::run::{example, pacing, run};
use std::fs;
use tempfile::TempDir;

fn folder(names: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in names {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, example("broken.json")).unwrap();
    }
    folder
}

/// The files of the JSON report, in order.
fn checked(folder: &TempDir, args: &[&str]) -> (Option<i32>, Vec<String>, String) {
    let ran = run(pacing(["check", "--format", "json"]).args(args).current_dir(folder));
    let file =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["file"].as_str().unwrap().to_owned();
    (ran.code, ran.stdout.lines().map(file).collect(), ran.stderr)
}

#[test]
fn a_folder_gives_its_json_files_in_order() {
    let folder = folder(&["b.json", "a/2.json", "a/1.json", "notes.txt", ".git/x.json", "node_modules/p/package.json"]);
    let (code, files, stderr) = checked(&folder, &["."]);
    assert_eq!((code, stderr.as_str()), (Some(1), ""));
    assert_eq!(files, ["a/1.json", "a/2.json", "b.json"]);
}

#[test]
fn a_pattern_that_no_shell_expanded_is_expanded() {
    let folder = folder(&["a/1.json", "a/2.json", "b/1.json", "b/deep/1.json", "c.txt"]);
    assert_eq!(checked(&folder, &["*/1.json"]).1, ["a/1.json", "b/1.json"]);
    assert_eq!(checked(&folder, &["**/1.json"]).1, ["a/1.json", "b/1.json", "b/deep/1.json"]);
    assert_eq!(checked(&folder, &["./b/**"]).1, ["b/1.json", "b/deep/1.json"]);
    assert_eq!(checked(&folder, &["a/{1,2}.json", "a/1.json", "c.txt"]).1, ["a/1.json", "a/2.json", "c.txt"]);
}

#[test]
fn a_file_whose_name_looks_like_a_pattern_is_a_file() {
    let folder = folder(&["[1].json"]);
    assert_eq!(checked(&folder, &["[1].json"]).1, ["[1].json"]);
}

#[test]
fn what_is_not_there_is_named_and_the_rest_is_checked() {
    let folder = folder(&["a.json", "empty/notes.txt"]);
    let (code, files, stderr) = checked(&folder, &["nope.json", "empty", "x/*.json", "a.json"]);
    assert_eq!(code, Some(2));
    assert_eq!(files, ["a.json"]);
    assert_eq!(
        stderr,
        "error: there is no file `nope.json`\n\
         error: no `*.json` file in folder `empty`\n\
         error: no file matches `x/*.json`\n"
    );
}

#[test]
fn a_text_above_the_limit_is_refused_and_not_read_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let file = fs::File::create(folder.path().join("huge.json")).unwrap();
    // Sparse, so that it takes no room; reading it all would take minutes.
    file.set_len(1 << 40).unwrap();
    let ran = run(pacing(["check", "huge.json"]).current_dir(&folder));
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout.contains("error[S002 reader-limit]: the text is too long"), "{}", ran.stdout);
}

#[test]
#[cfg(unix)]
fn a_files_name_steers_no_terminal() {
    let name = "a\u{1b}[2J\u{202e}\n.json";
    let folder = folder(&[name]);
    for args in [["check", name], ["check", "x\u{1b}.json"], ["apply", name], ["check", "--diff"]] {
        let ran = run(pacing(args).args((args[1] == "--diff").then_some(name)).current_dir(&folder));
        for text in [&ran.stdout, &ran.stderr] {
            assert!(!text.contains(['\u{1b}', '\u{202e}']) && !text.contains("\n.json"), "{text}");
        }
    }
}
