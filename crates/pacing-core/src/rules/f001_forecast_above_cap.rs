//! A band should not be predicted to abandon more than the cap.

use super::prelude::*;
#[cfg(feature = "forecast")]
use crate::model::SpeedRule;
use crate::rule::Assumed;
use crate::text::int;
#[cfg(feature = "forecast")]
use crate::text::join;

pub(super) const RULE: Rule = Rule {
    code: "F001",
    name: "forecast-above-cap",
    severity: Severity::Warning,
    source: Source::Prediction(
        "queueing theory under the given assumptions (Erlang B; M/M/n+D by Baccelli and Hebuterne 1981); no proof, no legal advice",
    ),
    topic: Topic::Forecast,
    sentences: &[
        Sentence { message: ABOVE, help: LOWER, args: &["assumed", "calls", "cap", "model", "speed"] },
        Sentence { message: MAY_BE_ABOVE, help: LOWER, args: &["assumed", "calls", "cap", "model", "speed"] },
        Sentence { message: ABOVE, help: NO_SPEED, args: &["assumed", "calls", "cap", "instead", "model"] },
        Sentence { message: MAY_BE_ABOVE, help: NO_SPEED, args: &["assumed", "calls", "cap", "instead", "model"] },
        Sentence { message: UNCOVERED, help: ADD, args: &["assumed", "calls", "cap", "global", "instead", "model", "teams"] },
        Sentence { message: MAY_BE_UNCOVERED, help: ADD, args: &["assumed", "calls", "cap", "global", "instead", "model", "teams"] },
    ],
    titles: &["lower the speed to {text}"],
    check,
    detail: None,
    // A module without forecasts need not carry what mends them.
    fix: if cfg!(feature = "forecast") { Some(fix) } else { None },
};

const ABOVE: &str = "{calls}, above the cap of {cap}";
const MAY_BE_ABOVE: &str = "{calls}, which may be above the cap of {cap}";
const LOWER: &str = "write at most {speed}, which keeps it; predicted by {model} for a dialer that does not react, assuming that {assumed}";
const NO_SPEED: &str = "no speed of 1 or more keeps it for so small a team: {instead}; predicted by {model} for a dialer that does not \
                        react, assuming that {assumed}";
const UNCOVERED: &str = "no band covers {teams}, so the global speed {global} holds: {calls}, above the cap of {cap}";
const MAY_BE_UNCOVERED: &str =
    "no band covers {teams}, so the global speed {global} holds: {calls}, which may be above the cap of {cap}";
const ADD: &str = "{instead}; predicted by {model} for a dialer that does not react, assuming that {assumed}";

const ASSUMED: Option<Assumed> = Some(Assumed { answer_percent: 5, handling_s: 30 });

pub(super) static DOC: Doc = Doc {
    what: "Predicts, where assumptions are given, how many answered calls of a band's smallest team would find nobody free, and reports a \
           band for which that may be more than the cap. Where no band covers a team below the largest band, the global speed alone holds the \
           dialer, and that is reported at the global `max_speed`. The cap is the profile's unless `--cap` sets one; under a profile without a cap it is the platform's 0.03. \
           Where assumptions are ranges, the least favourable ends count, and the message gives the whole range. Without \
           assumptions, which `check` takes as flags and all commands from `[forecast]` in `pacing.toml`, the rule is silent.",
    why: "A threshold says what someone intends; a speed decides what happens. The smallest team of a band is its worst case, since the \
          speed is the same over the whole band. A team without a band is dialled for at the global speed, the highest there is. The prediction is for a dialer that does not react to abandoned calls, and so pessimistic for \
          one that does, whatever the document's own threshold; it proves nothing, and is no legal advice.",
    bad: Example { text: document!([1, 5, 10], [6, 20, 25]), profile: "us", addressed: None, assumed: ASSUMED },
    good: Example { text: document!([1, 5, 1], [6, 20, 25]), profile: "us", addressed: None, assumed: ASSUMED },
    fix: Some((
        Safety::Unsafe,
        "lowers the band's speed to the largest one that keeps the cap; there is none where even a speed of 1 does not, and none for teams \
         without a band",
    )),
};

#[cfg(feature = "forecast")]
fn check(cx: &Context<'_>, out: &mut Sink) {
    use crate::field::FieldName;
    use crate::forecast::{Excess, Judge};

    let Some(assumptions) = cx.assumptions else { return };
    let bands = || cx.draft.bands.iter().filter_map(|band| Some((band, dialled(band)?)));
    let hole = hole(cx.draft);
    let smallest = bands().map(|(_, rule)| rule).chain(hole.as_ref().map(|(_, hole)| hole.clone()));
    let largest = smallest.map(|rule| rule.agent_count_min).max().unwrap_or(0);
    let judge = Judge::new(assumptions, speed(cx.draft.max_speed), largest);
    // First, so that a hundred bands do not crowd it out.
    if let Some((more, hole)) = hole.filter(|(_, hole)| judge.is_above(hole))
        && let Some(node) = cx.draft.global_speed()
        && let Some(finding) = out.add(node)
    {
        let Excess { calls, certain, .. } = judge.excess(&hole);
        finding.sentence = if certain { 4 } else { 5 };
        finding.text(&judge.assumed()).text(&calls).text(&judge.cap()).int(i64::from(hole.max_speed));
        finding.text(&judge.instead_of_none(hole.agent_count_min)).text(assumptions.model().name());
        finding.text(&teams(&hole, more));
    }
    for (band, rule) in bands().filter(|(_, rule)| judge.is_above(rule)) {
        let Some(finding) = out.add(cx.draft.field(band, FieldName::MaxSpeed)) else { continue };
        let Excess { calls, certain, keeping } = judge.excess(&rule);
        finding.sentence = usize::from(!certain) + if keeping.is_some() { 0 } else { 2 };
        finding.text(&judge.assumed()).text(&calls).text(&judge.cap());
        match keeping {
            Some(speed) => finding.text(assumptions.model().name()).int(i64::from(speed)),
            None => finding.text(&judge.instead_of(&rule)).text(assumptions.model().name()),
        };
    }
}

/// Without forecasts there are no assumptions either.
#[cfg(not(feature = "forecast"))]
fn check(_: &Context<'_>, _: &mut Sink) {}

/// A band as far as it can be dialled for: other rules speak of the rest.
#[cfg(feature = "forecast")]
fn dialled(band: &crate::draft::Band) -> Option<SpeedRule> {
    let (min, max) = band.range()?;
    Some(SpeedRule::new(u32::try_from(min).ok()?, u32::try_from(max).ok()?, speed(band.speed)?))
}

#[cfg(feature = "forecast")]
fn speed(count: crate::draft::Count) -> Option<u32> {
    u32::try_from(count.value()?).ok().filter(|speed| (1..=100).contains(speed))
}

/// The smallest teams below the largest band that no band covers, at the global speed, and whether there are more of them. They are the worst
/// off, since the speed is the same for all. Nothing as long as a band cannot be read, which may be theirs.
#[cfg(feature = "forecast")]
fn hole(draft: &Draft<'_>) -> Option<(bool, SpeedRule)> {
    let global = speed(draft.max_speed)?;
    if !draft.bands.iter().all(|band| band.range().is_some_and(|(min, _)| min >= 1)) {
        return None;
    }
    let (mut next, mut first, mut more) = (1, None, false);
    for (_, min, max) in draft.ranges() {
        if min > next {
            more = first.is_some();
            first = first.or(Some((next, min - 1)));
        }
        next = next.max(max + 1);
        if more {
            break;
        }
    }
    let (from, to) = first?;
    Some((more, SpeedRule::new(u32::try_from(from).ok()?, u32::try_from(to).ok()?, global)))
}

#[cfg(feature = "forecast")]
fn teams(hole: &SpeedRule, more: bool) -> String {
    let number = |count| int(i64::from(count));
    let (from, to) = (number(hole.agent_count_min), number(hole.agent_count_max));
    let others = if more { " and others" } else { "" };
    match hole.agent_count_min == hole.agent_count_max {
        true => join(&["a team of ", &from, others]),
        false => join(&["teams of ", &from, " to ", &to, others]),
    }
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Mend> {
    rewrite(draft, finding.node, &int(finding.int_at(4)?))
}
