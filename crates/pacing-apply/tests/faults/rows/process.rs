//! Signals, and what the disk can do. After a signal the command is given again.

use crate::row::{APPLIED, Ends, Log, NO_AUDIT, Row};

pub fn rows() -> Vec<Row> {
    vec![
        Row::new("the audit log is on a full disk", [], NO_AUDIT).log(Log::FullDisk),
        Row::new("a folder stands where the audit log should", [], Ends { outcome: "", ..NO_AUDIT }).log(Log::Folder),
        Row::new("the last line of the audit log is torn, after a run that nobody confirmed", [], APPLIED)
            .log(Log::Torn),
    ]
}
