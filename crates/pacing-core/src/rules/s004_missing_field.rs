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
        Sentence { message: "`{field}` is missing", help: "add `\"{field}\": …`, such as `{example}`" },
        Sentence { message: "`{field}` is missing, and `{slip}` stands there", help: "rename `{slip}` to `{field}`" },
    ],
    check,
    detail: None,
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
    let tree = &cx.draft.tree;
    oddities(cx, out, OddityKind::Missing, |finding, oddity| {
        let Some(field) = oddity.field else { return finding };
        finding.place(Place::Bracket).arg("field", field.as_str()).arg("example", field.example());
        let mut others = tree.children(oddity.node).filter(|member| tree.node(*member).field == FieldName::Other);
        match others.find(|member| nearest(&tree.key(*member), [field.as_str()].into_iter()).is_some()) {
            Some(slip) => finding.sentence(1).related(Some(slip)).arg("slip", shorten(&tree.key(slip))),
            None => finding,
        }
    });
}
