//! From the crate to `pacing_core.wasm`: cargo, wasm-bindgen, wasm-opt.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use serde_json::Value;
use xshell::{Shell, cmd};

use super::glue;
use super::project::Project;
use super::settings::Build;
use crate::toolchain::WASM;

/// Compiles a module, without names, and gives its path.
pub fn module(sh: &Shell, project: &Project, build: &Build) -> anyhow::Result<PathBuf> {
    let compiled = bind(sh, project, build, "plain", &project.settings.module.wasm_bindgen)?;
    let wasm = project.work.join(format!("{}.wasm", build.name));
    if !build.optimise {
        sh.copy_file(compiled, &wasm)?;
        return Ok(wasm);
    }
    optimise(sh, project, &compiled, &wasm, &[])?;
    Ok(wasm)
}

/// Compiles the same code with the names of its functions, for a look inside.
pub fn with_names(sh: &Shell, project: &Project, build: &Build) -> anyhow::Result<PathBuf> {
    let arguments: Vec<_> =
        project.settings.module.wasm_bindgen.iter().filter(|flag| *flag != "--remove-name-section").cloned().collect();
    let compiled = bind(sh, project, build, "named", &arguments)?;
    let wasm = project.work.join("named.wasm");
    optimise(sh, project, &compiled, &wasm, &["--debuginfo"])?;
    Ok(wasm)
}

/// The glue of a module that was compiled, if it needs any: where functions take and give numbers alone, it does not.
pub fn glue(sh: &Shell, project: &Project, build: &Build) -> anyhow::Result<Option<String>> {
    let file = project.work.join("plain").join(&build.name).join(format!("{}_bg.js", build.name));
    build.glue.then(|| glue::typescript(&sh.read_file(file)?)).transpose()
}

/// The module after wasm-bindgen, in a folder for it and its glue.
fn bind(sh: &Shell, project: &Project, build: &Build, folder: &str, arguments: &[String]) -> anyhow::Result<PathBuf> {
    let name = &build.name;
    let out = &project.work.join(folder).join(name);
    same_version(sh, &project.root)?;
    let compiled = compile(sh, project, build)?;
    sh.remove_path(out)?;
    cmd!(sh, "cargo run --quiet --locked -p bindgen -- wasm-bindgen")
        .args(arguments)
        .args(["--out-name", name, "--out-dir"])
        .args([out, &compiled])
        .quiet()
        .run()?;
    Ok(out.join(format!("{name}_bg.wasm")))
}

fn optimise(sh: &Shell, project: &Project, from: &Path, to: &Path, more: &[&str]) -> anyhow::Result<()> {
    let wasm_opt = project.tool("wasm-opt");
    let flags = &project.settings.module.wasm_opt;
    Ok(cmd!(sh, "{wasm_opt} {flags...} {more...} -o {to} {from}").quiet().run()?)
}

fn compile(sh: &Shell, project: &Project, build: &Build) -> anyhow::Result<PathBuf> {
    let settings = &project.settings.module;
    let package = build.package.as_ref().unwrap_or(&settings.package);
    let profile = &settings.profile;
    let features = build.features.join(",");
    let manifest = project.root.join("Cargo.toml");
    let mut flags = same_paths(sh, project)?;
    flags.extend_from_slice(build.rustc.as_ref().unwrap_or(&settings.rustc));
    // As a module alone: where a library is asked for as well, cargo optimises neither across crates.
    let messages = cmd!(sh, "cargo rustc --locked --lib -p {package} --profile {profile} --target {WASM}")
        .args(["--crate-type", "cdylib", "--no-default-features", "--features", &features])
        .args(["--message-format", "json-render-diagnostics", "--manifest-path"])
        .arg(manifest)
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
        .env("CARGO_HOME", &project.cargo_home)
        .quiet()
        .read()?;
    messages.lines().filter_map(wasm_file).next_back().context("cargo names no .wasm file that it made")
}

/// The `.wasm` file in a message of cargo, if it tells of one.
fn wasm_file(message: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(message).ok()?;
    let files = message.get("filenames")?.as_array()?.iter().filter_map(Value::as_str);
    files.map(PathBuf::from).find(|file| file.extension().is_some_and(|extension| extension == "wasm"))
}

/// Flags that give the places in panic messages the same names on every machine. Where two match, rustc takes the
/// last.
fn same_paths(sh: &Shell, project: &Project) -> anyhow::Result<Vec<String>> {
    let version = cmd!(sh, "rustc --version --verbose").quiet().read()?;
    let commit = version.lines().find_map(|line| line.strip_prefix("commit-hash: ")).unwrap_or("unknown");
    let sysroot = PathBuf::from(cmd!(sh, "rustc --print sysroot").quiet().read()?);
    let mut names = vec![(project.root.clone(), "/pacing".to_owned())];
    for registry in sh.read_dir(project.cargo_home.join("registry/src")).unwrap_or_default() {
        names.push((registry, "/registry".to_owned()));
    }
    names.push((sysroot.join("lib/rustlib/src/rust"), format!("/rustc/{commit}")));
    Ok(names.into_iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display())).collect())
}

/// wasm-bindgen writes sections into the module that only the same version of its program reads.
fn same_version(sh: &Shell, root: &Path) -> anyhow::Result<()> {
    let lock: toml::Table = toml::from_str(&sh.read_file(root.join("Cargo.lock"))?)?;
    let library = locked(&lock, "wasm-bindgen")?;
    let program = locked(&lock, "wasm-bindgen-cli")?;
    ensure!(
        library == program,
        "Cargo.lock has `wasm-bindgen` {library} and `wasm-bindgen-cli` {program}, which must be the same: set both in \
         Cargo.toml, then `cargo update -p wasm-bindgen --precise VERSION`"
    );
    Ok(())
}

fn locked<'a>(lock: &'a toml::Table, name: &str) -> anyhow::Result<&'a str> {
    let packages = lock.get("package").and_then(toml::Value::as_array).context("Cargo.lock has no packages")?;
    packages
        .iter()
        .find(|package| package.get("name").and_then(toml::Value::as_str) == Some(name))
        .and_then(|package| package.get("version")?.as_str())
        .with_context(|| format!("Cargo.lock has no `{name}`"))
}
