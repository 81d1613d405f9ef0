//! The workflow over real sockets, judged by the sandbox, which shares no code with it.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use pacing_apply::audit::FileStorage;
use pacing_apply::host::{NativeHost, NativeOptions};
use pacing_apply::settings::{BaseUrl, Client, Webhook};
use pacing_apply::signature::SigningSecret;
use pacing_apply::{AddressRule, Exit, Journal, Plan, Report, Session, Settings, apply};
use pacing_core::{DialerDocument, Options, Valid, validate};
use pacing_sandbox::{Config, Endpoint, Fault, RetryAfter, Sandbox, Signature};
use serde_json::{Value, json};
use std::time::Duration;

const DIALER: &str = "d-1";
const TIMEOUT: Duration = Duration::from_millis(500);
const HANG: Duration = Duration::from_millis(900);

fn document() -> Valid<DialerDocument> {
    let text = r#"{"id":"d-1","type":"PREDICTIVE","predictive_dialer_config":{"pacing_rules":[
        {"agent_count_min":1,"agent_count_max":5,"max_speed":10},{"agent_count_min":6,"agent_count_max":20,"max_speed":25}],
        "max_speed":45,"abandon_rate_threshold":0.0250,"reload_on_update":true}}"#;
    validate(text, &Options::default()).valid.unwrap()
}

fn settings(sandbox: &Sandbox) -> Settings {
    let client = Client::new(sandbox.client_id(), sandbox.client_secret());
    let mut settings = Settings::new(BaseUrl::parse(&sandbox.base_url()).unwrap(), client);
    let webhook = Webhook::parse(&sandbox.webhook_url(), AddressRule::allowing_loopback()).unwrap();
    settings.webhook = Some(webhook.signed_by(vec![SigningSecret::parse(sandbox.webhook_secret()).unwrap()]));
    settings.retry.base_delay = Duration::from_millis(50);
    settings.polling.interval = Duration::from_millis(50);
    settings.polling.limit = Duration::from_secs(3);
    let timeouts = &mut settings.timeouts;
    (timeouts.token, timeouts.get, timeouts.put, timeouts.webhook) = (TIMEOUT, TIMEOUT, TIMEOUT, TIMEOUT);
    settings
}

/// What came of a run with these faults.
struct Run {
    faults: String,
    report: Report,
    pacing: Value,
    /// How often the sandbox stored a document.
    stored: u64,
    events: usize,
}

impl Run {
    fn with(faults: impl IntoIterator<Item = (Endpoint, Fault)>) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(Self::carry_out(faults.into_iter().collect()))
    }

    async fn carry_out(faults: Vec<(Endpoint, Fault)>) -> Self {
        let named = format!("{faults:?}");
        let config = Config { reload: Duration::from_millis(100), faults, ..Config::holding(DIALER) };
        let sandbox = Sandbox::start(config).await.unwrap();
        let before = sandbox.put_count(DIALER);
        let settings = settings(&sandbox);
        let options = NativeOptions { webhook: AddressRule::allowing_loopback(), ..NativeOptions::default() };
        let host = NativeHost::new(&options).unwrap();
        let session = Session::new(&host, &settings, &|_| ());
        let folder = tempfile::tempdir().unwrap();
        let log = || FileStorage::new(folder.path().join("audit.log"));
        let mut journal = Journal::open(log()).await.unwrap();
        let report = apply(&session, &mut journal, &document(), async |_: &Plan| true).await;

        let verified = log().verify().unwrap();
        assert_eq!(verified.problem, None);
        let events = sandbox.events();
        assert!(events.iter().all(|event| event.signature == Signature::Verified), "{events:?}");
        let pacing = sandbox.dialer(DIALER).unwrap().pointer("/predictive_dialer_config").unwrap().clone();
        let stored = sandbox.put_count(DIALER) - before;
        sandbox.shutdown().await;
        Self { faults: named, report, pacing, stored, events: events.len() }
    }

    #[track_caller]
    fn is_applied(&self, exit: Exit) {
        assert_eq!(self.report.exit(), exit, "{} {:?}", self.faults, self.report);
        let wanted: Value = serde_json::from_str(&document().to_body()).unwrap();
        assert_eq!(self.pacing, wanted["predictive_dialer_config"]);
        assert!(self.stored <= 1, "{}: stored {} times", self.faults, self.stored);
        assert_eq!(self.events, usize::from(exit == Exit::Success), "{}", self.faults);
    }

    #[track_caller]
    fn is_not_applied(&self, exit: Exit) {
        assert_eq!(self.report.exit(), exit, "{} {:?}", self.faults, self.report);
        assert_eq!((self.stored, self.events), (0, 0), "{}", self.faults);
    }
}

#[test]
fn a_change_without_faults() {
    let run = Run::with([]);
    run.is_applied(Exit::Success);
    assert_eq!(run.report.attempts, 1);
}

#[test]
fn faults_of_the_change_that_leave_it_applied_once() {
    for fault in [
        Fault::reset(),
        Fault::reset().after_work(),
        Fault::close().after_work(),
        Fault::cut_after(10),
        Fault::hang(HANG),
        Fault::hang(HANG).after_work(),
        Fault::drip(Duration::from_millis(20)),
        Fault::answer(500),
        Fault::answer(502).after_work(),
        Fault::answer(503).after_work(),
        Fault::answer(202).after_work(),
        Fault::answer(204).after_work(),
        Fault::answer(201).after_work(),
        Fault::answer(409),
        Fault::reloading(Duration::from_millis(200)),
        Fault::answer(429),
        Fault::answer(429).retry_after(RetryAfter::Seconds(1)).enforced(),
        Fault::answer(503).retry_after(RetryAfter::DateIn { date_in: 1 }).enforced(),
        Fault::revoke(),
        Fault::meanwhile(json!({})),
        Fault::html().after_work(),
        Fault::hide("etag"),
    ] {
        Run::with([(Endpoint::Put, fault)]).is_applied(Exit::Success);
    }
}

#[test]
fn faults_of_the_change_that_leave_it_not_applied() {
    for (fault, exit) in [
        (Fault::answer(400), Exit::NotApplied),
        (Fault::answer(403), Exit::NotApplied),
        (Fault::answer(404), Exit::NotApplied),
        (Fault::html(), Exit::NotApplied),
        (Fault::redirect(302, "http://127.0.0.1:9/login"), Exit::NotApplied),
        (Fault::redirect(307, "http://127.0.0.1:9/elsewhere"), Exit::NotApplied),
        (Fault::answer(429).times(4), Exit::Busy),
        (Fault::answer(429).retry_after(RetryAfter::Seconds(600)), Exit::Busy),
        (Fault::meanwhile(json!({"predictive_dialer_config": {"max_speed": 33}})), Exit::NotApplied),
    ] {
        Run::with([(Endpoint::Put, fault)]).is_not_applied(exit);
    }
}

/// Wherever a redirect leads: nothing follows it to another origin, with or without credentials.
#[test]
fn no_redirect_leads_to_another_host() {
    let elsewhere = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let location = format!("http://{}/oauth2/token", elsewhere.local_addr().unwrap());
    for endpoint in [Endpoint::Token, Endpoint::Get, Endpoint::Put, Endpoint::Webhook] {
        for status in [301, 302, 303, 307, 308] {
            let run = Run::with([(endpoint, Fault::redirect(status, &*location))]);
            let exit = if endpoint == Endpoint::Webhook { Exit::EventWaiting } else { Exit::NotApplied };
            assert_eq!(run.report.exit(), exit, "{} {:?}", run.faults, run.report);
        }
    }
    let came = elsewhere.accept();
    assert_eq!(came.unwrap_err().kind(), std::io::ErrorKind::WouldBlock, "somebody followed");
}

#[test]
fn a_change_that_comes_late_is_found() {
    let run = Run::with([(Endpoint::Put, Fault::reset().late(Duration::from_millis(40)))]);
    run.is_applied(Exit::Success);
}

#[test]
fn other_stored_values_are_reported() {
    let run = Run::with([(Endpoint::Put, Fault::store(json!({"predictive_dialer_config": {"max_speed": 44}})))]);
    assert_eq!((run.report.exit(), run.stored), (Exit::Success, 1));
    assert!(run.report.outcome.sentence().contains("otherwise"), "{:?}", run.report.outcome);
}

#[test]
fn faults_of_token_and_reading() {
    for endpoint in [Endpoint::Token, Endpoint::Get] {
        for fault in [
            Fault::reset(),
            Fault::hang(HANG),
            Fault::answer(500),
            Fault::answer(429).retry_after(RetryAfter::Seconds(1)).enforced(),
        ] {
            Run::with([(endpoint, fault)]).is_applied(Exit::Success);
        }
        for fault in [Fault::html(), Fault::answer(401), Fault::answer(403), Fault::redirect(302, "/login")] {
            Run::with([(endpoint, fault)]).is_not_applied(Exit::NotApplied);
        }
    }
}

#[test]
fn faults_of_the_receiver_never_undo_the_change() {
    for fault in [Fault::reset(), Fault::hang(HANG), Fault::answer(500)] {
        Run::with([(Endpoint::Webhook, fault)]).is_applied(Exit::Success);
    }
    for fault in [Fault::answer(404), Fault::redirect(302, "/login"), Fault::answer(500).times(9), Fault::answer(410)] {
        Run::with([(Endpoint::Webhook, fault)]).is_applied(Exit::EventWaiting);
    }
}
