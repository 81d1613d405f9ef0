//! Bands should leave no gap.

use super::m003_matrix_overlap::joints;
use super::prelude::*;
use crate::field::FieldName;
use crate::text::int;

pub(super) const RULE: Rule = Rule {
    code: "M004",
    name: "matrix-gap",
    severity: Severity::Warning,
    source: Source::Tutorial("common errors, 400: strictly sequential without gaps"),
    topic: Topic::Draft,
    sentences: &[
        Sentence {
            message: "no band covers teams of {from} to {to} agents",
            help: "start this band at {from}, or extend the one before it to {to}",
            args: &["from", "to"],
        },
        Sentence {
            message: "no band covers teams of {from} agents",
            help: "start this band at {from}, or extend the one before it to {to}",
            args: &["from", "to"],
        },
    ],
    titles: &["extend the band before it to {to}"],
    check,
    detail: Some(detail),
    fix: Some(fix),
};

pub(super) static DOC: Doc = Doc {
    what: "Reports agent counts between two bands that no band covers.",
    why: "A team of that size has no speed of its own, and nothing but the global speed, the highest there is, holds the dialer. The tutorial's \
          text asks for bands without gaps; its code does not check it, so this is a warning.",
    bad: Example::us(document!([1, 5, 10], [8, 20, 25])),
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: Some((
        Safety::Unsafe,
        "extends the band before the gap, which is the slower choice for these teams where speed rises",
    )),
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if cx.draft.adjoining {
        return;
    }
    for joint in joints(cx.draft) {
        if joint.min > joint.end
            && let Some(finding) = out.add(joint.band)
        {
            finding.related = Some(joint.furthest);
        }
    }
}

fn detail(draft: &Draft<'_>, finding: &mut Finding) -> Option<()> {
    let (before, this) = bands(draft, finding)?;
    let (from, to) = (before.range()?.1 + 1, this.range()?.0 - 1);
    finding.sentence = usize::from(from == to);
    finding.int(from).int(to);
    Some(())
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Mend> {
    let before = draft.band(finding.related?)?.1;
    rewrite(draft, draft.field(before, FieldName::AgentCountMax), &int(finding.int_at(1)?))
}
