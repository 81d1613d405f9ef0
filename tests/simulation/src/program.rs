//! One run of the program, as its command line does it, on a simulated machine.

use crate::check;
use crate::disk::Disk;
use crate::host::SimulatedHost;
use crate::invariant::Invariant;
use crate::process::{DIALER, Fate, Process, until_death};
use crate::scenario::{document, fate};
use crate::secret::{CLIENT_ID, CLIENT_SECRET, PLATFORM, RECEIVER, RECEIVER_PATH, secret_in, signing_secrets};
use crate::trail;
use crate::truth::{Job, Run};
use crate::world::World;
use pacing_apply::settings::{BaseUrl, Client, ClientAuth, Webhook};
use pacing_apply::{AddressRule, Event, Journal, Outcome, Patience, Plan, Progress, Report, Session, Settings};
use pacing_apply::{apply, deliver, recover};
use pacing_core::{DialerDocument, DialerId, Options, Valid, validate};
use std::borrow::Cow;
use std::rc::Rc;
use std::time::Duration;

/// What a run is told to do.
#[derive(Clone, Debug)]
pub struct Orders {
    name: &'static str,
    machine: usize,
    job: Job,
    speed: u64,
    webhook: bool,
    basic: bool,
    deadline: Duration,
    retries: u32,
    confirms: bool,
    /// It leaves the key out that signs the log.
    pub without_key: bool,
    /// How long the log may become before it is closed.
    pub max_bytes: Option<u64>,
    /// It ends with closing the log by hand.
    rotates: bool,
    fate: Fate,
}

impl Orders {
    /// Some run.
    pub fn draw(world: &World, name: &'static str, machine: usize, speeds: &[u64]) -> Self {
        let chance = &world.chance;
        Self {
            name,
            machine,
            job: match () {
                () if chance.happens(0.1) => Job::Deliver,
                () if world.tended && chance.happens(0.1) => Job::Rollback,
                () => Job::Apply,
            },
            speed: chance.one(speeds),
            webhook: chance.happens(0.8),
            basic: chance.happens(0.2),
            deadline: Duration::from_secs(chance.one(&[120, 120, 120, 30, 10])),
            retries: chance.one(&[3, 3, 3, 0, 6]),
            confirms: chance.happens(0.97),
            without_key: world.tended && chance.happens(0.2),
            max_bytes: (world.tended && chance.happens(0.3)).then(|| chance.between(1_000, 20_000)),
            rotates: world.tended && chance.happens(0.1),
            fate: fate(chance),
        }
    }

    /// A run that nothing disturbs.
    pub fn last(machine: usize, job: Job, speed: u64) -> Self {
        let (deadline, fate) = (Duration::from_secs(120), Fate::default());
        let (webhook, basic, retries, confirms) = (true, false, 3, true);
        let (without_key, max_bytes, rotates) = (false, None, false);
        Self {
            name: "A",
            machine,
            job,
            speed,
            webhook,
            basic,
            deadline,
            retries,
            confirms,
            without_key,
            max_bytes,
            rotates,
            fate,
        }
    }

    fn settings(&self) -> Option<Settings> {
        let mut client = Client::new(CLIENT_ID, CLIENT_SECRET);
        if self.basic {
            client.auth = ClientAuth::Basic;
        }
        let mut settings = Settings::new(BaseUrl::parse(PLATFORM).ok()?, client);
        if self.webhook {
            let webhook = Webhook::parse(&format!("{RECEIVER}{RECEIVER_PATH}"), AddressRule::default()).ok()?;
            settings.webhook = Some(webhook.signed_by(signing_secrets()));
        }
        settings.deadline = self.deadline;
        settings.retry.max_retries = self.retries;
        settings.actor = self.name.to_owned();
        Some(settings)
    }

    fn document(&self) -> Option<Valid<DialerDocument>> {
        validate(&document(self.speed, "0.025").to_string(), &Options::default()).valid
    }
}

/// Runs the program until it ends or dies.
pub async fn invoke(world: &Rc<World>, orders: &Orders) {
    let (Some(settings), Some(document)) = (orders.settings(), orders.document()) else {
        return world.violate(Invariant::Ends, || "the simulation's own settings do not hold".to_owned());
    };
    let now = world.now();
    let index = {
        let body = Rc::new(serde_json::from_str(&document.to_body()).unwrap_or_default());
        let (job, deadline) = (orders.job.clone(), now + settings.deadline);
        let mut truth = world.truth();
        truth.runs.push(Run::new(job, body, now, deadline, world.disturbances.get()));
        truth.runs.len() - 1
    };
    let process = Process::start(world, orders.name, orders.machine, index, orders.fate);
    world.say(|| format!("{}: run {index} begins: {:?} max_speed {}", orders.name, orders.job, orders.speed));
    let ended = until_death(&process, program(world, &process, orders, &settings, &document)).await;
    process.end();
    if let Some(run) = world.truth().runs.get_mut(index) {
        run.ended = Some(world.now());
    }
    if ended.is_none() {
        check::after_crash(world, orders.machine);
    }
}

async fn program(
    world: &Rc<World>,
    process: &Rc<Process>,
    orders: &Orders,
    settings: &Settings,
    document: &Valid<DialerDocument>,
) {
    let host = SimulatedHost::new(world, process);
    let observer = |progress: &Progress| tell(world, process, progress);
    if !lock_dialer(world, process).await {
        return;
    }
    let mut journal = match trail::open(world, process, orders).await {
        Ok(journal) => journal,
        Err(error) => {
            world.say(|| format!("{}: the log cannot be opened: {error}", process.name));
            return world.count("run: the log cannot be opened");
        }
    };
    let (mut settings, mut document) = (settings.clone(), Cow::Borrowed(document));
    if orders.job == Job::Rollback {
        let Some(earlier) = trail::before_the_last(world, process) else { return };
        let Some(valid) = validate(&earlier.text, &Options::default()).valid else {
            return world
                .violate(Invariant::OnlyWhatIsWanted, || format!("it held what is not valid: {}", earlier.text));
        };
        world.count("run: a change taken back");
        world.say(|| format!("{}: takes back record {}", process.name, earlier.seq));
        settings.rollback_of = Some(earlier.outcome);
        document = Cow::Owned(valid);
    }
    let session = Session::new(&host, &settings, &observer).stopped_by(process.stop.clone());
    if let Some(run) = world.truth().runs.get_mut(process.run()) {
        run.began = world.now();
        run.deadline = world.now() + settings.deadline;
        run.body = Rc::new(serde_json::from_str(&document.to_body()).unwrap_or_default());
    }
    if orders.job != Job::Deliver {
        let report = apply(&session, &mut journal, &document, async |_: &Plan| confirm(world, process, orders)).await;
        ended(world, process, orders, &report);
        return close(world, process, orders, &mut journal).await;
    }
    let Ok(dialer) = DialerId::parse(DIALER) else { return };
    match recover(&session, &mut journal, &dialer).await {
        Ok(closed) => closed.iter().for_each(|_| world.count("recovery: intent closed")),
        Err(error) => world.say(|| format!("{}: recovery: {error}", process.name)),
    }
    match deliver(&session, &mut journal, Patience::Run, |_| true).await {
        Ok(outbox) => outbox.delivered.iter().for_each(|_| world.count("outbox: delivered later")),
        Err(error) => world.say(|| format!("{}: deliver: {error}", process.name)),
    }
    close(world, process, orders, &mut journal).await;
}

/// Somebody closes the log by hand, where nothing stands against it.
async fn close(world: &World, process: &Process, orders: &Orders, journal: &mut Journal<Disk>) {
    if orders.rotates
        && let Err(error) = journal.rotate().await
    {
        world.say(|| format!("{}: {error}", process.name));
    }
}

/// Somebody looks at the plan.
fn confirm(world: &World, process: &Process, orders: &Orders) -> bool {
    if let Some(run) = world.truth().runs.get_mut(process.run()) {
        run.confirmed = orders.confirms;
    }
    orders.confirms
}

/// Takes the lock that one run for a dialer at a time has on a machine; gives up after 10 s.
async fn lock_dialer(world: &World, process: &Rc<Process>) -> bool {
    for _ in 0..100 {
        let holder = world.dialer_locks[process.machine].borrow().upgrade();
        if holder.is_none_or(|holder| holder.is_dead()) {
            *world.dialer_locks[process.machine].borrow_mut() = Rc::downgrade(process);
            return true;
        }
        world.agenda.pass(Duration::from_millis(100)).await;
    }
    world.count("run: another one has the dialer");
    false
}

fn tell(world: &World, process: &Process, progress: &Progress) {
    world.say(|| format!("{}: » {progress}", process.name));
    let words = format!("{progress} {progress:?}");
    world.require(Invariant::SecretsHidden, secret_in(words.as_bytes()).is_none(), || format!("told: {words}"));
}

fn ended(world: &World, process: &Process, orders: &Orders, report: &Report) {
    let run = process.run();
    world.say(|| format!("{}: ends: {}; event {:?}", process.name, report.outcome.sentence(), report.event));
    world.count(match &report.outcome {
        Outcome::Applied { .. } => "outcome: applied",
        Outcome::Unchanged => "outcome: unchanged",
        Outcome::NotApplied(_) => "outcome: not applied",
        Outcome::Refused => "outcome: refused",
        _ => "outcome: unknown",
    });
    world.count(match &report.event {
        Event::None => "event: none",
        Event::Delivered { .. } => "event: delivered",
        Event::Waiting { .. } => "event: waiting",
        Event::GivenUp => "event: given up",
        _ => "event: unwritten",
    });
    check::report(world, process, report);
    let (quiet, code) = {
        let truth = world.truth();
        let alone = |began| truth.versions.iter().all(|version| version.at < began || truth.is_of(version.by, run));
        let undisturbed = |facts: &Run| facts.disturbances == world.disturbances.get() && alone(facts.began);
        let quiet = truth.runs.get(run).is_some_and(undisturbed);
        (quiet && orders.confirms && orders.deadline >= Duration::from_secs(120), report.exit().code())
    };
    let done = matches!(report.outcome, Outcome::Applied { .. } | Outcome::Unchanged);
    let good = code == 0 || (code == 5 && !report.earlier.waiting.is_empty());
    world.require(Invariant::QuietApplies, !quiet || (done && good), || {
        format!("nothing went wrong, but: {}; {:?}", report.outcome.sentence(), report.event)
    });
    if let Some(run) = world.truth().runs.get_mut(run) {
        run.exit = Some(code);
        run.report = Some(report.clone());
    }
}
