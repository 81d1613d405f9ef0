//! What a process that died while writing leaves behind is moved aside, recorded, and never glued to a record.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::sample::*;
use pacing_apply::audit::record::Record;
use pacing_apply::audit::*;

fn records(storage: &MemoryStorage) -> Vec<Record> {
    let log = String::from_utf8(storage.log()).unwrap();
    let chained = log.lines().filter(|line| !TUTORIAL.contains(line));
    chained.map(|line| Record::from_line(line).unwrap()).collect()
}

fn torn_tails(storage: &MemoryStorage) -> Vec<Recovery> {
    let bodies = records(storage).into_iter().map(|record| record.body);
    let recoveries = bodies.filter_map(|body| if let Body::Recovery(recovery) = body { Some(recovery) } else { None });
    recoveries.collect()
}

fn assert_holds(storage: &MemoryStorage) -> Report {
    let report = verify(&*storage.log(), storage.checkpoint_text().as_deref()).unwrap();
    assert_eq!(report.problem, None);
    report
}

#[test]
fn a_torn_last_line_is_moved_aside_at_every_byte() {
    let whole = MemoryStorage::default();
    let mut journal = open(whole.clone());
    write_run(&mut journal, 1);
    let (before, checkpoint) = (whole.log(), whole.checkpoint_text());
    block_on(journal.append(mark(20), &context(2), attempt(None, 1))).unwrap();
    let after = whole.log();

    for end in before.len()..after.len() {
        let storage = MemoryStorage::holding(&after[..end], checkpoint.clone());
        let mut journal = open(storage.clone());
        assert_eq!(journal.records(), 4);
        assert_eq!(storage.log(), &after[..end], "opening writes nothing");
        block_on(journal.append(mark(30), &context(3), attempt(None, 1))).unwrap();

        let torn = &after[before.len()..end];
        assert!(storage.log().starts_with(&before));
        let asides = block_on(storage.clone().asides()).unwrap();
        let named = torn_tails(&storage);
        if torn.is_empty() {
            assert!(asides.is_empty() && named.is_empty());
        } else {
            let (bytes, sha256) = (torn.len() as u64, Digest::of(torn));
            assert_eq!(asides, [Aside { file: "memory.torn-1".into(), bytes, sha256 }]);
            assert_eq!(named, [Recovery::TornTail { file: "memory.torn-1".into(), bytes, sha256 }]);
        }
        let report = assert_holds(&storage);
        assert_eq!(report.records, if torn.is_empty() { 5 } else { 6 });
    }
}

#[test]
fn a_torn_line_of_another_process_is_moved_aside_by_one_that_has_the_log_open() {
    let mut storage = MemoryStorage::default();
    let mut journal = open(storage.clone());
    write_run(&mut journal, 1);
    block_on(storage.append(b"{\"action\":\"PACING_INT")).unwrap();
    write_run(&mut journal, 2);
    block_on(storage.append(b"x")).unwrap();
    write_run(&mut journal, 3);
    assert_eq!(assert_holds(&storage).records, 14);
    assert_eq!(torn_tails(&storage).len(), 2);
    let ids: Vec<_> = records(&storage).iter().map(|record| record.mark.audit_id).collect();
    assert!(ids.iter().all(|id| id.get_version_num() == 4), "ids are UUIDv4");
    assert_eq!(ids.iter().collect::<std::collections::HashSet<_>>().len(), 14, "each record has its own id");
}

#[test]
fn a_torn_line_of_an_older_log_is_moved_aside_before_the_rest_is_sealed() {
    let older = format!("{TUTORIAL}{{\"audit_id\": \"0d9b");
    let storage = MemoryStorage::holding(older, None);
    write_run(&mut open(storage.clone()), 1);
    let report = assert_holds(&storage);
    assert_eq!((report.legacy_lines, report.records), (2, 5));
    assert!(storage.log().starts_with(TUTORIAL.as_bytes()));
}

/// A storage that fails at a given step, having done nothing of it, half of it, or all of it.
#[derive(Debug, Clone)]
struct Failing {
    inner: MemoryStorage,
    steps: Rc<RefCell<Vec<&'static str>>>,
    at: Rc<Cell<usize>>,
    done: Done,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Done {
    Nothing,
    Half,
    All,
}

impl Failing {
    fn new(inner: MemoryStorage, at: usize, done: Done) -> Self {
        Self { inner, steps: Rc::default(), at: Rc::new(Cell::new(at)), done }
    }

    /// What to do of the next step, and whether it then fails.
    fn step(&self, name: &'static str) -> (Done, Result<(), Error>) {
        let mut steps = self.steps.borrow_mut();
        steps.push(name);
        if steps.len() - 1 < self.at.get() {
            return (Done::All, Ok(()));
        }
        let path = "memory".into();
        (self.done, Err(Error::Storage { doing: "test", path, message: "died".into() }))
    }
}

impl Storage for Failing {
    async fn lock(&mut self) -> Result<(), Error> {
        self.inner.lock().await
    }

    fn unlock(&mut self) {}

    async fn size(&mut self) -> Result<u64, Error> {
        self.inner.size().await
    }

    async fn read(&mut self, from: u64, max: usize) -> Result<Vec<u8>, Error> {
        // Short reads, so that lines come in pieces.
        self.inner.read(from, max.min(100)).await
    }

    async fn append(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let (done, result) = self.step("append");
        let part = match done {
            Done::Nothing => 0,
            Done::Half => bytes.len() / 2,
            Done::All => bytes.len(),
        };
        self.inner.append(&bytes[..part]).await?;
        result
    }

    async fn sync(&mut self) -> Result<(), Error> {
        self.step("sync").1
    }

    async fn checkpoint(&mut self) -> Result<Option<Vec<u8>>, Error> {
        self.inner.checkpoint().await
    }

    async fn replace_checkpoint(&mut self, text: &[u8]) -> Result<(), Error> {
        let (done, result) = self.step("checkpoint");
        if done == Done::All {
            self.inner.replace_checkpoint(text).await?;
        }
        result
    }

    async fn set_aside(&mut self, from: u64) -> Result<Aside, Error> {
        let (done, result) = self.step("set aside");
        if done != Done::Nothing {
            let tail = self.inner.log().split_off(usize::try_from(from).unwrap());
            let aside = self.inner.set_aside(from).await?;
            if done == Done::Half {
                // Copied, not yet cut.
                self.inner.append(&tail).await?;
            }
            result.map(|()| aside)
        } else {
            Err(result.unwrap_err())
        }
    }

    async fn asides(&mut self) -> Result<Vec<Aside>, Error> {
        self.inner.asides().await
    }

    fn generation(&self) -> u64 {
        self.inner.generation()
    }

    async fn predecessor(&mut self) -> Result<Option<Predecessor>, Error> {
        if self.inner.generation() > 0 {
            self.step("predecessor").1?;
        }
        self.inner.predecessor().await
    }

    async fn rotate(&mut self) -> Result<(), Error> {
        let (done, result) = self.step("rotate");
        if done != Done::Nothing {
            self.inner.rotate().await?;
        }
        result
    }
}

#[test]
fn a_record_is_durable_before_its_checkpoint_and_both_before_append_returns() {
    let storage = Failing::new(MemoryStorage::default(), usize::MAX, Done::All);
    let steps = Rc::clone(&storage.steps);
    let mut journal = open(storage);
    block_on(journal.append(mark(1), &context(1), intent())).unwrap();
    assert_eq!(steps.take(), ["append", "sync", "checkpoint"]);
    block_on(journal.append(mark(2), &context(1), attempt(None, 1))).unwrap();
    assert_eq!(steps.take(), ["append", "sync"]);
    block_on(journal.commit(mark(3), &context(1), outcome(None, Verdict::Unknown))).unwrap();
    assert_eq!(steps.take(), ["append", "sync", "checkpoint"]);
}

#[test]
fn wherever_it_dies_the_next_run_goes_on_and_names_every_torn_tail_once() {
    let mut deaths = 0;
    for done in [Done::Nothing, Done::Half, Done::All] {
        for at in 0.. {
            let mut inner = MemoryStorage::holding(TUTORIAL, None);
            write_run(&mut open(inner.clone()), 1);
            block_on(inner.append(b"{\"action\":\"PAC")).unwrap();

            let dying = block_on(Journal::open(Failing::new(inner.clone(), at, done)));
            let written = dying.and_then(|mut dying| {
                let intent = block_on(dying.append(mark(20), &context(2), intent()))?;
                block_on(dying.append(mark(21), &context(2), attempt(Some(intent.audit_id), 1)))?;
                block_on(dying.commit(mark(22), &context(2), applied(intent.audit_id, Some(event(2)))))
            });

            let mut next = open(inner.clone());
            let (open_intents, pending) = (next.open_intents().unwrap().len(), next.pending().unwrap().len());
            assert!(open_intents + pending <= 1, "an event only with its outcome");
            write_run(&mut next, 3);
            assert_holds(&inner);
            let asides = block_on(inner.asides()).unwrap();
            let named: Vec<_> = torn_tails(&inner);
            let expected =
                asides.into_iter().map(|Aside { file, bytes, sha256 }| Recovery::TornTail { file, bytes, sha256 });
            assert_eq!(named, expected.collect::<Vec<_>>(), "step {at}, {done:?}");
            if written.is_ok() {
                assert_eq!(pending, 1);
                break;
            }
            deaths += 1;
        }
    }
    assert!(deaths > 25, "{deaths} deaths");
}

#[test]
fn where_closing_the_log_fails_the_same_process_does_not_begin_the_chain_anew() {
    // What is done of it: the checkpoint, the closing, the look at what was closed.
    for (fails, done, closes) in
        [(0, Done::Nothing, 0), (1, Done::Nothing, 0), (1, Done::All, 1), (2, Done::Nothing, 1)]
    {
        let inner = MemoryStorage::default();
        let storage = Failing::new(inner.clone(), usize::MAX, done);
        let (steps, at) = (Rc::clone(&storage.steps), Rc::clone(&storage.at));
        let mut journal = open(storage);
        write_run(&mut journal, 1);
        at.set(steps.borrow().len() + fails);
        assert!(block_on(journal.rotate()).is_err());
        assert_eq!(steps.borrow().last(), Some(&["checkpoint", "rotate", "predecessor"][fails]));
        at.set(usize::MAX);
        write_run(&mut journal, 2);
        assert_eq!((inner.closed().len(), journal.records()), (closes, 8), "{done:?} of {fails}");
        let first = records(&inner).remove(0);
        assert_eq!((first.seq, first.continues.is_some()), if closes == 1 { (5, true) } else { (1, false) });
        assert_holds(&inner);
    }
}

#[test]
fn what_another_process_wrote_is_durable_before_anything_follows_from_it() {
    let inner = MemoryStorage::default();
    write_run(&mut open(inner.clone()), 1);
    let storage = Failing::new(inner.clone(), usize::MAX, Done::All);
    let steps = Rc::clone(&storage.steps);
    let mut journal = open(storage);
    assert_eq!(steps.take(), ["sync"], "on opening");
    write_run(&mut open(inner), 2);
    block_on(journal.append(mark(30), &context(3), attempt(None, 1))).unwrap();
    assert_eq!(steps.take(), ["sync", "append", "sync"], "before it goes on");
    block_on(journal.append(mark(31), &context(3), attempt(None, 1))).unwrap();
    assert_eq!(steps.take(), ["append", "sync"], "its own lines are");
}

#[test]
fn after_a_failed_sync_nothing_more_is_written() {
    let inner = MemoryStorage::default();
    let mut journal = open(Failing::new(inner.clone(), 1, Done::All));
    assert!(block_on(journal.append(mark(1), &context(1), intent())).is_err());
    let log = inner.log();
    assert_eq!(block_on(journal.append(mark(2), &context(1), intent())), Err(Error::Unsure));
    assert_eq!(inner.log(), log);
}

#[test]
fn a_log_that_shrinks_while_it_is_open_is_an_error() {
    let mut storage = MemoryStorage::default();
    let mut journal = open(storage.clone());
    write_run(&mut journal, 1);
    block_on(storage.set_aside(10)).unwrap();
    assert_eq!(block_on(journal.append(mark(2), &context(1), intent())), Err(Error::Shrank));
}

#[test]
fn a_changed_line_of_another_process_stops_this_one_for_good() {
    let mut storage = MemoryStorage::default();
    let mut journal = open(storage.clone());
    write_run(&mut journal, 1);
    let mut other = open(storage.clone());
    block_on(other.append(mark(20), &context(2), intent())).unwrap();
    let mut log = String::from_utf8(storage.log()).unwrap();
    let from = log.trim_end().rfind('\n').unwrap() + 1;
    let last = log.split_off(from).replace("\"masked\":false", "\"masked\":true");
    block_on(storage.set_aside(from as u64)).unwrap();
    block_on(storage.append(last.as_bytes())).unwrap();
    assert_eq!(block_on(journal.append(mark(2), &context(1), intent())), Err(Error::Changed { line: 5 }));
    assert_eq!(block_on(journal.append(mark(3), &context(1), intent())), Err(Error::Unsure));
}
