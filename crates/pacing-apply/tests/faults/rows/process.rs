//! Signals, and what the disk can do. After a signal the command is given again.

use std::time::Duration;

use pacing_sandbox::{Fault, RetryAfter};
use rustix::process::Signal;

use crate::row::{APPLIED, Ends, Log, Moment, NO_AUDIT, Row, event, put};

pub fn rows() -> Vec<Row> {
    let long = || Fault::hang(Duration::from_secs(30));
    let told = || Fault::answer(429).retry_after(RetryAfter::Seconds(5));
    let unchanged = Ends { outcome: "unchanged", ..APPLIED };
    vec![
        Row::new("SIGKILL while the PUT waits", put(long()), APPLIED).stop(Signal::KILL, Moment::PutWaits),
        Row::new("SIGKILL while the answer to the PUT waits", put(long().after_work()), unchanged)
            .stop(Signal::KILL, Moment::PutWaits),
        Row::new("SIGKILL during a back-off", put(told()), APPLIED).stop(Signal::KILL, Moment::BackOff),
        Row::new("SIGKILL while the event waits", event(long()), unchanged).stop(Signal::KILL, Moment::EventWaits),
        Row::new("SIGTERM while the PUT waits", put(long()), APPLIED).stop(Signal::TERM, Moment::PutWaits),
        Row::new("SIGTERM while the answer to the PUT waits", put(long().after_work()), unchanged)
            .stop(Signal::TERM, Moment::PutWaits),
        Row::new("SIGTERM during a back-off", put(told()), APPLIED).stop(Signal::TERM, Moment::BackOff),
        Row::new("SIGTERM while the event waits", event(long()), unchanged).stop(Signal::TERM, Moment::EventWaits),
        Row::new("the audit log is on a full disk", [], NO_AUDIT).log(Log::FullDisk),
        Row::new("a folder stands where the audit log should", [], Ends { outcome: "", ..NO_AUDIT }).log(Log::Folder),
        Row::new("the last line of the audit log is torn, after a run that nobody confirmed", [], APPLIED)
            .log(Log::Torn),
    ]
}
