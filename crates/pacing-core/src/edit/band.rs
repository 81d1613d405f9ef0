//! Bands: insert and remove.

use super::member::{inside, last_child, space_before};
use super::{EditError, remove_member};
use crate::diagnostic::Edit;
use crate::position::Span;
use crate::read::{Kind, Layout, NodeId, Tree, print};
use crate::text::{int, join};
use crate::whole::whole_member;

const LIST: &str = "/predictive_dialer_config/pacing_rules";

/// Inserts a band, an object of JSON, before the first one with a larger minimum, laid out like its neighbours.
///
/// ```
/// use pacing_core::{edit, read::Tree};
/// let text = include_str!("../../../../examples/outbound-sales.json");
/// let band = r#"{"agent_count_min":51,"agent_count_max":60,"max_speed":45}"#;
/// let edits = edit::insert_band(&Tree::parse(text)?, &Tree::parse(band)?)?;
/// assert_eq!(edits[0].text, ",\n      {\"agent_count_min\": 51, \"agent_count_max\": 60, \"max_speed\": 45}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When there is no list of bands.
pub fn insert_band(tree: &Tree<'_>, band: &Tree<'_>) -> Result<Vec<Edit>, EditError> {
    let list = list(tree)?;
    let min = |tree, band| whole_member(tree, band, "agent_count_min").map(|(_, min)| min);
    let new_min = min(band, NodeId::ROOT);
    let mut larger = None;
    for band in tree.children(list) {
        // Nothing is less than any number.
        if new_min.is_some() && min(tree, band) > new_min {
            larger = Some(band);
            break;
        }
    }
    let mut new = print(band, NodeId::ROOT, if spaced(tree, list) { Layout::Line } else { Layout::Compact });
    let span = match (larger, last_child(tree, list)) {
        (Some(next), _) => {
            let start = tree.node(next).span.start;
            new = join(&[&new, ",", space_before(tree.text(), start)]);
            Span::new(start, start)
        }
        (None, Some(last)) => {
            let last = tree.node(last).span;
            new = join(&[",", space_before(tree.text(), last.start), &new]);
            Span::new(last.end, last.end)
        }
        (None, None) => inside(tree.node(list).span),
    };
    Ok(vec![Edit { span, text: new }])
}

/// Removes the band at an index of the list.
///
/// # Errors
/// When there is no such band.
pub fn remove_band(tree: &Tree<'_>, index: usize) -> Result<Vec<Edit>, EditError> {
    Ok(remove_member(tree, band(tree, index)?).into_iter().collect())
}

/// The band at an index of the list.
pub(super) fn band(tree: &Tree<'_>, index: usize) -> Result<NodeId, EditError> {
    let mut left = index;
    for band in tree.children(list(tree)?) {
        if left == 0 {
            return Ok(band);
        }
        left -= 1;
    }
    Err(EditError::NoSuchBand(index))
}

/// Why a number of a band cannot be changed.
pub(super) fn no_number(index: usize, key: &str) -> EditError {
    EditError::NoSuchPath(join(&[LIST, "/", &int(index as i64), "/", key]))
}

fn list(tree: &Tree<'_>) -> Result<NodeId, EditError> {
    match tree.find(LIST) {
        Some(list) if tree.node(list).kind == Kind::Array => Ok(list),
        _ => Err(EditError::NoSuchPath(LIST.to_owned())),
    }
}

/// Whether the bands that are there have a space behind their colons.
fn spaced(tree: &Tree<'_>, list: NodeId) -> bool {
    let Some(band) = tree.children(list).next() else { return true };
    let Some(member) = tree.children(band).next() else { return true };
    tree.text().as_bytes().get((tree.node(member).span.start as usize).wrapping_sub(1)) == Some(&b' ')
}
