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
            args: &["field"],
        },
        Sentence {
            message: "the field `{field}` is not known here, did you mean `{meant}`?",
            help: "rename it; as it stands, it is sent and `{meant}` is not set by it",
            args: &["field", "meant"],
        },
        Sentence {
            message: "the field `{field}` is not known here, and `{meant}` is there already",
            help: "remove it if it is a slip; as it stands, it is sent",
            args: &["field", "meant"],
        },
    ],
    titles: &["rename it to `{meant}`"],
    check,
    detail: Some(detail),
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
    for oddity in &cx.draft.oddities {
        if oddity.kind == OddityKind::Unknown
            && !is_platforms(cx.draft, oddity.node)
            && let Some(finding) = out.add(oddity.node)
        {
            finding.place = Place::Key;
        }
    }
}

fn detail(draft: &Draft<'_>, finding: &mut Finding) -> Option<()> {
    let field = draft.tree.key(finding.node);
    finding.value(&field);
    let (object, names) = object(draft, finding.node);
    if let Some(meant) = nearest(&field, names.iter().map(|name| name.as_str())) {
        finding.sentence = if draft.tree.get(object, meant).is_none() { 1 } else { 2 };
        finding.text(meant);
    }
    Some(())
}

/// Whether it is a field that the platform writes itself, at the top of the document.
fn is_platforms(draft: &Draft<'_>, node: NodeId) -> bool {
    PLATFORM_FIELDS.contains(&&*draft.tree.key(node)) && object(draft, node).0 == NodeId::ROOT
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Mend> {
    // The second sentence says that the field that is meant is missing.
    let meant = finding.text_at(1).filter(|_| finding.sentence == 1)?;
    Mend::new(vec![Edit { span: draft.tree.key_span(finding.node)?, text: quote(meant) }])
}

/// The object in which an unknown field stands, and its fields: unknown ones are noted in the objects of the model alone.
fn object(draft: &Draft<'_>, node: NodeId) -> (NodeId, &'static [FieldName]) {
    let holds = |object: NodeId| {
        draft.tree.node(object).kind == Kind::Object && object < node && node < draft.tree.after(object)
    };
    if let Some((_, band)) = draft.band(node)
        && holds(band.node)
    {
        return (band.node, &BAND);
    }
    match draft.config {
        Some(config) if holds(config) => (config, &CONFIG),
        _ => (NodeId::ROOT, &ROOT),
    }
}
