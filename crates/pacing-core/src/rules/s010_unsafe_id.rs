//! The id must be safe in a URL.

use super::prelude::*;
use crate::model::DialerId;

pub(super) const RULE: Rule = Rule {
    code: "S010",
    name: "unsafe-id",
    severity: Severity::Error,
    source: Source::Standard("RFC 3986, section 2.3"),
    topic: Topic::Draft,
    sentences: &[Sentence {
        message: "`{id}` cannot be a dialer id",
        help: "use 1 to 128 letters, digits and `-._~`, and not `.` or `..`; copy the id from the dialer's page",
        args: &["id"],
    }],
    titles: &[],
    check,
    detail: None,
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Reports an `id` with characters that a URL does not carry unchanged, or of a wrong length.",
    why: "The id becomes a part of the request's URL. With the tutorial's script an id such as `../campaigns/7?purge=1#` reached \
          another resource than a dialer.",
    bad: Example::us(
        "{\n  \"id\": \"../campaigns/7?purge=1#\",\n  \"type\": \"PREDICTIVE\",\n  \"predictive_dialer_config\": {\n    \"pacing_rules\": [\n      \
         {\"agent_count_min\": 1, \"agent_count_max\": 5, \"max_speed\": 10}\n    ],\n    \"max_speed\": 45,\n    \
         \"abandon_rate_threshold\": 0.025,\n    \"reload_on_update\": true\n  }\n}\n",
    ),
    good: Example::us(document!([1, 5, 10])),
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if let Some(node) = cx.draft.id
        && let Some(id) = cx.draft.tree.string(node)
        && !DialerId::fits(&id)
        && let Some(finding) = out.add(node)
    {
        finding.value(&id);
    }
}
