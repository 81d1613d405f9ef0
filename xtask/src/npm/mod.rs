//! `cargo xtask npm`: makes the npm package in `dist/npm/`, and the tarball beside it.
//!
//! `wasm-pack.toml` says what is built and how. The steps, each a file: `build` compiles the crate, `face` makes the
//! JavaScript and its types, `assemble` puts the package together.

mod assemble;
mod build;
mod face;
mod glue;
mod inline;
mod project;
pub mod proof;
mod reproduce;
mod settings;
mod sizes;
mod spent;
pub mod test;

use std::path::PathBuf;

use xshell::Shell;

use self::project::Project;

/// Make the npm package in `dist/npm/`, and `dist/pacing-core-VERSION.tgz` from it.
///
/// Installs what it needs: the wasm target by rustup, the tools by `npm ci` from the lock file.
#[derive(clap::Args)]
pub struct Args {
    /// Also print the sizes, and fail where one is over its budget, or a kilobyte above the committed file
    #[arg(long)]
    sizes: bool,

    /// Also write the sizes to the committed file and to `docs/npm-sizes.md`
    #[arg(long)]
    write_sizes: bool,

    /// Also print what each kilobyte of the module is spent on
    #[arg(long)]
    spent: bool,

    /// Also build in another folder, and fail where a byte of the package differs
    #[arg(long)]
    twice: bool,
}

pub fn run(sh: &Shell, args: &Args) -> anyhow::Result<()> {
    let project = Project::here(sh)?;
    let tarball = package(sh, &project)?;
    println!("{}", tarball.display());
    if args.write_sizes {
        sizes::write(sh, &project, &tarball)?;
    }
    if args.sizes {
        sizes::check(sh, &project, &tarball)?;
    }
    if args.spent {
        print!("{}", spent::table(sh, &project)?);
    }
    if args.twice {
        reproduce::check(sh, &project, &tarball)?;
    }
    Ok(())
}

/// Makes the package and the tarball.
pub fn make(sh: &Shell) -> anyhow::Result<()> {
    let project = Project::here(sh)?;
    package(sh, &project).map(drop)
}

/// Makes the package and the tarball, and gives the tarball's path.
fn package(sh: &Shell, project: &Project) -> anyhow::Result<PathBuf> {
    let builds = project.settings.module.build.iter();
    let modules: Vec<PathBuf> = builds.map(|build| build::module(sh, project, build)).collect::<Result<_, _>>()?;
    face::build(sh, project, &modules)?;
    assemble::tarball(sh, project, &modules)
}
