//! The plan: what a document would change on its dialer.

use crate::audit::exact::image;
use crate::dialer::Live;
use crate::error::Error;
use crate::host::Host;
use crate::progress::Progress;
use crate::run::{Run, Unrecorded};
use crate::session::Session;
use pacing_core::diff::{Change, Comparison, compare_sent};
use pacing_core::read::Tree;
use pacing_core::{DialerDocument, DialerId, PLATFORM_FIELDS, Valid};

/// What a document would change. The comparison is over the fields that the document holds.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The dialer.
    pub dialer: DialerId,
    /// What it holds now.
    pub live: Live,
    /// The document as it would be sent.
    pub body: String,
    /// What would change: `before` is stored, `after` would be sent.
    pub changes: Vec<Change>,
    /// JSON pointers of fields that only the dialer has: a change may remove them.
    pub only_stored: Vec<String>,
}

impl Plan {
    /// Whether the dialer holds the document already.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    pub(crate) fn new(dialer: DialerId, body: String, live: Live) -> Self {
        let Comparison { changes, mut only_stored } = compare(&body, &live);
        // They are never sent, so no change takes them away.
        only_stored.retain(|pointer| !PLATFORM_FIELDS.iter().any(|field| pointer.strip_prefix('/') == Some(field)));
        Self { dialer, live, body, changes, only_stored }
    }

    /// Whether the dialer holds the same now, in the fields that the document has: by value, however it is spelled.
    pub(crate) fn finds_the_same(&self, now: &Self) -> bool {
        let value = |text: &Option<String>| text.as_deref().map(image);
        let same = |(then, now): (&Change, &Change)| then.path == now.path && value(&then.before) == value(&now.before);
        self.changes.len() == now.changes.len() && self.changes.iter().zip(&now.changes).all(same)
    }

    /// The same document against what the dialer holds by now.
    pub(crate) fn against(&self, live: Live) -> Self {
        Self::new(self.dialer.clone(), self.body.clone(), live)
    }
}

/// Reads the dialer and compares: changes nothing, writes no record.
///
/// # Errors
/// When the dialer cannot be read.
pub async fn plan<H: Host>(session: &Session<'_, H>, document: &Valid<DialerDocument>) -> Result<Plan, Error> {
    let mut run = Run::new(session, Unrecorded);
    let live = run.get(&document.id, session.deadline()).await?;
    let plan = Plan::new(document.id.clone(), document.to_body(), live);
    // What changes nothing removes nothing.
    let only_stored = if plan.is_empty() { Vec::new() } else { plan.only_stored.clone() };
    session.tell(Progress::Compared { changes: plan.changes.len(), only_stored });
    if !plan.is_empty() {
        run.warn_unguarded(&plan.live);
    }
    Ok(plan)
}

/// Reads the dialer's document as the platform holds it.
///
/// # Errors
/// When it cannot be read.
pub async fn pull<H: Host>(session: &Session<'_, H>, dialer: &DialerId) -> Result<Live, Error> {
    Run::new(session, Unrecorded).get(dialer, session.deadline()).await
}

/// Compares what is sent with what is stored. Both are JSON: the one was made here, the other was read as a dialer.
fn compare(body: &str, live: &Live) -> Comparison {
    match (Tree::parse(body), Tree::parse(&live.text)) {
        (Ok(sent), Ok(stored)) => compare_sent(&sent, &stored, same_double),
        _ => Comparison {
            changes: vec![Change {
                path: String::new(),
                what: "the document".to_owned(),
                before: Some(live.text.clone()),
                after: Some(body.to_owned()),
            }],
            only_stored: Vec::new(),
        },
    }
}

/// Numbers are compared as doubles: a platform that stores doubles does not give back more of a decimal than that.
fn same_double(left: &str, right: &str) -> bool {
    match (left.parse::<f64>(), right.parse::<f64>()) {
        (Ok(left), Ok(right)) => left == right,
        _ => left == right,
    }
}
