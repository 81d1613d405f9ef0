//! What a browser fetches, held to the budget and to a committed file.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};
use xshell::{Shell, cmd};

use super::project::Project;
use super::spent;

/// The committed sizes, which [`check`] compares, and a page of the same for people.
const COMMITTED: &str = "crates/pacing-wasm/sizes.toml";
const PAGE: &str = "docs/npm-sizes.md";
const COMMITTED_HEAD: &str =
    "# Bytes; made by `cargo xtask npm --write-sizes`. What is measured: docs/npm-sizes.md.\n\n";
const PAGE_HEAD: &str = "\
<!-- Made by `cargo xtask npm --write-sizes`. -->

# Sizes of the npm package

In bytes. `cargo xtask npm --sizes` prints the first table and fails over the budget in `wasm-pack.toml`, or a kilobyte above
`crates/pacing-wasm/sizes.toml`; `cargo xtask npm --spent` prints the second.

## What a browser fetches

";
const SPENT_HEAD: &str = "
## What the module is spent on

What the compiler built into its caller counts there. The compressed size of a row is that of its bytes alone, so the rows add up to
more than the module.

";

/// What `sizes.mjs` measures, in words.
const MEASURED: &[(&str, &str)] = &[
    (
        "main",
        "`import { validateText } from \"pacing-core\"`, bundled by esbuild, minified: one file with the module in it",
    ),
    ("editing", "`import { validateText, edit } from \"pacing-core\"`: with the second module, which edits"),
    ("slim", "the same from `pacing-core/slim`, with `init`: a file and the module"),
    (
        "everything",
        "`import * as all from \"pacing-core\"`: with the prose of all rules, the schema, completion, hover",
    ),
    ("forecast", "`import { forecast } from \"pacing-core/forecast\"`, with a module of its own in it"),
    ("apply", "`import { apply, openLog } from \"pacing-core/apply\"`, with a module of its own in it"),
    ("wasm", "the module alone, `pacing_core.wasm`"),
    ("glue", "the JavaScript of `slim` alone"),
    ("base64", "the module as base64, which the package does not use"),
];

/// Sizes by name: `main`, `slim`, `forecast` and `apply`, which have a budget, and what they are made of.
type Sizes = BTreeMap<String, Size>;

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Size {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints the sizes; fails where one is over its budget, or has grown beyond the committed file by as much as the alarm says.
pub fn check(sh: &Shell, project: &Project, tarball: &Path) -> anyhow::Result<()> {
    let sizes = measure(sh, project, tarball)?;
    print!("{}", table(&sizes));
    let committed: Sizes = toml::from_str(&sh.read_file(project.root.join(COMMITTED))?)
        .with_context(|| format!("{COMMITTED} is not as expected"))?;
    let problems = problems(project, &sizes, &committed);
    if problems.is_empty() {
        return Ok(());
    }
    bail!("{}; if that is wanted, `cargo xtask npm --write-sizes` and commit {COMMITTED}", problems.join("; "))
}

/// Writes the committed file and the page.
pub fn write(sh: &Shell, project: &Project, tarball: &Path) -> anyhow::Result<()> {
    let sizes = measure(sh, project, tarball)?;
    let page = [PAGE_HEAD, &table(&sizes), SPENT_HEAD, &spent::table(sh, project)?].concat();
    sh.write_file(project.root.join(PAGE), page)?;
    Ok(sh.write_file(project.root.join(COMMITTED), COMMITTED_HEAD.to_owned() + &toml::to_string(&sizes)?)?)
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
    let limits = [("main", budget.main), ("slim", budget.slim), ("forecast", budget.forecast), ("apply", budget.apply)];
    for (name, limit) in limits {
        match sizes.get(name) {
            Some(size) if size.gzip <= limit => {}
            Some(size) => problems.push(format!("`{name}` has {} bytes of {limit} in its budget", size.gzip)),
            None => problems.push(format!("`{name}` was not measured")),
        }
    }
    for name in ["main", "slim", "editing", "everything", "forecast", "apply"] {
        let gzip = |sizes: &Sizes| sizes.get(name).map_or(0, |size| size.gzip);
        let (before, now) = (gzip(committed), gzip(sizes));
        if now >= before + budget.alarm {
            problems.push(format!("`{name}` went from {before} to {now} bytes"));
        }
    }
    problems
}

/// The sizes as a table in Markdown, in the order of `MEASURED`.
fn table(sizes: &Sizes) -> String {
    let mut table = "| | raw | gzip -9 | brotli |\n|---|---:|---:|---:|\n".to_owned();
    for (name, what) in MEASURED {
        if let Some(Size { raw, gzip, brotli }) = sizes.get(*name) {
            let _ = writeln!(table, "| {what} | {raw} | {gzip} | {brotli} |");
        }
    }
    table
}
