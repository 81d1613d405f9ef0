//! Checks outbound dialer pacing configurations: text becomes a draft, a draft becomes diagnostics or a valid configuration, and
//! only a valid configuration can be applied.
//!
//! This crate is pure: no input or output, no clock, no bindings.

#[cfg(feature = "forecast")]
mod above_cap;
mod body;
mod builder;
mod check;
mod decimal;
mod diagnostic;
pub mod diff;
pub mod docs;
mod draft;
pub mod edit;
mod field;
mod finding;
mod findings;
pub mod fixes;
#[cfg(feature = "forecast")]
pub mod forecast;
mod format;
#[cfg(feature = "serde")]
mod json;
mod matrix;
mod model;
mod options;
mod position;
mod problem;
pub mod profile;
pub mod read;
mod report;
mod rule;
pub mod rules;
pub mod schema;
#[cfg(feature = "serde")]
mod serialize;
mod severity;
mod sort;
mod suggest;
#[doc(hidden)]
pub mod text;
mod threshold;
mod valid;
mod whole;
mod words;

#[cfg(feature = "forecast")]
pub use above_cap::{AboveCap, find_above_cap};
pub use builder::PacingBuilder;
pub use check::{Checked, check, check_bytes, find, find_bytes, refuse, validate};
pub use decimal::Decimal;
pub use diagnostic::{Arg, Args, Diagnostic, Edit, Fix, Related, Safety, Source};
pub use field::PLATFORM_FIELDS;
pub use finding::MAX_PER_RULE;
pub use findings::{Findings, Place};
pub use format::{format, format_tree};
#[cfg(feature = "serde")]
pub use json::{DiagnosticJson, Offsets, Range, ReportJson};
pub use matrix::Matrix;
pub use model::{DialerDocument, DialerId, Extra, InvalidId, JsonText, MAX_ID, PredictiveDialerConfig, SpeedRule};
pub use options::{Options, OverrideError, Overrides};
pub use position::{LineIndex, Position, Span};
pub use problem::{Mend, Problem};
pub use profile::Profile;
pub use report::{Omitted, Report};
pub use rules::{RULE_SET, RULES, Rule, Sentence};
pub use severity::{Level, Severity, UnknownLevel};
pub use suggest::nearest;
pub use valid::{Stamp, Valid};

#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
