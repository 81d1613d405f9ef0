//! The type must be `PREDICTIVE`.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "S009",
    name: "not-predictive",
    severity: Severity::Error,
    source: Source::Tutorial("step 1, the expected request"),
    topic: Topic::Draft,
    sentences: &[Sentence {
        message: "the type must be `PREDICTIVE`, not `{found}`",
        help: "pacing rules belong to predictive dialers; check that the id is the one of a predictive dialer",
        args: &["found"],
    }],
    titles: &["write `PREDICTIVE`"],
    check,
    detail: None,
    fix: Some(fix),
};

pub(super) static DOC: Doc = Doc {
    what: "Reports a `type` other than `PREDICTIVE`.",
    why: "Other kinds of dialers have no speed matrix. The tutorial's script sent whatever stood there.",
    bad: Example::us(
        "{\n  \"id\": \"outbound-sales\",\n  \"type\": \"PROGRESSIVE\",\n  \"predictive_dialer_config\": {\n    \"pacing_rules\": [\n      \
         {\"agent_count_min\": 1, \"agent_count_max\": 5, \"max_speed\": 10}\n    ],\n    \"max_speed\": 45,\n    \
         \"abandon_rate_threshold\": 0.025,\n    \"reload_on_update\": true\n  }\n}\n",
    ),
    good: Example::us(document!([1, 5, 10])),
    fix: Some((Safety::Unsafe, "writes `PREDICTIVE`")),
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if let Some(node) = cx.draft.dialer_type
        && let Some(found) = cx.draft.tree.string(node)
        && found != "PREDICTIVE"
        && let Some(finding) = out.add(node)
    {
        finding.value(&found);
    }
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Mend> {
    rewrite(draft, finding.node, WRITTEN)
}

const WRITTEN: &str = "\"PREDICTIVE\"";
