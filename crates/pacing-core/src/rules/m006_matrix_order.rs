//! Bands should stand in the order of their agent counts.

use super::prelude::*;
use crate::position::Span;

pub(super) const RULE: Rule = Rule {
    code: "M006",
    name: "matrix-order",
    severity: Severity::Warning,
    source: Source::Tutorial("common errors, 400: strictly sequential"),
    topic: Topic::Draft,
    sentences: &[Sentence {
        message: "the band that starts at {min} stands behind the one that starts at {before}",
        help: "sort the bands by `agent_count_min`, so that people see gaps and overlaps",
        args: &["before", "min"],
    }],
    titles: &["sort the bands"],
    check,
    detail: None,
    fix: Some(fix),
};

pub(super) static DOC: Doc = Doc {
    what: "Reports the first band that stands behind one with a larger minimum.",
    why: "The verdict does not depend on the order, but people read from top to bottom and miss gaps and overlaps in a shuffled list.",
    bad: Example::us(document!([6, 20, 25], [1, 5, 10])),
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: Some((
        Safety::Unsafe,
        "sorts the bands; every band keeps its numbers, but a dialer that takes the first match may see a \
        difference where bands overlap",
    )),
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if cx.draft.sorted.is_none() {
        return;
    }
    let mut last: Option<(NodeId, i64)> = None;
    for band in &cx.draft.bands {
        let Some((min, _)) = band.range() else { continue };
        if let Some((node, before)) = last
            && min < before
        {
            if let Some(finding) = out.add(band.node) {
                finding.related = Some(node);
                finding.int(before).int(min);
            }
            return;
        }
        last = Some((band.node, min));
    }
}

fn fix(draft: &Draft<'_>, _: &Finding) -> Option<Mend> {
    // A band without a readable minimum has no place in the order.
    let sorted = draft.sorted.as_ref().filter(|sorted| sorted.len() == draft.bands.len())?;
    let (tree, text) = (&draft.tree, draft.tree.text());
    let (first, last) = (tree.node(draft.bands.first()?.node).span, tree.node(draft.bands.last()?.node).span);
    let (mut out, mut end) = (String::new(), first.start);
    // What stands between the bands stays where it is.
    for (place, index) in draft.bands.iter().zip(sorted) {
        let span = tree.node(place.node).span;
        out.push_str(Span::new(end, span.start).of(text));
        out.push_str(tree.raw(draft.bands.get(*index as usize)?.node));
        end = span.end;
    }
    Mend::new(vec![Edit { span: Span::new(first.start, last.end), text: out }])
}
