//! A band's speed is from 1 to 100.

use super::prelude::*;
use crate::decimal::compare;
use crate::field::FieldName;
use std::cmp::Ordering;

pub(super) const RULE: Rule = Rule {
    code: "L001",
    name: "band-speed",
    severity: Severity::Error,
    source: Source::Platform("speeds from 1 to 100 (the tutorial's step 2, validate_speed_limit)"),
    topic: Topic::Draft,
    sentences: &[Sentence {
        message: "a band's speed must be from 1 to 100, not {found}",
        help: "{help}",
        args: &["found", "help"],
    }],
    titles: &[],
    check,
    detail: Some(detail),
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Reports a band whose `max_speed` is below 1 or above 100.",
    why: "The platform refuses the request. A speed of 0 does not stop a dialer: stop its campaign for that.",
    bad: Example::us(document!([1, 5, 10], [6, 20, 250])),
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if cx.draft.speeds.smallest >= 1 && cx.draft.speeds.largest <= 100 {
        return;
    }
    for band in &cx.draft.bands {
        if let Some(speed) = band.speed.value()
            && !(1..=100).contains(&speed)
        {
            out.add(cx.draft.field(band, FieldName::MaxSpeed));
        }
    }
}

/// The same for the global speed.
pub(super) fn detail(draft: &Draft<'_>, finding: &mut Finding) -> Option<()> {
    let speed = draft.tree.raw(finding.node);
    let is_low = compare(speed, "1") == Ordering::Less;
    finding.value(speed).text(if is_low { "to stop dialing, stop the campaign" } else { "the platform's limit is 100" });
    Some(())
}
