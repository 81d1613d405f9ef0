//! A process that runs the program: it can die at any step, and the machine with it.

use crate::world::World;
use pacing_apply::Stop;
use std::cell::{Cell, RefCell};
use std::future::{Future, pending, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

/// The dialer that everybody changes.
pub const DIALER: &str = "d-1";

/// How a process dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Death {
    /// Killed; what it wrote is kept by the machine.
    Killed,
    /// The machine loses power: what was not synced may be lost, and all processes die.
    PowerCut,
}

/// What happens to a process, each at a step.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fate {
    /// It is told to end.
    pub signal: Option<u64>,
    /// It dies.
    pub death: Option<(u64, Death)>,
}

/// A process.
#[derive(Debug)]
pub struct Process {
    /// Its name in the trace.
    pub name: &'static str,
    /// The machine that it runs on.
    pub machine: usize,
    run: Cell<usize>,
    steps: Cell<u64>,
    /// At which step what happens to it.
    fate: Cell<Fate>,
    /// Tells the run to end early.
    pub stop: Stop,
    /// When it was told to.
    pub stopped: Cell<Option<Duration>>,
    dead: Cell<bool>,
    /// How long it waited for the lock of the log.
    pub waited: Cell<Duration>,
}

impl Process {
    /// A new process, which does what belongs to this run, and perhaps dies at a step.
    pub fn start(world: &World, name: &'static str, machine: usize, run: usize, fate: Fate) -> Rc<Self> {
        let process = Rc::new(Self {
            name,
            machine,
            run: Cell::new(run),
            steps: Cell::default(),
            fate: Cell::new(fate),
            stop: Stop::default(),
            stopped: Cell::default(),
            dead: Cell::default(),
            waited: Cell::default(),
        });
        world.processes.borrow_mut().push(Rc::clone(&process));
        process
    }

    /// The run that it does.
    pub fn run(&self) -> usize {
        self.run.get()
    }

    /// Whether it is dead.
    pub fn is_dead(&self) -> bool {
        self.dead.get()
    }

    /// A step is done; perhaps its last.
    pub async fn step(&self, world: &World) {
        let steps = self.steps.get() + 1;
        self.steps.set(steps);
        let Fate { signal, death } = self.fate.get();
        if signal == Some(steps) {
            world.say(|| format!("{}: is told to end", self.name));
            world.disturb("process: told to end");
            self.stopped.set(Some(world.now()));
            self.stop.stop();
        }
        if let Some((at, death)) = death
            && at == steps
        {
            self.die(world, death);
        }
        if self.is_dead() {
            pending::<()>().await;
        }
    }

    fn die(&self, world: &World, death: Death) {
        world.say(|| format!("{}: dies ({death:?})", self.name));
        self.dead.set(true);
        match death {
            Death::Killed => world.disturb("process: killed"),
            Death::PowerCut => {
                world.disturb("machine: power cut");
                let processes = world.processes.borrow();
                processes.iter().filter(|one| one.machine == self.machine).for_each(|one| one.dead.set(true));
                let lost = world.disk(self.machine).lose_power(&world.chance, world.now());
                world.say(|| format!("    disk: {lost}"));
            }
        }
    }

    /// It ends by itself.
    pub fn end(&self) {
        self.dead.set(true);
    }
}

/// Does the work until it is done or the process dies; nothing when it died.
pub async fn until_death<T>(process: &Process, work: impl Future<Output = T>) -> Option<T> {
    let work: RefCell<Option<Pin<Box<dyn Future<Output = T> + '_>>>> = RefCell::new(Some(Box::pin(work)));
    poll_fn(move |context| {
        let mut work = work.borrow_mut();
        let Some(future) = work.as_mut().filter(|_| !process.is_dead()) else {
            *work = None;
            return Poll::Ready(None);
        };
        match future.as_mut().poll(context) {
            Poll::Ready(done) => Poll::Ready(Some(done)),
            Poll::Pending if process.is_dead() => {
                *work = None;
                Poll::Ready(None)
            }
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}
