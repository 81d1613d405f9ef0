//! The JavaScript of the package and its types: esbuild and tsc over the TypeScript beside the crate.

use std::path::PathBuf;

use anyhow::Context;
use xshell::{Shell, cmd};

use super::build;
use super::inline;
use super::project::Project;

/// The oldest syntax that is left in the package: of 2022, as Node 20 and all current browsers have it.
const SYNTAX: &str = "--target=es2022";

/// Writes `esm/` and `cjs/` of the package.
pub fn build(sh: &Shell, project: &Project, modules: &[PathBuf]) -> anyhow::Result<()> {
    sh.remove_path(project.package())?;
    generate(sh, project, modules)?;
    for entry in &project.settings.package.esm {
        bundle(sh, project, entry, "esm", &["--platform=neutral", "--external:*.wasm"])?;
    }
    for entry in &project.settings.package.cjs {
        bundle(sh, project, entry, "cjs", &["--platform=node"])?;
    }
    // One instance of a module for `import` and `require`.
    for (name, entry) in &project.settings.package.shared {
        let passed_on = format!("export * from \"../cjs/{entry}.js\";\n");
        sh.write_file(project.package().join(format!("esm/{name}.js")), passed_on)?;
    }
    sh.write_file(project.package().join("cjs/package.json"), "{ \"type\": \"commonjs\" }\n")?;
    types(sh, project)
}

/// The TypeScript that is made from the registry, each module as text, and the glue of those that need it.
fn generate(sh: &Shell, project: &Project, modules: &[PathBuf]) -> anyhow::Result<()> {
    let folder = project.generated();
    sh.remove_path(&folder)?;
    for (name, text) in pacing_wasm::generated::files() {
        sh.write_file(folder.join(name), text)?;
    }
    for wasm in modules {
        let name = wasm.file_stem().context("a module has a name")?;
        let text = inline::typescript(&sh.read_binary_file(wasm)?)?;
        sh.write_file(folder.join(name).with_extension("ts"), text)?;
    }
    for module in &project.settings.module.build {
        if let Some(text) = build::glue(sh, project, module)? {
            sh.write_file(folder.join(format!("{}_glue.ts", module.name)), text)?;
        }
    }
    Ok(())
}

/// One entry with all that it imports. Its name is a condition in `imports` of package.json, which says where the entry
/// takes the module from.
fn bundle(sh: &Shell, project: &Project, entry: &str, format: &str, flags: &[&str]) -> anyhow::Result<()> {
    let esbuild = project.tool("esbuild");
    let out = project.package().join(format);
    let _folder = sh.push_dir(project.sources());
    cmd!(sh, "{esbuild} src/{entry}.ts --bundle --format={format} {SYNTAX} --log-level=warning {flags...}")
        .arg(format!("--conditions={entry}"))
        .arg(format!("--outdir={}", out.display()))
        .quiet()
        .run()?;
    Ok(())
}

/// The same declarations stand in both folders, since what a `.d.ts` declares depends on the folder's kind of module.
fn types(sh: &Shell, project: &Project) -> anyhow::Result<()> {
    let tsc = project.tool("tsc");
    let config = project.sources().join("tsconfig.json");
    for folder in ["esm", "cjs"] {
        let out = project.package().join(folder);
        cmd!(sh, "{tsc} -p {config} --outDir {out}").quiet().run()?;
    }
    Ok(())
}
