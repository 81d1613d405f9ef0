//! Speed should not fall as agents rise.

use super::prelude::*;
use crate::field::FieldName;

pub(super) const RULE: Rule = Rule {
    code: "M007",
    name: "falling-speed",
    severity: Severity::Warning,
    source: Source::Practice("a larger team carries a higher speed"),
    topic: Topic::Draft,
    sentences: &[Sentence {
        message: "speed falls from {before} to {speed} where the team grows to {min}",
        help: "check whether the speeds of these two bands are swapped",
        args: &["before", "min", "speed"],
    }],
    titles: &[],
    check,
    detail: Some(detail),
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Reports a band whose speed is below that of the band before it, in the order of the minimum.",
    why: "More agents can take more calls, so a falling speed is nearly always a slip: two numbers swapped, or a zero lost. It also \
          means that the smaller team dials faster, which abandons more calls.",
    bad: Example::us(document!([1, 5, 25], [6, 20, 10])),
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if cx.draft.rising {
        return;
    }
    let mut last: Option<&Band> = None;
    for (band, ..) in cx.draft.ranges() {
        if band.speed.value().is_none() {
            continue;
        }
        if let Some(earlier) = last
            && band.speed < earlier.speed
            && let Some(finding) = out.add(cx.draft.field(band, FieldName::MaxSpeed))
        {
            finding.related = Some(earlier.node);
        }
        last = Some(band);
    }
}

fn detail(draft: &Draft<'_>, finding: &mut Finding) -> Option<()> {
    let (earlier, this) = bands(draft, finding)?;
    finding.related = Some(draft.field(earlier, FieldName::MaxSpeed));
    finding.int(earlier.speed.value()?).int(this.range()?.0).int(this.speed.value()?);
    Some(())
}
