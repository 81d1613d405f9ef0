//! The bindings of `pacing-apply` for JavaScript: nothing is decided here.
//!
//! The TypeScript face (`crates/pacing-wasm/npm/src/apply/`) makes an instance of this module for each call, so that a trap takes
//! nothing else with it, and what was in its memory, secrets among it, goes with the instance. Options come in and
//! reports go out as plain values, by serde. What is called while a run goes on is in `page.rs`: the log's bytes, locks,
//! progress, the question.
//!
//! Not one of the functions throws: an answer says what went wrong (`answer.rs`).
#![cfg(target_arch = "wasm32")]

mod answer;
mod calls;
mod failure;
mod log;
mod options;
mod page;
mod report;
mod step;
mod storage;
mod world;

/// The standard library's allocator for browsers is a large function of the module.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Names the functions of Rust in what a debug build says when it ends in the middle.
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    if cfg!(debug_assertions) {
        console_error_panic_hook::set_once();
    }
}
