//! What chance does to a measured rate, beside a forecast.

use super::forecast::percent;
use pacing_core::forecast::{BandForecast, Forecast, chance_above, wilson};
use serde_json::{Value, json};
use std::io::{self, Write};

/// How many abandoned calls a window shows for a predicted share, to the nearest call.
fn measured(share: f64, calls: u32) -> u32 {
    (share * f64::from(calls)).round() as u32
}

/// A line for each band that is predicted to keep the cap: headroom is what keeps a measured rate below it.
pub(super) fn human(out: &mut dyn Write, forecast: &Forecast, calls: u32) -> io::Result<()> {
    let cap = forecast.assumptions.cap_share();
    for band in forecast.bands.iter().filter(|band| !band.is_above_cap()) {
        let share = band.worst.abandonment.high;
        let Some((low, high)) = wilson(measured(share, calls), calls) else { continue };
        writeln!(
            out,
            "noise: band {}-{}: {} is predicted, and of {calls} answered calls more than {} are abandoned in {} of windows; \
             a window that shows as much stands for {} to {} (95 %)",
            band.agent_count_min,
            band.agent_count_max,
            percent(share),
            percent(cap),
            percent(chance_above(cap, share, calls)),
            percent(low),
            percent(high),
        )?;
    }
    Ok(())
}

/// The same for machines, for any band.
pub(super) fn json(band: &BandForecast, cap: f64, calls: u32) -> Value {
    let share = band.worst.abandonment;
    let wilson = wilson(measured(share.high, calls), calls).map(|(low, high)| json!({"low": low, "high": high}));
    let chance = |share| chance_above(cap, share, calls);
    json!({"calls": calls, "chance_above_cap": {"low": chance(share.low), "high": chance(share.high)}, "wilson": wilson})
}
