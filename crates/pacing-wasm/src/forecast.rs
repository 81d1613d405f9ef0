//! The forecast for JavaScript: numbers in, numbers out.
//!
//! JavaScript writes the assumptions and the bands as doubles into a [`room`](forecast_room) that Rust owns, and reads doubles from
//! [`results`](forecast_results). A call says how many there are, or as a negative number which of
//! [`AssumptionError::ALL`] speaks against it, the first being -1.

use pacing_core::SpeedRule;
use pacing_core::forecast::{
    AssumptionError, Assumptions, BandForecast, Forecast, Interval, Point, Unit, Wanted, chance_above, in_words,
    points, suggest, wilson,
};
use std::cell::RefCell;
use std::ops::RangeInclusive;
use wasm_bindgen::prelude::wasm_bindgen;

/// The buffers that JavaScript sees.
#[derive(Default)]
pub(crate) struct Numbers {
    pub input: Vec<f64>,
    pub results: Vec<f64>,
    /// What JavaScript wrote of a document.
    pub document: Vec<u8>,
    pub text: String,
}

thread_local! {
    static NUMBERS: RefCell<Numbers> = RefCell::default();
}

/// Runs `call` with the buffers. Calls do not nest, so they are always free.
pub(crate) fn with<T: Default>(call: impl FnOnce(&mut Numbers) -> T) -> T {
    NUMBERS.with(|numbers| numbers.try_borrow_mut().map(|mut numbers| call(&mut numbers)).unwrap_or_default())
}

/// Makes room for that many doubles and says where they are to be written.
#[wasm_bindgen]
pub fn forecast_room(length: usize) -> usize {
    with(|numbers| {
        numbers.input.clear();
        numbers.input.resize(length, 0.0);
        numbers.input.as_mut_ptr().expose_provenance()
    })
}

/// Where the results of the last call stand.
#[wasm_bindgen]
pub fn forecast_results() -> usize {
    with(|numbers| numbers.results.as_ptr().expose_provenance())
}

/// How many numbers the assumptions take: the unit's place in [`Unit::ALL`], low and high end of answer rate, handling time, connect
/// limit, answer delay and ring time, and the cap. Times in seconds, shares from 0 to 1.
const ASSUMPTIONS: usize = 12;

/// How many numbers a point takes: agents, then low and high end of load, abandonment, utilisation, idle time and margin; NaN where there
/// is none.
const POINT: usize = 11;

/// The forecast of bands, each minimum, maximum, speed; the global speed (0 for none) stands between the assumptions and them. Gives the
/// model's place, the number of bands and each of those, then each range of agent counts that no band covers as a band at the global
/// speed, or with a speed of 0 and without points where there is none. Its maximum is 0 where it has no end. A band is minimum, maximum, speed,
/// largest speed (0 for none), worst and best point.
#[wasm_bindgen]
pub fn forecast_bands() -> i32 {
    answer(|input, out| {
        let (assumptions, rest) = assumptions(input)?;
        let (global, bands) = rest.split_first().ok_or(AssumptionError::Agents)?;
        let rules: Vec<SpeedRule> = bands.chunks_exact(3).filter_map(rule).collect();
        let forecast = Forecast::with_global(&rules, count(*global), &assumptions);
        out.push(f64::from(forecast.model as u8));
        out.push(forecast.bands.len() as f64);
        for band in &forecast.bands {
            push_band(out, band, band.agent_count_max);
        }
        for uncovered in &forecast.uncovered {
            let end = uncovered.agent_count_max.unwrap_or(0);
            match &uncovered.at_global {
                Some(band) => push_band(out, band, end),
                None => out.extend([f64::from(uncovered.agent_count_min), f64::from(end), 0.0]),
            }
        }
        Ok(())
    })
}

/// Every point of one band, which stands behind the assumptions.
#[wasm_bindgen]
pub fn forecast_points() -> i32 {
    answer(|input, out| {
        let (assumptions, bands) = assumptions(input)?;
        let rule = bands.chunks_exact(3).next().and_then(rule).ok_or(AssumptionError::Agents)?;
        out.reserve((rule.agent_count_max.saturating_sub(rule.agent_count_min) as usize + 1).min(1_000_000) * POINT);
        for point in points(&rule, &assumptions) {
            push(out, &point);
        }
        Ok(())
    })
}

/// The matrix that keeps a target. Behind the assumptions stand the target, the largest speed, the loss, and pairs of counts: the wanted
/// bands, or, where the loss is not negative, the smallest and the largest team. Gives the smallest team that keeps the target at all (0 for none), the number of
/// bands and those, and the ranges of teams that are too small.
#[wasm_bindgen]
pub fn forecast_suggest() -> i32 {
    answer(|input, out| {
        let (assumptions, rest) = assumptions(input)?;
        let (target, max_speed, loss, pairs) = match rest {
            [target, max_speed, loss, pairs @ ..] => (*target, *max_speed, *loss, pairs),
            _ => return Err(AssumptionError::Share),
        };
        let mut ranges: Vec<RangeInclusive<u32>> = Vec::new();
        for pair in pairs.chunks_exact(2) {
            ranges.push(range(pair).ok_or(AssumptionError::Agents)?);
        }
        let wanted = match ranges.first() {
            Some(counts) if loss >= 0.0 => Wanted::Counts { counts: counts.clone(), loss },
            _ => Wanted::Bands(ranges),
        };
        let max_speed = count(max_speed).ok_or(AssumptionError::MaxSpeed)?;
        let suggestion = suggest(&assumptions, target, &wanted, max_speed)?;
        out.push(f64::from(suggestion.smallest_team.unwrap_or(0)));
        out.push(suggestion.bands.len() as f64);
        for band in &suggestion.bands {
            for number in [band.agent_count_min, band.agent_count_max, band.max_speed] {
                out.push(f64::from(number));
            }
        }
        for teams in &suggestion.too_small {
            out.push(f64::from(*teams.start()));
            out.push(f64::from(*teams.end()));
        }
        Ok(())
    })
}

/// The chance that a window of `calls` answered calls shows more than `cap` when the true rate is `rate`.
#[wasm_bindgen]
pub fn forecast_chance(cap: f64, rate: f64, calls: u32) -> f64 {
    chance_above(cap, rate, calls)
}

/// An end of Wilson's interval, the high one where `high` is 1; NaN without calls.
#[wasm_bindgen]
pub fn forecast_wilson(abandoned: u32, calls: u32, high: u32) -> f64 {
    wilson(abandoned, calls).map_or(f64::NAN, |ends| if high == 1 { ends.1 } else { ends.0 })
}

/// What a team would see, in words: gives the length of the text, which stands at [`forecast_text`].
#[wasm_bindgen]
pub fn forecast_words(agents: u32, share: f64) -> usize {
    with(|numbers| {
        numbers.text = in_words(agents, share);
        numbers.text.len()
    })
}

/// Where the text of the last call stands.
#[wasm_bindgen]
pub fn forecast_text() -> usize {
    with(|numbers| numbers.text.as_ptr().expose_provenance())
}

fn answer(call: fn(&[f64], &mut Vec<f64>) -> Result<(), AssumptionError>) -> i32 {
    with(|numbers| {
        numbers.results.clear();
        match call(&numbers.input, &mut numbers.results) {
            Ok(()) => i32::try_from(numbers.results.len()).unwrap_or(i32::MAX),
            Err(error) => -1 - error as i32,
        }
    })
}

/// The assumptions, and what stands behind them.
pub(crate) fn assumptions(input: &[f64]) -> Result<(Assumptions, &[f64]), AssumptionError> {
    let (head, rest) = input.split_at_checked(ASSUMPTIONS).ok_or(AssumptionError::Share)?;
    let number = |index: usize| head.get(index).copied().unwrap_or(f64::NAN);
    let interval = |index: usize| Interval { low: number(index), high: number(index + 1) };
    let unit = Unit::ALL.get(number(0) as usize).copied().unwrap_or_default();
    let assumptions = Assumptions::new(interval(1), interval(3))?
        .unit(unit)
        .connect_limit(interval(5))?
        .ring(interval(7), interval(9))?
        .cap(number(11))?;
    Ok((assumptions, rest))
}

fn rule(band: &[f64]) -> Option<SpeedRule> {
    match band {
        [min, max, speed] => Some(SpeedRule::new(count(*min)?, count(*max)?, count(*speed)?)),
        _ => None,
    }
}

fn range(pair: &[f64]) -> Option<RangeInclusive<u32>> {
    match pair {
        [from, to] => Some(count(*from)?..=count(*to)?),
        _ => None,
    }
}

/// A whole number that a count can be.
fn count(number: f64) -> Option<u32> {
    let whole = number as u32;
    (f64::from(whole) == number).then_some(whole)
}

fn push_band(out: &mut Vec<f64>, band: &BandForecast, end: u32) {
    for number in [band.agent_count_min, end, band.max_speed, band.largest_speed.unwrap_or(0)] {
        out.push(f64::from(number));
    }
    push(out, &band.worst);
    push(out, &band.best);
}

fn push(out: &mut Vec<f64>, point: &Point) {
    let none = Interval { low: f64::NAN, high: f64::NAN };
    out.push(f64::from(point.agents));
    for interval in [
        point.offered_load.unwrap_or(none),
        point.abandonment,
        point.utilisation,
        point.idle_s.unwrap_or(none),
        point.margin,
    ] {
        out.push(interval.low);
        out.push(interval.high);
    }
}
