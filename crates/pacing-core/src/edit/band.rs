//! Bands: insert and remove.

use super::member::{inside, last_child, space_before};
use super::{EditError, remove_member};
use crate::body;
use crate::diagnostic::Edit;
use crate::model::SpeedRule;
use crate::position::Span;
use crate::read::{Kind, Layout, NodeId, Tree, print};
use crate::text::{int, join};
use crate::whole::whole_member;

const LIST: &str = "/predictive_dialer_config/pacing_rules";

/// Inserts a band before the first one with a larger minimum, laid out like its neighbours.
///
/// # Errors
/// When the text is not JSON or has no list of bands.
pub fn insert_band(text: &str, band: &SpeedRule) -> Result<Vec<Edit>, EditError> {
    insert_band_text(text, &body::band(band))
}

/// The same for a band that is JSON text.
///
/// # Errors
/// When one of the texts is not JSON or there is no list of bands.
#[doc(hidden)]
pub fn insert_band_text(text: &str, band: &str) -> Result<Vec<Edit>, EditError> {
    let (tree, new) = (Tree::parse(text)?, Tree::parse(band)?);
    let list = list(&tree)?;
    let min = |tree, band| whole_member(tree, band, "agent_count_min").map(|(_, min)| min);
    let new_min = min(&new, NodeId::ROOT);
    let mut larger = None;
    for band in tree.children(list) {
        // Nothing is less than any number.
        if new_min.is_some() && min(&tree, band) > new_min {
            larger = Some(band);
            break;
        }
    }
    let mut new = print(&new, NodeId::ROOT, if spaced(&tree, list) { Layout::Line } else { Layout::Compact });
    let span = match (larger, last_child(&tree, list)) {
        (Some(next), _) => {
            let start = tree.node(next).span.start;
            new = join(&[&new, ",", space_before(text, start)]);
            Span::new(start, start)
        }
        (None, Some(last)) => {
            let last = tree.node(last).span;
            new = join(&[",", space_before(text, last.start), &new]);
            Span::new(last.end, last.end)
        }
        (None, None) => inside(tree.node(list).span),
    };
    Ok(vec![Edit { span, text: new }])
}

/// Removes the band at an index of the list.
///
/// # Errors
/// When the text is not JSON or has no such band.
pub fn remove_band(text: &str, index: usize) -> Result<Vec<Edit>, EditError> {
    let tree = Tree::parse(text)?;
    let band = band(&tree, index)?;
    let mut edits = Vec::new();
    edits.extend(remove_member(&tree, band));
    Ok(edits)
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
