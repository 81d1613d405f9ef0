//! The target `dialer_answer`: anything as the answer to reading a dialer and to changing it.

use http::header::RETRY_AFTER;
use pacing_apply::audit::MemoryStorage;
use pacing_apply::host::{Host, Place, Response, SimulatedHost};
use pacing_apply::settings::{BaseUrl, Client};
use pacing_apply::{Journal, Outcome, Plan, Report, Session, Settings, apply};
use pacing_core::{DialerDocument, Options, Valid, validate};
use proptest::test_runner::TestCaseError;
use proptest::{prop_assert, prop_assert_eq};
use serde_json::{Value, json};

use super::Kept;
use super::http_answer::{Answering, Which, read};

/// What became of a change that was not made and got this answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is no HTTP answer.
    NoAnswer,
    /// It was made by another attempt.
    Applied,
    /// It was given up.
    NotApplied,
    /// Nobody knows.
    Unknown,
}

/// Applies a document three times: the answer meets the first read, a change that is not made, and one that is made.
///
/// # Errors
/// The first promise that was broken.
pub fn run(data: &[u8]) -> Kept<Fate> {
    let Some(answer) = read(data) else { return Ok(Fate::NoAnswer) };
    tried(Which::FirstRead, &answer)?;
    tried(Which::ChangeMade, &answer)?;
    tried(Which::FirstChange, &answer)
}

fn tried(which: Which, answer: &Response) -> Kept<Fate> {
    let host = Answering::new(SimulatedHost::new(held(30), 1), which, answer.clone());
    let storage = MemoryStorage::default();
    let settings = settings()?;
    let report = applied(&host, &settings, storage.clone())?;

    let holds = host.world.document() == held(45);
    let told = format!("{which:?}: {report:?}");
    prop_assert!(host.world.changes() <= 1, "made more than once; {told}");
    prop_assert_eq!(host.world.early(), 0);
    prop_assert!(host.monotonic() <= settings.deadline * 2, "it waited {:?}; {told}", host.monotonic());
    let puts = host.world.at(Place::Change).len();
    prop_assert!(puts <= settings.retry.max_retries as usize + 2, "{puts} changes; {told}");
    let fate = match &report.outcome {
        Outcome::Applied { .. } | Outcome::Unchanged => {
            // The first read may say that the dialer holds the document, and then nobody looks again.
            prop_assert!(holds || (which == Which::FirstRead && puts == 0), "it is not applied; {told}");
            Fate::Applied
        }
        Outcome::NotApplied(_) | Outcome::Refused => {
            prop_assert!(!holds || says_no(which, answer), "it is applied; {told}");
            Fate::NotApplied
        }
        _ => Fate::Unknown,
    };
    let log = storage.log();
    let found = pacing_apply::audit::verify(&log[..], storage.checkpoint_text().as_deref());
    let found = found.map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert!(found.problem.is_none(), "{:?}; {told}", found.problem);
    if let Some(error) = report.outcome.error() {
        let said = error.to_string();
        prop_assert!(!said.contains(char::is_control) && said.chars().count() < 4000, "{said:?}");
    }
    Ok(fate)
}

/// Whether a server that made the change said that it had not, which nobody can see through.
fn says_no(which: Which, answer: &Response) -> bool {
    let later = answer.status.as_u16() == 503 && answer.headers.contains_key(RETRY_AFTER);
    let no = answer.status.is_redirection() || (answer.status.is_client_error() && answer.status.as_u16() != 408);
    which == Which::ChangeMade && (no || later)
}

fn applied(host: &Answering, settings: &Settings, storage: MemoryStorage) -> Kept<Report> {
    let document = document()?;
    pollster::block_on(async {
        let journal = Journal::open(storage).await;
        let mut journal = journal.map_err(|error| TestCaseError::fail(error.to_string()))?;
        let session = Session::new(host, settings, &|_| ());
        Ok(apply(&session, &mut journal, &document, async |_: &Plan| true).await)
    })
}

/// Patience is short: what a hundred polls show, three show too.
fn settings() -> Kept<Settings> {
    let base = BaseUrl::parse("https://platform.example/").map_err(|error| TestCaseError::fail(error.to_string()))?;
    let mut settings = Settings::new(base, Client::new("client-0815", "s3cret-Canary/+=%"));
    settings.polling.limit = settings.polling.interval * 3;
    settings.retry.max_retries = 2;
    Ok(settings)
}

fn document() -> Kept<Valid<DialerDocument>> {
    let valid = validate(&held(45).to_string(), &Options::default()).valid;
    valid.ok_or_else(|| TestCaseError::fail("the document is valid"))
}

fn held(speed: u32) -> Value {
    json!({
        "id": "d-1",
        "type": "PREDICTIVE",
        "predictive_dialer_config": {
            "pacing_rules": [{"agent_count_min": 1, "agent_count_max": 5, "max_speed": 10}],
            "max_speed": speed,
            "abandon_rate_threshold": 0.025,
            "reload_on_update": true,
        },
    })
}
