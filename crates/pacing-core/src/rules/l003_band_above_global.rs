//! A band's speed must not be above the global one.

use super::prelude::*;
use crate::field::FieldName;
use crate::text::int;

pub(super) const RULE: Rule = Rule {
    code: "L003",
    name: "band-above-global",
    severity: Severity::Error,
    source: Source::Platform("the global speed limits every band"),
    topic: Topic::Draft,
    sentences: &[Sentence {
        message: "the band's speed {speed} is above the global speed {global}",
        help: "lower the band's speed to {global}, or raise the global one",
        args: &["global", "speed"],
    }],
    titles: &["lower it to {global}"],
    check,
    detail: Some(detail),
    fix: Some(fix),
};

pub(super) static DOC: Doc = Doc {
    what: "Reports a band whose `max_speed` is above the global `max_speed`.",
    why: "Either the band never reaches its speed and the matrix says something that is not so, or the global limit is no limit. The \
          tutorial's script accepts it.",
    bad: Example::us(document!([1, 5, 10], [6, 20, 50])),
    good: Example::us(document!([1, 5, 10], [6, 20, 45])),
    fix: Some((Safety::Unsafe, "lowers the band's speed to the global one")),
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    // Speeds outside the platform's limits have a diagnostic of their own.
    let limits = 1..=100;
    let Some(global) = cx.draft.max_speed.value().filter(|speed| limits.contains(speed)) else { return };
    if cx.draft.speeds.largest <= global {
        return;
    }
    for band in &cx.draft.bands {
        if let Some(speed) = band.speed.value()
            && speed > global
            && limits.contains(&speed)
        {
            out.add(cx.draft.field(band, FieldName::MaxSpeed));
        }
    }
}

fn detail(draft: &Draft<'_>, finding: &mut Finding) -> Option<()> {
    finding.related = draft.global_speed();
    let (_, band) = draft.band(finding.node)?;
    finding.int(draft.max_speed.value()?).int(band.speed.value()?);
    Some(())
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Mend> {
    rewrite(draft, finding.node, &int(finding.int_at(0)?))
}
