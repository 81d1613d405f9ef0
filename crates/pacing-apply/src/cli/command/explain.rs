//! `explain`: the pages of rules and profiles, in a terminal.

use crate::cli::failure::{Failure, SUCCESS};
use crate::cli::output::{BOLD, DIM, ERROR, HELP, Output, Paint, WARNING};
use crate::cli::render::Format;
use anstyle::Style;
use pacing_core::profile::{AS_OF, NOTICE, PROFILES, profile};
use pacing_core::rules::{Assumed, Example, rule};
use pacing_core::{Level, Overrides, Profile, RULES, Rule, Severity};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::Write;

/// Explain a rule or a regulatory profile; without a name, list the rules
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A rule's code or name, a profile's id, or `profiles`
    #[arg(value_name = "CODE|NAME|PROFILE|profiles")]
    topic: Option<String>,

    /// How it is shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs the command.
pub(crate) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    let topic = find(args.topic.as_deref())?;
    match args.format {
        Format::Human => output.out.write_all(topic.page(output.paint).as_bytes())?,
        Format::Json => writeln!(output.out, "{}", topic.json())?,
    }
    Ok(SUCCESS)
}

enum Topic {
    Rules,
    Rule(&'static Rule),
    Profiles,
    Profile(&'static Profile),
}

fn find(topic: Option<&str>) -> Result<Topic, Failure> {
    match topic {
        None | Some("rules") => Ok(Topic::Rules),
        Some("profiles") => Ok(Topic::Profiles),
        Some(name) => {
            let found = rule(name).map(Topic::Rule).or_else(|| profile(name).ok().map(Topic::Profile));
            found.ok_or_else(|| unknown(name))
        }
    }
}

/// The words of both registries, with the nearest name where one is near.
fn unknown(name: &str) -> Failure {
    let no_rule = Overrides::default().set(name, Level::Off).err().map(|error| error.to_string());
    let no_profile = profile(name).err().map(|error| error.to_string());
    let near = [no_rule, no_profile].into_iter().flatten().find(|words| words.contains("did you mean"));
    let message = near.unwrap_or_else(|| format!("there is no rule and no profile `{name}`"));
    Failure::usage(message).help("`explain` lists the rules, `explain profiles` the profiles")
}

impl Topic {
    fn page(&self, paint: Paint) -> String {
        match self {
            Self::Rules => rule_list(paint),
            Self::Rule(rule) => rule_page(rule, paint),
            Self::Profiles => profile_list(paint),
            Self::Profile(profile) => profile_page(profile, paint),
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Rules => RULES.iter().map(rule_json).collect(),
            Self::Rule(rule) => rule_json(rule),
            Self::Profiles => PROFILES.iter().map(profile_json).collect(),
            Self::Profile(profile) => profile_json(profile),
        }
    }
}

const WIDTH: usize = 100;

fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Info => HELP,
    }
}

fn rule_list(paint: Paint) -> String {
    let mut page = String::new();
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    for rule in RULES {
        let fix = rule.doc().fix.map_or("", |(safety, _)| safety.as_str());
        let severity = paint.style(style(rule.severity), rule.severity.as_str());
        let pad = " ".repeat(8usize.saturating_sub(rule.severity.as_str().len()));
        let line = format!("{}  {:width$}  {severity}{pad}{fix}", rule.code, paint.style(BOLD, rule.name));
        let _ = writeln!(page, "{}", line.trim_end());
    }
    page.push_str("\nThe last column says how safe the fix is, where there is one.\n`explain NAME` shows what a rule does, why, and an example.\n");
    page
}

fn rule_page(rule: &Rule, paint: Paint) -> String {
    let doc = rule.doc();
    let mut page = format!(
        "{} {} ({})\n",
        rule.code,
        paint.style(BOLD, rule.name),
        paint.style(style(rule.severity), rule.severity.as_str())
    );
    section(&mut page, paint, "What it does", doc.what);
    section(&mut page, paint, "Why is this bad?", doc.why);
    example(&mut page, paint, "Example", &doc.bad);
    example(&mut page, paint, "Use instead", &doc.good);
    match doc.fix {
        Some((safety, text)) => section(&mut page, paint, &format!("Fix ({})", safety.as_str()), text),
        None => section(&mut page, paint, "Fix", "There is none: only a person knows what was meant."),
    }
    let source = match rule.source {
        pacing_core::Source::Regulation => {
            "regulation: the citation of the chosen profile, see `explain profiles`".to_owned()
        }
        source => source.words(<&Profile>::default()),
    };
    section(&mut page, paint, "Source", &source);
    page
}

fn section(page: &mut String, paint: Paint, title: &str, text: &str) {
    let _ = write!(page, "\n{}\n{}\n", paint.style(BOLD, title), wrap(text, "  "));
}

fn example(page: &mut String, paint: Paint, title: &str, example: &Example) {
    let mut with = String::new();
    if example.profile != <&Profile>::default().id {
        let _ = write!(with, " with `--profile {}`", example.profile);
    }
    if let Some(addressed) = example.addressed {
        let _ = write!(with, " with `--dialer {addressed}`");
    }
    if let Some(assumed) = example.assumed {
        let _ = write!(with, " with `{assumed}`");
    }
    let _ = writeln!(page, "\n{}{with}", paint.style(BOLD, title));
    for line in example.text.lines() {
        let mut chars = line.chars();
        let shown: String = chars.by_ref().take(WIDTH).collect();
        let _ = writeln!(page, "  {shown}{}", if chars.next().is_some() { "…" } else { "" });
    }
}

fn wrap(text: &str, indent: &str) -> String {
    let options = textwrap::Options::new(WIDTH).initial_indent(indent).subsequent_indent(indent).break_words(false);
    textwrap::fill(text, options)
}

fn profile_list(paint: Paint) -> String {
    let mut page = String::new();
    let width = PROFILES.iter().map(|profile| profile.id.len()).max().unwrap_or(0);
    for profile in &PROFILES {
        let cap = profile.cap.map_or_else(|| "no cap".to_owned(), |cap| format!("cap {cap}"));
        let _ = writeln!(page, "{:width$}  {cap:10}  {}", paint.style(BOLD, profile.id), profile.name());
    }
    let _ = write!(
        page,
        "\nAs of {AS_OF}. {NOTICE}\n`explain ID` shows what is known of a profile, and where that is written.\n"
    );
    page
}

fn profile_page(profile: &Profile, paint: Paint) -> String {
    let facts = profile.facts();
    let mut page = format!("{}: {}\n\n", paint.style(BOLD, profile.id), profile.name());
    let connect = profile.connect_limit_s.map(|limit| format!("{limit} s"));
    let facts = [
        ("kind", Some(profile.kind.as_str())),
        ("cap", Some(profile.cap.unwrap_or("none; the platform's 0.03 holds all the same"))),
        ("counted", facts.numerator),
        ("as a share of", facts.denominator),
        ("window", facts.window),
        ("scope", facts.scope),
        ("connect within", connect.as_deref()),
        ("counted from", facts.connect_clock),
        ("ring at least", facts.ring_min),
        ("message", facts.message),
        ("records kept", facts.record_retention),
        ("calling hours", facts.calling_hours),
        ("citation", Some(facts.citation)),
        ("evidence", Some(facts.evidence)),
    ]
    .into_iter()
    .chain(facts.other.iter().map(|other| ("also", Some(*other))));
    for (name, value) in facts.filter_map(|(name, value)| Some((name, value?))) {
        let indent = format!("{name:16}");
        let options = textwrap::Options::new(WIDTH)
            .initial_indent(&indent)
            .subsequent_indent("                ")
            .break_words(false);
        let _ = writeln!(page, "{}", textwrap::fill(value, options));
    }
    let _ = write!(page, "\n{}\n", paint.style(DIM, format_args!("As of {AS_OF}. {NOTICE}")));
    page
}

fn rule_json(rule: &Rule) -> Value {
    let doc = rule.doc();
    let assumptions = |assumed: Assumed| json!({"answerRate": f64::from(assumed.answer_percent) / 100.0, "handleTime": assumed.handling_s});
    let example = |example: &Example| {
        json!({
            "text": example.text,
            "profile": example.profile,
            "dialer": example.addressed,
            "assumptions": example.assumed.map(assumptions),
        })
    };
    json!({
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "source": rule.source.words(<&Profile>::default()),
        "what": doc.what,
        "why": doc.why,
        "bad": example(&doc.bad),
        "good": example(&doc.good),
        "fix": doc.fix.map(|(safety, what)| json!({"safety": safety, "what": what})),
    })
}

fn profile_json(profile: &Profile) -> Value {
    json!({
        "id": profile.id,
        "name": profile.name(),
        "kind": profile.kind,
        "cap": profile.cap,
        "connect_limit_s": profile.connect_limit_s,
        "facts": profile.facts(),
        "as_of": AS_OF,
        "notice": NOTICE,
    })
}
