//! A log of several files: closed ones and the one that is written, verified as one chain.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::sample::*;
use crate::signing::{asking, key};
use pacing_apply::audit::verify::{Fault, Options};
use pacing_apply::audit::*;
use tempfile::TempDir;

/// Three files of one run each; the first one had an older log at its head and a torn tail.
fn set() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("a.log");
    fs::write(&log, TUTORIAL).unwrap();
    let mut journal = open(FileStorage::new(&log)).signed_by(key()).unwrap();
    write_run(&mut journal, 1);
    fs::write(&log, [&fs::read(&log).unwrap(), b"{\"ac".as_slice()].concat()).unwrap();
    write_run(&mut journal, 2);
    block_on(journal.rotate()).unwrap();
    write_run(&mut journal, 3);
    block_on(journal.rotate()).unwrap();
    write_run(&mut journal, 4);
    (folder, log)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn found(log: &Path) -> Report {
    FileStorage::new(log).verify_with(&asking(&key())).unwrap()
}

fn fault(log: &Path) -> (Option<String>, Option<u64>, Fault) {
    let Problem { file, line, why } = found(log).problem.unwrap();
    (file, line, why)
}

#[test]
fn a_set_of_files_verifies_as_one_chain() {
    let (folder, log) = set();
    let expected = [
        "a.log",
        "a.log.checkpoint",
        "a.log.rotated-1",
        "a.log.rotated-1.checkpoint",
        "a.log.rotated-1.torn-1",
        "a.log.rotated-2",
        "a.log.rotated-2.checkpoint",
    ];
    assert_eq!(names(folder.path()), expected);
    for name in expected {
        let mode = fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert!(mode & 0o077 == 0 || name == "a.log.rotated-1", "{name}: {mode:o}");
    }
    let report = found(&log);
    assert_eq!((report.problem, report.records, report.runs, report.legacy_lines), (None, 17, 4, 2));
    assert_eq!(report.files, ["a.log.rotated-1", "a.log.rotated-2", "a.log"]);
    assert_eq!(
        (report.continues, report.tail),
        (None, Tail::Signed { count: 17, key_id: key().public().id(), beyond: 0 })
    );

    // A closed file verifies by itself, with its own checkpoint; so does the newest one, without those before it.
    let first = found(&folder.path().join("a.log.rotated-1"));
    assert_eq!((first.problem, first.records, first.files.len()), (None, 9, 1));
    let alone = Options { alone: true, ..asking(&key()) };
    let newest = FileStorage::new(&log).verify_with(&alone).unwrap();
    assert_eq!((newest.problem, newest.records), (None, 4));
    assert_eq!(newest.continues.unwrap().file, "a.log.rotated-2");

    let trail = FileStorage::new(&log).trail().unwrap();
    let seqs: Vec<_> = trail.records().map(|record| record.unwrap().seq).collect();
    assert_eq!(seqs, (1..=17).collect::<Vec<_>>());
}

#[test]
fn a_changed_line_is_named_with_its_file() {
    let (folder, log) = set();
    for (name, line) in [("a.log.rotated-1", 4), ("a.log.rotated-2", 2), ("a.log", 3)] {
        let path = folder.path().join(name);
        let text = fs::read_to_string(&path).unwrap();
        let mut lines: Vec<_> = text.split_inclusive('\n').map(str::to_owned).collect();
        lines[line - 1] = lines[line - 1].replace("zoë", "eve");
        fs::write(&path, lines.concat()).unwrap();
        assert_eq!(fault(&log), (Some(name.into()), Some(line as u64), Fault::Hash));
        fs::write(&path, text).unwrap();
    }
}

/// Head, middle and tail: lines of a file, and whole files.
#[test]
fn what_was_deleted_from_a_set_is_found() {
    let (folder, log) = set();
    let path = |name: &str| folder.path().join(name);
    let without = |name: &str, keep: fn(usize, usize) -> bool| {
        let text = fs::read_to_string(path(name)).unwrap();
        let all = text.split_inclusive('\n').count();
        let kept: String =
            text.split_inclusive('\n').enumerate().filter(|(n, _)| keep(*n, all)).map(|(_, l)| l).collect();
        fs::write(path(name), kept).unwrap();
        let fault = fault(&log);
        fs::write(path(name), text).unwrap();
        fault
    };
    for name in ["a.log.rotated-1", "a.log.rotated-2", "a.log"] {
        for keep in [|n, _| n != 0, |n, _| n != 2, |n, all| n + 1 != all] as [fn(usize, usize) -> bool; 3] {
            let (file, line, why) = without(name, keep);
            assert!(line.is_some(), "{name}: {why}");
            assert!(file.is_some() || name == "a.log", "{name}: {why}");
        }
    }
    let (file, line, why) = without("a.log.rotated-2", |n, all| n + 1 != all);
    // The file behind it goes on from a record that is gone.
    assert_eq!((file.as_deref(), line), (Some("a.log"), Some(1)), "{why}");
    assert_eq!(without("a.log", |n, all| n + 1 != all).2, Fault::Cut { count: 17, found: 16 });

    for (name, expected) in [
        ("a.log.rotated-1", Fault::OlderMissing { file: "a.log.rotated-1".into() }),
        ("a.log.rotated-2", Fault::OlderMissing { file: "a.log.rotated-2".into() }),
        ("a.log", Fault::Cut { count: 17, found: 13 }),
    ] {
        fs::rename(path(name), path("kept")).unwrap();
        assert_eq!(fault(&log).2, expected, "without {name}");
        fs::rename(path("kept"), path(name)).unwrap();
    }
    // All that is new was removed, and the log begun anew: the closed files show it.
    fs::remove_file(&log).unwrap();
    fs::remove_file(path("a.log.checkpoint")).unwrap();
    fs::rename(path("a.log.rotated-2"), path("kept")).unwrap();
    write_run(&mut open(FileStorage::new(path("b.log"))), 9);
    fs::rename(path("b.log"), &log).unwrap();
    let problem = FileStorage::new(&log).verify().unwrap().problem.unwrap();
    assert_eq!(problem.why, Fault::Stray { file: "a.log.rotated-1".into() });
}

/// A crash between any two steps of rotation leaves one of these, and each opens, verifies and goes on.
#[test]
fn wherever_rotation_stops_the_set_opens_verifies_and_goes_on() {
    let rename = |folder: &Path, from: &str, to: &str| fs::rename(folder.join(from), folder.join(to)).unwrap();
    let copy = |folder: &Path, from: &str, to: &str| assert!(fs::copy(folder.join(from), folder.join(to)).unwrap() > 0);
    // Back from what a whole rotation leaves to what it leaves when it stops before: the new file, the rename, the
    // torn tail, the checkpoint's rename, the checkpoint.
    let back: [&dyn Fn(&Path); 5] = [
        &|folder| fs::remove_file(folder.join("a.log")).unwrap(),
        &|folder| rename(folder, "a.log.rotated-1", "a.log"),
        &|folder| rename(folder, "a.log.rotated-1.torn-1", "a.log.torn-1"),
        &|folder| rename(folder, "a.log.rotated-1.checkpoint", "a.log.rotated-1.checkpoint.new"),
        &|folder| fs::write(folder.join("a.log.rotated-1.checkpoint.new"), "{\"by").unwrap(),
    ];
    for steps in 0..=back.len() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("a.log");
        let mut journal = open(FileStorage::new(&log)).signed_by(key()).unwrap();
        write_run(&mut journal, 1);
        fs::write(&log, [&fs::read(&log).unwrap(), b"{\"ac".as_slice()].concat()).unwrap();
        write_run(&mut journal, 2);
        copy(folder.path(), "a.log", "before");
        block_on(journal.rotate()).unwrap();
        back.iter().take(steps).for_each(|undo| undo(folder.path()));
        assert_eq!(found(&log).problem, None, "{steps} steps back: {:?}", names(folder.path()));
        let mut journal = open(FileStorage::new(&log)).signed_by(key()).unwrap();
        assert_eq!(journal.records(), 9);
        write_run(&mut journal, 3);
        block_on(journal.rotate()).unwrap();
        write_run(&mut open(FileStorage::new(&log)).signed_by(key()).unwrap(), 4);
        let report = found(&log);
        assert_eq!((report.problem, report.records), (None, 17), "{steps} steps back: {:?}", names(folder.path()));
        assert_eq!(names(folder.path()).iter().filter(|name| name.contains("torn")).count(), 1);
    }
}

#[test]
fn another_process_goes_on_in_the_new_file() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("a.log");
    let mut one = open(FileStorage::new(&log));
    let mut other = open(FileStorage::new(&log));
    write_run(&mut one, 1);
    write_run(&mut other, 2);
    block_on(one.rotate()).unwrap();
    write_run(&mut other, 3);
    block_on(other.rotate()).unwrap();
    block_on(other.append(mark(41), &context(4), attempt(None, 1))).unwrap();
    write_run(&mut one, 5);
    let report = FileStorage::new(&log).verify().unwrap();
    assert_eq!((report.problem, report.records, report.files.len()), (None, 17, 3));
}

/// Four writers that all close the file whenever they may.
#[test]
fn writers_that_rotate_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("a.log");
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let log = &log;
            scope.spawn(move || {
                let mut journal = open(FileStorage::new(log)).max_bytes(8_000);
                (0..6).for_each(|run| write_run(&mut journal, 100 * (writer + 1) + run));
            });
        }
    });
    // While several write, something is nearly always open, and that keeps a log from being closed: one alone closes it for certain.
    write_run(&mut open(FileStorage::new(&log)).max_bytes(8_000), 900);
    let report = FileStorage::new(&log).verify().unwrap();
    assert_eq!((report.problem, report.records, report.applied), (None, 100, 25));
    assert!(report.files.len() > 1, "{:?}", report.files);
}

/// A log that somebody else moves away, as logrotate does, is not written on behind their back.
#[test]
fn a_log_that_was_moved_away_while_its_lock_was_waited_for_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("a.log");
    write_run(&mut open(FileStorage::new(&log)), 1);
    let holder = fs::File::open(&log).unwrap();
    holder.lock().unwrap();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| block_on(Journal::open(FileStorage::new(&log))).map(|_| ()));
        std::thread::sleep(std::time::Duration::from_millis(100));
        fs::rename(&log, folder.path().join("moved")).unwrap();
        holder.unlock().unwrap();
        // The checkpoint stayed, so what is missing is noticed.
        assert_eq!(waiting.join().unwrap(), Err(Error::Cut { count: 4 }));
    });
    assert_eq!(fs::metadata(&log).unwrap().len(), 0);
}

#[test]
fn names_that_lead_elsewhere_are_not_followed() {
    let (folder, log) = set();
    let text = fs::read_to_string(&log).unwrap();
    for name in ["../a.log.rotated-2", "/etc/passwd", "sub/a.log", ".."] {
        let first = text.lines().next().unwrap();
        let mut record = record::Record::from_line(first).unwrap();
        record.continues.as_mut().unwrap().file = name.into();
        record.hash = chain::hash(&record);
        fs::write(&log, record.line() + "\n").unwrap();
        let report = FileStorage::new(&log).verify().unwrap();
        assert_eq!(report.files, ["a.log"], "{name}");
        assert!(report.problem.is_some());
    }
    drop(folder);
}
