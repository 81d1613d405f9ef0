//! What a rule is: a check with its names, sentences and fix, and a page of prose.

use crate::diagnostic::{Safety, Source};
use crate::draft::Draft;
use crate::finding::{Context, Finding, Sink};
use crate::problem::Mend;
use crate::profile::ProfileKind;
use crate::severity::Severity;
use crate::threshold::Standing;

/// A check with its stable names.
pub struct Rule {
    /// The stable code, for machines: a letter for the family and a number.
    pub code: &'static str,
    /// The name, for people and settings.
    pub name: &'static str,
    /// How much its diagnostics weigh unless the caller says otherwise.
    pub severity: Severity,
    /// Where it comes from.
    pub source: Source,
    /// What it says, in each case.
    pub sentences: &'static [Sentence],
    /// What its fixes do, as imperatives. `{name}` stands for an argument, `{text}` for what the fix writes.
    pub titles: &'static [&'static str],
    pub(crate) topic: Topic,
    pub(crate) check: fn(&Context<'_>, &mut Sink),
    /// Adds what the sentences need beyond what the check kept: run when someone reads the finding.
    pub(crate) detail: Option<DetailFn>,
    pub(crate) fix: Option<FixFn>,
}

/// What a check runs of a rule: without its words, which a browser module leaves to JavaScript.
pub(crate) struct Check {
    /// The code as a number in the order of codes.
    pub code: u32,
    pub severity: Severity,
    pub topic: Topic,
    pub check: fn(&Context<'_>, &mut Sink),
    pub detail: Option<DetailFn>,
    pub fix: Option<FixFn>,
}

/// What a rule looks at: rules about something that is in order need not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    /// The text as such: these rules speak when there is no draft.
    Text,
    /// What the draft noted as odd.
    Shape,
    /// The abandon threshold.
    Threshold,
    /// What kind of rule the profile holds.
    Profile,
    /// What the bands are predicted to do: these rules speak where assumptions are given.
    Forecast,
    /// Anything else.
    Draft,
}

/// Looks at a finding's place again and adds to it.
pub(crate) type DetailFn = fn(&Draft<'_>, &mut Finding) -> Option<()>;

/// Makes the fix of a finding, where there is one.
pub(crate) type FixFn = fn(&Draft<'_>, &Finding) -> Option<Mend>;

/// A message and what to do; `{name}` stands for an argument.
pub struct Sentence {
    /// What is wrong.
    pub message: &'static str,
    /// What to do about it.
    pub help: &'static str,
    /// The names of the arguments, in alphabetical order: that of [`Problem::args`](crate::Problem::args).
    pub args: &'static [&'static str],
}

/// What a rule's page says.
#[derive(Debug)]
pub struct Doc {
    /// What it does.
    pub what: &'static str,
    /// Why that is bad.
    pub why: &'static str,
    /// A document that gives exactly this diagnostic.
    pub bad: Example,
    /// A document that gives none.
    pub good: Example,
    /// What the fix does and how safe it is; nothing where there is none.
    pub fix: Option<(Safety, &'static str)>,
}

/// A whole document, and what it is checked against.
#[derive(Debug)]
pub struct Example {
    /// The document.
    pub text: &'static str,
    /// The regulatory profile.
    pub profile: &'static str,
    /// The dialer that is addressed.
    pub addressed: Option<&'static str>,
    /// What a forecast rests on.
    pub assumed: Option<Assumed>,
}

/// What a forecast of an example rests on; all else is as the profile says.
#[derive(Clone, Copy, Debug)]
pub struct Assumed {
    /// How many of 100 dialled calls a person answers.
    pub answer_percent: u32,
    /// The mean handling time in seconds.
    pub handling_s: u32,
}

/// As flags of the command line.
impl std::fmt::Display for Assumed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "--answer-rate {}% --handle-time {}s", self.answer_percent, self.handling_s)
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rule").field("code", &self.code).field("name", &self.name).finish_non_exhaustive()
    }
}

impl Rule {
    /// Whether it speaks only where assumptions are given: a module without forecasts never does.
    pub fn needs_assumptions(&self) -> bool {
        self.topic == Topic::Forecast
    }
}

impl Check {
    /// That of a rule.
    pub const fn of(rule: &Rule) -> Self {
        let code = match rule.code.as_bytes() {
            &[a, b, c, d] => u32::from_be_bytes([a, b, c, d]),
            _ => 0,
        };
        let Rule { severity, topic, check, detail, fix, .. } = *rule;
        Self { code, severity, topic, check, detail, fix }
    }

    /// Whether there is nothing to look at.
    #[inline]
    pub(crate) fn is_clear(&self, cx: &Context<'_>) -> bool {
        match self.topic {
            Topic::Text => true,
            Topic::Shape => cx.draft.oddities.is_empty(),
            Topic::Threshold => matches!(cx.standing, None | Some(Standing::Within)),
            Topic::Profile => cx.profile.kind == ProfileKind::Cap,
            #[cfg(feature = "forecast")]
            Topic::Forecast => cx.assumptions.is_none(),
            #[cfg(not(feature = "forecast"))]
            Topic::Forecast => true,
            Topic::Draft => false,
        }
    }
}
