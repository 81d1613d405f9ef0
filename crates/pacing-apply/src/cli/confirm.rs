//! Asks the person at the terminal.

use super::log::Log;
use pacing_apply::progress::Level;
use pacing_apply::{Plan, Stop};
use std::io::{self, IsTerminal, Write};

/// Whether the person at the terminal says `yes`; without a terminal nobody does, nor after a word to stop.
pub(crate) async fn confirm(plan: &Plan, log: &Log, stop: &Stop) -> bool {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        log.write(Level::Warning, "nothing is sent: there is no terminal to ask on, so it needs `--yes`");
        return false;
    }
    let question = format!("Apply this to dialer {}? Only `yes` is a yes: ", plan.dialer);
    let mut stderr = io::stderr().lock();
    let asked = stderr.write_all(question.as_bytes()).and_then(|()| stderr.flush());
    drop(stderr);
    if asked.is_err() {
        return false;
    }
    // On a thread of its own, so that a signal ends the wait.
    let answer = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        io::stdin().read_line(&mut line).map(|_| line)
    });
    tokio::select! {
        biased;
        () = stop.stopped() => false,
        answer = answer => matches!(answer, Ok(Ok(line)) if line.trim() == "yes"),
    }
}
