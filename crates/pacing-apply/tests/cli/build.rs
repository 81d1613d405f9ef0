//! `build`.

use crate::run::{example, pacing, run};

const DIALER: &str = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

fn tutorial() -> Vec<&'static str> {
    let bands = ["--band", "1-5:10", "--band", "6-20:25", "--band", "21-50:40"];
    ["build", "--dialer", DIALER, "--threshold", "0.025", "--max-speed", "45"].into_iter().chain(bands).collect()
}

#[test]
fn the_tutorials_inputs_give_the_tutorials_document() {
    let ran = run(&mut pacing(tutorial()));
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert_eq!(ran.stdout, example("outbound-sales.json"));
}

#[test]
fn it_is_written_to_a_file_only_when_it_is_valid() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.json");
    let ran = run(pacing(tutorial()).args(["-o", "out.json"]).current_dir(&folder));
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), ""));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), example("outbound-sales.json"));

    let ran = run(pacing(tutorial()).args(["-o", "out.json", "--band", "40-60:50"]).current_dir(&folder));
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
    assert!(ran.stderr.contains("error[M003 matrix-overlap]"), "{}", ran.stderr);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), example("outbound-sales.json"), "the old file stands");
}

#[test]
fn bad_inputs_are_shown_where_they_stand() {
    let ran = run(&mut pacing([
        "build",
        "--dialer",
        "a/b",
        "--band",
        "1-5:ten",
        "--threshold",
        "-3%",
        "--max-speed",
        "450",
        "--no-reload",
    ]));
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
    insta::assert_snapshot!("build_bad", ran.stderr);
}

#[test]
fn a_band_has_a_form() {
    let ran = run(pacing(tutorial()).args(["--band", "5"]));
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("write it as MIN-MAX:SPEED, such as `6-20:25`"), "{}", ran.stderr);
}

#[test]
fn a_file_that_is_there_is_not_replaced_unless_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.json");
    std::fs::write(&file, "my own work").unwrap();
    let numbers = ["--dialer", "x", "--band", "1-5:10", "--threshold", "0.02", "--max-speed", "45", "-o", "mine.json"];
    let build = |more: &[&str]| run(pacing(["build"]).args(numbers).args(more).current_dir(&folder));
    let refused = build(&[]);
    assert_eq!(refused.code, Some(2), "{refused:?}");
    assert!(refused.stderr.contains("`mine.json` is there already, and nothing was written"), "{refused:?}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "my own work");
    assert_eq!(build(&["--force"]).code, Some(0));
    assert!(std::fs::read_to_string(&file).unwrap().contains("PREDICTIVE"));
}
