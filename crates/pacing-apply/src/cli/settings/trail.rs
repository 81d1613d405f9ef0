//! How an audit log is written: signed, bounded, without client data.

use super::Environment;
use crate::cli::failure::Failure;
use crate::cli::keys;
use crate::cli::log::Log;
use crate::cli::output::printable;
use pacing_apply::audit::{AuditKey, FileStorage};
use pacing_apply::progress::Level;
use pacing_apply::{Error, Journal};
use std::path::{Path, PathBuf};

/// How the audit log is written.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Audit")]
pub(crate) struct TrailArgs {
    /// The private key (PEM) that signs the audit log's checkpoint [env: PACING_AUDIT_KEY_FILE]
    #[arg(long, value_name = "FILE")]
    audit_key: Option<PathBuf>,

    /// Closes the audit log and begins a new file once it is so long, where nothing in it is open
    #[arg(long, value_name = "BYTES", value_parser = clap::value_parser!(u64).range(1..))]
    audit_max_bytes: Option<u64>,

    /// Leaves client data out of the audit log and the event: all but id, type and the known pacing fields, and the
    /// platform's words. Such a change cannot be rolled back from the log. A log that was begun so is gone on with so
    #[arg(long)]
    audit_masked: bool,
}

impl TrailArgs {
    /// The key that signs, where one is named.
    pub(crate) fn key(&self, environment: &Environment) -> Result<Option<AuditKey>, Failure> {
        keys::private(self.audit_key.as_deref(), environment)
    }

    /// Whether this run leaves client data out: it is told to, or those before it did. A log from which it was left out gets none
    /// because somebody forgot a flag.
    pub(crate) fn masked(&self, audit: &Path, log: Option<Log>) -> Result<bool, Error> {
        if self.audit_masked || !FileStorage::new(audit).is_masked()? {
            return Ok(self.audit_masked);
        }
        if let Some(log) = log {
            let name = printable(&audit.display().to_string());
            let so_far = format!("`{name}` was written without client data so far, so this run leaves it out too");
            log.write(
                Level::Warning,
                &format!("{so_far}, as with `--audit-masked`; to record whole documents name another log (`--audit`)"),
            );
        }
        Ok(true)
    }

    /// Opens an audit log.
    pub(crate) async fn open(&self, audit: &Path, key: Option<AuditKey>) -> Result<Journal<FileStorage>, Error> {
        let journal = Journal::open(FileStorage::new(audit)).await?;
        let journal = match self.audit_max_bytes {
            Some(bytes) => journal.max_bytes(bytes),
            None => journal,
        };
        match key {
            Some(key) => Ok(journal.signed_by(key)?),
            None => Ok(journal),
        }
    }
}
