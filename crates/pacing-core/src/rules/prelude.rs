//! What rule files use.

pub(super) use super::document::document;
pub(super) use crate::diagnostic::{Edit, Safety, Source};
pub(super) use crate::draft::{Band, Draft, OddityKind};
pub(super) use crate::finding::{Context, Finding, Place, Sink};
pub(super) use crate::problem::Mend;
pub(super) use crate::read::NodeId;
pub(super) use crate::rule::{Doc, Example, Rule, Sentence, Topic};
pub(super) use crate::severity::Severity;
use crate::threshold::Standing;

/// An edit that writes another text in place of a value.
#[inline(never)]
pub(super) fn write(draft: &Draft<'_>, node: NodeId, text: &str) -> Edit {
    Edit { span: draft.tree.node(node).span, text: text.to_owned() }
}

/// A fix that writes another text in place of a value.
#[inline(never)]
pub(super) fn rewrite(draft: &Draft<'_>, node: NodeId, text: &str) -> Option<Mend> {
    Mend::new(vec![write(draft, node, text)])
}

/// Adds a finding for each oddity of a kind.
#[inline(never)]
pub(super) fn oddities(cx: &Context<'_>, out: &mut Sink, kind: OddityKind, place: Place) {
    for oddity in &cx.draft.oddities {
        if oddity.kind == kind
            && let Some(finding) = out.add(oddity.node)
        {
            (finding.place, finding.related, finding.field) = (place, oddity.related, oddity.field);
        }
    }
}

/// The earlier band that a finding about two is related to, and the one that it is about.
#[inline(never)]
pub(super) fn bands<'d>(draft: &'d Draft<'_>, finding: &Finding) -> Option<(&'d Band, &'d Band)> {
    Some((draft.band(finding.related?)?.1, draft.band(finding.node)?.1))
}

/// Adds a finding about the threshold where it stands there, and gives its spelling.
#[inline(never)]
pub(super) fn threshold<'a, 'o>(
    cx: &Context<'a>,
    out: &'o mut Sink,
    standing: Standing,
) -> Option<(&'o mut Finding, &'a str)> {
    let (node, spelled, found) = cx.threshold()?;
    if found != standing {
        return None;
    }
    Some((out.add(node)?, spelled))
}

impl Example {
    /// An example under the default profile.
    pub(crate) const fn us(text: &'static str) -> Self {
        Self { text, profile: "us", addressed: None, assumed: None }
    }
}
