//! The command line of pacing-apply.
fn main() {}
