//! The reload switch should be there.

use super::prelude::*;
use crate::edit;

pub(super) const RULE: Rule = Rule {
    code: "A001",
    name: "reload-missing",
    severity: Severity::Warning,
    source: Source::Tutorial("step 1, error handling"),
    topic: Topic::Draft,
    sentences: &[Sentence {
        message: "`reload_on_update` is missing, so the dialer keeps its cached rules",
        help: "add `\"reload_on_update\": true`, or reload the dialer by hand after the change",
        args: &[],
    }],
    titles: &["add `\"reload_on_update\": true`"],
    check,
    detail: None,
    fix: Some(fix),
};

pub(super) static DOC: Doc = Doc {
    what: "Reports a configuration without `reload_on_update`.",
    why: "The change is stored, but the dialer goes on with its cached rules until someone reloads it by hand: the console shows one \
          speed and the dialer uses another.",
    bad: Example::us(document!([1, 5, 10], [6, 20, 25]; 45, "0.025", "")),
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: Some((Safety::Unsafe, "adds `\"reload_on_update\": true` at the end of the configuration")),
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if let Some(config) = cx.draft.config
        && cx.draft.reload_missing
        && let Some(finding) = out.add(config)
    {
        finding.place = Place::Bracket;
    }
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Mend> {
    Mend::new(vec![edit::insert_member(&draft.tree, finding.node, "reload_on_update", "true")?])
}
