//! The teams of a forecast, from small to large: bands, and agent counts that no band covers.

use pacing_core::forecast::{BandForecast, Forecast};

/// Teams that dial at one speed.
#[derive(Clone, Copy)]
pub(super) struct Teams<'a> {
    pub band: &'a BandForecast,
    /// Whether a band covers them, or only the global speed holds.
    pub covered: bool,
    /// Whether these are all teams behind the last band.
    pub open: bool,
}

/// All for which something is predicted.
pub(super) fn teams(forecast: &Forecast) -> Vec<Teams<'_>> {
    let bands = forecast.bands.iter().map(|band| Teams { band, covered: true, open: false });
    let holes = forecast.uncovered.iter().filter_map(|uncovered| {
        let band = uncovered.at_global.as_ref()?;
        Some(Teams { band, covered: false, open: uncovered.agent_count_max.is_none() })
    });
    let mut teams: Vec<_> = bands.chain(holes).collect();
    teams.sort_by_key(|teams| teams.band.agent_count_min);
    teams
}

impl Teams<'_> {
    /// Which ones, in short: `6-20`, or `51 or more`; with a star where no band covers them.
    pub(super) fn label(&self) -> String {
        let BandForecast { agent_count_min: min, agent_count_max: max, .. } = self.band;
        let star = if self.covered { "" } else { "*" };
        match () {
            () if self.open => format!("{min} or more{star}"),
            () if min == max => format!("{min}{star}"),
            () => format!("{min}-{max}{star}"),
        }
    }
}
