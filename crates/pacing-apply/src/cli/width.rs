//! How wide the terminal is.

/// The columns of the result: what `COLUMNS` says, else those of the terminal, else 80.
pub(crate) fn columns() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    said.filter(|columns| *columns > 0).or_else(terminal).unwrap_or(80).clamp(40, 240)
}
