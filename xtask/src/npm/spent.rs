//! What each kilobyte of the module is spent on.

use anyhow::Context;
use xshell::{Shell, cmd};

use super::build;
use super::project::Project;

/// A table in Markdown for the module of the main entry, by section, crate and module.
pub fn table(sh: &Shell, project: &Project) -> anyhow::Result<String> {
    let first = project.settings.module.build.first().context("wasm-pack.toml names no module")?;
    let named = build::with_names(sh, project, first)?;
    let script = project.sources().join("spent.mjs");
    Ok(cmd!(sh, "node {script} {named}").quiet().read()? + "\n")
}
