//! What the tests of `pacing-apply` run against: programs and libraries of other people.

use xshell::{Shell, cmd};

use crate::toolchain::{self, works};

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

fn node_packages(sh: &Shell, folder: &str) -> anyhow::Result<()> {
    let _folder = sh.push_dir(folder);
    toolchain::npm_packages(sh)
}

fn programs(sh: &Shell) -> anyhow::Result<()> {
    let missing = PROGRAMS.iter().filter(|(_, _, check)| !works(cmd!(sh, "sh -c {check}"))).collect::<Vec<_>>();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = missing.iter().map(|(name, ..)| *name).collect();
    let packages: Vec<_> = missing.iter().map(|(_, package, _)| *package).collect();
    toolchain::debian_packages(sh, &names.join(", "), &packages)
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
