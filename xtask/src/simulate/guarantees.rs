//! The tables of `docs/guarantees.md`: the invariants, and the planted bugs with what finds them.

use super::planted::{Bug, Found, SEEDS};
use anyhow::{Context, bail};
use xshell::{Shell, cmd};

const PAGE: &str = "docs/guarantees.md";

/// Whether the page names the invariants as they are in the simulation.
pub fn check(sh: &Shell) -> anyhow::Result<()> {
    let page = sh.read_file(PAGE)?;
    if replace(&page, "invariants", &invariants(sh)?)? != page {
        bail!(
            "the invariants in `{PAGE}` are not those of the simulation; `cargo xtask simulate --planted` writes them"
        );
    }
    Ok(())
}

/// Writes both tables.
pub fn write(sh: &Shell, bugs: &[Bug]) -> anyhow::Result<()> {
    let page = replace(&sh.read_file(PAGE)?, "invariants", &invariants(sh)?)?;
    Ok(sh.write_file(PAGE, replace(&page, "planted", &table(bugs))?)?)
}

fn invariants(sh: &Shell) -> anyhow::Result<String> {
    Ok(cmd!(sh, "cargo run --quiet --locked --profile simulate -p pacing-simulation -- --invariants").quiet().read()?)
}

fn table(bugs: &[Bug]) -> String {
    let mut table = format!("| patch | with it, the program | found by | first seed of {SEEDS} |\n|---|---|---|---|\n");
    for Bug { name, what, found } in bugs {
        if let Some(Found { invariant, seed }) = found {
            table += &format!("| [`{name}`](../tests/planted/{name}.patch) | {what} | {invariant} | {seed} |\n");
        }
    }
    table.trim_end().to_owned()
}

/// Replaces what stands between two marks.
fn replace(page: &str, name: &str, with: &str) -> anyhow::Result<String> {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("\n<!-- end of {name} -->"));
    let (head, rest) = page.split_once(&begin).with_context(|| format!("`{PAGE}` has the mark {begin}"))?;
    let (_, tail) = rest.split_once(&end).with_context(|| format!("`{PAGE}` has the mark {end}"))?;
    Ok(format!("{head}{begin}{with}{end}{tail}"))
}
