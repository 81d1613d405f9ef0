//! `wasm-pack.toml`: what is built, and how.

use std::collections::BTreeMap;

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
    pub profile: String,
    pub rustc: Vec<String>,
    pub wasm_bindgen: Vec<String>,
    pub wasm_opt: Vec<String>,
    pub build: Vec<Build>,
}

/// One module: a crate with some of its features.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Build {
    pub name: String,
    /// The crate, where it is another one than [`Module::package`].
    pub package: Option<String>,
    /// What the compiler is told, where it is something else than [`Module::rustc`].
    pub rustc: Option<Vec<String>>,
    pub features: Vec<String>,
    /// It imports what wasm-bindgen makes.
    #[serde(default)]
    pub glue: bool,
    /// wasm-opt makes it smaller or quicker.
    #[serde(default = "yes")]
    pub optimise: bool,
}

const fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    pub folder: String,
    pub esm: Vec<String>,
    pub cjs: Vec<String>,
    pub shared: BTreeMap<String, String>,
}

/// Bytes after compression by gzip.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    pub main: u64,
    pub slim: u64,
    pub forecast: u64,
    pub apply: u64,
    pub alarm: u64,
}
