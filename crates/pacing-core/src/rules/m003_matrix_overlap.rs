//! Bands must not overlap.

use super::prelude::*;
use crate::field::FieldName;
use crate::text::int;

pub(super) const RULE: Rule = Rule {
    code: "M003",
    name: "matrix-overlap",
    severity: Severity::Error,
    source: Source::Tutorial("step 2, validate_matrix_overlap"),
    topic: Topic::Draft,
    sentences: &[
        Sentence { message: TEAMS, help: BOTH, args: ARGS },
        Sentence { message: TEAMS, help: END, args: ARGS },
        Sentence { message: TEAMS, help: START, args: ARGS },
        Sentence { message: TEAMS, help: NEITHER, args: ARGS },
        Sentence { message: TEAM, help: BOTH, args: ARGS },
        Sentence { message: TEAM, help: END, args: ARGS },
        Sentence { message: TEAM, help: START, args: ARGS },
        Sentence { message: TEAM, help: NEITHER, args: ARGS },
    ],
    titles: &["end the earlier band at {end}", "start this band at {start}"],
    check,
    detail: Some(detail),
    fix: Some(fix),
};

const ARGS: &[&str] = &["end", "max", "min", "other_max", "other_min", "start", "to"];
const TEAMS: &str = "band {min}-{max} runs into band {other_min}-{other_max}: teams of {min} to {to} have two speeds";
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
    for joint in joints(cx.draft) {
        if joint.min <= joint.end
            && let Some(finding) = out.add(joint.band)
        {
            finding.related = Some(joint.furthest);
        }
    }
}

/// A band that does not start right behind the bands before it.
pub(super) struct Joint {
    pub band: NodeId,
    pub min: i64,
    /// The one before it that reaches furthest, and its maximum.
    pub furthest: NodeId,
    pub end: i64,
}

/// Every such band of those that can be compared, in their order.
#[inline(never)]
pub(super) fn joints(draft: &Draft<'_>) -> Vec<Joint> {
    let mut joints = Vec::new();
    let mut before: Option<(NodeId, i64)> = None;
    for (band, min, max) in draft.ranges() {
        if let Some((furthest, end)) = before
            && min != end + 1
        {
            joints.push(Joint { band: band.node, min, furthest, end });
        }
        if before.is_none_or(|(_, end)| max > end) {
            before = Some((band.node, max));
        }
    }
    joints
}

fn detail(draft: &Draft<'_>, finding: &mut Finding) -> Option<()> {
    let (other, this) = bands(draft, finding)?;
    let ((other_min, other_max), (min, max)) = (other.range()?, this.range()?);
    let (to, end, start) = (max.min(other_max), min - 1, other_max + 1);
    // No proposal leaves an empty band or a count below one.
    let sentence = match (end >= other_min.max(1), (1..=max).contains(&start)) {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => 2,
        (false, false) => 3,
    };
    finding.sentence = if to == min { sentence + 4 } else { sentence };
    finding.int(end).int(max).int(min).int(other_max).int(other_min).int(start).int(to);
    Some(())
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Mend> {
    let (title, band, field, argument) = match finding.sentence % 4 {
        0 | 1 => (0, finding.related?, FieldName::AgentCountMax, 0),
        2 => (1, finding.node, FieldName::AgentCountMin, 5),
        _ => return None,
    };
    let node = draft.field(draft.band(band)?.1, field);
    Some(Mend { title, ..rewrite(draft, node, &int(finding.int_at(argument)?))? })
}
