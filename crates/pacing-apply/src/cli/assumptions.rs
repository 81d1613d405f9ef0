//! What a forecast rests on, from flags and from `pacing.toml`.

use super::failure::Failure;
use super::project::Project;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use pacing_core::Profile;
use pacing_core::forecast::{AssumptionError, Assumptions, Interval, Unit};
use std::path::Path;

/// The flags of commands that predict. Each value may be a range, such as `15%..25%`.
#[derive(Debug, PartialEq, clap::Args)]
pub(crate) struct AssumptionArgs {
    /// The share of dialled calls that a person answers, such as `20%` or `15%..25%`
    #[arg(long, value_name = "SHARE", value_parser = share)]
    answer_rate: Option<Interval>,

    /// The mean time that an agent spends on an answered call, such as `180s` or `2min..4min`
    #[arg(long, value_name = "TIME", value_parser = time)]
    handle_time: Option<Interval>,

    /// What one unit of `max_speed` means [default: per-minute]
    #[arg(long, value_name = "UNIT", value_parser = unit_parser())]
    unit: Option<Unit>,

    /// How long an answered call may wait for an agent [default: the profile's limit]; 0 is Erlang B
    #[arg(long, value_name = "TIME", value_parser = time)]
    connect_limit: Option<Interval>,

    /// The cap on the abandoned share that margins are measured from [default: the profile's]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    cap: Option<Interval>,

    /// For `--unit one-per-agent`: the time until a person answers [default: 15s]
    #[arg(long, value_name = "TIME", value_parser = time)]
    answer_delay: Option<Interval>,

    /// For `--unit one-per-agent`: how long a line rings when nobody answers [default: 25s]
    #[arg(long, value_name = "TIME", value_parser = time)]
    ring_time: Option<Interval>,
}

/// The table `[forecast]` of a `pacing.toml`: the same as the flags.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct AssumptionFile {
    answer_rate: Option<String>,
    handle_time: Option<String>,
    unit: Option<String>,
    connect_limit: Option<String>,
    cap: Option<String>,
    answer_delay: Option<String>,
    ring_time: Option<String>,
}

impl AssumptionArgs {
    /// No flags.
    pub(crate) const NONE: Self = Self {
        answer_rate: None,
        handle_time: None,
        unit: None,
        connect_limit: None,
        cap: None,
        answer_delay: None,
        ring_time: None,
    };

    /// The assumptions for a document in `folder`: flags, then the nearest `pacing.toml`, then the profile.
    pub(crate) fn for_folder(&self, folder: &Path, profile: &Profile) -> Result<Assumptions, Failure> {
        self.complete(Project::find(folder)?.as_ref(), profile)
    }

    /// The assumptions for a check, which goes without where neither flags nor `pacing.toml` give what a forecast needs.
    pub(crate) fn given(&self, project: Option<&Project>, profile: &Profile) -> Result<Option<Assumptions>, Failure> {
        let file = project.map(Project::forecast).transpose()?.unwrap_or_default();
        let kept = file.answer_rate.is_some() && file.handle_time.is_some();
        if self.is_empty() && !kept { Ok(None) } else { self.complete(project, profile).map(Some) }
    }

    fn complete(&self, project: Option<&Project>, profile: &Profile) -> Result<Assumptions, Failure> {
        let file = project.map(Project::forecast).transpose()?.unwrap_or_default();
        let missing = |what: &str| {
            let help = "a prediction rests on assumptions that no configuration says: give them as flags, as in \
                        `--answer-rate 20% --handle-time 180s`, or in the table `[forecast]` of a `pacing.toml`";
            Failure::usage(format_args!("`{what}` is missing")).help(help)
        };
        let answer_rate = self.answer_rate.or(file.answer_rate).ok_or_else(|| missing("--answer-rate"))?;
        let handle_time = self.handle_time.or(file.handle_time).ok_or_else(|| missing("--handle-time"))?;
        // What stands in no flag stands in the file, and its place is part of the message.
        self.put_together(answer_rate, handle_time, &file, profile).map_err(|error| match project {
            Some(project) if self.is_empty() => project.invalid(&error),
            _ => Failure::usage(error),
        })
    }

    fn put_together(
        &self,
        answer_rate: Interval,
        handle_time: Interval,
        file: &FromFile,
        profile: &Profile,
    ) -> Result<Assumptions, AssumptionError> {
        let mut assumptions = Assumptions::new(answer_rate, handle_time)?.profile(profile);
        if let Some(unit) = self.unit.or(file.unit) {
            assumptions = assumptions.unit(unit);
        }
        if let Some(limit) = self.connect_limit.or(file.connect_limit) {
            assumptions = assumptions.connect_limit(limit)?;
        }
        if let Some(cap) = self.cap.or(file.cap) {
            assumptions = assumptions.cap(cap.high)?;
        }
        let delay = self.answer_delay.or(file.answer_delay).unwrap_or(assumptions.answer_delay());
        let ring = self.ring_time.or(file.ring_time).unwrap_or(assumptions.ring_time());
        assumptions.ring(delay, ring)
    }

    /// Whether no flag is given.
    fn is_empty(&self) -> bool {
        *self == Self::NONE
    }
}

/// What a `pacing.toml` assumes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct FromFile {
    answer_rate: Option<Interval>,
    handle_time: Option<Interval>,
    unit: Option<Unit>,
    connect_limit: Option<Interval>,
    cap: Option<Interval>,
    answer_delay: Option<Interval>,
    ring_time: Option<Interval>,
}

impl AssumptionFile {
    /// Its values; the error names the key.
    pub(crate) fn read(&self) -> Result<FromFile, String> {
        let read = |key: &str, text: &Option<String>, parse: fn(&str) -> Result<Interval, String>| {
            text.as_deref().map(parse).transpose().map_err(|problem| format!("`forecast.{key}`: {problem}"))
        };
        let unit = self.unit.as_deref().map(|name| {
            let names = Unit::ALL.map(Unit::as_str).join("`, `");
            Unit::parse(name).ok_or_else(|| format!("`forecast.unit`: `{name}` is none of `{names}`"))
        });
        Ok(FromFile {
            answer_rate: read("answer-rate", &self.answer_rate, share)?,
            handle_time: read("handle-time", &self.handle_time, time)?,
            unit: unit.transpose()?,
            connect_limit: read("connect-limit", &self.connect_limit, time)?,
            cap: read("cap", &self.cap, share)?,
            answer_delay: read("answer-delay", &self.answer_delay, time)?,
            ring_time: read("ring-time", &self.ring_time, time)?,
        })
    }
}

fn unit_parser() -> impl TypedValueParser<Value = Unit> {
    PossibleValuesParser::new(Unit::ALL.map(Unit::as_str))
        .try_map(|name| Unit::parse(&name).ok_or_else(|| format!("`{name}` is no unit")))
}

/// A share, as a percentage or as a fraction, or a range of them.
pub(crate) fn share(text: &str) -> Result<Interval, String> {
    let one = |text: &str| match text.strip_suffix('%') {
        Some(percent) => Some(number(percent.trim_end())? / 100.0),
        None => number(text),
    };
    range(text, one)
        .ok_or_else(|| format!("`{text}` is no share: write it as `20%`, as `0.2` or as a range `15%..25%`"))
}

/// A time in seconds, or a range of them.
fn time(text: &str) -> Result<Interval, String> {
    let one = |text: &str| {
        let (number_text, seconds) = [("min", 60.0), ("ms", 0.001), ("h", 3600.0), ("s", 1.0)]
            .into_iter()
            .find_map(|(unit, seconds)| Some((text.strip_suffix(unit)?, seconds)))
            .unwrap_or((text, 1.0));
        Some(number(number_text.trim_end())? * seconds)
    };
    range(text, one)
        .ok_or_else(|| format!("`{text}` is no time: write it as `180s`, as `3min` or as a range `2min..4min`"))
}

fn range(text: &str, one: impl Fn(&str) -> Option<f64>) -> Option<Interval> {
    match text.split_once("..") {
        Some((low, high)) => Some(Interval::between(one(low.trim())?, one(high.trim())?)),
        None => one(text.trim()).map(Interval::exactly),
    }
}

/// A plain decimal: no sign, no exponent, no `inf`.
fn number(text: &str) -> Option<f64> {
    let plain = !text.is_empty() && text.len() <= 20 && text.chars().all(|char| char.is_ascii_digit() || char == '.');
    text.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_times_are_read_as_people_write_them() {
        for (text, low, high) in
            [("20%", 0.2, 0.2), ("0.2", 0.2, 0.2), (" 15 % .. 25% ", 0.15, 0.25), ("25%..0.15", 0.15, 0.25)]
        {
            assert_eq!(share(text), Ok(Interval::between(low, high)), "{text}");
        }
        for (text, low, high) in [
            ("180s", 180.0, 180.0),
            ("3min", 180.0, 180.0),
            ("180", 180.0, 180.0),
            ("1h", 3600.0, 3600.0),
            ("2min..240 s", 120.0, 240.0),
            ("500ms", 0.5, 0.5),
        ] {
            assert_eq!(time(text), Ok(Interval::between(low, high)), "{text}");
        }
        for text in ["", "%", "a", "-1", "1e3", "inf", "NaN", "1..", "..", "1,5", "5 m"] {
            assert!(share(text).is_err(), "{text}");
            assert!(time(text).is_err(), "{text}");
        }
    }
}
