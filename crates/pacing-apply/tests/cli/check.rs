//! `check` for people.

use crate::run::{Ran, example, pacing, root, run, run_with_input};
use std::io::{Read, Write};
use std::process::Stdio;

#[test]
fn every_example_is_shown_as_people_read_it() {
    for name in ["outbound-sales", "step-1-request", "broken"] {
        let ran = run(&mut pacing(["check", &format!("examples/{name}.json")]));
        assert_eq!(ran.code, Some(i32::from(name == "broken")), "{name}");
        assert_eq!(ran.stderr, "");
        insta::assert_snapshot!(name, ran.stdout);
    }
}

#[test]
fn the_readme_shows_what_is_printed() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let start = readme.find("error[R002").unwrap();
    let block = readme[start..].split("```").next().unwrap();
    let ran = run(&mut pacing(["check", "examples/broken.json"]));
    assert!(ran.stdout.contains(block), "{}", ran.stdout);
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let plain = run(&mut pacing(["check", "examples/broken.json"]));
    assert!(!plain.stdout.contains('\u{1b}'));
    let painted = run(&mut pacing(["check", "--color", "always", "examples/broken.json"]));
    assert!(painted.stdout.contains('\u{1b}'));
    let stripped: String = strip(&painted.stdout);
    assert_eq!(stripped, plain.stdout, "colours change nothing but the colours");
    let mut forced = pacing(["check", "examples/broken.json"]);
    assert!(!run(forced.env("NO_COLOR", "1")).stdout.contains('\u{1b}'));
}

fn strip(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    let plain = first + &parts.map(|part| part.split_once('m').unwrap().1).collect::<String>();
    plain.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

#[test]
fn standard_input_is_read() {
    let ran = run_with_input(&mut pacing(["check", "-"]), br#"{"id": "sales",}"#);
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!("stdin", ran.stdout);
}

#[test]
fn text_that_is_no_utf_8_is_a_diagnostic_with_its_place() {
    let ran = run_with_input(&mut pacing(["check", "-"]), b"{\n  \"id\": \"caf\xe9\"\n}");
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), ""));
    insta::assert_snapshot!("not_utf8", ran.stdout);
}

#[test]
fn columns_count_utf_16_units() {
    let text =
        example("outbound-sales.json").replace("\"type\"", "\"🙂\": 1, \"type\"").replace("PREDICTIVE", "MANUAL");
    let ran = run_with_input(&mut pacing(["check", "-"]), text.as_bytes());
    assert!(ran.stdout.contains("--> <stdin>:3:20\n"), "{}", ran.stdout);
}

#[test]
fn a_megabyte_in_one_line_is_shown_in_a_few_lines() {
    let long = format!("\"note\": \"{}\", \"type\"", "ü".repeat(1_000_000));
    let text = example("broken.json").replace('\n', "").replacen("\"type\"", &long, 1);
    let short = run(&mut pacing(["check", "examples/broken.json"])).stdout;
    let ran = run_with_input(&mut pacing(["check", "-"]), text.as_bytes());
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout.len() < 2 * short.len(), "{} bytes", ran.stdout.len());
    assert!(ran.stdout.contains("--> <stdin>:1:1000"), "the column is that of the whole line");
}

#[test]
fn many_problems_are_counted_and_not_all_shown() {
    let band = r#"{"agent_count_min": 1, "agent_count_max": 5, "max_speed": 10}"#;
    let text = example("outbound-sales.json").replacen(band, &vec![band; 20_000].join(",\n"), 1);
    let ran = run_with_input(&mut pacing(["check", "-"]), text.as_bytes());
    assert!(ran.stdout.contains("and 19899 more of M003\n"), "{}", ran.stdout.get(..2000).unwrap_or_default());
    assert!(ran.stdout.ends_with("fixable with `--fix --unsafe-fixes`\n") || ran.stdout.contains("19999 errors"));
    assert!(ran.stdout.len() < 200_000);
}

#[test]
fn lines_are_documents_of_their_own() {
    let one_line = |name| example(name).replace('\n', "");
    let text = format!("{}\n\n{}\r\n{{\n", one_line("outbound-sales.json"), one_line("step-1-request.json"));
    let ran = run_with_input(&mut pacing(["check", "--lines", "-"]), text.as_bytes());
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!("lines", ran.stdout);
}

/// 60,000 documents, 25 MB, pass through a process that never holds more than a few.
#[test]
#[cfg(target_os = "linux")]
fn lines_take_the_memory_of_one() {
    let mut child = pacing(["check", "--lines", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let line = example("outbound-sales.json").replace('\n', "") + "\n";
    for _ in 0..60_000 {
        stdin.write_all(line.as_bytes()).unwrap();
    }
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    drop(stdin);
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kilobytes: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(kilobytes < 16_000, "{kilobytes} kB for {} kB of input", line.len() * 60);
    let mut stdout = String::new();
    child.stdout.take().unwrap().read_to_string(&mut stdout).unwrap();
    assert_eq!(stdout, "60000 documents are valid\n");
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_has_seen_enough_ends_it_quietly() {
    let text = (example("broken.json").replace('\n', "") + "\n").repeat(500);
    let mut child = pacing(["check", "--lines", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    // It may stop reading before all of it is written.
    let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(141), b"".as_slice()));
}

#[test]
#[cfg(target_os = "linux")]
fn a_result_that_cannot_be_written_is_an_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = pacing(["check", "examples/broken.json"]).stdout(full).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "error: cannot write the result: no space left on device\n");
}

#[test]
fn the_addressed_dialer_must_be_the_documents() {
    let Ran { code, stdout, .. } = run(&mut pacing(["check", "--dialer", "other", "examples/outbound-sales.json"]));
    assert_eq!(code, Some(1));
    assert!(stdout.contains("error[S011 other-dialer]"), "{stdout}");
}
