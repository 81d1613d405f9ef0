//! Bands: split one, merge two.

use super::band::LIST;
use super::member::space_before;
use super::{EditError, in_order, remove_member};
use crate::decimal::{Whole, whole};
use crate::diagnostic::Edit;
use crate::position::Span;
use crate::read::{Kind, NodeId, Tree};

/// Splits the band at an index of the list: the second one starts at `agents` and is a copy otherwise.
///
/// ```
/// use pacing_core::edit;
/// let text = include_str!("../../../../examples/outbound-sales.json");
/// let split = edit::apply(text, &edit::split_band(text, 1, 10)?);
/// assert!(split.contains("{\"agent_count_min\": 6, \"agent_count_max\": 9, \"max_speed\": 25},\n"));
/// assert!(split.contains("{\"agent_count_min\": 10, \"agent_count_max\": 20, \"max_speed\": 25},\n"));
/// # Ok::<(), edit::EditError>(())
/// ```
///
/// # Errors
/// When the text is not JSON, has no such band, or when `agents` does not lie behind the band's start and within it.
pub fn split_band(text: &str, index: usize, agents: u32) -> Result<Vec<Edit>, EditError> {
    let tree = Tree::parse(text)?;
    let band = Band::find(&tree, index)?;
    let agents = i64::from(agents);
    if agents <= band.min || agents > band.max {
        return Err(EditError::NotWithin { agents, min: band.min, max: band.max });
    }
    let whole = tree.node(band.node).span;
    let min = tree.node(band.min_node).span;
    let (before, behind) = (Span::new(whole.start, min.start).of(text), Span::new(min.end, whole.end).of(text));
    let space = space_before(text, whole.start);
    // The first of several bands on one line has no space before it.
    let space = if space.is_empty() { " " } else { space };
    Ok(vec![
        Edit { span: tree.node(band.max_node).span, text: (agents - 1).to_string() },
        Edit {
            span: Span::new(whole.end, whole.end),
            text: [",", space, before, &agents.to_string(), behind].concat(),
        },
    ])
}

/// Extends the band at an index of the list over the next one of the list, and removes that one. The speed of the first stays.
///
/// # Errors
/// When the text is not JSON or has no such two bands.
pub fn merge_bands(text: &str, index: usize) -> Result<Vec<Edit>, EditError> {
    let tree = Tree::parse(text)?;
    let (band, next) = (Band::find(&tree, index)?, Band::find(&tree, index + 1)?);
    let mut edits = Vec::new();
    for (node, old, new) in
        [(band.min_node, band.min, band.min.min(next.min)), (band.max_node, band.max, band.max.max(next.max))]
    {
        if old != new {
            edits.push(Edit { span: tree.node(node).span, text: new.to_string() });
        }
    }
    edits.extend(remove_member(&tree, next.node));
    Ok(in_order(edits))
}

/// A band whose ends can be read.
struct Band {
    node: NodeId,
    min_node: NodeId,
    max_node: NodeId,
    min: i64,
    max: i64,
}

impl Band {
    fn find(tree: &Tree<'_>, index: usize) -> Result<Self, EditError> {
        let list = tree.find(LIST).ok_or_else(|| EditError::NoSuchPath(LIST.to_owned()))?;
        let node = tree.children(list).nth(index).ok_or(EditError::NoSuchBand(index))?;
        let number = |key: &str| {
            let path = || EditError::NoSuchPath([LIST, "/", &index.to_string(), "/", key].concat());
            let number =
                tree.get(node, key).filter(|number| tree.node(*number).kind == Kind::Number).ok_or_else(path)?;
            match whole(tree.raw(number)) {
                Whole::Exactly(value) => Ok((number, value)),
                Whole::Rounds | Whole::Not => Err(path()),
            }
        };
        let ((min_node, min), (max_node, max)) = (number("agent_count_min")?, number("agent_count_max")?);
        Ok(Self { node, min_node, max_node, min, max })
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::edit::apply;

    const TEXT: &str = r#"{"predictive_dialer_config":{"pacing_rules":[{"agent_count_min":1,"agent_count_max":9,"max_speed":10,"note":[1]}]}}"#;

    #[test]
    fn merging_undoes_splitting() {
        let split = apply(TEXT, &split_band(TEXT, 0, 4).unwrap());
        assert!(
            split.contains(
                r#""agent_count_max":3,"max_speed":10,"note":[1]}, {"agent_count_min":4,"agent_count_max":9"#
            ),
            "{split}"
        );
        assert_eq!(apply(&split, &merge_bands(&split, 0).unwrap()), TEXT);
    }

    #[test]
    fn places_outside_are_refused() {
        for agents in [0, 1, 10] {
            assert!(
                matches!(split_band(TEXT, 0, agents), Err(EditError::NotWithin { min: 1, max: 9, .. })),
                "{agents}"
            );
        }
        assert_eq!(split_band(TEXT, 1, 4), Err(EditError::NoSuchBand(1)));
        assert_eq!(merge_bands(TEXT, 0), Err(EditError::NoSuchBand(1)));
        let broken = TEXT.replace(":9", ":\"9\"");
        assert!(
            matches!(split_band(&broken, 0, 4), Err(EditError::NoSuchPath(path)) if path.ends_with("/0/agent_count_max"))
        );
        assert!(matches!(split_band("{", 0, 4), Err(EditError::Unreadable(_))));
    }
}
