//! Edits: changes of the text that keep its formatting.
//!
//! The text is what an editor holds; a form, a quick-fix or a script changes it by the smallest pieces that do, so that undo, comments in
//! version control and the user's layout survive.

mod band;
mod member;
mod reshape;

pub use band::{insert_band, remove_band};
pub use member::{insert_member, remove, remove_member, set};
pub use reshape::{merge_bands, split_band};

use crate::diagnostic::Edit;
use crate::sort;

/// Why a text cannot be edited as asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// The path names nothing that can be set.
    #[error("`{0}` is no place in this document")]
    NoSuchPath(String),
    /// The place to split at is not behind the band's start and within the band.
    #[error("teams of {agents} do not lie behind the start of band {min}-{max}")]
    NotWithin {
        /// Where it was to be split.
        agents: i64,
        /// The band's smallest team.
        min: i64,
        /// The band's largest team.
        max: i64,
    },
    /// There is no such band.
    #[error("there is no band {0}; the first one is 0")]
    NoSuchBand(usize),
}

/// The text with edits applied. Edits that overlap an earlier one or do not fit the text are left out.
///
/// ```
/// use pacing_core::{edit, Edit, Span};
/// let edits = [Edit { span: Span::new(0, 1), text: "10".into() }];
/// assert_eq!(edit::apply("5, 6", &edits), "10, 6");
/// ```
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for edit in order(edits).into_iter().filter_map(|index| edits.get(index as usize)) {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        if start < at || end < start || !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            continue;
        }
        out.push_str(text.get(at..start).unwrap_or(""));
        out.push_str(&edit.text);
        at = end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

/// The edits in the order of the text.
pub(crate) fn in_order(mut edits: Vec<Edit>) -> Vec<Edit> {
    let mut sorted = Vec::with_capacity(edits.len());
    for index in order(&edits) {
        if let Some(edit) = edits.get_mut(index as usize) {
            sorted.push(Edit { span: edit.span, text: std::mem::take(&mut edit.text) });
        }
    }
    sorted
}

/// The indices of the edits in the order of the text.
fn order(edits: &[Edit]) -> Vec<u32> {
    sort::order(edits.len(), &|left: usize, right: usize| match (edits.get(left), edits.get(right)) {
        (Some(left), Some(right)) => left.span > right.span,
        _ => false,
    })
}
