//! What JavaScript calls: numbers in, numbers out.
//!
//! Texts stand one behind the other in the room; a call is told their lengths in bytes. What an editor does on every keystroke has functions of
//! its own; all the rest is behind [`call`], so that the module carries what surrounds a call once.

use crate::refusal::Refusal;
use crate::report::{self, Kind, Offsets};
use crate::state::State;
use crate::{answers, policy, state};
use pacing_core::fixes::{self, Which};
use pacing_core::read::{SyntaxError, Tree, utf8};
use pacing_core::{Matrix, diff, edit};
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

/// Where the places stand: for each seven numbers of 32 bits, the rule's number plus 256 times the severity (0 info, 1
/// warning, 2 error), then offset, line and column of its start and of its end.
#[wasm_bindgen]
pub fn places_at() -> usize {
    state::with(|state| state.places.as_ptr().expose_provenance())
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
    /// `(text)`: the document in the builder's layout.
    Format,
    /// `(before, after)`: what changes from one document to another, as JSON text: `[path, what, before, after, path, …]`.
    Diff,
    /// `(text, agents)`: the speed for a team, as a number in text; no text where no band covers it.
    SpeedFor,
    /// `(text, which)`: the fixes that can be applied at once, as JSON text: `[[start, end, text, start, …], [code, title, code, …]]`.
    /// `which` is 1 for unsafe fixes as well.
    Fixes,
    /// `(text, value, pointer)`: the edits that set the value at a JSON pointer: `[start, end, text, start, …]`.
    Set,
    /// `(text, band)`: the edits that insert a band.
    InsertBand,
    /// `(text, index)`: the edits that remove the band at an index of the list.
    RemoveBand,
    /// `(text, index, agents)`: the edits that split a band into two; the second one starts at `agents`.
    SplitBand,
    /// `(text, index)`: the edits that extend a band over the next one of the list and remove that one.
    MergeBands,
}

/// Every [`Call`], in the order of their numbers.
pub const CALLS: [Call; 12] = [
    Call::Options,
    Call::Problems,
    Call::Nearest,
    Call::Format,
    Call::Diff,
    Call::SpeedFor,
    Call::Fixes,
    Call::Set,
    Call::InsertBand,
    Call::RemoveBand,
    Call::SplitBand,
    Call::MergeBands,
];

/// Does what `which` stands for in [`CALLS`]. The length of the answer's text, as a negative number where it says why there is none: a digit
/// for the kind of refusal, then what its words are made of. [`answer`] says where the text stands.
#[wasm_bindgen]
pub fn call(which: usize, a: usize, b: usize, c: usize) -> i32 {
    state::with(|state| {
        state.answer.clear();
        let done = CALLS.get(which).map_or(Ok(()), |call| run(state, *call, [a, b, c]));
        let sign = match done {
            Ok(()) => 1,
            Err(refusal) => {
                refusal.write(&mut state.answer);
                -1
            }
        };
        sign * i32::try_from(state.answer.len()).unwrap_or(i32::MAX)
    })
}

fn run(state: &mut State, call: Call, [a, b, c]: [usize; 3]) -> Result<(), Refusal> {
    let State { input, answer: out, options, .. } = state;
    if call == Call::Problems {
        let found = report::report(input.get(..a).unwrap_or_default(), Kind::of(b as u32), options);
        report::problems(out, &found, if c == 1 { Offsets::Utf8 } else { Offsets::Utf16 });
        return Ok(());
    }
    let mut input = input.as_slice();
    let text = next(&mut input, a)?;
    match call {
        Call::Options => *options = policy::options(c, text, next(&mut input, b)?)?,
        Call::Nearest => policy::nearest(out, text, next(&mut input, b)?),
        Call::Fixes => {
            let which = if b == 1 { Which::Unsafe } else { Which::Safe };
            answers::round(out, text, &fixes::round(text, options, which));
        }
        _ => return of_tree(out, Tree::parse(text)?, call, [b, c], input),
    }
    Ok(())
}

/// Calls about a document that can be read; more texts stand in `input`.
fn of_tree(out: &mut String, tree: Tree<'_>, call: Call, [b, c]: [usize; 2], mut input: &[u8]) -> Result<(), Refusal> {
    let edits = match call {
        Call::Format => {
            *out = pacing_core::format_tree(&tree);
            return Ok(());
        }
        Call::SpeedFor => {
            answers::speed(out, Matrix::speed_in(tree, b as u32));
            return Ok(());
        }
        Call::RemoveBand => edit::remove_band(&tree, b),
        Call::SplitBand => edit::split_band(&tree, b, c as u32),
        Call::MergeBands => edit::merge_bands(&tree, b),
        _ => {
            let other = Tree::parse(next(&mut input, b)?);
            if call == Call::Set {
                edit::set(&tree, next(&mut input, c)?, &other.map_err(Refusal::Value)?)
            } else if call == Call::InsertBand {
                edit::insert_band(&tree, &other?)
            } else {
                answers::changes(out, &diff::diff(&tree, &other?));
                return Ok(());
            }
        }
    };
    report::edits(out, tree.text(), &edits?);
    Ok(())
}

/// The next text of the room.
fn next<'a>(input: &mut &'a [u8], length: usize) -> Result<&'a str, SyntaxError> {
    let (text, rest) = input.split_at_checked(length).unwrap_or_default();
    *input = rest;
    utf8(text)
}

/// Debug builds say in the console where they panicked. A release build leaves all of it out.
#[cfg(all(debug_assertions, target_arch = "wasm32"))]
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}
