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
        Sentence {
            message: "band {min}-{max} runs into band {other_min}-{other_max}: teams of {min} to {to} have two speeds",
            help: "end band {other_min}-{other_max} at {end}, or start this band at {start}",
        },
        Sentence {
            message: "band {min}-{max} starts where band {other_min}-{other_max} does: teams of {min} to {to} have two speeds",
            help: "keep one of them, or start this band at {start}",
        },
    ],
    check,
    fix: Some(fix),
};

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
    let mut furthest: Option<(NodeId, i64, i64)> = None;
    cx.draft.each_range(|band, min, max| {
        if let Some((node, other_min, other_max)) = furthest
            && min <= other_max
        {
            out.add(band.node, |finding| {
                finding
                    .related(Some(node))
                    .sentence(usize::from(other_min == min))
                    .arg("min", min)
                    .arg("max", max)
                    .arg("other_min", other_min)
                    .arg("other_max", other_max)
                    .arg("to", max.min(other_max))
                    .arg("end", min - 1)
                    .arg("start", other_max + 1)
            });
        }
        if furthest.is_none_or(|(_, _, other_max)| max > other_max) {
            furthest = Some((band.node, min, max));
        }
    });
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Fix> {
    let find = |node| draft.band(node).map(|(_, band)| band);
    let (band, other) = (find(finding.node)?, find(finding.related?)?);
    let (end, start) = (finding.int("end")?, finding.int("start")?);
    if finding.int("other_min")? <= end {
        let title = format!("end the earlier band at {end}");
        return replace(title, Safety::Unsafe, draft, &[(draft.field(other, FieldName::AgentCountMax), end.to_string())]);
    }
    if start <= finding.int("max")? {
        let title = format!("start this band at {start}");
        return replace(title, Safety::Unsafe, draft, &[(draft.field(band, FieldName::AgentCountMin), start.to_string())]);
    }
    None
}
