//! What each kilobyte of the module is spent on.

use xshell::{Shell, cmd};

use super::build;
use super::project::Project;

/// A table in Markdown, by section, crate and module.
pub fn table(sh: &Shell, project: &Project) -> anyhow::Result<String> {
    let named = build::with_names(sh, project)?;
    let script = project.sources().join("spent.mjs");
    Ok(cmd!(sh, "node {script} {named}").quiet().read()? + "\n")
}
