//! What other programs read: JSON lines and SARIF.

use crate::run::{example, pacing, root, run, run_with_input};
use pacing_core::{Edit, Span, edit};
use serde_json::Value;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn json_is_one_object_a_document_with_the_documented_fields() {
    let ran = run(&mut pacing(["check", "--format", "json", "examples/outbound-sales.json", "examples/broken.json"]));
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), ""));
    let documents: Vec<Value> = ran.stdout.lines().map(json).collect();
    assert_eq!(documents[0], json(r#"{"file": "examples/outbound-sales.json", "valid": true, "diagnostics": []}"#));
    assert_eq!((&documents[1]["file"], &documents[1]["valid"]), (&"examples/broken.json".into(), &false.into()));

    let text = example("broken.json");
    let diagnostics = documents[1]["diagnostics"].as_array().unwrap();
    let overlap = diagnostics.iter().find(|diagnostic| diagnostic["code"] == "M003").unwrap();
    assert_eq!(overlap["name"], "matrix-overlap");
    assert_eq!(overlap["severity"], "error");
    assert_eq!(overlap["path"], "/predictive_dialer_config/pacing_rules/1");
    assert_eq!(overlap["related"]["path"], "/predictive_dialer_config/pacing_rules/0");
    assert_eq!(
        overlap["range"]["start"],
        json(&format!(r#"{{"offset": {}, "line": 7, "column": 7}}"#, text.find("{\"agent_count_min\": 6").unwrap()))
    );
    assert_eq!(overlap["fix"]["safety"], "unsafe");
    assert_eq!(overlap["args"]["other_max"], 10);
    for diagnostic in diagnostics {
        for field in ["code", "name", "severity", "path", "message", "help", "source"] {
            assert!(diagnostic[field].is_string(), "{field} of {diagnostic}");
        }
    }
}

#[test]
fn json_names_the_line_of_each_document() {
    let one_line = |name| example(name).replace('\n', "") + "\n";
    let text = one_line("outbound-sales.json") + "\n" + &one_line("step-1-request.json");
    let ran = run_with_input(&mut pacing(["check", "--format", "json", "--lines", "-"]), text.as_bytes());
    let documents: Vec<Value> = ran.stdout.lines().map(json).collect();
    let lines: Vec<_> =
        documents.iter().map(|document| (document["file"].as_str(), document["line"].as_u64())).collect();
    assert_eq!(lines, [(Some("-"), Some(1)), (Some("-"), Some(3))]);
    let start = &documents[1]["diagnostics"][0]["range"]["start"];
    assert_eq!(start["line"], 1, "a range is relative to its document");
    assert_eq!(start["offset"], one_line("step-1-request.json").find("0.03").unwrap());
}

#[test]
fn json_says_how_much_was_left_out() {
    let band = r#"{"agent_count_min": 1, "agent_count_max": 5, "max_speed": 10}"#;
    let text = example("outbound-sales.json").replacen(band, &vec![band; 500].join(","), 1);
    let ran = run_with_input(&mut pacing(["check", "--format", "json", "-"]), text.as_bytes());
    let omitted = json(&ran.stdout)["omitted"].clone();
    assert!(omitted.as_array().unwrap().contains(&json(r#"{"code": "M003", "count": 399}"#)), "{omitted}");
}

/// The parts of SARIF 2.1.0 that viewers and code scanning stand on (sections 3.13 to 3.57).
#[test]
fn sarif_has_its_structure() {
    let ran = run(&mut pacing(["check", "--format", "sarif", "examples", "nope.json"]));
    assert_eq!(ran.code, Some(2));
    let log = json(&ran.stdout);
    assert_eq!((log["version"].as_str(), log["runs"].as_array().unwrap().len()), (Some("2.1.0"), 1));
    let sarif = &log["runs"][0];
    assert_eq!(sarif["columnKind"], "utf16CodeUnits");
    let rules = sarif["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), pacing_core::RULES.len());
    assert_eq!(sarif["invocations"][0]["executionSuccessful"], false);
    assert_eq!(
        sarif["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"],
        "there is no file `nope.json`"
    );

    let results = sarif["results"].as_array().unwrap();
    let of_broken = run(&mut pacing(["check", "--format", "json", "examples/broken.json"])).stdout;
    let broken = json(&of_broken)["diagnostics"].as_array().unwrap().len();
    assert_eq!(results.iter().filter(|result| uri(result) == "examples/broken.json").count(), broken);
    for result in results {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let region = &result["locations"][0]["physicalLocation"]["region"];
        for field in ["startLine", "startColumn", "endLine", "endColumn"] {
            assert!(region[field].as_u64().unwrap() >= 1, "{field} of {result}");
        }
    }
}

fn uri(result: &Value) -> &str {
    result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap()
}

#[test]
fn sarif_without_results_is_whole() {
    let log = json(&run(&mut pacing(["check", "--format", "sarif", "examples/outbound-sales.json"])).stdout);
    assert_eq!(log["runs"][0]["results"], json("[]"));
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], true);
}

/// Replacing the regions of the fixes does what `--fix` does, behind an emoji too.
#[test]
fn sarif_fixes_are_exact() {
    let text = example("outbound-sales.json")
        .replace(": 45", ": \"45\"")
        .replace("\"max_speed\": \"45\"", "\"🙂\": 1, \"max_speed\": \"45\"");
    let log = json(&run_with_input(&mut pacing(["check", "--format", "sarif", "-"]), text.as_bytes()).stdout);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let fixes: Vec<&Value> = results.iter().filter_map(|result| result.get("fixes")).collect();
    assert_eq!(fixes.len(), 1);
    let replacement = &fixes[0][0]["artifactChanges"][0]["replacements"][0];
    let region = &replacement["deletedRegion"];
    let place =
        |line: &str, column: &str| byte(&text, region[line].as_u64().unwrap(), region[column].as_u64().unwrap());
    let span = Span::new(place("startLine", "startColumn"), place("endLine", "endColumn"));
    let edit = Edit { span, text: replacement["insertedContent"]["text"].as_str().unwrap().to_owned() };
    assert_eq!(edit::apply(&text, &[edit]), text.replace("\"45\"", "45"));
}

/// The byte of a line and a column in UTF-16 units.
fn byte(text: &str, line: u64, column: u64) -> u32 {
    let start: usize = text.split_inclusive('\n').take(line as usize - 1).map(str::len).sum();
    let mut units = 1;
    for (at, char) in text[start..].char_indices() {
        if units == column {
            return (start + at) as u32;
        }
        units += char.len_utf16() as u64;
    }
    panic!("no column {column} in line {line}")
}

#[test]
fn sarif_names_files_as_uris() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("a b")).unwrap();
    let file = folder.path().join("a b/ü#1.json");
    std::fs::write(&file, "{}").unwrap();
    let uris = |args: &[&str], at: &std::path::Path| {
        let log = json(&run(pacing(["check", "--format", "sarif"]).args(args).current_dir(at)).stdout);
        uri(&log["runs"][0]["results"][0]).to_owned()
    };
    assert_eq!(uris(&["a b"], folder.path()), "a%20b/%C3%BC%231.json");
    assert_eq!(uris(&["../a b/ü#1.json"], &folder.path().join("a b")), "../a%20b/%C3%BC%231.json");
    assert_eq!(uris(&["../examples/broken.json"], &root().join("docs")), "../examples/broken.json");
    let absolute = uris(&[file.to_str().unwrap()], &root());
    assert!(absolute.starts_with("file:///") && absolute.ends_with("/a%20b/%C3%BC%231.json"), "{absolute}");
}
