//! The same inputs make the same bytes, in whichever folder: builds once more elsewhere and compares every file.

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use sha2::{Digest, Sha256};
use walkdir::{DirEntry, WalkDir};
use xshell::{Shell, cmd};

use super::project::Project;

/// Folders of the project that are no sources.
const MADE: &[&str] = &[".git", "target", "dist", "node_modules"];

/// Fails where the tarball made from a copy of the sources, with cargo's own folder under another name, differs.
pub fn check(sh: &Shell, project: &Project, tarball: &Path) -> anyhow::Result<()> {
    let elsewhere = sh.create_temp_dir()?;
    let root = elsewhere.path().join("a folder of another name");
    copy(sh, &project.root, &root)?;
    let cargo_home = elsewhere.path().join("cargo-home");
    symlink(&project.cargo_home, &cargo_home)?;
    let copied = Project::at(sh, root, cargo_home)?;
    symlink(project.sources().join("node_modules"), copied.sources().join("node_modules"))?;

    let again = super::package(sh, &copied)?;
    let (one, other) = (hashes(sh, tarball)?, hashes(sh, &again)?);
    let names: BTreeSet<_> = one.keys().chain(other.keys()).collect();
    let differing: Vec<_> = names.into_iter().filter(|name| one.get(*name) != other.get(*name)).collect();
    if !differing.is_empty() {
        bail!("built in another folder, the package differs: {differing:?}");
    }
    ensure!(sh.read_binary_file(tarball)? == sh.read_binary_file(&again)?, "the tarballs differ, but no file in them");
    println!("{} files, the same bytes in two folders", one.len());
    for (name, hash) in one.iter().filter(|(name, _)| name.ends_with(".wasm")) {
        println!("sha256 {hash} {name}");
    }
    Ok(())
}

fn copy(sh: &Shell, from: &Path, to: &Path) -> anyhow::Result<()> {
    let is_source = |entry: &DirEntry| !MADE.iter().any(|made| entry.file_name() == *made);
    for entry in WalkDir::new(from).into_iter().filter_entry(is_source) {
        let entry = entry?;
        let path = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_file() {
            sh.create_dir(path.parent().context("a file is in a folder")?)?;
            sh.copy_file(entry.path(), path)?;
        }
    }
    Ok(())
}

/// The hash of each file in a tarball, by its path.
fn hashes(sh: &Shell, tarball: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let folder = sh.create_temp_dir()?;
    let into = folder.path();
    cmd!(sh, "tar -xzf {tarball} -C {into}").quiet().run()?;
    let mut hashes = BTreeMap::new();
    for entry in WalkDir::new(into) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let name: PathBuf = entry.path().strip_prefix(into)?.into();
            let hash = Sha256::digest(sh.read_binary_file(entry.path())?);
            let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
            hashes.insert(name.display().to_string(), hex);
        }
    }
    Ok(hashes)
}
