//! A body that comes byte by byte, or not to its end.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_util::stream;

use crate::faults::Cut;
use crate::server::Hangup;

/// How a body is sent.
pub(crate) struct Pace {
    /// The time between two bytes; all at once when absent.
    pub(crate) drip: Option<Duration>,
    /// After how many bytes the connection ends, and how.
    pub(crate) cut: Option<(usize, Cut)>,
}

/// A body that is sent at this pace.
pub(crate) fn body(bytes: Bytes, pace: Pace, hangup: Hangup) -> Body {
    let end = pace.cut.map_or(bytes.len(), |(after, _)| after.min(bytes.len()));
    let state = Sending { left: bytes.slice(..end), first: true, pace, hangup };
    Body::from_stream(stream::unfold(state, Sending::next))
}

struct Sending {
    left: Bytes,
    first: bool,
    pace: Pace,
    hangup: Hangup,
}

impl Sending {
    async fn next(mut self) -> Option<(Result<Bytes, Infallible>, Self)> {
        if self.left.is_empty() {
            let (_, cut) = self.pace.cut?;
            tokio::time::sleep(TIME_TO_LEAVE).await;
            self.hangup.cut(cut).await;
            return None;
        }
        let chunk = match self.pace.drip {
            None => self.left.split_off(0),
            Some(between) => {
                if !self.first {
                    tokio::time::sleep(between).await;
                }
                self.left.split_to(1)
            }
        };
        self.first = false;
        Some((Ok(chunk), self))
    }
}

/// So that what was sent is on the wire before the connection ends.
const TIME_TO_LEAVE: Duration = Duration::from_millis(20);
