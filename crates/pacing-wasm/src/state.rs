//! What the module holds between two calls.

use crate::refusal::Refusal;
use pacing_core::Options;
use std::cell::RefCell;

/// The buffers that JavaScript sees, and what documents are checked against.
#[derive(Default)]
pub(crate) struct State {
    /// What JavaScript wrote.
    pub input: Vec<u8>,
    /// What it can read: text.
    pub answer: String,
    /// What it can read: places as numbers.
    pub places: Vec<u32>,
    pub options: Options,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// Runs `call` with the state. Calls do not nest, so it is always free; should it not be, the answer is the default.
pub(crate) fn with<T: Default>(call: impl FnOnce(&mut State) -> T) -> T {
    STATE.with(|state| state.try_borrow_mut().map(|mut state| call(&mut state)).unwrap_or_default())
}

/// Keeps a text as the answer: gives its length, or its length as a negative number where it says why there is none.
pub(crate) fn answer<const N: usize>(
    lengths: [usize; N],
    call: impl FnOnce([&str; N], &Options) -> Result<String, Refusal>,
) -> i32 {
    with(|state| {
        let result = texts(&state.input, lengths).and_then(|texts| call(texts, &state.options));
        keep(&mut state.answer, result)
    })
}

/// Not inlined: the module would carry it once for each call.
#[inline(never)]
fn keep(answer: &mut String, result: Result<String, Refusal>) -> i32 {
    let (text, sign) = match result {
        Ok(text) => (text, 1),
        Err(refusal) => (refusal.to_json(), -1),
    };
    *answer = text;
    sign * i32::try_from(answer.len()).unwrap_or(i32::MAX)
}

/// The texts of these lengths that stand one behind the other.
#[inline(never)]
fn texts<const N: usize>(input: &[u8], lengths: [usize; N]) -> Result<[&str; N], Refusal> {
    let mut texts = [""; N];
    let mut rest = input;
    for (length, text) in lengths.into_iter().zip(&mut texts) {
        let (bytes, behind) = rest.split_at_checked(length).ok_or(Refusal::NotText)?;
        *text = pacing_core::read::utf8(bytes).map_err(|_| Refusal::NotText)?;
        rest = behind;
    }
    Ok(texts)
}
