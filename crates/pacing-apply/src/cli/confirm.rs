//! Asks the person at the terminal.

use pacing_apply::Stop;
use std::io::{self, IsTerminal, Write};

/// Asks the person at the terminal; only `yes` is a yes.
///
/// # Errors
/// Why it is none, where nobody could say it.
pub(crate) async fn confirm(question: &str, stop: &Stop) -> Result<bool, &'static str> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err("there is no terminal to ask on, so it needs `--yes`");
    }
    let question = format!("{question} Only `yes` is a yes: ");
    let mut stderr = io::stderr().lock();
    let asked = stderr.write_all(question.as_bytes()).and_then(|()| stderr.flush());
    drop(stderr);
    if asked.is_err() {
        return Err("the question could not be shown");
    }
    // On a thread of its own, so that a signal ends the wait.
    let answer = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        io::stdin().read_line(&mut line).map(|_| line)
    });
    tokio::select! {
        biased;
        () = stop.stopped() => Err("the program was told to end before there was an answer"),
        answer = answer => Ok(matches!(answer, Ok(Ok(line)) if line.trim() == "yes")),
    }
}
