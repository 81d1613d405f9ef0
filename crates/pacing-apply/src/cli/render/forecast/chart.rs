//! The bar chart of a forecast.

use super::teams::{Teams, teams};
use super::words::{percent, predicted};
use crate::cli::output::{BOLD, ERROR, Paint};
use anstyle::Style;
use pacing_core::forecast::{Forecast, Point};
use std::io::{self, Write};

/// How many bars there are at most, and for how many bands.
const BARS: usize = 24;
const BANDS: usize = BARS / 2;

/// Bars for agent counts: the first and the last of each band, and round counts between them as far as there is room. The scale goes as far as
/// the longest bar, and a little past the cap at least, so that it shows something where the cap is kept.
pub(super) fn chart(out: &mut dyn Write, paint: Paint, forecast: &Forecast, width: usize) -> io::Result<()> {
    let teams = teams(forecast);
    let each = BARS.checked_div(teams.len()).unwrap_or(0).max(2) as u32;
    let cap = forecast.assumptions.cap_share();
    let bars: Vec<_> = teams.iter().take(BANDS).flat_map(|teams| chosen_points(teams, forecast, each)).collect();
    let most = bars.iter().map(|(_, point)| point.abandonment.high).fold(cap * 1.5, f64::max);
    let label = bars.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0).max(6);
    let scale = Scale { most, cap, length: width.saturating_sub(label + 16).clamp(10, 100) };
    let range = bars.iter().any(|(_, point)| !point.abandonment.is_exact());
    let worse = if range { "; a bar is the worse end of a range" } else { "" };
    let heading = format!("  {:>label$}  abandoned  │ is the cap of {}{worse}", "agents", percent(cap));
    writeln!(out, "\n{}", paint.style(BOLD, heading))?;
    for (name, point) in bars {
        let share = point.abandonment.high;
        let style = if point.margin.low < 0.0 { ERROR } else { Style::new() };
        writeln!(out, "  {name:>label$}  {:>9}  {}", predicted(share), paint.style(style, scale.bar(share)))?;
    }
    match teams.len().checked_sub(BANDS) {
        Some(1) => writeln!(out, "  … and 1 more band"),
        Some(more @ 2..) => writeln!(out, "  … and {more} more bands"),
        _ => Ok(()),
    }
}

/// From shares to columns.
struct Scale {
    most: f64,
    cap: f64,
    length: usize,
}

impl Scale {
    fn column(&self, share: f64) -> usize {
        (share / self.most * self.length as f64).round() as usize
    }

    /// A bar, with the cap marked in it or behind it.
    fn bar(&self, share: f64) -> String {
        let (end, cap) = (self.column(share), self.column(self.cap));
        let cell = |column| match column {
            _ if column == cap => '│',
            _ if column < end + usize::from(end > cap) => '█',
            _ => ' ',
        };
        (0..=end.max(cap)).map(cell).collect::<String>().trim_end().to_owned()
    }
}

fn chosen_points(teams: &Teams<'_>, forecast: &Forecast, most: u32) -> Vec<(String, Point)> {
    let band = teams.band;
    let chosen = chosen(band.agent_count_min, band.agent_count_max, most);
    let star = if teams.covered { "" } else { "*" };
    let points = band.points(&forecast.assumptions).filter(|point| chosen.contains(&point.agents));
    points.map(|point| (format!("{}{star}", point.agents), point)).collect()
}

/// Both ends, and between them round counts that are not too near to an end: not more than `most` in all, or four where that is
/// less, since both ends alone say nothing of what is between.
fn chosen(min: u32, max: u32, most: u32) -> Vec<u32> {
    if max - min < most {
        return (min..=max).collect();
    }
    let steps = (0..6).flat_map(|power| [1, 2, 5].map(|digit| digit * 10u32.pow(power)));
    let may_fit = steps.filter(|step| (max - min) / step <= most.max(4));
    let mut chosen = may_fit.map(|step| in_steps(min, max, step));
    chosen.find(|counts| counts.len() <= most.max(4) as usize).unwrap_or_else(|| vec![min, max])
}

fn in_steps(min: u32, max: u32, step: u32) -> Vec<u32> {
    let near = step.div_ceil(3);
    let between = (min / step + 1..=max / step).map(|count| count * step);
    let between = between.filter(|count| count - min >= near && *count < max && max - count >= near);
    std::iter::once(min).chain(between).chain([max]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_between_the_ends_are_round() {
        assert_eq!(chosen(1, 5, 8), [1, 2, 3, 4, 5]);
        assert_eq!(chosen(6, 20, 8), [6, 8, 10, 12, 14, 16, 18, 20]);
        assert_eq!(chosen(21, 50, 8), [21, 25, 30, 35, 40, 45, 50]);
        assert_eq!(chosen(21, 100_000, 8), [21, 20_000, 40_000, 60_000, 80_000, 100_000]);
        assert_eq!(chosen(7, 7, 2), [7]);
        assert_eq!(chosen(1, 1_000_000, 2), [1, 500_000, 1_000_000]);
        assert_eq!(chosen(1, 4_000_000_000, 2), [1, 4_000_000_000]);
    }

    #[test]
    fn a_bar_shows_where_the_cap_is() {
        let scale = Scale { most: 0.1, cap: 0.03, length: 10 };
        assert_eq!(scale.bar(0.0), "   │");
        assert_eq!(scale.bar(0.02), "██ │");
        assert_eq!(scale.bar(0.05), "███│██");
        assert_eq!(scale.bar(0.1), "███│███████");
    }
}
