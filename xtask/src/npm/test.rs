//! The steps of `cargo xtask test` for the module and the package.

use xshell::{Shell, cmd};

use super::project::Project;
use super::{package as make, reproduce, sizes};
use crate::toolchain::{self, WASM};

/// The tests of the crate as a module, in Node and in headless Chromium.
///
/// Flags for Chromium are in `crates/pacing-wasm/webdriver.json`.
pub fn module(sh: &Shell) -> anyhow::Result<()> {
    toolchain::wasm(sh)?;
    toolchain::chromium(sh)?;
    let manifest = sh.current_dir().join("Cargo.toml");
    let manifest = manifest.display();
    let runner = format!(
        r#"target.{WASM}.runner = ["cargo", "run", "--quiet", "--locked", "--manifest-path", '{manifest}', "-p", "bindgen", "--", "test"]"#
    );
    let chromedriver = cmd!(sh, "which chromedriver").quiet().read()?;
    cmd!(sh, "cargo test --locked -p pacing-wasm --target {WASM} --test node --test browser --config {runner}")
        .env("CHROMEDRIVER", chromedriver)
        .quiet()
        .run()?;
    Ok(())
}

/// The packed package: its bytes, its size, and its use in Node, in browsers, in bundlers, in test runners.
pub fn package(sh: &Shell) -> anyhow::Result<()> {
    toolchain::chromium(sh)?;
    let project = Project::here(sh)?;
    let tarball = make(sh, &project)?;
    sizes::check(sh, &project, &tarball)?;
    reproduce::check(sh, &project, &tarball)?;

    let _folder = sh.push_dir("tests/npm");
    toolchain::npm_packages(sh)?;
    sh.remove_path("node_modules/pacing-core")?;
    cmd!(sh, "npm install --no-save --ignore-scripts --no-audit --no-fund --prefer-offline {tarball}").quiet().run()?;
    Ok(cmd!(sh, "node run.mjs").run()?)
}
