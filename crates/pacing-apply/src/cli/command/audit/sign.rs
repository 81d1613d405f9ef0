//! `audit sign`: puts a log under a key.

use super::rotate::{finish, must_hold};
use crate::cli::failure::{Failure, SUCCESS};
use crate::cli::keys;
use crate::cli::output::{Output, printable};
use crate::cli::settings::{Environment, user};
use pacing_apply::Journal;
use pacing_apply::audit::{self, AuditKey, Checkpoint, Context, FileStorage, Mark, ProfileRef};
use pacing_apply::host::{Host, NativeHost, NativeOptions, new_id};
use pacing_core::profile::AS_OF;
use pacing_core::{Options, RULE_SET};
use std::io::Write;
use std::path::PathBuf;

/// Put an audit log, or the newest records of it, under a key that has not signed them
///
/// Runs with a key go on only from what that key has signed. This begins it, changes the key, or accepts what was written without the
/// key: look at the log first, since what is signed is what it holds now. A record says who did it, and for which records. A log that does not
/// hold is not signed.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The audit log
    #[arg(default_value = "pacing_audit.log")]
    file: PathBuf,

    /// The private key (PEM) [env: PACING_AUDIT_KEY_FILE]
    #[arg(long, value_name = "FILE")]
    audit_key: Option<PathBuf>,

    /// Who says that the records are right [default: as for `apply`]
    #[arg(long, value_name = "NAME")]
    actor: Option<String>,

    /// Why, for the audit log
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

/// Runs the command.
pub(super) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    let Some(key) = keys::private(args.audit_key.as_deref(), &Environment::read()?)? else {
        return Err(Failure::usage("no key to sign with: name its file with `--audit-key`")
            .help("`openssl genpkey -algorithm ed25519 -out audit-key.pem` makes one"));
    };
    must_hold(&args.file)?;
    let (name, id) = (printable(&args.file.display().to_string()), key.public().id());
    match finish(adopt(args, key, &NativeHost::new(&NativeOptions::default())?))? {
        Some(Checkpoint { count, .. }) => {
            writeln!(output.out, "the checkpoint of {name} counts {count} records and is signed with key `{id}`")?;
        }
        None => writeln!(output.out, "{name} has no record yet; the first run with key `{id}` signs it")?,
    }
    Ok(SUCCESS)
}

async fn adopt(args: &Args, key: AuditKey, host: &NativeHost) -> Result<Option<Checkpoint>, audit::Error> {
    let context = Context {
        run_id: new_id(host),
        dialer_id: None,
        server: None,
        actor: args.actor.clone().or_else(user).unwrap_or_else(|| "unknown".to_owned()),
        reason: args.reason.clone(),
        profile: ProfileRef { id: Options::default().profile.id.to_owned(), version: AS_OF.to_owned() },
        rule_set: RULE_SET.to_owned(),
        tool: concat!("pacing-apply/", env!("CARGO_PKG_VERSION")).to_owned(),
    };
    let mark = Mark { audit_id: new_id(host), timestamp: host.now() };
    Journal::open(FileStorage::new(&args.file)).await?.adopt(key, mark, &context).await
}
