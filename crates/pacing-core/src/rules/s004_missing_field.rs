//! Every field but `reload_on_update` must be there.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "S004",
    name: "missing-field",
    severity: Severity::Error,
    source: Source::Tutorial("step 1, the expected request"),
    topic: Topic::Shape,
    sentences: &[Sentence { message: "`{field}` is missing", help: "add `\"{field}\": {example}`" }],
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
    oddities(cx, out, OddityKind::Missing, |finding, oddity| {
        let (field, example) = oddity.field.map_or(("", ""), |field| (field.as_str(), field.example()));
        finding.place(Place::Bracket).arg("field", field).arg("example", example)
    });
}
