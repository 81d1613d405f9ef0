//! The log as a file: mode, lock, two writers, and what the file system can refuse.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use crate::sample::*;
use pacing_apply::audit::*;
use tempfile::TempDir;

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("pacing_audit.log");
    (folder, log)
}

fn refusal(log: &Path) -> Error {
    let mut journal = match block_on(Journal::open(FileStorage::new(log))) {
        Ok(journal) => journal,
        Err(error) => return error,
    };
    block_on(journal.append(mark(1), &context(1), intent())).unwrap_err()
}

#[test]
fn a_log_in_a_file_is_for_its_user_alone_and_verifies() {
    let (folder, log) = folder();
    let storage = FileStorage::new(&log);
    let checkpoint = storage.checkpoint_path();
    write_run(&mut open(storage), 1);
    write_run(&mut open(FileStorage::new(&log)), 2);
    let report = FileStorage::new(&log).verify().unwrap();
    assert_eq!((report.problem, report.records, report.tail), (None, 8, Tail::Unsigned { count: 8 }));
    for file in [&log, &checkpoint] {
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600, "{}", file.display());
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else is left in the folder");
}

#[test]
fn a_torn_tail_in_a_file_is_moved_to_a_file_beside_it() {
    let (folder, log) = folder();
    write_run(&mut open(FileStorage::new(&log)), 1);
    let whole = fs::read(&log).unwrap();
    for (n, torn) in [b"{\"action\"".as_slice(), b"x", &[0, 255]].into_iter().enumerate() {
        fs::write(&log, [&fs::read(&log).unwrap(), torn].concat()).unwrap();
        write_run(&mut open(FileStorage::new(&log)), 2 + n as u128);
        let aside = folder.path().join(format!("pacing_audit.log.torn-{}", n + 1));
        assert_eq!(fs::read(&aside).unwrap(), torn);
        assert_eq!(fs::metadata(&aside).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert!(fs::read(&log).unwrap().starts_with(&whole));
    let report = FileStorage::new(&log).verify().unwrap();
    assert_eq!((report.problem, report.records), (None, 4 + 3 * 5));
}

#[test]
fn two_writers_on_one_file_take_turns() {
    let (_folder, log) = folder();
    let write = |first: u128| {
        let mut journal = open(FileStorage::new(&log));
        (first..first + 20).for_each(|run| write_run(&mut journal, run));
        journal
    };
    let (mut one, mut other) = std::thread::scope(|scope| {
        let one = scope.spawn(|| write(100));
        let other = scope.spawn(|| write(200));
        (one.join().unwrap(), other.join().unwrap())
    });
    let report = FileStorage::new(&log).verify().unwrap();
    assert_eq!((report.problem, report.records, report.applied), (None, 160, 40));
    for journal in [&mut one, &mut other] {
        block_on(journal.refresh()).unwrap();
        assert_eq!(journal.records(), 160);
        assert_eq!((journal.pending().unwrap(), journal.open_intents().unwrap()), (vec![], vec![]));
    }
}

#[test]
fn a_lock_that_is_held_is_waited_for() {
    let (_folder, log) = folder();
    write_run(&mut open(FileStorage::new(&log)), 1);
    let holder = File::open(&log).unwrap();
    holder.lock().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(150));
            holder.unlock().unwrap();
        });
        let begun = Instant::now();
        write_run(&mut open(FileStorage::new(&log)), 2);
        assert!(begun.elapsed() >= Duration::from_millis(100));
    });
    assert_eq!(FileStorage::new(&log).verify().unwrap().records, 8);
}

#[test]
fn a_lock_that_stays_held_is_an_error() {
    let (_folder, log) = folder();
    let holder = File::create(&log).unwrap();
    holder.lock().unwrap();
    let storage = FileStorage::new(&log).lock_wait(Duration::from_millis(30));
    let error = block_on(Journal::open(storage)).unwrap_err();
    assert_eq!(error, Error::Busy { path: log.display().to_string(), seconds: 0 });
}

#[test]
fn a_folder_is_refused() {
    let (folder, _) = folder();
    let error = refusal(folder.path());
    assert_eq!(error, Error::IsFolder { path: folder.path().display().to_string() });
    assert!(error.to_string().ends_with("pacing_audit.log`"), "{error}");
    assert!(matches!(FileStorage::new(folder.path()).verify(), Err(Error::IsFolder { .. })));
}

#[test]
fn a_folder_that_does_not_exist_is_named() {
    let (folder, _) = folder();
    let log = folder.path().join("missing").join("audit.log");
    assert_eq!(refusal(&log), Error::NoFolder { path: log.display().to_string() });
    assert_eq!(FileStorage::new(&log).verify(), Err(Error::NotFound { path: log.display().to_string() }));
}

#[test]
fn a_full_disk_is_named() {
    let (_folder, log) = folder();
    symlink("/dev/full", &log).unwrap();
    let error = refusal(&log);
    assert_eq!(error, Error::Full { path: log.display().to_string() });
    assert!(error.to_string().starts_with("no room left for the audit log"), "{error}");
}

#[test]
fn a_file_that_keeps_nothing_is_refused() {
    let (_folder, log) = folder();
    symlink("/dev/null", &log).unwrap();
    assert_eq!(refusal(&log), Error::NotKept { path: log.display().to_string() });
}

#[test]
fn no_permission_is_named() {
    let (folder, log) = folder();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let output = as_another_user(folder.path(), &log);
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("refused: no permission to write the audit log"), "{told}");
    assert!(!log.exists());
}

#[test]
fn a_limit_on_the_files_size_stops_the_run_and_the_next_one_goes_on() {
    let (folder, log) = folder();
    let script = "trap '' XFSZ; ulimit -f 64; exec \"$0\" --ignored --exact files::write_until_refused --nocapture";
    let output =
        in_another_process(Command::new("sh").args(["-c", script]).arg(std::env::current_exe().unwrap()), &log);
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("refused: no room left for the audit log"), "{told}");
    let cut = FileStorage::new(&log).verify().unwrap();
    assert!(cut.records > 3);

    write_run(&mut open(FileStorage::new(&log)), 500);
    let report = FileStorage::new(&log).verify().unwrap();
    assert_eq!(report.problem, None);
    let torn = folder.path().join("pacing_audit.log.torn-1");
    assert_eq!(report.records, cut.records + 4 + u64::from(torn.exists()));
}

/// Not a test by itself: what the two above run in another process.
#[test]
#[ignore = "run in another process by the tests of what the system refuses"]
fn write_until_refused() {
    let log = std::env::var_os("PACING_TEST_LOG").unwrap();
    let refused = block_on(async {
        let mut journal = Journal::open(FileStorage::new(log)).await?;
        for n in 0.. {
            journal.append(mark(n), &context(1), intent()).await?;
        }
        Ok::<(), Error>(())
    });
    writeln!(std::io::stdout(), "refused: {}", refused.unwrap_err()).unwrap();
}

/// Root may write everything, so it runs the test as `nobody`, from a copy that `nobody` can read.
fn as_another_user(folder: &Path, log: &Path) -> Output {
    let test = folder.join("test");
    fs::copy(std::env::current_exe().unwrap(), &test).unwrap();
    let arguments = ["--ignored", "--exact", "files::write_until_refused", "--nocapture"];
    if fs::metadata("/proc/self").unwrap().uid() == 0 {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&test).args(arguments);
        return in_another_process(&mut command, log);
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).unwrap();
    in_another_process(Command::new(&test).args(arguments), log)
}

fn in_another_process(command: &mut Command, log: &Path) -> Output {
    let output = command.env("PACING_TEST_LOG", log).current_dir("/").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

/// A torn line on a full disk: nothing is left that a record would call one, until there is room.
#[cfg(target_os = "linux")]
#[test]
fn a_torn_tail_that_cannot_be_copied_leaves_nothing_beside_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("pacing_audit.log");
    write_run(&mut open(FileStorage::new(&log)), 1);
    fs::write(&log, [&*fs::read(&log).unwrap(), b"{\"action\""].concat()).unwrap();
    fs::write(folder.path().join("pacing_audit.log.torn-1"), "").unwrap();
    let new = folder.path().join("pacing_audit.log.torn-2.new");
    for run in 2..5 {
        std::os::unix::fs::symlink("/dev/full", &new).unwrap();
        let written = block_on(open(FileStorage::new(&log)).append(mark(run), &context(run), attempt(None, 1)));
        assert!(matches!(written, Err(Error::Full { .. })), "{written:?}");
        assert!(!new.is_symlink() && !folder.path().join("pacing_audit.log.torn-2").exists());
    }
    write_run(&mut open(FileStorage::new(&log)), 5);
    assert_eq!(fs::read(folder.path().join("pacing_audit.log.torn-2")).unwrap(), b"{\"action\"");
    let text = fs::read_to_string(&log).unwrap();
    assert_eq!(text.matches("torn_tail").count(), 1, "an empty file was no torn line: {text}");
    assert_eq!(FileStorage::new(&log).verify().unwrap().problem, None);
}
