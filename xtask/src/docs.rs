//! `cargo xtask docs`: writes the files that are made from the code, or tells which are stale.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::bail;
use xshell::{Shell, cmd};

use crate::profile_table;

/// Write the files that are made from the code: rule pages, profiles, JSON Schema.
#[derive(clap::Args)]
pub struct Args {
    /// Write nothing; fail and list the files that are stale
    #[arg(long)]
    check: bool,
}

pub fn run(sh: &Shell, args: &Args) -> anyhow::Result<()> {
    if args.check { check(sh) } else { write(sh) }
}

/// Fails when a generated file is missing, differs from what the code says, or belongs to no page any more.
pub fn check(sh: &Shell) -> anyhow::Result<()> {
    let stale = stale(sh, &pages(sh)?)?;
    if stale.is_empty() {
        return Ok(());
    }
    for file in &stale {
        println!("  {}", file.display());
    }
    bail!("stale generated files: {}; run `cargo xtask docs` and commit them", stale.len())
}

/// A generated file: its path from the root of the project, and its whole text.
struct Page {
    path: PathBuf,
    text: String,
}

/// Folders that hold generated files and nothing else, so that the page of a deleted rule goes too.
const OWNED: &[&str] = &["docs/rules", "docs/schema"];

/// Every generated file.
fn pages(sh: &Shell) -> anyhow::Result<Vec<Page>> {
    let schema = pacing_core::schema::json_schema(<&pacing_core::Profile>::default());
    let mut pages = vec![profile_table(sh)?, Page { path: "docs/schema/pacing.schema.json".into(), text: schema }];
    let rules = pacing_core::docs::pages();
    pages.extend(rules.into_iter().map(|(path, text)| Page { path: Path::new("docs").join(path), text }));
    Ok(pages)
}

fn profile_table(sh: &Shell) -> anyhow::Result<Page> {
    let table = profile_table::table(&sh.read_file(profile_table::DATA)?)?;
    let table = cmd!(sh, "rustfmt --edition 2024 --emit stdout").stdin(table).quiet().read()?;
    Ok(Page { path: profile_table::PATH.into(), text: table + "\n" })
}

fn write(sh: &Shell) -> anyhow::Result<()> {
    let pages = pages(sh)?;
    let stale = stale(sh, &pages)?;
    for file in &stale {
        match pages.iter().find(|page| &page.path == file) {
            Some(page) => sh.write_file(file, &page.text)?,
            None => sh.remove_path(file)?,
        }
        println!("{}", file.display());
    }
    println!("{} of {} generated files changed", stale.len(), pages.len());
    Ok(())
}

fn stale(sh: &Shell, pages: &[Page]) -> anyhow::Result<BTreeSet<PathBuf>> {
    let mut stale: BTreeSet<_> = pages
        .iter()
        .filter(|page| sh.read_file(&page.path).ok().as_ref() != Some(&page.text))
        .map(|page| page.path.clone())
        .collect();
    for folder in OWNED.iter().map(Path::new).filter(|folder| sh.path_exists(folder)) {
        for file in sh.read_dir(folder)? {
            let file = folder.join(file.file_name().unwrap_or_default());
            if !pages.iter().any(|page| page.path == file) {
                stale.insert(file);
            }
        }
    }
    Ok(stale)
}
