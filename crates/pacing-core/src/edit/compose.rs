//! Two rounds of edits as one.

use crate::diagnostic::Edit;
use crate::position::Span;

/// The edits of a text that do what `first` does and then `second`, whose places are those of the text that `first` gives. Both are in
/// order and without overlaps, and so is the result; edits that touch become one.
///
/// ```
/// use pacing_core::{edit, Edit, Span};
/// let edit = |start, end, text: &str| Edit { span: Span::new(start, end), text: text.into() };
/// let first = [edit(0, 1, "10")];
/// let second = [edit(1, 2, "2"), edit(4, 5, "7")];
/// assert_eq!(edit::apply(&edit::apply("5, 6", &first), &second), "12, 7");
/// assert_eq!(edit::apply("5, 6", &edit::compose(&first, &second)), "12, 7");
/// ```
pub fn compose(first: &[Edit], second: &[Edit]) -> Vec<Edit> {
    let mut composed: Vec<Edit> = Vec::new();
    let (mut first, mut second) = (first.iter().peekable(), second.iter().peekable());
    // How far the middle text is behind the first one, for places that no edit of `first` has touched.
    let mut shift = 0i64;
    while first.peek().is_some() || second.peek().is_some() {
        let mut group = Group::start(first.peek().copied(), second.peek().copied(), shift);
        loop {
            // An edit of the first round that touches the stretch, then one of the second.
            if let Some(edit) = first.next_if(|edit| i64::from(edit.span.start) + group.shift <= group.end) {
                group.take_first(edit);
            } else if let Some(edit) = second.next_if(|edit| i64::from(edit.span.start) <= group.end) {
                group.take_second(edit);
            } else {
                break;
            }
        }
        composed.push(group.edit(shift));
        shift = group.shift;
    }
    composed
}

/// Edits of both rounds that touch each other: a stretch of the middle text. What no edit of the first round put there, one of the second
/// takes away, so the text itself is not needed.
struct Group<'a> {
    /// Where it starts and ends in the middle text.
    start: i64,
    end: i64,
    /// The shift behind the edits of the first round that it holds.
    shift: i64,
    /// Texts of the first round with their places in the middle text.
    firsts: Vec<(i64, &'a str)>,
    seconds: Vec<&'a Edit>,
}

impl<'a> Group<'a> {
    fn start(first: Option<&Edit>, second: Option<&Edit>, shift: i64) -> Self {
        let start = |edit: &Edit| i64::from(edit.span.start);
        let (first, second) = (first.map(|edit| start(edit) + shift), second.map(start));
        let start = first.into_iter().chain(second).min().unwrap_or(0);
        Self { start, end: start, shift, firsts: Vec::new(), seconds: Vec::new() }
    }

    fn take_first(&mut self, edit: &'a Edit) {
        let (start, length) = (i64::from(edit.span.start) + self.shift, edit.text.len() as i64);
        self.firsts.push((start, &edit.text));
        self.shift += length - i64::from(edit.span.end - edit.span.start);
        self.end = self.end.max(start + length);
    }

    fn take_second(&mut self, edit: &'a Edit) {
        self.end = self.end.max(i64::from(edit.span.end));
        self.seconds.push(edit);
    }

    /// `shift` is the one before the stretch.
    fn edit(&self, shift: i64) -> Edit {
        let (mut text, mut at) = (String::new(), self.start);
        for second in &self.seconds {
            self.keep(&mut text, at, i64::from(second.span.start));
            text.push_str(&second.text);
            at = i64::from(second.span.end);
        }
        self.keep(&mut text, at, self.end);
        Edit { span: Span::new((self.start - shift) as u32, (self.end - self.shift) as u32), text }
    }

    /// Adds what the first round put between two places of the middle text.
    fn keep(&self, out: &mut String, from: i64, to: i64) {
        for (start, text) in &self.firsts {
            let (from, to) = ((from - start).max(0), (to - start).min(text.len() as i64));
            if from < to {
                out.push_str(text.get(from as usize..to as usize).unwrap_or(""));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;

    /// A small generator of numbers: every run tries the same cases.
    struct Numbers(u64);

    impl Numbers {
        fn below(&mut self, limit: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % limit.max(1)
        }

        fn edits(&mut self, length: usize) -> Vec<Edit> {
            let (mut edits, mut at) = (Vec::new(), 0);
            while at < length as u64 && edits.len() < 4 {
                let start = at + self.below(5);
                let end = start + self.below(4);
                if end > length as u64 {
                    break;
                }
                let text = ["", "x", "yz", "long"].get(self.below(4) as usize).copied().unwrap_or("");
                edits.push(Edit { span: Span::new(start as u32, end as u32), text: text.to_owned() });
                at = end + 1;
            }
            edits
        }
    }

    #[test]
    fn one_round_does_what_two_did() {
        let mut numbers = Numbers(7);
        for _ in 0..20_000 {
            let text = "abcdefghijklmnop";
            let first = numbers.edits(text.len());
            let middle = apply(text, &first);
            let second = numbers.edits(middle.len());
            let composed = compose(&first, &second);
            assert_eq!(apply(text, &composed), apply(&middle, &second), "{first:?} {second:?}");
            let in_order = |pair: &[Edit]| matches!(pair, [left, right] if left.span.end < right.span.start);
            assert!(composed.windows(2).all(in_order), "{composed:?}");
        }
    }
}
