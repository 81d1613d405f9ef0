//! Properties of the rules and edits, held against naive versions of themselves.

use pacing_core::edit;
use pacing_core::fixes::{self, Which};
use pacing_core::read::Tree;
use pacing_core::{LineIndex, Matrix, Options, PacingBuilder, SpeedRule, check, validate};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn band() -> impl Strategy<Value = SpeedRule> {
    (1u32..60, 0u32..12, 1u32..=100).prop_map(|(min, length, speed)| SpeedRule::new(min, min + length, speed))
}

/// Bands of which some are inverted.
fn any_band() -> impl Strategy<Value = SpeedRule> {
    (1u32..60, 1u32..60, 1u32..=100).prop_map(|(min, max, speed)| SpeedRule::new(min, max, speed))
}

fn text(bands: &[SpeedRule]) -> String {
    PacingBuilder::new("property").bands(bands).abandon_threshold("0.02").max_speed(100).to_text()
}

fn tree(text: &str) -> Tree<'_> {
    Tree::parse(text).unwrap()
}

/// The bands that the check says overlap an earlier one, by their place in the document.
fn overlapping(text: &str) -> BTreeSet<usize> {
    let report = check(text, &Options::default());
    let overlaps = report.diagnostics().iter().filter(|diagnostic| diagnostic.name == "matrix-overlap");
    overlaps.map(|diagnostic| diagnostic.path.rsplit('/').next().unwrap().parse().unwrap()).collect()
}

proptest! {
    /// band i is named <=> there is a band j before it in the order (min, place) with max(j) >= min(i); inverted bands take no part
    #[test]
    fn overlaps_are_those_of_the_naive_search(bands in prop::collection::vec(any_band(), 0..40)) {
        let upright: Vec<_> = bands.iter().enumerate().filter(|(_, band)| band.agent_count_min <= band.agent_count_max).collect();
        let naive = upright.iter().filter(|(place, band)| {
            upright.iter().any(|(other, earlier)| {
                (earlier.agent_count_min, *other) < (band.agent_count_min, *place) && earlier.agent_count_max >= band.agent_count_min
            })
        });
        prop_assert_eq!(overlapping(&text(&bands)), naive.map(|(place, _)| *place).collect::<BTreeSet<_>>());
    }

    /// the gaps of the matrix = the counts up to the largest that no band covers
    #[test]
    fn gaps_are_the_counts_without_a_speed(bands in prop::collection::vec(any_band(), 0..20)) {
        let matrix = Matrix::new(bands.clone());
        let upright = bands.iter().filter(|band| band.agent_count_min <= band.agent_count_max);
        let largest = upright.map(|band| band.agent_count_max).max().unwrap_or(0);
        let naive: Vec<u32> = (1..=largest).filter(|agents| matrix.speed_for(*agents).is_none()).collect();
        prop_assert_eq!(matrix.gaps().into_iter().flatten().collect::<Vec<_>>(), naive);
    }

    /// speed(merged, n) = speed(split, n) = speed(matrix, n) where bands do not overlap
    #[test]
    fn merging_and_splitting_change_no_speed(lengths in prop::collection::vec((1u32..9, 1u32..4), 1..12), at in 0u32..99) {
        let mut next = 1;
        let bands: Vec<_> = lengths.iter().map(|(length, speed)| {
            let band = SpeedRule::new(next, next + length - 1, *speed);
            next += length;
            band
        }).collect();
        let matrix = Matrix::new(bands);
        for other in [matrix.merged(), matrix.split(at), matrix.split(at).merged()] {
            prop_assert!((0..=next).all(|agents| other.speed_for(agents) == matrix.speed_for(agents)));
        }
        prop_assert_eq!(matrix.split(at).merged(), matrix.merged());
    }

    /// validate(to_body(validate(text))) = validate(text)
    #[test]
    fn rendered_and_reread_documents_are_equal(bands in prop::collection::vec(band(), 1..12), extra in "[a-z]{1,9}", space in "[ \r\n\t]{0,3}") {
        let document = text(&bands).replacen("\"type\"", &format!("{space}\"{extra}_x\":{space}[1.50, {{\"é🙂\": null}}],{space}\"type\""), 1);
        let Some(valid) = validate(&document, &Options::default()).valid else { return Ok(()) };
        let body = valid.to_body();
        let again = validate(&body, &Options::default()).valid.expect("a body is valid");
        prop_assert_eq!(&*again, &*valid);
        prop_assert_eq!(again.to_body(), body);
    }

    /// apply_fixes(apply_fixes(text)) = apply_fixes(text), and nothing new is wrong
    #[test]
    fn safe_fixes_are_idempotent_and_make_nothing_worse(bands in prop::collection::vec(any_band(), 1..8), quoted in any::<bool>(), comma in any::<bool>()) {
        let mut document = text(&bands);
        if quoted {
            document = document.replace("\"max_speed\": 100", "\"max_speed\": \"100\"");
        }
        if comma {
            document = document.replacen("\n    ],", ",\n    ],", 1);
        }
        let options = Options::default();
        let fixed = fixes::apply_fixes(&document, &options, Which::Safe);
        prop_assert_eq!(fixes::apply_fixes(&fixed.text, &options, Which::Safe).text, fixed.text.clone());
        prop_assert_eq!(&fixed.text, &text(&bands), "only what was broken is changed");
    }

    /// unsafe fixes end, and leave nothing that they could mend
    #[test]
    fn unsafe_fixes_come_to_an_end(bands in prop::collection::vec(any_band(), 1..8)) {
        let options = Options::default();
        let fixed = fixes::apply_fixes(&text(&bands), &options, Which::Unsafe);
        prop_assert_eq!(fixes::apply_fixes(&fixed.text, &options, Which::Unsafe).text, fixed.text);
    }

    /// an inserted band is there, the others are as they were, and removing it gives the text back
    #[test]
    fn inserting_and_removing_a_band_are_inverse(bands in prop::collection::vec(band(), 1..8), new in band()) {
        let before = text(Matrix::new(bands).bands());
        let SpeedRule { agent_count_min, agent_count_max, max_speed, .. } = new;
        let spelled = format!(
            r#"{{"agent_count_min":{agent_count_min},"agent_count_max":{agent_count_max},"max_speed":{max_speed}}}"#
        );
        let after = edit::apply(&before, &edit::insert_band(&tree(&before), &tree(&spelled)).unwrap());
        let place = |text: &str| {
            let tree = tree(text);
            let list = tree.find("/predictive_dialer_config/pacing_rules").unwrap();
            tree.children(list).map(|band| tree.raw(band).to_owned()).collect::<Vec<_>>()
        };
        let (old, now) = (place(&before), place(&after));
        let index = (0..now.len()).find(|index| {
            let mut rest = now.clone();
            rest.remove(*index);
            rest == old
        });
        prop_assert!(index.is_some());
        // Of equal bands any may be the new one, and removing one is like removing another.
        prop_assert_eq!(edit::apply(&after, &edit::remove_band(&tree(&after), index.unwrap()).unwrap()), before);
    }

    /// position(offset) = what counting characters one by one gives
    #[test]
    fn positions_are_right_with_emoji_and_every_line_end(text in "([a\"é漢🙂]|\r\n|\n|\r){0,40}") {
        let index = LineIndex::new(&text);
        let (mut line, mut column, mut units, mut before) = (1, 1, 0, ' ');
        for (offset, char) in text.char_indices() {
            if before == '\n' || (before == '\r' && char != '\n') {
                (line, column) = (line + 1, 1);
            }
            let place = index.position(offset as u32);
            prop_assert_eq!((place.offset, place.line, place.column), (offset as u32, line, column));
            prop_assert_eq!(index.utf16(offset as u32), units);
            column += char.len_utf16() as u32;
            units += char.len_utf16() as u32;
            before = char;
        }
    }
}

#[test]
fn a_hundred_thousand_equal_bands_get_a_short_answer() {
    let bands = vec![SpeedRule::new(1, 5, 10); 100_000];
    let document = text(&bands);
    let report = check(&document, &Options::default());
    assert_eq!(report.diagnostics().len(), pacing_core::MAX_PER_RULE);
    assert_eq!(report.omitted(), [pacing_core::Omitted { code: "M003", count: 99_999 - pacing_core::MAX_PER_RULE }]);
}
