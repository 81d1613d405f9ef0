//! `cargo xtask www`: builds the editor into `dist/www/` and serves it on this machine.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Context;
use walkdir::WalkDir;
use xshell::{Shell, cmd};

use crate::{npm, toolchain};

/// What the npm package is made of.
const PACKAGE_SOURCES: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "wasm-pack.toml",
    "crates/pacing-core",
    "crates/pacing-wasm",
    "crates/pacing-apply",
    "crates/pacing-apply-wasm",
];

/// Build the editor into `dist/www/` and serve it on this machine.
///
/// Installs what it needs from lock files, and makes the npm package first where that is missing or older than its sources. The files
/// in `dist/www/` are all there is: any web server can serve them.
#[derive(clap::Args)]
pub struct Args {
    /// Build only
    #[arg(long, conflicts_with_all = ["port", "no_open", "measure"])]
    build: bool,

    /// Print what a first visit and a keystroke cost, beside bare CodeMirror in the same run
    #[arg(long, conflicts_with_all = ["port", "no_open"])]
    measure: bool,

    /// The port to serve on, on the loopback address; the next free one where it is taken
    #[arg(long, default_value_t = 4173)]
    port: u16,

    /// Print the address and open no browser
    #[arg(long)]
    no_open: bool,
}

pub fn run(sh: &Shell, args: &Args) -> anyhow::Result<()> {
    build(sh)?;
    if args.build {
        return Ok(());
    }
    if args.measure {
        return measure(sh);
    }
    let port = args.port.to_string();
    let open: &[&str] = if args.no_open { &[] } else { &["--open"] };
    let _folder = sh.push_dir("www");
    println!("Ctrl+C ends it.");
    Ok(cmd!(sh, "node node_modules/vite/bin/vite.js preview --port {port} {open...}").quiet().run()?)
}

/// Makes `dist/www/`.
pub fn build(sh: &Shell) -> anyhow::Result<()> {
    toolchain::node(sh)?;
    if is_package_stale(sh) {
        println!("The npm package comes first, since the editor is built on it.");
        npm::make(sh)?;
    }
    let _folder = sh.push_dir("www");
    toolchain::npm_packages(sh)?;
    cmd!(sh, "node node_modules/typescript/bin/tsc").quiet().run().context("the editor's types do not fit")?;
    Ok(cmd!(sh, "node node_modules/vite/bin/vite.js build --logLevel warn").quiet().run()?)
}

/// The step of `cargo xtask test`: the built editor in Chromium, used as a person would.
pub fn test(sh: &Shell) -> anyhow::Result<()> {
    toolchain::chromium(sh)?;
    build(sh)?;
    // The platform that the tests apply to, and the verifier of what they export.
    cmd!(sh, "cargo build --locked -p pacing-apply").quiet().run()?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| sh.current_dir().join("target"), PathBuf::from);
    let _folder = sh.push_dir("tests/www");
    toolchain::npm_packages(sh)?;
    cmd!(sh, "node node_modules/typescript/bin/tsc")
        .quiet()
        .run()
        .context("the types of the editor's tests do not fit")?;
    let program = target.join("debug").join(format!("pacing-apply{}", std::env::consts::EXE_SUFFIX));
    Ok(cmd!(sh, "node node_modules/@playwright/test/cli.js test").env("PACING_APPLY", program).quiet().run()?)
}

fn measure(sh: &Shell) -> anyhow::Result<()> {
    toolchain::chromium(sh)?;
    let _folder = sh.push_dir("tests/www");
    toolchain::npm_packages(sh)?;
    Ok(cmd!(sh, "node measure/run.mjs").quiet().run()?)
}

/// Whether the package is missing, or a file that it is made of is younger.
fn is_package_stale(sh: &Shell) -> bool {
    let root = sh.current_dir();
    let made = modified(&root.join("dist/npm/package.json"));
    let sources = PACKAGE_SOURCES.iter().flat_map(|source| files(root.join(source)));
    made.is_none_or(|made| sources.filter_map(|file| modified(&file)).any(|changed| changed > made))
}

/// The files below a path, without what the build itself puts there.
fn files(path: PathBuf) -> impl Iterator<Item = PathBuf> {
    let made = |name: &std::ffi::OsStr| name == "node_modules" || name == "generated";
    let entries = WalkDir::new(path).into_iter().filter_entry(move |entry| !made(entry.file_name()));
    entries.filter_map(Result::ok).filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path)
}

fn modified(file: &Path) -> Option<SystemTime> {
    file.metadata().ok()?.modified().ok()
}
