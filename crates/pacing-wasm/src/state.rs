//! What the module holds between two calls.

use pacing_core::Options;
use std::cell::RefCell;

/// The buffers that JavaScript sees, and what documents are checked against.
pub(crate) struct State {
    /// What JavaScript wrote.
    pub input: Vec<u8>,
    /// What it can read: text.
    pub answer: String,
    /// What it can read: places as numbers.
    pub places: Vec<u32>,
    pub options: Options,
}

impl State {
    const NEW: Self = Self { input: Vec::new(), answer: String::new(), places: Vec::new(), options: Options::DEFAULT };
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
