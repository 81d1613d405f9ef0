//! The table of a forecast: a row for the smallest and for the largest team of each band.

use super::teams::{Teams, teams};
use super::words::{load, percent, predicted, span, time};
use crate::cli::output::{BOLD, ERROR, Paint};
use anstyle::Style;
use pacing_core::forecast::{Forecast, Model, Point};
use std::io::{self, Write};

/// The columns from left to right; where there is no room for all, the last ones are left out.
const COLUMNS: [&str; 8] = ["teams", "speed", "keeps", "agents", "abandoned", "busy", "idle", "load"];
/// The fewest that say what the table is for.
const LEAST: usize = 5;

/// Writes the table into so many columns of a terminal, and says how many of its own it has.
pub(super) fn table(out: &mut dyn Write, paint: Paint, forecast: &Forecast, width: usize) -> io::Result<usize> {
    let teams = teams(forecast);
    let rows: Vec<_> = teams.iter().flat_map(|teams| rows(teams, forecast)).collect();
    let widths: Vec<usize> = COLUMNS
        .iter()
        .enumerate()
        .map(|(column, name)| {
            let cells = rows.iter().filter_map(|(_, row)| Some(row.get(column)?.chars().count()));
            cells.chain([name.len()]).max().unwrap_or(0)
        })
        .collect();
    let mut shown = COLUMNS.len();
    while shown > LEAST && widths.iter().take(shown).map(|width| width + 2).sum::<usize>() > width {
        shown -= 1;
    }
    let line = |cells: &[String]| {
        let cells = cells.iter().zip(&widths).take(shown).enumerate();
        cells
            .map(|(column, (cell, width))| match column {
                0 => format!("  {cell:<width$}"),
                _ => format!("  {cell:>width$}"),
            })
            .collect::<String>()
    };
    writeln!(out, "\n{}", paint.style(BOLD, line(&COLUMNS.map(str::to_owned))))?;
    for (above, row) in &rows {
        writeln!(out, "{}", paint.style(if *above { ERROR } else { Style::new() }, line(row)))?;
    }
    Ok(shown)
}

/// What the columns mean, for those that are shown.
pub(super) fn legend(forecast: &Forecast, shown: usize) -> Vec<(&'static str, String)> {
    let cap = percent(forecast.assumptions.cap_share());
    let keeps = match forecast.model {
        Model::Progressive => "any speed, since none is used".to_owned(),
        _ => format!(
            "the largest speed at which the smallest team keeps {cap}; `any` where even 100 does, the platform's limit"
        ),
    };
    let others = [
        ("abandoned", "the share of the answered calls that finds nobody free"),
        ("busy", "the share of its time that an agent is in calls"),
        ("idle", "an agent's time from one call to the next"),
        (
            "load",
            "answered calls times handling time (erlangs): how many agents would be busy if no call was abandoned",
        ),
    ];
    let star = teams(forecast).iter().any(|teams| !teams.covered);
    let star = star.then(|| ("*", "no band covers these teams, so the global speed holds".to_owned()));
    let others = others.into_iter().take(shown.saturating_sub(4)).map(|(name, text)| (name, text.to_owned()));
    std::iter::once(("keeps", keeps)).chain(others).chain(star).collect()
}

/// One row for a single team, else one for the smallest and one for the largest; with whether it is above the cap.
fn rows(teams: &Teams<'_>, forecast: &Forecast) -> Vec<(bool, [String; 8])> {
    let band = teams.band;
    let keeps = match band.largest_speed {
        _ if forecast.model == Model::Progressive => "any".to_owned(),
        Some(100) => "any".to_owned(),
        Some(speed) => speed.to_string(),
        None => "none".to_owned(),
    };
    let head = [teams.label(), band.max_speed.to_string(), keeps];
    let mut rows = vec![row(head, &band.worst)];
    if band.best.agents != band.worst.agents {
        rows.push(row(Default::default(), &band.best));
    }
    rows
}

fn row([teams, speed, keeps]: [String; 3], point: &Point) -> (bool, [String; 8]) {
    let or_none = |text: Option<String>| text.unwrap_or("-".to_owned());
    let cells = [
        teams,
        speed,
        keeps,
        point.agents.to_string(),
        span(point.abandonment, predicted),
        span(point.utilisation, predicted),
        or_none(point.idle_s.map(|idle| span(idle, time))),
        or_none(point.offered_load.map(|offered| span(offered, load))),
    ];
    (point.margin.low < 0.0, cells)
}
