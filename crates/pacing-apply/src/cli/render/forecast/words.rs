//! Shares, times and teams, as they are shown.

use pacing_core::forecast::Interval;

/// A share that somebody gave, such as a cap: as short as it is exact.
pub(crate) fn percent(share: f64) -> String {
    let text = format!("{:.4}", share * 100.0);
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

/// A predicted share: with two digits that count, and always as many decimals for its size, so that a column reads well.
pub(crate) fn predicted(share: f64) -> String {
    let percent = share * 100.0;
    match percent {
        0.0 => "0 %".to_owned(),
        // Not everybody yet.
        _ if (99.5..100.0).contains(&percent) => format!("{:.1} %", (percent * 10.0).floor() / 10.0),
        _ if percent >= 9.95 => format!("{percent:.0} %"),
        _ if percent >= 0.095 => format!("{percent:.1} %"),
        _ => "< 0.1 %".to_owned(),
    }
}

/// A time, in the units that people say it in.
pub(crate) fn time(seconds: f64) -> String {
    // Call centres say handling times in seconds, up to some minutes.
    if seconds < 9.95 {
        return format!("{} s", format!("{seconds:.1}").trim_end_matches(".0"));
    }
    if seconds < 599.5 {
        return format!("{seconds:.0} s");
    }
    let (large, small, part) = match seconds {
        _ if seconds < 3_570.0 => ("min", "s", 1.0),
        _ if seconds < 86_400.0 * 2.0 => ("h", "min", 60.0),
        _ => ("d", "h", 3600.0),
    };
    let of = if large == "d" { 24 } else { 60 };
    let parts = (seconds / part).round() as u64;
    match parts % of {
        0 => format!("{} {large}", parts / of),
        rest => format!("{} {large} {rest} {small}", parts / of),
    }
}

/// A number of erlangs.
pub(crate) fn load(load: f64) -> String {
    format!("{load:.1}")
}

/// Both ends of a range, with the unit once; one value where they look alike.
pub(crate) fn span(interval: Interval, words: impl Fn(f64) -> String) -> String {
    let (low, high) = (words(interval.low), words(interval.high));
    if low == high {
        return low;
    }
    let is_one = |number: &str| !number.trim_start_matches("< ").contains(' ');
    match (low.rsplit_once(' '), high.rsplit_once(' ')) {
        (Some((number, unit)), Some((other, same))) if unit == same && is_one(number) && is_one(other) => {
            format!("{number}–{high}")
        }
        _ => format!("{low}–{high}"),
    }
}

/// `6 to 20`, or `5` for a single count.
pub(crate) fn counts(min: u32, max: u32) -> String {
    if min == max { min.to_string() } else { format!("{min} to {max}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_have_the_digits_that_count() {
        for (share, words) in [
            (0.0, "0 %"),
            (1e-9, "< 0.1 %"),
            (0.003, "0.3 %"),
            (0.09, "9.0 %"),
            (0.0996, "10 %"),
            (0.634, "63 %"),
            (0.9996, "99.9 %"),
            (1.0, "100 %"),
        ] {
            assert_eq!(predicted(share), words);
        }
        for (share, words) in [(0.03, "3 %"), (0.025, "2.5 %"), (0.30000000000000004, "30 %"), (0.001, "0.1 %")] {
            assert_eq!(percent(share), words);
        }
    }

    #[test]
    fn times_are_said_in_their_units() {
        for (seconds, words) in [
            (0.5, "0.5 s"),
            (3.0, "3 s"),
            (180.0, "180 s"),
            (600.0, "10 min"),
            (750.0, "12 min 30 s"),
            (3_600.0, "1 h"),
            (8_820.0, "2 h 27 min"),
            (1_000_000.0, "11 d 14 h"),
        ] {
            assert_eq!(time(seconds), words);
        }
    }

    #[test]
    fn a_range_has_its_unit_once() {
        let of = |low, high| Interval { low, high };
        assert_eq!(span(of(0.75, 0.91), predicted), "75–91 %");
        assert_eq!(span(of(0.631, 0.632), predicted), "63 %");
        assert_eq!(span(of(0.0001, 0.02), predicted), "< 0.1–2.0 %");
        assert_eq!(span(of(40.0, 105.0), time), "40–105 s");
        assert_eq!(span(of(300.0, 750.0), time), "300 s–12 min 30 s");
        assert_eq!(span(of(3.0, 10.0), load), "3.0–10.0");
    }
}
