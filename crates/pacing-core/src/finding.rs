//! What a rule finds, before it is put into words: data, and the place it belongs to.

use crate::diagnostic::Arg;
use crate::draft::Draft;
use crate::field::FieldName;
#[cfg(feature = "forecast")]
use crate::forecast::Assumptions;
use crate::model::DialerId;
use crate::position::Span;
use crate::profile::Profile;
use crate::read::NodeId;
use crate::severity::Severity;
use crate::text;
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
    /// What a forecast rests on, where the caller says so.
    #[cfg(feature = "forecast")]
    pub assumptions: Option<&'a Assumptions>,
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
    /// The field that the draft found odd.
    pub field: Option<FieldName>,
    /// Which of the rule's sentences says it.
    pub sentence: usize,
    /// What the sentence is made of, in the order of its names.
    pub args: Vec<Arg>,
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

    /// Counts a finding about a node, and gives it where it is kept.
    #[inline(never)]
    pub fn add(&mut self, node: NodeId) -> Option<&mut Finding> {
        self.count += 1;
        if self.count > self.limit {
            return None;
        }
        let finding = Finding {
            rule: self.rule,
            place: Place::Value,
            node,
            related: None,
            field: None,
            sentence: 0,
            args: Vec::new(),
        };
        self.findings.push((self.severity, finding));
        self.findings.last_mut().map(|(_, finding)| finding)
    }
}

/// What the sentence of a finding is made of: to be given in the order of the names.
impl Finding {
    /// A number.
    #[inline(never)]
    pub fn int(&mut self, number: i64) -> &mut Self {
        self.args.push(Arg::Int(number));
        self
    }

    /// Words of ours.
    #[inline(never)]
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.args.push(Arg::Text(text.to_owned()));
        self
    }

    /// A value of the document: cut where it would fill the screen.
    #[inline(never)]
    pub fn value(&mut self, value: &str) -> &mut Self {
        self.args.push(Arg::Text(shorten(value)));
        self
    }

    /// The argument at a place, where it is a number.
    pub fn int_at(&self, index: usize) -> Option<i64> {
        match self.args.get(index)? {
            Arg::Int(number) => Some(*number),
            Arg::Text(_) => None,
        }
    }

    /// The argument at a place, where it is a text.
    pub fn text_at(&self, index: usize) -> Option<&str> {
        match self.args.get(index)? {
            Arg::Int(_) => None,
            Arg::Text(text) => Some(text),
        }
    }
}

/// A value of the document as it goes into a message.
fn shorten(value: &str) -> String {
    const LONGEST: usize = 60;
    let mut short = String::new();
    for (count, char) in value.chars().enumerate() {
        let char = if char.is_control() { '\u{fffd}' } else { char };
        text::push(&mut short, if count == LONGEST { '…' } else { char });
        if count == LONGEST {
            break;
        }
    }
    short
}
