//! Bands must not overlap.

use super::prelude::*;
use crate::field::FieldName;

pub(super) const RULE: Rule = Rule {
    code: "M003",
    name: "matrix-overlap",
    severity: Severity::Error,
    source: Source::Tutorial("step 2, validate_matrix_overlap"),
    topic: Topic::Draft,
    sentences: &[
        Sentence { message: TEAMS, help: BOTH },
        Sentence { message: TEAMS, help: END },
        Sentence { message: TEAMS, help: START },
        Sentence { message: TEAMS, help: NEITHER },
        Sentence { message: TEAM, help: BOTH },
        Sentence { message: TEAM, help: END },
        Sentence { message: TEAM, help: START },
        Sentence { message: TEAM, help: NEITHER },
    ],
    check,
    detail: Some(detail),
    fix: Some(fix),
};

const TEAMS: &str =
    "band {min}-{max} runs into band {other_min}-{other_max}: teams of {min} to {to} have two speeds";
const TEAM: &str = "band {min}-{max} runs into band {other_min}-{other_max}: teams of {min} have two speeds";
const BOTH: &str = "end band {other_min}-{other_max} at {end}, or start this band at {start}";
const END: &str = "end band {other_min}-{other_max} at {end}; this band lies inside it";
const START: &str = "start this band at {start}, or keep only one of the two";
const NEITHER: &str = "keep only one of the two, or choose other agent counts";

pub(super) static DOC: Doc = Doc {
    what: "Reports each band that overlaps one before it, in the order of the minimum, and names the one it runs into. Both ends \
           belong to a band, so 1-5 and 5-9 overlap. At most one diagnostic a band.",
    why: "For a team in both bands the dialer has two speeds, and which one it takes is not written anywhere. The platform refuses \
          the request.",
    bad: Example::us(document!([1, 10, 10], [6, 20, 25])),
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: Some((
        Safety::Unsafe,
        "ends the earlier band before this one starts; where both start alike, starts this one behind the other; where neither leaves \
         a band of at least one team, there is no fix",
    )),
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if cx.draft.adjoining {
        return;
    }
    // Sorted by minimum, a band overlaps an earlier one exactly when it starts within the one that reaches furthest.
    let mut furthest: Option<(NodeId, i64)> = None;
    cx.draft.each_range(|band, min, max| {
        if let Some((node, other_max)) = furthest
            && min <= other_max
        {
            out.add(band.node, |finding| finding.related(Some(node)));
        }
        if furthest.is_none_or(|(_, other_max)| max > other_max) {
            furthest = Some((band.node, max));
        }
    });
}

fn detail(draft: &Draft<'_>, finding: &mut Finding) -> Option<()> {
    let range = |node| draft.band(node)?.1.range();
    let ((min, max), (other_min, other_max)) = (range(finding.node)?, range(finding.related?)?);
    let (to, end, start) = (max.min(other_max), min - 1, other_max + 1);
    // No proposal leaves an empty band or a count below one.
    let sentence = match (end >= other_min.max(1), (1..=max).contains(&start)) {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => 2,
        (false, false) => 3,
    };
    let one_team = if to == min { 4 } else { 0 };
    finding
        .sentence(sentence + one_team)
        .arg("min", min)
        .arg("max", max)
        .arg("other_min", other_min)
        .arg("other_max", other_max)
        .arg("to", to)
        .arg("end", end)
        .arg("start", start);
    Some(())
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Fix> {
    let find = |node| draft.band(node).map(|(_, band)| band);
    let (band, other) = (find(finding.node)?, find(finding.related?)?);
    let (end, start) = (finding.int("end")?, finding.int("start")?);
    match finding.sentence % 4 {
        0 | 1 => {
            let title = format!("end the earlier band at {end}");
            replace(title, Safety::Unsafe, draft, &[(draft.field(other, FieldName::AgentCountMax), end.to_string())])
        }
        2 => {
            let title = format!("start this band at {start}");
            replace(title, Safety::Unsafe, draft, &[(draft.field(band, FieldName::AgentCountMin), start.to_string())])
        }
        _ => None,
    }
}
