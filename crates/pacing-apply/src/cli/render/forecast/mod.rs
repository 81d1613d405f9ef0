//! A forecast, for people and for machines.

mod chart;
mod human;
mod machine;
mod table;
mod teams;
pub(crate) mod words;

pub(crate) use human::human;
pub(crate) use machine::{csv, json};

use pacing_core::Profile;
use pacing_core::forecast::Forecast;

/// A forecast, and what is said around it.
pub(crate) struct Shown<'a> {
    /// The document's name.
    pub name: &'a str,
    /// The profile that it is measured against.
    pub profile: &'a Profile,
    /// Who says the cap.
    pub cap_from: &'a str,
    /// What is predicted.
    pub forecast: &'a Forecast,
    /// How many answered calls are in a window, where chance is wanted too.
    pub calls: Option<u32>,
}
