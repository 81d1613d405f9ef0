//! What each kilobyte of the module is spent on.

use xshell::{Shell, cmd};

use super::build;
use super::project::Project;

/// Prints a table by section, crate and module.
pub fn print(sh: &Shell, project: &Project) -> anyhow::Result<()> {
    let named = build::with_names(sh, project)?;
    let script = project.sources().join("spent.mjs");
    println!("{}", cmd!(sh, "node {script} {named}").quiet().read()?);
    Ok(())
}
