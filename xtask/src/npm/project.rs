//! Where the sources are, where the results go, and the tools from npm.

use std::path::PathBuf;

use anyhow::Context;
use xshell::Shell;

use super::settings::Settings;
use crate::toolchain;

/// One checkout of the project and the folders that a build of the package writes to.
pub struct Project {
    /// The sources.
    pub root: PathBuf,
    /// What is made on the way.
    pub work: PathBuf,
    /// The package in `npm/`, and its tarball.
    pub dist: PathBuf,
    /// Cargo's own folder.
    pub cargo_home: PathBuf,
    pub settings: Settings,
}

/// The version of the workspace, which xtask shares.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

impl Project {
    /// The project that this command belongs to, with its tools installed.
    pub fn here(sh: &Shell) -> anyhow::Result<Self> {
        let project = Self::at(sh, sh.current_dir(), cargo_home(sh)?)?;
        toolchain::wasm(sh)?;
        let _folder = sh.push_dir(project.sources());
        toolchain::npm_packages(sh)?;
        Ok(project)
    }

    /// A project in the folder `root`.
    pub fn at(sh: &Shell, root: PathBuf, cargo_home: PathBuf) -> anyhow::Result<Self> {
        let settings = toml::from_str(&sh.read_file(root.join("wasm-pack.toml"))?);
        let settings = settings.context("wasm-pack.toml is not as expected")?;
        Ok(Self { work: root.join("target/npm"), dist: root.join("dist"), root, cargo_home, settings })
    }

    /// The folder of the TypeScript and of `package.json`.
    pub fn sources(&self) -> PathBuf {
        self.root.join(&self.settings.package.folder)
    }

    /// The files that this command adds to the TypeScript.
    pub fn generated(&self) -> PathBuf {
        self.sources().join("src/generated")
    }

    /// The package as it is published.
    pub fn package(&self) -> PathBuf {
        self.dist.join("npm")
    }

    /// A program of one of the packages that the lock file beside `package.json` names.
    pub fn tool(&self, name: &str) -> PathBuf {
        self.sources().join("node_modules/.bin").join(name)
    }
}

fn cargo_home(sh: &Shell) -> anyhow::Result<PathBuf> {
    if let Ok(home) = sh.var("CARGO_HOME") {
        return Ok(home.into());
    }
    Ok(std::env::home_dir().context("there is no home folder, and CARGO_HOME is not set")?.join(".cargo"))
}
