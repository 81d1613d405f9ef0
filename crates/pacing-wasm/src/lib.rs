//! The bindings of `pacing-core` for JavaScript: nothing is decided here.
//!
//! The functions take and give numbers alone, so a module imports nothing and needs no glue of `wasm-bindgen`: JavaScript writes
//! its text with `TextEncoder.encodeInto` into a [`room`](buffers::room) that Rust owns and reads the answer from [`answer`](buffers::answer). That
//! keeps a verdict well below the time of `JSON.parse`; passing strings the usual way costs more than the check.
//!
//! The TypeScript face is in `npm/`; [`generated`] makes its tables from the registry.

#[cfg(feature = "forecast")]
pub mod above_cap;
#[cfg(any(feature = "validate", feature = "edit"))]
pub mod buffers;
#[cfg(feature = "validate")]
pub mod calls;
#[cfg(feature = "edit")]
pub mod edits;
#[cfg(feature = "forecast")]
pub mod forecast;
#[cfg(all(feature = "validate", feature = "edit", feature = "forecast", not(target_arch = "wasm32")))]
pub mod generated;
#[cfg(all(feature = "validate", feature = "edit", feature = "forecast", not(target_arch = "wasm32")))]
mod json;
mod lists;
mod places;
#[cfg(feature = "validate")]
mod policy;
#[cfg(any(feature = "validate", feature = "forecast"))]
mod problems;
#[cfg(any(feature = "validate", feature = "edit"))]
mod refusal;
#[cfg(feature = "validate")]
mod report;

/// The standard library's allocator for browsers is the largest function of the module.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
