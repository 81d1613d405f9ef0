//! What documents are checked against, as JavaScript says it: by numbers.

use crate::refusal::Refusal;
use pacing_core::profile::PROFILES;
use pacing_core::{DialerId, Level, Options, Severity, nearest as nearest_of};

/// Added to a profile's number where a dialer is addressed.
const ADDRESSED: usize = 256;

/// `profile` is its place in [`PROFILES`]; `rules` is two characters for each rule with another weight, its number and 0 info, 1 warning,
/// 2 error, 3 off.
pub(crate) fn options(profile: usize, dialer: &str, rules: &str) -> Result<Options, Refusal> {
    let mut options = Options::default();
    if let Some(profile) = PROFILES.get(profile % ADDRESSED) {
        options.profile = profile;
    }
    if profile >= ADDRESSED {
        options.addressed = Some(DialerId::parse(dialer).map_err(|_| Refusal::Dialer)?);
    }
    let mut rules = rules.bytes();
    while let (Some(rule), Some(level)) = (rules.next(), rules.next()) {
        let level = match level {
            0 => Level::As(Severity::Info),
            1 => Level::As(Severity::Warning),
            2 => Level::As(Severity::Error),
            _ => Level::Off,
        };
        if !options.overrides.set_at(usize::from(rule), level) {
            return Err(Refusal::Rule(rule));
        }
    }
    Ok(options)
}

/// The nearest of some names, each with a line end behind it.
pub(crate) fn nearest(out: &mut String, word: &str, names: &str) {
    let (mut list, mut start) = (Vec::new(), 0);
    for (end, byte) in names.bytes().enumerate() {
        if byte == b'\n' {
            list.push(names.get(start..end).unwrap_or(""));
            start = end + 1;
        }
    }
    if let Some(name) = nearest_of(word, list) {
        out.push_str(name);
    }
}
