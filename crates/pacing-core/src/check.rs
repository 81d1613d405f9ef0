//! Text in, report and valid document out.

use crate::finding::MAX_PER_RULE;
use crate::findings::{Findings, of_tree, unreadable};
use crate::model::DialerDocument;
use crate::options::Options;
use crate::read::{SyntaxError, Tree, utf8};
use crate::report::Report;
use crate::valid::{Valid, accept};

/// Checks a document: all problems in one pass.
///
/// ```
/// let report = pacing_core::check(r#"{"id": "sales"}"#, &pacing_core::Options::default());
/// assert!(!report.is_valid());
/// assert_eq!(report.diagnostics()[0].message, "`type` is missing");
/// ```
pub fn check<'t>(text: &'t str, options: &Options) -> Report<'t> {
    find(text, options).into()
}

/// The same without words: a browser module leaves those to JavaScript.
pub fn find<'t>(text: &'t str, options: &Options) -> Findings<'t> {
    find_up_to(text, options, MAX_PER_RULE)
}

/// The same with another limit on what is kept of each rule.
pub(crate) fn find_up_to<'t>(text: &'t str, options: &Options, limit: usize) -> Findings<'t> {
    match Tree::parse(text) {
        Ok(tree) => of_tree(tree, options, limit),
        Err(error) => unreadable(text, error),
    }
}

/// Checks bytes that may not be UTF-8.
pub fn check_bytes<'t>(bytes: &'t [u8], options: &Options) -> Report<'t> {
    find_bytes(bytes, options).into()
}

/// The same without words.
pub fn find_bytes<'t>(bytes: &'t [u8], options: &Options) -> Findings<'t> {
    match utf8(bytes) {
        Ok(text) => find(text, options),
        // What comes before the broken byte is text, and the place is its end.
        Err(error) => unreadable(utf8(bytes.get(..error.span.start as usize).unwrap_or_default()).unwrap_or(""), error),
    }
}

/// What there is to say of a text that its holder could not hand over as it is: one problem. JavaScript knows that a text is too long, or that
/// half of a surrogate pair stands in it, before it is UTF-8.
///
/// ```
/// use pacing_core::{read::{Syntax, SyntaxError}, refuse, Report, Span};
/// let report = Report::from(refuse("", SyntaxError { syntax: Syntax::TextTooLong, span: Span::default() }));
/// assert_eq!(report.diagnostics()[0].code, "S002");
/// ```
pub fn refuse<'t>(text: &'t str, error: SyntaxError) -> Findings<'t> {
    unreadable(text, error)
}

/// A report and, where it has no error, the document that can be applied.
#[derive(Debug)]
pub struct Checked<'t> {
    /// All problems.
    pub report: Report<'t>,
    /// The document, if there is no error.
    pub valid: Option<Valid<DialerDocument>>,
}

/// Checks a document and gives what can be applied: the only way to a [`Valid`].
///
/// ```
/// use pacing_core::{validate, Options};
/// let text = include_str!("../../../examples/outbound-sales.json");
/// let checked = validate(text, &Options::default());
/// let valid = checked.valid.expect("it has no error");
/// assert_eq!(valid.predictive_dialer_config.max_speed, 45);
/// ```
pub fn validate<'t>(text: &'t str, options: &Options) -> Checked<'t> {
    match Tree::parse(text) {
        Ok(tree) => {
            let found = of_tree(tree, options, MAX_PER_RULE);
            let valid = accept(&found, options);
            Checked { report: found.into(), valid }
        }
        Err(error) => Checked { report: unreadable(text, error).into(), valid: None },
    }
}
