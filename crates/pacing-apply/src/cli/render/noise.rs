//! What chance does to a measured rate, beside a forecast.

use super::forecast::words::{percent, predicted, span};
use pacing_core::forecast::{Forecast, Interval, chance_above, wilson};
use serde::Serialize;
use std::io::{self, Write};

/// What a window of answered calls shows of a predicted share.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Noise {
    /// How many answered calls are in it.
    calls: u32,
    /// How likely it shows more than the cap by chance.
    pub chance_above_cap: Interval,
    /// What true rates a window that shows the predicted one (the high end of a range) stands for.
    pub wilson: Option<Interval>,
}

/// For a predicted share.
pub(super) fn of(share: Interval, cap: f64, calls: u32) -> Noise {
    let chance = |share| chance_above(cap, share, calls);
    Noise {
        calls,
        chance_above_cap: Interval { low: chance(share.low), high: chance(share.high) },
        wilson: wilson(measured(share.high, calls), calls).map(|(low, high)| Interval { low, high }),
    }
}

/// Two sentences for each band that is predicted to keep the cap: headroom is what keeps a measured rate below it.
pub(super) fn human(out: &mut dyn Write, forecast: &Forecast, calls: u32) -> io::Result<()> {
    let cap = forecast.assumptions.cap_share();
    let kept: Vec<_> = forecast.bands.iter().filter(|band| !band.is_above_cap()).collect();
    if kept.is_empty() {
        writeln!(out, "noise: no band is predicted to keep {}, so it is not chance that passes it", percent(cap))?;
    }
    for band in kept {
        let share = band.worst.abandonment.high;
        let Noise { chance_above_cap, wilson: Some(likely), .. } = of(band.worst.abandonment, cap, calls) else {
            continue;
        };
        writeln!(
            out,
            "noise: band {}-{}: {} is predicted for its smallest team; by chance alone {} of windows with {calls} answered calls would show more \
             than {}, and a window that shows {} may come of a true rate of {} (Wilson's 95 % interval)",
            band.agent_count_min,
            band.agent_count_max,
            predicted(share),
            predicted(chance_above_cap.high),
            percent(cap),
            predicted(f64::from(measured(share, calls)) / f64::from(calls)),
            span(likely, predicted),
        )?;
    }
    Ok(())
}

/// How many abandoned calls a window shows for a predicted share, to the nearest call.
fn measured(share: f64, calls: u32) -> u32 {
    (share * f64::from(calls)).round() as u32
}
