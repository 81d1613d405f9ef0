//! The one pass over the text: a loop over values with a list of open containers instead of recursion.

use super::space::space;
use super::tree::{NO_KEY_START, NOT_SMALL};
use super::{Kind, MAX_DEPTH, MAX_NUMBER, MAX_TEXT, Node, NodeId, Syntax, SyntaxError, Tree, band, string};
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
        // A band is four nodes and, laid out on a line of its own, more than 70 bytes of text.
        let nodes = Vec::with_capacity(text.len() / 18 + 16);
        let mut parser =
            Parser { bytes: text.as_bytes(), at: 0, nodes, inside: NOTHING, depth: 0, guess: FieldName::Id };
        parser.document()?;
        Ok(Tree { text, nodes: parser.nodes })
    }
}

pub(super) struct Parser<'t> {
    pub(super) bytes: &'t [u8],
    pub(super) at: usize,
    nodes: Vec<Node>,
    /// The innermost open container, or [`NOTHING`]. The `data` of an open container holds the one around it, so no list of them is needed.
    inside: u32,
    depth: usize,
    /// The key that is likely to come next.
    guess: FieldName,
}

/// Outside of all containers.
const NOTHING: u32 = u32::MAX;

/// The key of the member whose value comes next.
#[derive(Clone, Copy)]
struct Key {
    start: u32,
    escaped: bool,
    field: FieldName,
}

/// The root and the items of arrays have no key.
const NO_KEY: Key = Key { start: NO_KEY_START, escaped: false, field: FieldName::Other };

impl Parser<'_> {
    fn document(&mut self) -> Result<(), SyntaxError> {
        if self.bytes.starts_with("\u{feff}".as_bytes()) {
            return Err(SyntaxError::new(Syntax::ByteOrderMark, 0, 3));
        }
        self.skip_space();
        let mut key = Some(NO_KEY);
        while let Some(next) = key {
            key = match self.value(next)? {
                Some(first) => Some(first),
                None => self.after_value()?,
            };
        }
        Ok(())
    }

    /// Reads one value. Where it opens a container that has something in it, gives the key of its first member or item.
    #[inline]
    fn value(&mut self, key: Key) -> Result<Option<Key>, SyntaxError> {
        let start = self.at;
        match self.peek() {
            b'-' | b'0'..=b'9' => {
                let small = self.number()?;
                self.push(Kind::Number, key, start, false, small);
            }
            b'"' => {
                let escaped = self.string()?;
                self.push(Kind::String, key, start, escaped, 0);
            }
            b'{' => {
                if self.band(key) {
                    return Ok(None);
                }
                self.open(Kind::Object, key)?;
                if self.peek() != b'}' {
                    return self.key().map(Some);
                }
                self.close();
            }
            b'[' => {
                self.open(Kind::Array, key)?;
                if self.peek() != b']' {
                    return Ok(Some(NO_KEY));
                }
                self.close();
            }
            _ => {
                let kind = self.literal()?;
                self.push(kind, key, start, false, 0);
            }
        }
        Ok(None)
    }

    /// Reads a band the quick way, if that is possible.
    #[inline]
    fn band(&mut self, key: Key) -> bool {
        let id = NodeId(self.nodes.len() as u32);
        let quick = key.start == NO_KEY_START && self.depth < MAX_DEPTH;
        let Some((nodes, at)) = quick.then(|| band::band(self.bytes, self.at, id, key.start)).flatten() else {
            return false;
        };
        nodes.into_iter().for_each(|node| self.nodes.push(node));
        self.at = at;
        true
    }

    /// What follows a value: the key of the next one, or nothing when the document is complete.
    #[inline]
    fn after_value(&mut self) -> Result<Option<Key>, SyntaxError> {
        loop {
            self.skip_space();
            let Some(kind) = self.nodes.get(self.inside as usize).map(|node| node.kind) else {
                return if self.at == self.bytes.len() { Ok(None) } else { Err(self.unexpected(Syntax::TrailingText)) };
            };
            match (self.peek(), kind) {
                (b',', Kind::Object) => {
                    self.comma()?;
                    return self.key().map(Some);
                }
                (b',', _) => {
                    self.comma()?;
                    return Ok(Some(NO_KEY));
                }
                (b'}', Kind::Object) | (b']', Kind::Array) => self.close(),
                (b'}' | b']', _) => return Err(SyntaxError::at(Syntax::WrongBracket, self.at, self.at + 1)),
                _ => return Err(self.unexpected(Syntax::MissingComma)),
            }
        }
    }

    #[inline]
    fn comma(&mut self) -> Result<(), SyntaxError> {
        let comma = self.at;
        self.at += 1;
        self.skip_space();
        if matches!(self.peek(), b'}' | b']') {
            return Err(SyntaxError::at(Syntax::TrailingComma, comma, comma + 1));
        }
        Ok(())
    }

    /// A key and the colon behind it.
    #[inline]
    fn key(&mut self) -> Result<Key, SyntaxError> {
        let start = self.at;
        let mut key = Key { start: start as u32, escaped: false, field: self.guess };
        // Bands have the same keys in the same order, so the key is known before it is read.
        if let Some(rest) = self.guess.strip(self.bytes.get(start..).unwrap_or_default()) {
            self.at = self.bytes.len() - rest.len();
        } else {
            if self.peek() != b'"' {
                return Err(self.unexpected(Syntax::ExpectedKey));
            }
            key.escaped = self.string()?;
            key.field = self.recognise(start, key.escaped);
        }
        self.guess = key.field.next();
        self.skip_space();
        if self.peek() != b':' {
            return Err(self.unexpected(Syntax::MissingColon));
        }
        self.at += 1;
        self.skip_space();
        Ok(key)
    }

    /// The field whose key was just read.
    fn recognise(&self, start: usize, escaped: bool) -> FieldName {
        let spelled = self.bytes.get(start..self.at).and_then(|key| std::str::from_utf8(key).ok()).unwrap_or("");
        if escaped {
            return FieldName::of(&string::inner(spelled, true));
        }
        FieldName::of(spelled.trim_matches('"'))
    }

    #[inline]
    fn push(&mut self, kind: Kind, key: Key, start: usize, escaped: bool, data: u32) {
        self.nodes.push(Node {
            kind,
            field: key.field,
            key_escaped: key.escaped,
            escaped,
            key: key.start,
            span: Span::new(start as u32, self.at as u32),
            data,
        });
    }

    #[inline]
    fn open(&mut self, kind: Kind, key: Key) -> Result<(), SyntaxError> {
        if self.depth >= MAX_DEPTH {
            return Err(SyntaxError::at(Syntax::TooDeep, self.at, self.at + 1));
        }
        self.depth += 1;
        let around = std::mem::replace(&mut self.inside, self.nodes.len() as u32);
        let start = self.at;
        self.at += 1;
        self.push(kind, key, start, false, around);
        self.skip_space();
        Ok(())
    }

    #[inline]
    fn close(&mut self) {
        self.at += 1;
        self.depth = self.depth.saturating_sub(1);
        let after = self.nodes.len() as u32;
        if let Some(node) = self.nodes.get_mut(self.inside as usize) {
            node.span.end = self.at as u32;
            self.inside = std::mem::replace(&mut node.data, after);
        }
    }

    /// A string with its quotes; `at` stands on the opening one. Says whether it has an escape.
    fn string(&mut self) -> Result<bool, SyntaxError> {
        let start = self.at;
        let mut escaped = false;
        self.at += 1;
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            self.at += rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)).unwrap_or(rest.len());
            match self.peek() {
                b'"' => {
                    self.at += 1;
                    return Ok(escaped);
                }
                b'\\' => {
                    escaped = true;
                    self.escape()?;
                }
                _ if self.at >= self.bytes.len() => {
                    return Err(SyntaxError::at(Syntax::OpenString, start, self.bytes.len()));
                }
                _ => return Err(SyntaxError::at(Syntax::ControlCharacter, self.at, self.at + 1)),
            }
        }
    }

    /// A number (RFC 8259, section 6): its value where that is small and plainly spelled.
    #[inline]
    fn number(&mut self) -> Result<u32, SyntaxError> {
        let start = self.at;
        let negative = self.peek() == b'-';
        self.at += usize::from(negative);
        let first = self.at;
        let mut value = 0u32;
        let mut digits = 0;
        for byte in self.bytes.get(first..).unwrap_or_default() {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            value = value.wrapping_mul(10).wrapping_add(u32::from(digit));
            digits += 1;
        }
        self.at += digits;
        if digits == 0 {
            return Err(self.not_a_number(start));
        }
        if digits > 1 && self.bytes.get(first) == Some(&b'0') {
            return Err(SyntaxError::at(Syntax::LeadingZero, start, self.at));
        }
        let mut plain = !negative && digits <= 9;
        if self.peek() == b'.' {
            plain = false;
            self.at += 1;
            self.digits(start)?;
        }
        if matches!(self.peek(), b'e' | b'E') {
            plain = false;
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), b'+' | b'-'));
            self.digits(start)?;
        }
        if self.at - start > MAX_NUMBER {
            return Err(SyntaxError::at(Syntax::NumberTooLong, start, self.at));
        }
        Ok(if plain { value } else { NOT_SMALL })
    }

    fn digits(&mut self, start: usize) -> Result<(), SyntaxError> {
        let first = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        if self.at == first { Err(self.not_a_number(start)) } else { Ok(()) }
    }

    fn not_a_number(&self, start: usize) -> SyntaxError {
        if self.at >= self.bytes.len() {
            return SyntaxError::at(Syntax::Truncated, self.at, self.at);
        }
        SyntaxError::at(Syntax::BadNumber, start, word_end(self.bytes, start))
    }

    fn literal(&mut self) -> Result<Kind, SyntaxError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let end = word_end(self.bytes, self.at);
        let kind = match rest.get(..end - self.at) {
            Some(b"true") => Kind::True,
            Some(b"false") => Kind::False,
            Some(b"null") => Kind::Null,
            _ => return Err(self.unexpected(Syntax::ExpectedValue)),
        };
        self.at = end;
        Ok(kind)
    }

    #[inline]
    pub(super) fn skip_space(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at = self.bytes.len() - space(rest).len();
    }

    /// The byte at the current place; NUL, which is nowhere allowed, stands for the end as well.
    #[inline]
    pub(super) fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }
}

/// Where the word that starts at `start` ends: letters, digits and what numbers are written with.
pub(super) fn word_end(bytes: &[u8], start: usize) -> usize {
    let word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-' | b'.' | b'$');
    let rest = bytes.get(start..).unwrap_or_default();
    start + rest.iter().position(|byte| !word(byte)).unwrap_or(rest.len())
}
