//! Bands: split one, merge two.

use super::band::{band, no_number};
use super::member::space_before;
use super::{EditError, in_order, remove_member};
use crate::diagnostic::Edit;
use crate::position::Span;
use crate::read::{NodeId, Tree};
use crate::text::{int, join};
use crate::whole::whole_member;

/// Splits the band at an index of the list: the second one starts at `agents` and is a copy otherwise.
///
/// ```
/// use pacing_core::{edit, read::Tree};
/// let text = include_str!("../../../../examples/outbound-sales.json");
/// let split = edit::apply(text, &edit::split_band(&Tree::parse(text)?, 1, 10)?);
/// assert!(split.contains("{\"agent_count_min\": 6, \"agent_count_max\": 9, \"max_speed\": 25},\n"));
/// assert!(split.contains("{\"agent_count_min\": 10, \"agent_count_max\": 20, \"max_speed\": 25},\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When there is no such band, or when `agents` does not lie behind the band's start and within it.
pub fn split_band(tree: &Tree<'_>, index: usize, agents: u32) -> Result<Vec<Edit>, EditError> {
    let Band { node, min: (min_span, min), max: (max_span, max) } = Band::find(tree, index)?;
    let agents = i64::from(agents);
    if agents <= min || agents > max {
        return Err(EditError::NotWithin { agents, min, max });
    }
    let whole = tree.node(node).span;
    let space = space_before(tree.text(), whole.start);
    let copy = [
        ",",
        // The first of several bands on one line has no space before it.
        if space.is_empty() { " " } else { space },
        Span::new(whole.start, min_span.start).of(tree.text()),
        &int(agents),
        Span::new(min_span.end, whole.end).of(tree.text()),
    ];
    Ok(vec![
        Edit { span: max_span, text: int(agents - 1) },
        Edit { span: Span::new(whole.end, whole.end), text: join(&copy) },
    ])
}

/// Extends the band at an index of the list over the next one of the list, and removes that one. The speed of the first stays.
///
/// # Errors
/// When there are no such two bands.
pub fn merge_bands(tree: &Tree<'_>, index: usize) -> Result<Vec<Edit>, EditError> {
    let (band, next) = (Band::find(tree, index)?, Band::find(tree, index + 1)?);
    let mut edits = Vec::new();
    for ((span, old), new) in [(band.min, band.min.1.min(next.min.1)), (band.max, band.max.1.max(next.max.1))] {
        if old != new {
            edits.push(Edit { span, text: int(new) });
        }
    }
    edits.extend(remove_member(tree, next.node));
    Ok(in_order(edits))
}

/// A band whose ends can be read: their places and values.
struct Band {
    node: NodeId,
    min: (Span, i64),
    max: (Span, i64),
}

impl Band {
    fn find(tree: &Tree<'_>, index: usize) -> Result<Self, EditError> {
        let node = band(tree, index)?;
        let end = |key| match whole_member(tree, node, key) {
            Some((number, value)) => Ok((tree.node(number).span, value)),
            None => Err(no_number(index, key)),
        };
        Ok(Self { node, min: end("agent_count_min")?, max: end("agent_count_max")? })
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::edit::apply;

    const TEXT: &str = r#"{"predictive_dialer_config":{"pacing_rules":[{"agent_count_min":1,"agent_count_max":9,"max_speed":10,"note":[1]}]}}"#;

    fn tree(text: &str) -> Tree<'_> {
        Tree::parse(text).unwrap()
    }

    #[test]
    fn merging_undoes_splitting() {
        let split = apply(TEXT, &split_band(&tree(TEXT), 0, 4).unwrap());
        assert!(
            split.contains(
                r#""agent_count_max":3,"max_speed":10,"note":[1]}, {"agent_count_min":4,"agent_count_max":9"#
            ),
            "{split}"
        );
        assert_eq!(apply(&split, &merge_bands(&tree(&split), 0).unwrap()), TEXT);
    }

    #[test]
    fn places_outside_are_refused() {
        for agents in [0, 1, 10] {
            assert!(
                matches!(split_band(&tree(TEXT), 0, agents), Err(EditError::NotWithin { min: 1, max: 9, .. })),
                "{agents}"
            );
        }
        assert_eq!(split_band(&tree(TEXT), 1, 4), Err(EditError::NoSuchBand(1)));
        assert_eq!(merge_bands(&tree(TEXT), 0), Err(EditError::NoSuchBand(1)));
        let broken = TEXT.replace(":9", ":\"9\"");
        assert!(
            matches!(split_band(&tree(&broken), 0, 4), Err(EditError::NoSuchPath(path)) if path.ends_with("/0/agent_count_max"))
        );
    }
}
