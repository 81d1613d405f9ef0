//! The event that tells the WFM of a change: the tutorial's body, with the two fields that its integration note
//! promises and its code leaves out (`speed_matrix`, `abandon_threshold`).

use crate::audit;
use crate::host::{Host, new_id};
use crate::settings::Webhook;
use pacing_core::DialerId;
use pacing_core::read::Tree;

/// What the event says of its origin. From the tutorial.
const SOURCE: &str = "automated_pacing_configurator";

/// The event of a change. `body` is the document as it was sent, and stands in the event as it was spelled.
pub(crate) fn event(host: &impl Host, webhook: &Webhook, dialer: &DialerId, body: &str) -> audit::Event {
    let tree = Tree::parse(body).ok();
    let part = |pointer| tree.as_ref().and_then(|tree| Some(tree.raw(tree.find(pointer)?))).unwrap_or("null");
    let matrix = part("/predictive_dialer_config/pacing_rules");
    let threshold = part("/predictive_dialer_config/abandon_rate_threshold");
    let now = host.now();
    // No part needs quoting: an id has no character that JSON escapes, the others are JSON already.
    let payload = format!(
        r#"{{"event_type":"PACING_UPDATE","dialer_id":"{dialer}","timestamp":"{now:.3}","configuration":{body},"#
    ) + &format!(r#""source":"{SOURCE}","speed_matrix":{matrix},"abandon_threshold":{threshold}}}"#);
    let content_type = "application/json".to_owned();
    audit::Event { id: new_id(host), payload, content_type, target: audit::Origin::of(webhook.url()) }
}
