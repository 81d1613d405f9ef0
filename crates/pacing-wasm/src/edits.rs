//! What JavaScript calls of the module that edits: documents are read here for another thing than to check them.

use crate::buffers::{State, answering, next};
use crate::lists::{close, open, text, text_or_null};
use crate::places::edits;
use crate::refusal::Refusal;
use pacing_core::diff::{Change, diff};
use pacing_core::read::Tree;
use pacing_core::text::push_int;
use pacing_core::{Matrix, edit, format_tree};
use wasm_bindgen::prelude::wasm_bindgen;

/// What [`ask`] does, and what its numbers are. `text` and the like stand for the length of a text. Edits are
/// `[start, end, text, start, …]` as JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// `(text)`: the document in the builder's layout.
    Format,
    /// `(before, after)`: what changes from one document to another, as JSON text: `[path, what, before, after, path, …]`.
    Diff,
    /// `(text, agents)`: the speed for a team, as a number in text; no text where no band covers it.
    SpeedFor,
    /// `(text, value, pointer)`: the edits that set the value at a JSON pointer.
    Set,
    /// `(text, band)`: the edits that insert a band.
    InsertBand,
    /// `(text, index)`: the edits that remove the band at an index of the list.
    RemoveBand,
    /// `(text, index, agents)`: the edits that split a band into two; the second one starts at `agents`.
    SplitBand,
    /// `(text, index)`: the edits that extend a band over the next one of the list and remove that one.
    MergeBands,
    /// `(text, pointer)`: the edits that remove what stands at a JSON pointer.
    Remove,
}

/// Every [`Ask`], in the order of their numbers.
pub const ASKS: [Ask; 9] = [
    Ask::Format,
    Ask::Diff,
    Ask::SpeedFor,
    Ask::Set,
    Ask::InsertBand,
    Ask::RemoveBand,
    Ask::SplitBand,
    Ask::MergeBands,
    Ask::Remove,
];

/// Does what `which` stands for in [`ASKS`], and answers like `call` of the module that checks.
#[wasm_bindgen]
pub fn ask(which: usize, a: usize, b: usize, c: usize) -> i32 {
    answering(|state| ASKS.get(which).map_or(Ok(()), |which| run(state, *which, [a, b, c])))
}

fn run(state: &mut State, which: Ask, [a, b, c]: [usize; 3]) -> Result<(), Refusal> {
    let State { input, answer: out, .. } = state;
    let mut input = input.as_slice();
    let tree = Tree::parse(next(&mut input, a)?)?;
    let made = match which {
        Ask::Format => {
            *out = format_tree(&tree);
            return Ok(());
        }
        Ask::SpeedFor => {
            speed(out, Matrix::speed_in(tree, b as u32));
            return Ok(());
        }
        Ask::Diff => {
            changes(out, &diff(&tree, &Tree::parse(next(&mut input, b)?)?));
            return Ok(());
        }
        Ask::Set => {
            let value = Tree::parse(next(&mut input, b)?).map_err(Refusal::Value)?;
            edit::set(&tree, next(&mut input, c)?, &value)
        }
        Ask::InsertBand => edit::insert_band(&tree, &Tree::parse(next(&mut input, b)?)?),
        Ask::RemoveBand => edit::remove_band(&tree, b),
        Ask::SplitBand => edit::split_band(&tree, b, c as u32),
        Ask::MergeBands => edit::merge_bands(&tree, b),
        Ask::Remove => edit::remove(&tree, next(&mut input, b)?),
    };
    edits(out, tree.text(), &made?);
    Ok(())
}

/// `[path, what, before, after, path, …]`
fn changes(out: &mut String, changes: &[Change]) {
    open(out);
    for change in changes {
        text(out, &change.path);
        text(out, &change.what);
        text_or_null(out, change.before.as_deref());
        text_or_null(out, change.after.as_deref());
    }
    close(out);
}

/// The speed, where there is one.
fn speed(out: &mut String, speed: Option<u32>) {
    if let Some(speed) = speed {
        push_int(out, i64::from(speed));
    }
}
