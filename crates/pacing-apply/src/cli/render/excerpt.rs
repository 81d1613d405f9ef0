//! The part of a text that is shown around a problem: never more than a screenful, however long the lines are.

use pacing_core::{LineIndex, Span};
use std::ops::Range;

/// The longest stretch that is shown as it is, in bytes.
const STRETCH: usize = 1200;
/// How much of a line is shown before and behind what is underlined, in bytes.
const AROUND: usize = 70;

/// Some lines of a text, possibly cut, with the ranges in them that are underlined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// The lines.
    pub source: String,
    /// The number of the first one, from 1.
    pub line: usize,
    /// The ranges, in the order of the spans that were asked for.
    pub ranges: Vec<Range<usize>>,
}

/// One excerpt around all spans where that is short, else one for each.
pub(crate) fn excerpts(text: &str, lines: &LineIndex<'_>, spans: &[Span]) -> Vec<Excerpt> {
    let whole =
        spans.iter().copied().reduce(|left, right| Span::new(left.start.min(right.start), left.end.max(right.end)));
    match whole {
        Some(whole) if fits(whole.of(text)) => vec![excerpt(text, lines, whole, spans)],
        _ => spans.iter().map(|span| single(text, lines, *span)).collect(),
    }
}

/// A stretch that covers few lines, none of them long.
fn fits(stretch: &str) -> bool {
    stretch.len() <= STRETCH && stretch.split(['\n', '\r']).all(|line| line.len() <= 2 * AROUND)
}

/// A span that is too long is underlined up to the end of its first line, or of what is shown of that.
fn single(text: &str, lines: &LineIndex<'_>, span: Span) -> Excerpt {
    let covered = span.of(text);
    let end = if fits(covered) {
        span.end
    } else {
        let first = covered.split(['\n', '\r']).next().unwrap_or(covered);
        span.start + floor(first, AROUND) as u32
    };
    let shown = Span::new(span.start, end);
    excerpt(text, lines, shown, &[shown])
}

/// The lines of `whole`, cut where they go on for long before or behind it.
fn excerpt(text: &str, lines: &LineIndex<'_>, whole: Span, spans: &[Span]) -> Excerpt {
    let (start, end) = (whole.start as usize, whole.end as usize);
    let before = text.get(..start).unwrap_or(text);
    let behind = text.get(end..).unwrap_or("");
    let (before, cut_before) = line_end(before);
    let (behind, cut_behind) = line_start(behind);
    let mut source = String::with_capacity(before.len() + whole.of(text).len() + behind.len() + 2 * CUT.len());
    if cut_before {
        source.push_str(CUT);
    }
    source.push_str(before);
    let shift = source.len();
    source.push_str(whole.of(text));
    source.push_str(behind);
    if cut_behind {
        source.push_str(CUT);
    }
    let ranges = spans.iter().map(|span| {
        let at = |offset: u32| (offset as usize).saturating_sub(start) + shift;
        at(span.start)..at(span.end)
    });
    Excerpt {
        ranges: ranges.collect(),
        source: plain_line_ends(source),
        line: lines.position(whole.start).line as usize,
    }
}

const CUT: &str = "…";

/// What stands on the last line of a text, up to its limit, and whether there is more of that line.
fn line_end(text: &str) -> (&str, bool) {
    let from = ceil(text, text.len().saturating_sub(AROUND));
    let near = text.get(from..).unwrap_or("");
    match near.rfind(['\n', '\r']) {
        Some(at) => (near.get(at + 1..).unwrap_or(""), false),
        None => (near, from > 0),
    }
}

/// What stands on the first line of a text, up to its limit, and whether there is more of that line.
fn line_start(text: &str) -> (&str, bool) {
    let to = floor(text, AROUND);
    let near = text.get(..to).unwrap_or("");
    match near.find(['\n', '\r']) {
        Some(at) => (near.get(..at).unwrap_or(""), false),
        None => (near, to < text.len()),
    }
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn ceil(text: &str, at: usize) -> usize {
    (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// A CR alone ends a line too, but the library that draws lines does not know it. The length stays.
fn plain_line_ends(source: String) -> String {
    if !source.contains('\r') {
        return source;
    }
    let mut chars = source.chars().peekable();
    let mut out = String::with_capacity(source.len());
    while let Some(char) = chars.next() {
        let alone = char == '\r' && chars.peek() != Some(&'\n');
        out.push(if alone { '\n' } else { char });
    }
    out
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::unwrap_used,
        reason = "a test fails by panicking"
    )]
    use super::*;

    fn shown(text: &str, spans: &[Span]) -> Vec<Excerpt> {
        excerpts(text, &LineIndex::new(text), spans)
    }

    fn find(text: &str, part: &str) -> Span {
        let start = text.find(part).unwrap() as u32;
        Span::new(start, start + part.len() as u32)
    }

    #[test]
    fn near_spans_share_an_excerpt_and_far_ones_do_not() {
        let near = "{\n  \"a\": 1,\n  \"b\": 2\n}\n";
        let excerpt = &shown(near, &[find(near, "2"), find(near, "1")])[0];
        assert_eq!((excerpt.source.as_str(), excerpt.line), ("  \"a\": 1,\n  \"b\": 2", 2));
        assert_eq!(excerpt.ranges.iter().map(|range| &excerpt.source[range.clone()]).collect::<Vec<_>>(), ["2", "1"]);

        let far = format!("[1,\n{}2]", "0,\n".repeat(1000));
        let lines: Vec<_> = shown(&far, &[find(&far, "2"), find(&far, "1")]).iter().map(|e| e.line).collect();
        assert_eq!(lines, [1002, 1]);
    }

    #[test]
    fn a_line_without_end_is_cut_around_the_span() {
        let text = format!("[{}\"🙂x\"{}]", "\"ü\",".repeat(1_000_000), ",\"é\"".repeat(1_000_000));
        let excerpt = &shown(&text, &[find(&text, "\"🙂x\"")])[0];
        assert!(excerpt.source.starts_with('…') && excerpt.source.ends_with('…') && excerpt.source.len() < 200);
        assert_eq!(&excerpt.source[excerpt.ranges[0].clone()], "\"🙂x\"");
    }

    #[test]
    fn a_long_span_is_underlined_on_its_first_line() {
        let text = format!("{{\"a\": [\n{}]}}", "  1,\n".repeat(100_000));
        let excerpt = &shown(&text, &[Span::new(6, text.len() as u32 - 1)])[0];
        assert_eq!(&excerpt.source[excerpt.ranges[0].clone()], "[");
        let text = format!("[{}]", "é".repeat(10_000));
        let excerpt = &shown(&text, &[Span::new(0, text.len() as u32)])[0];
        assert!(excerpt.source.len() < 200 && excerpt.source.starts_with("[éé"), "{}", excerpt.source);
    }

    #[test]
    fn every_line_end_ends_a_line() {
        let text = "[\r1,\r\n2,\r3]";
        let excerpt = &shown(text, &[find(text, "1"), find(text, "3")])[0];
        assert_eq!((excerpt.source.as_str(), excerpt.line), ("1,\r\n2,\n3]", 2));
    }
}
