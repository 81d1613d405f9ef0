//! Agent counts end at a million.

use super::prelude::*;
use super::s012_not_whole::field_and_spelling;
use crate::field::FieldName;

/// The largest agent count: no team comes near it, and sums of it stay exact everywhere.
const LIMIT: i64 = 1_000_000;

pub(super) const RULE: Rule = Rule {
    code: "L004",
    name: "agent-count-limit",
    severity: Severity::Error,
    source: Source::Platform("agent counts up to one million (a limit of this project)"),
    topic: Topic::Draft,
    sentences: &[Sentence {
        message: "`{field}` must be at most 1000000, not {found}",
        help: "for a band without an upper end write the largest team you have, or 1000000",
        args: &["field", "found"],
    }],
    titles: &[],
    check,
    detail: Some(field_and_spelling),
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Reports an agent count above one million.",
    why: "No team is that large, so the number is a slip or a way to say \"without end\". Numbers beyond 2^53 change on their way through \
          programs that keep numbers as doubles.",
    bad: Example::us(document!([1, 5, 10], [6, "10000000", 25])),
    good: Example::us(document!([1, 5, 10], [6, "1000000", 25])),
    fix: None,
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if cx.draft.agents.largest > LIMIT {
        outside(cx, out, i64::MIN, LIMIT);
    }
}

/// Adds a finding for each agent count outside two limits.
#[inline(never)]
pub(super) fn outside(cx: &Context<'_>, out: &mut Sink, least: i64, most: i64) {
    for band in &cx.draft.bands {
        for (count, field) in [(band.min, FieldName::AgentCountMin), (band.max, FieldName::AgentCountMax)] {
            if let Some(value) = count.value()
                && !(least..=most).contains(&value)
            {
                out.add(cx.draft.field(band, field));
            }
        }
    }
}
