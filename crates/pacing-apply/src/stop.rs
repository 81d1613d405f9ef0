//! Telling a run to end early.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

/// Tells a run to end: waits end, nothing new is begun, and what was sent is still seen to its end. Clones belong together.
#[derive(Clone, Default)]
pub struct Stop(Rc<Inner>);

#[derive(Default)]
struct Inner {
    stopped: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
}

impl Stop {
    /// Tells it. There is no way back.
    pub fn stop(&self) {
        self.0.stopped.set(true);
        self.0.waiting.take().into_iter().for_each(Waker::wake);
    }

    /// Whether it was told.
    pub fn is_stopped(&self) -> bool {
        self.0.stopped.get()
    }

    /// Waits until it is told.
    pub async fn stopped(&self) {
        poll_fn(|context| {
            if self.is_stopped() {
                return Poll::Ready(());
            }
            let mut waiting = self.0.waiting.borrow_mut();
            if !waiting.iter().any(|waker| waker.will_wake(context.waker())) {
                waiting.push(context.waker().clone());
            }
            Poll::Pending
        })
        .await;
    }
}

impl fmt::Debug for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Stop").field(&self.is_stopped()).finish()
    }
}
