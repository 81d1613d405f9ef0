//! What a check says: diagnostics with place, words and fix.

use crate::position::Span;
use crate::profile::{Profile, ProfileFacts};
use crate::severity::Severity;
use std::fmt;

/// One problem of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The rule's stable code, such as `M003`: for machines.
    pub code: &'static str,
    /// The rule's name, such as `matrix-overlap`: for people and settings.
    pub name: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// The JSON pointer (RFC 6901) of the value, or of the object in which something is missing.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// Where the rule comes from.
    pub source: Source,
    /// The place in the text, in bytes.
    pub span: Span,
    /// Another place that belongs to it, such as the band that is run into.
    pub related: Option<Related>,
    /// A way to mend it, where there is one.
    pub fix: Option<Fix>,
    /// What the sentences are made of.
    pub args: Args,
}

/// Another place that belongs to a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Its JSON pointer.
    pub path: String,
    /// Its place in the text, in bytes.
    pub span: Span,
}

/// Named values of a diagnostic.
pub type Args = Vec<(&'static str, Arg)>;

/// A value of a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(untagged))]
pub enum Arg {
    /// A whole number.
    Int(i64),
    /// A text, numbers as they are spelled among them.
    Text(String),
}

impl fmt::Display for Arg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// Whether a fix can be applied unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
pub enum Safety {
    /// It writes the same thing in the right way, such as a quoted number as a number.
    Safe,
    /// It changes a value: a person decides.
    Unsafe,
}

impl Safety {
    /// `safe` or `unsafe`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
        }
    }
}

/// A way to mend a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an imperative.
    pub title: String,
    /// Whether it can be applied unseen.
    pub safety: Safety,
    /// What it changes: in the order of the text, without overlaps.
    pub edits: Vec<Edit>,
}

/// A piece of the text and what replaces it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// The new text.
    pub text: String,
}

/// Where a rule comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// A standard, such as RFC 8259.
    Standard(&'static str),
    /// The tutorial that pacing began as, with its step.
    Tutorial(&'static str),
    /// A limit of the platform, as far as the tutorial names it.
    Platform(&'static str),
    /// The law, by the citation of the profile.
    Regulation,
    /// The experience of people who run dialers.
    Practice(&'static str),
    /// A model that predicts.
    Prediction(&'static str),
}

impl Source {
    /// The words for it under a profile, with the profile's citation where the law is the source.
    pub fn words(self, profile: &Profile) -> String {
        match self {
            Self::Standard(name) => format!("standard: {name}"),
            Self::Tutorial(step) => format!("tutorial: {step}"),
            Self::Platform(limit) => format!("platform: {limit}"),
            Self::Practice(reason) => format!("practice: {reason}"),
            Self::Prediction(model) => format!("prediction: {model}"),
            Self::Regulation => {
                let ProfileFacts { name, citation, evidence, .. } = profile.facts();
                format!("regulation: {citation} ({name}; evidence: {evidence}; not legal advice)")
            }
        }
    }
}
