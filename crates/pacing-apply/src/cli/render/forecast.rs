//! A forecast, for people and for machines.

use super::noise;
use crate::cli::output::{BOLD, DIM, ERROR, Paint, WARNING, printable};
use pacing_core::Profile;
use pacing_core::forecast::{BandForecast, Forecast, Interval, Model, NOTICE, Point};
use serde_json::json;
use std::io::{self, Write};

/// A table of the bands, and a bar for some agent counts; with a number of answered calls, what chance does to a measured rate.
pub(crate) fn human(
    out: &mut dyn Write,
    paint: Paint,
    name: &str,
    profile: &Profile,
    forecast: &Forecast,
    calls: Option<u32>,
) -> io::Result<()> {
    writeln!(
        out,
        "{}\n",
        paint.style(BOLD, format_args!("Forecast for {}, by {}", printable(name), forecast.model.name()))
    )?;
    for line in assumed(profile, forecast) {
        writeln!(out, "  {line}")?;
    }
    table(out, paint, forecast)?;
    chart(out, paint, forecast)?;
    writeln!(out)?;
    for band in forecast.bands.iter().filter(|band| band.is_above_cap()) {
        let fastest = match band.largest_speed {
            Some(speed) => format!("a speed of {speed} would keep {}", percent(forecast.assumptions.cap_share())),
            None => format!("no speed keeps {}", percent(forecast.assumptions.cap_share())),
        };
        let warning = paint.style(WARNING, "warning");
        writeln!(
            out,
            "{warning}: band {}-{}: {}; {fastest}",
            band.agent_count_min,
            band.agent_count_max,
            band.in_words()
        )?;
    }
    for gap in &forecast.uncovered {
        writeln!(out, "note: no band covers {} to {} agents; nothing is predicted for them", gap.start(), gap.end())?;
    }
    if let Some(calls) = calls {
        noise::human(out, forecast, calls)?;
    }
    writeln!(out, "{}", paint.style(DIM, NOTICE))
}

/// The whole forecast in one object, with every agent count.
pub(crate) fn json(
    out: &mut dyn Write,
    name: &str,
    profile: &Profile,
    forecast: &Forecast,
    calls: Option<u32>,
) -> io::Result<()> {
    let assumptions = &forecast.assumptions;
    let bands: Vec<_> = forecast
        .bands
        .iter()
        .map(|band| {
            let mut object = json!({
                "agent_count_min": band.agent_count_min,
                "agent_count_max": band.agent_count_max,
                "max_speed": band.max_speed,
                "above_cap": band.is_above_cap(),
                "largest_speed": band.largest_speed,
                "words": band.in_words(),
                "points": band.points(assumptions).collect::<Vec<_>>(),
            });
            if let (Some(calls), Some(fields)) = (calls, object.as_object_mut()) {
                fields.insert("noise".to_owned(), noise::json(band, assumptions.cap_share(), calls));
            }
            object
        })
        .collect();
    let uncovered: Vec<_> = forecast.uncovered.iter().map(|gap| json!([gap.start(), gap.end()])).collect();
    let object = json!({
        "file": name,
        "profile": profile.id,
        "model": forecast.model.name(),
        "assumptions": assumptions,
        "bands": bands,
        "uncovered": uncovered,
        "notice": NOTICE,
    });
    writeln!(out, "{object}")
}

/// A row for each agent count, after a row of names (RFC 4180).
pub(crate) fn csv(out: &mut dyn Write, forecast: &Forecast) -> io::Result<()> {
    let columns = [
        "agents",
        "max_speed",
        "offered_load_low",
        "offered_load_high",
        "abandonment_low",
        "abandonment_high",
        "utilisation_low",
        "utilisation_high",
        "idle_s_low",
        "idle_s_high",
        "margin_low",
        "margin_high",
    ];
    write!(out, "{}\r\n", columns.join(","))?;
    for band in &forecast.bands {
        for point in band.points(&forecast.assumptions) {
            let intervals = [
                point.offered_load,
                Some(point.abandonment),
                Some(point.utilisation),
                point.idle_s,
                Some(point.margin),
            ];
            write!(out, "{},{}", point.agents, band.max_speed)?;
            for interval in intervals {
                match interval {
                    Some(Interval { low, high }) => write!(out, ",{low},{high}")?,
                    None => write!(out, ",,")?,
                }
            }
            write!(out, "\r\n")?;
        }
    }
    Ok(())
}

/// What the prediction rests on, one sentence a line.
fn assumed(profile: &Profile, forecast: &Forecast) -> Vec<String> {
    let assumptions = &forecast.assumptions;
    let mut lines = vec![
        format!("max_speed       {}", assumptions.unit_of_speed().meaning()),
        format!("answered        {} of the dialled calls, by a person", span(assumptions.answer_rate(), percent)),
        format!("handling        {} for an answered call, on average", span(assumptions.handling_time(), seconds)),
    ];
    match forecast.model {
        Model::ErlangB => {
            lines.push("connect limit   none waits: a call that finds nobody free is abandoned".to_owned())
        }
        Model::ConnectLimit => {
            lines.push(format!(
                "connect limit   {} for an agent to be free",
                span(assumptions.connect_limit_s(), seconds)
            ));
        }
        Model::Overdial => {}
        Model::Progressive => lines.push(format!(
            "ringing         {} until a person answers, {} where nobody does",
            span(assumptions.answer_delay(), seconds),
            span(assumptions.ring_time(), seconds)
        )),
    }
    lines.push(format!("cap             {} (profile `{}`)", percent(assumptions.cap_share()), profile.id));
    lines
}

fn table(out: &mut dyn Write, paint: Paint, forecast: &Forecast) -> io::Result<()> {
    let heading = format!(
        "\n  {:>13} {:>6} {:>12} {:>17} {:>17} {:>15} {:>12}",
        "agents", "speed", "load", "abandoned", "busy", "idle", "speed to keep"
    );
    writeln!(out, "{}", paint.style(BOLD, heading))?;
    for band in &forecast.bands {
        let BandForecast { agent_count_min, agent_count_max, max_speed, worst, best, largest_speed } = band;
        let load = worst.offered_load.map_or("-".to_owned(), |load| span(load, |load| format!("{load:.1}")));
        let abandoned = format!("{:>17}", to(worst, best, |point| point.abandonment.high, percent));
        let style = if band.is_above_cap() { ERROR } else { anstyle::Style::new() };
        let idle = to(worst, best, |point| point.idle_s.map_or(f64::NAN, |idle| idle.high), seconds);
        writeln!(
            out,
            "  {:>13} {max_speed:>6} {load:>12} {} {:>17} {idle:>15} {:>12}",
            format!("{agent_count_min}-{agent_count_max}"),
            paint.style(style, abandoned),
            to(worst, best, |point| point.utilisation.high, percent),
            largest_speed.map_or("none".to_owned(), |speed| speed.to_string()),
        )?;
    }
    Ok(())
}

/// How many bars there are at most, and how long a whole one is.
const BARS: usize = 24;
const LENGTH: f64 = 50.0;

/// Bars for agent counts: the first and the last of each band, and others between them as far as there is room.
fn chart(out: &mut dyn Write, paint: Paint, forecast: &Forecast) -> io::Result<()> {
    let each = BARS.checked_div(forecast.bands.len()).unwrap_or(0).max(2);
    writeln!(out, "\n  {}", paint.style(BOLD, "agents  abandoned"))?;
    for band in forecast.bands.iter().take(BARS / 2) {
        let chosen = chosen(band.agent_count_min, band.agent_count_max, each as u32);
        for point in band.points(&forecast.assumptions).filter(|point| chosen.contains(&point.agents)) {
            let share = point.abandonment.high;
            let style = if point.margin.low < 0.0 { ERROR } else { anstyle::Style::new() };
            let bar = "█".repeat((share * LENGTH).round() as usize);
            let space = if bar.is_empty() { "" } else { " " };
            writeln!(out, "  {:>6}  {:>9}{space}{}", point.agents, percent(share), paint.style(style, bar))?;
        }
    }
    match forecast.bands.len().checked_sub(BARS / 2) {
        Some(more @ 1..) => writeln!(out, "  … and {more} more bands"),
        _ => Ok(()),
    }
}

fn chosen(min: u32, max: u32, most: u32) -> Vec<u32> {
    let (length, steps) = (u64::from(max - min), u64::from(most.min(max - min + 1).max(2)) - 1);
    let mut counts: Vec<_> = (0..=steps).map(|step| min + (length * step / steps) as u32).collect();
    counts.dedup();
    counts
}

fn to(worst: &Point, best: &Point, of: impl Fn(&Point) -> f64, words: impl Fn(f64) -> String) -> String {
    let (worst, best) = (words(of(worst)), words(of(best)));
    if worst == best { worst } else { format!("{worst} to {best}") }
}

fn span(interval: Interval, words: impl Fn(f64) -> String) -> String {
    let (low, high) = (words(interval.low), words(interval.high));
    if low == high { low } else { format!("{low} to {high}") }
}

/// A share: with two digits that count, where it is small.
pub(super) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    match percent {
        _ if percent >= 9.95 => format!("{percent:.0} %"),
        _ if percent >= 0.095 => format!("{percent:.1} %").replace(".0 %", " %"),
        0.0 => "0 %".to_owned(),
        _ => "< 0.1 %".to_owned(),
    }
}

fn seconds(seconds: f64) -> String {
    match seconds {
        _ if seconds.is_nan() => "-".to_owned(),
        _ if seconds < 9.95 => format!("{seconds:.1} s").replace(".0 s", " s"),
        _ => format!("{seconds:.0} s"),
    }
}
