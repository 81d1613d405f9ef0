//! The rule `forecast-above-cap`: it says what the forecast says, and its fix mends that.

use pacing_core::fixes::{Which, apply_fixes};
use pacing_core::forecast::{Assumptions, Forecast, Interval, Unit};
use pacing_core::{Diagnostic, Level, MAX_PER_RULE, Options, PacingBuilder, Severity, SpeedRule, check, edit};
use proptest::prelude::*;

fn text(bands: &[SpeedRule]) -> String {
    PacingBuilder::new("sales").bands(bands).abandon_threshold("0.025").max_speed(100).to_text()
}

fn told(text: &str, options: &Options) -> Vec<Diagnostic> {
    check(text, options).diagnostics().iter().filter(|diagnostic| diagnostic.code == "F001").cloned().collect()
}

fn options(assumptions: Assumptions) -> Options {
    Options { assumptions: Some(assumptions), ..Options::default() }
}

/// Bands from one agent on, each of some length and speed.
fn bands() -> impl Strategy<Value = Vec<SpeedRule>> {
    prop::collection::vec((1u32..30, 1u32..=100), 1..8).prop_map(|bands| {
        let mut next = 1;
        let mut band = |(length, speed)| {
            let band = SpeedRule::new(next, next + length - 1, speed);
            next += length;
            band
        };
        bands.into_iter().map(&mut band).collect()
    })
}

fn assumptions() -> impl Strategy<Value = Assumptions> {
    let interval = |low: f64, high: f64| {
        (low..high, low..high, any::<bool>()).prop_map(|(one, other, range)| match range {
            true => Interval::between(one, other),
            false => Interval::exactly(one),
        })
    };
    let unit = prop::sample::select(Unit::ALL.to_vec());
    (interval(0.01, 0.9), interval(5.0, 600.0), interval(0.0, 5.0), 0.001..0.2f64, unit).prop_map(
        |(rate, handling, limit, cap, unit)| {
            Assumptions::new(rate, handling).unwrap().connect_limit(limit).unwrap().cap(cap).unwrap().unit(unit)
        },
    )
}

proptest! {
    /// A band is told of where the forecast puts it above the cap, in the same words where the assumptions are no ranges
    #[test]
    fn a_band_is_told_of_where_the_forecast_is_above(bands in bands(), assumptions in assumptions()) {
        let forecast = Forecast::new(&bands, &assumptions);
        let above: Vec<_> = forecast.bands.iter().filter(|band| band.is_above_cap()).collect();
        let told = told(&text(&bands), &options(assumptions));
        prop_assert_eq!(told.len(), above.len());
        for (told, band) in told.iter().zip(above) {
            let index = bands.iter().position(|other| other.agent_count_min == band.agent_count_min).unwrap();
            prop_assert_eq!(&told.path, &format!("/predictive_dialer_config/pacing_rules/{index}/max_speed"));
            prop_assert!(told.message.starts_with(&format!("with {} agent", band.agent_count_min)), "{}", told.message);
            prop_assert_eq!(told.message.contains("which may be above"), band.worst.margin.high >= 0.0);
            let speed = told.fix.as_ref().map(|fix| fix.edits[0].text.parse().unwrap());
            prop_assert_eq!(speed, band.largest_speed);
            prop_assert_eq!(told.help.contains("no speed of 1 or more"), speed.is_none());
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Each fix removes its own diagnostic and no other, and a speed one higher would bring it back
    #[test]
    fn a_fix_lowers_the_speed_just_enough(bands in bands(), assumptions in assumptions()) {
        let (text, options) = (text(&bands), options(assumptions));
        let before = told(&text, &options);
        for diagnostic in &before {
            let Some(fix) = &diagnostic.fix else { continue };
            let paths = |text: &str| told(text, &options).into_iter().map(|told| told.path).collect::<Vec<_>>();
            let others: Vec<_> = before.iter().map(|told| told.path.clone()).filter(|path| *path != diagnostic.path).collect();
            prop_assert_eq!(paths(&edit::apply(&text, &fix.edits)), others);
            let mut faster = fix.edits.clone();
            faster[0].text = (faster[0].text.parse::<u32>().unwrap() + 1).to_string();
            prop_assert!(paths(&edit::apply(&text, &faster)).contains(&diagnostic.path));
        }
        let fixed = apply_fixes(&text, &options, Which::Unsafe).text;
        prop_assert!(told(&fixed, &options).iter().all(|told| told.fix.is_none()), "{fixed}");
        prop_assert_eq!(apply_fixes(&text, &options, Which::Safe).text, text);
    }
}

proptest! {
    /// Teams below the largest band that no band covers are told of where the global speed is too fast for them, at that speed
    #[test]
    fn teams_without_a_band_are_told_of(bands in bands(), below in 0u32..4, hole in prop::option::of(0usize..8), global in 1u32..=100, assumptions in assumptions()) {
        let mut bands: Vec<_> = bands.into_iter().map(|band| SpeedRule::new(band.agent_count_min + below, band.agent_count_max + below, band.max_speed.min(global))).collect();
        if let Some(hole) = hole.filter(|hole| *hole + 1 < bands.len()) {
            bands.remove(hole);
        }
        let text = PacingBuilder::new("sales").bands(&bands).abandon_threshold("0.025").max_speed(global).to_text();
        let forecast = Forecast::with_global(&bands, Some(global), &assumptions);
        let between: Vec<_> = forecast.uncovered.iter().filter(|uncovered| uncovered.agent_count_max.is_some()).collect();
        let told: Vec<_> = told(&text, &options(assumptions)).into_iter().filter(|told| told.path == "/predictive_dialer_config/max_speed").collect();
        let worst = between.first().map(|uncovered| uncovered.at_global.clone().unwrap());
        prop_assert_eq!(told.len(), usize::from(worst.as_ref().is_some_and(|worst| worst.is_above_cap())));
        for (told, worst) in told.iter().zip(worst) {
            let (from, to) = (worst.agent_count_min, worst.agent_count_max);
            let teams = if from == to { format!("a team of {from}") } else { format!("teams of {from} to {to}") };
            let others = if between.len() > 1 { " and others" } else { "" };
            prop_assert!(told.message.starts_with(&format!("no band covers {teams}{others}, so the global speed {global} holds: with {from} agent")), "{}", told.message);
            prop_assert_eq!(told.message.contains("which may be above"), worst.worst.margin.high >= 0.0);
            let keeping = worst.largest_speed.map_or("add a band for them at 1, the least".to_owned(), |speed| format!("add a band for them, at most at {speed}, which keeps it"));
            prop_assert!(told.help.starts_with(&keeping), "{}", told.help);
            prop_assert_eq!(&told.fix, &None);
        }
    }
}

#[test]
fn a_suggestion_that_starts_too_high_and_its_widened_band_are_told_of() {
    let usual = || options(Assumptions::new(Interval::exactly(0.2), Interval::exactly(180.0)).unwrap());
    let text = PacingBuilder::new("sales")
        .bands(&[SpeedRule::new(3, 5, 1), SpeedRule::new(6, 50, 4)])
        .abandon_threshold("0.025")
        .max_speed(64)
        .to_text();
    let before = told(&text, &usual());
    assert_eq!(
        before[0].message,
        "no band covers teams of 1 to 2, so the global speed 64 holds: with 1 agent about 97 of 100 answered calls would find nobody free, above the cap of 3 %"
    );
    assert!(before[0].help.starts_with(
        "add a band for them at 1, the least that the platform takes (about 38 of 100 then), and dial with fewer than 3 agents not predictively \
         but progressively (one line for each idle agent) or in preview mode; predicted by Erlang B"
    ), "{}", before[0].help);
    let widened = apply_fixes(&text, &usual(), Which::Unsafe).text;
    let after = told(&widened, &usual());
    assert_eq!(after.len(), 1, "{widened}");
    assert_eq!(after[0].path, "/predictive_dialer_config/pacing_rules/0/max_speed");
    assert!(
        after[0].help.contains(
            "in preview mode; without this band the global speed 64 would hold (about 97 of 100); predicted by"
        ),
        "{}",
        after[0].help
    );
    let fast = told(&widened.replace("\"max_speed\": 1}", "\"max_speed\": 10}"), &usual());
    assert!(
        fast[0].help.contains("write 1, the least that the platform takes (about 38 of 100 then), and dial with fewer"),
        "{}",
        fast[0].help
    );
}

#[test]
fn it_is_off_without_assumptions_and_never_an_error_unless_asked_for() {
    let text = text(&[SpeedRule::new(1, 50, 100)]);
    assert_eq!(check(&text, &Options::default()).diagnostics(), []);
    let usual = || Assumptions::new(Interval::exactly(0.2), Interval::exactly(180.0)).unwrap();
    let mut options = options(usual());
    assert_eq!(told(&text, &options)[0].severity, Severity::Warning);
    assert!(check(&text, &options).is_valid());
    options.overrides.set("forecast-above-cap", Level::As(Severity::Error)).unwrap();
    assert!(!check(&text, &options).is_valid());
    options.overrides.set("F001", Level::Off).unwrap();
    assert_eq!(check(&text, &options).diagnostics(), []);
}

#[test]
fn bands_that_other_rules_reject_are_left_to_them() {
    let usual = Assumptions::new(Interval::exactly(0.9), Interval::exactly(600.0)).unwrap();
    for band in
        ["[9, 1, 90]", "[0, 5, 90]", "[1, 5, 0]", "[1, 5, 101]", "[1, 5, 2.5]", "[1, 2000000, 90]", "[1, 5, \"90\"]"]
    {
        let [min, max, speed] =
            band.trim_matches(['[', ']']).split(", ").collect::<Vec<_>>().try_into().unwrap_or_else(|_| unreachable!());
        let text = text(&[SpeedRule::new(1, 5, 90)])
            .replacen("\"agent_count_min\": 1", &format!("\"agent_count_min\": {min}"), 1)
            .replacen("\"agent_count_max\": 5", &format!("\"agent_count_max\": {max}"), 1)
            .replacen("\"max_speed\": 90", &format!("\"max_speed\": {speed}"), 1);
        let report = check(&text, &options(usual.clone()));
        assert!(!report.is_valid(), "{text}");
        assert!(report.diagnostics().iter().all(|diagnostic| diagnostic.code != "F001"), "{text}");
    }
}

#[test]
fn a_hundred_bands_are_told_of_and_the_others_counted() {
    let bands: Vec<_> = (0..250).map(|band| SpeedRule::new(band + 1, band + 1, 100)).collect();
    let mut options = options(Assumptions::new(Interval::exactly(1.0), Interval::exactly(600.0)).unwrap());
    options.overrides.set("mergeable-bands", Level::Off).unwrap();
    let text = text(&bands);
    let report = check(&text, &options);
    assert_eq!((report.count(Severity::Warning), told(&text, &options).len()), (250, MAX_PER_RULE));
    assert_eq!(
        report.omitted().iter().map(|omitted| (omitted.code, omitted.count)).collect::<Vec<_>>(),
        [("F001", 150)]
    );
}

/// Work stays bounded where bands are many and teams large: a point for each would be 10^11 steps.
#[test]
fn a_hundred_thousand_bands_of_large_teams_are_judged_at_once() {
    let bands: Vec<_> = (0..100_000).map(|band| SpeedRule::new(900_000 + band, 900_000 + band, 100)).collect();
    let options = options(Assumptions::new(Interval::between(0.1, 1.0), Interval::between(60.0, 86_400.0)).unwrap());
    let told = told(&text(&bands), &options);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].message.starts_with("no band covers teams of 1 to 899999, "), "{}", told[0].message);
}
