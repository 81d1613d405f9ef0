//! The report: what the rules found, and its words.

use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::rules::RULES;
use std::ops::Deref;
use std::sync::OnceLock;

/// What a check found. Verdict, counts and places are made by the check; sentences and fixes when someone reads them.
#[derive(Debug)]
pub struct Report<'t> {
    findings: Findings<'t>,
    diagnostics: OnceLock<Vec<Diagnostic>>,
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

impl Report<'_> {
    /// The problems in the order of the text. The first call puts them into words.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        self.diagnostics.get_or_init(|| self.findings.problems().iter().filter_map(|problem| problem.words()).collect())
    }

    /// How many problems of each rule were counted and not kept: "and N more".
    pub fn omitted(&self) -> Vec<Omitted> {
        let omitted = self.findings.omitted_by_rule().iter();
        omitted.filter_map(|(rule, count)| Some(Omitted { code: RULES.get(*rule)?.code, count: *count })).collect()
    }
}

/// What there is without words.
impl<'t> Deref for Report<'t> {
    type Target = Findings<'t>;

    fn deref(&self) -> &Findings<'t> {
        &self.findings
    }
}

impl<'t> From<Findings<'t>> for Report<'t> {
    fn from(findings: Findings<'t>) -> Self {
        Self { findings, diagnostics: OnceLock::new() }
    }
}
