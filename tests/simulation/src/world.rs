//! The simulated world: what its parts share.

use crate::chance::Chance;
use crate::disk::DiskState;
use crate::fault::{Fault, Weather};
use crate::invariant::{Invariant, Violation};
use crate::platform::Platform;
use crate::process::Process;
use crate::receiver::Receiver;
use crate::tally::Tally;
use crate::time::Agenda;
use crate::truth::Truth;
use jiff::{SignedDuration, Timestamp};
use pacing_apply::audit::AuditKey;
use std::cell::{Cell, RefCell, RefMut};
use std::rc::{Rc, Weak};
use std::time::Duration;

/// When it begins: Sunday, 1 November 2026, noon, and a bit.
const BEGIN: i64 = 1_793_534_400_250;

/// How many machines there are.
pub const MACHINES: usize = 2;

/// The simulated world.
pub struct World {
    /// What happens when.
    pub agenda: Agenda,
    /// What the world draws.
    pub chance: Chance,
    /// How likely faults are.
    pub weather: RefCell<Weather>,
    /// Somebody tends the log: signs it, closes it, takes changes back.
    pub tended: bool,
    /// What signs the checkpoints, on all machines.
    pub key: Option<AuditKey>,
    lull: Cell<bool>,
    /// How wrong the time of day is on the machine.
    pub skew: Cell<SignedDuration>,
    /// Whether it was ever wrong.
    pub skewed: Cell<bool>,
    /// How often something went wrong, or somebody else did something.
    pub disturbances: Cell<u64>,
    /// All processes that ever ran.
    pub processes: RefCell<Vec<Rc<Process>>>,
    /// Who has the dialer on a machine.
    pub dialer_locks: [RefCell<Weak<Process>>; MACHINES],
    platform: RefCell<Platform>,
    receiver: RefCell<Receiver>,
    disks: [RefCell<DiskState>; MACHINES],
    truth: RefCell<Truth>,
    tally: RefCell<Tally>,
    violation: RefCell<Option<Violation>>,
    trace: Option<RefCell<Vec<String>>>,
}

impl World {
    /// A world with this platform, in which the log is tended, and signed by this key.
    pub fn new(
        chance: Chance,
        weather: Weather,
        platform: Platform,
        tended: bool,
        key: Option<AuditKey>,
        traced: bool,
    ) -> Rc<Self> {
        let truth = Truth::beginning(platform.document());
        Rc::new(Self {
            agenda: Agenda::default(),
            chance,
            weather: RefCell::new(weather),
            tended,
            key,
            lull: Cell::default(),
            skew: Cell::default(),
            skewed: Cell::default(),
            disturbances: Cell::default(),
            processes: RefCell::default(),
            dialer_locks: Default::default(),
            platform: RefCell::new(platform),
            receiver: RefCell::default(),
            disks: Default::default(),
            truth: RefCell::new(truth),
            tally: RefCell::default(),
            violation: RefCell::default(),
            trace: traced.then(RefCell::default),
        })
    }

    /// Time since the beginning.
    pub fn now(&self) -> Duration {
        self.agenda.now()
    }

    /// The right time of day.
    pub fn wall(&self) -> Timestamp {
        let begin = Timestamp::from_millisecond(BEGIN).unwrap_or_default();
        begin.checked_add(self.now()).unwrap_or(begin)
    }

    /// The time of day on the machine.
    pub fn machine_time(&self) -> Timestamp {
        self.wall().checked_add(self.skew.get()).unwrap_or_default()
    }

    /// Whether a fault strikes here and now.
    pub fn strikes(&self, fault: Fault) -> bool {
        let rate = if self.lull.get() { 0.0 } else { self.weather.borrow().rate(fault) };
        let struck = rate > 0.0 && self.chance.happens(rate);
        if struck {
            self.disturb(fault.name());
        }
        struck
    }

    /// Does something while no fault strikes, or as ever.
    pub fn in_lull<T>(&self, lull: bool, work: impl FnOnce() -> T) -> T {
        self.lull.set(lull);
        let done = work();
        self.lull.set(false);
        done
    }

    /// Something happens that no run can be expected to like.
    pub fn disturb(&self, name: &'static str) {
        self.disturbances.set(self.disturbances.get() + 1);
        self.count(name);
    }

    /// Faults end.
    pub fn calm(&self) {
        *self.weather.borrow_mut() = Weather::CALM;
        self.say(|| "faults end here".to_owned());
    }

    /// The platform.
    pub fn platform(&self) -> RefMut<'_, Platform> {
        self.platform.borrow_mut()
    }

    /// The receiver of events.
    pub fn receiver(&self) -> RefMut<'_, Receiver> {
        self.receiver.borrow_mut()
    }

    /// The disk of a machine.
    pub fn disk(&self, machine: usize) -> RefMut<'_, DiskState> {
        self.disks[machine].borrow_mut()
    }

    /// What really happened.
    pub fn truth(&self) -> RefMut<'_, Truth> {
        self.truth.borrow_mut()
    }

    /// Counts something for the tally.
    pub fn count(&self, name: &'static str) {
        self.tally.borrow_mut().count(name);
    }

    /// What was counted.
    pub fn tally(&self) -> Tally {
        self.tally.borrow().clone()
    }

    /// Writes a line into the trace, if there is one.
    pub fn say(&self, what: impl FnOnce() -> String) {
        if let Some(trace) = &self.trace {
            trace.borrow_mut().push(format!("{:>10.3} s  {}", self.now().as_secs_f64(), what()));
        }
    }

    /// Something must not be as it is. The first such thing ends the history.
    pub fn violate(&self, invariant: Invariant, what: impl FnOnce() -> String) {
        let mut violation = self.violation.borrow_mut();
        if violation.is_none() {
            let what = what();
            self.say(|| format!("VIOLATION of {}: {what}", invariant.name()));
            *violation = Some(Violation { invariant, what });
        }
    }

    /// Violates an invariant unless something holds.
    pub fn require(&self, invariant: Invariant, holds: bool, otherwise: impl FnOnce() -> String) {
        if !holds {
            self.violate(invariant, otherwise);
        }
    }

    /// Whether something is not as it must be.
    pub fn is_violated(&self) -> bool {
        self.violation.borrow().is_some()
    }

    /// What is not as it must be.
    pub fn violation(&self) -> Option<Violation> {
        self.violation.borrow().clone()
    }

    /// The trace so far.
    pub fn trace(&self) -> Vec<String> {
        self.trace.as_ref().map(|trace| trace.borrow().clone()).unwrap_or_default()
    }
}
