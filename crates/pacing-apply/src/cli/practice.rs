//! The embedded sandbox: a platform and a receiver of events on loopback, for `--sandbox`.

use super::failure::{Failure, reason};
use pacing_core::DialerId;
use pacing_sandbox::{Config, Sandbox, Signature};
use serde_json::Value;
use std::time::Duration;

/// A sandbox that holds one dialer with an older pacing.
pub(crate) struct Practice {
    sandbox: Sandbox,
    dialer: DialerId,
}

/// What became of a dialer after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reload {
    /// It reloaded, and the new rules are in force.
    Done,
    /// It did not reload: the cached rules are in force.
    Cached,
    /// It was still reloading when the waiting ended.
    Unfinished,
}

impl Practice {
    /// Starts one on a free port.
    pub(crate) async fn start(dialer: DialerId) -> Result<Self, Failure> {
        let started = Sandbox::start(Config::holding(dialer.as_str())).await;
        let sandbox =
            started.map_err(|error| Failure::usage(format_args!("cannot start the sandbox: {}", reason(&error))))?;
        Ok(Self { sandbox, dialer })
    }

    /// The sandbox.
    pub(crate) fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// Waits until the dialer is no longer reloading, and says which rules it runs with then.
    pub(crate) async fn reload(&self) -> Reload {
        const LOOK: Duration = Duration::from_millis(20);
        const MOST: u32 = 250;
        for _ in 0..MOST {
            let shown = self.sandbox.dialer(self.dialer.as_str()).unwrap_or_default();
            if shown.get("status").and_then(Value::as_str) != Some("RELOADING") {
                let in_force = self.sandbox.active_pacing(self.dialer.as_str());
                let stored = shown.get("predictive_dialer_config");
                return if in_force.as_ref() == stored { Reload::Done } else { Reload::Cached };
            }
            tokio::time::sleep(LOOK).await;
        }
        Reload::Unfinished
    }

    /// The requests that came, in order: method, path and status.
    pub(crate) fn requests(&self) -> Vec<String> {
        let line = |request: pacing_sandbox::Recorded| {
            let status = request.status.map_or_else(|| "no answer".to_owned(), |status| status.to_string());
            format!("{} {} {status}", request.method, request.path)
        };
        self.sandbox.requests().into_iter().map(line).collect()
    }

    /// What the receiver says about the signature of the event that it took; nothing where none came.
    pub(crate) fn signature(&self) -> Option<&'static str> {
        let event = self.sandbox.events().into_iter().find(|event| event.refused.is_none())?;
        Some(match event.signature {
            Signature::Verified => "verified",
            Signature::Unsigned => "unsigned",
            Signature::Bad => "bad",
        })
    }
}
