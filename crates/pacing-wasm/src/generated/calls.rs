//! The numbers that the module's functions take.

use super::HEAD;
use crate::calls::CALLS;
use crate::edits::ASKS;
use pacing_core::fixes::ROUNDS;
use std::fmt::Debug;

pub(super) fn typescript() -> String {
    let mut out = String::from(HEAD);
    numbers(&mut out, "/** What `call` of the module that checks does: see `src/calls.rs`. */", "Call", &CALLS);
    numbers(&mut out, "/** What `ask` of the module that edits does: see `src/edits.rs`. */", "Ask", &ASKS);
    out.push_str(&format!("\n/** Rounds of fixes, which could undo each other. */\nexport const ROUNDS = {ROUNDS};\n"));
    out
}

fn numbers(out: &mut String, what: &str, name: &str, list: &[impl Debug]) {
    out.push_str(&format!("\n{what}\nexport const enum {name} {{\n"));
    list.iter().enumerate().for_each(|(number, item)| out.push_str(&format!("  {item:?} = {number},\n")));
    out.push_str("}\n");
}
