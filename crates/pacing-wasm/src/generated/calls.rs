//! The numbers that the module's functions take.

use super::HEAD;
use crate::calls::CALLS;
use pacing_core::fixes::ROUNDS;

pub(super) fn typescript() -> String {
    let mut out = String::from(HEAD);
    out.push_str("\n/** What `call` of the module does: see `src/calls.rs`. */\nexport const enum Call {\n");
    CALLS.iter().enumerate().for_each(|(number, call)| out.push_str(&format!("  {call:?} = {number},\n")));
    out.push_str("}\n");
    out.push_str(&format!("\n/** Rounds of fixes, which could undo each other. */\nexport const ROUNDS = {ROUNDS};\n"));
    out
}
