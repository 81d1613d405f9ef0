//! Large and hostile documents: the answer stays short, complete in its counts, and quick.

use pacing_core::fixes::{self, Which};
use pacing_core::{Options, Report, Severity, check};
use pacing_tests::generate::{Flaw, document_with_bands};

#[test]
fn as_many_bands_as_the_limit_of_agents_allows_are_valid() {
    let report_is_valid = |flaw| check(&document_with_bands(100_000, flaw), &Options::default()).is_valid();
    assert!(report_is_valid(Flaw::None));
    assert!(report_is_valid(Flaw::EqualSpeeds));
    assert!(!report_is_valid(Flaw::LastOverlaps));
}

#[test]
fn every_quoted_number_of_a_long_list_is_mended_at_once() {
    let band = |index| {
        let (min, max) = (index * 10 + 1, index * 10 + 10);
        format!(r#"{{"agent_count_min": "{min}", "agent_count_max": "{max}", "max_speed": "50"}}"#)
    };
    let bands: Vec<_> = (0..10_000).map(band).collect();
    let fixed = fixes::apply_fixes(&document(&bands.join(","), ""), &Options::default(), Which::Safe);
    assert_eq!(fixed.applied.len(), 30_000);
    assert_eq!(check(&fixed.text, &Options::default()).count(Severity::Error), 0);
    let again = fixes::apply_fixes(&fixed.text, &Options::default(), Which::Safe);
    assert!(again.applied.is_empty() && again.text == fixed.text);
}

#[test]
fn a_hundred_thousand_brackets_are_refused() {
    for bracket in ["[", "{\"a\":", "[{\"a\":"] {
        let text = bracket.repeat(100_000);
        let report = check(&text, &Options::default());
        assert_eq!(report.diagnostics().iter().map(|found| found.name).collect::<Vec<_>>(), ["reader-limit"]);
    }
}

#[test]
fn unknown_fields_are_counted_and_not_all_told() {
    let unknown: String = (0..50_000).map(|index| format!(", \"agent_count_mix{index}\": 1")).collect();
    let text = document(r#"{"agent_count_min": 1, "agent_count_max": 5, "max_speed": 10}"#, &unknown);
    let report = check(&text, &Options::default());
    assert_eq!(report.count(Severity::Warning), 50_000);
    assert!(words(&report) < 100_000);
}

/// The length of everything that is said.
fn words(report: &Report) -> usize {
    report.diagnostics().iter().map(|found| found.message.len() + found.help.len() + found.path.len()).sum()
}

fn document(bands: &str, more: &str) -> String {
    format!(
        r#"{{"id": "d-1", "type": "PREDICTIVE", "predictive_dialer_config": {{"pacing_rules": [{bands}],
        "max_speed": 100, "abandon_rate_threshold": 0.025, "reload_on_update": true{more}}}}}"#
    )
}
