//! The proof that a document was checked: what cannot be made otherwise can be trusted.

use crate::body;
use crate::decimal::Decimal;
use crate::draft::{Band, Draft};
use crate::field::{BAND, CONFIG, FieldName, ROOT};
use crate::findings::Findings;
use crate::model::{DialerDocument, DialerId, Extra, JsonText, PredictiveDialerConfig, SpeedRule};
use crate::options::Options;
use crate::profile::AS_OF;
use crate::read::{Kind, NodeId};
use crate::rules::RULE_SET;
use crate::severity::Severity;
use std::ops::Deref;

/// A value that validation accepted, with the stamp that says against what.
///
/// It can be read and not changed. Nothing but [`validate`](crate::validate) and the builder makes one:
///
/// ```compile_fail,E0451
/// # let checked = pacing_core::validate("", &pacing_core::Options::default());
/// # let valid = checked.valid.unwrap();
/// let forged = pacing_core::Valid { value: valid.clone(), stamp: valid.stamp().clone() };
/// ```
///
/// ```compile_fail,E0594
/// # let checked = pacing_core::validate("", &pacing_core::Options::default());
/// # let mut valid = checked.valid.unwrap();
/// valid.predictive_dialer_config.max_speed = 100;
/// ```
///
/// ```compile_fail,E0277
/// fn readable<T: serde::de::DeserializeOwned>() {}
/// readable::<pacing_core::Valid<pacing_core::DialerDocument>>();
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Valid<T> {
    value: T,
    stamp: Stamp,
}

/// Against what a document was checked; the audit log copies it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Stamp {
    /// The regulatory profile.
    pub profile: &'static str,
    /// The version of its data: a month.
    pub profile_version: &'static str,
    /// The version of the rules.
    pub rule_set: &'static str,
    /// The rules that had another weight, by name, with that weight.
    pub overrides: Vec<(&'static str, &'static str)>,
    /// The dialer that was addressed, where one was.
    pub addressed: Option<DialerId>,
    /// How many warnings there were.
    pub warnings: usize,
    /// How many infos there were.
    pub infos: usize,
}

impl<T> Valid<T> {
    /// Against what it was checked.
    pub fn stamp(&self) -> &Stamp {
        &self.stamp
    }
}

impl<T> Deref for Valid<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl Valid<DialerDocument> {
    /// The request's body: one line of JSON in the tutorial's field order, decimals as spelled, unknown fields behind the known ones of
    /// their object. [`PLATFORM_FIELDS`](crate::PLATFORM_FIELDS) are left out. The only text that may be sent to a dialer.
    pub fn to_body(&self) -> String {
        body::body(&self.value)
    }
}

/// The document of a draft whose report has no error.
pub(crate) fn accept(found: &Findings<'_>, options: &Options) -> Option<Valid<DialerDocument>> {
    let draft = found.draft().filter(|_| found.is_valid())?;
    let stamp = Stamp {
        profile: options.profile.id,
        profile_version: AS_OF,
        rule_set: RULE_SET,
        overrides: options.overrides.iter().map(|(rule, level)| (rule, level.as_str())).collect(),
        addressed: options.addressed.clone(),
        warnings: found.count(Severity::Warning),
        infos: found.count(Severity::Info),
    };
    Some(Valid { value: document(draft)?, stamp })
}

/// Nothing where a field is missing or does not fit: a second line of defence behind the rules.
fn document(draft: &Draft<'_>) -> Option<DialerDocument> {
    let tree = &draft.tree;
    let config = draft.config?;
    Some(DialerDocument {
        id: DialerId::parse(&tree.string(draft.id?)?).ok()?,
        predictive_dialer_config: PredictiveDialerConfig {
            pacing_rules: draft.bands.iter().map(|band| rule(draft, band)).collect::<Option<_>>()?,
            max_speed: u32::try_from(draft.max_speed.value()?).ok()?,
            abandon_rate_threshold: Decimal::from_spelling(tree.raw(draft.threshold?)),
            reload_on_update: draft.reload.map(|reload| tree.node(reload).kind == Kind::True),
            extra: extra(draft, config, &CONFIG),
        },
        extra: extra(draft, NodeId::ROOT, &ROOT),
    })
}

fn rule(draft: &Draft<'_>, band: &Band) -> Option<SpeedRule> {
    Some(SpeedRule {
        agent_count_min: u32::try_from(band.min.value()?).ok()?,
        agent_count_max: u32::try_from(band.max.value()?).ok()?,
        max_speed: u32::try_from(band.speed.value()?).ok()?,
        extra: extra(draft, band.node, &BAND),
    })
}

/// The unknown members of an object of the model.
fn extra(draft: &Draft<'_>, object: NodeId, known: &[FieldName]) -> Vec<Extra> {
    if !draft.has_unknown() {
        return Vec::new();
    }
    let tree = &draft.tree;
    let unknown = tree.children(object).filter(|member| known.iter().all(|name| name.as_str() != tree.key(*member)));
    unknown
        .map(|member| Extra {
            name: tree.key(member).into_owned(),
            value: JsonText::from_compact(crate::read::compact(tree, member)),
        })
        .collect()
}
