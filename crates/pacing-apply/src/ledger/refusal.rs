//! A refusal as the audit log keeps it.

use super::{TOOL, mark};
use crate::audit::{self, Context, Findings, Journal, ProfileRef, Receipt, Storage, Verdict};
use crate::host::{Host, new_id};
use pacing_core::profile::AS_OF;
use pacing_core::read::Tree;
use pacing_core::{DialerId, Options, RULE_SET, Report, Severity};

/// A document that was refused before anything was asked of a platform.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The dialer, where the document or the settings name one.
    pub dialer: Option<DialerId>,
    /// Who runs it.
    pub actor: String,
    /// Why.
    pub reason: Option<String>,
    /// The regulatory profile that the document was judged by.
    pub profile: ProfileRef,
    /// The version of the rule set.
    pub rule_set: String,
    /// What validation found.
    pub checked: Findings,
    /// The exit code that follows.
    pub exit: crate::Exit,
    /// What the user was told.
    pub message: String,
}

impl Refusal {
    /// A document that was refused for its errors, by nobody in particular.
    pub fn of(report: &Report<'_>, options: &Options) -> Self {
        let count = |severity| report.count(severity) as u64;
        let id = || {
            let tree = Tree::parse(report.text()).ok()?;
            DialerId::parse(&tree.string(tree.find("/id")?)?).ok()
        };
        let overrides = options.overrides.iter().map(|(rule, level)| (rule.to_owned(), level.as_str().to_owned()));
        Self {
            dialer: options.addressed.clone().or_else(id),
            actor: "unknown".to_owned(),
            reason: None,
            profile: ProfileRef { id: options.profile.id.to_owned(), version: AS_OF.to_owned() },
            rule_set: RULE_SET.to_owned(),
            checked: Findings {
                errors: count(Severity::Error),
                warnings: count(Severity::Warning),
                infos: count(Severity::Info),
                overrides: overrides.collect(),
            },
            exit: crate::Exit::Invalid,
            message: match report.count(Severity::Error) {
                1 => "the document has an error, nothing was sent".to_owned(),
                errors => format!("the document has {errors} errors, nothing was sent"),
            },
        }
    }
}

/// Writes a refusal into the audit log: that something was asked for and denied is part of the trail (NIST SP 800-53, AU-3).
///
/// # Errors
/// When the log cannot be written.
pub async fn record_refusal<S: Storage>(
    host: &impl Host,
    journal: &mut Journal<S>,
    refusal: Refusal,
) -> Result<Receipt, audit::Error> {
    let context = Context {
        run_id: new_id(host),
        dialer_id: refusal.dialer.map(|dialer| dialer.to_string()),
        server: None,
        actor: refusal.actor,
        reason: refusal.reason,
        profile: refusal.profile,
        rule_set: refusal.rule_set,
        tool: TOOL.to_owned(),
    };
    let record = audit::Outcome {
        intent: None,
        verdict: Verdict::Refused,
        before: None,
        after: None,
        diff: Vec::new(),
        attempts: 0,
        exit_code: refusal.exit.code(),
        message: refusal.message,
        checked: refusal.checked,
        masked: false,
        recovered: false,
    };
    journal.commit(mark(host), &context, record).await
}
