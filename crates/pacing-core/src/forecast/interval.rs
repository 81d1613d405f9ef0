//! A value that is known, or known to lie between two others.

use std::ops::RangeInclusive;

/// A number between `low` and `high`, both included; one value where they are equal.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Interval {
    /// The smallest value.
    pub low: f64,
    /// The largest value.
    pub high: f64,
}

impl Interval {
    /// One value.
    pub const fn exactly(value: f64) -> Self {
        Self { low: value, high: value }
    }

    /// The values between two, in either order.
    pub const fn between(one: f64, other: f64) -> Self {
        Self { low: one.min(other), high: one.max(other) }
    }

    /// Whether it is one value.
    pub fn is_exact(&self) -> bool {
        self.low == self.high
    }

    /// The smallest interval that holds both.
    #[must_use]
    pub(super) const fn with(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// Whether both ends are numbers of a range.
    pub(super) fn lies_in(&self, range: RangeInclusive<f64>) -> bool {
        range.contains(&self.low) && range.contains(&self.high)
    }

    /// Its ends; one where they are equal.
    pub(super) fn ends(self) -> impl Iterator<Item = f64> + Clone {
        let second = if self.is_exact() { None } else { Some(self.high) };
        std::iter::once(self.low).chain(second)
    }
}
