//! The lock of a dialer, with a word to those who wait for it.

use super::log::Log;
use super::runtime::unless_stopped;
use pacing_apply::host::NativeHost;
use pacing_apply::progress::Level;
use pacing_apply::{DialerLock, Error, LockPlace, Stop};
use std::time::Duration;

/// Takes the lock, waiting for at most this long; says so first, and for whom.
pub(crate) async fn acquire(
    host: &NativeHost,
    place: &LockPlace,
    wait: Duration,
    stop: &Stop,
    log: Log,
) -> Result<DialerLock, Error> {
    match DialerLock::acquire(host, place, Duration::ZERO).await {
        Err(Error::Locked { dialer, holder, .. }) if !wait.is_zero() => {
            let who = holder.map(|holder| format!(" ({holder})")).unwrap_or_default();
            let wait_s = wait.as_secs_f64();
            log.write(
                Level::Info,
                &format!("another run changes dialer `{dialer}`{who}; waiting for its end, at most {wait_s} s"),
            );
            unless_stopped(stop, DialerLock::acquire(host, place, wait)).await
        }
        taken => taken,
    }
}
