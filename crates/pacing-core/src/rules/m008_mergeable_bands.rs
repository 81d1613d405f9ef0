//! Neighbours with the same speed could be one band.

use super::prelude::*;
use crate::edit;
use crate::field::FieldName;

pub(super) const RULE: Rule = Rule {
    code: "M008",
    name: "mergeable-bands",
    severity: Severity::Info,
    source: Source::Practice("fewer bands are easier to review"),
    topic: Topic::Draft,
    sentences: &[Sentence {
        message: "this band and the one before it have the same speed {speed}",
        help: "they could be one band from {from} to {to}",
        args: &["from", "speed", "to"],
    }],
    titles: &["merge the two bands"],
    check,
    detail: Some(detail),
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
    let mut last: Option<(&Band, i64)> = None;
    for (band, min, max) in cx.draft.ranges() {
        if let Some((before, end)) = last
            && before.speed == band.speed
            && band.speed.value().is_some()
            && end + 1 == min
            && let Some(finding) = out.add(band.node)
        {
            finding.related = Some(before.node);
        }
        last = Some((band, max));
    }
}

fn detail(draft: &Draft<'_>, finding: &mut Finding) -> Option<()> {
    let (before, this) = bands(draft, finding)?;
    finding.int(before.range()?.0).int(this.speed.value()?).int(this.range()?.1);
    Some(())
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Mend> {
    let (earlier, this) = bands(draft, finding)?;
    // A band with fields of its own is more than its three numbers.
    if draft.tree.children(this.node).count() > 3 {
        return None;
    }
    let end = |band| draft.field(band, FieldName::AgentCountMax);
    let to = draft.tree.raw(end(this));
    Mend::new(vec![write(draft, end(earlier), to), edit::remove_member(&draft.tree, this.node)?])
}
