//! A field that the model does not know.

use super::prelude::*;
use crate::field::{BAND, CONFIG, FieldName, PLATFORM_FIELDS, ROOT};
use crate::read::{Kind, quote};
use crate::suggest::nearest;

pub(super) const RULE: Rule = Rule {
    code: "S007",
    name: "unknown-field",
    severity: Severity::Warning,
    source: Source::Tutorial("step 1, the expected request"),
    topic: Topic::Shape,
    sentences: &[
        Sentence {
            message: "the field `{field}` is not known here",
            help: "it is sent as it stands; remove it if it is not meant for the platform",
        },
        Sentence {
            message: "the field `{field}` is not known here, did you mean `{meant}`?",
            help: "rename it; as it stands, it is sent and `{meant}` is not set by it",
        },
        Sentence {
            message: "the field `{field}` is not known here, and `{meant}` is there already",
            help: "remove it if it is a slip; as it stands, it is sent",
        },
    ],
    check,
    detail: None,
    fix: Some(fix),
};

pub(super) static DOC: Doc = Doc {
    what: "Reports a field that the tutorial's request does not have, with the name that may be meant.",
    why: "A program that ignores fields it does not know takes a misspelled one for nothing, and the setting that was meant keeps its old \
          value. \
          The field is kept and sent, since the platform may know more than the tutorial. Fields that the platform itself writes into a \
          dialer (`status`, `dateCreated`, `dateModified`) are no slip: they are passed over here, and not sent.",
    bad: Example::us(
        "{\n  \"id\": \"outbound-sales\",\n  \"type\": \"PREDICTIVE\",\n  \"note\": \"agreed with the sales team\",\n  \
         \"predictive_dialer_config\": {\n    \"pacing_rules\": [\n      {\"agent_count_min\": 1, \"agent_count_max\": 5, \"max_speed\": 10}\n    \
         ],\n    \"max_speed\": 45,\n    \"abandon_rate_threshold\": 0.025,\n    \"reload_on_update\": true\n  }\n}\n",
    ),
    good: Example::us(document!([1, 5, 10])),
    fix: Some((Safety::Unsafe, "renames the field to the one that may be meant, where that one is missing")),
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    let slips = cx.draft.oddities.iter().filter(|oddity| oddity.kind == OddityKind::Unknown);
    for oddity in slips.filter(|oddity| !is_platforms(cx.draft, oddity.node)) {
        out.add(oddity.node, |finding| describe(cx, finding, oddity.node));
    }
}

fn describe<'f>(cx: &Context<'_>, finding: &'f mut Finding, node: NodeId) -> &'f mut Finding {
    let field = cx.draft.tree.key(node);
    let meant = nearest(&field, siblings(cx.draft, node).iter().map(|name| name.as_str()));
    let finding = finding.place(Place::Key).arg("field", shorten(&field));
    match meant {
        Some(meant) => {
            let sentence = if is_missing(cx.draft, node, meant) { 1 } else { 2 };
            finding.sentence(sentence).arg("meant", meant)
        }
        None => finding,
    }
}

/// Whether it is a field that the platform writes itself, at the top of the document.
fn is_platforms(draft: &Draft<'_>, node: NodeId) -> bool {
    PLATFORM_FIELDS.contains(&&*draft.tree.key(node)) && parent(draft, node) == NodeId::ROOT
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Fix> {
    let meant = finding.text("meant")?;
    let missing = is_missing(draft, finding.node, meant);
    let edit = Edit { span: draft.tree.key_span(finding.node)?, text: quote(meant) };
    missing.then(|| Fix { title: format!("rename it to `{meant}`"), safety: Safety::Unsafe, edits: vec![edit] })
}

/// Whether the object in which an unknown field stands lacks another one.
fn is_missing(draft: &Draft<'_>, unknown: NodeId, field: &str) -> bool {
    draft.tree.get(parent(draft, unknown), field).is_none()
}

/// The object in which an unknown field stands: unknown fields are noted in the objects of the model alone.
fn parent(draft: &Draft<'_>, node: NodeId) -> NodeId {
    let holds = |object: &NodeId| {
        draft.tree.node(*object).kind == Kind::Object && *object < node && node < draft.tree.after(*object)
    };
    draft.band(node).map(|(_, band)| band.node).filter(holds).or(draft.config.filter(holds)).unwrap_or(NodeId::ROOT)
}

fn siblings(draft: &Draft<'_>, node: NodeId) -> &'static [FieldName] {
    let parent = parent(draft, node);
    if parent == NodeId::ROOT {
        &ROOT
    } else if Some(parent) == draft.config {
        &CONFIG
    } else {
        &BAND
    }
}
