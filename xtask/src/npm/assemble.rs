//! Puts the package together: what is published beside the JavaScript, and the tarball.

use std::path::PathBuf;

use xshell::{Shell, cmd};

use super::project::{Project, VERSION};

/// Keys of `package.json` that are for the people who build the package.
const FOR_BUILDING: &[&str] = &["private", "scripts", "imports", "devDependencies"];

/// Completes `dist/npm/` and packs it.
pub fn tarball(sh: &Shell, project: &Project, modules: &[PathBuf]) -> anyhow::Result<PathBuf> {
    let package = project.package();
    let sources = project.sources();
    for file in ["package.json", "README.md"] {
        sh.copy_file(sources.join(file), &package)?;
    }
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        sh.copy_file(project.root.join(licence), &package)?;
    }
    for data in ["schema.json", "rules.json"] {
        sh.copy_file(project.generated().join(data), &package)?;
    }
    for wasm in modules {
        sh.copy_file(wasm, &package)?;
    }

    let _folder = sh.push_dir(&package);
    cmd!(sh, "npm pkg set version={VERSION}").quiet().run()?;
    cmd!(sh, "npm pkg delete {FOR_BUILDING...}").quiet().run()?;
    let dist = &project.dist;
    let name = cmd!(sh, "npm pack --silent --pack-destination {dist}").quiet().read()?;
    Ok(dist.join(name.trim()))
}
