//! A forecast for machines. Points are made as they are written: a band may have a million.

use super::super::noise;
use super::Shown;
use pacing_core::forecast::{Assumptions, BandForecast, Forecast, Interval, NOTICE, Point};
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// The whole forecast in one object, with every agent count.
pub(crate) fn json(out: &mut dyn Write, shown: &Shown<'_>) -> io::Result<()> {
    let Forecast { assumptions, bands, uncovered, model } = shown.forecast;
    let band = |band| Predicted { band, assumptions, calls: shown.calls };
    let object = Json {
        file: shown.name,
        profile: shown.profile.id,
        model: model.name(),
        assumptions,
        above_cap: shown.forecast.is_above_cap(),
        bands: bands
            .iter()
            .map(|of| Band {
                agent_count_min: of.agent_count_min,
                agent_count_max: Some(of.agent_count_max),
                max_speed: Some(of.max_speed),
                predicted: Some(band(of)),
            })
            .collect(),
        uncovered: uncovered
            .iter()
            .map(|of| Band {
                agent_count_min: of.agent_count_min,
                agent_count_max: of.agent_count_max,
                max_speed: of.at_global.as_ref().map(|global| global.max_speed),
                predicted: of.at_global.as_ref().map(band),
            })
            .collect(),
        notice: NOTICE,
    };
    serde_json::to_writer(&mut *out, &object)?;
    writeln!(out)
}

/// A row for each agent count up to the largest band, after a row of names (RFC 4180).
pub(crate) fn csv(out: &mut dyn Write, shown: &Shown<'_>) -> io::Result<()> {
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
        "covered",
    ];
    let chance = ["chance_above_cap_low", "chance_above_cap_high", "wilson_low", "wilson_high"];
    let chance = chance.iter().filter(|_| shown.calls.is_some());
    let names: Vec<_> = columns.iter().chain(chance).copied().collect();
    write!(out, "{}\r\n", names.join(","))?;
    let assumptions = &shown.forecast.assumptions;
    for teams in super::teams::teams(shown.forecast).into_iter().filter(|teams| !teams.open) {
        for point in teams.band.points(assumptions) {
            write!(out, "{},{}", point.agents, teams.band.max_speed)?;
            for interval in
                [point.offered_load, Some(point.abandonment), Some(point.utilisation), point.idle_s, Some(point.margin)]
            {
                cells(out, interval)?;
            }
            write!(out, ",{}", teams.covered)?;
            if let Some(calls) = shown.calls {
                let noise = noise::of(point.abandonment, assumptions.cap_share(), calls);
                cells(out, Some(noise.chance_above_cap))?;
                cells(out, noise.wilson)?;
            }
            write!(out, "\r\n")?;
        }
    }
    Ok(())
}

fn cells(out: &mut dyn Write, interval: Option<Interval>) -> io::Result<()> {
    match interval {
        Some(Interval { low, high }) => write!(out, ",{low},{high}"),
        None => write!(out, ",,"),
    }
}

#[derive(Serialize)]
struct Json<'a> {
    file: &'a str,
    profile: &'a str,
    model: &'a str,
    assumptions: &'a Assumptions,
    above_cap: bool,
    bands: Vec<Band<'a>>,
    uncovered: Vec<Band<'a>>,
    notice: &'a str,
}

#[derive(Serialize)]
struct Band<'a> {
    agent_count_min: u32,
    agent_count_max: Option<u32>,
    max_speed: Option<u32>,
    #[serde(flatten)]
    predicted: Option<Predicted<'a>>,
}

/// What is predicted for the teams of one speed.
struct Predicted<'a> {
    band: &'a BandForecast,
    assumptions: &'a Assumptions,
    calls: Option<u32>,
}

impl Serialize for Predicted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Fields<'a> {
            above_cap: bool,
            largest_speed: Option<u32>,
            words: String,
            #[serde(skip_serializing_if = "Option::is_none")]
            noise: Option<noise::Noise>,
            points: Points<'a>,
        }
        let Self { band, assumptions, calls } = self;
        let noise = calls.map(|calls| noise::of(band.worst.abandonment, assumptions.cap_share(), calls));
        let points = Points { band, assumptions };
        let fields = Fields {
            above_cap: band.is_above_cap(),
            largest_speed: band.largest_speed,
            words: band.in_words(),
            noise,
            points,
        };
        fields.serialize(serializer)
    }
}

struct Points<'a> {
    band: &'a BandForecast,
    assumptions: &'a Assumptions,
}

impl Serialize for Points<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.band.points(self.assumptions).map(|point: Point| point))
    }
}
