//! How often what happened: a simulation in which nothing goes wrong proves nothing.

use crate::fault::Fault;
use std::collections::BTreeMap;
use std::fmt;

/// How things end, and what people and machines do, besides the faults.
const ENDS: [&str; 21] = [
    "outcome: applied",
    "outcome: unchanged",
    "outcome: not applied",
    "outcome: refused",
    "outcome: unknown",
    "event: delivered",
    "event: waiting",
    "event: given up",
    "event: unwritten",
    "operator: edit",
    "process: killed",
    "process: told to end",
    "process: a second one",
    "machine: power cut",
    "disk: torn tail moved aside",
    "disk: log closed",
    "run: a change taken back",
    "run: the log is signed",
    "run: leaves the signature as it is",
    "recovery: intent closed",
    "outbox: delivered later",
];

/// Counts by name.
#[derive(Clone, Debug, Default)]
pub struct Tally(BTreeMap<&'static str, u64>);

impl Tally {
    /// One more.
    pub fn count(&mut self, name: &'static str) {
        *self.0.entry(name).or_default() += 1;
    }

    /// How many.
    pub fn of(&self, name: &str) -> u64 {
        self.0.get(name).copied().unwrap_or_default()
    }

    /// What was never seen of all that can happen.
    pub fn unseen(&self) -> Vec<&'static str> {
        let faults = Fault::ALL.map(Fault::name);
        faults.into_iter().chain(ENDS).filter(|name| self.of(name) == 0).collect()
    }

    /// Takes over what another one counted.
    pub fn add(&mut self, other: &Self) {
        for (name, count) in &other.0 {
            *self.0.entry(name).or_default() += count;
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(name, count)| writeln!(f, "{count:>12}  {name}"))
    }
}
