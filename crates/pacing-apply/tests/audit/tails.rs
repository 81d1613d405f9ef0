//! The last line after a crash or a power cut, in every form that it may have.

use crate::sample::*;
use pacing_apply::audit::verify::Fault;
use pacing_apply::audit::*;

/// A run of four records, and what another run had begun to write behind it.
fn with_tail(tail: &[u8]) -> MemoryStorage {
    let whole = MemoryStorage::default();
    write_run(&mut open(whole.clone()), 1);
    MemoryStorage::holding([&*whole.log(), tail].concat(), whole.checkpoint_text())
}

/// The line that would be the fifth record.
fn fifth() -> Vec<u8> {
    let storage = with_tail(b"");
    let before = storage.log().len();
    block_on(open(storage.clone()).append(mark(20), &context(2), intent())).unwrap();
    storage.log().split_off(before)
}

/// Each is no record: `verify` calls it torn, and the next run moves it aside, names it and goes on.
#[test]
fn what_a_write_left_behind_is_moved_aside() {
    let fifth = fifth();
    let (half, whole) = (&fifth[..fifth.len() / 2], fifth.strip_suffix(b"\n").unwrap());
    let mut hole = fifth.clone();
    hole[..600].fill(0);
    let mut late_hole = fifth.clone();
    late_hole[600..900].fill(0);
    for (what, tail) in [
        ("half a record", half.to_vec()),
        ("a whole record without its newline", whole.to_vec()),
        ("a whole record and a carriage return", [whole, b"\r"].concat()),
        ("zeros, as after a power cut", vec![0; 4096]),
        ("half a record and zeros", [half, &[0; 512]].concat()),
        ("zeros in the place of the first page", hole),
        ("zeros in the middle", late_hole),
        ("no text", vec![0xFF, 0xFE, 0x80]),
    ] {
        let storage = with_tail(&tail);
        let found = problem(&storage.log(), storage.checkpoint_text().as_deref()).unwrap();
        assert_eq!((found.line, found.why), (Some(5), Fault::Torn), "{what}");
        let mut journal = open(storage.clone());
        assert_eq!((journal.records(), journal.open_intents().unwrap().len()), (4, 0), "{what}");
        block_on(journal.append(mark(30), &context(3), attempt(None, 1))).unwrap();
        assert_eq!(problem(&storage.log(), storage.checkpoint_text().as_deref()), None, "{what}");
        let asides = block_on(storage.clone().asides()).unwrap();
        assert_eq!(asides.iter().map(|aside| aside.bytes).collect::<Vec<_>>(), [tail.len() as u64], "{what}");
        let log = String::from_utf8(storage.log()).unwrap();
        assert!(log.contains(&format!("\"sha256\":\"{}\"", Digest::of(&tail))), "{what}");
    }
}

/// What was durable once is not what a crash leaves: it is damage, and no run writes behind it.
#[test]
fn damage_to_records_that_were_durable_is_no_torn_tail() {
    let storage = with_tail(b"");
    let log = storage.log();
    let last = log[..log.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    let mut zeros = log.clone();
    zeros[last..last + 100].fill(0);
    let cut = Error::Cut { count: 4 };
    let middle = {
        let mut log = log.clone();
        log[last - 200..last - 100].fill(0);
        log
    };
    assert_eq!(block_on(Journal::open(MemoryStorage::holding(zeros, storage.checkpoint_text()))).unwrap_err(), cut);
    let error = block_on(Journal::open(MemoryStorage::holding(middle, storage.checkpoint_text()))).unwrap_err();
    assert_eq!(error.line(), Some(3), "{error}");
}

/// As an editor on Windows, or git with `autocrlf`, leaves a file.
#[test]
fn a_log_with_converted_line_ends_is_refused_and_told_so() {
    let storage = with_tail(b"");
    let converted = String::from_utf8(storage.log()).unwrap().replace('\n', "\r\n");
    let found = problem(converted.as_bytes(), None).unwrap();
    assert_eq!(found.line, Some(1));
    assert!(found.to_string().contains("CR LF"), "{found}");
    let error = block_on(Journal::open(MemoryStorage::holding(converted, None))).unwrap_err();
    assert_eq!(error.line(), Some(4));
    assert!(error.to_string().contains("CR LF"), "{error}");
}

/// PowerShell writes UTF-16, and that is an older log like any other.
#[test]
fn zeros_in_an_older_log_are_its_own() {
    let older: Vec<u8> = "{\"action\": 1}\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let older = [&[0xFF, 0xFE], &*older, b"\n"].concat();
    let storage = MemoryStorage::holding(older.clone(), None);
    write_run(&mut open(storage.clone()), 1);
    assert!(storage.log().starts_with(&older));
    assert_eq!(problem(&storage.log(), storage.checkpoint_text().as_deref()), None);
}
