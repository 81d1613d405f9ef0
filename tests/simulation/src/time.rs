//! Virtual time: an agenda of what happens when, and the loop that works it off.

use crate::world::World;
use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

/// More steps than any history takes that ends.
const MOST_STEPS: u64 = 2_000_000;

/// What happens at a time.
type Event = Box<dyn FnOnce(&Rc<World>)>;

/// The clock, and what is going to happen.
#[derive(Default)]
pub struct Agenda {
    now: Cell<Duration>,
    entries: Cell<u64>,
    due: RefCell<BinaryHeap<Reverse<Entry>>>,
}

struct Entry {
    at: Duration,
    order: u64,
    event: Event,
}

impl Agenda {
    /// Time since the beginning.
    pub fn now(&self) -> Duration {
        self.now.get()
    }

    /// Something happens at this time, or now if that has passed. What is due at the same time happens in the order in
    /// which it was entered.
    pub fn at(&self, at: Duration, event: impl FnOnce(&Rc<World>) + 'static) {
        let order = self.entries.get();
        self.entries.set(order + 1);
        self.due.borrow_mut().push(Reverse(Entry { at: at.max(self.now()), order, event: Box::new(event) }));
    }

    /// Waits until this time.
    pub async fn until(&self, at: Duration) {
        let mut entered = false;
        poll_fn(|context| {
            if self.now() >= at {
                return Poll::Ready(());
            }
            if !std::mem::replace(&mut entered, true) {
                self.wake_at(at, context.waker());
            }
            Poll::Pending
        })
        .await;
    }

    /// Waits this long.
    pub async fn pass(&self, time: Duration) {
        self.until(self.now().saturating_add(time)).await;
    }

    /// Wakes somebody at this time.
    pub fn wake_at(&self, at: Duration, waker: &Waker) {
        let waker = waker.clone();
        self.at(at, move |_| waker.wake());
    }

    fn next(&self) -> Option<Event> {
        let Reverse(Entry { at, event, .. }) = self.due.borrow_mut().pop()?;
        self.now.set(at);
        Some(event)
    }
}

/// How the loop ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Ended<T> {
    /// The work is done.
    Done(T),
    /// Something must not be as it is; the history ends there.
    Violated,
    /// Nothing is going to happen any more, and the work is not done; or it never ends.
    Hung,
}

/// Works off the agenda until `work` is done.
pub fn run<T>(world: &Rc<World>, work: impl Future<Output = T>) -> Ended<T> {
    let flag = Arc::new(Flag(AtomicBool::new(true)));
    let waker = Waker::from(Arc::clone(&flag));
    let mut work = pin!(work);
    for _ in 0..MOST_STEPS {
        while flag.0.swap(false, Ordering::Relaxed) {
            if let Poll::Ready(done) = work.as_mut().poll(&mut Context::from_waker(&waker)) {
                return if world.is_violated() { Ended::Violated } else { Ended::Done(done) };
            }
            if world.is_violated() {
                return Ended::Violated;
            }
        }
        match world.agenda.next() {
            Some(event) => event(world),
            None => return Ended::Hung,
        }
    }
    Ended::Hung
}

struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order
    }
}

impl Eq for Entry {}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.at, self.order).cmp(&(other.at, other.order))
    }
}
