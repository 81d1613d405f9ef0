//! A document with errors: nothing is sent, and that it was asked for is part of the trail.

use super::change::ChangeArgs;
use super::failure::{Failure, INVALID};
use super::output::Output;
use super::render::{Document, Format, document_json};
use super::settings::Environment;
use super::source::other_dialer;
use pacing_apply::host::{NativeHost, NativeOptions};
use pacing_apply::{Error, Refusal, record_refusal};
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
    let report = document.report;
    let refusal = Refusal::of(report, document.options);
    let actor = args.run.actor().unwrap_or(refusal.actor);
    let message = refusal.message.clone();
    let refusal = Refusal { actor, reason, ..refusal };
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
