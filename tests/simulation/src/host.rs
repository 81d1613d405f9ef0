//! The host of a simulated process: the real workflow reaches the world through it alone.

use crate::chance::Chance;
use crate::process::Process;
use crate::world::World;
use crate::{check, network};
use http::Method;
use jiff::Timestamp;
use pacing_apply::Host;
use pacing_apply::host::{Peer, Request, Response, SendError};
use std::rc::Rc;
use std::time::Duration;

/// Where a request goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The token endpoint.
    Token,
    /// Reading the dialer.
    Read,
    /// Changing the dialer.
    Change,
    /// The receiver of events.
    Webhook,
}

impl Place {
    /// Where this request goes.
    pub fn of(request: &Request) -> Self {
        match (request.peer, &request.method) {
            (Peer::Webhook, _) => Self::Webhook,
            (Peer::Platform, method) if method == Method::POST => Self::Token,
            (Peer::Platform, method) if method == Method::GET => Self::Read,
            (Peer::Platform, _) => Self::Change,
        }
    }

    /// Its name in the trace.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Read => "GET",
            Self::Change => "PUT",
            Self::Webhook => "event",
        }
    }
}

/// The host of one process.
pub struct SimulatedHost {
    world: Rc<World>,
    process: Rc<Process>,
    random: Chance,
}

impl SimulatedHost {
    /// The host of this process.
    pub fn new(world: &Rc<World>, process: &Rc<Process>) -> Self {
        Self { world: Rc::clone(world), process: Rc::clone(process), random: world.chance.fork() }
    }
}

impl Host for SimulatedHost {
    async fn send(&self, request: Request) -> Result<Response, SendError> {
        self.process.step(&self.world).await;
        check::before_sending(&self.world, &self.process, &request);
        let result = network::exchange(&self.world, &self.process, &request).await;
        self.process.step(&self.world).await;
        check::after_answer(&self.world, &self.process, &request, &result);
        result
    }

    async fn sleep(&self, duration: Duration) {
        check::before_waiting(&self.world, &self.process, duration);
        let half = duration / 2;
        self.world.agenda.pass(half).await;
        self.process.step(&self.world).await;
        self.world.agenda.pass(duration.saturating_sub(half)).await;
    }

    fn now(&self) -> Timestamp {
        self.world.machine_time()
    }

    fn monotonic(&self) -> Duration {
        self.world.now()
    }

    fn random(&self, bytes: &mut [u8]) {
        self.random.fill(bytes);
    }
}
