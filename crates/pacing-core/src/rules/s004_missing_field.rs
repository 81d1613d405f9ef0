//! Every field but `reload_on_update` must be there.

use super::prelude::*;
use crate::field::FieldName;
use crate::suggest::nearest;

pub(super) const RULE: Rule = Rule {
    code: "S004",
    name: "missing-field",
    severity: Severity::Error,
    source: Source::Tutorial("step 1, the expected request"),
    topic: Topic::Shape,
    sentences: &[
        Sentence {
            message: "`{field}` is missing",
            help: "add `\"{field}\": …`, such as `{example}`",
            args: &["example", "field"],
        },
        Sentence {
            message: "`{field}` is missing, and `{slip}` stands there",
            help: "rename `{slip}` to `{field}`",
            args: &["example", "field", "slip"],
        },
    ],
    titles: &[],
    check,
    detail: Some(detail),
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Reports a field that the document, its configuration or a band lacks.",
    why: "The platform refuses a request without it, or fills in a value that nobody chose.",
    bad: Example::us(
        "{\n  \"id\": \"outbound-sales\",\n  \"type\": \"PREDICTIVE\",\n  \"predictive_dialer_config\": {\n    \"pacing_rules\": [\n      \
         {\"agent_count_min\": 1, \"agent_count_max\": 5}\n    ],\n    \"max_speed\": 45,\n    \"abandon_rate_threshold\": 0.025,\n    \
         \"reload_on_update\": true\n  }\n}\n",
    ),
    good: Example::us(document!([1, 5, 10])),
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    oddities(cx, out, OddityKind::Missing, Place::Bracket);
}

fn detail(draft: &Draft<'_>, finding: &mut Finding) -> Option<()> {
    let (tree, field) = (&draft.tree, finding.field?);
    finding.text(field.example()).text(field.as_str());
    for member in tree.children(finding.node) {
        let key = tree.key(member);
        if tree.node(member).field == FieldName::Other && nearest(&key, [field.as_str()]).is_some() {
            (finding.sentence, finding.related) = (1, Some(member));
            finding.value(&key);
            break;
        }
    }
    Some(())
}
