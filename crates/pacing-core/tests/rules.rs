//! Every example of every rule is executed, and every sentence is complete.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

use pacing_core::forecast::{Assumptions, Interval};
use pacing_core::rules::Example;
use pacing_core::{DialerId, Options, RULES, check, edit, profile};
use std::collections::HashSet;

fn options(example: &Example) -> Options {
    Options {
        profile: profile::profile(example.profile).unwrap(),
        addressed: example.addressed.map(|id| DialerId::parse(id).unwrap()),
        assumptions: example.assumed.map(|assumed| {
            let share = Interval::exactly(f64::from(assumed.answer_percent) / 100.0);
            Assumptions::new(share, Interval::exactly(f64::from(assumed.handling_s)))
                .unwrap()
                .profile(profile::profile(example.profile).unwrap())
        }),
        ..Options::default()
    }
}

#[test]
fn a_bad_example_gives_exactly_its_diagnostic_and_a_good_one_none() {
    for rule in RULES {
        let doc = rule.doc();
        let bad = check(doc.bad.text, &options(&doc.bad));
        let codes: Vec<_> = bad.diagnostics().iter().map(|diagnostic| diagnostic.code).collect();
        assert_eq!(codes, [rule.code], "the bad example of {}", rule.name);
        assert_eq!(bad.diagnostics()[0].severity, rule.severity);
        let good = check(doc.good.text, &options(&doc.good));
        assert_eq!(good.diagnostics(), [], "the good example of {}", rule.name);
    }
}

#[test]
fn the_fix_of_a_bad_example_mends_it_and_is_as_safe_as_the_page_says() {
    for rule in RULES {
        let doc = rule.doc();
        let report = check(doc.bad.text, &options(&doc.bad));
        let Some(fix) = &report.diagnostics()[0].fix else { continue };
        let (safety, _) = doc.fix.unwrap_or_else(|| panic!("{} has a fix that its page does not tell", rule.name));
        assert_eq!(fix.safety, safety, "{}", rule.name);
        let mended = edit::apply(doc.bad.text, &fix.edits);
        let after = check(&mended, &options(&doc.bad));
        assert!(after.diagnostics().iter().all(|diagnostic| diagnostic.code != rule.code), "{}: {mended}", rule.name);
        assert!(after.is_valid(), "{}: {mended}", rule.name);
    }
}

#[test]
fn every_sentence_is_complete_and_in_the_house_style() {
    for rule in RULES {
        let doc = rule.doc();
        for diagnostic in check(doc.bad.text, &options(&doc.bad)).diagnostics() {
            for words in [&diagnostic.message, &diagnostic.help] {
                assert!(!words.is_empty() && !words.ends_with('.'), "{}: {words}", rule.name);
                for (name, _) in &diagnostic.args {
                    assert!(!words.contains(&format!("{{{name}}}")), "{}: {words}", rule.name);
                }
                assert!(!words.starts_with(char::is_uppercase) || words.starts_with("JSON"), "{}: {words}", rule.name);
            }
        }
    }
}

/// A document a sentence, beyond the examples of the rules.
#[test]
fn every_sentence_of_every_rule_is_said_and_complete() {
    let mut said = HashSet::new();
    let documents = RULES.iter().map(|rule| (rule.doc().bad.text.to_owned(), options(&rule.doc().bad)));
    let bands = |bands: &[(i64, i64)]| {
        let builder = pacing_core::PacingBuilder::new("sales").abandon_threshold("0.02").max_speed(50);
        bands.iter().fold(builder, |builder, (min, max)| builder.band(min, max, 10)).to_text()
    };
    let pairs: Vec<(i64, i64)> = (0..6).flat_map(|min| (0..6).map(move |max| (min, max))).collect();
    let matrices = pairs.iter().flat_map(|a| pairs.iter().map(|b| (bands(&[*a, *b]), Options::default())));
    let profiles =
        profile::PROFILES.iter().map(|profile| (bands(&[(1, 5)]), Options { profile, ..Options::default() }));
    let slips = ["max_sped", "max_speeed", "colour"].into_iter().flat_map(|slip| {
        let text = bands(&[(1, 5)]);
        let beside = text.replacen("\"max_speed\": 50", &format!("\"max_speed\": 50, \"{slip}\": 50"), 1);
        let instead = text.replacen("\"max_speed\": 50", &format!("\"{slip}\": 50"), 1);
        [(beside, Options::default()), (instead, Options::default())]
    });
    let counts = ["true", "[]", "\"five\""].map(|value| {
        (
            bands(&[(1, 5)]).replacen("\"agent_count_max\": 5", &format!("\"agent_count_max\": {value}"), 1),
            Options::default(),
        )
    });
    let from_two = [(bands(&[(2, 5)]), Options::default()), (bands(&[(3, 5)]), Options::default())];
    let all = documents.chain(matrices).chain(profiles).chain(slips).chain(counts).chain(from_two);
    for (text, options) in all {
        for diagnostic in check(&text, &options).diagnostics() {
            for words in [&diagnostic.message, &diagnostic.help] {
                for (name, _) in &diagnostic.args {
                    assert!(!words.contains(&format!("{{{name}}}")), "{words}");
                }
                assert!(!words.contains("{m") && !words.contains("{o") && !words.contains("{f"), "{words}");
                assert!(!words.is_empty() && !words.ends_with('.'), "{words}");
            }
            let shape = |words: &str| words.replace(|char: char| char.is_ascii_digit() || char == '-', "");
            said.insert((diagnostic.code, shape(&diagnostic.message), shape(&diagnostic.help)));
        }
    }
    let sentences = |code| said.iter().filter(|(other, _, _)| *other == code).count();
    for (code, least) in [("M003", 8), ("M004", 2), ("M005", 2), ("S007", 3), ("R009", 4), ("S005", 2)] {
        assert!(sentences(code) >= least, "{code} said {} of {least} sentences: {said:?}", sentences(code));
    }
}

#[test]
fn codes_and_names_are_unique_and_well_formed() {
    let (mut codes, mut names) = (HashSet::new(), HashSet::new());
    for rule in RULES {
        assert!(codes.insert(rule.code) && names.insert(rule.name), "{} {}", rule.code, rule.name);
        let (family, number) = rule.code.split_at(1);
        assert!("SMLRAF".contains(family) && number.len() == 3 && number.parse::<u16>().is_ok(), "{}", rule.code);
        assert!(rule.name.chars().all(|char| char.is_ascii_lowercase() || char == '-'), "{}", rule.name);
        assert!(!pacing_core::docs::rule_page(rule).contains("FCRA"));
    }
}
