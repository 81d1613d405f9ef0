//! The layout that the builder writes: two spaces a level, a band a line. Only white space changes.

use crate::read::{Layout, NodeId, SyntaxError, Tree, print};

/// The text in the builder's layout: two spaces a level, objects of an array that hold plain values alone on a line each, arrays
/// of plain values on one line. Every token stays as it is spelled.
///
/// ```
/// let text = pacing_core::format(r#"{"max_speed":4.50e1,"pacing_rules":[{"agent_count_min":1,"max_speed":10}]}"#)?;
/// assert_eq!(text, "{\n  \"max_speed\": 4.50e1,\n  \"pacing_rules\": [\n    {\"agent_count_min\": 1, \"max_speed\": 10}\n  ]\n}\n");
/// # Ok::<(), pacing_core::read::SyntaxError>(())
/// ```
///
/// # Errors
/// When the text is not JSON.
pub fn format(text: &str) -> Result<String, SyntaxError> {
    Ok(format_tree(&Tree::parse(text)?))
}

/// The same for a text that is read already.
pub fn format_tree(tree: &Tree<'_>) -> String {
    let mut out = print(tree, NodeId::ROOT, Layout::Lines);
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::read::compact;

    const BUILT: &str = include_str!("../../../examples/outbound-sales.json");

    #[test]
    fn the_builders_text_is_formatted_already() {
        assert_eq!(format(BUILT).unwrap(), BUILT);
    }

    #[test]
    fn every_token_is_kept_and_a_second_time_changes_nothing() {
        for text in [
            "1",
            "[]",
            "[[],{}]",
            r#"{"a":{"b":{}},"c":[1.50,"\u00e9",null],"d":[{"e":[1,{"f":2}]},{"g":1,"g":2}]}"#,
            " { \"a\"\n:\t[ { \"x\" : 1 } , 2 ] } ",
        ] {
            let once = format(text).unwrap();
            let all = |text: &str| compact(&Tree::parse(text).unwrap(), NodeId::ROOT);
            assert_eq!(all(&once), all(text), "{text}");
            assert_eq!(format(&once).unwrap(), once, "{text}");
        }
        assert_eq!(format("[1, 2, {\"a\": 1}]").unwrap(), "[\n  1,\n  2,\n  {\"a\": 1}\n]\n");
        assert!(format("{").is_err());
    }
}
