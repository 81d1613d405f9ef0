//! A change whose run was killed is the change of who made it, whoever finds it.

use super::audit;
use crate::lock::killed;
use crate::platform::{DIALER, Platform};
use crate::run::run;
use pacing_sandbox::Fault;
use serde_json::{Value, json};
use std::time::Duration;

/// Ann's run was killed after its change was made; bob's found it.
fn found() -> (Platform, Value, Value) {
    let platform = Platform::new();
    let hang = Fault::hang(Duration::from_secs(30)).after_work();
    killed(&platform, hang, &["--actor", "ann", "--reason", "CHG-ANN"]);
    assert_eq!(run(&mut platform.apply(&["--force", "--actor", "bob", "--reason", "CHG-BOB"])).code, Some(0));
    let records = platform.audit();
    let intent = records.iter().find(|record| record["kind"] == "intent").unwrap().clone();
    let closing = records.iter().find(|record| record["recovered"] == true).unwrap().clone();
    assert_eq!((&closing["actor"], &closing["intent"]), (&json!("bob"), &intent["audit_id"]), "as it is stored");
    (platform, intent, closing)
}

#[test]
fn it_is_shown_as_the_change_of_who_made_it() {
    let (platform, intent, closing) = found();
    let seq = closing["seq"].to_string();
    let shown = audit(&platform, &["show"]).stdout;
    let row = shown.lines().find(|line| line.starts_with(&format!("{seq} "))).unwrap();
    let run_id = intent["run_id"].as_str().unwrap();
    for part in ["  ann ", "change, found by bob", "applied", "CHG-ANN", &run_id[..8]] {
        assert!(row.contains(part), "{part}: {row}");
    }
    let one = audit(&platform, &["show", "--record", &seq]).stdout;
    let found_by = format!("found by    bob in run {}, why CHG-BOB\n", closing["run_id"].as_str().unwrap());
    for part in
        ["who         ann\n", "why         CHG-ANN\n", &format!("begun       record {}\n", intent["seq"]), &found_by]
    {
        assert!(one.contains(part), "{part}: {one}");
    }
    // Of both runs, and as it is in the log.
    for by in [&intent, &closing] {
        let ran = audit(&platform, &["show", "--run", by["run_id"].as_str().unwrap(), "--format", "json"]);
        let json: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert!(json["records"].as_array().unwrap().contains(&closing), "{json}");
        let expected = json!([{
            "record": closing["seq"], "intent_record": intent["seq"], "actor": "ann", "reason": "CHG-ANN", "run_id": run_id,
            "recovered_by": "bob", "recovered_run": closing["run_id"],
        }]);
        assert_eq!(json["recovered"], expected);
    }
}

#[test]
fn in_the_table_its_actor_is_who_made_it() {
    let (platform, intent, closing) = found();
    let ran = audit(&platform, &["export"]);
    let mut reader = csv::Reader::from_reader(ran.stdout.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    let cell =
        |row: &csv::StringRecord, name: &str| row[header.iter().position(|column| column == name).unwrap()].to_owned();
    let seq = closing["seq"].to_string();
    let row = rows.iter().find(|row| cell(row, "seq") == seq).unwrap();
    for (name, expected) in [
        ("outcome", &json!("applied")),
        ("actor", &json!("ann")),
        ("reason", &json!("CHG-ANN")),
        ("run_id", &intent["run_id"]),
        ("recovered_by", &json!("bob")),
        ("recovered_run", &closing["run_id"]),
        ("body_sha256", &intent["body_sha256"]),
    ] {
        assert_eq!(json!(cell(row, name)), *expected, "{name}");
    }
    let others = rows.iter().filter(|row| cell(row, "seq") != seq);
    assert!(others.clone().all(|row| cell(row, "recovered_by").is_empty()));
    let own = others.filter(|row| cell(row, "outcome") == "applied").collect::<Vec<_>>();
    assert_eq!(own.iter().map(|row| cell(row, "actor")).collect::<Vec<_>>(), ["bob"]);
}

#[test]
fn it_is_taken_back_as_the_change_of_its_run() {
    let (platform, intent, closing) = found();
    let back = |run: &str| {
        run_of(
            &platform,
            &["rollback", "--run", run, "--yes", "--webhook-allow", "127.0.0.1", "--poll-interval", "50ms"],
        )
    };
    let run_id = intent["run_id"].as_str().unwrap();
    let ran = back(&run_id[..8]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stderr.contains(&format!("before record {}", closing["seq"])), "{ran:?}");
    let before = &intent["before"]["predictive_dialer_config"];
    assert_eq!(platform.sandbox.dialer(DIALER).unwrap()["predictive_dialer_config"], *before);
    let intents = platform.audit();
    let rollback = intents.iter().rfind(|record| record["kind"] == "intent").unwrap();
    assert_eq!(rollback["rollback_of"], closing["audit_id"]);

    // A change that takes another one back says so.
    let shown = audit(&platform, &["show"]).stdout;
    let seq = platform.outcome()["seq"].to_string();
    let row = shown.lines().find(|line| line.starts_with(&format!("{seq} "))).unwrap();
    assert!(row.contains("  rollback  "), "{row}");
    let one = audit(&platform, &["show", "--record", &seq]).stdout;
    assert!(one.contains(&format!("takes back  {}\n", closing["audit_id"].as_str().unwrap())), "{one}");
    let table = audit(&platform, &["export"]).stdout;
    let line = &table[table.find(&format!("\n{seq},")).unwrap()..];
    for part in
        [closing["audit_id"].as_str().unwrap(), rollback["body_sha256"].as_str().unwrap(), &platform.sandbox.base_url()]
    {
        assert!(line.contains(part), "{part}: {line}");
    }

    let wrong = back("xyz");
    assert!(wrong.code == Some(2) && wrong.stderr.contains("first characters"), "{wrong:?}");
    let none = back("00000000");
    assert!(none.code == Some(3) && none.stderr.contains("no change of run `00000000`"), "{none:?}");
}

fn run_of(platform: &Platform, args: &[&str]) -> crate::run::Ran {
    run(&mut platform.command(args))
}
