//! The report: findings put into words, in the order of the text.

use crate::diagnostic::{Arg, Args, Diagnostic, Related};
use crate::draft::{Draft, draft};
use crate::finding::{self, Context, Finding, Sink};
use crate::options::Options;
use crate::position::Span;
use crate::read::{NodeId, SyntaxError, Tree};
use crate::rules::{self, RULES};
use crate::severity::Severity;
use crate::sort;
use crate::{text, threshold};
use std::sync::OnceLock;

/// What a check found. Verdict, counts and places are made by the check; sentences and fixes when someone reads them.
#[derive(Debug)]
pub struct Report<'t> {
    text: &'t str,
    /// Nothing where the text could not be read.
    draft: Option<Draft<'t>>,
    findings: Vec<(Severity, Finding)>,
    diagnostics: OnceLock<Vec<Diagnostic>>,
    omitted: Vec<Omitted>,
    counts: Counts,
}

/// Problems that were counted and not kept: each rule keeps its first [`MAX_PER_RULE`](crate::MAX_PER_RULE).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Omitted {
    /// The rule's code.
    pub code: &'static str,
    /// How many more there are.
    pub count: usize,
}

/// A problem without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The rule's place in [`RULES`].
    pub rule: usize,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it stands, in bytes.
    pub span: Span,
}

impl<'t> Report<'t> {
    /// The text that was checked.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Whether there is no error. Errors that were counted and not kept count here.
    pub fn is_valid(&self) -> bool {
        self.count(Severity::Error) == 0
    }

    /// The problems in the order of the text. The first call puts them into words.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        self.diagnostics.get_or_init(|| {
            let draft = self.draft.as_ref();
            self.in_order().into_iter().filter_map(|(severity, finding)| describe(finding, *severity, draft)).collect()
        })
    }

    /// The places of the problems, in no order: what an editor underlines.
    pub fn spans(&self) -> impl Iterator<Item = (Severity, Span)> {
        self.findings.iter().map(|(severity, finding)| (*severity, finding.span(self.draft.as_ref())))
    }

    /// The problems without their words, in the order of [`diagnostics`](Self::diagnostics).
    pub fn places(&self) -> Vec<Place> {
        let draft = self.draft.as_ref();
        let place = |(severity, finding): &(Severity, Finding)| Place {
            rule: finding.rule,
            severity: *severity,
            span: finding.span(draft),
        };
        self.in_order().into_iter().map(place).collect()
    }

    /// The findings in the order of the text.
    fn in_order(&self) -> Vec<&(Severity, Finding)> {
        let draft = self.draft.as_ref();
        let key = |(_, finding): &(Severity, Finding)| {
            (finding.span(draft), RULES.get(finding.rule).map_or("", |rule| rule.code))
        };
        let keys: Vec<_> = self.findings.iter().map(key).collect();
        let order = sort::order(keys.len(), &|left, right| keys.get(left) > keys.get(right));
        order.into_iter().filter_map(|index| self.findings.get(index as usize)).collect()
    }

    /// The draft of a text that could be read.
    pub(crate) fn draft(&self) -> Option<&Draft<'t>> {
        self.draft.as_ref()
    }

    /// How many problems of each rule were counted and not kept: "and N more".
    pub fn omitted(&self) -> &[Omitted] {
        &self.omitted
    }

    /// How many problems of this weight there are, kept or not.
    pub fn count(&self, severity: Severity) -> usize {
        self.counts.of(severity)
    }

    fn new(text: &'t str) -> Self {
        let (findings, diagnostics) = (Vec::new(), OnceLock::new());
        Self { text, draft: None, findings, diagnostics, omitted: Vec::new(), counts: Counts::default() }
    }
}

/// How many problems of each weight there are.
#[derive(Debug, Default)]
struct Counts([usize; 3]);

impl Counts {
    fn of(&self, severity: Severity) -> usize {
        self.0.get(severity as usize).copied().unwrap_or(0)
    }

    fn add(&mut self, severity: Severity, count: usize) {
        if let Some(total) = self.0.get_mut(severity as usize) {
            *total += count;
        }
    }
}

/// Runs every rule that is not off and keeps up to `limit` findings of each.
pub(crate) fn report<'t>(tree: Tree<'t>, options: &Options, limit: usize) -> Report<'t> {
    let mut report = Report::new(tree.text());
    let draft = report.draft.insert(draft(tree));
    let standing = threshold::judge_draft(draft, options.profile);
    let cx = Context { draft, profile: options.profile, addressed: options.addressed.as_ref(), standing };
    let mut sink = Sink::new(limit);
    for (index, rule) in RULES.iter().enumerate() {
        if rule.is_clear(&cx) {
            continue;
        }
        let Some(severity) = options.overrides.severity(rule) else { continue };
        sink.begin(index, severity);
        (rule.check)(&cx, &mut sink);
        let count = sink.count();
        report.counts.add(severity, count);
        if count > limit {
            report.omitted.push(Omitted { code: rule.code, count: count - limit });
        }
    }
    report.findings = sink.into_findings();
    report
}

/// The report on a text that cannot be read: one diagnostic.
pub(crate) fn unreadable<'t>(text: &'t str, error: SyntaxError) -> Report<'t> {
    let mut report = Report::new(text);
    let finding = Finding {
        rule: rules::unreadable(error.syntax.is_limit()),
        place: finding::Place::Text(error.span),
        node: NodeId::ROOT,
        related: None,
        sentence: 0,
        args: vec![("problem", Arg::from(error.syntax.message())), ("remedy", Arg::from(error.syntax.help()))],
    };
    report.counts.add(Severity::Error, 1);
    let fix = rules::syntax_fix(error.syntax, error.span);
    let diagnostic = describe(&finding, Severity::Error, None).map(|diagnostic| Diagnostic { fix, ..diagnostic });
    report.findings.push((Severity::Error, finding));
    report.diagnostics = OnceLock::from(Vec::from_iter(diagnostic));
    report
}

/// Puts a finding into words: the one place where sentences are made.
fn describe(finding: &Finding, severity: Severity, draft: Option<&Draft<'_>>) -> Option<Diagnostic> {
    let rule = RULES.get(finding.rule)?;
    let mut finding = finding.clone();
    if let Some((draft, detail)) = draft.zip(rule.detail) {
        detail(draft, &mut finding)?;
    }
    let sentence = rule.sentences.get(finding.sentence)?;
    Some(Diagnostic {
        code: rule.code,
        name: rule.name,
        severity,
        path: draft.map(|draft| draft.pointer(finding.node)).unwrap_or_default(),
        message: fill(sentence.message, &finding.args),
        help: fill(sentence.help, &finding.args),
        source: rule.source,
        span: finding.span(draft),
        related: draft
            .zip(finding.related)
            .map(|(draft, node)| Related { path: draft.pointer(node), span: draft.tree.node(node).span }),
        fix: draft.zip(rule.fix).and_then(|(draft, fix)| fix(draft, &finding)),
        args: finding.args,
    })
}

/// A sentence with its `{name}`s replaced; a brace that stands for itself is one without a known name behind it.
fn fill(sentence: &str, args: &Args) -> String {
    let mut out = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let value = after.split_once('}').and_then(|(name, behind)| {
            let (_, value) = args.iter().find(|(key, _)| *key == name)?;
            Some((value, behind))
        });
        match value {
            Some((value, behind)) => {
                match value {
                    Arg::Int(number) => text::push_int(&mut out, *number),
                    Arg::Text(text) => out.push_str(text),
                }
                rest = behind;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}
