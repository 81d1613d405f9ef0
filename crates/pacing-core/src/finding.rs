//! What a rule finds, before it is put into words: data, and the place it belongs to.

use crate::diagnostic::{Arg, Args};
use crate::draft::Draft;
use crate::model::DialerId;
use crate::position::Span;
use crate::profile::Profile;
use crate::read::NodeId;
use crate::severity::Severity;
use crate::threshold::Standing;

/// How many diagnostics of one rule are kept; the others are counted. A rule cannot crowd out another one.
pub const MAX_PER_RULE: usize = 100;

/// What a rule sees.
pub(crate) struct Context<'a> {
    pub draft: &'a Draft<'a>,
    pub profile: &'static Profile,
    /// The dialer that the caller addresses.
    pub addressed: Option<&'a DialerId>,
    /// Where the threshold stands, where it is a number.
    pub standing: Option<Standing>,
}

impl<'a> Context<'a> {
    /// The threshold's node, spelling and standing, where it is a number.
    pub fn threshold(&self) -> Option<(NodeId, &'a str, Standing)> {
        let node = self.draft.threshold?;
        Some((node, self.draft.tree.raw(node), self.standing?))
    }
}

/// Something a rule found.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    /// The place of its rule in the registry.
    pub rule: usize,
    pub place: Place,
    pub node: NodeId,
    pub related: Option<NodeId>,
    /// Which of the rule's sentences says it.
    pub sentence: usize,
    pub args: Args,
}

/// Which part of a node is underlined.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    Value,
    Key,
    /// The bracket that opens it: where something is missing inside.
    Bracket,
    /// No node: there is no tree.
    Text(Span),
}

impl Finding {
    pub fn int(&self, name: &str) -> Option<i64> {
        self.args.iter().find_map(|(key, value)| match value {
            Arg::Int(number) if *key == name => Some(*number),
            _ => None,
        })
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.args.iter().find_map(|(key, value)| match value {
            Arg::Text(text) if *key == name => Some(text.as_ref()),
            _ => None,
        })
    }

    /// The place in the text.
    pub fn span(&self, draft: Option<&Draft<'_>>) -> Span {
        let Some(draft) = draft else {
            return if let Place::Text(span) = self.place { span } else { Span::default() };
        };
        let node = draft.tree.node(self.node);
        match self.place {
            Place::Value => node.span,
            Place::Key => draft.tree.key_span(self.node).unwrap_or(node.span),
            Place::Bracket => Span::new(node.span.start, node.span.start + 1),
            Place::Text(span) => span,
        }
    }
}

/// Collects what the rules find, one rule after the other.
pub(crate) struct Sink {
    rule: usize,
    severity: Severity,
    /// What this rule found so far.
    count: usize,
    /// How much of it is kept.
    limit: usize,
    findings: Vec<(Severity, Finding)>,
}

impl Sink {
    pub fn new(limit: usize) -> Self {
        Self { rule: 0, severity: Severity::Info, count: 0, limit, findings: Vec::new() }
    }

    /// Starts with the next rule, whose findings get this weight.
    #[inline]
    pub fn begin(&mut self, rule: usize, severity: Severity) {
        (self.rule, self.severity, self.count) = (rule, severity, 0);
    }

    /// How much the rule found.
    pub fn count(&self) -> usize {
        self.count
    }

    /// What all rules found.
    pub fn into_findings(self) -> Vec<(Severity, Finding)> {
        self.findings
    }

    /// Adds a finding about a node. `detail` is not called once the limit is reached.
    pub fn add(&mut self, node: NodeId, detail: impl FnOnce(&mut Finding) -> &mut Finding) {
        if let Some(finding) = self.push(node) {
            detail(finding);
        }
    }

    /// Counts a finding and gives it where it is kept. Not inlined: the browser would carry it once for each sentence.
    #[inline(never)]
    fn push(&mut self, node: NodeId) -> Option<&mut Finding> {
        self.count += 1;
        if self.count > self.limit {
            return None;
        }
        let args = Args::new();
        let finding = Finding { rule: self.rule, place: Place::Value, node, related: None, sentence: 0, args };
        self.findings.push((self.severity, finding));
        self.findings.last_mut().map(|(_, finding)| finding)
    }
}

/// How a rule describes what it found.
impl Finding {
    pub fn arg(&mut self, name: &'static str, value: impl Into<Arg>) -> &mut Self {
        self.push_arg(name, value.into());
        self
    }

    #[inline(never)]
    fn push_arg(&mut self, name: &'static str, value: Arg) {
        if self.args.is_empty() {
            self.args.reserve(8);
        }
        self.args.push((name, value));
    }

    /// The rule's second sentence is 1.
    pub fn sentence(&mut self, index: usize) -> &mut Self {
        self.sentence = index;
        self
    }

    pub fn place(&mut self, place: Place) -> &mut Self {
        self.place = place;
        self
    }

    pub fn related(&mut self, node: Option<NodeId>) -> &mut Self {
        self.related = node;
        self
    }
}

/// A value of the document as it goes into a message: cut where it would fill the screen.
pub(crate) fn shorten(value: &str) -> String {
    const LONGEST: usize = 60;
    let mut chars = value.chars();
    let mut short: String =
        chars.by_ref().take(LONGEST).map(|char| if char.is_control() { '\u{fffd}' } else { char }).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    short
}
