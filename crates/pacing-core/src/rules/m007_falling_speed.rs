//! Speed should not fall as agents rise.

use super::prelude::*;
use crate::draft::Band;
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
    detail: None,
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
    let mut last: Option<(Band, i64)> = None;
    for (band, min, _) in cx.draft.ranges() {
        let Some(speed) = band.speed.value() else { continue };
        if let Some((earlier, before)) = &last
            && speed < *before
            && let Some(finding) = out.add(cx.draft.field(band, FieldName::MaxSpeed))
        {
            finding.related = Some(cx.draft.field(earlier, FieldName::MaxSpeed));
            finding.int(*before).int(min).int(speed);
        }
        last = Some((*band, speed));
    }
}
