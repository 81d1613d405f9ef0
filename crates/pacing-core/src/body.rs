//! The JSON text of a document: what is sent, and what the builder shows.

use crate::field::PLATFORM_FIELDS;
use crate::model::{DialerDocument, Extra, SpeedRule};
use crate::read::{quote, quote_into};
use crate::text::push_int;

/// The document as one line of JSON: the tutorial's field order, decimals as spelled, unknown fields behind the known ones of
/// their object; without those that are the platform's own.
pub(crate) fn body(document: &DialerDocument) -> String {
    let config = &document.predictive_dialer_config;
    let mut out = String::new();
    member(&mut out, '{', "id", &quote(document.id.as_str()));
    member(&mut out, ',', "type", "\"PREDICTIVE\"");
    out.push_str(",\"predictive_dialer_config\":{\"pacing_rules\":[");
    for (index, rule) in config.pacing_rules.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        out.push_str(&band(rule));
    }
    out.push(']');
    out.push_str(",\"max_speed\":");
    push_int(&mut out, i64::from(config.max_speed));
    member(&mut out, ',', "abandon_rate_threshold", config.abandon_rate_threshold.as_str());
    if let Some(reload) = config.reload_on_update {
        member(&mut out, ',', "reload_on_update", if reload { "true" } else { "false" });
    }
    extra(&mut out, &config.extra);
    out.push('}');
    extra(&mut out, document.extra.iter().filter(|extra| !PLATFORM_FIELDS.contains(&extra.name.as_str())));
    out.push('}');
    out
}

/// One band.
fn band(rule: &SpeedRule) -> String {
    let SpeedRule { agent_count_min: min, agent_count_max: max, max_speed: speed, .. } = rule;
    let mut out = String::new();
    for (name, value) in [("{\"agent_count_min\":", min), (",\"agent_count_max\":", max), (",\"max_speed\":", speed)] {
        out.push_str(name);
        push_int(&mut out, i64::from(*value));
    }
    extra(&mut out, &rule.extra);
    out.push('}');
    out
}

fn member(out: &mut String, before: char, name: &str, value: &str) {
    out.push(before);
    quote_into(out, name);
    out.push(':');
    out.push_str(value);
}

fn extra<'e>(out: &mut String, extra: impl IntoIterator<Item = &'e Extra>) {
    for Extra { name, value } in extra {
        member(out, ',', name, value.as_str());
    }
}
