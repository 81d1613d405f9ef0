//! Numbers that others have published, and exact fractions.

use crate::{assert_close, point};
use pacing_core::SpeedRule;
use pacing_core::forecast::{
    Assumptions, Forecast, Interval, Model, Unit, Wanted, chance_above, erlang_b, suggest, wilson,
};

#[test]
fn erlang_b_is_exact_to_the_last_bits() {
    for (servers, load, numerator, denominator) in
        [(5, 3.0, 81.0, 736.0), (10, 5.0, 390_625.0, 21_247_437.0), (10, 8.0, 4_194_304.0, 34_475_319.0)]
    {
        assert_close(erlang_b(servers, load), numerator / denominator, 1e-13);
        assert_close(point(servers, load, 600.0, 0.0).abandonment.high, numerator / denominator, 1e-13);
    }
}

#[test]
fn offered_loads_at_three_percent_are_those_of_the_erlang_b_table() {
    for (servers, load) in [(5, 1.8752), (10, 5.5294), (20, 13.9974), (50, 41.9327), (100, 90.7939)] {
        // The table gives four places of the load: the blocking of its neighbours encloses 3 %.
        assert!(erlang_b(servers, load - 0.000_05) <= 0.03, "{servers} servers");
        assert!(erlang_b(servers, load + 0.000_05) >= 0.03, "{servers} servers");
    }
}

#[test]
fn a_connect_limit_gives_the_published_shares() {
    for (agents, load, limit_s, share) in [
        (20, 14.0, 0.0, 0.030_035),
        (20, 14.0, 2.0, 0.027_972),
        (20, 14.0, 10.0, 0.021_102),
        (50, 42.5, 0.0, 0.033_917),
        (50, 42.5, 2.0, 0.030_733),
        (50, 42.5, 10.0, 0.020_985),
        (10, 7.0, 0.0, 0.078_741),
        (10, 7.0, 2.0, 0.075_703),
        (10, 7.0, 10.0, 0.064_824),
    ] {
        let found = point(agents, load, 180.0, limit_s).abandonment.high;
        assert!((found - share).abs() <= 5.1e-7, "{agents} agents, {load} erlangs, {limit_s} s: {found}");
    }
}

#[test]
fn overdialling_two_agents_with_three_lines_loses_exactly_three_percent() {
    let assumptions = Assumptions::new(Interval::exactly(0.3), Interval::exactly(180.0)).unwrap().unit(Unit::AtOnce);
    let forecast = Forecast::new(&[SpeedRule::new(2, 2, 3)], &assumptions);
    assert_eq!(forecast.model, Model::Overdial);
    assert_close(forecast.bands[0].worst.abandonment.high, 0.03, 1e-13);
}

#[test]
fn progressive_dialling_abandons_nobody_and_costs_idle_time() {
    for (answer_rate, utilisation) in [(0.2, 180.0 / 295.0), (0.3, 180.0 / (195.0 + 25.0 * 0.7 / 0.3))] {
        let assumptions = Assumptions::new(Interval::exactly(answer_rate), Interval::exactly(180.0)).unwrap();
        let forecast = Forecast::new(&[SpeedRule::new(1, 5, 10)], &assumptions.unit(Unit::OnePerAgent));
        let worst = forecast.bands[0].worst;
        assert_eq!(worst.abandonment, Interval::exactly(0.0));
        assert_close(worst.utilisation.high, utilisation, 1e-13);
    }
    assert_close(180.0 / 295.0, 0.610_169, 1e-6);
    assert_close(180.0 / (195.0 + 25.0 * 0.7 / 0.3), 0.710_526, 1e-6);
}

#[test]
fn the_tutorials_own_example_is_predicted_as_the_docs_say() {
    let bands = [SpeedRule::new(1, 5, 10), SpeedRule::new(6, 20, 25), SpeedRule::new(21, 50, 40)];
    let assumptions = Assumptions::new(Interval::exactly(0.2), Interval::exactly(180.0)).unwrap();
    let percents = |assumptions: &Assumptions| {
        let forecast = Forecast::new(&bands, assumptions);
        let percent = |share: f64| (share * 1000.0).round() / 10.0;
        let ends: Vec<_> = forecast
            .bands
            .iter()
            .map(|band| (percent(band.worst.abandonment.high), percent(band.best.abandonment.high)))
            .collect();
        (forecast.model, ends)
    };
    let (model, ends) = percents(&assumptions);
    assert_eq!(model, Model::ErlangB);
    assert_eq!(ends, [(85.7, 36.0), (63.4, 4.6), (22.7, 0.0)]);
    let us = assumptions.profile(<&pacing_core::Profile>::default());
    let (model, ends) = percents(&us);
    assert_eq!(model, Model::ConnectLimit);
    assert_eq!(ends.iter().map(|(worst, _)| worst.round()).collect::<Vec<_>>(), [86.0, 63.0, 22.0]);
    let forecast = Forecast::new(&bands, &us);
    assert_eq!(forecast.bands[1].in_words(), "with 6 agents about 63 of 100 answered calls would find nobody free");
    assert_eq!(forecast.worst().map(|band| band.agent_count_min), Some(1));
}

#[test]
fn a_thousand_calls_at_two_and_a_half_percent_pass_three_percent_in_an_eighth_of_the_windows() {
    // Exact sums of the binomial distribution, made with fractions.
    assert_close(chance_above(0.03, 0.025, 1000), 0.133_812_808_067_104_66, 1e-11);
    assert_close(chance_above(0.03, 0.5, 10), 1023.0 / 1024.0, 1e-13);
    assert_close(chance_above(0.25, 0.5, 4), 11.0 / 16.0, 1e-13);
    assert_close(chance_above(0.03, 0.03, 100), 0.352_750_789_535_980_7, 1e-11);
    assert_eq!(chance_above(0.03, 0.0, 1000), 0.0);
    assert_eq!(chance_above(0.03, 1.0, 1000), 1.0);
    assert_eq!(chance_above(0.03, 0.02, 0), 0.0);
    assert_eq!(wilson(0, 0), None);
    let (low, high) = wilson(0, 100).unwrap();
    assert_eq!(low, 0.0);
    assert_close(high, 3.841_458_820_694_124 / 103.841_458_820_694_12, 1e-12);
}

#[test]
fn a_suggestion_names_the_teams_that_no_speed_can_serve() {
    let assumptions = Assumptions::new(Interval::exactly(0.2), Interval::exactly(180.0)).unwrap();
    let wanted = Wanted::Bands(vec![1..=2, 1..=5, 6..=20, 21..=50]);
    let suggestion = suggest(&assumptions, 0.03, &wanted, 100).unwrap();
    assert_eq!(suggestion.too_small, [1..=2, 1..=2]);
    assert_eq!(suggestion.smallest_team, Some(3));
    let bands: Vec<_> =
        suggestion.bands.iter().map(|band| (band.agent_count_min, band.agent_count_max, band.max_speed)).collect();
    // By the Erlang B table 2.54, 14.9 erlangs and so on are what such teams take; a dial a minute brings 0.6.
    assert_eq!(bands, [(1, 2, 1), (1, 5, 1), (6, 20, 4), (21, 50, 24)]);
}
