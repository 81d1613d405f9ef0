//! A band's minimum must not be above its maximum.

use super::prelude::*;
use crate::field::FieldName;

pub(super) const RULE: Rule = Rule {
    code: "M002",
    name: "inverted-band",
    severity: Severity::Error,
    source: Source::Practice("such a band matches no team"),
    topic: Topic::Draft,
    sentences: &[Sentence {
        message: "the band runs from {min} down to {max} agents",
        help: "the minimum must not be above the maximum",
        args: &["max", "min"],
    }],
    titles: &["swap minimum and maximum"],
    check,
    detail: Some(detail),
    fix: Some(fix),
};

pub(super) static DOC: Doc = Doc {
    what: "Reports a band whose `agent_count_min` is above its `agent_count_max`.",
    why: "It matches no team, so the teams that were meant have no speed of their own. The tutorial's script accepts it, and \
          such a band also hides overlaps from it.",
    bad: Example::us(document!([1, 5, 10], [20, 6, 25])),
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: Some((Safety::Unsafe, "swaps the two numbers")),
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    // Bands that can all be compared hold no inverted one.
    if cx.draft.sorted.is_none() {
        return;
    }
    for band in &cx.draft.bands {
        if let (Some(min), Some(max)) = (band.min.value(), band.max.value())
            && min > max
        {
            out.add(band.node);
        }
    }
}

fn detail(draft: &Draft<'_>, finding: &mut Finding) -> Option<()> {
    let band = draft.band(finding.node)?.1;
    finding.int(band.max.value()?).int(band.min.value()?);
    Some(())
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Mend> {
    let band = draft.band(finding.node)?.1;
    let (min, max) = (draft.field(band, FieldName::AgentCountMin), draft.field(band, FieldName::AgentCountMax));
    Mend::new(vec![write(draft, min, draft.tree.raw(max)), write(draft, max, draft.tree.raw(min))])
}
