//! A history: what one seed makes happen.

use crate::chance::Chance;
use crate::check;
use crate::fault::{Fault, Weather};
use crate::invariant::{Invariant, Violation};
use crate::operator::{Edit, edits};
use crate::platform::Platform;
use crate::process::{DIALER, Death, Fate};
use crate::program::{Orders, invoke};
use crate::secret::audit_key;
use crate::tally::Tally;
use crate::time::{self, Ended};
use crate::truth::Job;
use crate::world::{MACHINES, World};
use futures_util::future::join;
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::time::Duration;

/// In every fourth history somebody tends the log: it is signed, closed when it is long, and changes are taken back.
const TENDED: u64 = 4;

/// What happened under a seed.
#[derive(Clone, Debug)]
pub struct History {
    /// The seed.
    pub seed: u64,
    /// What must not be as it is.
    pub violation: Option<Violation>,
    /// How often what happened.
    pub tally: Tally,
    /// What happened, line by line, if that was asked for.
    pub trace: Vec<String>,
}

/// Lets happen what a seed says.
pub fn simulate(seed: u64, traced: bool) -> History {
    let chance = Chance::new(seed);
    let weather = weather(&chance);
    let platform = Platform::new(&chance, document(30, "0.025"));
    let tended = seed.is_multiple_of(TENDED);
    let key = (tended && chance.happens(0.5)).then(audit_key).flatten();
    let world = World::new(chance, weather, platform, tended, key, traced);
    let result = catch_unwind(AssertUnwindSafe(|| time::run(&world, history(&world))));
    match result {
        Ok(Ended::Done(()) | Ended::Violated) => {}
        Ok(Ended::Hung) => world.violate(Invariant::Ends, || "a run hangs".to_owned()),
        Err(panic) => {
            let words = panic.downcast_ref::<String>().cloned();
            let words = words.or_else(|| panic.downcast_ref::<&str>().map(|&words| words.to_owned()));
            world.violate(Invariant::Ends, || format!("panic: {}", words.unwrap_or_default()));
        }
    }
    History { seed, violation: world.violation(), tally: world.tally(), trace: world.trace() }
}

fn weather(chance: &Chance) -> Weather {
    let rate = chance.one(&[0.0, 0.02, 0.05, 0.1, 0.2, 0.35]);
    let (all, some) = (chance.between(0, u64::MAX), chance.between(0, u64::MAX));
    let kinds = if chance.happens(0.5) { all } else { all & some };
    // The disk is the one thing whose every fault ends a run, so it is spared in most histories.
    let disk = [Fault::WriteFails, Fault::SyncFails, Fault::FileFails, Fault::ReadFails];
    let spared = if chance.happens(0.7) { disk.iter().fold(0, |bits, fault| bits | 1 << *fault as u32) } else { 0 };
    Weather::new(rate, kinds & !spared)
}

/// A few runs in which things go wrong, then calm: whatever is under way arrives, and one more run finishes what is left.
async fn history(world: &Rc<World>) {
    let chance = &world.chance;
    let speeds = [31, 32, 33];
    if chance.happens(0.3) {
        for _ in 0..chance.between(1, 4) {
            operator(world, &speeds);
        }
    }
    clock_jumps(world);
    let orders: Vec<Orders> = (0..chance.between(1, 4)).map(|_| Orders::draw(world, "A", 0, &speeds)).collect();
    let rival =
        chance.happens(0.2).then(|| (chance.millis(0, 60_000), Orders::draw(world, "B", chance.up_to(1), &speeds)));
    let main = async {
        for order in orders {
            invoke(world, &order).await;
            world.agenda.pass(world.chance.millis(100, 20_000)).await;
        }
    };
    let other = async {
        if let Some((wait, order)) = rival {
            world.agenda.pass(wait).await;
            world.disturb("process: a second one");
            invoke(world, &order).await;
        }
    };
    join(main, other).await;
    world.calm();
    if chance.happens(0.5) {
        invoke(world, &Orders::last(0, Job::Apply, 34)).await;
    }
    // Longer than anybody was ever told to stay away, on a clock that was set back.
    world.agenda.pass(Duration::from_secs(20_000)).await;
    for machine in (0..MACHINES).filter(|machine| !world.disk(*machine).is_new()) {
        let job = if chance.happens(0.5) { Job::Deliver } else { Job::Apply };
        invoke(world, &Orders::last(machine, job, 34)).await;
        invoke(world, &Orders::last(machine, Job::Deliver, 34)).await;
        if world.tended && chance.happens(0.3) {
            invoke(world, &Orders::last(machine, Job::Rollback, 34)).await;
        }
        // A torn tail stays until something is written.
        invoke(world, &Orders::last(machine, Job::Apply, 35 + machine as u64)).await;
    }
    check::at_the_end(world);
}

fn operator(world: &Rc<World>, speeds: &[u64]) {
    let chance = &world.chance;
    let edit = match chance.between(0, 8) {
        0 => Edit::Save,
        1 => Edit::Set(document(30, "0.025")),
        2 | 3 => Edit::Set(document(chance.one(speeds), "0.025")),
        _ => Edit::Set(document(50 + chance.between(0, 5), "0.025")),
    };
    edits(world, chance.millis(0, 120_000), edit);
}

/// The time of day on the machine may be wrong, and become right or otherwise wrong.
fn clock_jumps(world: &Rc<World>) {
    for _ in 0..4 {
        if world.strikes(Fault::ClockJump) {
            let by = SignedDuration::from_secs(world.chance.between(0, 14_400) as i64 - 7_200);
            world.skewed.set(true);
            world.agenda.at(world.chance.millis(0, 200_000), move |world| {
                world.say(|| format!("the clock jumps to {by:?} beside the right time"));
                world.skew.set(by);
            });
        }
    }
}

/// A dialer's document, told from others by its global speed.
pub fn document(speed: u64, threshold: &str) -> Value {
    let threshold: Value = threshold.parse().unwrap_or_default();
    json!({
        "id": DIALER,
        "type": "PREDICTIVE",
        "predictive_dialer_config": {
            "pacing_rules": [
                {"agent_count_min": 1, "agent_count_max": 5, "max_speed": 10},
                {"agent_count_min": 6, "agent_count_max": 20, "max_speed": 25},
            ],
            "max_speed": speed,
            "abandon_rate_threshold": threshold,
            "reload_on_update": true,
        },
    })
}

/// What happens to a process.
pub fn fate(chance: &Chance) -> Fate {
    let death = chance.one(&[Death::Killed, Death::PowerCut, Death::PowerCut]);
    Fate {
        signal: chance.happens(0.15).then(|| chance.between(1, 90)),
        death: chance.happens(0.4).then(|| (chance.between(1, 90), death)),
    }
}
