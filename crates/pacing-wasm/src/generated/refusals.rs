//! Why a call was refused: the error's code and its words, by the digit that the module gives.

use super::HEAD;
use pacing_core::edit::EditError;
use pacing_core::profile::UnknownProfile;
use pacing_core::{DialerId, Level, OverrideError};

pub(super) fn typescript() -> String {
    let mut out = String::from(HEAD);
    out.push_str("import type { PacingErrorCode } from \"../error.js\";\n\n");
    out.push_str("/** Codes and words in the order of the digits; `{0}` and so on are what the module names. */\n");
    out.push_str("export const REFUSALS: readonly [code: PacingErrorCode, words: string][] = [\n");
    for (code, words) in refusals() {
        out.push_str(&format!("  [\"{code}\", \"{words}\"],\n"));
    }
    out.push_str("];\n");
    out
}

/// In the order of the digits that `refusal.rs` writes; then options that TypeScript refuses by itself.
pub(crate) fn refusals() -> [(&'static str, String); 12] {
    // Numbers that nobody would write stand for the places of numbers.
    const NUMBERS: [i64; 3] = [900_000_000, 900_000_001, 900_000_002];
    let words = |error: EditError| {
        NUMBERS.iter().enumerate().fold(error.to_string(), |words, (place, number)| {
            words.replace(&number.to_string(), &format!("{{{place}}}"))
        })
    };
    let [agents, min, max] = NUMBERS;
    let (option, asked) = ("invalid-option", || "{0}".to_owned());
    let no_profile = |suggestion| UnknownProfile { id: asked(), suggestion }.to_string();
    let no_rule = |suggestion| OverrideError::UnknownRule { name: asked(), suggestion }.to_string();
    let words_of = |words: Option<String>| words.unwrap_or_default();
    [
        (option, words_of(DialerId::parse("{0}").err().map(|error| error.to_string()))),
        ("unreadable-text", "{0}".to_owned()),
        ("no-such-place", words(EditError::NoSuchPath("{0}".to_owned()))),
        ("not-a-value", asked()),
        ("no-such-place", words(EditError::NotWithin { agents, min, max })),
        ("no-such-place", words(EditError::NoSuchBand(agents as usize))),
        (option, OverrideError::IsError("{0}").to_string()),
        (option, no_profile(None)),
        (option, no_profile(Some("{1}"))),
        (option, no_rule(None)),
        (option, no_rule(Some("{1}"))),
        (option, words_of("{0}".parse::<Level>().err().map(|error| error.to_string()))),
    ]
}
