//! The calls about a log alone: what waits in it, its delivery, whether it holds.

use crate::answer::{Refusal, say};
use crate::failure::in_words_of_options;
use crate::options::Told;
use crate::page::{Page, Store};
use crate::report::Delivered;
use crate::storage::PageStorage;
use crate::world::World;
use pacing_apply::audit::{Origin, PendingEvent, verify as verify_log};
use pacing_apply::{Error, Journal, Patience, Progress, Session, Settings, deliver as deliver_events};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Sends the events that wait: `Delivered`.
#[wasm_bindgen]
pub async fn deliver(options: JsValue, store: Store, page: Page) -> JsValue {
    say(delivered(options, store, page).await)
}

/// What a log waits for: `OpenItems`.
#[wasm_bindgen]
pub async fn open(options: JsValue, store: Store) -> JsValue {
    say(opened(options, store).await)
}

/// Reads a whole log, and the checkpoint that was read before it: `Verified`.
#[wasm_bindgen]
pub fn verify(log: &[u8], checkpoint: Option<String>) -> JsValue {
    let report = verify_log(log, checkpoint.as_deref().map(str::as_bytes));
    say(report.map(|report| Verified::of(&report)).map_err(|error| Refusal::Option(error.to_string())))
}

/// The dialer of an event, which is locked while it is sent.
#[derive(PartialEq, Eq)]
struct Address {
    dialer: Option<String>,
    server: Option<Origin>,
}

impl Address {
    fn of(event: &PendingEvent) -> Self {
        Self { dialer: event.context.dialer_id.clone(), server: event.context.server.clone() }
    }
}

async fn delivered(options: JsValue, store: Store, page: Page) -> Result<Delivered, Refusal> {
    let told = Told::read(options)?;
    let (settings, world) = (told.settings()?, World::new(page)?);
    let storage = PageStorage::new(store, told.lock_wait());
    let round = round(&world, storage, &settings, told.lock_wait());
    world.until_stopped(round).await.map_err(|error| world.refusal(&error))
}

/// Sends what waits, dialer by dialer, each under its lock: a run that changes the dialer sends its event itself.
async fn round(world: &World, storage: PageStorage, settings: &Settings, lock_wait: f64) -> Result<Delivered, Error> {
    let mut journal = Journal::open(storage).await?;
    let mut addresses: Vec<Address> = Vec::new();
    for address in journal.pending()?.iter().map(Address::of) {
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    let mut all = Delivered::default();
    for address in addresses {
        let server = address.server.as_ref().map(Origin::as_str).unwrap_or_default();
        let lock = world.lock(address.dialer.as_deref().unwrap_or_default(), server, lock_wait).await;
        if let Err(error) = &lock {
            let waiting = journal.pending()?.into_iter().filter(|event| Address::of(event) == address);
            waiting.for_each(|event| all.add_waiting(&event, &error.to_string()));
            continue;
        }
        let observer = |progress: &Progress| world.tell(progress);
        let session = Session::new(&world.host, settings, &observer).stopped_by(world.stop.clone());
        let its = |event: &PendingEvent| Address::of(event) == address;
        all.add(&deliver_events(&session, &mut journal, Patience::Run, its).await?);
    }
    Ok(all)
}

/// `OpenItems`.
#[derive(Serialize)]
struct OpenItems {
    intents: Vec<OpenIntent>,
    events: Vec<OpenEvent>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OpenIntent {
    seq: f64,
    run_id: String,
    timestamp: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    dialer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    server: Option<String>,
}

#[derive(Serialize)]
struct OpenEvent {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    dialer: Option<String>,
    target: String,
    attempts: f64,
}

async fn opened(options: JsValue, store: Store) -> Result<OpenItems, Refusal> {
    let told = Told::read(options)?;
    let failed = |error| Refusal::of(&Error::Audit(error), false);
    let journal = Journal::open(PageStorage::new(store, told.lock_wait())).await.map_err(failed)?;
    let intents = journal.open_intents().map_err(failed)?.into_iter().map(|record| OpenIntent {
        seq: record.seq as f64,
        run_id: record.context.run_id.to_string(),
        timestamp: format!("{:.3}", record.mark.timestamp),
        dialer: record.context.dialer_id,
        server: record.context.server.map(|server| server.to_string()),
    });
    let events = journal.pending().map_err(failed)?.into_iter().map(|waiting| OpenEvent {
        id: waiting.event.id.to_string(),
        dialer: waiting.context.dialer_id,
        target: waiting.event.target.to_string(),
        attempts: waiting.attempts as f64,
    });
    Ok(OpenItems { intents: intents.collect(), events: events.collect() })
}

/// `Verified`.
#[derive(Serialize)]
struct Verified {
    holds: bool,
    records: f64,
    applied: f64,
    tail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

impl Verified {
    fn of(report: &pacing_apply::audit::Report) -> Self {
        Self {
            holds: report.holds(),
            records: report.records as f64,
            applied: report.applied as f64,
            tail: in_words_of_options(&report.tail.to_string()),
            problem: report.problem.as_ref().map(ToString::to_string),
        }
    }
}
