//! The disk: what is synced stays; of what is not, a power cut leaves any part.

mod handle;
mod line;

pub use handle::{Disk, closed_name};
pub use line::{Continues, Line};

use crate::chance::Chance;
use pacing_apply::audit::{Aside, Digest};
use std::rc::Weak;
use std::time::Duration;
use uuid::Uuid;

use crate::process::Process;

/// A file of the log that was closed.
#[derive(Debug)]
pub struct Closed {
    /// Its bytes, all of them durable.
    pub log: Vec<u8>,
    lines: Vec<Line>,
}

/// The log, its checkpoint, the files that were closed before it, and what was moved aside.
#[derive(Debug, Default)]
pub struct DiskState {
    closed: Vec<Closed>,
    /// That the last file was closed is not durable: a power cut may undo it.
    closing: bool,
    log: Vec<u8>,
    /// How many bytes of the log survive a power cut.
    synced: usize,
    /// Where each write that is not synced begins.
    writes: Vec<usize>,
    checkpoint: Option<Vec<u8>>,
    asides: Vec<Vec<u8>>,
    /// How many of them belong to closed files.
    asides_closed: usize,
    /// The name of the last file moved aside is not synced.
    aside_unsynced: bool,
    lock: Weak<Process>,
    /// A run has written without the key that signs the log.
    pub unsigned: bool,
    lines: Vec<Line>,
    /// Which run writes which runs' records.
    runs: Vec<(Uuid, usize)>,
}

impl DiskState {
    /// The log's bytes.
    pub fn log(&self) -> &[u8] {
        &self.log
    }

    /// The checkpoint's bytes.
    pub fn checkpoint(&self) -> Option<&[u8]> {
        self.checkpoint.as_deref()
    }

    /// The files that were closed, oldest first.
    pub fn closed(&self) -> &[Closed] {
        &self.closed
    }

    /// Nothing was ever written.
    pub fn is_new(&self) -> bool {
        self.log.is_empty() && self.closed.is_empty()
    }

    /// The lines that were written, as far as they are there, those of closed files included.
    pub fn lines(&self) -> impl DoubleEndedIterator<Item = &Line> {
        self.closed.iter().flat_map(|closed| &closed.lines).chain(&self.lines)
    }

    /// The lines that a power cut would leave.
    pub fn durable(&self) -> impl Iterator<Item = &Line> {
        let newest = self.lines.iter().filter(|line| line.end <= self.synced);
        self.closed.iter().flat_map(|closed| &closed.lines).chain(newest)
    }

    /// The run that wrote under this id.
    pub fn run_of(&self, run_id: Uuid) -> Option<usize> {
        self.runs.iter().find(|(id, _)| *id == run_id).map(|(_, run)| *run)
    }

    /// The newest intent of a run that no outcome closes.
    pub fn open_intent(&self, run: usize) -> Option<Uuid> {
        let of_run = |line: &&Line| self.run_of(line.run_id) == Some(run);
        let intents = self.lines().filter(of_run).filter(|line| line.kind == "intent");
        intents.map(|line| line.audit_id).rfind(|intent| self.outcomes_of(*intent).next().is_none())
    }

    /// The outcomes that close an intent.
    pub fn outcomes_of(&self, intent: Uuid) -> impl Iterator<Item = &Line> {
        self.lines().filter(move |line| line.kind == "outcome" && line.intent == Some(intent))
    }

    /// What was moved aside.
    pub fn asides(&self) -> Vec<Aside> {
        let aside = |(bytes, n): (&Vec<u8>, usize)| Aside {
            file: format!("pacing_audit.log.torn-{n}"),
            bytes: bytes.len() as u64,
            sha256: Digest::of(bytes),
        };
        self.asides.iter().zip(1..).map(aside).collect()
    }

    /// The machine loses power: any subset of the writes that are not synced is there afterwards, the last torn at any
    /// byte; where one is missing before one that is there, there are zeros. Says what was lost.
    pub fn lose_power(&mut self, chance: &Chance, now: Duration) -> String {
        if std::mem::take(&mut self.closing)
            && chance.happens(0.5)
            && let Some(Closed { log, lines }) = self.closed.pop()
        {
            self.synced = log.len();
            (self.log, self.lines) = (log, lines);
            return "the log was not closed".to_owned();
        }
        let ends: Vec<usize> = self.writes.iter().skip(1).copied().chain([self.log.len()]).collect();
        let mut left = self.synced;
        self.lines.retain(|line| line.end <= left);
        for (start, end) in std::mem::take(&mut self.writes).into_iter().zip(ends) {
            let (start, end) = (start.max(self.synced), end.min(self.log.len()));
            if start < end && chance.happens(0.5) {
                left = if chance.happens(0.5) { end } else { start + chance.up_to(end - start) };
            } else {
                self.log.get_mut(start..end).unwrap_or_default().fill(0);
            }
        }
        let lost = self.log.len() - left;
        self.log.truncate(left);
        self.synced = left;
        if std::mem::take(&mut self.aside_unsynced) && chance.happens(0.5) {
            // It gets its name when it is whole, and had not got it durably.
            self.asides.pop();
        }
        self.read_lines(now);
        format!("{lost} bytes that were not synced are lost")
    }

    /// The log gets another name, and an empty one takes its place.
    fn close(&mut self) {
        let (log, lines) = (std::mem::take(&mut self.log), std::mem::take(&mut self.lines));
        self.closed.push(Closed { log, lines });
        self.asides_closed = self.asides.len();
        self.synced = 0;
        self.writes.clear();
        self.closing = true;
    }

    fn write(&mut self, bytes: &[u8], now: Duration) {
        self.writes.push(self.log.len());
        self.log.extend_from_slice(bytes);
        self.read_lines(now);
    }

    fn sync(&mut self) {
        self.synced = self.log.len();
        self.writes.clear();
    }

    fn cut(&mut self, from: usize, now: Duration) {
        self.log.truncate(from);
        self.sync();
        self.read_lines(now);
    }

    /// Reads the lines that were not read yet; forgets those that are not there any more.
    fn read_lines(&mut self, now: Duration) {
        self.lines.retain(|line| line.end <= self.log.len());
        let mut start = self.lines.last().map_or(0, |line| line.end);
        while let Some(length) = self.log.get(start..).and_then(|rest| rest.iter().position(|byte| *byte == b'\n')) {
            let end = start + length + 1;
            match self.log.get(start..end).and_then(|text| Line::read(text, end)) {
                Some(line) => self.lines.push(Line { at: now, ..line }),
                None => return,
            }
            start = end;
        }
    }
}
