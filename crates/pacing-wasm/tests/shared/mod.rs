//! The same tests for Node and browsers. Texts go in and out as JavaScript moves them: through views of the module's memory.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use js_sys::{Uint8Array, Uint32Array, WebAssembly::Memory};
use pacing_core::{Offsets, Options, check};
use pacing_wasm::calls::{self, CALLS, Call};
use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

const DOCUMENT: &str = include_str!("../../../../examples/outbound-sales.json");
const CORPUS: &str = include_str!("../../../../tests/corpus/hand.jsonl");

fn memory() -> wasm_bindgen::JsValue {
    wasm_bindgen::memory().unchecked_into::<Memory>().buffer()
}

/// Writes texts one behind the other and gives the length of each.
fn write<const N: usize>(texts: [&str; N]) -> [usize; N] {
    let all = texts.concat();
    let room = calls::room(all.len());
    let view = Uint8Array::new_with_byte_offset_and_length(&memory(), room as u32, all.len() as u32);
    view.copy_from(all.as_bytes());
    texts.map(str::len)
}

/// The text of an answer, or why there is none.
fn read(length: i32) -> Result<String, String> {
    let view = Uint8Array::new_with_byte_offset_and_length(&memory(), calls::answer() as u32, length.unsigned_abs());
    let text = String::from_utf8(view.to_vec()).expect("an answer is UTF-8");
    if length < 0 { Err(text) } else { Ok(text) }
}

/// Makes a call by its number.
fn call(call: Call, a: usize, b: usize, c: usize) -> i32 {
    let number = CALLS.iter().position(|other| *other == call).expect("every call has a number");
    calls::call(number, a, b, c)
}

fn json(length: i32) -> Value {
    serde_json::from_str(&read(length).expect("there is an answer")).expect("it is JSON")
}

#[wasm_bindgen_test]
fn words_are_those_of_the_native_report() {
    for line in CORPUS.lines() {
        let row: Value = serde_json::from_str(line).expect("the corpus is JSON lines");
        let text = row["text"].as_str().expect("a row has a text");
        let report = check(text, &Options::default());
        for (bytes, offsets) in [(0, Offsets::Utf16), (1, Offsets::Utf8)] {
            let expected =
                serde_json::to_string(&report.to_json(Options::default().profile, offsets)).expect("a report is JSON");
            let [length] = write([text]);
            assert_eq!(read(call(Call::Words, length, 0, bytes)).as_ref(), Ok(&expected), "{text}");
            assert_eq!(calls::check(length, 0) & 1 == 1, report.is_valid(), "{text}");
        }
    }
}

#[wasm_bindgen_test]
fn places_are_numbers_in_memory() {
    let text = "{\n  \"🙂\": 1, \"id\": 7}";
    let [length] = write([text]);
    let bits = calls::places(length, 0);
    let count = bits >> 8;
    let numbers =
        Uint32Array::new_with_byte_offset_and_length(&memory(), calls::places_at() as u32, count * 7).to_vec();
    let names: Vec<(String, String)> =
        serde_json::from_value(json(call(Call::Names, 0, 0, 0))).expect("names are pairs");
    let places: Vec<_> =
        numbers.chunks(7).map(|place| (names[(place[0] & 255) as usize].0.as_str(), &place[1..4])).collect();
    assert!(places.contains(&("S007", &[4, 2, 3][..])), "{places:?}");
    assert!(places.contains(&("S005", &[19, 2, 18][..])), "{places:?}");
}

#[wasm_bindgen_test]
fn a_text_that_cannot_be_handed_over_is_an_error_at_its_place() {
    let [length] = write(["[\"\u{fffd}"]);
    let report = json(call(Call::Words, length, 1, 0));
    assert_eq!(report["diagnostics"][0]["message"], "half of a surrogate pair stands alone");
    assert_eq!(report["diagnostics"][0]["range"]["start"]["offset"], 2);
    let report = json(call(Call::Words, 0, 2, 0));
    assert_eq!(report["diagnostics"][0]["code"], "S002");
}

#[wasm_bindgen_test]
fn options_hold_until_the_next_ones() {
    let [length] = write([r#"{"profile":"us-ks","rules":{"matrix-gap":"error"}}"#]);
    assert_eq!(read(call(Call::Options, length, 0, 0)), Ok(String::new()));
    let [length] = write([DOCUMENT]);
    let report = json(call(Call::Words, length, 0, 0));
    assert_eq!(report["diagnostics"][0]["code"], "R009");
    let [length] = write([r#"{"profile":"kansas"}"#]);
    let refused = read(call(Call::Options, length, 0, 0)).expect_err("there is no such profile");
    assert!(refused.starts_with("0there is no profile `kansas`"), "{refused}");
    let [length] = write(["{}"]);
    assert_eq!(read(call(Call::Options, length, 0, 0)), Ok(String::new()));
    let [length] = write([DOCUMENT]);
    assert_eq!(calls::check(length, 0), 1);
}

#[wasm_bindgen_test]
fn documents_are_formatted_and_compared() {
    let [length] = write(["{\"max_speed\":45}"]);
    assert_eq!(read(call(Call::Format, length, 0, 0)).as_deref(), Ok("{\n  \"max_speed\": 45\n}\n"));
    let [before, after] = write([DOCUMENT, &DOCUMENT.replace(": 45,", ": 50,")]);
    let changes = json(call(Call::Diff, before, after, 0));
    assert_eq!(changes, json!(["/predictive_dialer_config/max_speed", "max_speed", "45", "50"]));
    let [before, after] = write(["[1]", "[]"]);
    assert_eq!(json(call(Call::Diff, before, after, 0)), json!(["/0", "[0]", "1", null]));
    let [length] = write([DOCUMENT]);
    assert_eq!(read(call(Call::SpeedFor, length, 7, 0)).as_deref(), Ok("25"));
    assert_eq!(read(call(Call::SpeedFor, length, 1000, 0)).as_deref(), Ok(""));
    let [length] = write(["["]);
    assert_eq!(read(call(Call::Format, length, 0, 0)).as_deref(), Err("1the text ends too early"));
}

#[wasm_bindgen_test]
fn edits_count_utf16_units() {
    let [length] = write(["{\"🙂\": 45,}"]);
    let fixes = json(call(Call::Fixes, length, 0, 0));
    assert_eq!(fixes, json!([[9, 10, ""], ["S001", "remove the comma"]]));
    let [text, pointer, value] = write(["{\"🙂\": 45}", "/🙂", "50"]);
    assert_eq!(json(call(Call::Set, text, pointer, value)), json!([7, 9, "50"]));
    let [text, pointer, value] = write(["{\"🙂\": 45}", "/🙂", "45"]);
    assert_eq!(json(call(Call::Set, text, pointer, value)), json!([]));
    let edits = |which, b, c| {
        let [length] = write([DOCUMENT]);
        json(call(which, length, b, c)).as_array().map(Vec::len)
    };
    assert_eq!(edits(Call::RemoveBand, 0, 0), Some(3));
    assert_eq!(edits(Call::SplitBand, 1, 10), Some(6));
    let [length] = write([DOCUMENT]);
    assert_eq!(read(call(Call::MergeBands, length, 2, 0)).as_deref(), Err("53"));
    let [text, band] = write([DOCUMENT, r#"{"agent_count_min":51,"agent_count_max":60,"max_speed":45}"#]);
    let new = ",\n      {\"agent_count_min\": 51, \"agent_count_max\": 60, \"max_speed\": 45}";
    assert_eq!(json(call(Call::InsertBand, text, band, 0))[2], new);
}
