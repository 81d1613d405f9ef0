//! What must hold of every forecast, whatever the numbers.

use crate::{assert_close, point};
use pacing_core::SpeedRule;
use pacing_core::forecast::{
    AssumptionError, Assumptions, Forecast, Interval, Unit, Wanted, chance_above, erlang_b, suggest, wilson,
};
use proptest::prelude::*;

/// Rounding of a handful of operations.
const HAIR: f64 = 1e-12;

fn unit() -> impl Strategy<Value = Unit> {
    prop::sample::select(Unit::ALL.to_vec())
}

/// Those in which a speed is used.
fn rate_unit() -> impl Strategy<Value = Unit> {
    prop::sample::select(vec![Unit::PerMinute, Unit::PerHour, Unit::AtOnce])
}

fn assumptions(answer_rate: f64, handling_s: f64, limit_s: f64, unit: Unit) -> Assumptions {
    let assumptions = Assumptions::new(Interval::exactly(answer_rate), Interval::exactly(handling_s)).unwrap();
    assumptions.connect_limit(Interval::exactly(limit_s)).unwrap().unit(unit)
}

fn abandoned(agents: u32, speed: u32, assumptions: &Assumptions) -> f64 {
    Forecast::new(&[SpeedRule::new(agents, agents, speed)], assumptions).bands[0].worst.abandonment.high
}

proptest! {
    /// P(abandon) does not fall as speed, answer rate or handling time rise, nor rise as agents or the connect limit rise
    #[test]
    fn abandonment_moves_one_way(
        agents in 1u32..200, speed in 1u32..100, rate in 0.001..0.99f64, handling in 1.0..2000.0f64, limit in 0.0..60.0f64, unit in unit(),
    ) {
        let base = abandoned(agents, speed, &assumptions(rate, handling, limit, unit));
        prop_assert!((0.0..=1.0).contains(&base));
        let more = [
            abandoned(agents, speed + 1, &assumptions(rate, handling, limit, unit)),
            abandoned(agents, speed, &assumptions(rate * 1.01, handling, limit, unit)),
            abandoned(agents, speed, &assumptions(rate, handling * 1.1, limit, unit)),
        ];
        let less = [
            abandoned(agents + 1, speed, &assumptions(rate, handling, limit, unit)),
            abandoned(agents, speed, &assumptions(rate, handling, limit + 1.0, unit)),
        ];
        for more in more { prop_assert!(more >= base * (1.0 - HAIR), "{more} < {base}"); }
        for less in less { prop_assert!(less <= base * (1.0 + HAIR), "{less} > {base}"); }
    }

    /// The worst point of a band is its smallest team, and every point lies between the worst and the best
    #[test]
    fn the_smallest_team_is_the_worst(min in 1u32..60, length in 0u32..40, speed in 1u32..=100, limit in 0.0..10.0f64, unit in unit()) {
        let assumptions = assumptions(0.2, 180.0, limit, unit);
        let forecast = Forecast::new(&[SpeedRule::new(min, min + length, speed)], &assumptions);
        let band = &forecast.bands[0];
        let points: Vec<_> = band.points(&assumptions).collect();
        prop_assert_eq!(points.len() as u32, length + 1);
        prop_assert_eq!(points.first(), Some(&band.worst));
        prop_assert_eq!(points.last(), Some(&band.best));
        for pair in points.windows(2) {
            prop_assert!(pair[1].abandonment.high <= pair[0].abandonment.high * (1.0 + HAIR));
        }
    }

    /// A range of assumptions holds the result of every value within it
    #[test]
    fn ranges_enclose(agents in 1u32..60, speed in 1u32..=100, share in 0.0..1.0f64, unit in unit()) {
        let within = |low: f64, high: f64| low + (high - low) * share;
        let wide = Assumptions::new(Interval::between(0.1, 0.4), Interval::between(60.0, 300.0)).unwrap()
            .connect_limit(Interval::between(0.0, 4.0)).unwrap()
            .ring(Interval::between(5.0, 15.0), Interval::between(15.0, 30.0)).unwrap().unit(unit);
        let narrow = Assumptions::new(Interval::exactly(within(0.1, 0.4)), Interval::exactly(within(60.0, 300.0))).unwrap()
            .connect_limit(Interval::exactly(within(0.0, 4.0))).unwrap()
            .ring(Interval::exactly(within(5.0, 15.0)), Interval::exactly(within(15.0, 30.0))).unwrap().unit(unit);
        let at = |assumptions: &Assumptions| Forecast::new(&[SpeedRule::new(agents, agents, speed)], assumptions).bands[0].worst;
        let (wide, narrow) = (at(&wide), at(&narrow));
        let holds = |wide: Interval, narrow: Interval| wide.low <= narrow.low * (1.0 + HAIR) + HAIR && narrow.high <= wide.high * (1.0 + HAIR) + HAIR;
        prop_assert!(holds(wide.abandonment, narrow.abandonment), "{wide:?} {narrow:?}");
        prop_assert!(holds(wide.utilisation, narrow.utilisation), "{wide:?} {narrow:?}");
        for (wide, narrow) in [(wide.offered_load, narrow.offered_load), (wide.idle_s, narrow.idle_s)] {
            prop_assert_eq!(wide.is_some(), narrow.is_some());
            if let (Some(wide), Some(narrow)) = (wide, narrow) { prop_assert!(holds(wide, narrow), "{wide:?} {narrow:?}"); }
        }
    }

    /// suggest, then forecast: every team keeps the target but for those for which no speed does, and these have a speed of 1; one more
    /// would keep it in no band. Bands are in order, and cover all that is wanted
    #[test]
    fn a_suggestion_keeps_the_target_and_no_faster_one_does(
        rate in 0.05..0.9f64, handling in 20.0..600.0f64, limit in 0.0..5.0f64, target in 0.001..0.1f64,
        from in 1u32..20, length in 0u32..150, loss in 0.0..0.5f64, most in 1u32..=100, unit in rate_unit(),
    ) {
        let assumptions = assumptions(rate, handling, limit, unit);
        let (to, wanted) = (from + length, Wanted::Counts { counts: from..=from + length, loss });
        let suggestion = suggest(&assumptions, target, &wanted, most).unwrap();
        let small: Vec<u32> = suggestion.too_small.iter().cloned().flatten().collect();
        for agents in &small {
            prop_assert!(abandoned(*agents, 1, &assumptions) > target);
        }
        if suggestion.bands.is_empty() {
            prop_assert_eq!(small, (from..=to).collect::<Vec<_>>());
            return Ok(());
        }
        let mut next = from;
        for band in &suggestion.bands {
            prop_assert_eq!(band.agent_count_min, next);
            next = band.agent_count_max + 1;
            let worst = (band.agent_count_min..next).find(|agents| !small.contains(agents));
            if worst != Some(band.agent_count_min) {
                prop_assert_eq!(band.max_speed, 1);
            }
            if let Some(worst) = worst {
                prop_assert!(abandoned(worst, band.max_speed, &assumptions) <= target);
            }
            prop_assert!(band.max_speed <= most);
            if band.max_speed < most {
                prop_assert!(abandoned(band.agent_count_min, band.max_speed + 1, &assumptions) > target);
            }
            // Its largest team loses no more than the share of what it could have.
            let last = [SpeedRule::new(band.agent_count_max, band.agent_count_max, 1)];
            let best = Forecast::new(&last, &assumptions.clone().cap(target).unwrap()).bands[0].largest_speed;
            prop_assert!(f64::from(band.max_speed) >= f64::from(best.unwrap_or(0).min(most)) * (1.0 - loss));
        }
        prop_assert_eq!(next, to + 1);
        // No two bands that could be one.
        prop_assert!(suggestion.bands.windows(2).all(|pair| pair[0].max_speed < pair[1].max_speed));
    }

    /// Every team has one prediction: of its band, or of the global speed where no band covers it
    #[test]
    fn every_team_is_predicted_for(
        bands in prop::collection::vec((0u32..5, 1u32..10, 1u32..=100), 0..6), global in 1u32..=100, unit in unit(),
    ) {
        let mut next = 1;
        let mut band = |(gap, length, speed)| {
            let min = next + gap;
            next = min + length;
            SpeedRule::new(min, next - 1, speed)
        };
        let bands: Vec<_> = bands.into_iter().map(&mut band).collect();
        let assumptions = assumptions(0.2, 180.0, 2.0, unit);
        let forecast = Forecast::with_global(&bands, Some(global), &assumptions);
        let mut covered: Vec<u32> = forecast.bands.iter().flat_map(|band| band.agent_count_min..=band.agent_count_max).collect();
        for uncovered in &forecast.uncovered {
            let there = uncovered.at_global.as_ref().unwrap();
            covered.extend(uncovered.agent_count_min..=uncovered.agent_count_max.unwrap_or(next + 5));
            prop_assert_eq!(there.max_speed, global);
            prop_assert_eq!(there.worst.abandonment.high, abandoned(uncovered.agent_count_min, global, &assumptions));
        }
        covered.sort_unstable();
        prop_assert_eq!(covered, (1..=next + 5).collect::<Vec<_>>());
        prop_assert!(Forecast::new(&bands, &assumptions).uncovered.iter().all(|uncovered| uncovered.at_global.is_none()));
    }

    /// The largest speed of a band in a forecast is that of a suggestion for the same band
    #[test]
    fn forecast_and_suggestion_agree(min in 1u32..80, rate in 0.05..0.9f64, limit in 0.0..5.0f64) {
        let assumptions = assumptions(rate, 180.0, limit, Unit::PerMinute);
        let forecast = Forecast::new(&[SpeedRule::new(min, min, 50)], &assumptions);
        let suggestion = suggest(&assumptions, assumptions.cap_share(), &Wanted::Bands(vec![min..=min]), 100).unwrap();
        prop_assert_eq!(forecast.bands[0].largest_speed, suggestion.bands.first().map(|band| band.max_speed));
    }

    /// The chance to be above the cap is a chance, and rises with the true rate
    #[test]
    fn noise_is_a_chance(rate in 0.0..1.0f64, calls in 0u32..100_000, cap in 0.001..0.2f64) {
        let chance = chance_above(cap, rate, calls);
        prop_assert!((0.0..=1.0).contains(&chance));
        prop_assert!(chance_above(cap, (rate * 1.01).min(1.0), calls) >= chance - 1e-9);
    }

    /// low <= measured <= high
    #[test]
    fn wilson_holds_the_measured_rate(calls in 1u32..1_000_000, share in 0.0..=1.0f64) {
        let abandoned = (f64::from(calls) * share) as u32;
        let (low, high) = wilson(abandoned, calls).unwrap();
        let rate = f64::from(abandoned) / f64::from(calls);
        prop_assert!(0.0 <= low && low <= rate + HAIR && rate <= high + HAIR && high <= 1.0);
    }
}

#[test]
fn a_connect_limit_towards_zero_goes_to_erlang_b() {
    for (agents, load) in [(5, 3.0), (10, 8.0), (10, 30.0), (50, 42.5), (7, 7.0)] {
        let blocking = erlang_b(agents, load);
        for limit_s in [0.0, 1e-12, 1e-9, 1e-6] {
            assert_close(point(agents, load, 1800.0, limit_s).abandonment.high, blocking, 1e-13 + limit_s);
        }
    }
}

#[test]
fn where_load_and_agents_are_equal_nothing_is_divided_by_zero() {
    let at = |load| point(10, load, 600.0, 5.0).abandonment.high;
    assert_close(at(10.0), (at(10.0 * (1.0 - 1e-9)) + at(10.0 * (1.0 + 1e-9))) / 2.0, 1e-8);
}

#[test]
fn a_million_agents_and_loads_far_above_and_below_give_numbers() {
    for speed in [1, 100] {
        for (rate, handling) in [(1e-6, 1.0), (1.0, 86_400.0), (0.2, 180.0)] {
            for limit in [0.0, 2.0, 3600.0] {
                let assumptions = assumptions(rate, handling, limit, Unit::PerMinute);
                let forecast = Forecast::new(&[SpeedRule::new(1, 1_000_000, speed)], &assumptions);
                let band = &forecast.bands[0];
                for point in [band.worst, band.best] {
                    let idle = point.idle_s.unwrap();
                    for value in [point.abandonment.high, point.utilisation.high, idle.high, point.margin.low] {
                        assert!(value.is_finite(), "{speed} {rate} {handling} {limit}: {point:?}");
                    }
                    assert!((0.0..=1.0).contains(&point.abandonment.high));
                    assert!((0.0..=1.0 + HAIR).contains(&point.utilisation.high), "{point:?}");
                }
            }
        }
    }
    // Nearly everybody is abandoned: what is left is served, and the agent is always busy.
    let flooded = point(1, 144_000.0, 86_400.0, 0.0);
    assert_close(flooded.abandonment.high, 144_000.0 / 144_001.0, 1e-13);
    assert_close(flooded.utilisation.high, 144_000.0 / 144_001.0, 1e-13);
}

#[test]
fn assumptions_that_no_call_centre_has_are_refused() {
    let number = Interval::exactly;
    for (rate, handling) in
        [(0.0, 180.0), (1.1, 180.0), (f64::NAN, 180.0), (20.0, 180.0), (0.2, 0.0), (0.2, 1e9), (0.2, f64::INFINITY)]
    {
        assert!(Assumptions::new(number(rate), number(handling)).is_err(), "{rate} {handling}");
    }
    let assumptions = Assumptions::new(number(0.2), number(180.0)).unwrap();
    assert!(assumptions.clone().connect_limit(number(-1.0)).is_err());
    assert!(assumptions.clone().connect_limit(number(f64::NAN)).is_err());
    assert!(assumptions.clone().ring(number(0.0), number(1e9)).is_err());
    assert!(assumptions.clone().cap(3.0).is_err());
    let counts = |counts, loss| Wanted::Counts { counts, loss };
    assert_eq!(suggest(&assumptions, 0.0, &Wanted::Bands(vec![]), 100), Err(AssumptionError::Share));
    #[expect(clippy::reversed_empty_ranges, reason = "that is the mistake")]
    let inverted = 5..=3;
    for range in [0..=5, inverted, 1..=1_000_001] {
        let bands = Wanted::Bands(vec![1..=2, range.clone()]);
        assert_eq!(suggest(&assumptions, 0.02, &bands, 100), Err(AssumptionError::Agents));
        assert_eq!(suggest(&assumptions, 0.02, &counts(range, 0.1), 100), Err(AssumptionError::Agents));
    }
    assert_eq!(suggest(&assumptions, 0.02, &counts(1..=5, 1.0), 100), Err(AssumptionError::Share));
    for speed in [0, 101] {
        assert_eq!(suggest(&assumptions, 0.02, &counts(1..=5, 0.1), speed), Err(AssumptionError::MaxSpeed));
    }
    let progressive = assumptions.unit(Unit::OnePerAgent);
    assert_eq!(suggest(&progressive, 0.02, &counts(1..=5, 0.1), 100), Err(AssumptionError::NoSpeed));
}

#[test]
fn teams_for_which_no_speed_keeps_the_target_get_the_slowest_one_and_no_band_of_their_own_where_none_is_needed() {
    let assumptions = assumptions(0.2, 180.0, 2.0, Unit::PerMinute);
    let suggested = |wanted| {
        let suggestion = suggest(&assumptions, 0.025, &wanted, 100).unwrap();
        let bands = suggestion.bands.iter().map(|band| (band.agent_count_min, band.agent_count_max, band.max_speed));
        (bands.collect::<Vec<_>>(), suggestion.too_small, suggestion.smallest_team)
    };
    let counts = |counts| suggested(Wanted::Counts { counts, loss: 0.2 });
    assert_eq!(counts(1..=5), (vec![(1, 4, 1), (5, 5, 2)], vec![1..=2], Some(3)));
    assert_eq!(counts(1..=2), (vec![], vec![1..=2], Some(3)));
    assert_eq!(counts(6..=7), (vec![(6, 7, 4)], vec![], Some(3)));
    let bands = |bands: &[std::ops::RangeInclusive<u32>]| suggested(Wanted::Bands(bands.to_vec()));
    assert_eq!(bands(&[1..=2, 3..=20]), (vec![(1, 2, 1), (3, 20, 1)], vec![1..=2], Some(3)));
    assert_eq!(bands(&[1..=20, 30..=40]), (vec![(1, 20, 1), (30, 40, 37)], vec![1..=2], Some(3)));
    let held = suggest(&assumptions, 0.025, &Wanted::Counts { counts: 1..=200, loss: 0.2 }, 45).unwrap();
    assert_eq!(held.bands.last(), Some(&SpeedRule::new(31, 200, 39)), "39 is 45 less than a fifth: {held:?}");
}
