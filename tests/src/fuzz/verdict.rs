//! The rules: bounded reports, places in the text, fixes that mend, and a body that is the document.

use std::collections::BTreeMap;

use pacing_core::edit;
use pacing_core::fixes::{self, Which};
use pacing_core::read::{NodeId, Tree};
use pacing_core::{Diagnostic, Fix, LineIndex, MAX_PER_RULE, Options, RULES, Report, Safety, Severity, Span};
use proptest::test_runner::TestCaseError;
use proptest::{prop_assert, prop_assert_eq, prop_assert_ne};

use super::Kept;
use super::reading::check_place;
use crate::oracle::{self, Json};

/// Checks what is said of a text that can be read; returns whether it is valid.
pub(super) fn check(text: &str, options: &Options) -> Kept<bool> {
    let checked = pacing_core::validate(text, options);
    check_report(&checked.report)?;
    check_places(&checked.report)?;
    check_safe_fixes(&checked.report, options)?;
    prop_assert_eq!(checked.valid.is_some(), checked.report.is_valid());
    if let Some(valid) = checked.valid {
        check_body(text, &valid.to_body(), options)?;
    }
    Ok(checked.report.is_valid())
}

/// Checks what is said of bytes that cannot be read: one error, with a place and a way out.
pub(super) fn check_refusal(data: &[u8]) -> Kept {
    let report = pacing_core::check_bytes(data, &Options::default());
    check_report(&report)?;
    prop_assert!(!report.is_valid());
    prop_assert_eq!(report.diagnostics().len(), 1);
    check_safe_fixes(&report, &Options::default())
}

/// No more diagnostics than promised, each with words, and counted right.
fn check_report(report: &Report) -> Kept {
    let mut counts = BTreeMap::new();
    for diagnostic in report.diagnostics() {
        *counts.entry(diagnostic.code).or_insert(0) += 1;
        check_words(diagnostic)?;
        check_place(report.text(), diagnostic.span)?;
        if let Some(related) = &diagnostic.related {
            check_place(report.text(), related.span)?;
        }
        if let Some(fix) = &diagnostic.fix {
            check_fix(report.text(), fix)?;
        }
    }
    prop_assert!(counts.iter().all(|(_, count)| *count <= MAX_PER_RULE), "{counts:?}");
    prop_assert!(counts.keys().all(|code| RULES.iter().any(|rule| rule.code == *code)), "{counts:?}");
    for omitted in report.omitted() {
        prop_assert_eq!(counts.get(omitted.code), Some(&MAX_PER_RULE), "{:?}", omitted);
    }
    let weights = [Severity::Info, Severity::Warning, Severity::Error];
    let all: usize = weights.iter().map(|severity| report.count(*severity)).sum();
    let omitted: usize = report.omitted().iter().map(|omitted| omitted.count).sum();
    prop_assert_eq!(all, report.diagnostics().len() + omitted);
    let errors = report.diagnostics().iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    prop_assert_eq!(report.is_valid(), errors == 0, "an error that was left out stands beside one that was kept");
    Ok(())
}

fn check_words(diagnostic: &Diagnostic) -> Kept {
    prop_assert!(!diagnostic.message.is_empty() && !diagnostic.help.is_empty(), "{diagnostic:?}");
    // Values of the document are cut; what is not cut is the names of fields, which the model gives.
    prop_assert!(diagnostic.message.len() + diagnostic.help.len() < 2_000, "{diagnostic:?}");
    prop_assert!(!diagnostic.message.contains(char::is_control), "{diagnostic:?}");
    Ok(())
}

/// The pointer of a diagnostic leads to the value that its span belongs to, unless a key on the way stands twice: a
/// pointer cannot tell which one it means.
fn check_places(report: &Report) -> Kept {
    let tree = Tree::parse(report.text()).expect("it was read before");
    let lines = LineIndex::new(report.text());
    let is_ambiguous = has_equal_keys(&oracle::by_reader(&tree));
    let mut before = 0;
    for diagnostic in report.diagnostics() {
        let place = lines.position(diagnostic.span.start);
        prop_assert!(before <= place.offset && place.line >= 1 && place.column >= 1, "{diagnostic:?} at {place:?}");
        before = place.offset;
        if !is_ambiguous {
            let node = tree.find(&diagnostic.path).ok_or_else(|| broken(format!("no such path: {diagnostic:?}")))?;
            prop_assert!(holds(&tree, node, diagnostic.span), "{diagnostic:?}");
        }
    }
    Ok(())
}

fn holds(tree: &Tree, node: NodeId, span: Span) -> bool {
    let outer = tree.node(node).member();
    outer.start <= span.start && span.end <= outer.end
}

fn has_equal_keys(json: &Json) -> bool {
    match json {
        Json::Array(items) => items.iter().any(has_equal_keys),
        Json::Object(members) => {
            let mut keys: Vec<_> = members.iter().map(|(key, _)| key).collect();
            keys.sort();
            keys.windows(2).any(|pair| pair[0] == pair[1]) || members.iter().any(|(_, value)| has_equal_keys(value))
        }
        _ => false,
    }
}

/// Edits stand in order, apart from each other and inside the text.
fn check_fix(text: &str, fix: &Fix) -> Kept {
    prop_assert!(!fix.title.is_empty() && !fix.edits.is_empty(), "{fix:?}");
    let mut before = 0;
    for edit in &fix.edits {
        check_place(text, edit.span)?;
        prop_assert!(edit.span.start >= before, "{fix:?}");
        before = edit.span.end;
    }
    prop_assert_ne!(edit::apply(text, &fix.edits), text, "{:?} changes nothing", fix);
    Ok(())
}

/// Safe fixes leave none of themselves behind, make nothing worse and change no value that could be read.
fn check_safe_fixes(report: &Report, options: &Options) -> Kept {
    let is_safe = |fix: &Fix| fix.safety == Safety::Safe;
    if !report.diagnostics().iter().any(|diagnostic| diagnostic.fix.as_ref().is_some_and(is_safe)) {
        return Ok(());
    }
    let fixed = fixes::apply_fixes(report.text(), options, Which::Safe);
    let again = fixes::apply_fixes(&fixed.text, options, Which::Safe);
    prop_assert_eq!(&again.text, &fixed.text, "safe fixes are not idempotent on {:?}", report.text());
    let after = pacing_core::check(&fixed.text, options);
    check_report(&after)?;
    let left = after.diagnostics().iter().find(|diagnostic| diagnostic.fix.as_ref().is_some_and(is_safe));
    prop_assert!(is_same_but_for_spelling(report.text(), &fixed.text), "a safe fix made {:?}", fixed.text);
    prop_assert!(left.is_none(), "a safe fix is left in {:?}: {left:?}", fixed.text);
    Ok(())
}

/// Safe fixes take quotes away from numbers and booleans, and from a text that cannot be read a comma or a byte order mark.
fn is_same_but_for_spelling(before: &str, after: &str) -> bool {
    fn same(before: &Json, after: &Json) -> bool {
        match (before, after) {
            (Json::String(text), Json::Number(bare)) => text.trim_matches([' ', '\t', '\n', '\r']) == bare,
            (Json::String(text), Json::Bool(bare)) => *text == bare.to_string(),
            (Json::Array(before), Json::Array(after)) => {
                before.len() == after.len() && before.iter().zip(after).all(|(before, after)| same(before, after))
            }
            (Json::Object(before), Json::Object(after)) => {
                let same_member = |(before, after): (&(String, Json), &(String, Json))| {
                    before.0 == after.0 && same(&before.1, &after.1)
                };
                before.len() == after.len() && before.iter().zip(after).all(same_member)
            }
            _ => before == after,
        }
    }
    match (oracle::by_serde_json(before), oracle::by_serde_json(after)) {
        (Ok(before), Ok(after)) => same(&before, &after),
        // What became readable may have lost quotes as well, with the space inside them; an escape hides what they held.
        (Err(_), _) => before.contains('\\') || bare(before) == bare(after),
        (Ok(_), Err(_)) => false,
    }
}

fn bare(text: &str) -> String {
    text.replace(['\u{feff}', ',', '"', ' ', '\t', '\r', '\n'], "")
}

/// What would be sent is valid too, says the same, and is sent unchanged the next time.
fn check_body(text: &str, body: &str, options: &Options) -> Kept {
    let again = pacing_core::validate(body, options);
    let valid =
        again.valid.ok_or_else(|| broken(format!("the body is refused: {body} {:?}", again.report.diagnostics())))?;
    prop_assert_eq!(valid.to_body(), body);
    let sent = oracle::by_serde_json(body).expect("the body is JSON");
    let read = oracle::by_serde_json(text).expect("the text is JSON");
    prop_assert_eq!(plain(sent), plain(read), "the body says something else");
    Ok(())
}

/// With the members of objects sorted by key, as the body has them in the tutorial's order, and counts by their value,
/// as the body writes `5` for `5.0`.
fn plain(json: Json) -> Json {
    match json {
        Json::Array(items) => Json::Array(items.into_iter().map(plain).collect()),
        Json::Object(members) => {
            let mut members: Vec<_> = members.into_iter().map(|(key, value)| plain_member(key, value)).collect();
            members.sort_by(|left, right| left.0.cmp(&right.0));
            Json::Object(members)
        }
        scalar => scalar,
    }
}

fn plain_member(key: String, value: Json) -> (String, Json) {
    let value = match value {
        Json::Number(spelled) if ["agent_count_min", "agent_count_max", "max_speed"].contains(&key.as_str()) => {
            Json::Number(spelled.parse::<f64>().expect("a JSON number").to_string())
        }
        other => plain(other),
    };
    (key, value)
}

fn broken(promise: String) -> TestCaseError {
    TestCaseError::fail(promise)
}
