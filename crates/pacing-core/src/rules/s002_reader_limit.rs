//! The text must stay within the reader's limits.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "S002",
    name: "reader-limit",
    severity: Severity::Error,
    source: Source::Practice("bounded work for every input"),
    topic: Topic::Text,
    sentences: &[Sentence { message: "{problem}", help: "{remedy}", args: &["problem", "remedy"] }],
    titles: &[],
    // There is no draft to look at: the reader's error becomes the finding.
    check: |_, _| {},
    detail: None,
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Reports a text of more than 16 MiB, brackets nested more than 128 levels deep, or a number of more than 4,300 characters.",
    why: "No pacing configuration comes near these limits. A text that does is broken or hostile, and programs along the way \
          may crash on it.",
    bad: Example::us(
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]\n",
    ),
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: None,
};
