//! The words of diagnostics, which the module names by number: short, since everyone who reads a report carries them.

use super::HEAD;
use crate::json::{list, string};
use pacing_core::profile::{PROFILES, ProfileKind};
use pacing_core::read::Syntax;
use pacing_core::{RULES, Rule, Sentence, Source};

pub(super) fn typescript() -> String {
    let [rules, syntax, profiles] = tables();
    format!(
        "{HEAD}import type {{ ProfileId }} from \"./codes.js\";\nimport type {{ RuleWords }} from \"../wording.js\";\n\n\
         export const RULES: readonly RuleWords[] = {rules};\n\
         export const SYNTAX: readonly [message: string, help: string][] = {syntax};\n\
         export const PROFILES: readonly [id: ProfileId, source: string, inForce: number][] = {profiles};\n"
    )
}

/// Rules, what can be wrong with JSON, and profiles, each in the order of their numbers.
pub(crate) fn tables() -> [String; 3] {
    let (mut rules, mut syntax, mut profiles) = (String::new(), String::new(), String::new());
    list(&mut rules, RULES, rule);
    list(&mut syntax, Syntax::ALL, |out, error| list(out, [error.message(), &error.help()], string));
    list(&mut profiles, &PROFILES, |out, profile| {
        out.push_str("\n[");
        string(out, profile.id);
        out.push(',');
        string(out, &Source::Regulation.words(profile));
        out.push_str(if profile.kind == ProfileKind::Superseded { ",0]" } else { ",1]" });
    });
    [rules, syntax, profiles]
}

/// `[code, name, source, titles, sentences]`: no source where the law is it, each sentence `[message, help, names of arguments]`. A rule that
/// the module of the main entry never speaks of has its names alone.
fn rule(out: &mut String, rule: &Rule) {
    if rule.needs_assumptions() {
        words(out, rule, "0", &[], &[]);
    } else {
        spoken(out, rule);
    }
}

/// The same for a rule that speaks.
pub(super) fn spoken(out: &mut String, rule: &Rule) {
    let mut source = String::new();
    match rule.source {
        Source::Regulation => source.push('0'),
        // Only the law is cited by profile.
        other => string(&mut source, &other.words(<&pacing_core::Profile>::default())),
    }
    words(out, rule, &source, rule.titles, rule.sentences);
}

fn words(out: &mut String, rule: &Rule, source: &str, titles: &[&str], sentences: &[Sentence]) {
    out.push_str("\n[");
    string(out, rule.code);
    out.push(',');
    string(out, rule.name);
    out.push(',');
    out.push_str(source);
    out.push(',');
    list(out, titles.iter().copied(), string);
    out.push(',');
    list(out, sentences, |out, sentence| {
        out.push('[');
        string(out, sentence.message);
        out.push(',');
        string(out, sentence.help);
        out.push(',');
        list(out, sentence.args.iter().copied(), string);
        out.push(']');
    });
    out.push(']');
}
