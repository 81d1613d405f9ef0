//! `cargo xtask bench --forecast`: a forecast of every agent count of 50 bands up to 1,000 agents.
//!
//! A time is the median of its samples.

use std::hint::black_box;
use std::time::{Duration, Instant};

use pacing_core::SpeedRule;
use pacing_core::forecast::{Assumptions, Forecast, Interval, Unit, Wanted, suggest};

fn main() {
    // Only `cargo bench` gives `--bench`; `cargo test` builds and starts this file too.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let bands: Vec<SpeedRule> =
        (0..50).map(|band| SpeedRule::new(band * 20 + 1, band * 20 + 20, (band * 2 + 1).min(100))).collect();
    let range = |low, high| Interval::between(low, high);
    let exact = assumptions(range(0.2, 0.2), range(180.0, 180.0));
    let ranges = assumptions(range(0.15, 0.25), range(120.0, 240.0));
    let no_wait = exact.clone().connect_limit(Interval::exactly(0.0)).unwrap_or_else(|_| exact.clone());
    println!("50 bands, 1,000 agent counts      native");
    for (name, assumptions) in [
        ("Erlang B", &no_wait),
        ("M/M/n+D", &exact),
        ("M/M/n+D, ranges", &ranges),
        ("overdial", &exact.clone().unit(Unit::AtOnce)),
    ] {
        println!("{name:<28} {}", words(median(|| points(&bands, assumptions))));
    }
    let wanted = Wanted::Counts { counts: 1..=1_000, loss: 0.2 };
    println!("{:<28} {}", "suggest, 1 to 1,000 agents", words(median(|| suggest(&exact, 0.025, &wanted, 100).is_ok())));
}

fn assumptions(answer_rate: Interval, handling_s: Interval) -> Assumptions {
    let assumptions = Assumptions::new(answer_rate, handling_s).expect("they are those of a call centre");
    assumptions.profile(Default::default())
}

/// All that a chart and a table show.
fn points(bands: &[SpeedRule], assumptions: &Assumptions) -> f64 {
    let forecast = Forecast::new(black_box(bands), assumptions);
    let points = forecast.bands.iter().flat_map(|band| band.points(assumptions));
    points.map(|point| point.abandonment.high).sum()
}

fn median<T>(call: impl Fn() -> T) -> Duration {
    let mut samples: Vec<Duration> = (0..200)
        .map(|_| {
            let start = Instant::now();
            black_box(call());
            start.elapsed()
        })
        .collect();
    samples.sort();
    samples[samples.len() / 2]
}

fn words(time: Duration) -> String {
    format!("{:>9.3} ms", time.as_secs_f64() * 1e3)
}
