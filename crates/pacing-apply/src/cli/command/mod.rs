//! The commands, one a file.

pub(super) mod build;
pub(super) mod check;
pub(super) mod completions;
pub(super) mod explain;
pub(super) mod schema;
