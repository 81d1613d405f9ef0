//! What the tests of `pacing-apply` run against: programs and libraries of other people.

use anyhow::{Context, bail};
use xshell::{Shell, cmd};

use crate::steps::works;

/// Programs that come with the system, each with its Debian package and a command that works where it is installed.
const PROGRAMS: [(&str, &str, &str); 5] = [
    ("faketime", "faketime", "faketime --version"),
    ("nginx", "nginx-light", "PATH=$PATH:/usr/sbin nginx -v"),
    ("Python 3 with venv", "python3-venv", "python3 -c 'import ensurepip, venv'"),
    ("setpriv", "util-linux", "setpriv --version"),
    ("strace", "strace", "strace --version"),
];

/// Installs what is missing.
pub fn install(sh: &Shell) -> anyhow::Result<()> {
    programs(sh)?;
    node_packages(sh, "tests/audit")?;
    node_packages(sh, "tests/peers")?;
    python_packages(sh)
}

/// Installs the locked packages of a folder, unless they are there.
pub fn node_packages(sh: &Shell, folder: &str) -> anyhow::Result<()> {
    let _folder = sh.push_dir(folder);
    if !works(cmd!(sh, "npm ls")) {
        cmd!(sh, "npm ci --no-audit --no-fund --ignore-scripts").run()?;
    }
    Ok(())
}

fn programs(sh: &Shell) -> anyhow::Result<()> {
    let missing = PROGRAMS.iter().filter(|(_, _, check)| !works(cmd!(sh, "sh -c {check}"))).collect::<Vec<_>>();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<_> = missing.iter().map(|(_, package, _)| *package).collect();
    let root = cmd!(sh, "id -u").quiet().read()? == "0";
    if !(root && works(cmd!(sh, "apt-get --version"))) {
        let names: Vec<_> = missing.iter().map(|(name, ..)| *name).collect();
        bail!(
            "the tests need {}; on Debian and Ubuntu, `sudo apt-get install --no-install-recommends {}` installs that",
            names.join(", "),
            packages.join(" "),
        );
    }
    cmd!(sh, "apt-get update -q").run()?;
    let install = cmd!(sh, "apt-get install -q -y --no-install-recommends {packages...}");
    install.env("DEBIAN_FRONTEND", "noninteractive").run().context("Debian's packages could not be installed")
}

fn python_packages(sh: &Shell) -> anyhow::Result<()> {
    let _folder = sh.push_dir("tests/peers");
    let python = ".venv/bin/python";
    if works(cmd!(sh, "{python} -c 'import cloudevents, rfc8785, standardwebhooks'")) {
        return Ok(());
    }
    cmd!(sh, "python3 -m venv .venv").run()?;
    cmd!(sh, "{python} -m pip install --quiet --disable-pip-version-check --requirement requirements.txt").run()?;
    Ok(())
}
