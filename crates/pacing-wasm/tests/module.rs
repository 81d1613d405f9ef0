//! The calls as JavaScript makes them: bytes written into the module's memory, and answers read from it.
//!
//! `cargo xtask test --only wasm` runs these in Node and in headless Chromium.

#![cfg(target_arch = "wasm32")]

use js_sys::{Uint8Array, WebAssembly::Memory};
use pacing_wasm::calls;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

const VALID: u32 = 1;
const SOMETHING_TO_SAY: u32 = 2;
/// A text that was written whole.
const WHOLE: u32 = 0;

#[wasm_bindgen_test]
fn a_valid_document_has_nothing_to_say() {
    assert_eq!(calls::check(write(&document(6)), WHOLE), VALID);
}

#[wasm_bindgen_test]
fn an_overlap_is_found_and_put_into_words() {
    let text = document(5);
    assert_eq!(calls::check(write(&text), WHOLE), SOMETHING_TO_SAY);
    let words = answer(calls::words(write(&text), WHOLE, 0));
    assert!(words.contains(r#""code":"M003""#), "{words}");
}

#[wasm_bindgen_test]
fn a_text_that_makes_the_memory_grow_is_read_whole() {
    let text = format!("{}{}", " ".repeat(8 << 20), document(6));
    assert_eq!(calls::check(write(&text), WHOLE), VALID);
}

#[wasm_bindgen_test]
fn what_is_no_document_is_an_answer_too() {
    for text in ["", "\0", "{", "\u{feff}{}", "[[[[[[[["] {
        assert_eq!(calls::check(write(text), WHOLE), SOMETHING_TO_SAY, "{text:?}");
    }
}

#[wasm_bindgen_test]
fn an_edit_that_cannot_be_made_says_why() {
    let length = calls::remove_band(write(&document(6)), 7);
    assert!(length < 0, "{length}");
    let reason = answer(length);
    assert!(reason.contains("no-such-place"), "{reason}");
}

/// A document with two bands; the second one starts at `min`.
fn document(min: u32) -> String {
    format!(
        r#"{{"id":"sales","type":"PREDICTIVE","predictive_dialer_config":{{"pacing_rules":[
        {{"agent_count_min":1,"agent_count_max":5,"max_speed":10}},{{"agent_count_min":{min},"agent_count_max":20,"max_speed":25}}],
        "max_speed":45,"abandon_rate_threshold":0.025,"reload_on_update":true}}}}"#
    )
}

/// Writes the text where the module asks for it, and gives its length.
fn write(text: &str) -> usize {
    piece(calls::room(text.len()), text.len()).copy_from(text.as_bytes());
    text.len()
}

/// The text of an answer of this length, which is negative where it says why there is none.
fn answer(length: i32) -> String {
    let bytes = piece(calls::answer(), usize::try_from(length.unsigned_abs()).unwrap_or_default());
    String::from_utf8(bytes.to_vec()).unwrap_or_default()
}

fn piece(start: usize, length: usize) -> Uint8Array {
    let memory: Memory = wasm_bindgen::memory().unchecked_into();
    let place = |at| u32::try_from(at).unwrap_or(u32::MAX);
    Uint8Array::new(&memory.buffer()).subarray(place(start), place(start + length))
}
