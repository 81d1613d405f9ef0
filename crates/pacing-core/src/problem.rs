//! A problem without its words: what a browser module gives to JavaScript, and what words are made of.

use crate::diagnostic::{Arg, Edit, Related, Safety};
use crate::position::Span;
use crate::read::Syntax;
use crate::severity::Severity;

/// One problem of a document, as numbers and pieces of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The rule's place in [`RULES`](crate::RULES).
    pub rule: usize,
    /// How much it weighs.
    pub severity: Severity,
    /// Which of the rule's sentences says it.
    pub sentence: usize,
    /// The JSON pointer (RFC 6901) of the value, or of the object in which something is missing.
    pub path: String,
    /// The place in the text, in bytes.
    pub span: Span,
    /// Another place that belongs to it, such as the band that is run into.
    pub related: Option<Related>,
    /// A way to mend it, where there is one.
    pub mend: Option<Mend>,
    /// What the sentence is made of, in the order of its names.
    pub args: Vec<Arg>,
    /// Why the text cannot be read: it has the words of the sentence then.
    pub syntax: Option<Syntax>,
}

/// A way to mend a problem, without its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// Which of the rule's titles says what it does.
    pub title: usize,
    /// Whether it can be applied unseen.
    pub safety: Safety,
    /// What it changes: in the order of the text, without overlaps.
    pub edits: Vec<Edit>,
}

impl Mend {
    /// One that a person decides on, with the first title of its rule: of two edits at the most.
    pub(crate) fn new(mut edits: Vec<Edit>) -> Option<Self> {
        if let [first, second] = edits.as_mut_slice()
            && first.span > second.span
        {
            std::mem::swap(first, second);
        }
        Some(Self { title: 0, safety: Safety::Unsafe, edits })
    }
}
