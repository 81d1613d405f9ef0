//! Giving an event up: by somebody's word, with a record of who and why.

use super::postman::{Address, Postman};
use crate::cli::confirm::confirm;
use crate::cli::failure::{Failure, SUCCESS};
use crate::cli::lock;
use crate::cli::output::{Output, printable};
use crate::cli::render::Format;
use crate::cli::settings;
use pacing_apply::audit::{FileStorage, Outcome, PendingEvent, Verdict};
use pacing_apply::{Error, Exit, Journal, give_up};
use serde_json::json;
use std::io::Write;

impl Postman<'_> {
    /// Closes an event that waits.
    pub(super) async fn give_up(&self, name: &str, output: &mut Output) -> Result<u8, Failure> {
        let host = self.host()?;
        let mut journal = self.open().await?;
        let event = self.find(&journal, name)?;
        let Address { dialer, server } = Address::of(&event);
        let place = settings::lock_place(&dialer.unwrap_or_default(), server, &self.audit, &self.settings.actor);
        let _lock = lock::acquire(&host, &place, self.args.run.lock_wait(), self.stop, self.log).await?;
        if !self.args.yes {
            self.ask(&event).await?;
        }
        let id = event.event.id;
        let written = give_up(&host, &self.settings, &mut journal, id).await.map_err(Error::Audit)?;
        // Another run may have delivered it while this one asked.
        let record = written.ok_or_else(|| self.not_waiting(name))?;
        match self.args.format {
            Format::Human => writeln!(
                output.out,
                "event {id} is given up and never sent, by the word of {}; see record {record} of {}",
                printable(&self.settings.actor),
                printable(&self.audit.display().to_string())
            )?,
            Format::Json => writeln!(output.out, "{}", json!({"exit": SUCCESS, "given_up": [id], "record": record}))?,
        }
        Ok(SUCCESS)
    }

    /// The event of this id, or of the outcome with this number.
    fn find(&self, journal: &Journal<FileStorage>, name: &str) -> Result<PendingEvent, Failure> {
        let id = match name.parse::<u64>() {
            Ok(seq) => self.event_of(seq)?,
            Err(_) => Some(name.to_lowercase()),
        };
        let mut pending = journal.pending().map_err(Error::Audit)?.into_iter();
        pending.find(|event| Some(event.event.id.to_string()) == id).ok_or_else(|| self.not_waiting(name))
    }

    fn event_of(&self, seq: u64) -> Result<Option<String>, Failure> {
        let trail = FileStorage::new(&self.audit).trail().map_err(|error| Failure::usage(Error::Audit(error)))?;
        let record = trail.records().map_while(Result::ok).find(|record| record.seq == seq);
        let event = record.and_then(|record| match record.body {
            pacing_apply::audit::Body::Outcome(Outcome { verdict: Verdict::Applied(applied), .. }) => applied.event,
            _ => None,
        });
        Ok(event.map(|event| event.id.to_string()))
    }

    fn not_waiting(&self, name: &str) -> Failure {
        Failure::usage(format_args!("no event `{name}` waits in `{}`", self.audit.display()))
            .help("`audit show` names the events that wait, by the record that holds each")
    }

    async fn ask(&self, event: &PendingEvent) -> Result<(), Failure> {
        let PendingEvent { event, outcome, context, attempts, .. } = event;
        let dialer = context.dialer_id.as_deref().unwrap_or("unknown");
        let tries = if *attempts == 1 { "once".to_owned() } else { format!("{attempts} times") };
        let question = format!(
            "Event {} tells {} of the change of dialer {dialer} at {:.0}, and was sent {tries}. Give it up, so that it is never sent?",
            event.id, event.target, outcome.timestamp
        );
        let why = match confirm(&printable(&question), self.stop).await {
            Ok(true) => return Ok(()),
            Ok(false) => "the answer was not `yes`",
            Err(why) => why,
        };
        let message = Some(format!("nothing was given up: {why}"));
        Err(Failure { exit: Exit::NotApplied.code(), message, help: None })
    }
}
