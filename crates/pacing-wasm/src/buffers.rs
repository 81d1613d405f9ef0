//! What a module holds between two calls, and how texts get into it and out of it.

use crate::refusal::Refusal;
#[cfg(feature = "validate")]
use pacing_core::Options;
use pacing_core::read::{SyntaxError, utf8};
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;

/// Makes room for `length` bytes and says where they are to be written: to be asked before each text, since any call may move it.
#[wasm_bindgen]
pub fn room(length: usize) -> usize {
    with(|state| {
        if state.input.len() < length {
            state.input.resize(length, 0);
        }
        state.input.as_mut_ptr().expose_provenance()
    })
}

/// Where the text of the last answer stands.
#[wasm_bindgen]
pub fn answer() -> usize {
    with(|state| state.answer.as_ptr().expose_provenance())
}

/// The buffers that JavaScript sees, and what documents are checked against.
pub(crate) struct State {
    /// What JavaScript wrote.
    pub input: Vec<u8>,
    /// What it can read: text.
    pub answer: String,
    /// What it can read: places as numbers.
    #[cfg(feature = "validate")]
    pub places: Vec<u32>,
    #[cfg(feature = "validate")]
    pub options: Options,
}

impl State {
    const NEW: Self = Self {
        input: Vec::new(),
        answer: String::new(),
        #[cfg(feature = "validate")]
        places: Vec::new(),
        #[cfg(feature = "validate")]
        options: Options::DEFAULT,
    };
}

thread_local! {
    static STATE: RefCell<State> = const { RefCell::new(State::NEW) };
}

/// Runs `call` with the state. Calls do not nest and there is one thread, so it is always free; should it not be, the answer is the default.
pub(crate) fn with<T: Default>(call: impl FnOnce(&mut State) -> T) -> T {
    STATE
        .try_with(|state| state.try_borrow_mut().map(|mut state| call(&mut state)).unwrap_or_default())
        .unwrap_or_default()
}

/// Runs a call that answers with text: gives the length of the text, as a negative number where it says why there is no answer, a digit for
/// the kind of refusal and then what its words are made of.
pub(crate) fn answering(call: impl FnOnce(&mut State) -> Result<(), Refusal>) -> i32 {
    with(|state| {
        state.answer.clear();
        let sign = match call(state) {
            Ok(()) => 1,
            Err(refusal) => {
                refusal.write(&mut state.answer);
                -1
            }
        };
        sign * i32::try_from(state.answer.len()).unwrap_or(i32::MAX)
    })
}

/// The next text of the room: texts stand one behind the other, and a call is told their lengths in bytes.
pub(crate) fn next<'a>(input: &mut &'a [u8], length: usize) -> Result<&'a str, SyntaxError> {
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
