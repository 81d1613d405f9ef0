//! Why a call could not be done: another thing than a document with problems.
//!
//! Only the kind and what its words are made of cross to JavaScript; the words are in `generated/refusals.ts`, made from [`EditError`]'s own.

#[cfg(feature = "edit")]
use pacing_core::edit::EditError;
use pacing_core::read::SyntaxError;
use pacing_core::text::push_int;
#[cfg(feature = "edit")]
use pacing_core::text::{int, join};

/// Why there is no answer. JavaScript throws it as a `PacingError`.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The dialer that is addressed is none.
    #[cfg(feature = "validate")]
    Dialer,
    /// A rule that is an error and would be lowered.
    #[cfg(feature = "validate")]
    Rule(u8),
    /// A text that is not JSON where a document is needed.
    Unreadable(SyntaxError),
    /// A new value that is not JSON.
    #[cfg(feature = "edit")]
    Value(SyntaxError),
    /// An edit that cannot be made.
    #[cfg(feature = "edit")]
    Edit(EditError),
}

impl Refusal {
    /// Adds a digit for the kind and what its words are made of; numbers with commas between them.
    pub fn write(&self, out: &mut String) {
        let (kind, number) = match self {
            #[cfg(feature = "validate")]
            Self::Dialer => return out.push('0'),
            #[cfg(feature = "validate")]
            Self::Rule(rule) => ('6', i64::from(*rule)),
            Self::Unreadable(error) => ('1', error.syntax as i64),
            #[cfg(feature = "edit")]
            Self::Value(error) => ('3', error.syntax as i64),
            #[cfg(feature = "edit")]
            Self::Edit(EditError::NoSuchPath(path)) => {
                out.push('2');
                return out.push_str(path);
            }
            #[cfg(feature = "edit")]
            Self::Edit(EditError::NotWithin { agents, min, max }) => {
                return out.push_str(&join(&["4", &int(*agents), ",", &int(*min), ",", &int(*max)]));
            }
            #[cfg(feature = "edit")]
            Self::Edit(EditError::NoSuchBand(index)) => ('5', *index as i64),
            #[cfg(feature = "edit")]
            Self::Edit(_) => ('2', 0),
        };
        out.push(kind);
        push_int(out, number);
    }
}

impl From<SyntaxError> for Refusal {
    fn from(error: SyntaxError) -> Self {
        Self::Unreadable(error)
    }
}

#[cfg(feature = "edit")]
impl From<EditError> for Refusal {
    fn from(error: EditError) -> Self {
        Self::Edit(error)
    }
}

#[cfg(all(test, feature = "validate", feature = "edit", feature = "forecast", not(target_arch = "wasm32")))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::generated::refusals::refusals;
    use pacing_core::profile::profile;
    use pacing_core::read::Syntax;
    use pacing_core::{DialerId, Level, Overrides, RULES};

    /// What TypeScript makes of what the module wrote: see `npm/src/refusal.ts`.
    fn read(written: &str) -> (&'static str, String) {
        let (digit, content) = written.split_at(1);
        let (code, mut words) = refusals().get(digit.parse::<usize>().unwrap()).unwrap().clone();
        let content = match digit {
            "1" | "3" => Syntax::ALL.get(content.parse::<usize>().unwrap()).unwrap().message(),
            "6" => RULES.get(content.parse::<usize>().unwrap()).unwrap().name,
            _ => content,
        };
        let pieces: Vec<_> = if words.contains("{1}") { content.split(',').collect() } else { vec![content] };
        for (place, piece) in pieces.into_iter().enumerate() {
            words = words.replace(&format!("{{{place}}}"), piece);
        }
        (code, words)
    }

    #[test]
    fn the_words_are_those_of_the_error() {
        for error in [
            EditError::NoSuchPath("/a,b/{1}".to_owned()),
            EditError::NotWithin { agents: -4, min: 1, max: 9_000_000_000 },
            EditError::NoSuchBand(7),
        ] {
            let mut written = String::new();
            Refusal::from(error.clone()).write(&mut written);
            assert_eq!(read(&written), ("no-such-place", error.to_string()));
        }
        let unreadable = pacing_core::format("[").unwrap_err();
        for (refusal, code) in
            [(Refusal::from(unreadable), "unreadable-text"), (Refusal::Value(unreadable), "not-a-value")]
        {
            let mut written = String::new();
            refusal.write(&mut written);
            assert_eq!(read(&written), (code, unreadable.syntax.message().to_owned()));
        }
    }

    #[test]
    fn options_are_refused_in_the_words_of_their_errors() {
        let gap = RULES.iter().position(|rule| rule.name == "matrix-overlap").unwrap();
        let mut written = String::new();
        Refusal::Rule(gap as u8).write(&mut written);
        assert_eq!(read(&written).1, Overrides::default().set("matrix-overlap", Level::Off).unwrap_err().to_string());
        let refused = |kind: usize, pieces: [&str; 2]| {
            let (code, words) = refusals().get(kind).unwrap().clone();
            assert_eq!(code, "invalid-option");
            words.replace("{0}", pieces[0]).replace("{1}", pieces[1])
        };
        let rule = |name| Overrides::default().set(name, Level::Off).unwrap_err().to_string();
        assert_eq!(refused(0, ["../x", ""]), DialerId::parse("../x").unwrap_err().to_string());
        assert_eq!(refused(7, ["xyz", ""]), profile("xyz").unwrap_err().to_string());
        assert_eq!(refused(8, ["uk", "uk-ofcom-2016"]), profile("uk").unwrap_err().to_string());
        assert_eq!(refused(9, ["xyz", ""]), rule("xyz"));
        assert_eq!(refused(10, ["matrix-gab", "matrix-gap"]), rule("matrix-gab"));
        assert_eq!(refused(11, ["loud", ""]), "loud".parse::<Level>().unwrap_err().to_string());
    }
}
