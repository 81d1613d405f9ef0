//! The rules: one small file each, and the registry.
//!
//! A rule finds, words and mends in three separate functions. Its prose ([`Doc`]) stands apart from what a check needs, so that
//! a browser module can leave it out. To add a rule, write its file and name it in the list below.

mod document;
mod prelude;
mod threshold;

use crate::diagnostic::{Fix, Safety, Source};
use crate::draft::Draft;
use crate::finding::{Context, Finding, Sink};
use crate::severity::Severity;

/// A check with its stable names.
pub struct Rule {
    /// The stable code, for machines: a letter for the family and a number.
    pub code: &'static str,
    /// The name, for people and settings.
    pub name: &'static str,
    /// How much its diagnostics weigh unless the caller says otherwise.
    pub severity: Severity,
    /// Where it comes from.
    pub source: Source,
    pub(crate) topic: Topic,
    pub(crate) sentences: &'static [Sentence],
    pub(crate) check: fn(&Context<'_>, &mut Sink),
    pub(crate) fix: Option<FixFn>,
}

/// What a rule looks at: rules about something that is in order need not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    /// The text as such: these rules speak when there is no draft.
    Text,
    /// What the draft noted as odd.
    Shape,
    /// The abandon threshold.
    Threshold,
    /// Anything else.
    Draft,
}

/// Makes the fix of a finding, where there is one.
pub(crate) type FixFn = fn(&Draft<'_>, &Finding) -> Option<Fix>;

/// A message and what to do; `{name}` stands for an argument of the finding.
pub(crate) struct Sentence {
    pub message: &'static str,
    pub help: &'static str,
}

/// What a rule's page says.
#[derive(Debug)]
pub struct Doc {
    /// What it does.
    pub what: &'static str,
    /// Why that is bad.
    pub why: &'static str,
    /// A document that gives exactly this diagnostic.
    pub bad: Example,
    /// A document that gives none.
    pub good: Example,
    /// What the fix does and how safe it is; nothing where there is none.
    pub fix: Option<(Safety, &'static str)>,
}

/// A whole document, and what it is checked against.
#[derive(Debug)]
pub struct Example {
    /// The document.
    pub text: &'static str,
    /// The regulatory profile.
    pub profile: &'static str,
    /// The dialer that is addressed.
    pub addressed: Option<&'static str>,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rule").field("code", &self.code).field("name", &self.name).finish_non_exhaustive()
    }
}

/// The version of the rules: it changes when a verdict may change.
pub const RULE_SET: &str = "1";

macro_rules! registry {
    ($($file:ident),* $(,)?) => {
        $(mod $file;)*

        /// Every rule, in the order of the codes.
        pub static RULES: &[Rule] = &[$($file::RULE),*];

        /// The page of every rule, in the same order.
        static DOCS: &[&Doc] = &[$(&$file::DOC),*];
    };
}

registry![
    s001_syntax,
    s002_reader_limit,
    s003_not_an_object,
    s004_missing_field,
    s005_wrong_type,
    s006_duplicate_key,
    s007_unknown_field,
    s008_empty_matrix,
    s009_not_predictive,
    s010_unsafe_id,
    s011_other_dialer,
    s012_not_whole,
    s013_rounds_to_whole,
    m001_count_below_one,
    m002_inverted_band,
    m003_matrix_overlap,
    m004_matrix_gap,
    m005_matrix_start,
    m006_matrix_order,
    m007_falling_speed,
    m008_mergeable_bands,
    l001_band_speed,
    l002_global_speed,
    l003_band_above_global,
    l004_agent_count_limit,
    l005_threshold_above_platform,
    r001_threshold_above_cap,
    r002_threshold_as_percent,
    r003_threshold_negative,
    r004_threshold_at_cap,
    r005_threshold_zero,
    r006_threshold_rounds,
    r007_no_safe_rate,
    r008_superseded_profile,
    r009_rate_not_capped,
    a001_reload_missing,
    a002_reload_off,
];

/// The rule of a name or a code.
pub fn rule(name_or_code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name_or_code || rule.code.eq_ignore_ascii_case(name_or_code))
}

impl Rule {
    /// Its page.
    pub fn doc(&self) -> &'static Doc {
        let index = RULES.iter().position(|rule| rule.code == self.code).unwrap_or(0);
        DOCS.get(index).copied().unwrap_or(&s001_syntax::DOC)
    }
}

/// The rules that speak when there is no tree.
pub(crate) fn unreadable(is_limit: bool) -> &'static Rule {
    static SYNTAX: &Rule = &s001_syntax::RULE;
    static LIMIT: &Rule = &s002_reader_limit::RULE;
    if is_limit { LIMIT } else { SYNTAX }
}

pub(crate) use threshold::{Standing, judge_draft};

/// The fix of a text that cannot be read.
pub(crate) use s001_syntax::fix as syntax_fix;
