//! M/M/n+G in its general form, integrated numerically: the closed form for a fixed connect limit is one case of it, and
//! exponential patience (Erlang A), for which numbers are published, another.

use crate::{assert_close, point};
use pacing_core::forecast::erlang_b;

/// The abandoned share where calls arrive at `rate` a second for `agents` and the patience has the survivor function whose
/// integral from 0 is `patience` (Zeltyn and Mandelbaum 2005): `J = ∫ exp(rate ∫ G - agents x / handling) dx`.
fn abandoned(agents: u32, rate: f64, handling_s: f64, patience: impl Fn(f64) -> f64, kink: f64) -> f64 {
    let drain = f64::from(agents) / handling_s;
    let term = |x: f64| (rate * patience(x) - drain * x).exp();
    let end = kink + 60.0 / drain.min(1.0) * 10.0;
    let j = simpson(&term, 0.0, kink) + simpson(&term, kink, end);
    let e = 1.0 / erlang_b(agents - 1, rate * handling_s);
    (1.0 + (rate - drain) * j) / (e + rate * j)
}

fn simpson(f: &impl Fn(f64) -> f64, from: f64, to: f64) -> f64 {
    let steps = 100_000;
    let width = (to - from) / f64::from(steps);
    let inner: f64 = (1..steps).map(|step| f(from + width * f64::from(step)) * f64::from(2 + step % 2 * 2)).sum();
    (f(from) + inner + f(to)) * width / 3.0
}

#[test]
fn exponential_patience_gives_the_published_numbers_of_erlang_a() {
    // 48 calls a minute, 1 minute of service, 50 agents, 2 minutes of patience.
    let (rate, patience_s) = (0.8, 120.0);
    let share = abandoned(50, rate, 60.0, |x| patience_s * (1.0 - (-x / patience_s).exp()), 120.0);
    assert_close(share, 0.030_912_2, 2e-6);
    assert_close(share * patience_s, 3.709_47, 2e-6);
    assert_close(rate * (1.0 - share) * 60.0 / 50.0, 0.930_324_2, 2e-7);
}

#[test]
fn the_closed_form_is_the_integral_with_a_fixed_patience() {
    for (agents, load, limit_s) in [(20, 14.0, 2.0), (50, 42.5, 10.0), (10, 7.0, 2.0), (3, 6.0, 5.0), (5, 5.0, 30.0)] {
        let share = abandoned(agents, load / 180.0, 180.0, |x: f64| x.min(limit_s), limit_s);
        assert_close(point(agents, load, 180.0, limit_s).abandonment.high, share, 1e-8);
    }
}
