//! `forecast` and `suggest`.

use crate::run::{Ran, example, pacing, run, run_with_input};
use serde_json::Value;

const ASSUMED: [&str; 4] = ["--answer-rate", "20%", "--handle-time", "180s"];

fn forecast(more: &[&str]) -> Ran {
    run(pacing(["forecast", "examples/outbound-sales.json"]).args(ASSUMED).args(more))
}

fn suggest(more: &[&str]) -> Ran {
    run(pacing(["suggest", "--dialer", "outbound-sales"]).args(ASSUMED).args(more))
}

#[test]
fn the_tutorials_example_is_shown_with_what_it_rests_on() {
    let ran = forecast(&[]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!("forecast", ran.stdout);
}

#[test]
fn each_model_names_itself_and_its_numbers() {
    let worst = |more: &[&str]| {
        let ran = forecast(&[&["--format", "json"], more].concat());
        let forecast: Value = serde_json::from_str(&ran.stdout).unwrap();
        let bands = forecast["bands"].as_array().unwrap().clone();
        let percents: Vec<_> = bands
            .iter()
            .map(|band| (band["points"][0]["abandonment"]["high"].as_f64().unwrap() * 100.0).round() as u32)
            .collect();
        (forecast["model"].as_str().unwrap().to_owned(), percents)
    };
    assert_eq!(worst(&[]), ("M/M/n+D".to_owned(), vec![86, 63, 22]));
    assert_eq!(worst(&["--connect-limit", "0"]), ("Erlang B".to_owned(), vec![86, 63, 23]));
    assert_eq!(worst(&["--unit", "per-hour"]).0, "M/M/n+D");
    assert_eq!(worst(&["--unit", "at-once"]).0, "one-shot overdial");
    assert_eq!(worst(&["--unit", "one-per-agent"]), ("progressive".to_owned(), vec![0, 0, 0]));
}

#[test]
fn headroom_is_told_for_a_number_of_answered_calls() {
    let told = forecast(&["--calls", "1000", "--cap", "30%"]).stdout;
    let lines: Vec<_> = told.lines().filter(|line| line.starts_with("noise: ")).collect();
    let expected = "noise: band 21-50: 22 % is predicted, and of 1000 answered calls more than 30 % are abandoned in < 0.1 % of windows; \
                    a window that shows as much stands for 20 % to 25 % (95 %)";
    assert_eq!(lines, [expected], "the other bands are above the cap anyway");
    let ran = forecast(&["--calls", "1000", "--cap", "23%", "--format", "json"]);
    let forecast: Value = serde_json::from_str(&ran.stdout).unwrap();
    let noise = &forecast["bands"][2]["noise"];
    let chance = noise["chance_above_cap"]["high"].as_f64().unwrap();
    assert!((0.1..0.5).contains(&chance) && noise["calls"] == 1000, "{noise}");
    assert!(
        noise["wilson"]["low"].as_f64().unwrap() < 0.22 && noise["wilson"]["high"].as_f64().unwrap() > 0.23,
        "{noise}"
    );
}

#[test]
fn csv_has_a_row_for_each_agent_count() {
    let ran = forecast(&["--format", "csv", "--connect-limit", "0s..4s"]);
    let rows: Vec<Vec<&str>> = ran.stdout.split_terminator("\r\n").map(|row| row.split(',').collect()).collect();
    assert_eq!(rows.len(), 51);
    assert!(rows.iter().all(|row| row.len() == 12));
    assert_eq!((rows[1][0], rows[50][0], rows[50][1]), ("1", "50", "40"));
    let number = |text: &str| text.parse::<f64>().unwrap();
    assert!(rows[1..].iter().all(|row| number(row[4]) < number(row[5])), "a range of assumptions gives a range");
}

#[test]
fn ranges_and_other_units_are_shown_as_such() {
    let range = ["--answer-rate", "15%..25%", "--handle-time", "2min..4min", "--connect-limit", "0"];
    let range = run(pacing(["forecast", "examples/outbound-sales.json"]).args(range));
    insta::assert_snapshot!("forecast_range", range.stdout);
    insta::assert_snapshot!("forecast_progressive", forecast(&["--unit", "one-per-agent"]).stdout);
}

#[test]
fn nothing_is_predicted_without_assumptions_or_from_a_document_with_errors() {
    let ran = run(&mut pacing(["forecast", "examples/outbound-sales.json"]));
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    insta::assert_snapshot!("forecast_missing", ran.stderr);
    let ran = run(pacing(["forecast", "examples/broken.json"]).args(ASSUMED));
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
    assert!(ran.stderr.contains("error[R002 threshold-as-percent]"), "{}", ran.stderr);
    for bad in [
        ["--answer-rate", "20"],
        ["--answer-rate", "twenty"],
        ["--handle-time", "0"],
        ["--connect-limit", "2h"],
        ["--cap", "3"],
        ["--unit", "per-day"],
    ] {
        let given: Vec<_> = ASSUMED.chunks(2).filter(|flag| flag[0] != bad[0]).flatten().copied().collect();
        let ran = run(pacing(["forecast", "examples/outbound-sales.json"]).args(given).args(bad));
        assert_eq!(ran.code, Some(2), "{bad:?}: {}", ran.stdout);
        assert!(ran.stderr.starts_with("error"), "{bad:?}: {}", ran.stderr);
    }
}

#[test]
fn assumptions_can_be_kept_beside_the_configuration() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("sales.json"), example("outbound-sales.json")).unwrap();
    let settings = "profile = \"ca-crtc-utr\"\n[forecast]\nanswer-rate = \"20%\"\nhandle-time = \"3min\"\nconnect-limit = \"0s\"\n";
    std::fs::write(folder.path().join("pacing.toml"), settings).unwrap();
    let kept = run(pacing(["forecast", "sales.json"]).current_dir(&folder));
    assert_eq!(kept.code, Some(0), "{}", kept.stderr);
    assert!(
        kept.stdout.contains("by Erlang B") && kept.stdout.contains("5 % (profile `ca-crtc-utr`)"),
        "{}",
        kept.stdout
    );
    let flag = run(pacing(["forecast", "sales.json", "--connect-limit", "2s"]).current_dir(&folder));
    assert!(flag.stdout.contains("by M/M/n+D"), "a flag counts more: {}", flag.stdout);
    std::fs::write(folder.path().join("pacing.toml"), "[forecast]\nanswer-rate = \"lots\"\n").unwrap();
    let bad = run(pacing(["forecast", "sales.json"]).current_dir(&folder));
    assert_eq!(bad.code, Some(2));
    assert!(bad.stderr.contains("`forecast.answer-rate`: `lots` is no share"), "{}", bad.stderr);
}

#[test]
fn a_suggestion_keeps_the_target_and_is_valid() {
    let ran = suggest(&["--agents", "1-50"]);
    assert_eq!(ran.code, Some(0));
    insta::assert_snapshot!("suggest", format!("{}\n{}", ran.stdout, ran.stderr));
    let again = run_with_input(pacing(["forecast", "-", "--format", "json"]).args(ASSUMED), ran.stdout.as_bytes());
    let forecast: Value = serde_json::from_str(&again.stdout).unwrap();
    for band in forecast["bands"].as_array().unwrap() {
        assert!(band["points"][0]["abandonment"]["high"].as_f64().unwrap() <= 0.025, "{band}");
    }
}

#[test]
fn a_suggestion_for_wanted_bands_has_those_bands() {
    let ran = suggest(&["--band", "5-10", "--band", "11-30", "--target", "2%"]);
    assert_eq!(ran.code, Some(0));
    let document: Value = serde_json::from_str(&ran.stdout).unwrap();
    let config = &document["predictive_dialer_config"];
    assert_eq!(config["abandon_rate_threshold"], 0.02);
    assert_eq!(
        (&config["pacing_rules"][0]["agent_count_min"], &config["pacing_rules"][1]["agent_count_max"]),
        (&5.into(), &30.into())
    );
    assert_eq!(config["max_speed"], config["pacing_rules"][1]["max_speed"]);
}

#[test]
fn where_no_speed_keeps_the_target_that_is_said_and_nothing_is_written() {
    let ran = suggest(&["--agents", "1-2"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
    insta::assert_snapshot!("suggest_none", ran.stderr);
    for bad in [
        &["--agents", "5-3"][..],
        &["--agents", "0-5"],
        &["--agents", "1-50", "--target", "4%"],
        &["--agents", "1-5", "--band", "1-5"],
        &[],
    ] {
        assert_eq!(suggest(bad).code, Some(2), "{bad:?}");
    }
}
