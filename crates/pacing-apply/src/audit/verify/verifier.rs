//! Reads the files of a log line by line.

use std::collections::HashSet;
use std::io::{BufRead, Read as _};

use jiff::Timestamp;
use uuid::Uuid;

use super::super::chain::{self, Header, Links};
use super::super::record::{Continues, Record};
use super::super::{Checkpoint, PublicKey};
use super::claim::{Claim, Role};
use super::{CoveredLater, Fault, Options, Problem, Report, Tail};

/// The longest line that is read: more than a record of two documents of the largest size.
const LONGEST_LINE: u64 = 256 * 1024 * 1024;

#[derive(Default)]
pub(in super::super) struct Verifier {
    keys: Vec<PublicKey>,
    claims: Vec<Claim>,
    links: Links,
    files: Vec<String>,
    legacy_lines: u64,
    runs: HashSet<Uuid>,
    applied: u64,
    first: Option<Timestamp>,
    last: Option<Timestamp>,
    continues: Option<Continues>,
    records: u64,
    covered_later: Vec<CoveredLater>,
    /// A torn line at the end of the file that was read last.
    torn: Option<u64>,
    problem: Option<Problem>,
}

impl Verifier {
    pub(in super::super) fn new(options: &Options, checkpoint: Option<&[u8]>) -> Self {
        let own = checkpoint.map(|text| Claim::new(Role::Own, text));
        let witness = |(name, text): &(String, Vec<u8>)| Claim::new(Role::Other(name.clone()), text);
        let claims = own.into_iter().chain(options.witnesses.iter().map(witness)).collect();
        Self { keys: options.keys.clone(), claims, ..Self::default() }
    }

    /// Says that the next file is read, which goes on from the one before, and what its checkpoint is, if it has one of its own.
    #[cfg(not(target_arch = "wasm32"))]
    pub(in super::super) fn begin(&mut self, file: String, checkpoint: Option<(Role, Vec<u8>)>) {
        if let Some(line) = self.torn.take() {
            self.find(Some(line), Fault::TornInside);
        }
        let before = self.links.position().zip(self.files.last());
        let before = before.map(|((count, hash), file)| Continues { file: file.clone(), count, hash });
        self.links = Links::default();
        self.links.go_on_from(before);
        self.files.push(file);
        self.claims.extend(checkpoint.map(|(role, text)| Claim::new(role, &text)));
    }

    /// Reads a file to its end, or to its first line that does not hold.
    pub(in super::super) fn read(&mut self, mut log: impl BufRead) -> std::io::Result<()> {
        let mut line = Vec::new();
        while self.problem.is_none() {
            line.clear();
            if log.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
                break;
            }
            let number = self.links.lines + 1;
            let torn = self.links.is_hole(&line) && log.fill_buf()?.is_empty();
            match if torn { Err(Fault::Torn) } else { self.take(&line) } {
                Ok(()) => {}
                // Whether that is all that is wrong is known at the end.
                Err(Fault::Torn) => {
                    self.torn = Some(number);
                    break;
                }
                Err(why) => self.find(Some(number), why),
            }
        }
        self.legacy_lines += self.links.legacy_lines();
        Ok(())
    }

    /// Says what is wrong, unless something was found before.
    pub(in super::super) fn find(&mut self, line: Option<u64>, why: Fault) {
        let file = self.files.last().filter(|_| line.is_some()).cloned();
        self.problem.get_or_insert(Problem { file, line, why });
    }

    /// Takes the next line, with its newline.
    fn take(&mut self, line: &[u8]) -> Result<(), Fault> {
        if line.last() != Some(&b'\n') {
            return Err(if line.len() as u64 == LONGEST_LINE { Fault::TooLong } else { Fault::Torn });
        }
        if self.links.is_unchained(line) {
            self.links.unchained(line);
            return Ok(());
        }
        let (record, hash) = chain::read(line).map_err(Fault::NotARecord)?;
        if hash != record.hash {
            return Err(Fault::Hash);
        }
        self.links.chained(line, &Header::from(&record)).map_err(Fault::Chain)?;
        self.count(record)
    }

    /// Counts a record whose line holds, if it is also the one that the checkpoints name.
    fn count(&mut self, record: Record) -> Result<(), Fault> {
        self.claims.iter().try_for_each(|claim| claim.check(&record, self.links.bytes))?;
        if let Some(before) = record.continues.as_ref().filter(|_| self.records == 0) {
            self.claims.iter().try_for_each(|claim| claim.check_before(before))?;
        }
        self.covered_later.extend(CoveredLater::by(&record));
        self.records += 1;
        self.applied += u64::from(record.is_applied());
        self.runs.insert(record.context.run_id);
        self.first.get_or_insert(record.mark.timestamp);
        self.last = Some(record.mark.timestamp);
        if self.records == 1 {
            self.continues = record.continues;
        }
        Ok(())
    }

    /// What can be said once every line was read.
    fn end(&mut self) {
        let found = self.found();
        let claims = std::mem::take(&mut self.claims);
        if let Some(why) = claims.iter().find_map(|claim| claim.check_length(found).err()) {
            self.find(Some(self.links.lines + 1), why);
        }
        if let Some(why) = claims.iter().find_map(|claim| claim.check_itself(&self.keys).err()) {
            self.find(None, why);
        }
        self.claims = claims;
        if self.own().is_none() && !self.keys.is_empty() {
            self.find(None, Fault::CheckpointMissing);
        }
        match self.torn {
            Some(line) => self.find(Some(line), Fault::Torn),
            None if self.records == 0 => self.find(None, Fault::NoRecord),
            None => {}
        }
    }

    fn found(&self) -> u64 {
        self.links.position().map_or(0, |(seq, _)| seq)
    }

    fn own(&self) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.role == Role::Own)
    }

    fn tail(&self) -> Tail {
        let Some(claim) = self.own() else { return Tail::NoCheckpoint };
        match (&claim.checkpoint, claim.signed_by(&self.keys)) {
            (Err(_), _) | (_, Err(_)) => Tail::Unreadable,
            (Ok(Checkpoint { count, .. }), Ok(Some(key_id))) => {
                Tail::Signed { count: *count, key_id, beyond: self.found().saturating_sub(*count) }
            }
            (Ok(Checkpoint { count, signature: None, .. }), _) => Tail::Unsigned { count: *count },
            (Ok(Checkpoint { count, key_id, .. }), _) => {
                Tail::SignatureNotChecked { count: *count, key_id: key_id.clone() }
            }
        }
    }

    pub(in super::super) fn report(mut self) -> Report {
        self.end();
        if let Some(problem) = self.problem.as_mut().filter(|_| self.files.len() < 2) {
            // Where there is one file, it is the one that was named.
            problem.file = None;
        }
        Report {
            tail: self.tail(),
            files: self.files,
            records: self.records,
            legacy_lines: self.legacy_lines,
            runs: self.runs.len() as u64,
            applied: self.applied,
            first: self.first,
            last: self.last,
            continues: self.continues,
            covered_later: self.covered_later,
            problem: self.problem,
        }
    }
}
