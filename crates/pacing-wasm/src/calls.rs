//! What JavaScript calls of the module that checks: numbers in, numbers out.
//!
//! What an editor does on every keystroke has functions of its own; all the rest is behind [`call`], so that the module carries what
//! surrounds a call once.

use crate::buffers::{State, answering, next, with};
use crate::places::Offsets;
use crate::policy;
use crate::refusal::Refusal;
use crate::report::{self, Kind};
use pacing_core::fixes::{self, Which};
use wasm_bindgen::prelude::wasm_bindgen;

/// The verdict: 1 for valid, plus 2 where there is anything to say, plus 4 where there is more than is said. `kind` is 0 for a whole
/// text, 1 for one that ends with a character of three bytes in place of half a surrogate pair, 2 for one that is too long to be written.
#[wasm_bindgen]
pub fn check(length: usize, kind: u32) -> u32 {
    with(|state| {
        let text = state.input.get(..length).unwrap_or_default();
        report::verdict(&report::report(text, Kind::of(kind), &state.options))
    })
}

/// The verdict, with the places for [`places_at`]: their number stands in the bits from the eighth on.
#[wasm_bindgen]
pub fn places(length: usize, kind: u32) -> u32 {
    with(|state| {
        let text = state.input.get(..length).unwrap_or_default();
        let report = report::report(text, Kind::of(kind), &state.options);
        state.places.clear();
        report::places(&report, &mut state.places);
        report::verdict(&report) | ((state.places.len() / report::PLACE) as u32) << 8
    })
}

/// Where the places stand: for each seven numbers of 32 bits, the rule's number plus 256 times the severity (0 info, 1
/// warning, 2 error), then offset, line and column of its start and of its end.
#[wasm_bindgen]
pub fn places_at() -> usize {
    with(|state| state.places.as_ptr().expose_provenance())
}

/// What [`call`] does, and what its numbers are. `text` and the like stand for the length of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// `(dialer, rules, profile)`: sets what documents are checked against from here on; see `policy.rs`.
    Options,
    /// `(text, kind, bytes)`: the problems as JSON text; see `report.rs`. `kind` as for [`check`], `bytes` is 1 for offsets in bytes, 0 for UTF-16 units.
    Problems,
    /// `(word, names)`: which of some names, each with a line end behind it, is near enough to be meant; no text where none is.
    Nearest,
    /// `(text, which)`: the fixes that can be applied at once, as JSON text: see `report.rs`. `which` is 1 for unsafe fixes as well.
    Fixes,
}

/// Every [`Call`], in the order of their numbers.
pub const CALLS: [Call; 4] = [Call::Options, Call::Problems, Call::Nearest, Call::Fixes];

/// Does what `which` stands for in [`CALLS`]. The length of the answer's text, as a negative number where it says why there is none: a digit
/// for the kind of refusal, then what its words are made of. [`answer`](crate::buffers::answer) says where the text stands.
#[wasm_bindgen]
pub fn call(which: usize, a: usize, b: usize, c: usize) -> i32 {
    answering(|state| CALLS.get(which).map_or(Ok(()), |call| run(state, *call, [a, b, c])))
}

fn run(state: &mut State, call: Call, [a, b, c]: [usize; 3]) -> Result<(), Refusal> {
    let State { input, answer: out, options, .. } = state;
    let mut input = input.as_slice();
    match call {
        Call::Problems => {
            let found = report::report(input.get(..a).unwrap_or_default(), Kind::of(b as u32), options);
            report::problems(out, &found, if c == 1 { Offsets::Utf8 } else { Offsets::Utf16 });
        }
        Call::Options => *options = policy::options(c, next(&mut input, a)?, next(&mut input, b)?)?,
        Call::Nearest => policy::nearest(out, next(&mut input, a)?, next(&mut input, b)?),
        Call::Fixes => {
            let text = next(&mut input, a)?;
            let which = if b == 1 { Which::Unsafe } else { Which::Safe };
            report::round(out, text, &fixes::round(text, options, which));
        }
    }
    Ok(())
}
