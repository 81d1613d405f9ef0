//! The id must be the one that is addressed.

use super::prelude::*;
use crate::model::DialerId;

pub(super) const RULE: Rule = Rule {
    code: "S011",
    name: "other-dialer",
    severity: Severity::Error,
    source: Source::Tutorial("step 1, the exact dialer id"),
    topic: Topic::Draft,
    sentences: &[Sentence {
        message: "the document is for `{id}`, but `{addressed}` is addressed",
        help: "address the dialer that the document names, or change the document's id if it is meant for the other one",
        args: &["addressed", "id"],
    }],
    titles: &[],
    check,
    detail: None,
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Reports an `id` that differs from the dialer that the caller addresses, by `--dialer` or `CXONE_DIALER_ID`.",
    why: "The tutorial's script sent the rules of one dialer to the URL of another without a word. There is no fix: a document for one \
          dialer must not become one for another at the press of a key.",
    bad: Example { text: document!([1, 5, 10]), profile: "us", addressed: Some("outbound-support"), assumed: None },
    good: Example { text: document!([1, 5, 10]), profile: "us", addressed: Some("outbound-sales"), assumed: None },
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if let (Some(node), Some(addressed)) = (cx.draft.id, cx.addressed)
        && let Some(id) = cx.draft.tree.string(node)
        && DialerId::fits(&id)
        && id != addressed.as_str()
        && let Some(finding) = out.add(node)
    {
        finding.text(addressed.as_str()).text(&id);
    }
}
