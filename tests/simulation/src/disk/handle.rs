//! A process's hold of the log: the `Storage` that the real journal writes to.

use super::DiskState;
use crate::fault::Fault;
use crate::process::Process;
use crate::world::World;
use pacing_apply::audit::{Aside, Error, Predecessor, Storage};
use std::cell::RefMut;
use std::rc::Rc;
use std::time::Duration;

/// How long the lock is waited for.
const LOCK_WAIT: Duration = Duration::from_secs(10);

/// A process's hold of the log.
#[derive(Clone)]
pub struct Disk {
    world: Rc<World>,
    process: Rc<Process>,
    generation: u64,
}

impl Disk {
    /// The log as this process sees it.
    pub fn new(world: &Rc<World>, process: &Rc<Process>) -> Self {
        Self { world: Rc::clone(world), process: Rc::clone(process), generation: 0 }
    }

    fn disk(&self) -> RefMut<'_, DiskState> {
        self.world.disk(self.process.machine)
    }

    async fn step(&self) {
        self.process.step(&self.world).await;
    }

    fn fails(&self, fault: Fault, doing: &'static str) -> Result<(), Error> {
        if !self.world.strikes(fault) {
            return Ok(());
        }
        self.world.say(|| format!("{}: cannot {doing}", self.process.name));
        if let Some(run) = self.world.truth().runs.get_mut(self.process.run()) {
            run.disk_failed = true;
        }
        let (path, message) = ("pacing_audit.log".to_owned(), "input/output error".to_owned());
        Err(if self.world.chance.happens(0.5) { Error::Full { path } } else { Error::Storage { doing, path, message } })
    }
}

impl Storage for Disk {
    async fn lock(&mut self) -> Result<(), Error> {
        self.step().await;
        let begun = self.world.now();
        loop {
            let holder = self.disk().lock.upgrade();
            match holder.filter(|holder| !holder.is_dead() && !Rc::ptr_eq(holder, &self.process)) {
                None => break,
                Some(_) if self.world.now().saturating_sub(begun) >= LOCK_WAIT => {
                    let (path, seconds) = ("pacing_audit.log".to_owned(), LOCK_WAIT.as_secs());
                    return Err(Error::Busy { path, seconds });
                }
                Some(_) => self.world.agenda.pass(Duration::from_millis(5)).await,
            }
        }
        self.process.waited.set(self.process.waited.get() + self.world.now().saturating_sub(begun));
        let generation = {
            let mut disk = self.disk();
            disk.lock = Rc::downgrade(&self.process);
            // The folder of a log that is empty is synced when it is opened.
            disk.closing &= !disk.log.is_empty();
            disk.closed.len()
        };
        self.generation = generation as u64;
        Ok(())
    }

    fn unlock(&mut self) {
        let mut disk = self.disk();
        if disk.lock.upgrade().is_some_and(|holder| Rc::ptr_eq(&holder, &self.process)) {
            disk.lock = std::rc::Weak::new();
        }
    }

    async fn size(&mut self) -> Result<u64, Error> {
        self.fails(Fault::ReadFails, "read the audit log")?;
        Ok(self.disk().log.len() as u64)
    }

    async fn read(&mut self, from: u64, max: usize) -> Result<Vec<u8>, Error> {
        self.fails(Fault::ReadFails, "read the audit log")?;
        let disk = self.disk();
        let rest = usize::try_from(from).ok().and_then(|from| disk.log.get(from..)).unwrap_or_default();
        Ok(rest.get(..max).unwrap_or(rest).to_vec())
    }

    async fn append(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.step().await;
        if let Err(error) = self.fails(Fault::WriteFails, "write the audit log") {
            let part = self.world.chance.up_to(bytes.len() - 1);
            self.disk().write(bytes.get(..part).unwrap_or_default(), self.world.now());
            return Err(error);
        }
        self.disk().write(bytes, self.world.now());
        note_run(&self.world, &self.process);
        self.step().await;
        Ok(())
    }

    async fn sync(&mut self) -> Result<(), Error> {
        self.fails(Fault::SyncFails, "sync the audit log")?;
        self.world.agenda.pass(self.world.chance.millis(0, 8)).await;
        self.step().await;
        self.disk().sync();
        self.step().await;
        Ok(())
    }

    async fn checkpoint(&mut self) -> Result<Option<Vec<u8>>, Error> {
        Ok(self.disk().checkpoint.clone())
    }

    async fn replace_checkpoint(&mut self, text: &[u8]) -> Result<(), Error> {
        self.step().await;
        self.fails(Fault::FileFails, "write the checkpoint of the audit log")?;
        self.disk().checkpoint = Some(text.to_vec());
        self.step().await;
        Ok(())
    }

    async fn set_aside(&mut self, from: u64) -> Result<Aside, Error> {
        let doing = "move the torn last line out of the audit log";
        self.step().await;
        self.fails(Fault::FileFails, doing)?;
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        {
            let mut disk = self.disk();
            let tail = disk.log.get(from..).unwrap_or_default().to_vec();
            disk.asides.push(tail);
            disk.aside_unsynced = true;
        }
        self.step().await;
        self.disk().aside_unsynced = false;
        self.step().await;
        self.fails(Fault::FileFails, doing)?;
        self.disk().cut(from, self.world.now());
        self.world.count("disk: torn tail moved aside");
        self.step().await;
        let asides = self.disk().asides();
        asides.into_iter().next_back().ok_or(Error::Shrank)
    }

    async fn asides(&mut self) -> Result<Vec<Aside>, Error> {
        self.fails(Fault::ReadFails, "list the files beside the audit log")?;
        let disk = self.disk();
        Ok(disk.asides().split_off(disk.asides_closed))
    }

    fn generation(&self) -> u64 {
        self.generation
    }

    async fn predecessor(&mut self) -> Result<Option<Predecessor>, Error> {
        self.fails(Fault::ReadFails, "read the file before the audit log")?;
        let disk = self.disk();
        Ok(disk.closed.last().map(|closed| {
            let last_line = closed.log.split_inclusive(|byte| *byte == b'\n').next_back().unwrap_or_default().to_vec();
            Predecessor { file: closed_name(disk.closed.len()), last_line }
        }))
    }

    async fn rotate(&mut self) -> Result<(), Error> {
        let doing = "close the audit log for rotation";
        self.step().await;
        self.fails(Fault::FileFails, doing)?;
        self.disk().close();
        self.world.say(|| format!("{}: closes the log", self.process.name));
        self.world.count("disk: log closed");
        self.step().await;
        self.fails(Fault::FileFails, doing)?;
        self.disk().closing = false;
        self.step().await;
        self.lock().await
    }
}

/// The name of the closed file that has this number.
pub fn closed_name(number: usize) -> String {
    format!("pacing_audit.log.rotated-{number}")
}

/// The last line is of a run of this process.
fn note_run(world: &World, process: &Process) {
    let mut disk = world.disk(process.machine);
    if let Some(line) = disk.lines.last() {
        let (run_id, seq, kind) = (line.run_id, line.seq, line.kind.clone());
        let said = line.outcome.clone().or_else(|| line.result.clone()).unwrap_or_default();
        if disk.run_of(run_id).is_none() {
            disk.runs.push((run_id, process.run()));
        }
        drop(disk);
        world.say(|| format!("{}: writes record {seq}, {kind} {said}", process.name));
    }
}
