//! wasm-bindgen's own programs, in the version that Cargo.lock names, so that nobody installs them.
//!
//! `bindgen wasm-bindgen ARGS…` writes the JavaScript of a module, `bindgen test ARGS…` runs its tests. It is a
//! package of its own, since it takes far longer to build than the other commands of `cargo xtask`.

use std::env::args_os;
use std::process::ExitCode;

use anyhow::bail;
use wasm_bindgen_cli::{wasm_bindgen, wasm_bindgen_test_runner};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    let args = args_os().skip(1);
    match args_os().nth(1).as_deref().and_then(|program| program.to_str()) {
        Some("wasm-bindgen") => wasm_bindgen::run_cli_with_args(args),
        Some("test") => wasm_bindgen_test_runner::run_cli_with_args(args),
        _ => bail!("`bindgen` runs `wasm-bindgen` or `test`"),
    }
}
