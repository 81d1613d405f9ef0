//! The network between a process and the servers: what becomes of a request and of its answer.

use crate::fault::Fault;
use crate::host::Place;
use crate::process::Process;
use crate::server;
use crate::truth::Put;
use crate::world::World;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use pacing_apply::host::{Request, Response, SendError};
use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;

/// How much later than its sending a request may arrive.
const LATEST: u64 = 600_000;

/// What comes back to whoever waits.
type Answer = Result<Response, SendError>;

/// Where an answer is waited for.
#[derive(Default)]
struct Slot {
    answer: RefCell<Option<Answer>>,
    waker: RefCell<Option<Waker>>,
}

/// What becomes of one request.
enum Journey {
    /// It arrives, and its answer comes back.
    Well { up: Duration, down: Duration },
    /// It does not arrive in time, or not at all.
    Lost { arrives: Option<Duration> },
    /// It arrives, its answer does not.
    Unanswered { up: Duration },
    /// It arrives twice; the first answer comes back.
    Twice { up: Duration, again: Duration },
    /// A page comes back in the place of the answer; it arrived, or never does.
    Page { arrives: bool },
    /// Half of the answer comes back.
    BrokenOff { up: Duration },
}

/// Sends a request, and waits for what comes of it.
pub async fn exchange(world: &Rc<World>, process: &Rc<Process>, request: &Request) -> Answer {
    let (place, name) = (Place::of(request), process.name);
    // Most runs would not come as far as a change if the requests before it were as badly off.
    let lull = matches!(place, Place::Token | Place::Read) && world.chance.happens(0.6);
    if world.in_lull(lull, || world.strikes(Fault::NotSent)) {
        let after = world.chance.millis(1, 3_000).min(request.timeout);
        world.say(|| format!("{name}: {} finds no connection", place.name()));
        world.agenda.pass(after).await;
        return Err(SendError::not_sent("connection refused"));
    }
    let put = (place == Place::Change).then(|| note_put(world, process, request));
    let journey = world.in_lull(lull, || Journey::draw(world));
    world.say(|| format!("{name}: {} leaves: {}", place.name(), journey.name()));
    let slot = Rc::new(Slot::default());
    let sender = Sender { slot: Rc::clone(&slot), request: request.clone(), run: process.run(), put, lull };
    sender.start(world, journey);
    process.step(world).await;
    let answer = slot.wait(world, request.timeout).await;
    world.say(|| match &answer {
        Ok(response) => format!("{name}: {} answered {}", place.name(), response.status.as_u16()),
        Err(error) => format!("{name}: {} not answered: {error}", place.name()),
    });
    answer
}

/// A request that is under way.
#[derive(Clone)]
struct Sender {
    slot: Rc<Slot>,
    request: Request,
    run: usize,
    put: Option<usize>,
    lull: bool,
}

impl Sender {
    fn start(self, world: &Rc<World>, journey: Journey) {
        let now = world.now();
        match journey {
            Journey::Well { up, down } => self.arrive(world, now + up, Some(down), None),
            Journey::Lost { arrives } => {
                if let Some(after) = arrives {
                    self.clone().arrive(world, now + after, None, None);
                }
                self.reset(world);
            }
            Journey::Unanswered { up } => {
                self.clone().arrive(world, now + up, None, None);
                self.reset(world);
            }
            Journey::Twice { up, again } => {
                let down = world.chance.millis(1, 200);
                self.arrive(world, now + up, Some(down), Some(again));
            }
            Journey::Page { arrives } => {
                let mut truth = world.truth();
                if let Some(put) = self.put.and_then(|put| truth.puts.get_mut(put)) {
                    put.hidden = true;
                }
                drop(truth);
                if arrives {
                    self.clone().arrive(world, now + Duration::from_millis(5), None, None);
                }
                // Any 2xx is a receiver's yes: a page that pretends one cannot be told from it.
                let believed = Place::of(&self.request) == Place::Webhook;
                let page = page(world, believed);
                world.agenda.at(now + world.chance.millis(10, 500), move |_| self.slot.put(Ok(page)));
            }
            Journey::BrokenOff { up } => {
                self.clone().arrive(world, now + up, None, None);
                let broken = Err(SendError::ambiguous("the answer broke off"));
                world.agenda.at(now + up + world.chance.millis(1, 300), move |_| self.slot.put(broken));
            }
        }
    }

    /// It arrives at this time; where `down` is given its answer is back so much later; where `again` is given it
    /// arrives once more so much later, unless it was refused: nobody repeats what was answered with no.
    fn arrive(self, world: &Rc<World>, at: Duration, down: Option<Duration>, again: Option<Duration>) {
        world.agenda.at(at, move |world| {
            if world.truth().runs.get(self.run).is_some_and(|run| run.ended.is_some()) {
                world.disturb("network: a request arrives after its run ended");
            }
            let reply = world.in_lull(self.lull, || server::answer(world, &self.request, self.run, self.put));
            if let (Some(again), true) = (again, reply.done) {
                self.clone().arrive(world, world.now() + again, None, None);
            }
            if let Some(down) = down {
                world.agenda.at(world.now() + down, move |_| self.slot.put(Ok(reply.response)));
            }
        });
    }

    /// The sender is told of a broken connection, or of nothing until its time is over.
    fn reset(self, world: &Rc<World>) {
        if world.chance.happens(0.5) {
            let at = world.now() + world.chance.millis(10, 4_000);
            world.agenda.at(at, move |_| self.slot.put(Err(SendError::ambiguous("connection reset"))));
        }
    }
}

impl Journey {
    fn draw(world: &World) -> Self {
        let chance = &world.chance;
        let up = chance.millis(1, 200);
        if world.strikes(Fault::LostBefore) {
            return Self::Lost { arrives: None };
        }
        if world.strikes(Fault::Late) {
            return Self::Lost { arrives: Some(chance.millis(10_000, LATEST)) };
        }
        if world.strikes(Fault::LostAfter) {
            return Self::Unanswered { up };
        }
        if world.strikes(Fault::Twice) {
            return Self::Twice { up, again: chance.millis(0, LATEST) };
        }
        if world.strikes(Fault::Page) {
            return Self::Page { arrives: chance.happens(0.5) };
        }
        if world.strikes(Fault::BrokenOff) {
            return Self::BrokenOff { up };
        }
        let slow = world.strikes(Fault::Slow);
        Self::Well { up, down: if slow { chance.millis(1_000, 25_000) } else { chance.millis(1, 200) } }
    }

    const fn name(&self) -> &'static str {
        match self {
            Self::Well { .. } => "it will arrive",
            Self::Lost { arrives: None } => "it will be lost",
            Self::Lost { arrives: Some(_) } => "it will arrive late",
            Self::Unanswered { .. } => "its answer will be lost",
            Self::Twice { .. } => "it will arrive twice",
            Self::Page { arrives: true } => "it will arrive, and a page will come back",
            Self::Page { arrives: false } => "it will not arrive, and a page will come back",
            Self::BrokenOff { .. } => "its answer will break off",
        }
    }
}

impl Slot {
    fn put(&self, answer: Answer) {
        let mut slot = self.answer.borrow_mut();
        if slot.is_none() {
            *slot = Some(answer);
        }
        if let Some(waker) = self.waker.borrow().as_ref() {
            waker.wake_by_ref();
        }
    }

    /// Waits for the answer, at most this long.
    async fn wait(&self, world: &Rc<World>, timeout: Duration) -> Answer {
        let deadline = world.now() + timeout;
        let mut entered = false;
        poll_fn(|context| {
            if let Some(answer) = self.answer.borrow_mut().take() {
                return Poll::Ready(answer);
            }
            if world.now() >= deadline {
                return Poll::Ready(Err(SendError::ambiguous(format!("no answer within {} s", timeout.as_secs()))));
            }
            *self.waker.borrow_mut() = Some(context.waker().clone());
            if !std::mem::replace(&mut entered, true) {
                world.agenda.wake_at(deadline, context.waker());
            }
            Poll::Pending
        })
        .await
    }
}

fn note_put(world: &World, process: &Process, request: &Request) -> usize {
    let (run, at) = (process.run(), world.now());
    let body = Rc::new(serde_json::from_slice(&request.body).unwrap_or_default());
    let intent = world.disk(process.machine).open_intent(run);
    let mut truth = world.truth();
    truth.puts.push(Put { run, at, body, intent, hidden: false, answered: None });
    truth.puts.len() - 1
}

fn page(world: &World, no_success: bool) -> Response {
    let statuses = [StatusCode::BAD_GATEWAY, StatusCode::OK, StatusCode::OK, StatusCode::OK];
    let status = world.chance.one(if no_success { statuses.get(..1).unwrap_or(&statuses) } else { &statuses });
    let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static("text/html"))]);
    Response { status, headers, body: b"<!doctype html><title>Sign in</title>".to_vec() }
}
