//! One dialer, one platform, one audit log; and what holds after every run.

use pacing_apply::audit::record::{Body, Record, Verdict};
use pacing_apply::audit::{self, Aside, Journal, MemoryStorage, Storage};
use pacing_apply::host::{Place, SimulatedHost, Step};
use pacing_apply::settings::{BaseUrl, Client, ClientAuth, Webhook};
use pacing_apply::signature::SigningSecret;
use pacing_apply::{AddressRule, Event, Outcome, Plan, Progress, Report, Session, Settings, apply};
use pacing_core::{DialerDocument, Options, Valid, validate};
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Waker};

pub(crate) const CLIENT_SECRET: &str = "s3cret-Canary/+=%";
pub(crate) const SIGNING_SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
pub(crate) const WEBHOOK_PATH: &str = "/hooks/path-canary-7781";

fn client() -> Client {
    Client::new("client-0815-abcd", CLIENT_SECRET)
}

/// What the dialer holds before, with this global speed.
pub(crate) fn held(speed: u32) -> Value {
    json!({
        "id": "d-1",
        "type": "PREDICTIVE",
        "predictive_dialer_config": {
            "pacing_rules": [
                {"agent_count_min": 1, "agent_count_max": 5, "max_speed": 10},
                {"agent_count_min": 6, "agent_count_max": 20, "max_speed": 25},
            ],
            "max_speed": speed,
            "abandon_rate_threshold": 0.025,
            "reload_on_update": true,
        },
    })
}

/// The document that the tests apply: like [`held`], with the global speed 45.
pub(crate) fn document() -> Valid<DialerDocument> {
    validate(&held(45).to_string(), &Options::default()).valid.unwrap()
}

pub(crate) struct World {
    pub(crate) host: Rc<SimulatedHost>,
    pub(crate) settings: Settings,
    pub(crate) disk: Disk,
    pub(crate) told: RefCell<Vec<Progress>>,
    pub(crate) confirm: bool,
}

impl World {
    pub(crate) fn new() -> Self {
        Self::seeded(1)
    }

    pub(crate) fn seeded(seed: u64) -> Self {
        Self::of(SimulatedHost::new(held(30), seed))
    }

    /// The world in which the dialer holds this.
    pub(crate) fn holding(document: Value) -> Self {
        Self::of(SimulatedHost::new(document, 1))
    }

    fn of(host: SimulatedHost) -> Self {
        let host = Rc::new(host);
        let mut settings = Settings::new(BaseUrl::parse("https://platform.example/").unwrap(), client());
        let webhook = Webhook::parse(&format!("https://wfm.example{WEBHOOK_PATH}"), AddressRule::default()).unwrap();
        settings.webhook = Some(webhook.signed_by(vec![SigningSecret::parse(SIGNING_SECRET).unwrap()]));
        settings.actor = "tester".to_owned();
        let disk = Disk::new(Rc::clone(&host));
        Self { host, settings, disk, told: RefCell::default(), confirm: true }
    }

    /// The world in which these steps happen to the changes that arrive.
    pub(crate) fn with(steps: impl IntoIterator<Item = Step>) -> Self {
        let world = Self::new();
        world.host.script(Place::Change, steps);
        world
    }

    /// The client's credentials go this way.
    pub(crate) fn client_auth(mut self, auth: ClientAuth) -> Self {
        self.settings.credentials = Client { auth, ..client() }.into();
        self
    }

    pub(crate) fn without_webhook(mut self) -> Self {
        self.settings.webhook = None;
        self
    }

    /// Applies the document, then checks what must hold whatever happened.
    pub(crate) fn apply(&self) -> Report {
        let report = self.apply_unchecked();
        self.check(&report);
        report
    }

    pub(crate) fn apply_unchecked(&self) -> Report {
        let observer = |progress: &Progress| self.told.borrow_mut().push(progress.clone());
        let session = Session::new(&*self.host, &self.settings, &observer);
        pollster::block_on(async {
            let mut journal = Journal::open(self.disk.clone()).await.unwrap();
            apply(&session, &mut journal, &document(), async |_: &Plan| self.confirm).await
        })
    }

    /// Begins to apply the document, and dies when `when` holds: the future is dropped, what is on the disk stays.
    pub(crate) fn die(&self, when: impl Fn(&Self) -> bool) {
        let observer = |progress: &Progress| self.told.borrow_mut().push(progress.clone());
        let session = Session::new(&*self.host, &self.settings, &observer);
        let mut journal = pollster::block_on(Journal::open(self.disk.clone())).unwrap();
        let document = document();
        let mut life = pin!(apply(&session, &mut journal, &document, async |_: &Plan| self.confirm));
        let mut context = Context::from_waker(Waker::noop());
        for _ in 0..1000 {
            assert!(life.as_mut().poll(&mut context).is_pending(), "it lived on");
            if when(self) {
                return;
            }
        }
        panic!("it never came so far");
    }

    /// How many records of a kind there are.
    pub(crate) fn count(&self, kind: &str) -> usize {
        self.lines().iter().filter(|line| line["kind"] == kind).count()
    }

    /// The records as they stand in the log.
    pub(crate) fn lines(&self) -> Vec<Value> {
        let log = String::from_utf8(self.disk.inner.log()).unwrap();
        log.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    pub(crate) fn puts(&self) -> usize {
        self.host.at(Place::Change).len()
    }

    pub(crate) fn records(&self) -> Vec<Record> {
        let log = String::from_utf8(self.disk.inner.log()).unwrap();
        log.lines().map(|line| Record::from_line(line).unwrap()).collect()
    }

    pub(crate) fn outcome(&self) -> audit::Outcome {
        let mut outcomes = self.records().into_iter().filter_map(|record| match record.body {
            Body::Outcome(outcome) => Some(outcome),
            _ => None,
        });
        outcomes.next_back().unwrap()
    }

    /// The sentences that were told, one a line.
    pub(crate) fn story(&self) -> String {
        self.told.borrow().iter().map(|progress| format!("{progress}\n")).collect()
    }

    fn check(&self, report: &Report) {
        let story = self.story();
        let holds_it = self.host.document() == held(45);
        assert_eq!(self.host.early(), 0, "nobody comes back earlier than told:\n{story}");
        assert!(self.host.changes() <= 1, "changed at most once:\n{story}");
        match &report.outcome {
            Outcome::Applied { differs, .. } => assert!(holds_it || !differs.is_empty(), "{story}"),
            Outcome::Unchanged => assert!(holds_it && self.host.changes() == 0, "{story}"),
            Outcome::NotApplied(_) | Outcome::Refused => assert_eq!(self.host.changes(), 0, "{story}"),
            _ => {}
        }
        self.check_audit(report);
    }

    fn check_audit(&self, report: &Report) {
        let checkpoint = self.disk.inner.checkpoint_text();
        let verified = audit::verify(&self.disk.inner.log()[..], checkpoint.as_deref()).unwrap();
        assert_eq!(verified.problem, None);
        assert!(self.puts() == 0 || self.disk.puts_at_intent.get() == Some(0), "the intent is durable before the PUT");

        let exchanges = self.host.exchanges().iter().filter(|exchange| exchange.place != Place::Webhook).count();
        assert_eq!(report.exchanges, exchanges as u64);
        let records = self.records();
        let attempts = records.iter().filter(|record| matches!(record.body, Body::Attempt(_))).count();
        assert_eq!(attempts, exchanges, "every exchange is a record");

        let outcome = self.outcome();
        let event = match (&outcome.verdict, &report.outcome) {
            (Verdict::Applied(applied), Outcome::Applied { .. }) => applied.event.clone(),
            (Verdict::Unchanged, Outcome::Unchanged)
            | (Verdict::NotApplied, Outcome::NotApplied(_))
            | (Verdict::Refused, Outcome::Refused)
            | (Verdict::Unknown, Outcome::Unknown(_)) => None,
            (told, ended) => panic!("the log says {told:?}, the report {ended:?}"),
        };
        assert_eq!(outcome.message, report.outcome.sentence());
        assert_eq!(outcome.exit_code, report.outcome.exit().code());

        let journal = pollster::block_on(Journal::open(self.disk.clone())).unwrap();
        assert_eq!(journal.open_intents().unwrap(), []);
        let waiting = journal.pending().unwrap().len();
        match &report.event {
            Event::None => assert!(event.is_none() && waiting == 0 && self.host.at(Place::Webhook).is_empty()),
            Event::Delivered { .. } | Event::GivenUp => assert!(event.is_some() && waiting == 0),
            Event::Waiting { .. } => assert_eq!(waiting, 1),
            other => panic!("{other:?}"),
        }
    }
}

/// A log in memory whose writes can begin to fail, and that notes how many PUTs there were when an intent became durable.
#[derive(Clone)]
pub(crate) struct Disk {
    pub(crate) inner: MemoryStorage,
    /// How many more records fit.
    pub(crate) room: Rc<Cell<usize>>,
    puts_at_intent: Rc<Cell<Option<usize>>>,
    host: Rc<SimulatedHost>,
}

impl Disk {
    fn new(host: Rc<SimulatedHost>) -> Self {
        let (room, puts_at_intent) = (Rc::new(Cell::new(usize::MAX)), Rc::default());
        Self { inner: MemoryStorage::default(), room, puts_at_intent, host }
    }
}

impl Storage for Disk {
    async fn lock(&mut self) -> Result<(), audit::Error> {
        self.inner.lock().await
    }

    fn unlock(&mut self) {
        self.inner.unlock();
    }

    async fn size(&mut self) -> Result<u64, audit::Error> {
        self.inner.size().await
    }

    async fn read(&mut self, from: u64, max: usize) -> Result<Vec<u8>, audit::Error> {
        self.inner.read(from, max).await
    }

    async fn append(&mut self, bytes: &[u8]) -> Result<(), audit::Error> {
        let Some(room) = self.room.get().checked_sub(1) else {
            return Err(audit::Error::Full { path: "pacing_audit.log".to_owned() });
        };
        self.room.set(room);
        self.inner.append(bytes).await
    }

    async fn sync(&mut self) -> Result<(), audit::Error> {
        let log = String::from_utf8(self.inner.log()).unwrap();
        if log.lines().next_back().is_some_and(|line| line.contains(r#""kind":"intent""#)) {
            self.puts_at_intent.set(Some(self.host.at(Place::Change).len()));
        }
        self.inner.sync().await
    }

    async fn checkpoint(&mut self) -> Result<Option<Vec<u8>>, audit::Error> {
        self.inner.checkpoint().await
    }

    async fn replace_checkpoint(&mut self, text: &[u8]) -> Result<(), audit::Error> {
        self.inner.replace_checkpoint(text).await
    }

    async fn set_aside(&mut self, from: u64) -> Result<Aside, audit::Error> {
        self.inner.set_aside(from).await
    }

    async fn asides(&mut self) -> Result<Vec<Aside>, audit::Error> {
        self.inner.asides().await
    }
}
