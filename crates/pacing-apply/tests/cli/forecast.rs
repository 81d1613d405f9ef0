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
    let noise = |more: &[&str]| {
        let told = forecast(&[&["--calls", "1000"], more].concat()).stdout;
        told.lines().filter(|line| line.starts_with("noise: ")).map(str::to_owned).collect::<Vec<_>>()
    };
    let expected = "noise: band 21-50: 22 % is predicted for its smallest team; by chance alone < 0.1 % of windows with 1000 answered calls would \
                    show more than 30 %, and a window that shows 22 % may come of a true rate of 20–25 % (Wilson's 95 % interval)";
    assert_eq!(noise(&["--cap", "30%"]), [expected], "the other bands are above the cap anyway");
    assert_eq!(noise(&[]), ["noise: no band is predicted to keep 3 %, so it is not chance that passes it"]);
    let ran = forecast(&["--calls", "1000", "--cap", "23%", "--format", "json"]);
    let forecast: Value = serde_json::from_str(&ran.stdout).unwrap();
    let noise = &forecast["bands"][2]["noise"];
    let chance = noise["chance_above_cap"]["high"].as_f64().unwrap();
    assert!((0.1..0.5).contains(&chance) && noise["calls"] == 1000, "{noise}");
    assert!(
        noise["wilson"]["low"].as_f64().unwrap() < 0.22 && noise["wilson"]["high"].as_f64().unwrap() > 0.23,
        "{noise}"
    );
    let rows = rows(&["--calls", "1000", "--cap", "23%", "--format", "csv"]);
    assert_eq!(rows[0][13..], ["chance_above_cap_low", "chance_above_cap_high", "wilson_low", "wilson_high"]);
    assert_eq!((rows[21][0].as_str(), rows[21][14].parse()), ("21", Ok(chance)));
}

fn rows(more: &[&str]) -> Vec<Vec<String>> {
    let rows =
        |text: &str| text.split_terminator("\r\n").map(|row| row.split(',').map(str::to_owned).collect()).collect();
    rows(&forecast(more).stdout)
}

#[test]
fn csv_has_a_row_for_each_agent_count() {
    let rows = rows(&["--format", "csv", "--connect-limit", "0s..4s"]);
    assert_eq!(rows.len(), 51);
    assert!(rows.iter().all(|row| row.len() == 13));
    assert_eq!((&rows[1][0][..], &rows[50][0][..], &rows[50][1][..], &rows[50][12][..]), ("1", "50", "40", "true"));
    let number = |text: &str| text.parse::<f64>().unwrap();
    assert!(rows[1..].iter().all(|row| number(&row[4]) < number(&row[5])), "a range of assumptions gives a range");
}

/// A document with bands, and a global speed.
fn document(bands: &[&str], max_speed: &str) -> String {
    let bands = bands.iter().flat_map(|band| ["--band", band]);
    let args = ["build", "--dialer", "x", "--threshold", "0.025", "--max-speed", max_speed].into_iter().chain(bands);
    run(&mut pacing(args)).stdout
}

fn forecast_of(text: &str, more: &[&str]) -> Ran {
    run_with_input(pacing(["forecast", "-"]).args(ASSUMED).args(more), text.as_bytes())
}

#[test]
fn teams_that_no_band_covers_are_predicted_at_the_global_speed() {
    let text = document(&["3-5:1", "9-9:5", "11-50:7"], "64");
    let human = forecast_of(&text, &[]).stdout;
    insta::assert_snapshot!("forecast_uncovered", human);
    let json: Value = serde_json::from_str(&forecast_of(&text, &["--format", "json"]).stdout).unwrap();
    let uncovered: Vec<_> = json["uncovered"]
        .as_array()
        .unwrap()
        .iter()
        .map(|teams| {
            let counts = (teams["agent_count_min"].as_u64(), teams["agent_count_max"].as_u64());
            (
                counts,
                teams["max_speed"].as_u64(),
                teams["above_cap"].as_bool(),
                teams["points"].as_array().unwrap().len(),
            )
        })
        .collect();
    let row = |min, max, above, points| ((Some(min), max), Some(64), Some(above), points);
    assert_eq!(
        uncovered,
        [row(1, Some(2), true, 2), row(6, Some(8), true, 3), row(10, Some(10), true, 1), row(51, None, false, 1)]
    );
    assert_eq!(json["above_cap"], true);
    let csv = forecast_of(&text, &["--format", "csv"]).stdout;
    let rows: Vec<Vec<&str>> = csv.split_terminator("\r\n").map(|row| row.split(',').collect()).collect();
    let of = |agents: usize| (rows[agents][0], rows[agents][1], rows[agents][12]);
    assert_eq!(rows.len(), 51);
    assert_eq!([of(2), of(3), of(10)], [("2", "64", "false"), ("3", "1", "true"), ("10", "64", "false")]);
    let at = |rate: &str, text: &str| {
        let flags = ["--answer-rate", rate, "--handle-time", "180s"];
        run_with_input(pacing(["forecast", "-"]).args(flags), text.as_bytes()).stdout
    };
    let kept = at("1%", &document(&["3-50:1"], "1"));
    assert!(kept.contains("All teams up to 50 keep 3 % by this forecast."), "{kept}");
    let hole = at("1%", &document(&["3-50:1"], "64"));
    assert!(
        !hole.contains("All teams") && hole.contains("warning: no band covers teams of 1 to 2: the global speed 64"),
        "{hole}"
    );
    let behind = at("90%", &document(&["1-50:1"], "100"));
    assert!(
        behind.contains(
            "warning: no band covers teams of 51 or more: the global speed 100 holds there, and with 51 agents about"
        ),
        "{behind}"
    );
}

#[test]
fn the_table_fits_the_terminal_and_shows_something_where_the_cap_is_kept() {
    let text = document(&["1-4:1", "5-20:2", "21-100000:24"], "24");
    for columns in [60, 80, 200] {
        let mut command = pacing(["forecast", "-"]);
        let ran = run_with_input(command.args(ASSUMED).env("COLUMNS", columns.to_string()), text.as_bytes());
        let shown: Vec<_> = ran.stdout.lines().take_while(|line| !line.starts_with("warning")).collect();
        assert!(shown.iter().all(|line| line.chars().count() <= columns), "{columns}: {}", ran.stdout);
        let bars = shown.iter().filter(|line| line.contains('│')).map(|line| line.chars().count()).max();
        assert!(bars.unwrap() > columns.min(110) - 8, "{columns}: {}", ran.stdout);
        insta::assert_snapshot!(format!("forecast_{columns}"), ran.stdout);
    }
}

/// A million points are made as they are written.
#[test]
fn a_huge_band_is_written_as_it_is_predicted() {
    let text = document(&["1-1000000:24"], "24");
    let peak = |args: &[&str]| {
        let mut command = std::process::Command::new("sh");
        let limited = format!("ulimit -v 400000; exec {} \"$@\" > /dev/null", env!("CARGO_BIN_EXE_pacing-apply"));
        let ran = run_with_input(
            command.args(["-c", &limited, "sh", "forecast", "-"]).args(ASSUMED).args(args),
            text.as_bytes(),
        );
        (ran.code, ran.stderr)
    };
    for format in ["json", "csv"] {
        assert_eq!(peak(&["--format", format]), (Some(0), String::new()), "{format}");
    }
}

#[test]
fn ranges_and_other_units_are_shown_as_such() {
    let range = ["--answer-rate", "15%..25%", "--handle-time", "2min..4min", "--connect-limit", "0"];
    let range = run(pacing(["forecast", "examples/outbound-sales.json"]).args(range));
    insta::assert_snapshot!("forecast_range", range.stdout);
    assert!(range.stdout.contains(" 75–91 % "), "a range shows a range, of one team: {}", range.stdout);
    insta::assert_snapshot!("forecast_progressive", forecast(&["--unit", "one-per-agent"]).stdout);
    let at_once =
        run(&mut pacing(["forecast", "examples/outbound-sales.json", "--unit", "at-once", "--answer-rate", "20%"]));
    assert_eq!(at_once.code, Some(0), "no handling time is asked for: {}", at_once.stderr);
    let long = ["--answer-rate", "20%", "--handle-time", "8820s"];
    let long = run(pacing(["forecast", "examples/outbound-sales.json"]).args(long)).stdout;
    assert!(long.contains("2 h 27 min for an answered call on average, talk and wrap-up"), "{long}");
}

#[test]
fn the_cap_is_said_with_who_says_it() {
    let cap = |more: &[&str]| {
        forecast(more).stdout.lines().find(|line| line.starts_with("  cap ")).unwrap().trim().to_owned()
    };
    assert!(cap(&[]).ends_with("3 % (profile `us`)"));
    assert!(cap(&["--cap", "2%"]).ends_with("2 % (by `--cap`)"));
    assert!(cap(&["--profile", "de-bnetza"]).ends_with("3 % (the platform's: the profile `de-bnetza` has none)"));
}

#[test]
fn nothing_is_predicted_without_assumptions_or_from_a_document_with_errors() {
    let ran = run(&mut pacing(["forecast", "examples/outbound-sales.json"]));
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    insta::assert_snapshot!("forecast_missing", ran.stderr);
    let ran = run(pacing(["forecast", "examples/broken.json"]).args(ASSUMED));
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
    assert!(ran.stderr.contains("error[R002 threshold-as-percent]"), "{}", ran.stderr);
    let json = run(pacing(["forecast", "examples/broken.json", "--format", "json"]).args(ASSUMED));
    assert_eq!((json.code, json.stderr.as_str()), (Some(1), ""));
    let report: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!((&report["valid"], &report["diagnostics"][0]["severity"]), (&false.into(), &"error".into()));
    for (bad, said) in [
        (["--answer-rate", "20"], "20 % is written `20%`"),
        (["--answer-rate", "twenty"], "`twenty` is no share"),
        (["--handle-time", "0"], "the handling time is the mean time"),
        (["--connect-limit", "2h"], "the connect limit is how long"),
        (["--cap", "2"], "'--cap <SHARE>': `2` is more than all: 2 % is written `2%`"),
        (["--cap", "1%..2%"], "'--cap <SHARE>': `1%..2%` is a range"),
        (["--unit", "per-day"], "'per-day'"),
        (["--rule", "F001=off"], "unexpected argument '--rule'"),
    ] {
        let given: Vec<_> = ASSUMED.chunks(2).filter(|flag| flag[0] != bad[0]).flatten().copied().collect();
        let ran = run(pacing(["forecast", "examples/outbound-sales.json"]).args(given).args(bad));
        assert_eq!(ran.code, Some(2), "{bad:?}: {}", ran.stdout);
        assert!(ran.stderr.starts_with("error") && ran.stderr.contains(said), "{bad:?}: {}", ran.stderr);
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
    std::fs::write(folder.path().join("pacing.toml"), "[forecast]\nanswer-rate = \"20%\"\nhandle-time = 180\n")
        .unwrap();
    let bare = run(pacing(["forecast", "sales.json"]).current_dir(&folder)).stderr;
    assert!(bare.contains("stands in quotes with its unit, as in `handle-time = \"180s\"`"), "{bare}");
    std::fs::write(
        folder.path().join("pacing.toml"),
        "[forecast]\nanswer-rate = \"20%\"\nunit = \"at-once\"\ncap = \"4%\"\n",
    )
    .unwrap();
    let once = run(pacing(["forecast", "sales.json"]).current_dir(&folder)).stdout;
    assert!(once.contains("4 % (by `pacing.toml`)"), "{once}");
}

#[test]
fn a_suggestion_keeps_the_target_and_is_valid() {
    let ran = suggest(&["--agents", "1-50"]);
    assert_eq!(ran.code, Some(0));
    insta::assert_snapshot!("suggest", format!("{}\n{}", ran.stdout, ran.stderr));
    let again = forecast_of(&ran.stdout, &["--format", "json"]);
    let forecast: Value = serde_json::from_str(&again.stdout).unwrap();
    let bands = forecast["bands"].as_array().unwrap();
    assert_eq!((&bands[0]["agent_count_min"], &bands[0]["max_speed"]), (&1.into(), &1.into()));
    for point in bands.iter().flat_map(|band| band["points"].as_array().unwrap()) {
        let keeps = point["abandonment"]["high"].as_f64().unwrap() <= 0.025;
        assert_eq!(keeps, point["agents"].as_u64().unwrap() >= 3, "wherever a speed can: {point}");
    }
    assert!(!ran.stderr.contains("M005"), "the matrix starts where it is wanted to: {}", ran.stderr);
}

#[test]
fn the_global_speed_can_be_held() {
    let speeds = |more: &[&str]| {
        let ran = suggest(&[&["--agents", "1-50"], more].concat());
        let config = serde_json::from_str::<Value>(&ran.stdout).unwrap()["predictive_dialer_config"].clone();
        let last = config["pacing_rules"].as_array().unwrap().last().unwrap()["max_speed"].as_u64();
        (config["max_speed"].as_u64(), last, ran.stderr)
    };
    let (global, last, said) = speeds(&[]);
    assert_eq!((global, last), (Some(64), Some(64)));
    assert!(said.contains("note: the global speed is that of the fastest band, 64; `--max-speed` holds"), "{said}");
    let (global, last, said) = speeds(&["--max-speed", "45"]);
    assert_eq!((global, last), (Some(45), Some(39)), "within the fifth that may be lost");
    assert!(!said.contains("the global speed is that"), "{said}");
    assert_eq!(speeds(&["--max-speed", "45", "--loss", "0"]).1, Some(45));
}

#[test]
fn progressive_dialling_has_no_speed_to_suggest() {
    let ran = suggest(&["--agents", "1-50", "--unit", "one-per-agent"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    insta::assert_snapshot!("suggest_progressive", ran.stderr);
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
    for (bad, said) in [
        (&["--agents", "5-3"][..], "agent counts go from 1"),
        (&["--agents", "0-5"], "agent counts go from 1"),
        (&["--agents", "1-50", "--target", "4%"], "the target of 4 % is above the cap of 3 %"),
        (
            &["--agents", "1-50", "--target", "2.5"],
            "'--target <SHARE>': `2.5` is more than all: 2.5 % is written `2.5%`",
        ),
        (&["--agents", "1-50", "--loss", "100%"], "'--loss <SHARE>': `100%` is all of it"),
        (&["--agents", "1-5", "--band", "1-5"], "cannot be used with"),
        (&["--band", "1-5", "--loss", "10%"], "cannot be used with"),
        (&[], "<--agents <MIN-MAX>|--band <MIN-MAX>>"),
    ] {
        let ran = suggest(bad);
        assert_eq!(ran.code, Some(2), "{bad:?}");
        assert!(ran.stderr.contains(said), "{bad:?}: {}", ran.stderr);
    }
}
