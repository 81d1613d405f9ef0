//! The host of browsers, of workers and of Node 20 or newer: fetch, timers, the clock of the page.
//!
//! A browser shows less than a socket does. Whether a byte left is never known, so every failure to send is ambiguous; a
//! redirect is seen and not where it leads; headers may be hidden by the server's CORS policy, which [`BrowserHost::hidden`]
//! tells. Proxies, certificates and the addresses that names resolve to are the browser's own business.

mod exchange;

use super::{Host, Request, Response, SendError};
use crate::error::Error;
use exchange::Exchange;
use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use jiff::Timestamp;
use js_sys::{Reflect, Uint8Array};
use std::cell::RefCell;
use std::pin::pin;
use std::time::Duration;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// The world as a browser shows it.
#[derive(Debug, Default)]
pub struct BrowserHost {
    hidden: RefCell<Vec<Hidden>>,
    /// It is a browser: Node's fetch does not send a request once more.
    repeats: bool,
}

/// A header that an answer of another origin lacks: the server did not send it, or did not expose it to scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// `ETag` of a dialer: a change cannot be made conditional on what was read.
    ETag,
    /// `Retry-After` of an answer that asks to come back later: the own back-off is waited.
    RetryAfter,
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = performance, js_name = now)]
    fn performance_now() -> Result<f64, JsValue>;

    #[wasm_bindgen(catch, js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(bytes: &Uint8Array) -> Result<JsValue, JsValue>;
}

/// A timer takes a number of 31 bits; this is a day.
const LONGEST_TIMER: Duration = Duration::from_secs(86_400);

impl BrowserHost {
    /// A host over the globals of JavaScript.
    ///
    /// # Errors
    /// When there is no clock that never jumps (`performance.now`), or no random bytes (`crypto.getRandomValues`).
    pub fn new() -> Result<Self, Error> {
        let missing =
            |what: &str| Error::InvalidSetting { name: "this environment", problem: format!("has no `{what}`") };
        performance_now().map_err(|_| missing("performance.now"))?;
        get_random_values(&Uint8Array::new_with_length(1)).map_err(|_| missing("crypto.getRandomValues"))?;
        let member = |of: &JsValue, name: &str| Reflect::get(of, &JsValue::from(name)).unwrap_or_default();
        let versions = member(&member(&js_sys::global(), "process"), "versions");
        let repeats = member(&versions, "node").is_undefined();
        Ok(Self { repeats, ..Self::default() })
    }

    /// The headers that were missed so far, each once.
    pub fn hidden(&self) -> Vec<Hidden> {
        self.hidden.borrow().clone()
    }

    fn note(&self, hidden: Option<Hidden>) {
        let mut all = self.hidden.borrow_mut();
        if let Some(hidden) = hidden.filter(|hidden| !all.contains(hidden)) {
            all.push(hidden);
        }
    }
}

impl Host for BrowserHost {
    async fn send(&self, request: Request) -> Result<Response, SendError> {
        let timeout = request.timeout;
        // Dropped, it aborts the request: at the end of the time, and when the run is told to end.
        let exchange = Exchange::new(request)?;
        match select(pin!(exchange.answer()), pin!(self.sleep(timeout))).await {
            Either::Left((Ok(answer), _)) => {
                self.note(answer.hidden);
                Ok(answer.response)
            }
            Either::Left((Err(error), _)) => Err(error),
            Either::Right(_) => {
                Err(SendError::ambiguous(format!("no whole answer within {} s", timeout.as_secs_f64())))
            }
        }
    }

    async fn sleep(&self, duration: Duration) {
        // Timers may be early by a part of a millisecond.
        let until = self.monotonic().saturating_add(duration);
        loop {
            let left = until.saturating_sub(self.monotonic()).min(LONGEST_TIMER);
            if left.is_zero() {
                return;
            }
            TimeoutFuture::new(u32::try_from(left.as_micros().div_ceil(1000)).unwrap_or(u32::MAX)).await;
        }
    }

    fn now(&self) -> Timestamp {
        // A JavaScript date is a whole number of milliseconds within eight million years of 1970.
        #[expect(clippy::cast_possible_truncation, reason = "as it says")]
        Timestamp::from_millisecond(js_sys::Date::now() as i64).unwrap_or_default()
    }

    fn monotonic(&self) -> Duration {
        let millis = performance_now().unwrap_or_default().max(0.0);
        Duration::try_from_secs_f64(millis / 1000.0).unwrap_or_default()
    }

    fn repeats(&self) -> bool {
        self.repeats
    }

    fn random(&self, bytes: &mut [u8]) {
        let length = u32::try_from(bytes.len()).unwrap_or_default();
        let random = Uint8Array::new_with_length(length);
        // Asked once when the host was made; what gave random bytes then does not stop.
        if get_random_values(&random).is_ok() && bytes.len() == length as usize {
            random.copy_to(bytes);
        }
    }
}
