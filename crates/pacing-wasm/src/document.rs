//! Calls about whole documents.

use crate::json;
use crate::refusal::Refusal;
use pacing_core::read::{NodeId, Tree};
use pacing_core::{Matrix, PacingBuilder, diff};

/// The builder's text.
pub(crate) fn build(input: &str) -> Result<String, Refusal> {
    let tree = Tree::parse(input)?;
    let get = |key| tree.get(NodeId::ROOT, key);
    let text = |key| get(key).and_then(|node| tree.string(node)).map(String::from);
    let mut builder = PacingBuilder::new(text("id").unwrap_or_default());
    for band in get("bands").into_iter().flat_map(|bands| tree.children(bands)) {
        let mut numbers = tree.children(band).map(|number| tree.string(number).map(String::from).unwrap_or_default());
        let mut next = || numbers.next().unwrap_or_default();
        builder = builder.band(next(), next(), next());
    }
    if let Some(threshold) = text("threshold") {
        builder = builder.abandon_threshold(threshold);
    }
    if let Some(speed) = text("max_speed") {
        builder = builder.max_speed(speed);
    }
    let reload = get("reload").is_none_or(|reload| tree.raw(reload) != "false");
    Ok(builder.reload_on_update(reload).to_text())
}

/// The differences, as JSON text.
pub(crate) fn diff(before: &str, after: &str) -> Result<String, Refusal> {
    let changes = diff::diff(&Tree::parse(before)?, &Tree::parse(after)?);
    let mut out = String::new();
    json::list(&mut out, &changes, |out, change| {
        out.push_str("{\"path\":");
        json::string(out, &change.path);
        json::member(out, "what", &change.what);
        for (name, value) in [("before", &change.before), ("after", &change.after)] {
            json::key(out, name);
            match value {
                Some(value) => json::string(out, value),
                None => out.push_str("null"),
            }
        }
        out.push('}');
    });
    Ok(out)
}

/// The speed for a team.
pub(crate) fn speed_for(text: &str, agents: u32) -> Result<String, Refusal> {
    let mut out = String::new();
    if let Some(speed) = Matrix::of_text(text)?.speed_for(agents) {
        json::number(&mut out, speed);
    }
    Ok(out)
}
