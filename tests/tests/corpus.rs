//! Every document of the corpus, with the tutorial's own verdict beside it.

use pacing_core::{Options, Severity, check};
use pacing_tests::tutorial::{corpus, reasons};
use std::collections::BTreeMap;
use std::fmt::Write;

#[test]
fn what_the_tutorial_rejects_is_rejected() {
    for case in corpus().iter().filter(|case| !case.tutorial.valid) {
        assert!(!check(&case.document(), &Options::default()).is_valid(), "{}: {}", case.id, case.text);
    }
}

#[test]
fn what_the_tutorial_accepts_is_rejected_for_the_closed_list_alone() {
    let mut accepted = 0;
    for case in corpus().iter().filter(|case| case.tutorial.valid) {
        let (document, reasons) = (case.document(), reasons(&case.text));
        let report = check(&document, &Options::default());
        assert_eq!(
            report.is_valid(),
            reasons.is_empty(),
            "{}: {reasons:?} {:?}\n{}",
            case.id,
            report.diagnostics(),
            case.text
        );
        accepted += usize::from(report.is_valid());
    }
    assert!(accepted > 250, "the corpus has many valid documents, {accepted} were accepted");
}

#[test]
fn the_counts_of_each_code_are_as_committed() {
    let (mut counts, mut verdicts) = (BTreeMap::new(), BTreeMap::new());
    for case in corpus() {
        let document = case.document();
        let report = check(&document, &Options::default());
        for diagnostic in report.diagnostics() {
            *counts.entry((diagnostic.code, diagnostic.name)).or_insert(0) += 1;
        }
        let errors = if report.count(Severity::Error) == 0 { "valid" } else { "invalid" };
        let tutorial = if case.tutorial.valid { "accepts" } else { "rejects" };
        *verdicts.entry((tutorial, errors)).or_insert(0) += 1;
    }
    let mut table = String::new();
    for ((tutorial, ours), count) in verdicts {
        writeln!(table, "{count:>5}  the tutorial {tutorial}, here {ours}").unwrap();
    }
    for ((code, name), count) in counts {
        writeln!(table, "{count:>5}  {code} {name}").unwrap();
    }
    insta::assert_snapshot!(table);
}
