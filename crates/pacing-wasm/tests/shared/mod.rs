//! The same tests for Node and browsers. Texts go in and out as JavaScript moves them: through views of the module's memory.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use js_sys::{Uint8Array, Uint32Array, WebAssembly::Memory};
use pacing_core::profile::PROFILES;
use pacing_core::read::Syntax;
use pacing_core::{Offsets, Options, RULES, check};
use pacing_wasm::buffers;
use pacing_wasm::calls::{self, CALLS, Call};
use pacing_wasm::edits::{self, ASKS, Ask};
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
    let room = buffers::room(all.len());
    let view = Uint8Array::new_with_byte_offset_and_length(&memory(), room as u32, all.len() as u32);
    view.copy_from(all.as_bytes());
    texts.map(str::len)
}

/// The text of an answer, or why there is none.
fn read(length: i32) -> Result<String, String> {
    let view = Uint8Array::new_with_byte_offset_and_length(&memory(), buffers::answer() as u32, length.unsigned_abs());
    let text = String::from_utf8(view.to_vec()).expect("an answer is UTF-8");
    if length < 0 { Err(text) } else { Ok(text) }
}

/// Makes a call by its number.
fn call(call: Call, a: usize, b: usize, c: usize) -> i32 {
    let number = CALLS.iter().position(|other| *other == call).expect("every call has a number");
    calls::call(number, a, b, c)
}

/// The same of the module that edits.
fn ask(ask: Ask, a: usize, b: usize, c: usize) -> i32 {
    let number = ASKS.iter().position(|other| *other == ask).expect("every call has a number");
    edits::ask(number, a, b, c)
}

fn json(length: i32) -> Value {
    serde_json::from_str(&read(length).expect("there is an answer")).expect("it is JSON")
}

/// The number of a rule.
fn rule(code: &str) -> usize {
    RULES.iter().position(|rule| rule.code == code).expect("there is such a rule")
}

#[wasm_bindgen_test]
fn problems_are_those_of_the_native_report() {
    for line in CORPUS.lines() {
        let row: Value = serde_json::from_str(line).expect("the corpus is JSON lines");
        let text = row["text"].as_str().expect("a row has a text");
        let report = check(text, &Options::default());
        for (bytes, offsets) in [(0, Offsets::Utf16), (1, Offsets::Utf8)] {
            let [length] = write([text]);
            let found = json(call(Call::Problems, length, 0, bytes));
            let expected =
                serde_json::to_value(report.to_json(Options::default().profile, offsets)).expect("it is JSON");
            let problems = found[1].as_array().expect("problems are a list");
            let expected = expected["diagnostics"].as_array().expect("diagnostics are a list");
            assert_eq!(problems.len(), expected.len(), "{text}");
            for (problem, diagnostic) in problems.iter().zip(expected) {
                let at = |end: &str, what: &str| diagnostic["range"][end][what].clone();
                let of = |end| ["offset", "line", "column"].map(|what| at(end, what));
                let place = [of("start"), of("end")].concat();
                let code = diagnostic["code"].as_str().expect("a code is a text");
                assert_eq!((&problem[0], &problem[3]), (&json!(rule(code)), &diagnostic["path"]), "{text}");
                assert_eq!(problem[4], json!(place), "{text}");
                assert_eq!(problem[7] == json!([]), diagnostic.get("fix").is_none(), "{text}");
            }
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
    let places: Vec<_> = numbers.chunks(7).map(|place| (RULES[(place[0] & 255) as usize].code, &place[1..4])).collect();
    assert!(places.contains(&("S007", &[4, 2, 3][..])), "{places:?}");
    assert!(places.contains(&("S005", &[19, 2, 18][..])), "{places:?}");
}

#[wasm_bindgen_test]
fn a_text_that_cannot_be_handed_over_is_an_error_at_its_place() {
    let [length] = write(["[\"\u{fffd}"]);
    let found = json(call(Call::Problems, length, 1, 0));
    assert_eq!(found[1][0][5], json!([Syntax::LoneSurrogate as u32]));
    assert_eq!(found[1][0][4][0], 2);
    let found = json(call(Call::Problems, 0, 2, 0));
    assert_eq!(found[1][0][0], rule("S002"));
}

#[wasm_bindgen_test]
fn options_hold_until_the_next_ones() {
    let us_ks = PROFILES.iter().position(|profile| profile.id == "us-ks").expect("there is such a profile");
    let set = |dialer: &str, rules: &str, profile| {
        let [dialer, rules] = write([dialer, rules]);
        read(call(Call::Options, dialer, rules, profile))
    };
    let weight = |name: &str, level: u8| {
        let rule = RULES.iter().position(|rule| rule.name == name).expect("there is such a rule");
        String::from_utf8(vec![rule as u8, level]).expect("numbers are small")
    };
    assert_eq!(set("", &weight("matrix-gap", 2), us_ks), Ok(String::new()));
    let [length] = write([DOCUMENT]);
    let found = json(call(Call::Problems, length, 0, 0));
    assert_eq!(found[1][0][0], rule("R009"));
    assert_eq!(set("../x", "", 256), Err("0".to_owned()));
    assert_eq!(set("", &weight("matrix-overlap", 3), 0), Err(format!("6{}", rule("M003"))));
    let [length] = write([DOCUMENT]);
    assert_eq!(json(call(Call::Problems, length, 0, 0)), found, "refused options change nothing");
    assert_eq!(set("outbound-support", "", 256), Ok(String::new()));
    let [length] = write([DOCUMENT]);
    assert_eq!(json(call(Call::Problems, length, 0, 0))[1][0][0], rule("S011"));
    assert_eq!(set("", "", 0), Ok(String::new()));
    let [length] = write([DOCUMENT]);
    assert_eq!(calls::check(length, 0), 1);
    let [word, names] = write(["matrix-gab", "syntax\nmatrix-gap\n"]);
    assert_eq!(read(call(Call::Nearest, word, names, 0)).as_deref(), Ok("matrix-gap"));
}

#[wasm_bindgen_test]
fn documents_are_formatted_and_compared() {
    let [length] = write(["{\"max_speed\":45}"]);
    assert_eq!(read(ask(Ask::Format, length, 0, 0)).as_deref(), Ok("{\n  \"max_speed\": 45\n}\n"));
    let [before, after] = write([DOCUMENT, &DOCUMENT.replace(": 45,", ": 50,")]);
    let changes = json(ask(Ask::Diff, before, after, 0));
    assert_eq!(changes, json!(["/predictive_dialer_config/max_speed", "max_speed", "45", "50"]));
    let [before, after] = write(["[1]", "[]"]);
    assert_eq!(json(ask(Ask::Diff, before, after, 0)), json!(["/0", "[0]", "1", null]));
    let [length] = write([DOCUMENT]);
    assert_eq!(read(ask(Ask::SpeedFor, length, 7, 0)).as_deref(), Ok("25"));
    assert_eq!(read(ask(Ask::SpeedFor, length, 1000, 0)).as_deref(), Ok(""));
    let [length] = write(["["]);
    assert_eq!(read(ask(Ask::Format, length, 0, 0)), Err(format!("1{}", Syntax::Truncated as u32)));
}

#[wasm_bindgen_test]
fn edits_count_utf16_units() {
    let [length] = write(["{\"🙂\": 45,}"]);
    let fixes = json(call(Call::Fixes, length, 0, 0));
    assert_eq!(fixes, json!([[9, 10, ""], [[rule("S001"), 0, [Syntax::TrailingComma as u32], 1, ""]]]));
    let [text, value, pointer] = write(["{\"🙂\": 45}", "50", "/🙂"]);
    assert_eq!(json(ask(Ask::Set, text, value, pointer)), json!([7, 9, "50"]));
    let [text, value, pointer] = write(["{\"🙂\": 45}", "45", "/🙂"]);
    assert_eq!(json(ask(Ask::Set, text, value, pointer)), json!([]));
    let edits = |which, b, c| {
        let [length] = write([DOCUMENT]);
        json(ask(which, length, b, c)).as_array().map(Vec::len)
    };
    assert_eq!(edits(Ask::RemoveBand, 0, 0), Some(3));
    assert_eq!(edits(Ask::SplitBand, 1, 10), Some(6));
    let [length] = write([DOCUMENT]);
    assert_eq!(read(ask(Ask::MergeBands, length, 2, 0)), Err("53".to_owned()));
    let [text, band] = write([DOCUMENT, r#"{"agent_count_min":51,"agent_count_max":60,"max_speed":45}"#]);
    let new = ",\n      {\"agent_count_min\": 51, \"agent_count_max\": 60, \"max_speed\": 45}";
    assert_eq!(json(ask(Ask::InsertBand, text, band, 0))[2], new);
}
