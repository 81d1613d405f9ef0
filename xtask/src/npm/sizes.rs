//! What a browser fetches, held to the budget and to a committed file.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};
use xshell::{Shell, cmd};

use super::project::Project;

/// The committed sizes, from the root of the project.
const COMMITTED: &str = "crates/pacing-wasm/sizes.toml";
const HEADER: &str = "# Bytes that a browser fetches; `cargo xtask npm --write-sizes` writes this file. What is measured: docs/npm.md.\n\n";

/// Sizes by name: `main` and `slim`, which have a budget, and what they are made of.
type Sizes = BTreeMap<String, Size>;

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Size {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints the sizes; fails where one is over its budget, or further from the committed file than the alarm allows.
pub fn check(sh: &Shell, project: &Project, tarball: &Path) -> anyhow::Result<()> {
    let sizes = measure(sh, project, tarball)?;
    println!("{}", table(&sizes));
    let committed: Sizes = toml::from_str(&sh.read_file(project.root.join(COMMITTED))?)
        .with_context(|| format!("{COMMITTED} is not as expected"))?;
    let problems = problems(project, &sizes, &committed);
    if problems.is_empty() {
        return Ok(());
    }
    bail!("{}; if that is wanted, `cargo xtask npm --write-sizes` and commit {COMMITTED}", problems.join("; "))
}

/// Writes the sizes to the committed file.
pub fn write(sh: &Shell, project: &Project, tarball: &Path) -> anyhow::Result<()> {
    let sizes = measure(sh, project, tarball)?;
    Ok(sh.write_file(project.root.join(COMMITTED), HEADER.to_owned() + &toml::to_string(&sizes)?)?)
}

fn measure(sh: &Shell, project: &Project, tarball: &Path) -> anyhow::Result<Sizes> {
    let folder = project.work.join("installed");
    sh.remove_path(&folder)?;
    sh.write_file(folder.join("package.json"), "{}")?;
    {
        let _folder = sh.push_dir(&folder);
        cmd!(sh, "npm install --offline --no-save --no-audit --no-fund --silent {tarball}").quiet().run()?;
    }
    let script = project.sources().join("sizes.mjs");
    Ok(serde_json::from_str(&cmd!(sh, "node {script} {folder}").quiet().read()?)?)
}

fn problems(project: &Project, sizes: &Sizes, committed: &Sizes) -> Vec<String> {
    let budget = &project.settings.budget;
    let mut problems = Vec::new();
    for (name, limit) in [("main", budget.main), ("slim", budget.slim)] {
        match sizes.get(name) {
            Some(size) if size.gzip <= limit => {}
            Some(size) => problems.push(format!("`{name}` has {} bytes of {limit} in its budget", size.gzip)),
            None => problems.push(format!("`{name}` was not measured")),
        }
    }
    for (name, size) in sizes {
        let before = committed.get(name).map_or(0, |size| size.gzip);
        if size.gzip.abs_diff(before) >= budget.alarm {
            problems.push(format!("`{name}` went from {before} to {} bytes", size.gzip));
        }
    }
    problems
}

fn table(sizes: &Sizes) -> String {
    let mut table = format!("{:<8} {:>9} {:>9} {:>9}\n", "", "raw", "gzip -9", "brotli");
    for (name, Size { raw, gzip, brotli }) in sizes {
        let _ = writeln!(table, "{name:<8} {raw:>9} {gzip:>9} {brotli:>9}");
    }
    table
}
