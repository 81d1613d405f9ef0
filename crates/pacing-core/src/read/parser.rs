//! The one pass over the text: a loop over values with a list of open containers instead of recursion.
//!
//! A step gives nothing where the text is wrong; what is wrong is then in [`Parser::error`].

use super::pattern::{Pattern, behind};
use super::space::skip_space;
use super::tree::{NO_KEY_START, NOT_SMALL};
use super::{Kind, MAX_DEPTH, MAX_NUMBER, MAX_TEXT, Node, Syntax, SyntaxError, Tree, string};
use crate::field::FieldName;
use crate::position::Span;

impl<'t> Tree<'t> {
    /// Reads a JSON text.
    ///
    /// ```
    /// use pacing_core::read::{NodeId, Tree};
    /// let tree = Tree::parse(r#"{"max_speed": 4.50e1}"#)?;
    /// let speed = tree.get(NodeId::ROOT, "max_speed").unwrap();
    /// assert_eq!(tree.raw(speed), "4.50e1");
    /// # Ok::<(), pacing_core::read::SyntaxError>(())
    /// ```
    ///
    /// # Errors
    /// The first place where the text is not JSON as RFC 8259 has it, or where it passes a limit of this module.
    pub fn parse(text: &'t str) -> Result<Self, SyntaxError> {
        if text.len() > MAX_TEXT {
            return Err(SyntaxError::new(Syntax::TextTooLong, 0, 0));
        }
        let mut parser = Parser {
            bytes: text.as_bytes(),
            at: 0,
            comma: 0,
            // A band is four nodes and, laid out on a line of its own, more than 70 bytes of text.
            nodes: Vec::with_capacity(text.len() / 18 + 16),
            inside: NOTHING,
            depth: 0,
            key: NO_KEY,
            guess: FieldName::Id,
            pattern: None,
            error: SyntaxError::new(Syntax::ExpectedValue, 0, 0),
        };
        match parser.document() {
            Some(()) => Ok(Tree { text, nodes: parser.nodes }),
            None => Err(parser.error),
        }
    }
}

pub(super) struct Parser<'t> {
    pub(super) bytes: &'t [u8],
    pub(super) at: usize,
    /// The last comma; where a container was opened since then, the first place in it.
    comma: usize,
    nodes: Vec<Node>,
    /// The innermost open container, or [`NOTHING`]. The `data` of an open container holds the one around it, so no list of them is needed.
    inside: u32,
    depth: usize,
    /// The key of the value that comes next.
    key: Key,
    /// The key that is likely to come next.
    guess: FieldName,
    /// How the last list spells its items.
    pattern: Option<Pattern<'t>>,
    /// What is wrong, where a step gave nothing.
    pub(super) error: SyntaxError,
}

/// Outside of all containers.
const NOTHING: u32 = u32::MAX;

#[derive(Clone, Copy)]
struct Key {
    start: u32,
    escaped: bool,
    field: FieldName,
}

/// The root and the items of arrays have no key.
const NO_KEY: Key = Key { start: NO_KEY_START, escaped: false, field: FieldName::Other };

impl Parser<'_> {
    fn document(&mut self) -> Option<()> {
        if self.bytes.starts_with("\u{feff}".as_bytes()) {
            return self.fail(Syntax::ByteOrderMark, 0, 3);
        }
        self.skip_space();
        loop {
            if !self.value()? && !self.after_value()? {
                return Some(());
            }
        }
    }

    /// Reads one value. Whether it opens a container that has something in it: then the next value is its first one.
    fn value(&mut self) -> Option<bool> {
        let start = self.at;
        let (mut escaped, mut data) = (false, 0);
        let kind = match self.peek() {
            b'{' if self.alike() => return Some(false),
            b'{' => return self.open(Kind::Object),
            b'[' => return self.open(Kind::Array),
            b'"' => {
                escaped = self.string()?;
                Kind::String
            }
            b'-' | b'0'..=b'9' => {
                data = self.number()?;
                Kind::Number
            }
            _ => self.literal()?,
        };
        self.push(kind, start, escaped, data);
        Some(false)
    }

    /// Reads items of a list by the pattern of those before it, as many as follow that one like this one does. Whether there was any.
    fn alike(&mut self) -> bool {
        if self.key.start != NO_KEY_START || self.depth >= MAX_DEPTH {
            return false;
        }
        let Some(pattern) = &self.pattern else { return false };
        let separator = self.bytes.get(self.comma..self.at).unwrap_or_default();
        let (start, mut next) = (self.at, Some(self.at));
        while let Some(at) = next {
            let id = self.nodes.len();
            let Some(end) = pattern.read(self.bytes, at, &mut self.nodes) else {
                self.nodes.truncate(id);
                break;
            };
            self.at = end;
            next = behind(self.bytes, end, separator).filter(|_| separator.first() == Some(&b','));
        }
        self.at > start
    }

    /// What follows a value: whether there is a next one, whose key is then read.
    fn after_value(&mut self) -> Option<bool> {
        loop {
            self.skip_space();
            let Some(&Node { kind, .. }) = self.nodes.get(self.inside as usize) else {
                return if self.at == self.bytes.len() { Some(false) } else { self.unexpected(Syntax::TrailingText) };
            };
            match (self.peek(), kind) {
                (b',', _) => {
                    self.comma = self.at;
                    self.at += 1;
                    self.skip_space();
                    if matches!(self.peek(), b'}' | b']') {
                        return self.fail(Syntax::TrailingComma, self.comma, self.comma + 1);
                    }
                    return self.key(kind);
                }
                (b'}', Kind::Object) | (b']', Kind::Array) => self.close(),
                (b'}' | b']', _) => return self.fail(Syntax::WrongBracket, self.at, self.at + 1),
                _ => return self.unexpected(Syntax::MissingComma),
            }
        }
    }

    /// The key and the colon before the next value in an object; nothing in an array.
    fn key(&mut self, container: Kind) -> Option<bool> {
        self.key = NO_KEY;
        if container == Kind::Array {
            return Some(true);
        }
        let start = self.at;
        self.key.start = start as u32;
        // Documents mostly have their keys in the same order, so the key is known before it is read.
        if let Some(at) = behind(self.bytes, start, self.guess.quoted().as_bytes()) {
            self.at = at;
            self.key.field = self.guess;
        } else {
            if self.peek() != b'"' {
                return self.unexpected(Syntax::ExpectedKey);
            }
            self.key.escaped = self.string()?;
            self.key.field = self.recognise(start);
        }
        self.guess = self.key.field.next();
        self.skip_space();
        if self.peek() != b':' {
            return self.unexpected(Syntax::MissingColon);
        }
        self.at += 1;
        self.skip_space();
        Some(true)
    }

    /// The field whose key was just read.
    fn recognise(&self, start: usize) -> FieldName {
        let spelled = self.bytes.get(start..self.at).and_then(|key| std::str::from_utf8(key).ok()).unwrap_or("");
        FieldName::of(&string::inner(spelled, self.key.escaped))
    }

    #[inline(always)]
    fn push(&mut self, kind: Kind, start: usize, escaped: bool, data: u32) {
        let Key { start: key, escaped: key_escaped, field } = self.key;
        let span = Span::new(start as u32, self.at as u32);
        self.nodes.push(Node { kind, field, key_escaped, escaped, key, span, data });
    }

    /// Opens a container. Whether there is something in it: then the key of the first value is read.
    fn open(&mut self, kind: Kind) -> Option<bool> {
        if self.depth >= MAX_DEPTH {
            return self.fail(Syntax::TooDeep, self.at, self.at + 1);
        }
        self.depth += 1;
        let around = std::mem::replace(&mut self.inside, self.nodes.len() as u32);
        self.push(kind, self.at, false, around);
        if kind == Kind::Array {
            self.guess = FieldName::AgentCountMin;
        }
        self.at += 1;
        self.comma = self.at;
        self.skip_space();
        match (self.peek(), kind) {
            (b'}', Kind::Object) | (b']', Kind::Array) => {
                self.close();
                Some(false)
            }
            _ => self.key(kind),
        }
    }

    /// Closes the innermost container.
    fn close(&mut self) {
        self.at += 1;
        self.depth = self.depth.saturating_sub(1);
        let (container, after) = (self.inside as usize, self.nodes.len() as u32);
        if let Some(node) = self.nodes.get_mut(container) {
            node.span.end = self.at as u32;
            self.guess = node.field.next();
            self.inside = std::mem::replace(&mut node.data, after);
        }
        if let Some(pattern) = Pattern::of(self.bytes, self.nodes.get(container..).unwrap_or_default()) {
            self.pattern = Some(pattern);
        }
    }

    /// A string with its quotes; `at` stands on the opening one. Says whether it has an escape.
    fn string(&mut self) -> Option<bool> {
        let start = self.at;
        let mut escaped = false;
        self.at += 1;
        loop {
            match self.peek() {
                b'"' => {
                    self.at += 1;
                    return Some(escaped);
                }
                b'\\' => {
                    escaped = true;
                    self.escape()?;
                }
                0..0x20 if self.at >= self.bytes.len() => return self.fail(Syntax::OpenString, start, self.at),
                0..0x20 => return self.fail(Syntax::ControlCharacter, self.at, self.at + 1),
                _ => self.at += 1,
            }
        }
    }

    /// A number (RFC 8259, section 6): its value where that is small and plainly spelled.
    fn number(&mut self) -> Option<u32> {
        let start = self.at;
        self.at += usize::from(self.peek() == b'-');
        let first = self.at;
        let value = self.digits(start)?;
        let digits = self.at - first;
        if digits > 1 && self.bytes.get(first) == Some(&b'0') {
            return self.fail(Syntax::LeadingZero, start, self.at);
        }
        if self.peek() == b'.' {
            self.at += 1;
            self.digits(start)?;
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), b'+' | b'-'));
            self.digits(start)?;
        }
        let length = self.at - start;
        if length > MAX_NUMBER {
            return self.fail(Syntax::NumberTooLong, start, self.at);
        }
        // As long as its digits: neither a sign nor a fraction nor an exponent.
        Some(if length == digits && digits <= 9 { value } else { NOT_SMALL })
    }

    /// At least one digit of the number that starts at `start`; their value, where they are few.
    fn digits(&mut self, start: usize) -> Option<u32> {
        let (first, mut value) = (self.at, 0u32);
        while self.peek().is_ascii_digit() {
            value = value.wrapping_mul(10).wrapping_add(u32::from(self.peek() - b'0'));
            self.at += 1;
        }
        if self.at > first {
            return Some(value);
        }
        if self.at >= self.bytes.len() {
            return self.fail(Syntax::Truncated, self.at, self.at);
        }
        self.fail(Syntax::BadNumber, start, word_end(self.bytes, start))
    }

    fn literal(&mut self) -> Option<Kind> {
        let end = word_end(self.bytes, self.at);
        let kind = match self.bytes.get(self.at..end) {
            Some(b"true") => Kind::True,
            Some(b"false") => Kind::False,
            Some(b"null") => Kind::Null,
            _ => return self.unexpected(Syntax::ExpectedValue),
        };
        self.at = end;
        Some(kind)
    }

    #[inline(always)]
    fn skip_space(&mut self) {
        self.at = skip_space(self.bytes, self.at);
    }

    /// The byte at the current place; NUL, which is nowhere allowed, stands for the end as well.
    #[inline]
    pub(super) fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    /// Notes what is wrong.
    pub(super) fn fail<T>(&mut self, syntax: Syntax, start: usize, end: usize) -> Option<T> {
        self.error = SyntaxError::new(syntax, start as u32, end as u32);
        None
    }
}

/// Where the word that starts at `start` ends: letters, digits and what numbers are written with.
pub(super) fn word_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    while let Some(b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'+' | b'-' | b'.' | b'$') = bytes.get(end) {
        end += 1;
    }
    end
}
