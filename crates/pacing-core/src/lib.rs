//! tmp
pub mod decimal;
pub mod position;
pub mod read;
pub use decimal::Decimal;
pub use position::{LineIndex, Position, Span};
