//! The bindings of `pacing-core` for JavaScript: nothing is decided here.
//!
//! The functions of [`calls`] take and give numbers alone, so the module imports nothing and needs no glue of `wasm-bindgen`: JavaScript writes
//! its text with `TextEncoder.encodeInto` into a [`room`](calls::room) that Rust owns and reads the answer from [`answer`](calls::answer). That
//! keeps a verdict well below the time of `JSON.parse`; passing strings the usual way costs more than the check.
//!
//! The TypeScript face is in `npm/`; [`generated`] makes its tables from the registry.

#[cfg(feature = "validate")]
mod answers;
#[cfg(feature = "validate")]
pub mod calls;
#[cfg(feature = "forecast")]
pub mod forecast;
#[cfg(all(feature = "validate", feature = "forecast", not(target_arch = "wasm32")))]
pub mod generated;
#[cfg(all(feature = "validate", feature = "forecast", not(target_arch = "wasm32")))]
mod json;
#[cfg(feature = "validate")]
mod lists;
#[cfg(feature = "validate")]
mod policy;
#[cfg(feature = "validate")]
mod refusal;
#[cfg(feature = "validate")]
mod report;
#[cfg(feature = "validate")]
mod state;

/// The standard library's allocator for browsers is the largest function of the module.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
