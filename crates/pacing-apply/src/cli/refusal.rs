//! A document with errors: nothing is sent, and that it was asked for is part of the trail.

use super::change::ChangeArgs;
use super::failure::{Failure, INVALID};
use super::output::Output;
use super::render::{Document, Format, document_json};
use super::settings::Environment;
use super::source::other_dialer;
use pacing_apply::audit::{Findings, ProfileRef};
use pacing_apply::host::{NativeHost, NativeOptions};
use pacing_apply::{Error, Exit, Refusal, record_refusal};
use pacing_core::profile::AS_OF;
use pacing_core::read::Tree;
use pacing_core::{DialerId, RULE_SET, Severity};
use serde_json::json;
use std::io::Write;

/// Says so, and writes it into the audit log.
pub(crate) async fn refuse(
    args: &ChangeArgs,
    sandbox: bool,
    reason: Option<String>,
    document: &Document<'_>,
    output: &mut Output,
) -> Result<u8, Failure> {
    let (report, stamp) = (document.report, document.options);
    let count = |severity| report.count(severity) as u64;
    let message = match report.count(Severity::Error) {
        1 => "the document has an error, nothing was sent".to_owned(),
        errors => format!("the document has {errors} errors, nothing was sent"),
    };
    let id = || {
        let tree = Tree::parse(report.text()).ok()?;
        DialerId::parse(&tree.string(tree.find("/id")?)?).ok()
    };
    let overrides = stamp.overrides.iter().map(|(rule, level)| (rule.to_owned(), level.as_str().to_owned()));
    let refusal = Refusal {
        dialer: stamp.addressed.clone().or_else(id),
        actor: args.run.actor().unwrap_or_else(|| "unknown".to_owned()),
        reason,
        profile: ProfileRef { id: stamp.profile.id.to_owned(), version: AS_OF.to_owned() },
        rule_set: RULE_SET.to_owned(),
        checked: Findings {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            overrides: overrides.collect(),
        },
        exit: Exit::Invalid,
        message: message.clone(),
    };
    if args.format == Format::Json {
        let report = document_json(document);
        let json = json!({"outcome": "refused", "exit": INVALID, "message": message, "report": report});
        writeln!(output.out, "{json}")?;
    }
    output.fail(&Failure { exit: INVALID, message: Some(message), help: other_dialer(report, &args.platform) });
    let host = NativeHost::new(&NativeOptions::default())?;
    let environment = if sandbox { Environment::nothing() } else { Environment::read()? };
    let key = args.run.trail.key(&environment)?;
    let mut journal = args.run.trail.open(&args.run.audit_log(sandbox), key).await?;
    record_refusal(&host, &mut journal, refusal).await.map_err(Error::Audit)?;
    Ok(INVALID)
}
