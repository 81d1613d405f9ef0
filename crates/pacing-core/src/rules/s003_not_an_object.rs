//! The document, its configuration and each band must be objects.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "S003",
    name: "not-an-object",
    severity: Severity::Error,
    source: Source::Tutorial("step 1, the expected request"),
    topic: Topic::Shape,
    sentences: &[Sentence {
        message: "{what} must be an object, this is {found}",
        help: "write `{example}`",
        args: &["example", "found", "what"],
    }],
    titles: &[],
    check,
    detail: Some(detail),
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Reports a document, a `predictive_dialer_config` or a band that is not a JSON object.",
    why: "Without its fields there is nothing to check or to send. The tutorial's script ended with a stack trace here.",
    bad: Example::us(
        "{\n  \"id\": \"outbound-sales\",\n  \"type\": \"PREDICTIVE\",\n  \"predictive_dialer_config\": {\n    \"pacing_rules\": [\n      \
         {\"agent_count_min\": 1, \"agent_count_max\": 5, \"max_speed\": 10},\n      [6, 20, 25]\n    ],\n    \"max_speed\": 45,\n    \
         \"abandon_rate_threshold\": 0.025,\n    \"reload_on_update\": true\n  }\n}\n",
    ),
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    oddities(cx, out, OddityKind::NotAnObject, Place::Value);
}

fn detail(draft: &Draft<'_>, finding: &mut Finding) -> Option<()> {
    let (what, example) = if finding.node == NodeId::ROOT {
        ("the document", r#"{"id": …, "type": "PREDICTIVE", "predictive_dialer_config": {…}}"#)
    } else if Some(finding.node) == draft.config {
        ("`predictive_dialer_config`", r#"{"pacing_rules": […], "max_speed": …, "abandon_rate_threshold": …}"#)
    } else {
        ("a band", r#"{"agent_count_min": 1, "agent_count_max": 5, "max_speed": 10}"#)
    };
    let found = draft.tree.node(finding.node).kind.noun();
    finding.text(example).text(found).text(what);
    Some(())
}
