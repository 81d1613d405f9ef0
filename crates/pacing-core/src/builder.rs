//! The builder: the tutorial's four inputs in, a document out (its step 1, `build_pacing_payload`).

use crate::model::SpeedRule;
use crate::read::{Kind, NodeId, Tree, quote};
use std::fmt::Write;

/// Builds a document from a dialer id, a speed matrix, an abandon threshold and a global speed.
///
/// ```
/// use pacing_core::{Options, PacingBuilder};
/// let text = PacingBuilder::new("outbound-sales")
///     .band(1, 5, 10)
///     .band(6, 20, 25)
///     .abandon_threshold("0.025")
///     .max_speed(45)
///     .to_text();
/// let checked = pacing_core::validate(&text, &Options::default());
/// assert!(checked.valid.is_some());
/// ```
#[derive(Clone, Debug)]
pub struct PacingBuilder {
    id: String,
    bands: Vec<[String; 3]>,
    threshold: Option<String>,
    max_speed: Option<String>,
    reload: bool,
}

impl PacingBuilder {
    /// Starts with the dialer's id. `reload_on_update` is on, as in the tutorial.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), bands: Vec::new(), threshold: None, max_speed: None, reload: true }
    }

    /// Adds a band: from `min` to `max` agents, both included, at most `speed`.
    #[must_use]
    pub fn band(mut self, min: impl ToString, max: impl ToString, speed: impl ToString) -> Self {
        self.bands.push([min.to_string(), max.to_string(), speed.to_string()]);
        self
    }

    /// Adds bands.
    #[must_use]
    pub fn bands<'a>(self, bands: impl IntoIterator<Item = &'a SpeedRule>) -> Self {
        bands
            .into_iter()
            .fold(self, |builder, band| builder.band(band.agent_count_min, band.agent_count_max, band.max_speed))
    }

    /// The abandon threshold as a decimal fraction, kept as spelled: `0.025` is 2.5 %.
    #[must_use]
    pub fn abandon_threshold(mut self, threshold: impl ToString) -> Self {
        self.threshold = Some(threshold.to_string());
        self
    }

    /// The global speed.
    #[must_use]
    pub fn max_speed(mut self, speed: impl ToString) -> Self {
        self.max_speed = Some(speed.to_string());
        self
    }

    /// Whether the dialer takes the new rules at once.
    #[must_use]
    pub fn reload_on_update(mut self, reload: bool) -> Self {
        self.reload = reload;
        self
    }

    /// The document as text, a band a line. It may have errors: [`validate`](crate::validate) says which.
    pub fn to_text(&self) -> String {
        let mut out = format!("{{\n  \"id\": {},\n  \"type\": \"PREDICTIVE\",\n", quote(&self.id));
        out.push_str("  \"predictive_dialer_config\": {\n    \"pacing_rules\": [");
        for (index, [min, max, speed]) in self.bands.iter().enumerate() {
            out.push_str(if index == 0 { "\n      " } else { ",\n      " });
            let _ = write!(
                out,
                "{{\"agent_count_min\": {}, \"agent_count_max\": {}, \"max_speed\": {}}}",
                value(min),
                value(max),
                value(speed)
            );
        }
        out.push_str(if self.bands.is_empty() { "],\n" } else { "\n    ],\n" });
        for (name, number) in [("max_speed", &self.max_speed), ("abandon_rate_threshold", &self.threshold)] {
            if let Some(number) = number {
                let _ = writeln!(out, "    \"{name}\": {},", value(number));
            }
        }
        let _ = writeln!(out, "    \"reload_on_update\": {}\n  }}\n}}", self.reload);
        out
    }
}

/// A number as spelled, or as a string where it is none, so that the check can name it.
fn value(spelled: &str) -> String {
    let number = Tree::parse(spelled).is_ok_and(|tree| tree.node(NodeId::ROOT).kind == Kind::Number);
    if number { spelled.trim().to_owned() } else { quote(spelled) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;

    #[test]
    fn the_tutorials_inputs_give_the_tutorials_document() {
        let text = PacingBuilder::new("a1b2c3d4-e5f6-7890-abcd-ef1234567890")
            .band(1, 5, 10)
            .band(6, 20, 25)
            .band(21, 50, 40)
            .abandon_threshold("0.025")
            .max_speed(45)
            .to_text();
        assert_eq!(text, include_str!("../../../examples/outbound-sales.json"));
    }

    #[test]
    fn bad_input_is_named_by_the_check() {
        let text = PacingBuilder::new("a b").band("1", "x\"", "10").abandon_threshold("3%").to_text();
        let report = crate::check(&text, &Options::default());
        let names: Vec<_> = report.diagnostics().iter().map(|diagnostic| diagnostic.name).collect();
        assert_eq!(names, ["unsafe-id", "missing-field", "wrong-type", "wrong-type"]);
    }
}
