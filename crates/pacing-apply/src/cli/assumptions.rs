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

    /// The mean time that an agent spends on an answered call, talk and wrap-up, such as `180s` or `2min..4min`. Not looked at with `--unit at-once`
    #[arg(long, value_name = "TIME", value_parser = time)]
    handle_time: Option<Interval>,

    /// What one unit of `max_speed` means [default: per-minute]
    #[arg(long, value_name = "UNIT", value_parser = unit_parser())]
    unit: Option<Unit>,

    /// How long an answered call may wait for an agent [default: the profile's limit]; 0 is Erlang B
    #[arg(long, value_name = "TIME", value_parser = time)]
    connect_limit: Option<Interval>,

    /// The cap on the abandoned share that margins are measured from [default: the profile's]
    #[arg(long, value_name = "SHARE", value_parser = one_share)]
    cap: Option<f64>,

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
        let handled = file.handle_time.is_some() || file.unit == Some(Unit::AtOnce);
        let kept = file.answer_rate.is_some() && handled;
        if self.is_empty() && !kept { Ok(None) } else { self.complete(project, profile).map(Some) }
    }

    /// Who says the cap.
    pub(crate) fn cap_from(&self, folder: &Path, profile: &Profile) -> Result<String, Failure> {
        let project = Project::find(folder)?;
        let file = project.as_ref().map(Project::forecast).transpose()?.unwrap_or_default();
        Ok(match (self.cap, file.cap, profile.cap) {
            (Some(_), ..) => "by `--cap`".to_owned(),
            (None, Some(_), _) => "by `pacing.toml`".to_owned(),
            (None, None, Some(_)) => format!("profile `{}`", profile.id),
            (None, None, None) => format!("the platform's: the profile `{}` has none", profile.id),
        })
    }

    fn complete(&self, project: Option<&Project>, profile: &Profile) -> Result<Assumptions, Failure> {
        let file = project.map(Project::forecast).transpose()?.unwrap_or_default();
        let missing = |what: &str| {
            let help = "a prediction rests on assumptions that no configuration says: give them as flags, as in \
                        `--answer-rate 20% --handle-time 180s`, or in the table `[forecast]` of a `pacing.toml`";
            Failure::usage(format_args!("`{what}` is missing")).help(help)
        };
        let answer_rate = self.answer_rate.or(file.answer_rate).ok_or_else(|| missing("--answer-rate"))?;
        // How long a call takes says nothing about lines that are dialled at the same moment.
        let unused = (self.unit.or(file.unit) == Some(Unit::AtOnce)).then_some(Interval::exactly(180.0));
        let handle_time = self.handle_time.or(file.handle_time).or(unused).ok_or_else(|| missing("--handle-time"))?;
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
            assumptions = assumptions.cap(cap)?;
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
    cap: Option<f64>,
    answer_delay: Option<Interval>,
    ring_time: Option<Interval>,
}

impl AssumptionFile {
    /// Its values; the error names the key.
    pub(crate) fn read(&self) -> Result<FromFile, String> {
        fn read<T>(key: &str, text: Option<&str>, parse: fn(&str) -> Result<T, String>) -> Result<Option<T>, String> {
            text.map(parse).transpose().map_err(|problem| format!("`forecast.{key}`: {problem}"))
        }
        let unit = self.unit.as_deref().map(|name| {
            let names = Unit::ALL.map(Unit::as_str).join("`, `");
            Unit::parse(name).ok_or_else(|| format!("`forecast.unit`: `{name}` is none of `{names}`"))
        });
        Ok(FromFile {
            answer_rate: read("answer-rate", self.answer_rate.as_deref(), share)?,
            handle_time: read("handle-time", self.handle_time.as_deref(), time)?,
            unit: unit.transpose()?,
            connect_limit: read("connect-limit", self.connect_limit.as_deref(), time)?,
            cap: read("cap", self.cap.as_deref(), one_share)?,
            answer_delay: read("answer-delay", self.answer_delay.as_deref(), time)?,
            ring_time: read("ring-time", self.ring_time.as_deref(), time)?,
        })
    }
}

fn unit_parser() -> impl TypedValueParser<Value = Unit> {
    PossibleValuesParser::new(Unit::ALL.map(Unit::as_str))
        .try_map(|name| Unit::parse(&name).ok_or_else(|| format!("`{name}` is no unit")))
}

/// A share, as a percentage or as a fraction, or a range of them.
pub(crate) fn share(text: &str) -> Result<Interval, String> {
    // Divided: 35 times 0.01 is not 0.35 in doubles.
    let units: &Units = &[("%", |percent| percent / 100.0), ("", |share| share)];
    let share = range(text, units).map_err(|problem| match problem {
        Unreadable::Neither => format!("`{text}` is no share: write it as `20%`, as `0.2` or as a range `15%..25%`"),
        Unreadable::Mixed => format!("`{text}` has `%` at one end: write it at both, as in `15%..25%`, or at neither"),
    })?;
    // A share of 20 is 2,000 %: somebody has left the sign out.
    match text.contains('%') {
        false if share.high > 1.0 => {
            let percent = text.trim().replace("..", "%..");
            Err(format!("`{text}` is more than all: {} % is written `{percent}%`", text.trim().replace("..", " to ")))
        }
        _ => Ok(share),
    }
}

/// One share between 0 and 1.
pub(crate) fn one_share(text: &str) -> Result<f64, String> {
    match share(text)? {
        share if !share.is_exact() => Err(format!("`{text}` is a range, and this is one share, such as `3%`")),
        share if share.high <= 0.0 || share.high >= 1.0 => {
            Err(format!("`{text}` is no share between 0 % and 100 %, such as `3%`"))
        }
        share => Ok(share.high),
    }
}

/// A time in seconds, or a range of them.
fn time(text: &str) -> Result<Interval, String> {
    let units: &Units = &[
        ("min", |minutes| minutes * 60.0),
        ("ms", |milliseconds| milliseconds / 1000.0),
        ("h", |hours| hours * 3600.0),
        ("s", |seconds| seconds),
        ("m", |minutes| minutes * 60.0),
        ("", |seconds| seconds),
    ];
    range(text, units).map_err(|problem| match problem {
        Unreadable::Neither => {
            format!("`{text}` is no time: write it as `180s`, as `3min` or as a range `2min..4min`")
        }
        Unreadable::Mixed => {
            format!("`{text}` has a unit at one end: write it at both, as in `2min..4min`, or at neither for seconds")
        }
    })
}

/// Why a text is no range.
enum Unreadable {
    Neither,
    /// Only one of its ends has a unit.
    Mixed,
}

/// What stands behind a number, and what the number means with it.
type Units = [(&'static str, fn(f64) -> f64)];

/// A number with one of the units, or a range of them; in `15..25%` the unit is that of both ends.
fn range(text: &str, units: &Units) -> Result<Interval, Unreadable> {
    let one = |text: &str| {
        let text = text.trim();
        let (unit, meaning) = *units.iter().find(|(unit, _)| text.ends_with(unit))?;
        Some((number(text.strip_suffix(unit)?.trim_end())?, unit, meaning))
    };
    let Some((low, high)) = text.split_once("..") else {
        let (value, _, meaning) = one(text).ok_or(Unreadable::Neither)?;
        return Ok(Interval::exactly(meaning(value)));
    };
    let ((low, low_unit, low_meaning), (high, high_unit, high_meaning)) =
        one(low).zip(one(high)).ok_or(Unreadable::Neither)?;
    match (low_unit.is_empty(), high_unit.is_empty()) {
        // Below 1 it may be meant as a fraction.
        (true, false) if low >= 1.0 => Ok(Interval::between(high_meaning(low), high_meaning(high))),
        (true, true) | (false, false) => Ok(Interval::between(low_meaning(low), high_meaning(high))),
        _ => Err(Unreadable::Mixed),
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
        for (text, low, high) in [
            ("20%", 0.2, 0.2),
            ("0.2", 0.2, 0.2),
            (" 15 % .. 25% ", 0.15, 0.25),
            ("0.25..0.15", 0.15, 0.25),
            ("15..25%", 0.15, 0.25),
        ] {
            assert_eq!(share(text), Ok(Interval::between(low, high)), "{text}");
        }
        for (text, low, high) in [
            ("180s", 180.0, 180.0),
            ("3min", 180.0, 180.0),
            ("3m", 180.0, 180.0),
            ("180", 180.0, 180.0),
            ("1h", 3600.0, 3600.0),
            ("2min..240 s", 120.0, 240.0),
            ("2..4min", 120.0, 240.0),
            ("500ms", 0.5, 0.5),
        ] {
            assert_eq!(time(text), Ok(Interval::between(low, high)), "{text}");
        }
        for text in ["", "%", "a", "-1", "1e3", "inf", "NaN", "1..", "..", "1,5"] {
            assert!(share(text).is_err(), "{text}");
            assert!(time(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_left_out_is_named() {
        for (text, hint) in [
            ("2", "2 % is written `2%`"),
            ("2.5", "2.5 % is written `2.5%`"),
            ("15..25", "15 to 25 % is written `15%..25%`"),
            ("25%..0.15", "has `%` at one end"),
            ("0.5..2%", "has `%` at one end"),
        ] {
            assert!(share(text).is_err_and(|problem| problem.contains(hint)), "{text}: {:?}", share(text));
        }
        assert!(time("0.5..2min").is_err_and(|problem| problem.contains("has a unit at one end")));
        assert_eq!(one_share("2.5%"), Ok(0.025));
        for text in ["0", "100%", "1%..2%"] {
            assert!(one_share(text).is_err(), "{text}");
        }
    }
}
