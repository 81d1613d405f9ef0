//! The calls that reach a platform.

use crate::answer::{Refusal, plain, say};
use crate::failure::Failure;
use crate::options::{self, Told};
use crate::page::{Page, Store};
use crate::report::{Applied, Invalid, LiveDialer, PlanOfChange, RecoveredChange, Report, errors};
use crate::storage::PageStorage;
use crate::world::World;
use pacing_apply::{Error, Exit, Journal, Plan, Progress, Session, Settings, record_refusal};
use pacing_core::{DialerDocument, Options, Valid, validate};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Applies a document: `Report`.
#[wasm_bindgen]
pub async fn apply(text: String, options: JsValue, store: Store, page: Page) -> JsValue {
    say(applied(&text, options, store, page).await)
}

/// What a document would change: `Plan`.
#[wasm_bindgen]
pub async fn plan(text: String, options: JsValue, page: Page) -> JsValue {
    say(planned(&text, options, page).await)
}

/// What a dialer holds: `Live`.
#[wasm_bindgen]
pub async fn pull(dialer: String, options: JsValue, page: Page) -> JsValue {
    say(pulled(&dialer, options, page).await)
}

/// Closes what an interrupted run has left open for a dialer: `Recovered[]`.
#[wasm_bindgen]
pub async fn recover(dialer: String, options: JsValue, store: Store, page: Page) -> JsValue {
    say(recovered(&dialer, options, store, page).await)
}

async fn applied(text: &str, options: JsValue, store: Store, page: Page) -> Result<Applied, Refusal> {
    let told = Told::read(options)?;
    let (settings, options, world) = (told.settings()?, told.options()?, World::new(page)?);
    let storage = PageStorage::new(store, told.lock_wait());
    let checked = validate(text, &options);
    let Some(valid) = checked.valid else {
        return Ok(Applied::Invalid(refused(&world, storage, &settings, &checked.report, &options).await));
    };
    let report = world.until_stopped(changed(&world, storage, &settings, &valid, told.lock_wait())).await;
    let stopped = world.stop.is_stopped();
    Ok(Applied::Valid(Box::new(match report {
        Ok(report) => Report::of(&report, stopped, world.notes()),
        Err(error) => Report::not_begun(valid.id.as_str(), error, stopped),
    })))
}

/// Nothing is asked of the platform, and that it was asked for is part of the trail.
async fn refused(
    world: &World,
    storage: PageStorage,
    settings: &Settings,
    report: &pacing_core::Report<'_>,
    options: &Options,
) -> Invalid {
    let refusal = pacing_apply::Refusal::of(report, options);
    let (actor, reason) = (settings.actor.clone(), settings.reason.clone());
    let refusal = pacing_apply::Refusal { actor, reason, ..refusal };
    let message = refusal.message.clone();
    let recorded = async {
        let mut journal = Journal::open(storage).await?;
        record_refusal(&world.host, &mut journal, refusal).await
    };
    let audit = recorded.await.err().map(Error::Audit);
    let exit = audit.as_ref().map_or(Exit::Invalid, Error::exit).code();
    let errors = errors(report.text(), report.diagnostics());
    Invalid { outcome: "invalid", exit, message, errors, audit: audit.as_ref().map(Failure::of) }
}

/// Applies under the lock of the dialer.
async fn changed(
    world: &World,
    storage: PageStorage,
    settings: &Settings,
    valid: &Valid<DialerDocument>,
    lock_wait: f64,
) -> Result<pacing_apply::Report, Error> {
    let mut journal = Journal::open(storage).await?;
    let _lock = world.lock(valid.id.as_str(), settings.base_url.origin().as_str(), lock_wait).await?;
    let observer = |progress: &Progress| world.tell(progress);
    let session = Session::new(&world.host, settings, &observer).stopped_by(world.stop.clone());
    let confirm =
        async |plan: &Plan| world.page.confirm(&plain(&PlanOfChange::of(plan, world.notes()))).await.is_truthy();
    Ok(pacing_apply::apply(&session, &mut journal, valid, confirm).await)
}

async fn planned(text: &str, options: JsValue, page: Page) -> Result<PlanOfChange, Refusal> {
    let told = Told::read(options)?;
    let (settings, options, world) = (told.settings()?, told.options()?, World::new(page)?);
    let checked = validate(text, &options);
    let Some(valid) = checked.valid else {
        return Err(Refusal::Invalid(errors(text, checked.report.diagnostics())));
    };
    let observer = |progress: &Progress| world.tell(progress);
    let session = Session::new(&world.host, &settings, &observer).stopped_by(world.stop.clone());
    let plan =
        world.until_stopped(pacing_apply::plan(&session, &valid)).await.map_err(|error| world.refusal(&error))?;
    Ok(PlanOfChange::of(&plan, world.notes()))
}

async fn pulled(dialer: &str, options: JsValue, page: Page) -> Result<LiveDialer, Refusal> {
    let told = Told::read(options)?;
    let (settings, dialer, world) = (told.settings()?, options::dialer(dialer)?, World::new(page)?);
    let observer = |progress: &Progress| world.tell(progress);
    let session = Session::new(&world.host, &settings, &observer).stopped_by(world.stop.clone());
    let live =
        world.until_stopped(pacing_apply::pull(&session, &dialer)).await.map_err(|error| world.refusal(&error))?;
    Ok(LiveDialer::of(&live, world.notes()))
}

async fn recovered(dialer: &str, options: JsValue, store: Store, page: Page) -> Result<Vec<RecoveredChange>, Refusal> {
    let told = Told::read(options)?;
    let (settings, dialer, world) = (told.settings()?, options::dialer(dialer)?, World::new(page)?);
    let storage = PageStorage::new(store, told.lock_wait());
    let work = async {
        let mut journal = Journal::open(storage).await?;
        let _lock = world.lock(dialer.as_str(), settings.base_url.origin().as_str(), told.lock_wait()).await?;
        let observer = |progress: &Progress| world.tell(progress);
        let session = Session::new(&world.host, &settings, &observer).stopped_by(world.stop.clone());
        pacing_apply::recover(&session, &mut journal, &dialer).await
    };
    let recovered = world.until_stopped(work).await.map_err(|error| world.refusal(&error))?;
    Ok(recovered.iter().map(RecoveredChange::of).collect())
}
