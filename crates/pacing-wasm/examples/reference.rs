//! What the bindings must answer, from `pacing-core` without them: a JSON request a line in, the answer as a JSON line out.
//!
//! A request is `{"call", "text", "profile"?, "dialer"?, "rules"?: {name: level}}`; `call` is `check`, `safe`, `unsafe` (the text after its fixes) or
//! `format`. Offsets are UTF-16 units.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{BufRead, BufWriter, Write, stdin, stdout};

use pacing_core::fixes::{Which, apply_fixes};
use pacing_core::{DialerId, Offsets, Options, check, profile};
use serde_json::{Value, json};

type Answer<T> = Result<T, Box<dyn Error>>;

fn main() -> Answer<()> {
    let mut out = BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        writeln!(out, "{}", answer(&serde_json::from_str(&line?)?)?)?;
    }
    Ok(out.flush()?)
}

fn answer(request: &Value) -> Answer<String> {
    let text = request["text"].as_str().ok_or("a request has a text")?;
    let options = options(request)?;
    Ok(match request["call"].as_str() {
        Some("check") => serde_json::to_string(&check(text, &options).to_json(options.profile, Offsets::Utf16))?,
        Some("safe") => json!(apply_fixes(text, &options, Which::Safe).text).to_string(),
        Some("unsafe") => json!(apply_fixes(text, &options, Which::Unsafe).text).to_string(),
        Some("format") => json!(pacing_core::format(text).ok()).to_string(),
        other => return Err(format!("there is no call {other:?}").into()),
    })
}

fn options(request: &Value) -> Answer<Options> {
    let mut options = Options::default();
    if let Some(id) = request["profile"].as_str() {
        options.profile = profile::profile(id)?;
    }
    if let Some(id) = request["dialer"].as_str() {
        options.addressed = Some(DialerId::parse(id)?);
    }
    let rules: BTreeMap<String, String> = serde_json::from_value(request.get("rules").cloned().unwrap_or(json!({})))?;
    for (rule, level) in rules {
        options.overrides.set(&rule, level.parse()?)?;
    }
    Ok(options)
}
