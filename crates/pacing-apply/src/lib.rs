//! Applies a checked pacing configuration to a dialer.

pub mod audit;
