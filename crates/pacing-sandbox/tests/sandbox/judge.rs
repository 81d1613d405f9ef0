//! What the platform refuses, and what it must not refuse.

use serde_json::{Value, json};

use crate::client::{ID, bearer, path, put, send, start, tutorial};

/// Changes to the tutorial's document, the field that is blamed, and a part of the message.
fn bad() -> Vec<(&'static str, Value, &'static str, &'static str)> {
    const RULES: &str = "/predictive_dialer_config/pacing_rules";
    let config = |patch: Value| json!({ "predictive_dialer_config": patch });
    let bands = |bands: Value| json!({ "predictive_dialer_config": { "pacing_rules": bands } });
    let band = |min: Value, max: Value, speed: Value| {
        bands(json!([{"agent_count_min": min, "agent_count_max": max, "max_speed": speed}]))
    };
    vec![
        (
            "overlap",
            bands(json!([
                {"agent_count_min": 5, "agent_count_max": 9, "max_speed": 10},
                {"agent_count_min": 1, "agent_count_max": 5, "max_speed": 10}
            ])),
            "/predictive_dialer_config/pacing_rules/0",
            "must not overlap",
        ),
        (
            "threshold",
            config(json!({"abandon_rate_threshold": 0.0301})),
            "/predictive_dialer_config/abandon_rate_threshold",
            "0.03",
        ),
        (
            "negative threshold",
            config(json!({"abandon_rate_threshold": -0.01})),
            "/predictive_dialer_config/abandon_rate_threshold",
            "0.03",
        ),
        (
            "threshold as text",
            config(json!({"abandon_rate_threshold": "0.02"})),
            "/predictive_dialer_config/abandon_rate_threshold",
            "number",
        ),
        (
            "no threshold",
            config(json!({"abandon_rate_threshold": null})),
            "/predictive_dialer_config/abandon_rate_threshold",
            "missing",
        ),
        ("global speed 101", config(json!({"max_speed": 101})), "/predictive_dialer_config/max_speed", "1 to 100"),
        ("global speed 0", config(json!({"max_speed": 0})), "/predictive_dialer_config/max_speed", "1 to 100"),
        ("global speed 1.5", config(json!({"max_speed": 1.5})), "/predictive_dialer_config/max_speed", "whole"),
        ("no global speed", config(json!({"max_speed": null})), "/predictive_dialer_config/max_speed", "missing"),
        (
            "speed 101",
            band(json!(1), json!(5), json!(101)),
            "/predictive_dialer_config/pacing_rules/0/max_speed",
            "1 to 100",
        ),
        (
            "speed 0",
            band(json!(1), json!(5), json!(0)),
            "/predictive_dialer_config/pacing_rules/0/max_speed",
            "1 to 100",
        ),
        (
            "speed true",
            band(json!(1), json!(5), json!(true)),
            "/predictive_dialer_config/pacing_rules/0/max_speed",
            "number",
        ),
        (
            "count 0",
            band(json!(0), json!(5), json!(10)),
            "/predictive_dialer_config/pacing_rules/0/agent_count_min",
            "positive",
        ),
        (
            "count -1",
            band(json!(1), json!(-1), json!(10)),
            "/predictive_dialer_config/pacing_rules/0/agent_count_max",
            "positive",
        ),
        (
            "count as text",
            band(json!("1"), json!(5), json!(10)),
            "/predictive_dialer_config/pacing_rules/0/agent_count_min",
            "number",
        ),
        ("backwards", band(json!(5), json!(3), json!(10)), "/predictive_dialer_config/pacing_rules/0", "backwards"),
        ("no bands", bands(json!([])), RULES, "at least one"),
        ("bands missing", config(json!({"pacing_rules": null})), RULES, "missing"),
        ("bands an object", bands(json!({"0": 1})), RULES, "list"),
        ("band a number", bands(json!([7])), "/predictive_dialer_config/pacing_rules/0", "object"),
        (
            "reload a text",
            config(json!({"reload_on_update": "yes"})),
            "/predictive_dialer_config/reload_on_update",
            "true or false",
        ),
        ("config a list", config(json!([])), "/predictive_dialer_config", "object"),
        ("no config", config(Value::Null), "/predictive_dialer_config", "missing"),
        ("other id", json!({"id": "outbound-other"}), "/id", "outbound-other"),
        ("id a number", json!({"id": 7}), "/id", "7"),
        ("no id", json!({"id": null}), "/id", "missing"),
        ("other type", json!({"type": "PREVIEW"}), "/type", "PREDICTIVE"),
        ("no type", json!({"type": null}), "/type", "PREDICTIVE"),
    ]
}

#[tokio::test]
async fn each_bad_body_is_refused_at_its_field() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    for (name, patch, field, message) in bad() {
        let mut document = tutorial();
        change(&mut document, &patch);
        let answer = put(&sandbox, &token, &document).await.unwrap();
        assert_eq!(answer.status, 400, "{name}");
        let json = answer.json();
        assert_eq!(json["error"], "bad_request", "{name}");
        let errors = json["errors"].as_array().unwrap();
        assert_eq!(errors.len(), 1, "{name}: {errors:?}");
        assert_eq!(errors[0]["field"], field, "{name}");
        assert!(errors[0]["message"].as_str().unwrap().contains(message), "{name}: {errors:?}");
        assert!(json["message"].as_str().unwrap().contains(message), "{name}");
    }
    assert_eq!(sandbox.put_count(ID), 0);
}

#[tokio::test]
async fn bodies_that_are_not_json_objects_are_refused() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    let headers = [("authorization", token.as_str()), ("content-type", "application/json")];
    let deep = "[".repeat(100_000);
    for body in ["", "{", "nul", "[]", "7", "\"text\"", "{\"a\":NaN}", "{\"a\":1e400}", &deep] {
        let answer = send(&sandbox, "PUT", &path(ID), &headers, body.as_bytes()).await.unwrap();
        assert_eq!(answer.status, 400, "{:.20}", body);
        assert!(answer.text().contains("JSON"), "{}", answer.text());
    }
    let answer = send(&sandbox, "PUT", &path(ID), &headers, b"\xff\xfe{}").await.unwrap();
    assert_eq!(answer.status, 400);
    let form = [("authorization", token.as_str()), ("content-type", "text/plain")];
    let body = tutorial().to_string();
    let answer = send(&sandbox, "PUT", &path(ID), &form, body.as_bytes()).await.unwrap();
    assert_eq!(answer.status, 415);
}

#[tokio::test]
async fn what_the_limits_allow_is_accepted() {
    let config = |patch: Value| json!({ "predictive_dialer_config": patch });
    for patch in [
        config(json!({"abandon_rate_threshold": 0.03})),
        config(json!({"abandon_rate_threshold": 0})),
        config(json!({"max_speed": 100})),
        config(json!({"max_speed": 1.0})),
        config(json!({"pacing_rules": [{"agent_count_min": 1, "agent_count_max": 1, "max_speed": 1}]})),
        config(json!({"pacing_rules": [
            {"agent_count_min": 100, "agent_count_max": 1_000_000, "max_speed": 100},
            {"agent_count_min": 7.0, "agent_count_max": 9, "max_speed": 2}
        ]})),
        json!({"note": {"any": ["thing"]}}),
    ] {
        let sandbox = start().await;
        let token = bearer(&sandbox).await;
        let mut document = tutorial();
        change(&mut document, &patch);
        let answer = put(&sandbox, &token, &document).await.unwrap();
        assert_eq!(answer.status, 200, "{patch}: {}", answer.text());
    }
}

#[tokio::test]
async fn many_flaws_make_a_bounded_answer() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    let band = json!({"agent_count_min": 1, "agent_count_max": 5, "max_speed": 500});
    let mut document = tutorial();
    document["predictive_dialer_config"]["pacing_rules"] = Value::Array(vec![band; 20_000]);
    let answer = put(&sandbox, &token, &document).await.unwrap();
    assert_eq!(answer.status, 400);
    assert_eq!(answer.json()["errors"].as_array().unwrap().len(), 100);
}

/// A merge patch, written again so that the test does not lean on what it tests.
fn change(document: &mut Value, patch: &Value) {
    for (name, value) in patch.as_object().unwrap() {
        match value {
            Value::Null => {
                document.as_object_mut().unwrap().remove(name);
            }
            Value::Object(inner) if document[name].is_object() && !inner.is_empty() => {
                change(&mut document[name], value);
            }
            _ => document[name] = value.clone(),
        }
    }
}
