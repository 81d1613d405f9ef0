//! Sending the document until it is known what became of it.
//!
//! A PUT whose fate is not known is a doubt. While there is one, nothing is claimed that the dialer's document does not
//! show, and no second PUT is sent before the dialer was read.

use crate::answer::Answer;
use crate::dialer::Live;
use crate::error::{Error, Step};
use crate::host::{Host, Response};
use crate::outcome::{Confirmed, Outcome};
use crate::plan::Plan;
use crate::progress::{Progress, Why};
use crate::retry::{Next, Retries};
use crate::run::{Recorder, Run};
use crate::token::Token;
use pacing_core::diff::Change as FieldChange;
use std::ops::ControlFlow::{self, Break, Continue};
use std::time::Duration;

/// The change of one dialer.
pub(crate) struct Change<'r, 's, 'a, H, R> {
    run: &'r mut Run<'s, 'a, H, R>,
    retries: Retries<'s>,
    /// A token was renewed for this change already.
    renewed: bool,
    /// When the first 409 came.
    busy_since: Option<Duration>,
    /// The versions on which PUTs were conditional of which nobody knows what became.
    doubts: Vec<Option<String>>,
    /// The last answer is also what a PUT gets that something below the host has sent once more after it was done.
    echoed: bool,
    /// The document against what the dialer held when it was read last before sending.
    pub(crate) plan: Plan,
    /// What the dialer held when it was read last after sending.
    pub(crate) after: Option<Live>,
    /// How often the document was sent.
    pub(crate) attempts: u32,
}

/// What the platform said when it took the document.
enum Taken {
    /// 200 or 201 with the dialer.
    Stored(Response),
    /// 202, 204 and the like.
    Accepted,
    /// 200 or 201 with something else.
    Unclear(Error),
}

impl<'r, 's, 'a, H: Host, R: Recorder> Change<'r, 's, 'a, H, R> {
    pub(crate) fn new(run: &'r mut Run<'s, 'a, H, R>, plan: Plan) -> Self {
        let retries = run.retries();
        Self {
            run,
            retries,
            renewed: false,
            busy_since: None,
            doubts: Vec::new(),
            echoed: false,
            plan,
            after: None,
            attempts: 0,
        }
    }

    /// Sends the document, and sends it again where that is safe, until it is known what became of it.
    pub(crate) async fn carry_out(&mut self) -> Outcome {
        loop {
            let (answer, token) = match self.send().await {
                Ok(sent) => sent,
                Err(error) => return self.stop(error).await,
            };
            if let Break(outcome) = self.follow(answer, &token).await {
                return outcome;
            }
        }
    }

    async fn send(&mut self) -> Result<(Answer, Token), Error> {
        let deadline = self.run.session.deadline();
        let token = self.run.token(self.run.session.settings.timeouts.put, deadline).await?;
        self.run.in_time(deadline)?;
        if let Some(error) = self.run.recorder.broken() {
            return Err(Error::Audit(error.clone()));
        }
        let Plan { dialer, body, live, .. } = &self.plan;
        self.run.warn_unguarded(live);
        let answer = self.run.put(dialer, body, live.etag.as_deref(), &token, &mut self.attempts).await;
        Ok((answer, token))
    }

    /// What follows an answer: the outcome, or another attempt.
    async fn follow(&mut self, answer: Answer, token: &Token) -> ControlFlow<Outcome> {
        self.echoed = self.run.session.host.repeats() && matches!(answer, Answer::Busy { .. } | Answer::Changed);
        match answer {
            Answer::Ok(response) => Break(self.read_back(Taken::Stored(response)).await),
            Answer::Accepted(_) => Break(self.read_back(Taken::Accepted).await),
            Answer::Malformed { .. } => Break(self.read_back(Taken::Unclear(self.error(answer))).await),
            Answer::Unauthorized { .. } => self.renew(token).await,
            Answer::Busy { told, .. } => self.until_ready(told).await,
            Answer::Changed => self.compare_versions().await,
            Answer::Ambiguous { .. } => self.resolve(answer).await,
            Answer::Later { .. } | Answer::NotSent(_) => {
                let deadline = self.run.session.deadline();
                match self.run.again(Step::Change, answer, &mut self.retries, deadline).await {
                    Ok(()) => Continue(()),
                    Err(error) => Break(self.stop(error).await),
                }
            }
            Answer::Redirect { .. } | Answer::Refused { .. } => Break(self.stop(self.error(answer)).await),
        }
    }

    /// 401: one new token, one more attempt; none where the token was new.
    async fn renew(&mut self, token: &Token) -> ControlFlow<Outcome> {
        self.run.drop_token(token).await;
        if self.renewed || token.fresh {
            let error = self.run.unauthorized(Step::Change, token);
            return Break(self.stop(error).await);
        }
        self.renewed = true;
        Continue(())
    }

    /// 409: wait until the dialer is ready, then compare again, for it may be another document by now.
    async fn until_ready(&mut self, told: Option<Duration>) -> ControlFlow<Outcome> {
        let (polling, host) = (&self.run.session.settings.polling, self.run.session.host);
        let since = *self.busy_since.get_or_insert(host.monotonic());
        let delay = polling.interval.max(told.unwrap_or_default());
        let waited = host.monotonic().saturating_sub(since);
        let over = waited.saturating_add(delay) > polling.limit;
        if over || delay >= self.run.time_left(self.run.session.deadline()) {
            let status = self.plan.live.status_text();
            let come_back = self.run.come_back(told);
            return Break(self.stop(Error::Busy { status, waited, conflict: true, come_back }).await);
        }
        if let Err(stopped) = self.run.wait(Why::Conflict, delay, 0, 0).await {
            return Break(self.stop(stopped).await);
        }
        match self.run.get_ready(&self.plan.dialer, true, since).await {
            Ok(live) => self.compare_again(live),
            Err(error) => Break(self.stop(error).await),
        }
    }

    /// A document that is neither the old one nor what was sent may be what became of a PUT in doubt: another one could change the
    /// dialer a second time.
    fn compare_again(&mut self, live: Live) -> ControlFlow<Outcome> {
        let now = self.plan.against(live);
        let moved = !now.is_empty() && !self.plan.finds_the_same(&now);
        if moved && !self.doubts.is_empty() {
            return Break(Outcome::Unknown(Error::Differs { differs: now.changes }));
        }
        self.plan = now;
        let Plan { changes, only_stored, .. } = &self.plan;
        self.run.session.tell(Progress::Compared { changes: changes.len(), only_stored: only_stored.clone() });
        if self.plan.is_empty() { Break(self.held_already()) } else { Continue(()) }
    }

    /// 412: somebody changed the document, or a PUT of this run did, or its version alone is new.
    async fn compare_versions(&mut self) -> ControlFlow<Outcome> {
        let now = match self.read().await {
            Ok(now) => now,
            Err(error) => return Break(Outcome::Unknown(error).or_not_applied(!self.is_in_doubt())),
        };
        if now.is_empty() {
            return Break(self.held_already());
        }
        if !self.plan.finds_the_same(&now) {
            let conflict = Error::Conflict { ours: self.plan.changes.clone(), theirs: now.changes.clone() };
            return Break(self.weigh(&now, conflict));
        }
        let time_left = self.run.time_left(self.run.session.deadline());
        match self.retries.next(self.run.session.host, None, time_left) {
            Next::Wait(delay) => {
                let (attempt, of) = (self.retries.used().saturating_add(1), self.retries.of().saturating_add(1));
                if let Err(stopped) = self.run.wait(Why::NewVersion, delay, attempt, of).await {
                    return Break(self.weigh(&now, stopped));
                }
                self.plan = now;
                Continue(())
            }
            Next::UsedUp | Next::TooLong(_) => Break(self.weigh(&now, Error::Restless { attempts: self.attempts })),
        }
    }

    /// Done or not: only the dialer's document can tell.
    async fn resolve(&mut self, answer: Answer) -> ControlFlow<Outcome> {
        self.doubts.push(self.plan.live.etag.clone());
        let why = answer.message().unwrap_or("no answer").to_owned();
        self.run.session.tell(Progress::Confirming { why });
        let Ok(now) = self.read().await else { return Break(Outcome::Unknown(self.error(answer))) };
        if now.is_empty() {
            return Break(self.held_already());
        }
        if !self.plan.finds_the_same(&now) {
            return Break(Outcome::Unknown(Error::Differs { differs: now.changes }));
        }
        let deadline = self.run.session.deadline();
        match self.run.again(Step::Change, answer, &mut self.retries, deadline).await {
            Ok(()) => {
                self.plan = now;
                Continue(())
            }
            Err(error) => Break(self.weigh(&now, error)),
        }
    }

    /// Taken: the dialer must show it.
    async fn read_back(&mut self, taken: Taken) -> Outcome {
        let (polling, host) = (&self.run.session.settings.polling, self.run.session.host);
        let since = host.monotonic();
        loop {
            let now = match self.read().await {
                Ok(now) => now,
                Err(error) => return self.unread(taken, error),
            };
            let confirmed =
                if matches!(taken, Taken::Stored(_)) { Confirmed::AnswerAndReading } else { Confirmed::Reading };
            if now.is_empty() {
                return Outcome::Applied { confirmed, differs: Vec::new() };
            }
            let moved = !self.plan.finds_the_same(&now);
            match taken {
                Taken::Stored(_) if moved => return Outcome::Applied { confirmed, differs: turned(now.changes) },
                Taken::Unclear(_) if moved => return Outcome::Unknown(Error::Differs { differs: now.changes }),
                Taken::Unclear(error) if self.plan.live.etag.is_none() || now.live.etag.is_none() => {
                    return Outcome::Unknown(error);
                }
                Taken::Unclear(error) => return self.weigh(&now, error),
                Taken::Stored(_) | Taken::Accepted => {}
            }
            let waited = host.monotonic().saturating_sub(since);
            let over = waited.saturating_add(polling.interval) > polling.limit;
            if over || self.run.time_left(self.run.session.deadline()) <= polling.interval {
                return Outcome::Unknown(Error::NotShown { waited });
            }
            if let Err(stopped) = self.run.wait(Why::NotShown, polling.interval, 0, 0).await {
                return Outcome::Unknown(stopped);
            }
        }
    }

    /// Taken, and the dialer cannot be read: what the answer itself shows counts.
    fn unread(&self, taken: Taken, error: Error) -> Outcome {
        let Taken::Stored(response) = taken else { return Outcome::Unknown(error) };
        let live = Live { text: response.text().into_owned(), etag: None, status: None };
        if self.plan.against(live).is_empty() {
            Outcome::Applied { confirmed: Confirmed::Answer, differs: Vec::new() }
        } else {
            Outcome::Unknown(error)
        }
    }

    /// Nothing more is sent. Where there is a doubt, the dialer is read once more.
    async fn stop(&mut self, error: Error) -> Outcome {
        if !self.is_in_doubt() {
            return Outcome::NotApplied(error);
        }
        if matches!(error, Error::RateLimited { step: Step::Token | Step::Read, .. }) {
            // Reading is what was put off: asking once more would be earlier than told.
            return Outcome::Unknown(error);
        }
        match self.read().await {
            Ok(now) if now.is_empty() => self.held_already(),
            Ok(now) => self.weigh(&now, error),
            Err(_) => Outcome::Unknown(error),
        }
    }

    /// The dialer holds the document: by a PUT of this run where one is in doubt, else nobody knows by whom.
    fn held_already(&self) -> Outcome {
        if self.is_in_doubt() {
            Outcome::Applied { confirmed: Confirmed::Reading, differs: Vec::new() }
        } else {
            Outcome::Unchanged
        }
    }

    /// Whether a PUT of this run may have been done that was not answered so.
    fn is_in_doubt(&self) -> bool {
        self.echoed || !self.doubts.is_empty()
    }

    /// The dialer does not hold the document. That it never will is claimed only where no PUT is in doubt, or where all
    /// that are were conditional on a version that has passed, and the document is the old one. A PUT that was answered
    /// by a page is no doubt where versions show that nothing was stored; one that may have been sent once more below the host is
    /// none where the document is the old one, for what it got was the answer to the second.
    fn weigh(&self, now: &Plan, error: Error) -> Outcome {
        let same = self.plan.finds_the_same(now);
        let may_match = |version: &Option<String>| version.is_none() || *version == now.live.etag;
        let none = self.doubts.is_empty() && (same || !self.echoed);
        let settled = none || (same && now.live.etag.is_some() && !self.doubts.iter().any(may_match));
        Outcome::Unknown(error).or_not_applied(settled)
    }

    async fn read(&mut self) -> Result<Plan, Error> {
        let until = self.run.last_word();
        self.run.finishing = true;
        let live = self.run.get(&self.plan.dialer, until).await;
        self.run.finishing = false;
        let live = live?;
        self.after = Some(live.clone());
        Ok(self.plan.against(live))
    }

    fn error(&self, answer: Answer) -> Error {
        answer.into_error(Step::Change, &self.run.session.settings.base_url.join(&[]), self.attempts, None)
    }
}

impl Outcome {
    fn or_not_applied(self, settled: bool) -> Self {
        match self {
            Self::Unknown(error) if settled => Self::NotApplied(error),
            other => other,
        }
    }
}

/// A plan's changes go from stored to sent; what the platform made of a document goes from sent to stored.
fn turned(changes: Vec<FieldChange>) -> Vec<FieldChange> {
    let turn = |change: FieldChange| FieldChange { before: change.after, after: change.before, ..change };
    changes.into_iter().map(turn).collect()
}
