//! What JavaScript calls: numbers in, numbers out.
//!
//! Texts stand one behind the other in the room; a call is told their lengths in bytes. A call that gives text says its length, as a
//! negative number where the text says why there is none, and [`answer`] says where it stands.

use crate::report::{self, Kind, Offsets};
use crate::{document, edits, policy, state};
use pacing_core::RULES;
use wasm_bindgen::prelude::wasm_bindgen;

/// Makes room for `length` bytes and says where they are to be written: to be asked before each text, since any call may move it.
#[wasm_bindgen]
pub fn room(length: usize) -> usize {
    state::with(|state| {
        if state.input.len() < length {
            state.input.resize(length, 0);
        }
        state.input.as_mut_ptr().expose_provenance()
    })
}

/// Where the text of the last answer stands.
#[wasm_bindgen]
pub fn answer() -> usize {
    state::with(|state| state.answer.as_ptr().expose_provenance())
}

/// Sets what documents are checked against from here on: options as JSON text.
#[wasm_bindgen]
pub fn options(length: usize) -> i32 {
    let mut options = None;
    let answer = state::answer([length], |[text], _| {
        options = Some(policy::options(text)?);
        Ok(String::new())
    });
    if let Some(options) = options {
        state::with(|state| state.options = options);
    }
    answer
}

/// The verdict: 1 for valid, plus 2 where there is anything to say, plus 4 where there is more than is said. `kind` is 0 for a whole
/// text, 1 for one that ends with a character of three bytes in place of half a surrogate pair, 2 for one that is too long to be written.
#[wasm_bindgen]
pub fn check(length: usize, kind: u32) -> u32 {
    state::with(|state| {
        let text = state.input.get(..length).unwrap_or_default();
        report::verdict(&report::report(text, Kind::of(kind), &state.options))
    })
}

/// The verdict, with the places for [`places_at`]: their number stands in the bits from the eighth on.
#[wasm_bindgen]
pub fn places(length: usize, kind: u32) -> u32 {
    state::with(|state| {
        let text = state.input.get(..length).unwrap_or_default();
        let report = report::report(text, Kind::of(kind), &state.options);
        state.places.clear();
        report::places(&report, &mut state.places);
        report::verdict(&report) | ((state.places.len() / report::PLACE) as u32) << 8
    })
}

/// Where the places stand: for each seven numbers of 32 bits, the rule's place in [`names`] plus 256 times the severity (0 info, 1
/// warning, 2 error), then offset, line and column of its start and of its end.
#[wasm_bindgen]
pub fn places_at() -> usize {
    state::with(|state| state.places.as_ptr().expose_provenance())
}

/// The report as JSON text; `bytes` is 1 for offsets in bytes, 0 for UTF-16 units.
#[wasm_bindgen]
pub fn words(length: usize, kind: u32, bytes: u32) -> i32 {
    let offsets = if bytes == 1 { Offsets::Utf8 } else { Offsets::Utf16 };
    state::with(|state| {
        let text = state.input.get(..length).unwrap_or_default();
        let report = report::report(text, Kind::of(kind), &state.options);
        state.answer = report::words(&report, state.options.profile, offsets);
        i32::try_from(state.answer.len()).unwrap_or(i32::MAX)
    })
}

/// Code and name of every rule, as JSON text: `[["S001","syntax"],…]`.
#[wasm_bindgen]
pub fn names() -> i32 {
    state::answer([], |[], _| Ok(report::names(RULES)))
}

/// A document from the builder's inputs, as JSON text: `{"id", "bands": [[min, max, speed],…], "threshold", "max_speed", "reload"}`,
/// every number as a string.
#[wasm_bindgen]
pub fn build(input: usize) -> i32 {
    state::answer([input], |[input], _| document::build(input))
}

/// The document in the builder's layout.
#[wasm_bindgen]
pub fn format(text: usize) -> i32 {
    state::answer([text], |[text], _| Ok(pacing_core::format(text)?))
}

/// What changes from one document to another, as JSON text.
#[wasm_bindgen]
pub fn diff(before: usize, after: usize) -> i32 {
    state::answer([before, after], |[before, after], _| document::diff(before, after))
}

/// The speed for a team, as a number in text; no text where no band covers it.
#[wasm_bindgen]
pub fn speed_for(text: usize, agents: u32) -> i32 {
    state::answer([text], |[text], _| document::speed_for(text, agents))
}

/// The text after its fixes, as JSON text: `{"text", "applied": [{"code", "title"},…], "edits"}`. `which` is 1 for unsafe fixes as well.
#[wasm_bindgen]
pub fn apply_fixes(text: usize, which: u32) -> i32 {
    state::answer([text], |[text], options| Ok(edits::apply_fixes(text, options, which == 1)))
}

/// The edits that set the value at a JSON pointer.
#[wasm_bindgen]
pub fn set(text: usize, pointer: usize, value: usize) -> i32 {
    state::answer([text, pointer, value], |[text, pointer, value], _| edits::set(text, pointer, value))
}

/// The edits that insert a band.
#[wasm_bindgen]
pub fn insert_band(text: usize, min: u32, max: u32, speed: u32) -> i32 {
    state::answer([text], |[text], _| edits::insert_band(text, min, max, speed))
}

/// The edits that remove the band at an index of the list.
#[wasm_bindgen]
pub fn remove_band(text: usize, index: usize) -> i32 {
    state::answer([text], |[text], _| edits::remove_band(text, index))
}

/// The edits that split the band at an index into two; the second one starts at `agents`.
#[wasm_bindgen]
pub fn split_band(text: usize, index: usize, agents: u32) -> i32 {
    state::answer([text], |[text], _| edits::split_band(text, index, agents))
}

/// The edits that extend the band at an index over the next one of the list and remove that one.
#[wasm_bindgen]
pub fn merge_bands(text: usize, index: usize) -> i32 {
    state::answer([text], |[text], _| edits::merge_bands(text, index))
}

/// Debug builds say in the console where they panicked. A release build leaves all of it out.
#[cfg(all(debug_assertions, target_arch = "wasm32"))]
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}
