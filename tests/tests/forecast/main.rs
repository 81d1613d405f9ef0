//! The forecast: published and exact numbers, an integral of the general formula, a simulation of its own, properties.

mod above_cap;
mod integral;
mod properties;
mod published;
mod simulated;

use pacing_core::SpeedRule;
use pacing_core::forecast::{Assumptions, Forecast, Interval, Point};

/// A team of `agents` that gets `load` erlangs by calls of `handling_s`; calls wait at most `limit_s`.
///
/// A speed is a whole number of dials a minute, so the answer rate makes the load what it should be.
fn point(agents: u32, load: f64, handling_s: f64, limit_s: f64) -> Point {
    let speed = 100;
    let answer_rate = load / handling_s * 60.0 / f64::from(speed);
    let assumptions = Assumptions::new(Interval::exactly(answer_rate), Interval::exactly(handling_s)).unwrap();
    let assumptions = assumptions.connect_limit(Interval::exactly(limit_s)).unwrap();
    Forecast::new(&[SpeedRule::new(agents, agents, speed)], &assumptions).bands[0].worst
}

/// `left` and `right` agree to a relative difference.
#[track_caller]
fn assert_close(left: f64, right: f64, relative: f64) {
    let difference = (left - right).abs();
    assert!(
        difference <= relative * right.abs(),
        "{left} is not {right}: they differ by {:e}",
        difference / right.abs()
    );
}
