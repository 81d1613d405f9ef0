//! What can be wrong with a text that should be JSON.

use super::{MAX_DEPTH, MAX_NUMBER, MAX_TEXT};
use crate::position::Span;
use std::fmt;

/// Why a text is not JSON as RFC 8259 has it, or not within the reader's limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each name is explained by its message")]
pub enum Syntax {
    BadEscape,
    BadNumber,
    ByteOrderMark,
    Comment,
    ControlCharacter,
    CurlyQuote,
    DecimalComma,
    Empty,
    ExpectedKey,
    ExpectedValue,
    ExtraComma,
    LeadingZero,
    LoneSurrogate,
    MissingColon,
    MissingComma,
    MissingValue,
    NotFinite,
    NotUtf8,
    Nul,
    NumberTooLong,
    OpenString,
    OtherWord,
    PythonWord,
    SingleQuote,
    TextTooLong,
    TooDeep,
    TrailingComma,
    TrailingText,
    Truncated,
    WrongBracket,
}

impl Syntax {
    /// Every one, in the order of their numbers.
    pub const ALL: [Self; 30] = [
        Self::BadEscape,
        Self::BadNumber,
        Self::ByteOrderMark,
        Self::Comment,
        Self::ControlCharacter,
        Self::CurlyQuote,
        Self::DecimalComma,
        Self::Empty,
        Self::ExpectedKey,
        Self::ExpectedValue,
        Self::ExtraComma,
        Self::LeadingZero,
        Self::LoneSurrogate,
        Self::MissingColon,
        Self::MissingComma,
        Self::MissingValue,
        Self::NotFinite,
        Self::NotUtf8,
        Self::Nul,
        Self::NumberTooLong,
        Self::OpenString,
        Self::OtherWord,
        Self::PythonWord,
        Self::SingleQuote,
        Self::TextTooLong,
        Self::TooDeep,
        Self::TrailingComma,
        Self::TrailingText,
        Self::Truncated,
        Self::WrongBracket,
    ];

    /// The reader could go on but will not: see the limits in [`crate::read`].
    pub const fn is_limit(self) -> bool {
        matches!(self, Self::TextTooLong | Self::TooDeep | Self::NumberTooLong)
    }

    /// What is wrong.
    pub const fn message(self) -> &'static str {
        match self {
            Self::BadEscape => "this escape does not exist in JSON",
            Self::BadNumber => "this is not a JSON number",
            Self::ByteOrderMark => "the text starts with a byte order mark",
            Self::Comment => "JSON has no comments",
            Self::ControlCharacter => "a control character stands here unescaped",
            Self::CurlyQuote => "a typographic quote stands where a plain `\"` is needed",
            Self::DecimalComma => "JSON writes a decimal point, not a comma",
            Self::Empty => "the text is empty",
            Self::ExpectedKey => "a key in double quotes is expected here",
            Self::ExpectedValue => "a value is expected here",
            Self::ExtraComma => "one comma too many",
            Self::LeadingZero => "a number must not start with a needless zero",
            Self::LoneSurrogate => "half of a surrogate pair stands alone",
            Self::MissingColon => "a colon is missing between key and value",
            Self::MissingComma => "a comma or a closing bracket is missing",
            Self::MissingValue => "a value is missing here",
            Self::NotFinite => "JSON has no NaN and no infinity",
            Self::NotUtf8 => "the text is not UTF-8",
            Self::Nul => "a NUL byte stands here",
            Self::NumberTooLong => "this number is too long",
            Self::OpenString => "this string has no closing quote",
            Self::OtherWord => "this word is not a JSON value",
            Self::PythonWord => "JSON spells this word in lower case, and none as `null`",
            Self::SingleQuote => "JSON strings stand in double quotes",
            Self::TextTooLong => "the text is too long",
            Self::TooDeep => "brackets are nested too deeply",
            Self::TrailingComma => "a comma stands after the last entry",
            Self::TrailingText => "something follows the end of the document",
            Self::Truncated => "the text ends in the middle",
            Self::WrongBracket => "this bracket closes nothing that is open",
        }
    }

    /// What to do about it.
    pub fn help(self) -> String {
        let help = match self {
            Self::BadEscape => r#"use one of \" \\ \/ \b \f \n \r \t or \u with four hexadecimal digits"#,
            Self::BadNumber => {
                "write digits, at most one decimal point with digits on both sides, and no plus sign in front"
            }
            Self::ByteOrderMark => "save the file as UTF-8 without a byte order mark",
            Self::Comment => "remove the comment; notes belong beside the file",
            Self::ControlCharacter => r"inside a string write it as an escape such as \n or \t, elsewhere remove it",
            Self::CurlyQuote => "replace it by a plain double quote; word processors put the other kind",
            Self::DecimalComma => "write `0.025` for `0,025`",
            Self::Empty => "start from `pacing-apply build --help` or from a file in `examples/`",
            Self::ExpectedKey => "put the field's name in double quotes",
            Self::ExpectedValue => "write a number, a string, `true`, `false`, `null`, an object or an array",
            Self::ExtraComma => "remove it",
            Self::LeadingZero => "write `5` for `05`; some parsers would read it as octal",
            Self::LoneSurrogate => "write the character itself, or both halves of the pair",
            Self::MissingColon => "write `\"key\": value`",
            Self::MissingComma => "put a comma between two entries, or close the bracket that is open",
            Self::MissingValue => "write the value, or remove the comma or the key before it",
            Self::NotFinite => "write a finite number",
            Self::NotUtf8 => "save the file as UTF-8",
            Self::Nul => "the file may be UTF-16 or binary: save it as UTF-8",
            Self::OpenString => "close it with a `\"` on the same line",
            Self::OtherWord => "write `true`, `false` or `null`, or put the word in double quotes",
            Self::PythonWord => "write `true`, `false` or `null`",
            Self::SingleQuote => "replace the single quotes by double quotes",
            Self::TrailingComma => "remove the comma",
            Self::TrailingText => "keep one document in a file, or use `--lines` for one document a line",
            Self::Truncated => "the end is missing: was the file copied whole?",
            Self::WrongBracket => "check that each `{` has its `}` and each `[` its `]`",
            Self::NumberTooLong => return format!("the limit is {MAX_NUMBER} characters"),
            Self::TextTooLong => return format!("the limit is {} MiB", MAX_TEXT / 1024 / 1024),
            Self::TooDeep => return format!("the limit is {MAX_DEPTH} levels; a pacing configuration needs four"),
        };
        help.to_owned()
    }
}

/// The first place where a text cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub syntax: Syntax,
    /// Where; empty at the end of a truncated text.
    pub span: Span,
}

impl SyntaxError {
    pub(super) const fn new(syntax: Syntax, start: u32, end: u32) -> Self {
        Self { syntax, span: Span::new(start, end) }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at byte {})", self.syntax.message(), self.span.start)
    }
}

impl std::error::Error for SyntaxError {}
