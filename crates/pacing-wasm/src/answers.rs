//! What calls answer, as JSON text: flat lists without names, which TypeScript makes objects of.

use pacing_core::diff::Change;
use pacing_core::fixes::Round;
use pacing_core::read::quote_into;
use pacing_core::text::push_int;
use pacing_core::{Edit, LineIndex};

/// `[path, what, before, after, path, …]`
pub(crate) fn changes(out: &mut String, changes: &[Change]) {
    let mut list = List::new(out);
    for change in changes {
        list.string(&change.path);
        list.string(&change.what);
        list.string_or_null(change.before.as_deref());
        list.string_or_null(change.after.as_deref());
    }
    list.end();
}

/// The speed, where there is one.
pub(crate) fn speed(out: &mut String, speed: Option<u32>) {
    if let Some(speed) = speed {
        push_int(out, i64::from(speed));
    }
}

/// `[[start, end, text, start, …], [code, title, code, …]]`
pub(crate) fn round(out: &mut String, text: &str, round: &Round) {
    out.push('[');
    edits(out, text, &round.edits);
    out.push(',');
    let mut list = List::new(out);
    for problem in &round.applied {
        list.string(problem.code());
        list.string(&problem.title().unwrap_or_default());
    }
    list.end();
    out.push(']');
}

/// `[start, end, text, start, …]`, in UTF-16 units
pub(crate) fn edits(out: &mut String, text: &str, edits: &[Edit]) {
    let index = LineIndex::new(text);
    let mut list = List::new(out);
    for edit in edits {
        list.number(index.utf16(edit.span.start));
        list.number(index.utf16(edit.span.end));
        list.string(&edit.text);
    }
    list.end();
}

/// A list in the making.
struct List<'a> {
    out: &'a mut String,
    before: char,
}

impl<'a> List<'a> {
    fn new(out: &'a mut String) -> Self {
        Self { out, before: '[' }
    }

    fn comma(&mut self) {
        self.out.push(self.before);
        self.before = ',';
    }

    fn string(&mut self, text: &str) {
        self.comma();
        quote_into(self.out, text);
    }

    fn string_or_null(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.string(text),
            None => {
                self.comma();
                self.out.push_str("null");
            }
        }
    }

    fn number(&mut self, number: u32) {
        self.comma();
        push_int(self.out, i64::from(number));
    }

    fn end(self) {
        if self.before == '[' {
            self.out.push('[');
        }
        self.out.push(']');
    }
}
