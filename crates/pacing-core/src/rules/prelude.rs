//! What rule files use.

pub(super) use super::document::document;
pub(super) use crate::diagnostic::{Edit, Fix, Safety, Source};
pub(super) use crate::draft::{Draft, OddityKind};
use crate::edit::in_order;
pub(super) use crate::finding::{Context, Finding, Place, Sink, shorten};
pub(super) use crate::read::NodeId;
pub(super) use crate::rule::{Doc, Example, Rule, Sentence, Topic};
pub(super) use crate::severity::Severity;

/// A fix that replaces values by other texts.
pub(super) fn replace(title: String, safety: Safety, draft: &Draft<'_>, values: &[(NodeId, String)]) -> Option<Fix> {
    let edit = |(node, text): &(NodeId, String)| Edit { span: draft.tree.node(*node).span, text: text.clone() };
    Some(Fix { title, safety, edits: in_order(values.iter().map(edit).collect()) })
}

/// Adds a finding for each oddity of a kind.
pub(super) fn oddities(
    cx: &Context<'_>,
    out: &mut Sink,
    kind: OddityKind,
    detail: impl for<'f> Fn(&'f mut Finding, &crate::draft::Oddity) -> &'f mut Finding,
) {
    for oddity in cx.draft.oddities.iter().filter(|oddity| oddity.kind == kind) {
        out.add(oddity.node, |finding| detail(finding, oddity));
    }
}

impl Example {
    /// An example under the default profile.
    pub(crate) const fn us(text: &'static str) -> Self {
        Self { text, profile: "us", addressed: None }
    }
}
