//! Runs the rules and keeps what they find.

use crate::diagnostic::Related;
use crate::draft::{Draft, draft};
use crate::finding::{self, Context, Finding, Sink};
use crate::options::Options;
use crate::position::Span;
use crate::problem::Problem;
use crate::read::{NodeId, SyntaxError, Tree};
use crate::rule::Check;
use crate::rules::{self, CHECKS};
use crate::severity::Severity;
use crate::{sort, threshold};

/// What the rules found in a text: verdict, counts and places. [`Report`](crate::Report) has words as well, which a browser module
/// leaves to JavaScript.
#[derive(Debug)]
pub struct Findings<'t> {
    text: &'t str,
    /// Nothing where the text could not be read.
    draft: Option<Draft<'t>>,
    /// Why it could not be read.
    error: Option<SyntaxError>,
    findings: Vec<(Severity, Finding)>,
    omitted: Vec<(usize, usize)>,
    counts: [usize; 3],
}

/// A problem's rule, weight and place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The rule's place in [`RULES`](crate::RULES).
    pub rule: usize,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it stands, in bytes.
    pub span: Span,
}

impl<'t> Findings<'t> {
    /// The text that was checked.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Whether there is no error. Errors that were counted and not kept count here.
    pub fn is_valid(&self) -> bool {
        self.count(Severity::Error) == 0
    }

    /// How many problems of this weight there are, kept or not.
    pub fn count(&self, severity: Severity) -> usize {
        self.counts.get(severity as usize).copied().unwrap_or(0)
    }

    /// The places of the problems, in no order: what an editor underlines.
    pub fn spans(&self) -> impl Iterator<Item = (Severity, Span)> {
        self.findings.iter().map(|(severity, finding)| (*severity, finding.span(self.draft())))
    }

    /// The places of the problems, in the order of the text.
    pub fn places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        for (severity, finding) in self.in_order() {
            places.push(Place { rule: finding.rule, severity: *severity, span: finding.span(self.draft()) });
        }
        places
    }

    /// The problems, in the order of the text.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (severity, finding) in self.in_order() {
            if let Some(problem) = self.problem(*severity, finding.clone()) {
                problems.push(problem);
            }
        }
        problems
    }

    /// How many problems were counted and not kept: the rule's place in [`RULES`](crate::RULES), and their number.
    pub fn omitted_by_rule(&self) -> &[(usize, usize)] {
        &self.omitted
    }

    /// The draft of a text that could be read.
    pub(crate) fn draft(&self) -> Option<&Draft<'t>> {
        self.draft.as_ref()
    }

    fn in_order(&self) -> Vec<&(Severity, Finding)> {
        let mut keys = Vec::new();
        for (_, finding) in &self.findings {
            keys.push((finding.span(self.draft()), CHECKS.get(finding.rule).map(|rule| rule.code)));
        }
        let order = sort::order(keys.len(), &|left: usize, right: usize| keys.get(left) > keys.get(right));
        let mut findings = Vec::with_capacity(keys.len());
        for index in order {
            findings.extend(self.findings.get(index as usize));
        }
        findings
    }

    fn problem(&self, severity: Severity, finding: Finding) -> Option<Problem> {
        problem_of(self.draft.as_ref(), self.error, CHECKS.get(finding.rule)?, severity, finding)
    }

    fn new(text: &'t str) -> Self {
        Self { text, draft: None, error: None, findings: Vec::new(), omitted: Vec::new(), counts: [0; 3] }
    }
}

/// Runs every rule that is not off and keeps up to `limit` findings of each.
pub(crate) fn of_tree<'t>(tree: Tree<'t>, options: &Options, limit: usize) -> Findings<'t> {
    let mut found = Findings::new(tree.text());
    let draft = found.draft.insert(draft(tree));
    let standing = threshold::judge_draft(draft, options.profile);
    let cx = Context {
        draft,
        profile: options.profile,
        addressed: options.addressed.as_ref(),
        standing,
        #[cfg(feature = "forecast")]
        assumptions: options.assumptions.as_ref(),
    };
    let mut sink = Sink::new(limit);
    for (index, rule) in CHECKS.iter().enumerate() {
        if rule.is_clear(&cx) {
            continue;
        }
        let Some(severity) = options.overrides.weight(index, rule.severity) else { continue };
        sink.begin(index, severity);
        (rule.check)(&cx, &mut sink);
        let count = sink.count();
        add(&mut found.counts, severity, count);
        if count > limit {
            found.omitted.push((index, count - limit));
        }
    }
    found.findings = sink.into_findings();
    found
}

/// A finding with all that its words are made of; there is an error where there is no draft.
pub(crate) fn problem_of(
    draft: Option<&Draft<'_>>,
    error: Option<SyntaxError>,
    check: &Check,
    severity: Severity,
    mut finding: Finding,
) -> Option<Problem> {
    let mut problem = Problem {
        rule: finding.rule,
        severity,
        span: finding.span(draft),
        sentence: 0,
        path: String::new(),
        related: None,
        mend: None,
        args: Vec::new(),
        syntax: None,
    };
    if let Some(draft) = draft {
        if let Some(detail) = check.detail {
            detail(draft, &mut finding)?;
        }
        problem.path = draft.pointer(finding.node);
        if let Some(node) = finding.related {
            problem.related = Some(Related { path: draft.pointer(node), span: draft.tree.node(node).span });
        }
        if let Some(fix) = check.fix {
            problem.mend = fix(draft, &finding);
        }
    } else if let Some(error) = error {
        (problem.syntax, problem.mend) = (Some(error.syntax), rules::syntax_fix(error));
    }
    (problem.sentence, problem.args) = (finding.sentence, finding.args);
    Some(problem)
}

/// What is found in a text that cannot be read: one problem.
pub(crate) fn unreadable<'t>(text: &'t str, error: SyntaxError) -> Findings<'t> {
    let mut found = Findings::new(text);
    let finding = Finding {
        rule: rules::unreadable(error.syntax.is_limit()),
        place: finding::Place::Text(error.span),
        node: NodeId::ROOT,
        related: None,
        field: None,
        sentence: 0,
        args: Vec::new(),
    };
    add(&mut found.counts, Severity::Error, 1);
    found.findings.push((Severity::Error, finding));
    found.error = Some(error);
    found
}

fn add(counts: &mut [usize; 3], severity: Severity, count: usize) {
    if let Some(total) = counts.get_mut(severity as usize) {
        *total += count;
    }
}
