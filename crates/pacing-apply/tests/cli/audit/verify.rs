//! `audit verify`.

use super::audit;
use crate::platform::Platform;
use crate::run::{Ran, example, run};
use std::fs;

fn verify(platform: &Platform, args: &[&str]) -> Ran {
    audit(platform, &[&["verify"], args].concat())
}

#[test]
fn a_log_holds_until_somebody_changes_it() {
    let platform = Platform::new();
    assert_eq!(run(&mut platform.apply(&[])).code, Some(0));
    let held = verify(&platform, &[]);
    assert_eq!(held.code, Some(0));
    assert!(
        held.stdout.starts_with("pacing_audit.log holds\n7 records, 1 run, 1 applied change\nfrom 20"),
        "{}",
        held.stdout
    );
    assert!(held.stdout.contains("tail not protected"), "{}", held.stdout);

    let path = platform.folder.path().join("pacing_audit.log");
    let log = fs::read_to_string(&path).unwrap();
    fs::write(&path, log.replacen("ACTIVE", "active", 1)).unwrap();
    let changed = verify(&platform, &[]);
    assert_eq!(changed.code, Some(1));
    assert!(changed.stdout.starts_with("pacing_audit.log does not hold: line "), "{}", changed.stdout);
    let json: serde_json::Value = serde_json::from_str(&verify(&platform, &["--format", "json"]).stdout).unwrap();
    assert_eq!(json["holds"], false);
    assert!(json["line"].as_u64().is_some() && json["problem"].is_string(), "{json}");

    let cut: Vec<_> = log.lines().take(5).collect();
    fs::write(&path, cut.join("\n") + "\n").unwrap();
    let cut = verify(&platform, &[]);
    assert_eq!(cut.code, Some(1));
    assert!(cut.stdout.contains("its end was cut off"), "{}", cut.stdout);
}

#[test]
fn a_log_that_is_not_there_is_usage() {
    let platform = Platform::new();
    let ran = verify(&platform, &["nope.log"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(2), "error: there is no file `nope.log`\n"));
    assert_eq!(verify(&platform, &["."]).code, Some(2));
}

/// A file without a record is no trail, and must not pass for one.
#[test]
fn what_is_no_log_does_not_hold() {
    let platform = Platform::new();
    for (text, lines) in [(example("broken.json"), true), (String::new(), false)] {
        fs::write(platform.folder.path().join("other.log"), text).unwrap();
        let ran = verify(&platform, &["other.log"]);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        let verdict = "other.log does not hold: it has no record of the chain; nothing here is protected\n";
        assert!(ran.stdout.starts_with(verdict) && !ran.stdout.contains("sealed"), "{}", ran.stdout);
        assert_eq!(ran.stdout.contains(" that are no records"), lines, "{}", ran.stdout);
        let json: serde_json::Value =
            serde_json::from_str(&verify(&platform, &["other.log", "--format", "json"]).stdout).unwrap();
        assert_eq!((json["holds"].as_bool(), json["records"].as_u64()), (Some(false), Some(0)));
    }
}

/// A crash is no tampering: an alarm can tell them apart, and what stands above the line is used.
#[test]
fn a_torn_last_line_is_told_from_damage() {
    let platform = Platform::new();
    assert_eq!(run(&mut platform.apply(&[])).code, Some(0));
    let path = platform.folder.path().join("pacing_audit.log");
    let whole = fs::read_to_string(&path).unwrap();
    let line = whole.lines().count() + 1;
    let json = |args: &[&str]| -> serde_json::Value {
        serde_json::from_str(&verify(&platform, &[args, &["--format", "json"]].concat()).stdout).unwrap()
    };
    assert_eq!(json(&[])["verdict"], "holds");
    fs::write(&path, format!("{whole}{{\"action\":\"PACING_")).unwrap();
    let ran = verify(&platform, &[]);
    assert_eq!(ran.code, Some(8), "{ran:?}");
    let said =
        format!("pacing_audit.log ends torn in line {line}: it is torn, as a write leaves it that was interrupted");
    assert!(ran.stdout.starts_with(&said) && ran.stdout.contains("what stands above it holds\n"), "{}", ran.stdout);
    let found = json(&[]);
    assert_eq!((&found["verdict"], &found["holds"], &found["line"]), (&"torn".into(), &false.into(), &line.into()));
    let shown = run(&mut platform.command(&["audit", "show"]));
    assert!(shown.code == Some(0) && shown.stderr.contains("what is shown holds"), "{shown:?}");
    assert!(!shown.stderr.contains("proves nothing"), "{shown:?}");
    assert_eq!(run(&mut platform.command(&["audit", "export"])).code, Some(0));
    let back = run(&mut platform.command(&["rollback", "--last", "--yes", "--webhook-allow", "127.0.0.1"]));
    assert_eq!(back.code, Some(0), "{back:?}");
    assert_eq!(verify(&platform, &[]).code, Some(0), "the run moved it aside");

    // A record that a checkpoint counts was cut in its middle: that is no crash.
    let whole = fs::read_to_string(&path).unwrap();
    fs::write(&path, &whole[..whole.len() - 20]).unwrap();
    let ran = verify(&platform, &[]);
    assert!(ran.code == Some(1) && ran.stdout.contains("its end was cut off"), "{ran:?}");
    assert_eq!(json(&[])["verdict"], "broken");
}
