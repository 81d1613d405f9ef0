//! The rule `forecast-above-cap` alone: a module with forecasts has no other rule in it.

use crate::draft::draft;
use crate::finding::{Context, MAX_PER_RULE, Sink};
use crate::findings::problem_of;
use crate::forecast::Assumptions;
use crate::problem::Problem;
use crate::read::Tree;
use crate::rules::ABOVE_CAP;
use crate::severity::Severity;

/// What `forecast-above-cap` finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AboveCap {
    /// The problems, in the order of the text.
    pub problems: Vec<Problem>,
    /// How many more were counted and not kept.
    pub omitted: usize,
}

/// What [`check`](crate::check) finds by `forecast-above-cap`, with that weight. Nothing where the text cannot be read: a check says why.
///
/// ```
/// use pacing_core::forecast::{Assumptions, Interval};
/// use pacing_core::{Severity, find_above_cap};
/// let text = include_str!("../../../examples/outbound-sales.json");
/// let assumptions = Assumptions::new(Interval::exactly(0.2), Interval::exactly(180.0))?;
/// assert_eq!(find_above_cap(text, &assumptions, Severity::Warning).problems.len(), 3);
/// # Ok::<(), pacing_core::forecast::AssumptionError>(())
/// ```
pub fn find_above_cap(text: &str, assumptions: &Assumptions, severity: Severity) -> AboveCap {
    let Ok(tree) = Tree::parse(text) else { return AboveCap::default() };
    let draft = draft(tree);
    let cx = Context {
        draft: &draft,
        profile: Default::default(),
        addressed: None,
        standing: None,
        assumptions: Some(assumptions),
    };
    let (rule, check) = &ABOVE_CAP;
    let mut sink = Sink::new(MAX_PER_RULE);
    sink.begin(*rule, severity);
    (check.check)(&cx, &mut sink);
    let omitted = sink.count().saturating_sub(MAX_PER_RULE);
    let findings = sink.into_findings().into_iter();
    let mut problems: Vec<Problem> =
        findings.filter_map(|(severity, finding)| problem_of(Some(&draft), None, check, severity, finding)).collect();
    // That of the global speed comes first, and stands before or behind all bands.
    let place = |problem: Option<&Problem>| problem.map(|problem| problem.span.start);
    if place(problems.first()) > place(problems.last()) {
        let global = problems.remove(0);
        problems.push(global);
    }
    AboveCap { problems, omitted }
}
