//! The JSON text of a document: what is sent, and what the builder shows.

use crate::model::{DialerDocument, Extra, SpeedRule};
use crate::read::{Kind, NodeId, Tree, quote};
use std::fmt::Write;

/// The document as one line of JSON: the tutorial's field order, decimals as spelled, unknown fields behind the known ones of
/// their object.
pub(crate) fn body(document: &DialerDocument) -> String {
    let config = &document.predictive_dialer_config;
    let mut out = String::new();
    member(&mut out, '{', "id", &quote(document.id.as_str()));
    member(&mut out, ',', "type", "\"PREDICTIVE\"");
    out.push_str(",\"predictive_dialer_config\":{\"pacing_rules\":[");
    for (index, rule) in config.pacing_rules.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        out.push_str(&band(rule, ""));
    }
    out.push(']');
    member(&mut out, ',', "max_speed", &config.max_speed.to_string());
    member(&mut out, ',', "abandon_rate_threshold", config.abandon_rate_threshold.as_str());
    if let Some(reload) = config.reload_on_update {
        member(&mut out, ',', "reload_on_update", if reload { "true" } else { "false" });
    }
    extra(&mut out, &config.extra);
    out.push('}');
    extra(&mut out, &document.extra);
    out.push('}');
    out
}

/// One band; `space` stands behind each colon and comma.
pub(crate) fn band(rule: &SpeedRule, space: &str) -> String {
    let SpeedRule { agent_count_min: min, agent_count_max: max, max_speed: speed, .. } = rule;
    let mut out = format!(
        "{{\"agent_count_min\":{space}{min},{space}\"agent_count_max\":{space}{max},{space}\"max_speed\":{space}{speed}"
    );
    extra(&mut out, &rule.extra);
    out.push('}');
    out
}

/// A value as spelled, without the white space between its tokens.
pub(crate) fn compact(tree: &Tree<'_>, id: NodeId) -> String {
    let mut out = String::new();
    // The containers to close, each with the node behind its last child.
    let mut open: Vec<(Kind, NodeId)> = Vec::new();
    for (first, node) in tree.subtree(id) {
        while open.last().is_some_and(|(_, after)| *after == node) {
            out.push(if open.pop().is_some_and(|(kind, _)| kind == Kind::Object) { '}' } else { ']' });
        }
        if !first && !out.ends_with(['{', '[']) {
            out.push(',');
        }
        if !first && !tree.key_spelled(node).is_empty() {
            let _ = write!(out, "{}:", tree.key_spelled(node));
        }
        match tree.node(node).kind {
            kind @ (Kind::Object | Kind::Array) => {
                out.push(if kind == Kind::Object { '{' } else { '[' });
                open.push((kind, tree.after(node)));
            }
            _ => out.push_str(tree.raw(node)),
        }
    }
    while let Some((kind, _)) = open.pop() {
        out.push(if kind == Kind::Object { '}' } else { ']' });
    }
    out
}

fn member(out: &mut String, before: char, name: &str, value: &str) {
    let _ = write!(out, "{before}\"{name}\":{value}");
}

fn extra(out: &mut String, extra: &[Extra]) {
    for Extra { name, value } in extra {
        let _ = write!(out, ",{}:{}", quote(name), value.as_str());
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn compacting_keeps_every_token() {
        let text = " { \"a\" : [ 1.50 , { } , [ ] , \"x\\u00e9\" ] ,\n \"b\" : { \"c\" : null } , \"d\" : true } ";
        let tree = Tree::parse(text).unwrap();
        assert_eq!(compact(&tree, NodeId::ROOT), r#"{"a":[1.50,{},[],"x\u00e9"],"b":{"c":null},"d":true}"#);
        assert_eq!(compact(&tree, tree.find("/a").unwrap()), r#"[1.50,{},[],"x\u00e9"]"#);
        assert_eq!(compact(&tree, tree.find("/a/0").unwrap()), "1.50");
    }
}
