//! The steps of `cargo xtask test`, in order: what each asks, and the commands that answer it.

use std::io::{IsTerminal, stderr};

use anyhow::Context;
use xshell::{Cmd, Shell, cmd};

use crate::toolchain::{self, WASM, works};
use crate::{docs, npm, peers, simulate, www};

/// One step: its name for `--only`, what it asks, and how to run it.
pub struct Step {
    pub name: &'static str,
    pub what: &'static str,
    pub run: fn(&Shell) -> anyhow::Result<()>,
}

/// Cheap steps first, so that a small slip shows in seconds.
pub const STEPS: &[Step] = &[
    Step { name: "toolchain", what: "is everything installed that the steps need?", run: toolchain },
    Step { name: "format", what: "is the code formatted?", run: format },
    Step { name: "generated", what: "do the generated files match the code?", run: generated },
    Step { name: "lint", what: "does clippy find nothing?", run: lint },
    Step { name: "features", what: "do the libraries build alone, and for a browser?", run: features },
    Step { name: "tests", what: "do the tests pass?", run: tests },
    Step {
        name: "simulation",
        what: "is nothing lost, whatever goes wrong in a simulated world?",
        run: simulate::test,
    },
    Step { name: "audit", what: "does another program compute the same audit hashes?", run: audit },
    Step { name: "wasm", what: "does the browser module work in Node and in Chromium?", run: npm::test::module },
    Step {
        name: "npm",
        what: "is the package small, the same everywhere, and usable everywhere?",
        run: npm::test::package,
    },
    Step {
        name: "npm-proof",
        what: "does the npm package say what the native program says, whatever it is given?",
        run: npm::proof::test,
    },
    Step {
        name: "www",
        what: "does the editor do what it says, for everybody, offline and without a request?",
        run: www::test,
    },
    Step { name: "doctests", what: "do the examples in the docs run?", run: doctests },
    Step { name: "rustdoc", what: "do the docs build without a warning?", run: rustdoc },
];

fn toolchain(sh: &Shell) -> anyhow::Result<()> {
    toolchain::wasm(sh)?;
    toolchain::components(sh)?;
    toolchain::node(sh)?;
    toolchain::chromium(sh)?;
    peers::install(sh)
}

fn format(sh: &Shell) -> anyhow::Result<()> {
    cargo(cmd!(sh, "cargo fmt --all --check")).context("the code is not formatted; `cargo fmt --all` formats it")
}

fn generated(sh: &Shell) -> anyhow::Result<()> {
    docs::check(sh)
}

fn lint(sh: &Shell) -> anyhow::Result<()> {
    cargo(cmd!(sh, "cargo clippy --locked --workspace --all-targets --all-features -- -D warnings"))
}

/// What `--all-features` over the whole workspace would hide: a library that leans on a feature of another
/// package, and one that needs an operating system, which a browser does not have.
fn features(sh: &Shell) -> anyhow::Result<()> {
    for target in [&[][..], &["--target", WASM]] {
        cargo(cmd!(sh, "cargo clippy --locked -p pacing-core {target...} -- -D warnings"))?;
        cargo(cmd!(
            sh,
            "cargo clippy --locked -p pacing-apply --lib --no-default-features {target...} -- -D warnings"
        ))?;
        for module in ["validate", "edit", "forecast"] {
            cargo(cmd!(
                sh,
                "cargo clippy --locked -p pacing-wasm --lib --no-default-features --features {module} {target...} -- -D warnings"
            ))?;
        }
    }
    // Bindings that have nothing to call elsewhere, and the host of browsers below them.
    cargo(cmd!(sh, "cargo clippy --locked -p pacing-apply-wasm --lib --target {WASM} -- -D warnings"))?;
    Ok(())
}

fn tests(sh: &Shell) -> anyhow::Result<()> {
    if works(cmd!(sh, "cargo nextest --version")) {
        cargo(cmd!(sh, "cargo nextest run --locked --workspace --all-features --no-fail-fast"))
    } else {
        cargo(cmd!(sh, "cargo test --locked --workspace --all-features --lib --bins --tests --no-fail-fast"))
    }
}

/// The test vectors of the audit log, recomputed by Node with a library of its own for canonical JSON.
fn audit(sh: &Shell) -> anyhow::Result<()> {
    let _folder = sh.push_dir("tests/audit");
    toolchain::npm_packages(sh)?;
    Ok(cmd!(sh, "node recompute.mjs").run()?)
}

fn doctests(sh: &Shell) -> anyhow::Result<()> {
    cargo(cmd!(sh, "cargo test --locked --workspace --all-features --doc"))
}

fn rustdoc(sh: &Shell) -> anyhow::Result<()> {
    cargo(cmd!(sh, "cargo doc --locked --workspace --all-features --no-deps").env("RUSTDOCFLAGS", "-D warnings"))
}

/// Runs a cargo command; without a terminal to show progress on, it names only what is wrong.
fn cargo(command: Cmd) -> anyhow::Result<()> {
    let command = if stderr().is_terminal() { command } else { command.env("CARGO_TERM_QUIET", "true") };
    Ok(command.run()?)
}
