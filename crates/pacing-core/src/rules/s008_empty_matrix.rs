//! There must be a band.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "S008",
    name: "empty-matrix",
    severity: Severity::Error,
    source: Source::Tutorial("step 1, the speed matrix"),
    topic: Topic::Draft,
    sentences: &[Sentence {
        message: "`pacing_rules` has no band",
        help: "add one, such as `{\"agent_count_min\": 1, \"agent_count_max\": 5, \"max_speed\": 10}`",
        args: &[],
    }],
    titles: &[],
    check,
    detail: None,
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Reports a `pacing_rules` without any band.",
    why: "An empty matrix takes every speed limit away that depends on the size of the team, and a small team then meets the global \
          speed.",
    bad: Example::us(
        "{\n  \"id\": \"outbound-sales\",\n  \"type\": \"PREDICTIVE\",\n  \"predictive_dialer_config\": {\n    \"pacing_rules\": [],\n    \
         \"max_speed\": 45,\n    \"abandon_rate_threshold\": 0.025,\n    \"reload_on_update\": true\n  }\n}\n",
    ),
    good: Example::us(document!([1, 5, 10])),
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if let Some(node) = cx.draft.pacing_rules
        && cx.draft.bands.is_empty()
    {
        out.add(node);
    }
}
