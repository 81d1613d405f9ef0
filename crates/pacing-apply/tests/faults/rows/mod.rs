//! The rows, by what goes wrong.

mod change;
mod event;
mod process;
mod tls;
mod token;

use crate::row::Row;

/// The parts of the table, each with its rows.
pub fn all() -> Vec<(&'static str, Vec<Row>)> {
    vec![
        ("Getting a token", token::rows()),
        ("Changing the dialer", change::rows()),
        ("Sending the event", event::rows()),
        ("TLS", tls::rows()),
        ("Process and disk", process::rows()),
    ]
}
