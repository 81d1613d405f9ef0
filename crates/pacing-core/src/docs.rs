//! The pages of the rules and profiles, made from the registry: `cargo xtask docs` writes them to `docs/`.

use crate::profile::{AS_OF, NOTICE, PROFILES, Profile};
use crate::rules::{Doc, Example, RULES, Rule};
use std::fmt::Write;

/// Every generated page: its path below `docs/` and its Markdown text.
pub fn pages() -> Vec<(String, String)> {
    let rules = RULES.iter().map(|rule| (format!("rules/{}.md", rule.name), rule_page(rule)));
    [("rules/README.md".to_owned(), rule_index()), ("profiles.md".to_owned(), profile_page())]
        .into_iter()
        .chain(rules)
        .collect()
}

/// The page of one rule.
pub fn rule_page(rule: &Rule) -> String {
    let Doc { what, why, bad, good, fix } = rule.doc();
    let mut page = format!("# {} {}\n\n", rule.code, rule.name);
    let _ = writeln!(page, "Severity: {}. Source: {}.\n", rule.severity, source(rule));
    let _ = writeln!(page, "## What it does\n\n{what}\n\n## Why is this bad?\n\n{why}\n");
    let _ = writeln!(page, "## Example\n\n{}{}", context(bad), block(bad));
    let _ = writeln!(page, "Use instead:\n\n{}", block(good));
    match fix {
        Some((safety, text)) => {
            let _ = writeln!(page, "## Fix\n\nThe fix is {}: it {text}.", safety.as_str());
        }
        None => page.push_str("## Fix\n\nThere is none: only a person knows what was meant.\n"),
    }
    page
}

fn source(rule: &Rule) -> String {
    match rule.source {
        crate::Source::Regulation => {
            let facts = <&Profile>::default().facts();
            format!("regulation, as the chosen profile cites it; under `us`: {}", facts.citation)
        }
        other => other.words(<&Profile>::default()),
    }
}

fn context(example: &Example) -> String {
    let mut words = String::new();
    if example.profile != "us" {
        let _ = writeln!(words, "Under `--profile {}`:\n", example.profile);
    }
    if let Some(addressed) = example.addressed {
        let _ = writeln!(words, "With `--dialer {addressed}`:\n");
    }
    if let Some(assumed) = example.assumed {
        let _ = writeln!(words, "With `{assumed}`:\n");
    }
    words
}

fn block(example: &Example) -> String {
    format!("```json\n{}```\n", example.text)
}

fn rule_index() -> String {
    let mut page = String::from(
        "# Rules\n\nMade by `cargo xtask docs` from the registry in `crates/pacing-core/src/rules/`. \
         Errors can be neither lowered nor turned off; warnings and infos can be raised or turned off by name. \
         Rules of the family `F` speak only where assumptions are given.\n\n\
         Families: `S` shape of the document, `M` matrix, `L` limits of the platform, `R` regulation, `A` advice, `F` forecast.\n\n\
         | code | name | severity | fix |\n|---|---|---|---|\n",
    );
    for rule in RULES {
        let fix = rule.doc().fix.map_or("", |(safety, _)| safety.as_str());
        let _ = writeln!(page, "| {} | [{}]({}.md) | {} | {fix} |", rule.code, rule.name, rule.name, rule.severity);
    }
    page
}

fn profile_page() -> String {
    let mut page = format!(
        "# Regulatory profiles\n\nMade by `cargo xtask docs` from `crates/pacing-core/data/regulatory-profiles.json`, as of {AS_OF}. \
         **{NOTICE}**\n\nA static check can reject a threshold above the cap; it can never prove compliance. Every rule on the rate is \
         an outcome, measured over a window, and its denominator is the calls answered by a live person. A dialer that divides by all \
         calls under-reports: at 20 % live answer, 3 % of all calls is 15 % of live calls.\n\nNot checkable in a configuration: the time to \
         connect, ring time, the recorded message, calling hours, the frequency of calls and the retention of records.\n\n\
         | id | cap | connect limit | kind |\n|---|---|---|---|\n",
    );
    for profile in &PROFILES {
        let cap = profile.cap.unwrap_or("none");
        let limit = profile.connect_limit_s.map_or("none".to_owned(), |seconds| format!("{seconds} s"));
        let _ = writeln!(
            page,
            "| [{0}](#{0}) | {cap} | {limit} | {1} |",
            profile.id,
            profile.kind.as_str().replace('_', " ")
        );
    }
    for profile in &PROFILES {
        let facts = profile.facts();
        let _ = writeln!(page, "\n## {}\n\n{}\n", profile.id, profile.name());
        for (name, fact) in profile.rows() {
            let _ = writeln!(page, "- {name}: {fact}");
        }
        let _ = writeln!(page, "- citation: {}\n- evidence: {}", facts.citation, facts.evidence);
    }
    page
}

impl Profile {
    /// What is known of it besides citation and evidence, as names and words.
    pub fn rows(&self) -> Vec<(&'static str, String)> {
        let facts = self.facts();
        let cap = self.cap.map(|cap| format!("{cap}, itself included"));
        let limit = self.connect_limit_s.map(|seconds| match facts.connect_clock {
            Some(clock) => format!("{seconds} s from the {clock}"),
            None => format!("{seconds} s"),
        });
        let other = (!facts.other.is_empty()).then(|| facts.other.join("; "));
        let owned = |fact: Option<&str>| fact.map(str::to_owned);
        [
            ("cap", cap),
            ("abandoned calls", owned(facts.numerator)),
            ("share of", owned(facts.denominator)),
            ("window", owned(facts.window)),
            ("scope", owned(facts.scope)),
            ("connect limit", limit),
            ("ring time", owned(facts.ring_min)),
            ("message", owned(facts.message)),
            ("records", owned(facts.record_retention)),
            ("calling hours", owned(facts.calling_hours)),
            ("also", other),
        ]
        .into_iter()
        .filter_map(|(name, fact)| Some((name, fact?)))
        .collect()
    }
}
