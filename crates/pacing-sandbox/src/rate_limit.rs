//! At most so many GETs and PUTs of dialers in a sliding window.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::time::Instant;

use crate::answer::Problem;
use crate::config::RateLimit;
use crate::retry_after::whole_seconds;

/// Lets a request pass or says when to come back.
pub(crate) async fn layer(State(limiter): State<Arc<Limiter>>, request: Request, next: Next) -> Response {
    match limiter.admit(Instant::now()) {
        Ok(()) => next.run(request).await,
        Err(wait) => {
            let seconds = whole_seconds(wait);
            let message = format!("too many requests: come back in {seconds} s");
            Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", message)
                .with_header(RETRY_AFTER, &seconds.to_string())
                .into_response()
        }
    }
}

/// Remembers when requests were let through.
pub(crate) struct Limiter {
    limit: Option<RateLimit>,
    passed: Mutex<VecDeque<Instant>>,
}

impl Limiter {
    pub(crate) fn new(limit: Option<RateLimit>) -> Self {
        Self { limit, passed: Mutex::default() }
    }

    /// Counts a request in, or gives the time until the next one may come.
    fn admit(&self, now: Instant) -> Result<(), Duration> {
        let Some(limit) = self.limit else { return Ok(()) };
        let mut passed = self.passed.lock().unwrap_or_else(PoisonError::into_inner);
        passed.retain(|then| now.saturating_duration_since(*then) < limit.window);
        if (passed.len() as u64) < u64::from(limit.requests) {
            passed.push_back(now);
            return Ok(());
        }
        let oldest = passed.front().copied().unwrap_or(now);
        Err(limit.window.saturating_sub(now.saturating_duration_since(oldest)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_slides() {
        let limit = RateLimit { requests: 2, window: Duration::from_secs(10) };
        let limiter = Limiter::new(Some(limit));
        let start = Instant::now();
        let after = |seconds| limiter.admit(start + Duration::from_secs(seconds));
        assert_eq!(after(0), Ok(()));
        assert_eq!(after(4), Ok(()));
        assert_eq!(after(5), Err(Duration::from_secs(5)));
        assert_eq!(after(10), Ok(()));
        assert_eq!(after(11), Err(Duration::from_secs(3)));
        assert_eq!(after(14), Ok(()));
    }
}
