//! The reload switch should be on.

use super::prelude::*;
use crate::read::Kind;

pub(super) const RULE: Rule = Rule {
    code: "A002",
    name: "reload-off",
    severity: Severity::Warning,
    source: Source::Tutorial("step 1, error handling"),
    topic: Topic::Draft,
    sentences: &[Sentence {
        message: "`reload_on_update` is off, so the dialer keeps its cached rules",
        help: "write `true`, or reload the dialer by hand after the change",
        args: &[],
    }],
    titles: &["write `true`"],
    check,
    detail: None,
    fix: Some(fix),
};

pub(super) static DOC: Doc = Doc {
    what: "Reports `reload_on_update: false`.",
    why: "The change is stored, but the dialer goes on with its cached rules until someone reloads it by hand.",
    bad: Example::us(document!([1, 5, 10], [6, 20, 25]; 45, "0.025", ",\n    \"reload_on_update\": false")),
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: Some((Safety::Unsafe, "writes `true`")),
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if let Some(node) = cx.draft.reload
        && cx.draft.tree.node(node).kind == Kind::False
    {
        out.add(node);
    }
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Mend> {
    rewrite(draft, finding.node, "true")
}
