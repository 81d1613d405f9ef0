//! Chance, all of it from the seed.

use std::cell::RefCell;
use std::time::Duration;

/// A stream of random numbers.
#[derive(Debug)]
pub struct Chance(RefCell<fastrand::Rng>);

impl Chance {
    /// The stream of a seed.
    pub fn new(seed: u64) -> Self {
        Self(RefCell::new(fastrand::Rng::with_seed(seed)))
    }

    /// A stream of its own, so that what one part draws does not change what another does.
    pub fn fork(&self) -> Self {
        Self(RefCell::new(self.0.borrow_mut().fork()))
    }

    /// Whether something of this probability happens.
    pub fn happens(&self, probability: f64) -> bool {
        self.0.borrow_mut().f64() < probability
    }

    /// A number from `low` up to and without `high`.
    pub fn between(&self, low: u64, high: u64) -> u64 {
        self.0.borrow_mut().u64(low..high.max(low + 1))
    }

    /// A time in milliseconds, from `low` up to and without `high`.
    pub fn millis(&self, low: u64, high: u64) -> Duration {
        Duration::from_millis(self.between(low, high))
    }

    /// A length up to and with `most`.
    pub fn up_to(&self, most: usize) -> usize {
        self.0.borrow_mut().usize(..=most)
    }

    /// One of these.
    pub fn one<T: Copy>(&self, of: &[T]) -> T {
        of[self.0.borrow_mut().usize(..of.len())]
    }

    /// Fills with random bytes.
    pub fn fill(&self, bytes: &mut [u8]) {
        self.0.borrow_mut().fill(bytes);
    }
}
