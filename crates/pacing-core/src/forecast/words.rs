//! Shares, times and assumptions, as people say them.

use super::assumptions::{Assumptions, Unit};
use super::interval::Interval;
use super::model::Model;
use crate::text::{int, join};

const ANSWERED: &str = " answered calls";

/// What a team would see when this share of its answered calls is abandoned.
pub fn in_words(agents: u32, share: f64) -> String {
    let calls = match share {
        0.0 => "no answered call".to_owned(),
        _ if share < 0.000_005 => "fewer than 1 of 100000 answered calls".to_owned(),
        _ => join(&[&counted(Interval::exactly(share), scale(share)), ANSWERED]),
    };
    sentence(agents, &calls)
}

/// The same for a share that may be above a cap: counted in as many calls as show that.
pub(super) fn above_in_words(agents: u32, share: Interval, cap: f64) -> String {
    sentence(agents, &join(&[&counted_above(share, cap), ANSWERED]))
}

/// The same without the team.
pub(super) fn counted_above(share: Interval, cap: f64) -> String {
    let shows = |of: &i64| *of >= scale(share.high) && part(share.high, *of) as f64 - cap * *of as f64 > 1e-6;
    let of = [100, 1000, 10_000].into_iter().find(shows).unwrap_or(100_000);
    counted(share, of)
}

/// What a prediction rests on: that …
pub(super) fn assumed(assumptions: &Assumptions) -> String {
    let unit = assumptions.unit_of_speed();
    let answered = ["`max_speed` is ", unit.meaning(), ", a person answers "];
    let answered = [join(&answered), span(assumptions.answer_rate(), percent)].concat();
    if unit == Unit::AtOnce {
        return join(&[&answered, " of the dialled calls, and all lines are dialled at the same moment"]);
    }
    let handling = span(assumptions.handling_time(), seconds);
    let limit = span(assumptions.connect_limit_s(), seconds);
    let wait = match assumptions.model() {
        Model::ConnectLimit => [" and may wait ", &limit, " for an agent"],
        _ => [" and does not wait for an agent", "", ""],
    };
    join(&[&answered, " of the dialled calls, and a call takes ", &handling, &join(&wait)])
}

/// A share as a percentage.
pub(super) fn percent(share: f64) -> String {
    join(&[&decimal(share * 100.0), " %"])
}

fn seconds(seconds: f64) -> String {
    join(&[&decimal(seconds), " s"])
}

fn sentence(agents: u32, calls: &str) -> String {
    let team = if agents == 1 { " agent " } else { " agents " };
    join(&["with ", &int(i64::from(agents)), team, calls, " would find nobody free"])
}

/// Of how many calls a share is counted.
fn scale(share: f64) -> i64 {
    match share {
        _ if share < 0.0005 => 100_000,
        _ if share < 0.01 => 1000,
        _ => 100,
    }
}

fn counted(share: Interval, of: i64) -> String {
    let count = span(share, |share| int(part(share, of)));
    join(&["about ", &count, " of ", &int(of)])
}

fn part(share: f64, of: i64) -> i64 {
    libm::round(share * of as f64) as i64
}

fn span(interval: Interval, words: impl Fn(f64) -> String) -> String {
    let (low, high) = (words(interval.low), words(interval.high));
    if low == high { low } else { join(&[&low, " to ", &high]) }
}

/// Up to four decimals, without zeros at the end.
fn decimal(value: f64) -> String {
    const PLACES: i64 = 10_000;
    let scaled = libm::round(value * PLACES as f64) as i64;
    let (whole, part) = (int(scaled / PLACES), scaled % PLACES);
    if part == 0 {
        return whole;
    }
    // A one before the decimals keeps their zeros.
    let part = int(PLACES + part);
    join(&[&whole, ".", part.strip_prefix('1').unwrap_or(&part).trim_end_matches('0')])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_complete() {
        for (value, words) in [
            (20.000_000_000_000_004, "20"),
            (2.5, "2.5"),
            (0.05, "0.05"),
            (1.01, "1.01"),
            (7.1416, "7.1416"),
            (0.000_01, "0"),
        ] {
            assert_eq!(decimal(value), words);
        }
    }

    #[test]
    fn a_share_is_counted_in_as_many_calls_as_show_that_it_is_above() {
        let words = |low, high, cap| above_in_words(6, Interval::between(low, high), cap);
        for (low, high, cap, calls) in [
            (0.63, 0.63, 0.03, "63 of 100"),
            (0.63, 0.71, 0.03, "63 to 71 of 100"),
            (0.0304, 0.0304, 0.03, "304 of 10000"),
            (0.0296, 0.0304, 0.03, "296 to 304 of 10000"),
            (0.03 + 1e-9, 0.03 + 1e-9, 0.03, "3000 of 100000"),
            (0.291, 0.291, 0.29, "291 of 1000"),
            (0.006, 0.006, 0.001, "6 of 1000"),
        ] {
            assert_eq!(
                words(low, high, cap),
                format!("with 6 agents about {calls} answered calls would find nobody free")
            );
        }
    }
}
