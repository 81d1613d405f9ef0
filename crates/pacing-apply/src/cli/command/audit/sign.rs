//! `audit sign`: puts a log under a key.

use super::rotate::{finish, must_hold};
use crate::cli::failure::{Failure, SUCCESS};
use crate::cli::keys;
use crate::cli::output::{Output, printable};
use crate::cli::settings::Environment;
use pacing_apply::Journal;
use pacing_apply::audit::{self, AuditKey, Checkpoint, FileStorage};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Sign the checkpoint of an audit log that was not signed, or with another key
///
/// Runs with a key go on only from what that key has signed. This begins it, or changes the key: look at the log first, since
/// what is signed is what it holds now. A log that does not hold is not signed.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The audit log
    #[arg(default_value = "pacing_audit.log")]
    file: PathBuf,

    /// The private key (PEM) [env: PACING_AUDIT_KEY_FILE]
    #[arg(long, value_name = "FILE")]
    audit_key: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    let Some(key) = keys::private(args.audit_key.as_deref(), &Environment::read()?)? else {
        return Err(Failure::usage("no key to sign with: name its file with `--audit-key`")
            .help("`openssl genpkey -algorithm ed25519 -out audit-key.pem` makes one"));
    };
    must_hold(&args.file)?;
    let (name, id) = (printable(&args.file.display().to_string()), key.public().id());
    match finish(adopt(&args.file, key))? {
        Some(Checkpoint { count, .. }) => {
            writeln!(output.out, "the checkpoint of {name} counts {count} records and is signed with key `{id}`")?;
        }
        None => writeln!(output.out, "{name} has no record yet; the first run with key `{id}` signs it")?,
    }
    Ok(SUCCESS)
}

async fn adopt(file: &Path, key: AuditKey) -> Result<Option<Checkpoint>, audit::Error> {
    Journal::open(FileStorage::new(file)).await?.adopt(key).await
}
