//! Applying fixes until nothing is left that can be applied.

use super::apply;
use crate::check::check;
use crate::diagnostic::{Edit, Safety};
use crate::options::Options;
use crate::position::Span;

/// Which fixes are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that write the same thing in the right way.
    Safe,
    /// Those that change values as well.
    Unsafe,
}

/// A text after its fixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The new text.
    pub text: String,
    /// What was done, in order: the rule's code and the fix's title.
    pub applied: Vec<(&'static str, String)>,
}

/// Applies fixes. A fix whose place another one has just changed waits for the next round, where it may no longer be needed.
///
/// Safe fixes are idempotent and remove what they name; a new diagnostic stands only on a value that a fix made readable.
///
/// ```
/// use pacing_core::{edit, Options};
/// let fixed = edit::apply_fixes(r#"{"max_speed": 45,}"#, &Options::default(), edit::Which::Safe);
/// assert_eq!(fixed.text, r#"{"max_speed": 45}"#);
/// ```
pub fn apply_fixes(text: &str, options: &Options, which: Which) -> Fixed {
    // Unsafe fixes could undo each other; each round mends at least one problem, and nobody needs more rounds than this.
    const ROUNDS: usize = 200;
    let mut fixed = Fixed { text: text.to_owned(), applied: Vec::new() };
    for _ in 0..ROUNDS {
        let (edits, applied) = round(&fixed.text, options, which);
        let next = apply(&fixed.text, &edits);
        if next == fixed.text {
            break;
        }
        fixed.text = next;
        fixed.applied.extend(applied);
    }
    fixed
}

fn round(text: &str, options: &Options, which: Which) -> (Vec<Edit>, Vec<(&'static str, String)>) {
    let report = check(text, options);
    let mut taken: Vec<Edit> = Vec::new();
    let mut applied = Vec::new();
    for diagnostic in report.diagnostics() {
        let Some(fix) = diagnostic.fix.as_ref().filter(|fix| which == Which::Unsafe || fix.safety == Safety::Safe)
        else {
            continue;
        };
        let free = |edit: &Edit| !taken.iter().any(|other| touch(edit.span, other.span));
        // In one round every unsafe fix stands on the text that its author saw.
        if fix.edits.iter().all(free) && (fix.safety == Safety::Safe || applied.is_empty()) {
            taken.extend(fix.edits.iter().cloned());
            applied.push((diagnostic.code, fix.title.clone()));
        }
    }
    (taken, applied)
}

fn touch(left: Span, right: Span) -> bool {
    left.start <= right.end && right.start <= left.end
}
