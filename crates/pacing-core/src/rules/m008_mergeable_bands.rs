//! Neighbours with the same speed could be one band.

use super::prelude::*;
use crate::field::FieldName;
use crate::edit;

pub(super) const RULE: Rule = Rule {
    code: "M008",
    name: "mergeable-bands",
    severity: Severity::Info,
    source: Source::Practice("fewer bands are easier to review"),
    topic: Topic::Draft,
    sentences: &[Sentence {
        message: "this band and the one before it have the same speed {speed}",
        help: "they could be one band from {from} to {to}",
    }],
    check,
    detail: None,
    fix: Some(fix),
};

pub(super) static DOC: Doc = Doc {
    what: "Reports two neighbouring bands with the same speed.",
    why: "One band says the same with fewer numbers to review, and the next change cannot forget half of it.",
    bad: Example::us(document!([1, 5, 10], [6, 20, 10])),
    good: Example::us(document!([1, 20, 10])),
    fix: Some((Safety::Unsafe, "extends the earlier band over both and removes this one")),
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if cx.draft.rising {
        return;
    }
    let mut last: Option<(NodeId, i64, i64, i64)> = None;
    cx.draft.each_range(|band, min, max| {
        let Some(speed) = band.speed.value() else {
            last = None;
            return;
        };
        if let Some((node, from, end, before)) = last
            && before == speed
            && end.checked_add(1) == Some(min)
        {
            out.add(band.node, |finding| {
                finding.related(Some(node)).arg("speed", speed).arg("from", from).arg("to", max)
            });
        }
        last = Some((band.node, min, max, speed));
    });
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Fix> {
    let find = |node| draft.band(node).map(|(_, band)| band);
    let (earlier, this) = (find(finding.related?)?, find(finding.node)?);
    // A band with fields of its own is more than its three numbers.
    if draft.tree.children(this.node).count() > 3 {
        return None;
    }
    let to = draft.tree.raw(draft.field(this, FieldName::AgentCountMax)).to_owned();
    let edits = vec![
        Edit { span: draft.tree.node(draft.field(earlier, FieldName::AgentCountMax)).span, text: to },
        edit::remove_member(&draft.tree, this.node)?,
    ];
    Some(Fix { title: "merge the two bands".to_owned(), safety: Safety::Unsafe, edits: edit::in_order(edits) })
}
