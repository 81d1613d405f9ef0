//! A discrete-event simulation that shares no code with the formulas, and must agree with them.
//!
//! Calls arrive at random; each goes to the agent who is free first, if that is soon enough, and is abandoned otherwise. Seeds were
//! fixed before the first run. With a connect limit only exponential handling times are compared, since the formula holds for them alone.

use crate::point;
use pacing_core::SpeedRule;
use pacing_core::forecast::{Assumptions, Forecast, Interval, Unit};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Exp, LogNormal};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How long an agent handles a call.
#[derive(Clone, Copy, Debug)]
enum Handling {
    Exponential,
    Constant,
    /// With a standard deviation as large as the mean.
    LogNormal,
}

use Handling::{Constant, Exponential};

impl Handling {
    fn sample(self, mean: f64, random: &mut ChaCha8Rng) -> f64 {
        match self {
            Self::Exponential => Exp::new(1.0 / mean).unwrap().sample(random),
            Self::Constant => mean,
            Self::LogNormal => {
                let sigma = 2f64.ln().sqrt();
                LogNormal::new(mean.ln() - sigma * sigma / 2.0, sigma).unwrap().sample(random)
            }
        }
    }
}

const BATCHES: usize = 40;
const HANDLING_S: f64 = 180.0;

/// The abandoned share in each batch of calls, after a warm-up of one batch.
fn simulate(agents: u32, load: f64, limit_s: f64, handling: Handling, calls: usize, seed: u64) -> Vec<f64> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let between = Exp::new(load / HANDLING_S).unwrap();
    // When each agent is free, the first one on top, in whole microseconds, which can be ordered.
    let mut free: BinaryHeap<Reverse<u64>> = (0..agents).map(|_| Reverse(0)).collect();
    let micros = |seconds: f64| (seconds * 1e6) as u64;
    let (mut now, mut shares) = (0, Vec::new());
    for batch in 0..=BATCHES {
        let mut abandoned = 0;
        for _ in 0..calls / BATCHES {
            now += micros(between.sample(&mut random));
            let mut first = free.peek_mut().unwrap();
            let start = first.0.max(now);
            if start - now <= micros(limit_s) {
                *first = Reverse(start + micros(handling.sample(HANDLING_S, &mut random)));
            } else {
                abandoned += 1;
            }
        }
        if batch > 0 {
            shares.push(f64::from(abandoned) / (calls / BATCHES) as f64);
        }
    }
    shares
}

/// Mean and standard error of batches.
fn summary(shares: &[f64]) -> (f64, f64) {
    let count = shares.len() as f64;
    let mean = shares.iter().sum::<f64>() / count;
    let variance = shares.iter().map(|share| (share - mean).powi(2)).sum::<f64>() / (count - 1.0);
    (mean, (variance / count).sqrt())
}

#[track_caller]
fn agrees(formula: f64, shares: &[f64], case: &str) {
    let (mean, error) = summary(shares);
    assert!(1.96 * error <= 0.02 * mean, "{case}: {mean} is known to {error} only");
    assert!((mean - formula).abs() <= 4.0 * error, "{case}: simulated {mean} (error {error}), predicted {formula}");
}

macro_rules! cases {
    ($($name:ident: $agents:expr, $load:expr, $limit_s:expr, $handling:expr, $calls:expr, $seed:expr;)*) => {
        $(#[test]
        fn $name() {
            let formula = point($agents, $load, HANDLING_S, $limit_s).abandonment.high;
            agrees(formula, &simulate($agents, $load, $limit_s, $handling, $calls, $seed), stringify!($name));
        })*
    };
}

cases! {
    one_agent_exponential: 1, 0.5, 0.0, Exponential, 400_000, 1;
    one_agent_constant: 1, 0.5, 0.0, Constant, 400_000, 2;
    one_agent_lognormal: 1, 0.5, 0.0, Handling::LogNormal, 400_000, 3;
    five_agents_exponential: 5, 3.0, 0.0, Exponential, 800_000, 4;
    five_agents_constant: 5, 3.0, 0.0, Constant, 800_000, 5;
    five_agents_lognormal: 5, 3.0, 0.0, Handling::LogNormal, 800_000, 6;
    ten_agents_exponential: 10, 8.0, 0.0, Exponential, 800_000, 7;
    ten_agents_constant: 10, 8.0, 0.0, Constant, 800_000, 8;
    ten_agents_lognormal: 10, 8.0, 0.0, Handling::LogNormal, 800_000, 9;
    fifty_agents_overloaded_exponential: 50, 60.0, 0.0, Exponential, 400_000, 10;
    fifty_agents_overloaded_constant: 50, 60.0, 0.0, Constant, 400_000, 11;
    fifty_agents_overloaded_lognormal: 50, 60.0, 0.0, Handling::LogNormal, 400_000, 12;
    two_seconds_of_one_agent: 1, 2.0, 2.0, Exponential, 200_000, 13;
    two_seconds_of_five_agents: 5, 4.0, 2.0, Exponential, 800_000, 14;
    ten_seconds_of_ten_agents: 10, 9.0, 10.0, Exponential, 1_000_000, 15;
    two_seconds_of_twenty_agents: 20, 18.0, 2.0, Exponential, 1_500_000, 16;
    two_seconds_of_fifty_agents_overloaded: 50, 55.0, 2.0, Exponential, 800_000, 17;
    thirty_seconds_of_five_agents_overloaded: 5, 8.0, 30.0, Exponential, 400_000, 18;
    a_minute_of_three_agents: 3, 3.0, 60.0, Exponential, 800_000, 19;
    two_seconds_near_the_cap: 20, 14.5, 2.0, Exponential, 4_000_000, 20;
}

#[test]
fn lines_dialled_at_once() {
    for (agents, lines, rate, seed) in [(2, 3, 0.3, 21), (5, 20, 0.2, 22), (1, 10, 0.5, 23)] {
        let assumptions =
            Assumptions::new(Interval::exactly(rate), Interval::exactly(180.0)).unwrap().unit(Unit::AtOnce);
        let formula =
            Forecast::new(&[SpeedRule::new(agents, agents, lines)], &assumptions).bands[0].worst.abandonment.high;
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let share = |_| {
            let (mut answered, mut abandoned) = (0, 0);
            for _ in 0..40_000 {
                let answers = (0..lines).filter(|_| random.random_bool(rate)).count() as u32;
                answered += answers;
                abandoned += answers.saturating_sub(agents);
            }
            f64::from(abandoned) / f64::from(answered)
        };
        let shares: Vec<_> = (0..BATCHES).map(share).collect();
        agrees(formula, &shares, &format!("{lines} lines for {agents} agents"));
    }
}
