//! The reader: places, and agreement with `serde_json`.

use pacing_core::Span;
use pacing_core::read::{NodeId, Syntax, SyntaxError, Tree};

use crate::oracle;

/// Every value stands inside the one that holds it and behind the one before it, and can be found by its pointer.
pub(super) fn check_tree(tree: &Tree) {
    check_span(tree.text(), tree.node(NodeId::ROOT).span);
    let mut open = vec![NodeId::ROOT];
    let mut found = 0;
    while let Some(parent) = open.pop() {
        let outer = tree.node(parent).span;
        let mut before = outer.start;
        for child in tree.children(parent) {
            let node = tree.node(child);
            check_span(tree.text(), node.span);
            check_span(tree.text(), node.member());
            if let Some(small) = node.small_integer() {
                assert_eq!(tree.raw(child), small.to_string());
            }
            assert!(
                node.member().start > before && node.span.end < outer.end,
                "{node:?} leaves its place in {outer:?}"
            );
            before = node.span.end - 1;
            open.push(child);
        }
        found += 1;
    }
    assert_eq!(found, tree.len(), "a value belongs to nothing");
}

/// Both readers take the text, and take the same from it.
pub(super) fn check_agreement(tree: &Tree) {
    let text = tree.text();
    match oracle::by_serde_json(text) {
        Ok(json) => assert_eq!(oracle::by_reader(tree), json),
        Err(error) => panic!("serde_json refuses what the reader takes: {error}"),
    }
    if let Err(error) = serde_json::from_str::<serde_json::Value>(text) {
        // With numbers as doubles and its own limit of depth, which is one less than ours.
        let message = error.to_string();
        let known = message.starts_with("number out of range") || message.starts_with("recursion limit exceeded");
        assert!(known, "serde_json refuses what the reader takes: {message}");
    }
}

/// The refusal has a place in the text, and serde_json refuses the text too unless a limit is passed.
pub(super) fn check_refusal(data: &[u8], error: &SyntaxError) {
    let text = match str::from_utf8(data) {
        Ok(text) => text,
        Err(utf8) => {
            assert_eq!((error.syntax, error.span.start as usize), (Syntax::NotUtf8, utf8.valid_up_to()));
            return;
        }
    };
    check_place(text, error.span);
    assert!(
        error.syntax.is_limit() || oracle::by_serde_json(text).is_err(),
        "the reader refuses what serde_json takes: {error}"
    );
}

fn check_span(text: &str, span: Span) {
    check_place(text, span);
    assert!(span.start < span.end, "{span:?} is empty");
}

/// A place may be empty: where something is missing.
fn check_place(text: &str, span: Span) {
    let covered = text.get(span.start as usize..span.end as usize);
    assert!(covered.is_some(), "{span:?} is no part of a text of {} bytes", text.len());
}
