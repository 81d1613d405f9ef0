//! What a configuration is predicted to do, under stated assumptions, and the matrix that keeps a target.
//!
//! A prediction for a dialer that does not react: it dials at the band's speed whatever happens, which is pessimistic for a dialer
//! that slows down when calls are abandoned. It proves no compliance, and it is no legal advice.
//!
//! The models ([`Model`]) are standard queueing theory: a share of the dialled calls is answered by a person, each answered call
//! needs a free agent at once (Erlang B) or within the connect limit (M/M/n+D), and is abandoned otherwise.
//!
//! ```
//! use pacing_core::SpeedRule;
//! use pacing_core::forecast::{Assumptions, Forecast, Interval};
//! let assumptions = Assumptions::new(Interval::exactly(0.2), Interval::exactly(180.0))?;
//! let forecast = Forecast::new(&[SpeedRule::new(6, 20, 25)], &assumptions);
//! let worst = &forecast.bands[0].worst;
//! assert_eq!(worst.agents, 6);
//! assert_eq!((worst.abandonment.high * 100.0).round(), 63.0);
//! # Ok::<(), pacing_core::forecast::AssumptionError>(())
//! ```

mod assumptions;
mod band;
mod excess;
mod frontier;
mod interval;
mod model;
mod noise;
mod overdial;
mod queue;
mod suggest;
mod words;

pub use assumptions::{AssumptionError, Assumptions, Unit, limits};
pub use band::{BandForecast, Forecast, Uncovered, points};
pub(crate) use excess::{Excess, Judge};
pub use interval::Interval;
pub use model::{Model, Point};
pub use noise::{chance_above, wilson};
pub use queue::erlang_b;
pub use suggest::{Suggestion, Wanted, suggest};
pub use words::in_words;

/// What stands below every forecast.
pub const NOTICE: &str =
    "A prediction for a dialer that does not react to abandoned calls: no proof of compliance, no legal advice.";
