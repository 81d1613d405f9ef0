//! A threshold must not be within its range only after rounding.

use super::prelude::*;
use crate::threshold::{PLATFORM, Standing};

pub(super) const RULE: Rule = Rule {
    code: "R006",
    name: "threshold-rounds",
    severity: Severity::Error,
    source: Source::Regulation,
    topic: Topic::Threshold,
    sentences: &[Sentence {
        message: "the threshold `{found}` is outside 0 to 0.03, and inside only after rounding",
        help: "write `{nearest}` if that is meant",
        args: &["found", "nearest"],
    }],
    titles: &["write `{text}`"],
    check,
    detail: None,
    fix: Some(fix),
};

pub(super) static DOC: Doc = Doc {
    what: "Reports an `abandon_rate_threshold` that is outside its range as written, but that a double (IEEE 754) rounds into it.",
    why: "The cap is inclusive and exact: what is above it, however little, is above it. Programs that keep numbers as doubles would not see the \
          difference, so the same document would be judged differently. The tutorial's script accepted it.",
    bad: Example::us(document!([1, 5, 10], [6, 20, 25]; 45, "0.0300000000000000005")),
    good: Example::us(document!([1, 5, 10], [6, 20, 25]; 45, "0.025")),
    fix: Some((Safety::Unsafe, "writes the end of the range")),
};

fn check(cx: &Context<'_>, out: &mut Sink) {
    if let Some((finding, spelled)) = threshold(cx, out, Standing::Rounds) {
        finding.value(spelled).text(if spelled.starts_with('-') { "0" } else { PLATFORM });
    }
}

fn fix(draft: &Draft<'_>, finding: &Finding) -> Option<Mend> {
    rewrite(draft, finding.node, finding.text_at(1)?)
}
