//! The text must be JSON.

use super::prelude::*;
use crate::read::{Syntax, SyntaxError};

pub(super) const RULE: Rule = Rule {
    code: "S001",
    name: "syntax",
    severity: Severity::Error,
    source: Source::Standard("RFC 8259"),
    topic: Topic::Text,
    sentences: &[Sentence { message: "{problem}", help: "{remedy}", args: &["problem", "remedy"] }],
    titles: &["remove the byte order mark", "remove the comma"],
    // There is no draft to look at: the reader's error becomes the finding.
    check: |_, _| {},
    detail: None,
    fix: None,
};

pub(super) static DOC: Doc = Doc {
    what: "Reports the first place where the text is not JSON: comments, trailing commas, single quotes, a byte order mark, \
           NaN, a truncated file and the like.",
    why: "The platform's parser would refuse the request, or read something else than the person who wrote it. Nothing else can be \
          checked until the text can be read.",
    bad: Example::us(
        "{\n  \"id\": \"outbound-sales\",\n  \"type\": \"PREDICTIVE\", // the sales team\n  \"predictive_dialer_config\": {}\n}\n",
    ),
    good: Example::us(document!([1, 5, 10], [6, 20, 25])),
    fix: Some((
        Safety::Safe,
        "removes a byte order mark or a comma behind the last entry; for other mistakes there is no fix",
    )),
};

/// The fix of a syntax error: where the text can be mended without a guess.
pub(crate) fn fix(error: SyntaxError) -> Option<Mend> {
    let title = match error.syntax {
        Syntax::ByteOrderMark => 0,
        Syntax::TrailingComma => 1,
        _ => return None,
    };
    Some(Mend { title, safety: Safety::Safe, edits: vec![Edit { span: error.span, text: String::new() }] })
}
