//! The commands, one a file.

pub(super) mod apply;
pub(super) mod audit;
pub(super) mod build;
pub(super) mod check;
pub(super) mod completions;
pub(super) mod deliver;
pub(super) mod explain;
pub(super) mod forecast;
pub(super) mod plan;
pub(super) mod pull;
pub(super) mod rollback;
pub(super) mod sandbox;
pub(super) mod schema;
pub(super) mod suggest;
