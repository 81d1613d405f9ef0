//! The speed matrix: bands of agent counts, each with a speed.

use crate::draft::{Band, Count, draft};
use crate::model::SpeedRule;
use crate::read::{SyntaxError, Tree};
use crate::sort;
use std::ops::RangeInclusive;

/// The bands of a configuration, sorted by their minimum.
///
/// ```
/// use pacing_core::{Matrix, SpeedRule};
/// let matrix = Matrix::new([SpeedRule::new(1, 5, 10), SpeedRule::new(8, 20, 25)]);
/// assert_eq!(matrix.speed_for(5), Some(10));
/// assert_eq!(matrix.speed_for(6), None);
/// assert_eq!(matrix.gaps(), [6..=7]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    bands: Vec<SpeedRule>,
}

impl Matrix {
    /// A matrix of these bands. Nothing is checked: bands may overlap or be inverted.
    pub fn new(bands: impl IntoIterator<Item = SpeedRule>) -> Self {
        Self { bands: sort::by_key(bands.into_iter().collect(), |band| band.agent_count_min) }
    }

    /// The bands of a document as far as they can be read: those whose three fields are whole numbers from zero on. Nothing else is
    /// asked of the document, so that an editor can draw what is there while someone types.
    ///
    /// # Errors
    /// When the text is not JSON.
    pub fn of_text(text: &str) -> Result<Self, SyntaxError> {
        let draft = draft(Tree::parse(text)?);
        let bands = draft.bands.iter().filter_map(numbers);
        Ok(Self::new(bands.map(|[min, max, speed]| SpeedRule::new(min, max, speed))))
    }

    /// The speed for a team in a document: what [`of_text`](Self::of_text) and [`speed_for`](Self::speed_for) say.
    pub fn speed_in(document: Tree<'_>, agents: u32) -> Option<u32> {
        let mut found: Option<[u32; 2]> = None;
        for band in draft(document).bands {
            if let Some([min, max, speed]) = numbers(&band)
                && (min..=max).contains(&agents)
                && found.is_none_or(|[before, _]| min < before)
            {
                found = Some([min, speed]);
            }
        }
        found.map(|[_, speed]| speed)
    }

    /// The bands, sorted by their minimum.
    pub fn bands(&self) -> &[SpeedRule] {
        &self.bands
    }

    /// The speed for a team: of the first band that covers it, or nothing where none does.
    pub fn speed_for(&self, agents: u32) -> Option<u32> {
        let covers = |band: &&SpeedRule| (band.agent_count_min..=band.agent_count_max).contains(&agents);
        self.bands.iter().find(covers).map(|band| band.max_speed)
    }

    /// The agent counts between one agent and the largest band that no band covers.
    pub fn gaps(&self) -> Vec<RangeInclusive<u32>> {
        let mut gaps = Vec::new();
        let mut next = 1u32;
        for band in self.bands.iter().filter(|band| band.agent_count_min <= band.agent_count_max) {
            if band.agent_count_min > next {
                gaps.push(next..=band.agent_count_min - 1);
            }
            next = next.max(band.agent_count_max.saturating_add(1));
        }
        gaps
    }

    /// The same speeds with as few bands as possible: neighbours of equal speed become one. Bands with fields of their own stay.
    #[must_use]
    pub fn merged(&self) -> Self {
        let mut merged: Vec<SpeedRule> = Vec::new();
        for band in &self.bands {
            match merged.last_mut() {
                Some(last)
                    if last.max_speed == band.max_speed
                        && last.agent_count_max.checked_add(1) == Some(band.agent_count_min)
                        && last.extra.is_empty()
                        && band.extra.is_empty() =>
                {
                    last.agent_count_max = band.agent_count_max;
                }
                _ => merged.push(band.clone()),
            }
        }
        Self { bands: merged }
    }

    /// The same speeds with a band that starts at `agents`; unchanged where one does already or none covers it.
    #[must_use]
    pub fn split(&self, agents: u32) -> Self {
        let mut bands = Vec::with_capacity(self.bands.len() + 1);
        for band in &self.bands {
            if band.agent_count_min < agents && agents <= band.agent_count_max {
                bands.push(SpeedRule { agent_count_max: agents - 1, ..band.clone() });
                bands.push(SpeedRule { agent_count_min: agents, ..band.clone() });
            } else {
                bands.push(band.clone());
            }
        }
        Self::new(bands)
    }
}

/// The three numbers of a band, where all are whole and from zero on.
fn numbers(band: &Band) -> Option<[u32; 3]> {
    let number = |count: Count| u32::try_from(count.value()?).ok();
    Some([number(band.min)?, number(band.max)?, number(band.speed)?])
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn merging_undoes_splitting() {
        let matrix = Matrix::new([SpeedRule::new(6, 20, 25), SpeedRule::new(1, 5, 10)]);
        assert_eq!(matrix.split(6), matrix);
        assert_eq!(matrix.split(99), matrix);
        let split = matrix.split(10);
        assert_eq!(split.bands().len(), 3);
        assert!((1..=30).all(|agents| split.speed_for(agents) == matrix.speed_for(agents)));
        assert_eq!(split.merged(), matrix);
    }

    #[test]
    fn unreadable_bands_of_a_text_are_left_out() {
        let text = r#"{"predictive_dialer_config":{"pacing_rules":[{"agent_count_min":6,"agent_count_max":20.0,"max_speed":25},
            {"agent_count_min":1,"agent_count_max":"5","max_speed":10},{"agent_count_min":-1,"agent_count_max":5,"max_speed":10},7]}}"#;
        assert_eq!(Matrix::of_text(text), Ok(Matrix::new([SpeedRule::new(6, 20, 25)])));
        assert_eq!(Matrix::of_text("[]"), Ok(Matrix::default()));
        assert!(Matrix::of_text("[").is_err());
    }

    #[test]
    fn a_text_has_the_speeds_of_its_matrix() {
        let text = r#"{"predictive_dialer_config":{"pacing_rules":[{"agent_count_min":6,"agent_count_max":9,"max_speed":25},
            {"agent_count_min":1,"agent_count_max":7,"max_speed":10},{"agent_count_min":6,"agent_count_max":12,"max_speed":40}]}}"#;
        let matrix = Matrix::of_text(text).unwrap();
        assert_eq!(matrix.bands().len(), 3);
        for agents in 0..15 {
            assert_eq!(Matrix::speed_in(Tree::parse(text).unwrap(), agents), matrix.speed_for(agents), "{agents}");
        }
    }

    #[test]
    fn gaps_start_at_one_agent_and_ignore_inverted_bands() {
        let matrix = Matrix::new([SpeedRule::new(3, 5, 10), SpeedRule::new(20, 7, 1), SpeedRule::new(9, u32::MAX, 25)]);
        assert_eq!(matrix.gaps(), [1..=2, 6..=8]);
        assert_eq!(Matrix::default().gaps(), []);
    }
}
