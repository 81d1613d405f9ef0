//! Calls that change a text: they give edits.

use crate::json;
use crate::refusal::Refusal;
use crate::report;
use pacing_core::edit::{self, EditError};
use pacing_core::fixes::{self, Which};
use pacing_core::{Edit, Options, SpeedRule};

pub(crate) fn set(text: &str, pointer: &str, value: &str) -> Result<String, Refusal> {
    said(text, edit::set(text, pointer, value))
}

pub(crate) fn insert_band(text: &str, min: u32, max: u32, speed: u32) -> Result<String, Refusal> {
    said(text, edit::insert_band(text, &SpeedRule::new(min, max, speed)))
}

pub(crate) fn remove_band(text: &str, index: usize) -> Result<String, Refusal> {
    said(text, edit::remove_band(text, index))
}

pub(crate) fn split_band(text: &str, index: usize, agents: u32) -> Result<String, Refusal> {
    said(text, edit::split_band(text, index, agents))
}

pub(crate) fn merge_bands(text: &str, index: usize) -> Result<String, Refusal> {
    said(text, edit::merge_bands(text, index))
}

/// The text after its fixes, what was done, and the edits that do it all.
pub(crate) fn apply_fixes(text: &str, options: &Options, unsafe_too: bool) -> String {
    let fixed = fixes::apply_fixes(text, options, if unsafe_too { Which::Unsafe } else { Which::Safe });
    let mut out = String::from("{\"text\":");
    json::string(&mut out, &fixed.text);
    json::key(&mut out, "applied");
    json::list(&mut out, &fixed.applied, |out, problem| {
        out.push_str("{\"code\":");
        json::string(out, problem.code());
        json::member(out, "title", &problem.title().unwrap_or_default());
        out.push('}');
    });
    json::key(&mut out, "edits");
    report::edits(&mut out, text, &fixed.edits);
    out.push('}');
    out
}

fn said(text: &str, edits: Result<Vec<Edit>, EditError>) -> Result<String, Refusal> {
    let mut out = String::new();
    report::edits(&mut out, text, &edits?);
    Ok(out)
}
