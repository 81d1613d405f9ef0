//! Bugs planted on purpose: a patch each, applied to a copy of the source tree. The simulation has to find every one.

use super::guarantees;
use anyhow::{Context, bail};
use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::{Path, PathBuf};
use xshell::{Shell, cmd};

/// The seeds in which a bug has to be found, and in which nothing else is.
pub const SEEDS: u64 = 2_000;

const PATCHES: &str = "tests/planted";
const COPY: &str = "target/planted/tree";
/// Where it is built: beside the project itself, whose dependencies it has.
const BUILD: &str = "target";

/// A bug, and what found it.
pub struct Bug {
    pub name: String,
    /// What the program does with it.
    pub what: String,
    pub found: Option<Found>,
}

pub struct Found {
    pub invariant: String,
    pub seed: u64,
}

/// Whether every patch still fits the source.
pub fn check(sh: &Shell) -> anyhow::Result<()> {
    for patch in patches(sh)? {
        cmd!(sh, "git apply --check {patch}")
            .quiet()
            .run()
            .with_context(|| format!("`{}` does not fit the source any more; plant its bug anew", patch.display()))?;
    }
    Ok(())
}

pub fn run(sh: &Shell, only: Option<&str>) -> anyhow::Result<()> {
    copy(sh)?;
    if let Some(Found { invariant, seed }) = search(sh)? {
        bail!("seed {seed} finds `{invariant}` without any bug planted: `cargo xtask simulate --seed {seed}`");
    }
    let mut bugs = Vec::new();
    for patch in patches(sh)? {
        let name = patch.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if only.is_some_and(|only| !name.contains(only)) {
            continue;
        }
        let what = fs::read_to_string(&patch)?.lines().next().unwrap_or_default().to_owned();
        let found = plant(sh, &patch).with_context(|| format!("planting `{name}`"))?;
        let told =
            found.as_ref().map_or("NOT FOUND".to_owned(), |found| format!("{}, seed {}", found.invariant, found.seed));
        println!("{name:<26} {told:<34} {what}");
        bugs.push(Bug { name, what, found });
    }
    let missed: Vec<_> = bugs.iter().filter(|bug| bug.found.is_none()).map(|bug| bug.name.as_str()).collect();
    if !missed.is_empty() {
        bail!("not found in {SEEDS} seeds: {}", missed.join(", "));
    }
    println!("{} bugs planted, each found within {SEEDS} seeds", bugs.len());
    if only.is_none() { guarantees::write(sh, &bugs) } else { Ok(()) }
}

fn patches(sh: &Shell) -> anyhow::Result<Vec<PathBuf>> {
    let mut patches = sh.read_dir(PATCHES)?;
    patches.retain(|path| path.extension().is_some_and(|extension| extension == "patch"));
    patches.sort();
    Ok(patches)
}

fn plant(sh: &Shell, patch: &Path) -> anyhow::Result<Option<Found>> {
    apply(sh, patch, &[])?;
    let found = search(sh);
    apply(sh, patch, &["--reverse"])?;
    found
}

fn apply(sh: &Shell, patch: &Path, how: &[&str]) -> anyhow::Result<()> {
    let ceiling = sh.current_dir().join("target/planted");
    let _folder = sh.push_dir(COPY);
    // Above the ceiling lies the project's own repository, whose files must stay as they are.
    Ok(cmd!(sh, "git apply {how...} {patch}").env("GIT_CEILING_DIRECTORIES", ceiling).quiet().run()?)
}

/// Builds the copy and lets it simulate; gives the first thing found.
fn search(sh: &Shell) -> anyhow::Result<Option<Found>> {
    let manifest = format!("{COPY}/Cargo.toml");
    cmd!(
        sh,
        "cargo build --quiet --locked --profile simulate -p pacing-simulation --manifest-path {manifest} --target-dir {BUILD}"
    )
    .env("CARGO_TERM_QUIET", "true")
    .ignore_stderr()
    .quiet()
    .run()?;
    let (program, seeds) = (format!("{BUILD}/simulate/simulate{EXE_SUFFIX}"), SEEDS.to_string());
    let said = cmd!(sh, "{program} --seeds {seeds}").quiet().ignore_status().read()?;
    let Some(rest) = said.lines().find_map(|line| line.strip_prefix("seed ")) else {
        let clean = ["every invariant holds", "never seen"].iter().any(|words| said.contains(words));
        return if clean { Ok(None) } else { bail!("the simulation says: {said}") };
    };
    let (seed, rest) = rest.split_once(" violates ").context("a finding names its invariant")?;
    let (invariant, _) = rest.split_once(':').context("a finding says what was found")?;
    Ok(Some(Found { invariant: invariant.to_owned(), seed: seed.parse()? }))
}

/// Brings the copy of the source tree up to date. Files that are the same keep their time, so that they are not built anew.
fn copy(sh: &Shell) -> anyhow::Result<()> {
    let files = cmd!(sh, "git ls-files --cached --others --exclude-standard").quiet().read()?;
    for file in files.lines() {
        let Ok(bytes) = fs::read(sh.current_dir().join(file)) else { continue };
        let to = sh.current_dir().join(COPY).join(file);
        if fs::read(&to).is_ok_and(|there| there == bytes) {
            continue;
        }
        fs::create_dir_all(to.parent().context("a file has a folder")?)?;
        fs::write(&to, bytes)?;
    }
    Ok(())
}
