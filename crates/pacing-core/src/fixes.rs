//! Applying fixes until nothing is left that can be applied.

use crate::check::find_up_to;
use crate::diagnostic::{Edit, Safety};
use crate::edit::{apply, compose, in_order};
use crate::finding::MAX_PER_RULE;
use crate::options::Options;
use crate::position::Span;
use crate::problem::Problem;

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
    /// The edits of the first text that give the new one, in order and without overlaps.
    pub edits: Vec<Edit>,
    /// The problems whose fixes were applied, in that order; their places are those of the text that each fix stood on.
    pub applied: Vec<Problem>,
}

/// Applies fixes until nothing is left that can be applied; of unsafe ones, 200 at the most. A fix whose place another one has just changed waits for the next round, where it may no longer be needed.
///
/// Safe fixes are idempotent and remove what they name; a new diagnostic stands only on a value that a fix made readable.
///
/// ```
/// use pacing_core::{Options, fixes};
/// let fixed = fixes::apply_fixes(r#"{"max_speed": 45,}"#, &Options::default(), fixes::Which::Safe);
/// assert_eq!(fixed.text, r#"{"max_speed": 45}"#);
/// ```
pub fn apply_fixes(text: &str, options: &Options, which: Which) -> Fixed {
    // Unsafe fixes could undo each other; nobody needs more rounds than this.
    const ROUNDS: usize = 200;
    let (mut fixed, limit) = match which {
        Which::Safe => (Fixed { text: text.to_owned(), edits: Vec::new(), applied: Vec::new() }, usize::MAX),
        Which::Unsafe => (apply_fixes(text, options, Which::Safe), MAX_PER_RULE),
    };
    for _ in 0..ROUNDS {
        let (edits, applied) = round(&fixed.text, options, which, limit);
        let next = apply(&fixed.text, &edits);
        if next == fixed.text {
            break;
        }
        fixed.text = next;
        fixed.edits = compose(&fixed.edits, &edits);
        fixed.applied.extend(applied);
    }
    fixed
}

/// All safe fixes that do not touch, or else one unsafe one: each unsafe fix stands on the text that its rule saw.
fn round(text: &str, options: &Options, which: Which, limit: usize) -> (Vec<Edit>, Vec<Problem>) {
    let problems = find_up_to(text, options, limit).problems();
    let (mut edits, mut applied) = (Vec::new(), Vec::new());
    let mut taken: Vec<Span> = Vec::new();
    let mut first_unsafe = None;
    for problem in problems {
        let Some(mend) = &problem.mend else { continue };
        if mend.safety == Safety::Unsafe {
            first_unsafe.get_or_insert(problem);
        } else if mend.edits.iter().all(|edit| is_free(&taken, edit.span)) {
            for edit in &mend.edits {
                // Fixes come in the order of the text for the most part, so this is nearly always the end.
                let place = taken.partition_point(|span| span.start <= edit.span.start);
                taken.insert(place, edit.span);
            }
            edits.extend(mend.edits.iter().cloned());
            applied.push(problem);
        }
    }
    if applied.is_empty()
        && which == Which::Unsafe
        && let Some(problem) = first_unsafe
    {
        edits = problem.mend.iter().flat_map(|mend| mend.edits.clone()).collect();
        applied.push(problem);
    }
    (in_order(edits), applied)
}

/// Whether a span touches none of those that are taken, which are in order and do not touch each other.
fn is_free(taken: &[Span], span: Span) -> bool {
    let before = taken.partition_point(|taken| taken.start <= span.end);
    before.checked_sub(1).and_then(|last| taken.get(last)).is_none_or(|last| last.end < span.start)
}
