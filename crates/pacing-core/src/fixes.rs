//! Applying fixes until nothing is left that can be applied.

use crate::check::find_up_to;
use crate::diagnostic::{Edit, Safety};
use crate::edit::apply;
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
    /// The problems whose fixes were applied, in that order; their places are those of the text that each fix stood on.
    pub applied: Vec<Problem>,
}

/// Fixes that can be applied to a text at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// What they change, in the order of the text and without overlaps.
    pub edits: Vec<Edit>,
    /// The problems that they mend.
    pub applied: Vec<Problem>,
}

/// Rounds of unsafe fixes, which could undo each other; nobody needs more.
pub const ROUNDS: usize = 200;

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
    let mut fixed = match which {
        Which::Safe => Fixed { text: text.to_owned(), applied: Vec::new() },
        Which::Unsafe => apply_fixes(text, options, Which::Safe),
    };
    for _ in 0..ROUNDS {
        let Round { edits, applied } = round(&fixed.text, options, which);
        let next = apply(&fixed.text, &edits);
        if next == fixed.text {
            break;
        }
        fixed.text = next;
        fixed.applied.extend(applied);
    }
    fixed
}

/// All safe fixes that do not touch, or else one unsafe one: each unsafe fix stands on the text that its rule saw. With no unsafe ones
/// asked for, no limit is set to how many there are of a rule.
pub fn round(text: &str, options: &Options, which: Which) -> Round {
    let limit = if which == Which::Safe { usize::MAX } else { MAX_PER_RULE };
    let mut round = Round::default();
    let mut first = None;
    for problem in find_up_to(text, options, limit).problems() {
        match &problem.mend {
            Some(mend) if mend.safety == Safety::Safe => round.take(problem),
            Some(_) if first.is_none() => first = Some(problem),
            _ => {}
        }
    }
    if let Some(problem) = first
        && which == Which::Unsafe
        && round.applied.is_empty()
    {
        round.take(problem);
    }
    round
}

impl Round {
    /// Takes the fix of a problem, unless it touches one that was taken.
    fn take(&mut self, problem: Problem) {
        let Some(mend) = &problem.mend else { return };
        for edit in &mend.edits {
            if !self.is_free(edit.span) {
                return;
            }
        }
        for edit in &mend.edits {
            self.edits.push(edit.clone());
            // Fixes come in the order of the text for the most part, so it nearly always stays at the end.
            let mut place = self.edits.len() - 1;
            while let Some([before, edit]) = self.edits.get_mut(place.wrapping_sub(1)..=place)
                && before.span > edit.span
            {
                std::mem::swap(before, edit);
                place -= 1;
            }
        }
        self.applied.push(problem);
    }

    /// Whether a span touches none of the edits that are taken.
    fn is_free(&self, span: Span) -> bool {
        let before = self.edits.partition_point(|taken| taken.span.start <= span.end);
        before.checked_sub(1).and_then(|last| self.edits.get(last)).is_none_or(|last| last.span.end < span.start)
    }
}
