//! What the commands need beside cargo: installed where that can be done, named where it cannot.

use anyhow::{Context, bail};
use xshell::{Cmd, Shell, cmd};

/// The target of browser modules.
pub const WASM: &str = "wasm32-unknown-unknown";
/// The oldest Node that the tests run on.
const NODE: u32 = 20;
/// The names under which Chromium is installed; `tests/lib/chromium.mjs` looks for the same.
const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// The wasm target, for the compiler that `rust-toolchain.toml` names.
pub fn wasm(sh: &Shell) -> anyhow::Result<()> {
    let library = cmd!(sh, "rustc --print target-libdir --target {WASM}").quiet().read()?;
    if sh.path_exists(library) { Ok(()) } else { rustup(sh, &["target", "add", WASM]) }
}

/// The formatter and the linter.
pub fn components(sh: &Shell) -> anyhow::Result<()> {
    for (component, program) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if !works(cmd!(sh, "cargo {program} --version")) {
            rustup(sh, &["component", "add", component])?;
        }
    }
    Ok(())
}

/// Node, which is not installed for anyone.
pub fn node(sh: &Shell) -> anyhow::Result<()> {
    let node = cmd!(sh, "node --version").quiet().ignore_stderr().read().unwrap_or_default();
    let major = node.trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    if major.unwrap_or(0) < NODE || !works(cmd!(sh, "npm --version")) {
        let found = if node.is_empty() { "none was found".to_owned() } else { format!("`node --version` says {node}") };
        bail!("this needs Node {NODE} or newer with npm, https://nodejs.org; {found}");
    }
    Ok(())
}

/// Chromium and the driver of the same version.
pub fn chromium(sh: &Shell) -> anyhow::Result<()> {
    let browser = CHROMIUM.iter().any(|name| works(cmd!(sh, "{name} --version")));
    if browser && works(cmd!(sh, "chromedriver --version")) {
        return Ok(());
    }
    let names = "Chromium (or Chrome) and `chromedriver` of the same version";
    debian_packages(sh, names, &["chromium", "chromium-driver"])
}

/// Packages of Debian, where this is Debian and the person is root; `names` says what is missing to people elsewhere.
pub fn debian_packages(sh: &Shell, names: &str, packages: &[&str]) -> anyhow::Result<()> {
    let root = cmd!(sh, "id -u").quiet().ignore_stderr().read().is_ok_and(|id| id == "0");
    if !(root && works(cmd!(sh, "apt-get --version"))) {
        let packages = packages.join(" ");
        bail!(
            "the tests need {names} on the PATH; on Debian and Ubuntu, `sudo apt-get install --no-install-recommends \
             {packages}` installs that"
        );
    }
    cmd!(sh, "apt-get update -q").run()?;
    cmd!(sh, "apt-get install -q -y --no-install-recommends {packages...}")
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run()
        .context("Debian's packages could not be installed")
}

/// The packages of a lock file, where they are not installed yet. None needs to run a script for that.
pub fn npm_packages(sh: &Shell) -> anyhow::Result<()> {
    node(sh)?;
    if works(cmd!(sh, "npm ls")) {
        return Ok(());
    }
    let folder = sh.current_dir();
    cmd!(sh, "npm ci --ignore-scripts --no-audit --no-fund").run().with_context(|| {
        format!("the npm packages of {} are missing; `npm ci --ignore-scripts` there installs them", folder.display())
    })
}

/// Whether a command ends well.
pub fn works(command: Cmd) -> bool {
    command.quiet().ignore_stdout().ignore_stderr().run().is_ok()
}

fn rustup(sh: &Shell, args: &[&str]) -> anyhow::Result<()> {
    cmd!(sh, "rustup {args...}").run().with_context(|| {
        format!("`rustup {}` did not work; without rustup, install the same with your Rust", args.join(" "))
    })
}
