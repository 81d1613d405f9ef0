//! The reader: places, and agreement with `serde_json`.

use pacing_core::Span;
use pacing_core::read::{Kind, MAX_DEPTH, NodeId, Syntax, SyntaxError, Tree};
use proptest::test_runner::TestCaseError;
use proptest::{prop_assert, prop_assert_eq};

use super::Kept;
use crate::oracle;

/// Every value stands inside the one that holds it and behind the one before it, and belongs to one.
pub(super) fn check_tree(tree: &Tree) -> Kept {
    check_span(tree.text(), tree.node(NodeId::ROOT).span)?;
    let mut open = vec![(NodeId::ROOT, 0)];
    let mut found = 0;
    while let Some((parent, depth)) = open.pop() {
        let is_container = matches!(tree.node(parent).kind, Kind::Array | Kind::Object);
        prop_assert!(!is_container || depth < MAX_DEPTH, "nested deeper than the limit");
        let outer = tree.node(parent).span;
        let mut before = outer.start;
        for child in tree.children(parent) {
            let (span, member) = (tree.node(child).span, tree.node(child).member());
            check_span(tree.text(), span)?;
            check_span(tree.text(), member)?;
            prop_assert!(member.start > before && span.end < outer.end, "{member:?} leaves its place in {outer:?}");
            if let Some(small) = tree.node(child).small_integer() {
                prop_assert_eq!(tree.raw(child), small.to_string());
            }
            before = span.end - 1;
            open.push((child, depth + 1));
        }
        found += 1;
    }
    prop_assert_eq!(found, tree.len(), "a value belongs to nothing");
    Ok(())
}

/// Both readers take the text, and take the same from it.
pub(super) fn check_agreement(tree: &Tree) -> Kept {
    let text = tree.text();
    let json = oracle::by_serde_json(text).map_err(|error| refused(&error))?;
    prop_assert_eq!(oracle::by_reader(tree), json);
    match serde_json::from_str::<serde_json::Value>(text) {
        Err(error) if !is_known_difference(&error) => Err(refused(&error)),
        _ => Ok(()),
    }
}

/// Where `serde_json` has numbers as doubles and its own limit of depth, which is one less than ours.
fn is_known_difference(error: &serde_json::Error) -> bool {
    let message = error.to_string();
    message.starts_with("number out of range") || message.starts_with("recursion limit exceeded")
}

fn refused(error: &serde_json::Error) -> TestCaseError {
    TestCaseError::fail(format!("serde_json refuses what the reader takes: {error}"))
}

/// The refusal has a place in the text, and `serde_json` refuses the text too unless a limit is passed.
pub(super) fn check_refusal(data: &[u8], error: &SyntaxError) -> Kept {
    let text = match str::from_utf8(data) {
        Ok(text) => text,
        Err(utf8) => {
            prop_assert_eq!((error.syntax, error.span.start as usize), (Syntax::NotUtf8, utf8.valid_up_to()));
            return Ok(());
        }
    };
    check_place(text, error.span)?;
    prop_assert!(
        error.syntax.is_limit() || oracle::by_serde_json(text).is_err(),
        "the reader refuses what serde_json takes: {error}"
    );
    Ok(())
}

fn check_span(text: &str, span: Span) -> Kept {
    prop_assert!(span.start < span.end, "{span:?} is empty");
    check_place(text, span)
}

/// A place may be empty: where something is missing.
pub(super) fn check_place(text: &str, span: Span) -> Kept {
    let covered = text.get(span.start as usize..span.end as usize);
    prop_assert!(covered.is_some(), "{span:?} is no part of a text of {} bytes", text.len());
    Ok(())
}
