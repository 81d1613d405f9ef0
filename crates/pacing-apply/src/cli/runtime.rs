//! Runs what waits, and ends it when the user or the system says so.

use super::failure::{Failure, reason};
use super::log::Log;
use pacing_apply::progress::Level;
use pacing_apply::{Error, Stop};
use std::fmt;
use std::future::Future;
use std::pin::pin;

/// Runs work to its end, or until a signal says to stop: then `interrupted` says what that means.
pub(crate) fn run(
    work: impl Future<Output = Result<u8, Failure>>,
    interrupted: impl FnOnce(Signal) -> Result<u8, Failure>,
) -> Result<u8, Failure> {
    block_on(async {
        let mut signals = Signals::listen();
        tokio::select! {
            // Signals are listened for before anything is done.
            biased;
            signal = signals.next() => interrupted(signal),
            result = work => result,
        }
    })
}

/// Runs work to its end. A signal tells it to finish what it has begun, and gives the exit code; a second one ends it at
/// once, and `interrupted` says what that means.
pub(crate) fn run_to_end(
    work: impl Future<Output = Result<u8, Failure>>,
    stop: &Stop,
    log: Log,
    interrupted: impl FnOnce(Signal) -> Failure,
) -> Result<u8, Failure> {
    block_on(async {
        let mut signals = Signals::listen();
        let mut work = pin!(work);
        let signal = tokio::select! {
            biased;
            signal = signals.next() => signal,
            result = &mut work => return result,
        };
        stop.stop();
        log.write(Level::Warning, &format!("{signal}: the step in hand is finished first; a second one ends at once"));
        tokio::select! {
            biased;
            again = signals.next() => Err(interrupted(again)),
            result = &mut work => match result {
                Ok(_) => Ok(signal.exit()),
                Err(failure) => Err(Failure { exit: signal.exit(), ..failure }),
            },
        }
    })
}

/// Lets a write beyond a limit of a file's size (`ulimit -f`) fail like one on a full disk. By default SIGXFSZ would end the
/// program without a word, maybe after a change was made.
#[cfg(unix)]
pub(crate) fn outlive_file_limits() {
    use tokio::signal::unix::{SignalKind, signal};
    let kind = SignalKind::from_raw(rustix::process::Signal::XFSZ.as_raw());
    // A handler stays when what it was registered in has gone. Where none can be, the default is what there is.
    if let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() {
        let _ = runtime.block_on(async { signal(kind) });
    }
}

#[cfg(not(unix))]
pub(crate) fn outlive_file_limits() {}

/// What comes of it, unless the run is told to end first.
pub(crate) async fn unless_stopped<T>(stop: &Stop, work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    tokio::select! {
        biased;
        () = stop.stopped() => Err(Error::Stopped),
        result = work => result,
    }
}

fn block_on(work: impl Future<Output = Result<u8, Failure>>) -> Result<u8, Failure> {
    let build = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = build.map_err(|error| Failure::usage(format_args!("cannot start: {}", reason(&error))))?;
    let result = runtime.block_on(work);
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

impl fmt::Display for Signal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Interrupt => "interrupted (SIGINT)",
            Self::Terminate => "told to end (SIGTERM)",
        })
    }
}

/// The signals that come, one after the other; none ever where the system gives none.
#[cfg(unix)]
struct Signals(Option<[tokio::signal::unix::Signal; 2]>);

#[cfg(unix)]
impl Signals {
    fn listen() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        let both = signal(SignalKind::interrupt()).and_then(|one| Ok([one, signal(SignalKind::terminate())?]));
        Self(both.ok())
    }

    async fn next(&mut self) -> Signal {
        let Some([interrupt, terminate]) = &mut self.0 else { return std::future::pending().await };
        tokio::select! {
            _ = interrupt.recv() => Signal::Interrupt,
            _ = terminate.recv() => Signal::Terminate,
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn listen() -> Self {
        Self
    }

    async fn next(&mut self) -> Signal {
        match tokio::signal::ctrl_c().await {
            Ok(()) => Signal::Interrupt,
            Err(_) => std::future::pending().await,
        }
    }
}
