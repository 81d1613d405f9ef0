//! The event that tells the WFM of a change: the tutorial's body, with the two fields that its integration note
//! promises and its code leaves out (`speed_matrix`, `abandon_threshold`); by choice inside a CloudEvent.

use crate::audit;
use crate::host::{Host, new_id};
use crate::settings::{EventFormat, Webhook};
use jiff::Timestamp;
use pacing_core::DialerId;
use pacing_core::read::Tree;
use uuid::Uuid;

/// What the event says of its origin. From the tutorial.
const SOURCE: &str = "automated_pacing_configurator";

/// What kind of event it is. From the tutorial.
const TYPE: &str = "PACING_UPDATE";

/// The event of a change. `body` is the document as it was sent, and stands in the event as it was spelled.
pub(crate) fn event(host: &impl Host, webhook: &Webhook, dialer: &DialerId, body: &str) -> audit::Event {
    let (id, now, format) = (new_id(host), host.now(), webhook.format());
    let data = tutorial(dialer, now, body);
    let payload = match format {
        EventFormat::Tutorial => data,
        EventFormat::CloudEvents => cloud_event(id, dialer, now, &data),
    };
    let (content_type, target) = (format.media_type().to_owned(), audit::Origin::of(webhook.url()));
    audit::Event { id, payload, content_type, target }
}

/// The tutorial's body. No part needs quoting: an id has no character that JSON escapes, the others are JSON already.
fn tutorial(dialer: &DialerId, now: Timestamp, body: &str) -> String {
    let tree = Tree::parse(body).ok();
    let part = |pointer| tree.as_ref().and_then(|tree| Some(tree.raw(tree.find(pointer)?))).unwrap_or("null");
    let matrix = part("/predictive_dialer_config/pacing_rules");
    let threshold = part("/predictive_dialer_config/abandon_rate_threshold");
    format!(
        r#"{{"event_type":"{TYPE}","dialer_id":"{dialer}","timestamp":"{now:.3}","configuration":{body},"source":"{SOURCE}","#
    ) + &format!(r#""speed_matrix":{matrix},"abandon_threshold":{threshold}}}"#)
}

/// The tutorial's body as the data of a CloudEvent (CloudEvents 1.0, JSON format, section 3).
fn cloud_event(id: Uuid, dialer: &DialerId, now: Timestamp, data: &str) -> String {
    format!(
        r#"{{"specversion":"1.0","id":"{id}","source":"{SOURCE}","type":"{TYPE}","subject":"{dialer}","time":"{now:.3}","#
    ) + &format!(r#""datacontenttype":"application/json","data":{data}}}"#)
}
