//! Texts for tests and measurements: any JSON, and dialer documents that are right, nearly right or odd.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::string::string_regex;

/// What is to be said of a document of [`document_with_bands`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// As little as can be: the speed rises from band to band and falls once in a hundred, since there are no more speeds.
    None,
    /// The last band starts on the last count of the one before it: one error.
    LastOverlaps,
    /// All bands have the same speed, so that each could be merged with the next: many infos.
    EqualSpeeds,
}

/// A dialer document in the layout of `examples/`, with `bands` bands of ten agents. The platform's limit of a million
/// agents allows 100,000 of them.
pub fn document_with_bands(bands: u32, flaw: Flaw) -> String {
    let band = |index: u32| {
        let overlap = u32::from(flaw == Flaw::LastOverlaps && index + 1 == bands);
        let speed = if flaw == Flaw::EqualSpeeds { 50 } else { 1 + index % 100 };
        let (min, max) = (index * 10 + 1 - overlap, index * 10 + 10);
        format!("      {{\"agent_count_min\": {min}, \"agent_count_max\": {max}, \"max_speed\": {speed}}}")
    };
    let bands: Vec<_> = (0..bands).map(band).collect();
    format!(
        r#"{{
  "id": "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
  "type": "PREDICTIVE",
  "predictive_dialer_config": {{
    "pacing_rules": [
{}
    ],
    "max_speed": 100,
    "abandon_rate_threshold": 0.025,
    "reload_on_update": true
  }}
}}
"#,
        bands.join(",\n")
    )
}

/// Any JSON text: all spellings of numbers and strings, any spacing, keys that stand twice.
pub fn json() -> impl Strategy<Value = String> {
    scalar().prop_recursive(5, 48, 6, |inner| {
        let item = (space(), inner.clone(), space()).prop_map(|(before, item, after)| before + &item + &after);
        let member = (space(), string(), space(), item.clone())
            .prop_map(|(before, key, after, value)| before + &key + &after + ":" + &value);
        prop_oneof![
            vec(item, 0..6).prop_map(|items| format!("[{}]", items.join(","))),
            vec(member, 0..6).prop_map(|members| format!("{{{}}}", members.join(","))),
        ]
    })
}

/// A dialer document whose fields are mostly right: about a third has no error.
pub fn document() -> impl Strategy<Value = String> {
    let head = (mostly(IDS), mostly(TYPES));
    let config = (bands(), mostly(SPEEDS), mostly(THRESHOLDS), mostly(RELOADS), mostly(EXTRAS));
    let config = config.prop_map(|(bands, speed, threshold, reload, extra)| {
        let rules = format!("\"pacing_rules\": [\n{}\n]", bands.join(",\n"));
        let speed = format!("\"max_speed\": {speed}");
        let threshold = format!("\"abandon_rate_threshold\": {threshold}");
        let fields = [rules, speed, threshold, reload.to_owned(), extra.to_owned()];
        fields.into_iter().filter(|field| !field.is_empty()).collect::<Vec<_>>()
    });
    let line_end = select(&["\n", "\r\n", "\r", ""][..]);
    (head, config.prop_shuffle(), line_end).prop_map(|((id, kind), config, line_end)| {
        let config = format!("\"predictive_dialer_config\": {{\n{}\n}}", config.join(",\n"));
        let fields = [id, kind, &config].into_iter().filter(|field| !field.is_empty()).collect::<Vec<_>>();
        format!("{{\n{}\n}}\n", fields.join(",\n")).replace('\n', line_end)
    })
}

/// Mostly the first, which is right.
fn mostly(spellings: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop_oneof![12 => Just(spellings[0]), 1 => select(spellings)]
}

const IDS: &[&str] = &[
    "\"id\": \"a1b2c3d4-e5f6-7890-abcd-ef1234567890\"",
    "\"id\": \"dialer-1\"",
    "\"id\": \"..\"",
    "\"id\": \"vente/été 🙂\"",
    "\"id\": 7",
    "",
];
const TYPES: &[&str] = &["\"type\": \"PREDICTIVE\"", "\"type\": \"predictive\"", "\"typ\": \"PREDICTIVE\"", ""];
const SPEEDS: &[&str] = &["100", "45", "5e1", "50.0", "101", "0", "-1", "\"45\"", "true", "null", "45.5", "1e400"];
#[rustfmt::skip]
const THRESHOLDS: &[&str] = &[
    "0.025", "0.03", "0.030", "3e-2", "0", "0.0300000000000000005", "2.5", "3", "30", "-0.01", "\"0.02\"", "\"2.5%\"", "[]",
];
const RELOADS: &[&str] = &["\"reload_on_update\": true", "\"reload_on_update\": false", "\"reload_on_update\": 1", ""];
const EXTRAS: &[&str] = &["", "\"max_sped\": 45", "\"max_speed\": 45", "\"note 🙂\": {\"a\": [1, \"é\"]}"];

/// Bands that mostly follow one another, and now and then leave a gap, overlap or stand upside down.
fn bands() -> impl Strategy<Value = Vec<String>> {
    let gap = prop_oneof![20 => Just(1), 1 => -5..8i32];
    let width = prop_oneof![20 => 0..9i32, 1 => -3..40i32];
    vec((gap, width, band()), 0..8).prop_map(|steps| {
        let mut last = 0;
        let mut bands = Vec::new();
        for (gap, width, band) in steps {
            let min = last + gap;
            last = min + width;
            bands.push(band.replace("MIN", &min.to_string()).replace("MAX", &last.to_string()));
        }
        bands
    })
}

/// A band whose counts stand as `MIN` and `MAX`, apart from those that are odd.
fn band() -> impl Strategy<Value = String> {
    let count = |right: &'static str| prop_oneof![40 => Just(right.to_owned()), 1 => number(), 1 => scalar()];
    let speed = prop_oneof![40 => (1..=100u32).prop_map(|speed| speed.to_string()), 1 => number(), 1 => scalar()];
    (count("MIN"), count("MAX"), speed, 0..80u8).prop_map(|(min, max, speed, order)| match order {
        0 => format!("{{\"agent_count_min\": {min}, \"max_speed\": {speed}}}"),
        1..8 => format!("{{\"max_speed\": {speed}, \"agent_count_max\": {max}, \"agent_count_min\": {min}}}"),
        _ => format!("{{\"agent_count_min\": {min}, \"agent_count_max\": {max}, \"max_speed\": {speed}}}"),
    })
}

fn scalar() -> impl Strategy<Value = String> + Clone {
    let literal = select(&["null", "true", "false"][..]).prop_map(str::to_owned);
    prop_oneof![1 => literal, 3 => number(), 3 => string()].boxed()
}

/// RFC 8259, section 6.
fn number() -> impl Strategy<Value = String> + Clone {
    string_regex(r"-?(0|[1-9][0-9]{0,24})(\.[0-9]{1,24})?([eE][+-]?[0-9]{1,4})?").expect("a valid pattern").boxed()
}

/// RFC 8259, section 7: plain characters of every length in UTF-8, and every kind of escape.
fn string() -> impl Strategy<Value = String> + Clone {
    let escape =
        select(&["\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0000", "\\u00e9", "\\ud83d\\uDE42"][..]);
    let plain = prop_oneof![
        select(&["a", "id", "é", "€", "🙂", "\u{7f}", "\u{2028}"][..]).prop_map(str::to_owned),
        any::<char>().prop_filter_map("needs an escape", |char| (char >= ' ' && char != '"' && char != '\\')
            .then(|| char.to_string()))
    ];
    vec(prop_oneof![2 => plain, 1 => escape.prop_map(str::to_owned)], 0..8)
        .prop_map(|parts| format!("\"{}\"", parts.concat()))
        .boxed()
}

fn space() -> impl Strategy<Value = String> + Clone {
    string_regex("[ \t\r\n]{0,2}").expect("a valid pattern").boxed()
}
