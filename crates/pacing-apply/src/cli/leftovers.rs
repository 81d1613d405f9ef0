//! What other runs have left in the audit log: changes whose outcome is not known, and events that wait.

use super::log::Log;
use super::output::printable;
use super::settings;
use pacing_apply::audit::{FileStorage, Record};
use pacing_apply::host::NativeHost;
use pacing_apply::progress::Level;
use pacing_apply::{DialerLock, Journal, Session, Settings, recover};
use pacing_core::DialerId;
use std::path::Path;
use std::time::Duration;

/// Closes the interrupted changes of other dialers where that can be done with these settings, and tells of everything else
/// that is left. None of it changes what came of the run itself.
pub(crate) async fn look(
    session: &Session<'_, NativeHost>,
    settings: &Settings,
    journal: &mut Journal<FileStorage>,
    own: &DialerId,
    audit: &Path,
    log: Log,
) {
    let open = match journal.open_intents() {
        Ok(open) => open,
        // The run itself has said that already.
        Err(_) => return,
    };
    for record in open {
        let Some(dialer) = record.context.dialer_id.as_deref().and_then(|id| DialerId::parse(id).ok()) else {
            continue;
        };
        if dialer == *own {
            continue;
        }
        if record.context.server.as_ref() != Some(&settings.base_url.origin()) {
            tell_open(&record, &dialer, "run `apply` with the settings of its platform to find out", log);
            continue;
        }
        // A run that is going on has an open intent too, and the lock.
        let place = settings::lock_place(dialer.as_str(), record.context.server.clone(), audit, &settings.actor);
        let Ok(lock) = DialerLock::acquire(session.host(), &place, Duration::ZERO).await else { continue };
        if let Err(error) = recover(session, journal, &dialer).await {
            tell_open(&record, &dialer, &error.to_string(), log);
        }
        drop(lock);
    }
    let waiting = journal.pending().map_or(0, |waiting| {
        waiting.iter().filter(|event| event.context.dialer_id.as_deref() != Some(own.as_str())).count()
    });
    if waiting > 0 {
        let events = if waiting == 1 {
            "1 event of another dialer waits in the audit log; `deliver` sends it".to_owned()
        } else {
            format!("{waiting} events of other dialers wait in the audit log; `deliver` sends them")
        };
        log.write(Level::Warning, &events);
    }
}

/// Says that a change has no outcome, where nobody can know whether its run goes on.
pub(crate) fn without_outcome(intent: &Record) -> String {
    let (seq, dialer) = (intent.seq, printable(intent.context.dialer_id.as_deref().unwrap_or("unknown")));
    format!(
        "record {seq}: a change of dialer `{dialer}` has no outcome yet; if its run was interrupted, the next `apply` or `rollback` for that dialer finds out what became of it"
    )
}

fn tell_open(record: &Record, dialer: &DialerId, why: &str, log: Log) {
    let seq = record.seq;
    let what =
        format!("record {seq}: a change of dialer `{dialer}` was interrupted, and what became of it is not known");
    log.write(Level::Warning, &format!("{what}; {why}"));
}
