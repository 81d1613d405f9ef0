//! What a check is made against: the regulatory profile, the addressed dialer, the weights that the caller changed, and assumptions.

#[cfg(feature = "forecast")]
use crate::forecast::Assumptions;
use crate::model::DialerId;
use crate::profile::{PROFILES, Profile};
use crate::rules::{self, CHECKS, Rule};
use crate::severity::{Level, Severity};
use crate::suggest;

/// What a document is checked against. The default is the profile `us`, no addressed dialer, the rules' own weights and no assumptions.
#[derive(Clone, Debug)]
pub struct Options {
    /// The regulatory profile.
    pub profile: &'static Profile,
    /// The dialer that the caller addresses; the document's id must be equal.
    pub addressed: Option<DialerId>,
    /// Weights that the caller changed.
    pub overrides: Overrides,
    /// What a forecast rests on: with it, bands that are predicted to be above the cap are told of.
    #[cfg(feature = "forecast")]
    pub assumptions: Option<Assumptions>,
}

impl Options {
    /// The default.
    pub const DEFAULT: Self = Self {
        profile: &PROFILES[0],
        addressed: None,
        overrides: Overrides(Vec::new()),
        #[cfg(feature = "forecast")]
        assumptions: None,
    };
}

impl Default for Options {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// Rules that the caller raised or turned off. An error can be neither lowered nor turned off, so nothing here can make a
/// document valid that is not.
///
/// ```
/// use pacing_core::{Level, Overrides, Severity};
/// let mut overrides = Overrides::default();
/// overrides.set("matrix-gap", Level::As(Severity::Error))?;
/// overrides.set("M008", Level::Off)?;
/// assert!(overrides.set("matrix-overlap", Level::Off).is_err());
/// # Ok::<(), pacing_core::OverrideError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Overrides(Vec<(usize, Level)>);

/// Why a rule's weight cannot be changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OverrideError {
    /// The rule is an error by default.
    #[error("`{0}` is an error: errors can be neither lowered nor turned off")]
    IsError(&'static str),
    /// There is no rule of this name or code.
    #[error("there is no rule `{name}`{}", suggestion.map(|name| format!(", did you mean `{name}`?")).unwrap_or_default())]
    UnknownRule {
        /// The name that was asked for.
        name: String,
        /// The rule whose name is nearest.
        suggestion: Option<&'static str>,
    },
}

impl Overrides {
    /// Gives a rule, named by name or code, another weight; a later call for the same rule replaces the earlier one.
    ///
    /// # Errors
    /// When the rule is an error by default and would be lowered, or when there is no such rule.
    pub fn set(&mut self, rule: &str, level: Level) -> Result<(), OverrideError> {
        let Some(index) = rules::index(rule) else {
            let suggestion = suggest::nearest(rule, rules::RULES.iter().map(|rule| rule.name));
            return Err(OverrideError::UnknownRule { name: rule.to_owned(), suggestion });
        };
        if !self.set_at(index, level) {
            return Err(OverrideError::IsError(name(index)));
        }
        Ok(())
    }

    /// The same for the rule at a place of [`RULES`](crate::RULES); says whether it can have that weight.
    pub fn set_at(&mut self, rule: usize, level: Level) -> bool {
        let is_error = CHECKS.get(rule).is_none_or(|rule| rule.severity == Severity::Error);
        if is_error && level != Level::As(Severity::Error) {
            return false;
        }
        self.0.retain(|(other, _)| *other != rule);
        self.0.push((rule, level));
        true
    }

    /// The weight of a rule, or nothing when it is off.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.weight(rules::index(rule.code)?, rule.severity)
    }

    /// The weight of the rule at a place of the registry, which weighs `own` by itself.
    #[inline]
    pub(crate) fn weight(&self, rule: usize, own: Severity) -> Option<Severity> {
        match self.0.iter().find(|(other, _)| *other == rule) {
            None => Some(own),
            Some((_, Level::As(severity))) => Some(*severity),
            Some((_, Level::Off)) => None,
        }
    }

    /// The rules that have another weight, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, Level)> + '_ {
        self.0.iter().map(|(rule, level)| (name(*rule), *level))
    }
}

fn name(rule: usize) -> &'static str {
    rules::RULES.get(rule).map_or("", |rule| rule.name)
}
