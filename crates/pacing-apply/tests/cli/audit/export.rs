//! `audit export`.

use super::{LOG, applied, audit, log, path};
use crate::run::run;
use serde_json::Value;
use std::fs;
use std::process::Command;

/// The table as Python's csv module reads it.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn every_record_is_a_row_with_the_same_columns() {
    let platform = applied(&["--reason", "a \"quoted\", comma\nand line"]);
    let ran = audit(&platform, &["export"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let rows = rows(&ran.stdout);
    let header = "seq,timestamp,kind,action,outcome,dialer_id,server,actor,reason,run_id,audit_id,intent,changes,message,attempts,\
                  exit_code,recovered,masked,method,path,status,class,result,event_id,found,profile,profile_version,rule_set,tool,prev,hash,recovered_by,\
                  recovered_run,rollback_of,body_sha256,target,signed_later";
    assert_eq!(rows[0].join(","), header, "columns are stable");
    assert!(
        ran.stdout.starts_with(&format!("{header}\r\n")) && ran.stdout.ends_with("\r\n"),
        "RFC 4180 ends rows in CR LF"
    );
    let records: Vec<Value> = log(&platform).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), records.len() + 1);
    for (row, record) in rows[1..].iter().zip(&records) {
        for (name, cell) in rows[0].iter().zip(row) {
            let expected = match name.as_str() {
                "profile" => &record["profile"]["id"],
                "profile_version" => &record["profile"]["version"],
                "changes" => continue,
                // Of the intent, also where it is another record's.
                "body_sha256" if record["kind"] == "outcome" => &records[2]["body_sha256"],
                "target" if record["kind"] == "outcome" => &record["event"]["target"],
                name => &record[name],
            };
            let expected = match expected {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert_eq!(*cell, expected, "{name} of {record}");
        }
    }
    let outcome = rows.iter().find(|row| row[4] == "applied").unwrap();
    assert!(outcome[12].contains("/predictive_dialer_config/") && outcome[12].contains(" -> "), "{}", outcome[12]);
    assert!(outcome[1].ends_with('Z'), "{}", outcome[1]);

    // Another reader sees the same cells.
    let script = "import csv, sys, json; print(json.dumps(list(csv.reader(open(sys.argv[1], newline='', encoding='utf-8'), strict=True))))";
    fs::write(path(&platform, "a.csv"), &ran.stdout).unwrap();
    let python = Command::new("python3").args(["-c", script]).arg(path(&platform, "a.csv")).output().unwrap();
    assert_eq!(serde_json::from_slice::<Vec<Vec<String>>>(&python.stdout).unwrap(), rows);
}

#[test]
fn no_cell_is_a_formula() {
    for reason in ["=1+1", "+49 30", "-2", "@sum", "\tx", "=HYPERLINK(\"https://evil.example\")"] {
        let platform = applied(&[&format!("--reason={reason}"), "--actor", "=cmd|' /C calc'!A0"]);
        let rows = rows(&audit(&platform, &["export"]).stdout);
        for row in &rows[1..] {
            assert_eq!((row[7].as_str(), row[8].as_str()), ("'=cmd|' /C calc'!A0", format!("'{reason}").as_str()));
            assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{row:?}");
        }
    }
}

#[test]
fn a_log_that_does_not_hold_is_not_exported() {
    let platform = applied(&[]);
    fs::write(path(&platform, LOG), log(&platform).replacen("ACTIVE", "active", 1)).unwrap();
    let refused = audit(&platform, &["export", "-o", "out.csv"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(1), ""), "{refused:?}");
    assert!(
        refused.stderr.contains("nothing was exported: line ") && refused.stderr.contains("--unverified"),
        "{refused:?}"
    );
    assert!(!path(&platform, "out.csv").exists());
    let forced = audit(&platform, &["export", "--unverified", "-o", "out.csv"]);
    assert_eq!(forced.code, Some(1), "{forced:?}");
    assert!(forced.stderr.starts_with("warning: pacing_audit.log does not hold"), "{forced:?}");
    assert!(rows(&fs::read_to_string(path(&platform, "out.csv")).unwrap()).len() > 1);
}

#[test]
fn an_export_takes_all_files_and_what_is_chosen() {
    let platform = applied(&["--reason", "first"]);
    assert_eq!(audit(&platform, &["rotate"]).code, Some(0));
    assert_eq!(run(&mut platform.apply(&["--force", "--reason", "second"])).code, Some(0));
    let all = rows(&audit(&platform, &["export"]).stdout);
    let run_id = &all.last().unwrap()[9];
    let second = rows(&audit(&platform, &["export", "--run", run_id]).stdout);
    let begin = all.iter().position(|row| row[9] == *run_id).unwrap();
    assert!(begin >= 8 && all.len() >= begin + 7, "both files: {begin} of {}", all.len());
    assert_eq!(second[1..], all[begin..]);
    // A file that is there is not replaced without being asked.
    fs::write(path(&platform, "out.csv"), "mine").unwrap();
    assert_eq!(audit(&platform, &["export", "-o", "out.csv"]).code, Some(2));
    assert_eq!(fs::read_to_string(path(&platform, "out.csv")).unwrap(), "mine");
}
