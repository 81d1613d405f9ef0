//! Bands: insert and remove.

use super::member::space_before;
use super::{EditError, remove_member};
use crate::body;
use crate::decimal::{Whole, whole};
use crate::diagnostic::Edit;
use crate::model::SpeedRule;
use crate::position::Span;
use crate::read::{Kind, NodeId, Tree};

pub(super) const LIST: &str = "/predictive_dialer_config/pacing_rules";

/// Inserts a band before the first one with a larger minimum, laid out like its neighbours.
///
/// # Errors
/// When the text is not JSON or has no list of bands.
pub fn insert_band(text: &str, band: &SpeedRule) -> Result<Vec<Edit>, EditError> {
    let tree = Tree::parse(text)?;
    let list = tree.find(LIST).filter(|list| tree.node(*list).kind == Kind::Array);
    let list = list.ok_or_else(|| EditError::NoSuchPath(LIST.to_owned()))?;
    let new = body::band(band, if spaced(&tree, list) { " " } else { "" });
    let larger = tree.children(list).find(|item| {
        let min = tree.get(*item, "agent_count_min").filter(|min| tree.node(*min).kind == Kind::Number);
        min.is_some_and(
            |min| matches!(whole(tree.raw(min)), Whole::Exactly(min) if min > i64::from(band.agent_count_min)),
        )
    });
    let edit = match (larger, tree.children(list).last()) {
        (Some(next), _) => {
            let start = tree.node(next).span.start;
            let space = space_before(text, start);
            let space = if space.is_empty() && tree.children(list).count() > 1 { "" } else { space };
            Edit { span: Span::new(start, start), text: format!("{new},{space}") }
        }
        (None, Some(last)) => {
            let last = tree.node(last).span;
            Edit { span: Span::new(last.end, last.end), text: format!(",{}{new}", space_before(text, last.start)) }
        }
        (None, None) => {
            let span = tree.node(list).span;
            Edit { span: Span::new(span.start + 1, span.end - 1), text: new }
        }
    };
    Ok(vec![edit])
}

/// Removes the band at an index of the list.
///
/// # Errors
/// When the text is not JSON or has no such band.
pub fn remove_band(text: &str, index: usize) -> Result<Vec<Edit>, EditError> {
    let tree = Tree::parse(text)?;
    let list = tree.find(LIST).ok_or_else(|| EditError::NoSuchPath(LIST.to_owned()))?;
    let band = tree.children(list).nth(index).ok_or(EditError::NoSuchBand(index))?;
    Ok(remove_member(&tree, band).into_iter().collect())
}

/// Whether the bands that are there have a space behind their colons.
fn spaced(tree: &Tree<'_>, list: NodeId) -> bool {
    let first = tree.children(list).next().and_then(|band| tree.children(band).next());
    first.is_none_or(|member| {
        let colon = tree.key_span(member).map(|key| Span::new(key.end, tree.node(member).span.start));
        colon.is_some_and(|colon| colon.of(tree.text()).ends_with(' '))
    })
}
