//! A band should not be predicted to abandon more than the cap.

use super::prelude::*;
use crate::rule::Assumed;
use crate::text::int;

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

const ASSUMED: Option<Assumed> = Some(Assumed { answer_percent: 5, handling_s: 30 });

pub(super) static DOC: Doc = Doc {
    what: "Predicts, where assumptions are given, how many answered calls of a band's smallest team would find nobody free, and reports a \
           band for which that may be more than the cap. The cap is the profile's unless `--cap` sets one; under a profile without a cap it is the platform's 0.03. \
           Where assumptions are ranges, the least favourable ends count, and the message gives the whole range. Without \
           assumptions, which `check` takes as flags and all commands from `[forecast]` in `pacing.toml`, the rule is silent.",
    why: "A threshold says what someone intends; a speed decides what happens. The smallest team of a band is its worst case, since the \
          speed is the same over the whole band. The prediction is for a dialer that does not react to abandoned calls, and so pessimistic for \
          one that does, whatever the document's own threshold; it proves nothing, and is no legal advice.",
    bad: Example { text: document!([1, 5, 10], [6, 20, 25]), profile: "us", addressed: None, assumed: ASSUMED },
    good: Example { text: document!([1, 5, 1], [6, 20, 25]), profile: "us", addressed: None, assumed: ASSUMED },
    fix: Some((
        Safety::Unsafe,
        "lowers the band's speed to the largest one that keeps the cap; there is none where even a speed of 1 does not",
    )),
};

#[cfg(feature = "forecast")]
fn check(cx: &Context<'_>, out: &mut Sink) {
    use crate::field::FieldName;
    use crate::forecast::{Excess, Judge};

    let Some(assumptions) = cx.assumptions else { return };
    let bands = || cx.draft.bands.iter().filter_map(|band| Some((band, dialled(band)?)));
    let judge = Judge::new(assumptions, bands().map(|(_, rule)| rule.agent_count_min).max().unwrap_or(0));
    for (band, rule) in bands().filter(|(_, rule)| judge.is_above(rule)) {
        let Some(finding) = out.add(cx.draft.field(band, FieldName::MaxSpeed)) else { continue };
        let Excess { calls, certain, keeping } = judge.excess(&rule);
        finding.sentence = usize::from(!certain) + if keeping.is_some() { 0 } else { 2 };
        finding.text(&judge.assumed()).text(&calls).text(&judge.cap());
        match keeping {
            Some(speed) => finding.text(assumptions.model().name()).int(i64::from(speed)),
            None => finding.text(&judge.instead()).text(assumptions.model().name()),
        };
    }
}

/// Without forecasts there are no assumptions either.
#[cfg(not(feature = "forecast"))]
fn check(_: &Context<'_>, _: &mut Sink) {}

/// A band as far as it can be dialled for: other rules speak of the rest.
#[cfg(feature = "forecast")]
fn dialled(band: &crate::draft::Band) -> Option<crate::model::SpeedRule> {
    let (min, max) = band.range()?;
    let speed = band.speed.value().filter(|speed| (1..=100).contains(speed))?;
    let count = |value| u32::try_from(value).ok();
    Some(crate::model::SpeedRule::new(count(min)?, count(max)?, count(speed)?))
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Mend> {
    rewrite(draft, finding.node, &int(finding.int_at(4)?))
}
