//! A forecast for people: what it rests on, a table, a bar chart, and what they come to in words.

use super::super::noise;
use super::words::{counts, percent, span, time};
use super::{Shown, chart, table};
use crate::cli::output::{BOLD, DIM, Paint, WARNING, printable};
use pacing_core::forecast::{BandForecast, Forecast, Model, NOTICE, Uncovered};
use std::io::{self, Write};

/// Writes it for a terminal of so many columns.
pub(crate) fn human(out: &mut dyn Write, paint: Paint, shown: &Shown<'_>, width: usize) -> io::Result<()> {
    let forecast = shown.forecast;
    let heading = format_args!("Forecast for {}, by {}", printable(shown.name), forecast.model.name());
    writeln!(out, "{}\n", paint.style(BOLD, heading))?;
    for line in list(&assumed(shown), width) {
        writeln!(out, "{line}")?;
    }
    let columns = table::table(out, paint, forecast, width)?;
    writeln!(out)?;
    for line in list(&table::legend(forecast, columns), width) {
        writeln!(out, "{}", paint.style(DIM, line))?;
    }
    if forecast.model != Model::Progressive {
        chart::chart(out, paint, forecast, width)?;
    }
    writeln!(out)?;
    let cap = percent(forecast.assumptions.cap_share());
    let warning = paint.style(WARNING, "warning");
    for band in forecast.bands.iter().filter(|band| band.is_above_cap()) {
        let teams = format!("{}-{}", band.agent_count_min, band.agent_count_max);
        writeln!(out, "{warning}: band {teams}: {}; {}", band.in_words(), keeping(band, &cap))?;
    }
    for uncovered in &forecast.uncovered {
        let (above, text) = without_band(uncovered, &cap);
        writeln!(
            out,
            "{}: {text}",
            paint.style(if above { WARNING } else { DIM }, if above { "warning" } else { "note" })
        )?;
    }
    if !forecast.is_above_cap() && !forecast.bands.is_empty() {
        writeln!(out, "{}", keeps(forecast, &cap))?;
    }
    if let Some(calls) = shown.calls {
        noise::human(out, forecast, calls)?;
    }
    writeln!(out, "{}", paint.style(DIM, textwrap::fill(NOTICE, textwrap::Options::new(width))))
}

/// Names, and what is said of them behind.
fn list(entries: &[(&'static str, String)], width: usize) -> Vec<String> {
    let longest = entries.iter().map(|(name, _)| name.len()).max().unwrap_or(0) + 3;
    let behind = " ".repeat(longest + 2);
    let options = textwrap::Options::new(width).subsequent_indent(&behind).break_words(false);
    let fill = |(name, text): &(&str, String)| textwrap::fill(&format!("  {name:<longest$}{text}"), &options);
    entries.iter().map(fill).collect()
}

/// What the prediction rests on.
fn assumed(shown: &Shown<'_>) -> Vec<(&'static str, String)> {
    let assumptions = &shown.forecast.assumptions;
    let model = shown.forecast.model;
    let mut lines = vec![
        ("model", model.meaning().to_owned()),
        ("max_speed", assumptions.unit_of_speed().meaning().to_owned()),
        ("answered", format!("{} of the dialled calls, by a person", span(assumptions.answer_rate(), percent))),
    ];
    if model != Model::Overdial {
        let handling = span(assumptions.handling_time(), time);
        lines.push(("handling", format!("{handling} for an answered call on average, talk and wrap-up")));
    }
    match model {
        Model::ErlangB => lines.push(("connect limit", "0 s: an answered call does not wait for an agent".to_owned())),
        Model::ConnectLimit => {
            let limit = span(assumptions.connect_limit_s(), time);
            lines.push(("connect limit", format!("{limit} that an answered call waits for an agent at most")));
        }
        Model::Overdial => {}
        Model::Progressive => {
            let (answer, ring) = (span(assumptions.answer_delay(), time), span(assumptions.ring_time(), time));
            lines.push(("ringing", format!("{answer} until a person answers, {ring} where nobody does")));
        }
    }
    lines.push(("cap", format!("{} ({})", percent(assumptions.cap_share()), shown.cap_from)));
    lines
}

fn keeping(band: &BandForecast, cap: &str) -> String {
    match band.largest_speed {
        Some(speed) => format!("a speed of {speed} would keep {cap}"),
        None => format!("no speed of 1 or more keeps {cap}"),
    }
}

/// What holds for teams that no band covers, and whether it may be above the cap.
fn without_band(uncovered: &Uncovered, cap: &str) -> (bool, String) {
    let Uncovered { agent_count_min: min, agent_count_max: max, at_global } = uncovered;
    let teams = match max {
        Some(max) if min == max => format!("a team of {min}"),
        Some(max) => format!("teams of {}", counts(*min, *max)),
        None => format!("teams of {min} or more"),
    };
    match at_global {
        Some(band) if band.is_above_cap() => {
            let speed = band.max_speed;
            (
                true,
                format!(
                    "no band covers {teams}: the global speed {speed} holds there, and {}; {}",
                    band.in_words(),
                    keeping(band, cap)
                ),
            )
        }
        Some(band) => (
            false,
            format!("no band covers {teams}: the global speed {} holds there, which keeps {cap}", band.max_speed),
        ),
        None => (false, format!("no band covers {teams}, and there is no global speed to predict for them")),
    }
}

/// What is kept, where nothing is above the cap.
fn keeps(forecast: &Forecast, cap: &str) -> String {
    let end = |band: &BandForecast| band.agent_count_max;
    let largest = forecast.bands.iter().map(end).max().unwrap_or(1);
    format!("All teams up to {largest} keep {cap} by this forecast.")
}
