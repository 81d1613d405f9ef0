//! What the platform accepts, judged without the checker: a second opinion on every body.
//!
//! The rules are the tutorial's (steps 1 and 2, and its section on 400): positive counts, no overlap,
//! speeds from 1 to 100, a threshold of at most 3 %, the dialer of the URL.

use axum::body::Bytes;
use serde_json::Value;

use crate::answer::Flaw;

/// Enough to show a person what is wrong.
const MOST_FLAWS: usize = 100;

/// Everything that is wrong with a document sent to the dialer `id`.
pub(crate) fn judge(document: &Value, id: &str) -> Vec<Flaw> {
    let mut judge = Judge::default();
    judge.document(document, id);
    judge.flaws
}

/// Reads a body as JSON.
pub(crate) fn read(body: &Bytes) -> Result<Value, String> {
    serde_json::from_slice(body).map_err(|error| format!("the body is not JSON: {error}"))
}

#[derive(Default)]
struct Judge {
    flaws: Vec<Flaw>,
}

impl Judge {
    fn document(&mut self, document: &Value, id: &str) {
        if !document.is_object() {
            return self.flaw("", "the document must be a JSON object");
        }
        match document.get("id") {
            None => self.flaw("/id", "the dialer's id is missing"),
            Some(Value::String(own)) if own == id => {}
            Some(own) => self.flaw("/id", format!("the document is for {own}, the URL for `{id}`")),
        }
        match document.get("type") {
            None => self.flaw("/type", "the type is missing; it must be `PREDICTIVE`"),
            Some(Value::String(kind)) if kind == "PREDICTIVE" => {}
            Some(kind) => self.flaw("/type", format!("the type must be `PREDICTIVE`, not {kind}")),
        }
        match document.get("predictive_dialer_config") {
            Some(config @ Value::Object(_)) => self.config(config),
            Some(_) => self.flaw(CONFIG, "the configuration must be a JSON object"),
            None => self.flaw(CONFIG, "the configuration is missing"),
        }
    }

    fn config(&mut self, config: &Value) {
        match config.get("pacing_rules") {
            Some(Value::Array(bands)) if bands.is_empty() => {
                self.flaw(format!("{CONFIG}/pacing_rules"), "at least one band is needed");
            }
            Some(Value::Array(bands)) => self.bands(bands),
            Some(_) => self.flaw(format!("{CONFIG}/pacing_rules"), "the bands must be a list"),
            None => self.flaw(format!("{CONFIG}/pacing_rules"), "the bands are missing"),
        }
        self.speed(config, CONFIG, "the global speed");
        self.threshold(config);
        let reload = config.get("reload_on_update");
        if reload.is_some_and(|reload| !reload.is_boolean()) {
            self.flaw(format!("{CONFIG}/reload_on_update"), "the value must be true or false");
        }
    }

    fn bands(&mut self, bands: &[Value]) {
        let mut ranges = Vec::with_capacity(bands.len());
        for (index, band) in bands.iter().enumerate() {
            let at = format!("{CONFIG}/pacing_rules/{index}");
            if !band.is_object() {
                self.flaw(at, "a band must be a JSON object");
                continue;
            }
            let min = self.count(band, &at, "agent_count_min");
            let max = self.count(band, &at, "agent_count_max");
            self.speed(band, &at, "the band's speed");
            if let (Some(min), Some(max)) = (min, max) {
                if min > max {
                    self.flaw(at, format!("the band runs backwards, from {min} to {max} agents"));
                } else {
                    ranges.push((min, max, index));
                }
            }
        }
        self.overlaps(ranges);
    }

    fn overlaps(&mut self, mut ranges: Vec<(f64, f64, usize)>) {
        ranges.sort_by(|a, b| a.0.total_cmp(&b.0));
        for pair in ranges.windows(2) {
            let [(min, max, index), (next_min, next_max, next)] = pair else { continue };
            if max >= next_min {
                let message = format!(
                    "speed matrix ranges must not overlap: band {next} ({next_min} to {next_max} agents) \
                     runs into band {index} ({min} to {max} agents)"
                );
                self.flaw(format!("{CONFIG}/pacing_rules/{next}"), message);
            }
        }
    }

    fn count(&mut self, band: &Value, at: &str, name: &str) -> Option<f64> {
        let at = format!("{at}/{name}");
        let count = self.whole(band.get(name), &at, "the agent count")?;
        if count < 1.0 {
            self.flaw(at, format!("the agent count must be positive, not {count}"));
            return None;
        }
        Some(count)
    }

    fn speed(&mut self, holder: &Value, at: &str, what: &str) {
        let at = format!("{at}/max_speed");
        if let Some(speed) = self.whole(holder.get("max_speed"), &at, what)
            && !(1.0..=100.0).contains(&speed)
        {
            self.flaw(at, format!("{what} must be from 1 to 100, not {speed}"));
        }
    }

    fn threshold(&mut self, config: &Value) {
        let at = format!("{CONFIG}/abandon_rate_threshold");
        if let Some(rate) = self.number(config.get("abandon_rate_threshold"), &at, "the threshold")
            && !(0.0..=0.03).contains(&rate)
        {
            let message = format!("the abandon rate threshold must be from 0 to 0.03 (3 %), not {rate}");
            self.flaw(at, message);
        }
    }

    fn whole(&mut self, value: Option<&Value>, at: &str, what: &str) -> Option<f64> {
        let number = self.number(value, at, what)?;
        if number.fract() != 0.0 {
            self.flaw(at, format!("{what} must be a whole number, not {number}"));
            return None;
        }
        Some(number)
    }

    fn number(&mut self, value: Option<&Value>, at: &str, what: &str) -> Option<f64> {
        let Some(value) = value else {
            self.flaw(at, format!("{what} is missing"));
            return None;
        };
        let number = value.as_f64();
        if number.is_none() {
            self.flaw(at, format!("{what} must be a number, not {}", kind(value)));
        }
        number
    }

    fn flaw(&mut self, field: impl Into<String>, message: impl Into<String>) {
        if self.flaws.len() < MOST_FLAWS {
            self.flaws.push(Flaw { field: field.into(), message: message.into() });
        }
    }
}

const CONFIG: &str = "/predictive_dialer_config";

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
