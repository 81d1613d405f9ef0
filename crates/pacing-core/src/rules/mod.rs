//! The rules: one small file each, and the registry.
//!
//! A rule finds, words and mends in three separate functions. Its prose ([`Doc`]) stands apart from what a check needs, so that
//! a browser module can leave it out. To add a rule, write its file and name it in the list below.

mod document;
mod prelude;

pub use crate::rule::{Assumed, Doc, Example, Rule, Sentence};

use crate::rule::Check;

/// The version of the rules: it changes when a verdict may change.
pub const RULE_SET: &str = "1";

macro_rules! registry {
    ($($file:ident),* $(,)?) => {
        $(mod $file;)*

        /// Every rule, in the order of the codes.
        pub static RULES: &[Rule] = &[$($file::RULE),*];

        /// What a check runs of every rule, in the same order.
        pub(crate) static CHECKS: &[Check] = &[$(Check::of(&$file::RULE)),*];

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
    f001_forecast_above_cap,
];

/// The rule of a name or a code.
pub fn rule(name_or_code: &str) -> Option<&'static Rule> {
    RULES.get(index(name_or_code)?)
}

/// Its place in [`RULES`].
pub(crate) fn index(name_or_code: &str) -> Option<usize> {
    RULES.iter().position(|rule| rule.name == name_or_code || rule.code.eq_ignore_ascii_case(name_or_code))
}

impl Rule {
    /// Its page.
    pub fn doc(&self) -> &'static Doc {
        let index = RULES.iter().position(|rule| rule.code == self.code).unwrap_or(0);
        DOCS.get(index).copied().unwrap_or(&s001_syntax::DOC)
    }
}

/// The place in [`RULES`] of the rule that speaks when there is no tree.
pub(crate) fn unreadable(is_limit: bool) -> usize {
    if is_limit { READER_LIMIT } else { SYNTAX }
}

const SYNTAX: usize = 0;
const READER_LIMIT: usize = 1;

/// The place in [`RULES`] of the rule about forecasts, and what a check runs of it: for a module that has no other rule.
#[cfg(feature = "forecast")]
pub(crate) static ABOVE_CAP: (usize, Check) = (37, Check::of(&f001_forecast_above_cap::RULE));

/// The fix of a text that cannot be read.
pub(crate) use s001_syntax::fix as syntax_fix;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_without_a_tree_stand_first() {
        assert_eq!(RULES.get(unreadable(false)).map(|rule| rule.code), Some(s001_syntax::RULE.code));
        assert_eq!(RULES.get(unreadable(true)).map(|rule| rule.code), Some(s002_reader_limit::RULE.code));
    }

    #[cfg(feature = "forecast")]
    #[test]
    fn the_rule_about_forecasts_is_where_it_is_said_to_be() {
        assert_eq!(RULES.get(ABOVE_CAP.0).map(|rule| rule.name), Some("forecast-above-cap"));
    }

    #[test]
    fn names_of_arguments_are_in_order_and_sentences_name_no_other() {
        for rule in RULES {
            for Sentence { message, help, args } in rule.sentences {
                assert!(args.is_sorted(), "{}", rule.code);
                let named = [*message, help].concat();
                let mut names = named.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
                let is_word = |name: &&str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
                assert!(names.all(|name| !is_word(&name) || args.contains(&name)), "{named}");
            }
        }
    }
}
