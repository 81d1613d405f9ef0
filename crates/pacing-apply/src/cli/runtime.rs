//! Runs what waits, and ends it when the user or the system says so.

use super::failure::{Failure, reason};
use std::future::Future;
use std::io;

/// Runs work to its end, or until a signal says to stop: then `interrupted` says what that means.
pub(crate) fn run(
    work: impl Future<Output = Result<u8, Failure>>,
    interrupted: impl FnOnce(Signal) -> Result<u8, Failure>,
) -> Result<u8, Failure> {
    let build = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = build.map_err(|error| Failure::usage(format_args!("cannot start: {}", reason(&error))))?;
    let result = runtime.block_on(async {
        tokio::select! {
            // Signals are listened for before anything is done.
            biased;
            signal = signal() => interrupted(signal),
            result = work => result,
        }
    });
    // A thread may still wait for an answer at the terminal.
    runtime.shutdown_background();
    result
}

/// What told the program to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signal {
    /// Ctrl-C.
    Interrupt,
    /// What `kill` sends.
    Terminate,
}

impl Signal {
    /// The exit code that shells expect: 128 and the number of the signal.
    pub(crate) const fn exit(self) -> u8 {
        match self {
            Self::Interrupt => 130,
            Self::Terminate => 143,
        }
    }
}

/// Waits for a signal; for ever where the system gives none.
async fn signal() -> Signal {
    match next().await {
        Ok(signal) => signal,
        Err(_) => std::future::pending().await,
    }
}

#[cfg(unix)]
async fn next() -> io::Result<Signal> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    tokio::select! {
        _ = interrupt.recv() => Ok(Signal::Interrupt),
        _ = terminate.recv() => Ok(Signal::Terminate),
    }
}

#[cfg(not(unix))]
async fn next() -> io::Result<Signal> {
    tokio::signal::ctrl_c().await.map(|()| Signal::Interrupt)
}
