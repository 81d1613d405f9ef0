//! `wasm-pack.toml`: what is built, and how.

use serde::Deserialize;

/// The whole file; its comments say what each key means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub module: Module,
    pub package: Package,
    pub budget: Budget,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Module {
    pub package: String,
    pub name: String,
    pub profile: String,
    pub wasm_bindgen: Vec<String>,
    pub wasm_opt: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    pub folder: String,
    pub esm: Vec<String>,
    pub cjs: Vec<String>,
}

/// Bytes after compression by gzip.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    pub main: u64,
    pub slim: u64,
    pub alarm: u64,
}
