//! Calls that arrive at random (Poisson) for agents who take one at a time: Erlang B, and M/M/n+D for a connect limit.

/// The share of calls that find all servers busy, in an Erlang loss system (Erlang B): `B(0) = 1`,
/// `B(k) = a B(k-1) / (k + a B(k-1))`. The load is in erlangs, not negative.
///
/// ```
/// use pacing_core::forecast::erlang_b;
/// assert!((erlang_b(10, 5.0) - 390_625.0 / 21_247_437.0).abs() < 1e-15);
/// ```
pub fn erlang_b(servers: u32, load: f64) -> f64 {
    let mut blocking = Blocking::new(load);
    for _ in 0..servers {
        blocking.step();
    }
    blocking.value
}

/// Erlang B for one server after the other: the forward recursion, whose terms are all positive, so that nothing cancels.
#[derive(Clone, Debug)]
struct Blocking {
    load: f64,
    servers: f64,
    value: f64,
}

impl Blocking {
    const fn new(load: f64) -> Self {
        Self { load, servers: 0.0, value: 1.0 }
    }

    fn step(&mut self) {
        /// Less than this is nothing, and slow to compute with.
        const NOTHING: f64 = 1e-300;
        self.servers += 1.0;
        let offered = self.load * self.value;
        self.value = offered / (self.servers + offered);
        if self.value < NOTHING {
            self.value = 0.0;
        }
    }
}

/// A team that takes calls at random times; an answered call waits at most the limit (Baccelli and Hebuterne 1981).
#[derive(Clone, Debug)]
pub(super) struct Queue {
    /// Answered calls per second.
    rate: f64,
    handling_s: f64,
    limit_s: f64,
    /// Erlang B with one agent less.
    before: Blocking,
}

/// What becomes of the answered calls.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fate {
    /// The share that finds nobody in time.
    pub abandoned: f64,
    /// The share that an agent takes, computed apart: where nearly all are abandoned, a difference would lose digits.
    pub served: f64,
}

impl Queue {
    /// Starts at one agent.
    pub fn new(rate: f64, handling_s: f64, limit_s: f64) -> Self {
        Self { rate, handling_s, limit_s, before: Blocking::new(rate * handling_s) }
    }

    /// Offered load in erlangs.
    pub fn load(&self) -> f64 {
        self.before.load
    }

    /// How many agents there are.
    pub fn agents(&self) -> f64 {
        self.before.servers + 1.0
    }

    /// Answered calls per second.
    pub fn rate(&self) -> f64 {
        self.rate
    }

    /// One agent more.
    pub fn add_agent(&mut self) {
        self.before.step();
    }

    /// With `d = rate - n/h`, `x = d D` and `B` of one agent less, multiplied out so that no term is negative:
    /// abandoned : served = `B (a/n) e^x` : `1 + B rate D (e^x - 1)/x`; for positive `x` both are divided by `e^x`.
    pub fn fate(&self) -> Fate {
        let agents = self.agents();
        let x = (self.rate - agents / self.handling_s) * self.limit_s;
        let blocked = self.before.value;
        let waiting = blocked * self.rate * self.limit_s * relative_growth(-x.abs());
        let busy = blocked * self.load() / agents;
        let (kept, lost) = if x > 0.0 { (libm::exp(-x) + waiting, busy) } else { (1.0 + waiting, busy * libm::exp(x)) };
        Fate { abandoned: lost / (kept + lost), served: kept / (kept + lost) }
    }
}

/// `(e^x - 1) / x`, which is 1 at 0.
fn relative_growth(x: f64) -> f64 {
    if x == 0.0 { 1.0 } else { libm::expm1(x) / x }
}
