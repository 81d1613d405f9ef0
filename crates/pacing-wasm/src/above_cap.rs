//! The rule `forecast-above-cap` for JavaScript: a document and assumptions in, problems out.

use crate::forecast::{assumptions, with};
use crate::places::Offsets;
use crate::problems;
use pacing_core::read::utf8;
use pacing_core::{Severity, find_above_cap};
use wasm_bindgen::prelude::wasm_bindgen;

/// Makes room for a document of that many bytes of UTF-8 and says where they are to be written.
#[wasm_bindgen]
pub fn forecast_document(length: usize) -> usize {
    with(|numbers| {
        numbers.document.clear();
        numbers.document.resize(length, 0);
        numbers.document.as_mut_ptr().expose_provenance()
    })
}

/// What is found in the document, under the assumptions in [`forecast_room`](crate::forecast::forecast_room); `severity` is 0 for info, 1 for
/// warning, 2 for error. Gives the length of a JSON text that stands at [`forecast_text`](crate::forecast::forecast_text), of the
/// shape that `problems.rs` tells; or, as a negative number, what speaks against the assumptions.
#[wasm_bindgen]
pub fn forecast_above_cap(severity: u32) -> i32 {
    let severity = match severity {
        0 => Severity::Info,
        1 => Severity::Warning,
        _ => Severity::Error,
    };
    with(|numbers| {
        numbers.text.clear();
        let assumptions = match assumptions(&numbers.input) {
            Ok((assumptions, _)) => assumptions,
            Err(error) => return -1 - error as i32,
        };
        let document = utf8(&numbers.document).unwrap_or("");
        let found = find_above_cap(document, &assumptions, severity);
        let rule = found.problems.first().map_or(0, |problem| problem.rule);
        let omitted = [(rule, found.omitted)];
        let omitted = if found.omitted > 0 { &omitted[..] } else { &[] };
        let valid = severity != Severity::Error || found.problems.is_empty();
        problems::write(&mut numbers.text, document, Offsets::Utf16, valid, &found.problems, omitted);
        i32::try_from(numbers.text.len()).unwrap_or(i32::MAX)
    })
}
