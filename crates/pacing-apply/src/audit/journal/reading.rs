//! Reading a log that is written: what is in it when it is opened, and what others have added since.

use super::super::chain::Links;
use super::super::cover::Cover;
use super::super::outstanding::{Glance, Outstanding, checked_record};
use super::super::record::{Continues, NotARecord};
use super::super::storage::Storage;
use super::super::{Checkpoint, Error};
use super::Journal;

/// How much of the log is read at once.
const CHUNK: usize = 256 * 1024;

impl<S: Storage> Journal<S> {
    /// Reads the log from its first line. Where that fails, the next one to use it begins anew: a log that was half read would be
    /// gone on with as if it ended there.
    pub(super) async fn start_over(&mut self) -> Result<(), Error> {
        self.known = self.known.max(self.records());
        self.generation = None;
        self.links = Links::default();
        self.outstanding = Outstanding::default();
        self.asides_looked_at = false;
        self.newest = None;
        self.checkpoint = self.stored_checkpoint().await?;
        let is_ours = |checkpoint: &&Checkpoint| {
            self.key.as_ref().is_none_or(|key| checkpoint.check_signature(&key.public()).is_ok())
        };
        self.cover = Cover::of(self.checkpoint.as_ref().filter(is_ours));
        self.read_on().await?;
        if self.links.is_continued()
            && let Ok(Some(predecessor)) = self.storage.predecessor().await
            && let Ok(last) = checked_record(0, &predecessor.last_line)
        {
            self.cover.knows(last.context.run_id);
        }
        if self.links.last().is_none() {
            let before = self.continues().await?;
            self.links.go_on_from(before);
        }
        if let Some(Checkpoint { count, hash, .. }) = &self.checkpoint {
            let other_end = self.links.position().is_some_and(|(seq, found)| seq == *count && found != *hash);
            if *count > self.records() || other_end {
                return Err(Error::Cut { count: *count });
            }
        }
        if self.records() < self.known {
            return Err(Error::Shrank);
        }
        self.generation = Some(self.storage.generation());
        Ok(())
    }

    pub(super) async fn stored_checkpoint(&mut self) -> Result<Option<Checkpoint>, Error> {
        let text = self.storage.checkpoint().await?;
        text.map(|text| Checkpoint::from_text(&text)).transpose().map_err(Error::Checkpoint)
    }

    /// Reads the complete lines that were not read yet. Says whether a torn line follows them.
    pub(super) async fn catch_up(&mut self) -> Result<bool, Error> {
        if self.generation != Some(self.storage.generation()) {
            // Another process has closed the file. What stands now goes on from there, and has not lost what was known.
            self.start_over().await?;
        }
        let torn = self.read_on().await;
        if torn.is_err() {
            self.generation = None;
        }
        let torn = torn?;
        self.check_cover().await?;
        Ok(torn)
    }

    async fn read_on(&mut self) -> Result<bool, Error> {
        let end = self.storage.size().await?;
        let mut position = self.links.bytes;
        if end < position {
            return Err(Error::Shrank);
        }
        let (mut open, mut newest) = (Vec::new(), None);
        while position < end {
            let wanted = usize::try_from(end - position).map_or(CHUNK, |left| left.min(CHUNK));
            let chunk = self.storage.read(position, wanted).await?;
            if chunk.is_empty() {
                return Err(Error::Shrank);
            }
            position += chunk.len() as u64;
            let newline = chunk.iter().rposition(|byte| *byte == b'\n');
            let complete = newline.map_or(0, |at| open.len() + at + 1);
            open.extend(chunk);
            let rest = open.split_off(complete);
            let mut lines = open.split_inclusive(|byte| *byte == b'\n').peekable();
            while let Some(line) = lines.next() {
                let is_last = lines.peek().is_none() && rest.is_empty() && position == end;
                if is_last && self.links.is_hole(line) {
                    self.check_newest(newest.as_deref()).await?;
                    return Ok(true);
                }
                self.take(line)?;
                if lines.peek().is_none() || is_last {
                    newest = Some(line.to_vec());
                }
            }
            open = rest;
        }
        self.check_newest(newest.as_deref()).await?;
        Ok(!open.is_empty())
    }

    /// Takes the next line, with its newline.
    pub(super) fn take(&mut self, text: &[u8]) -> Result<(), Error> {
        let line = self.links.lines + 1;
        if self.links.is_unchained(text) {
            self.links.unchained(text);
            return Ok(());
        }
        let unreadable = |error: serde_json::Error| Error::Unreadable { line, why: NotARecord::unreadable(&error) };
        let glance: Glance = serde_json::from_slice(text).map_err(unreadable)?;
        let header = glance.header();
        self.links.chained(text, &header).map_err(|why| Error::Broken { line, why })?;
        let before = header.continues.map(|Continues { count, hash, .. }| (count, hash));
        if let Some((count, _)) = before {
            self.cover.continues(count);
        }
        self.cover.take(glance.brief());
        if let Some(Checkpoint { count, hash, .. }) = &self.checkpoint {
            let named = [Some((header.seq, header.hash)), before].into_iter().flatten().find(|(seq, _)| seq == count);
            if named.is_some_and(|(_, found)| found != *hash) {
                return Err(Error::Cut { count: *count });
            }
        }
        self.outstanding.take(line, text, glance);
        Ok(())
    }

    /// The hash of the last line that was read has to hold; the others were once a last line too. And they have to be
    /// durable: whoever wrote them may have died before they were, and a power cut would take them from under what follows
    /// from them, such as an event or a later line.
    async fn check_newest(&mut self, line: Option<&[u8]>) -> Result<(), Error> {
        let Some(line) = line else { return Ok(()) };
        if self.links.last().is_some() {
            self.sound = false;
            self.newest = Some(checked_record(self.links.lines, line)?.mark);
            self.sound = true;
        }
        self.sync().await
    }

    /// What a log without a record goes on from.
    async fn continues(&mut self) -> Result<Option<Continues>, Error> {
        let Some(predecessor) = self.storage.predecessor().await? else { return Ok(None) };
        let file = predecessor.file;
        match checked_record(0, &predecessor.last_line) {
            Ok(record) => Ok(Some(Continues { file, count: record.seq, hash: record.hash })),
            Err(Error::Unreadable { why, .. }) => Err(Error::Predecessor { file, why: why.to_string() }),
            Err(_) => Err(Error::Predecessor { file, why: "it was changed after it was written".to_owned() }),
        }
    }
}
