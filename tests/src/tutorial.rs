//! The relation between the tutorial's validator and ours: what it rejects is rejected here, and what it accepts is accepted
//! here but for a closed list, which is written down in this file a second time, without pacing-core.

use serde::Deserialize;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// A document of the corpus with the verdict of the tutorial's own code.
#[derive(Debug, Deserialize)]
pub struct Case {
    /// Its name.
    pub id: String,
    /// What it probes.
    pub class: String,
    /// The `predictive_dialer_config` as text.
    pub text: String,
    /// What the tutorial's code said.
    pub tutorial: Verdict,
}

/// What the tutorial's code said.
#[derive(Debug, Deserialize)]
pub struct Verdict {
    /// Whether it accepted the configuration.
    pub valid: bool,
}

impl Case {
    /// The whole document.
    pub fn document(&self) -> String {
        let head = r#"{"id":"a1b2c3d4-e5f6-7890-abcd-ef1234567890","type":"PREDICTIVE","predictive_dialer_config":"#;
        format!("{head}{}}}", self.text)
    }
}

/// All cases.
pub fn corpus() -> Vec<Case> {
    let files = [include_str!("../corpus/hand.jsonl"), include_str!("../corpus/random.jsonl")];
    let lines = files.iter().flat_map(|file| file.lines());
    lines.map(|line| serde_json::from_str(line).expect("a line of the corpus is a case")).collect()
}

/// Why a configuration that the tutorial accepts is rejected here: the closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are those of the list")]
pub enum Reason {
    NotStrictJson,
    TooDeep,
    WrongType,
    DuplicateKey,
    InvertedBand,
    BandAboveGlobal,
    GlobalBelowOne,
    EmptyRules,
    AboveAMillion,
    Rounds,
}

/// The reasons that hold for a configuration.
pub fn reasons(text: &str) -> Vec<Reason> {
    let Ok(Value::Object(config)) = serde_json::from_str(text) else { return vec![Reason::NotStrictJson] };
    let mut reasons = Vec::new();
    // The document around the configuration is one more level.
    if depth(text) + 1 > 128 {
        reasons.push(Reason::TooDeep);
    }
    duplicates(&config, &mut reasons);
    let global = number(&config, "max_speed", &mut reasons);
    let threshold = number(&config, "abandon_rate_threshold", &mut reasons);
    if threshold.is_some_and(|raw| threshold_rounds(&raw)) {
        reasons.push(Reason::Rounds);
    }
    if get(&config, "reload_on_update").is_some_and(|reload| !matches!(reload, Value::Boolean)) {
        reasons.push(Reason::WrongType);
    }
    let global = global.and_then(|raw| whole(&raw, &mut reasons));
    if global.is_some_and(|global| global < 1.0) {
        reasons.push(Reason::GlobalBelowOne);
    }
    let Some(Value::Array(bands)) = get(&config, "pacing_rules") else {
        reasons.push(Reason::WrongType);
        return reasons;
    };
    if bands.is_empty() {
        reasons.push(Reason::EmptyRules);
    }
    for band in bands {
        let Value::Object(band) = band else {
            reasons.push(Reason::WrongType);
            continue;
        };
        let mut read = |name| number(band, name, &mut reasons).and_then(|raw| whole(&raw, &mut reasons));
        let (min, max, speed) = (read("agent_count_min"), read("agent_count_max"), read("max_speed"));
        if min > max {
            reasons.push(Reason::InvertedBand);
        }
        if [min, max].iter().flatten().any(|count| *count > 1e6) {
            reasons.push(Reason::AboveAMillion);
        }
        if speed.zip(global).is_some_and(|(speed, global)| speed > global) {
            reasons.push(Reason::BandAboveGlobal);
        }
    }
    reasons
}

/// How deeply brackets are nested.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest, mut string, mut escaped) = (0usize, 0, false, false);
    for char in text.chars() {
        match char {
            '"' if !escaped => string = !string,
            '[' | '{' if !string => depth += 1,
            ']' | '}' if !string => depth -= 1,
            _ => {}
        }
        escaped = char == '\\' && !escaped;
        deepest = deepest.max(depth);
    }
    deepest
}

/// The last member of a name, as Python takes it.
fn get<'a>(object: &'a [(String, Value)], name: &str) -> Option<&'a Value> {
    object.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
}

fn number(object: &[(String, Value)], name: &str, reasons: &mut Vec<Reason>) -> Option<String> {
    match get(object, name)? {
        Value::Number(raw) => Some(raw.clone()),
        _ => {
            reasons.push(Reason::WrongType);
            None
        }
    }
}

/// A number as a double; notes it where that is whole and the number is not.
fn whole(raw: &str, reasons: &mut Vec<Reason>) -> Option<f64> {
    let double: f64 = raw.parse().ok()?;
    if double.fract() == 0.0 && double.abs() < 2f64.powi(53) && decimal(raw) != decimal(&format!("{double}")) {
        reasons.push(Reason::Rounds);
    }
    Some(double)
}

fn threshold_rounds(raw: &str) -> bool {
    let double: f64 = raw.parse().unwrap_or(f64::NAN);
    let (negative, digits, point) = decimal(raw);
    let above = !negative && (point, digits.as_str()) > (-1, "3");
    (0.0..=0.03).contains(&double) && ((negative && !digits.is_empty()) || (above && !digits.is_empty()))
}

/// Sign, digits without zeros at either end, and where the decimal point stands before them.
fn decimal(raw: &str) -> (bool, String, i64) {
    let (negative, raw) = raw.strip_prefix('-').map_or((false, raw), |rest| (true, rest));
    let (mantissa, exponent) = raw.split_once(['e', 'E']).unwrap_or((raw, "0"));
    let exponent: i64 = exponent.parse().expect("the corpus has no giant exponents");
    let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{integer}{fraction}");
    let digits = all.trim_start_matches('0');
    let point = integer.len() as i64 - (all.len() - digits.len()) as i64 + exponent;
    let digits = digits.trim_end_matches('0').to_owned();
    if digits.is_empty() { (false, digits, 0) } else { (negative, digits, point) }
}

fn duplicates(object: &[(String, Value)], reasons: &mut Vec<Reason>) {
    for (index, (key, value)) in object.iter().enumerate() {
        if object.iter().take(index).any(|(other, _)| other == key) {
            reasons.push(Reason::DuplicateKey);
        }
        duplicates_below(value, reasons);
    }
}

fn duplicates_below(value: &Value, reasons: &mut Vec<Reason>) {
    match value {
        Value::Object(object) => duplicates(object, reasons),
        Value::Array(items) => items.iter().for_each(|item| duplicates_below(item, reasons)),
        _ => {}
    }
}

/// JSON with every member and the spelling of numbers kept.
enum Value {
    Null,
    Boolean,
    Number(String),
    String,
    Array(Vec<Value>),
    Object(Vec<(String, Value)>),
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let text = raw.get();
        let inner = |value: Result<Value, serde_json::Error>| value.map_err(serde::de::Error::custom);
        match text.as_bytes().first() {
            Some(b'{') => inner(serde_json::from_str::<Object>(text).map(|object| Value::Object(object.0))),
            Some(b'[') => inner(serde_json::from_str::<List>(text).map(|list| Value::Array(list.0))),
            Some(b'"') => inner(serde_json::from_str::<String>(text).map(|_| Value::String)),
            Some(b't' | b'f') => Ok(Value::Boolean),
            Some(b'n') => Ok(Value::Null),
            _ => Ok(Value::Number(text.to_owned())),
        }
    }
}

struct Object(Vec<(String, Value)>);
struct List(Vec<Value>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Object;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Object(members))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

impl<'de> Deserialize<'de> for List {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items;
        impl<'de> Visitor<'de> for Items {
            type Value = List;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<List, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(List(items))
            }
        }
        deserializer.deserialize_seq(Items)
    }
}
