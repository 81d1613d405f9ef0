//! Masked records: what stays, and what does not.

use pacing_apply::audit::*;
use serde_json::{Value, json};

/// A dialer as a platform may give it, with what belongs to a client in every place.
fn document() -> Value {
    json!({
        "id": "d1", "type": "PREDICTIVE", "name": "SECRET client", "status": "ACTIVE",
        "predictive_dialer_config": {
            "pacing_rules": [
                {"agent_count_min": 1, "agent_count_max": 5, "max_speed": 10, "label": "SECRET team"},
                "SECRET band",
            ],
            "max_speed": 45, "abandon_rate_threshold": "0.0300000000000000005", "reload_on_update": true,
            "note": "SECRET note", "script": {"max_speed": "SECRET"},
        },
        "contacts": [{"phone": "SECRET"}],
    })
}

#[test]
fn a_masked_document_holds_what_pacing_is_made_of() {
    let masked = mask::document(&document());
    let expected = json!({
        "id": "d1", "type": "PREDICTIVE",
        "predictive_dialer_config": {
            "pacing_rules": [{"agent_count_min": 1, "agent_count_max": 5, "max_speed": 10}, null],
            "max_speed": 45, "abandon_rate_threshold": "0.0300000000000000005", "reload_on_update": true,
        },
    });
    assert_eq!(masked, expected);
    assert_eq!(mask::document(&masked), masked, "masking what is masked changes nothing");
}

#[test]
fn a_text_in_the_place_of_a_number_is_no_number() {
    for text in ["SECRET", "45 SECRET", " 45", "45 ", "", "-", "0x1", "NaN", "1e5 // SECRET", "\"45\""] {
        let document = json!({"predictive_dialer_config": {"max_speed": text, "reload_on_update": text}});
        assert_eq!(mask::document(&document), json!({"predictive_dialer_config": {}}), "{text}");
    }
    for kept in ["9007199254740993", "-0.1", "1e400"] {
        let document = json!({"predictive_dialer_config": {"max_speed": kept}});
        assert_eq!(mask::document(&document), document);
    }
    for other in [json!("SECRET"), json!(["SECRET"]), json!(7), Value::Null] {
        assert_eq!(mask::document(&other), Value::Null, "what is no object is no dialer");
    }
}

#[test]
fn changes_are_kept_where_they_are_of_pacing() {
    let change = |path: &str, before: Value, after: Value| Change {
        path: path.to_owned(),
        before: Some(before),
        after: Some(after),
    };
    let masked = mask::changes(&[
        change("/name", json!("SECRET"), json!("SECRET 2")),
        change("/predictive_dialer_config/max_speed", json!(40), json!(45)),
        change("/predictive_dialer_config/pacing_rules/1/max_speed", json!(20), json!(25)),
        change("/predictive_dialer_config/pacing_rules/1/label", json!("SECRET"), json!("SECRET")),
        change("/predictive_dialer_config/pacing_rules/SECRET", json!(1), json!(2)),
        change("/predictive_dialer_config", json!({"max_speed": 1, "note": "SECRET"}), json!("SECRET")),
        change("/predictive_dialer_config/max_speed/SECRET", json!(1), json!(2)),
    ]);
    let paths: Vec<_> = masked.iter().map(|change| change.path.as_str()).collect();
    let expected = [
        "/predictive_dialer_config/max_speed",
        "/predictive_dialer_config/pacing_rules/1/max_speed",
        "/predictive_dialer_config",
    ];
    assert_eq!(paths, expected);
    assert_eq!(masked[2].before, Some(json!({"max_speed": 1})));
    assert_eq!(masked[2].after, None);
    assert!(!serde_json::to_string(&masked).unwrap().contains("SECRET"));
}
