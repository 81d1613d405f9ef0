//! What can go wrong with the audit log.

use super::chain::Break;
use super::checkpoint::BadSignature;
use super::record::NotARecord;

/// The log cannot be read or written. Where this comes before a change is sent, the change is not sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The path is a folder.
    #[error("the audit log `{path}` is a folder; name a file, for example `{path}/pacing_audit.log`")]
    IsFolder {
        /// The path.
        path: String,
    },
    /// There is no log to verify.
    #[error("there is no audit log `{path}`")]
    NotFound {
        /// The path.
        path: String,
    },
    /// The folder that should hold it does not exist.
    #[error("the folder of the audit log `{path}` does not exist; create it, or name another file")]
    NoFolder {
        /// The path.
        path: String,
    },
    /// The file or its folder may not be written.
    #[error(
        "no permission to write the audit log `{path}`; let this user write the file and its folder, or name another file"
    )]
    Denied {
        /// The path.
        path: String,
    },
    /// No room: disk full, quota, or a limit on the file's size.
    #[error(
        "no room left for the audit log `{path}` (disk full, quota or size limit); make room, or name another file"
    )]
    Full {
        /// The path.
        path: String,
    },
    /// Another process has held the lock all the time.
    #[error("the audit log `{path}` was held by another process for {seconds} s; try again when that has ended")]
    Busy {
        /// The path.
        path: String,
        /// How long was waited.
        seconds: u64,
    },
    /// The bytes were taken but are not there, as with `/dev/null`.
    #[error("the audit log `{path}` does not keep what is written to it; name a regular file")]
    NotKept {
        /// The path.
        path: String,
    },
    /// Something else that the storage said.
    #[error("cannot {doing} `{path}`: {message}")]
    Storage {
        /// What was being done, such as `read the audit log`.
        doing: &'static str,
        /// The path.
        path: String,
        /// What the storage said.
        message: String,
    },
    /// The log is damaged; nothing is appended to a damaged log.
    #[error(
        "line {line} of the audit log does not hold: {why}; look at it with `audit verify`, then move the log aside to begin a new one"
    )]
    Broken {
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        why: Break,
    },
    /// A line of the log says something that cannot be.
    #[error(
        "line {line} of the audit log does not hold: {why}; look at it with `audit verify`, then move the log aside to begin a new one"
    )]
    Unreadable {
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        why: NotARecord,
    },
    /// A line's hash is not the hash of the line.
    #[error(
        "line {line} of the audit log does not hold: it was changed after it was written; look at it with `audit verify`, then move the log aside to begin a new one"
    )]
    Changed {
        /// The line, from 1.
        line: u64,
    },
    /// The log is shorter than its checkpoint, or ends otherwise.
    #[error(
        "the audit log does not hold the {count} records that its checkpoint counts: its end was cut off or replaced; restore it, or move log and checkpoint aside to begin a new one"
    )]
    Cut {
        /// Records that the checkpoint counts.
        count: u64,
    },
    /// The checkpoint cannot be read.
    #[error("the checkpoint of the audit log cannot be read: {0}; restore it, or move it aside together with the log")]
    Checkpoint(NotARecord),
    /// The signature of the checkpoint is not one that this run's key goes on from.
    #[error(
        "the checkpoint of the audit log was not made with this audit key: {why}; find out who changed it (`audit verify`), or put the log under this key with `audit sign`"
    )]
    NotOurs {
        /// What is wrong with it.
        why: BadSignature,
    },
    /// The log has records, but the checkpoint that a run with a key left beside them is gone.
    #[error(
        "the audit log has records but no checkpoint: it was removed, or no run with an audit key has written here yet; look at it with `audit verify`, then put it under this key with `audit sign`"
    )]
    NoCheckpoint,
    /// The log has more records that its key has not signed than one interrupted run leaves.
    #[error(
        "records {from} to {to} of the audit log were written without this audit key, and are not what an interrupted run leaves: look at them (`audit show --all`), and if they are right put them under the key with `audit sign`"
    )]
    NotSigned {
        /// The first of them.
        from: u64,
        /// The last.
        to: u64,
    },
    /// The log cannot be closed for rotation now.
    #[error("the audit log is not rotated: {why}")]
    CannotRotate {
        /// What stands against it.
        why: String,
    },
    /// The file that the log goes on from does not end in a record that holds.
    #[error(
        "the audit log goes on from `{file}`, whose last line does not hold: {why}; look at it with `audit verify {file}`"
    )]
    Predecessor {
        /// Its name, without folder.
        file: String,
        /// What is wrong with it.
        why: String,
    },
    /// The log became shorter while this process had it open.
    #[error("the audit log became shorter while it was open; something else writes or replaces it")]
    Shrank,
    /// After an earlier error it is not known what of the log is on disk, or its end was changed.
    #[error(
        "an earlier error left the audit log in doubt; this run writes nothing more to it (look at it with `audit verify`)"
    )]
    Unsure,
}

impl Error {
    /// The line of the log that does not hold, from 1, where one line is to blame.
    #[must_use]
    pub const fn line(&self) -> Option<u64> {
        match self {
            Self::Broken { line, .. } | Self::Unreadable { line, .. } | Self::Changed { line } => Some(*line),
            _ => None,
        }
    }
}
