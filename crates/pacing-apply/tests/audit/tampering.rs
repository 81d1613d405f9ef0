//! Whatever is changed in a log, verification names the first line that does not hold.

use crate::sample::*;
use pacing_apply::audit::record::Record;
use pacing_apply::audit::verify::Fault;
use pacing_apply::audit::*;

/// Two unchained lines and a run of four records, with their checkpoint.
fn log() -> (Vec<u8>, Vec<u8>) {
    let storage = MemoryStorage::holding(TUTORIAL, None);
    write_run(&mut open(storage.clone()), 1);
    (storage.log(), storage.checkpoint_text().unwrap())
}

fn lines(log: &[u8]) -> Vec<&[u8]> {
    log.split_inclusive(|byte| *byte == b'\n').collect()
}

/// Lines of the tutorial's program at the head of [`log`].
const LEGACY: usize = 2;

#[test]
fn the_log_holds_as_it_was_written() {
    let (log, checkpoint) = log();
    let report = verify(&*log, Some(&checkpoint)).unwrap();
    assert_eq!((report.problem, report.records, report.legacy_lines), (None, 4, 2));
}

#[test]
fn every_changed_byte_is_found_in_its_line() {
    let storage = MemoryStorage::holding(TUTORIAL, None);
    let mut journal = open(storage.clone());
    block_on(journal.append(mark(1), &context(1), attempt(None, 1))).unwrap();
    block_on(journal.settle(mark(2), &context(1), delivery(event(1).id, 1, Delivery::Waiting))).unwrap();
    let (log, checkpoint) = (storage.log(), storage.checkpoint_text().unwrap());
    let mut start = 0;
    for (index, line) in lines(&log).into_iter().enumerate() {
        for offset in 0..line.len() {
            let newline = offset + 1 == line.len();
            // An unchained line is known by the seal alone, which stands in the first record: its line is named.
            let expected = match (index, newline) {
                (0, true) => LEGACY,
                (0, false) => LEGACY + 1,
                (1, false) => LEGACY + 1,
                (index, _) => index + 1,
            };
            for mask in [0x20, 1 << (offset % 8)] {
                let mut changed = log.clone();
                changed[start + offset] ^= mask;
                let found = problem(&changed, Some(&checkpoint));
                assert!(found.is_some(), "byte {offset} of line {} changed by {mask:#x} was not seen", index + 1);
                let found = found.unwrap();
                // A new newline splits the line, and the rest may be what is seen first.
                let split = changed[start + offset] == b'\n' && index <= LEGACY;
                if !split {
                    assert_eq!(found.line, Some(expected as u64), "byte {offset} of line {}: {found}", index + 1);
                }
            }
        }
        start += line.len();
    }
}

#[test]
fn every_deleted_line_is_found() {
    let (log, checkpoint) = log();
    let all = lines(&log);
    for gone in 0..all.len() {
        let mut left = all.clone();
        left.remove(gone);
        let found = problem(&left.concat(), Some(&checkpoint)).unwrap();
        let expected = if gone < LEGACY { LEGACY } else { gone + 1 };
        assert_eq!(found.line, Some(expected as u64), "without line {}: {found}", gone + 1);
    }
}

#[test]
fn a_deleted_head_is_found_however_long() {
    let (log, checkpoint) = log();
    let all = lines(&log);
    for gone in 1..all.len() {
        let found = problem(&all[gone..].concat(), Some(&checkpoint)).unwrap();
        let expected = if gone < LEGACY { LEGACY - gone + 1 } else { 1 };
        assert_eq!(found.line, Some(expected as u64), "without {gone} lines: {found}");
    }
}

#[test]
fn every_swap_is_found_at_its_first_line() {
    let (log, checkpoint) = log();
    let all = lines(&log);
    for first in 0..all.len() {
        for second in first + 1..all.len() {
            let mut swapped = all.clone();
            swapped.swap(first, second);
            let found = problem(&swapped.concat(), Some(&checkpoint)).unwrap();
            // With unchained lines only, the seal finds it; a record among them comes before its own head.
            let expected = if second < LEGACY { LEGACY + 1 } else { first + 1 };
            assert_eq!(found.line, Some(expected as u64), "{first} and {second} swapped: {found}");
        }
    }
}

#[test]
fn a_repeated_or_foreign_line_is_found() {
    let (log, checkpoint) = log();
    let all = lines(&log);
    for at in LEGACY + 1..=all.len() {
        for added in [all[at - 1], all[0], b"\n", b"not json\n"] {
            let mut longer = all.clone();
            longer.insert(at, added);
            let found = problem(&longer.concat(), Some(&checkpoint)).unwrap();
            assert_eq!(found.line, Some(at as u64 + 1), "{found}");
        }
    }
}

#[test]
fn a_record_changed_with_its_own_hash_is_found_by_the_next_one() {
    let (log, checkpoint) = log();
    let all = lines(&log);
    for at in LEGACY..all.len() {
        let mut record = Record::from_line(str::from_utf8(all[at]).unwrap().trim_end()).unwrap();
        record.context.actor = "eve".into();
        record.hash = chain::hash(&record);
        let forged = format!("{}\n", record.line());
        let mut changed = all.clone();
        changed[at] = forged.as_bytes();
        let found = problem(&changed.concat(), Some(&checkpoint)).unwrap();
        let last = at + 1 == all.len();
        let (line, why) = if last { (at, Fault::Checkpoint) } else { (at + 1, Fault::Chain(chain::Break::Prev)) };
        assert_eq!(found, Problem { file: None, line: Some(line as u64 + 1), why });
    }
}

#[test]
fn only_the_first_record_may_say_what_lies_before_it() {
    let (log, _) = log();
    let all = lines(&log);
    let mut record = Record::from_line(str::from_utf8(all[3]).unwrap().trim_end()).unwrap();
    record.seals = Record::from_line(str::from_utf8(all[2]).unwrap().trim_end()).unwrap().seals;
    assert!(record.seals.is_some());
    record.hash = chain::hash(&record);
    let changed = [&all[..3].concat(), format!("{}\n", record.line()).as_bytes()].concat();
    let found = problem(&changed, None).unwrap();
    assert_eq!(found, Problem { file: None, line: Some(4), why: Fault::Chain(chain::Break::SealInside) });
}

#[test]
fn a_first_record_that_follows_another_one_is_found() {
    let storage = MemoryStorage::default();
    write_run(&mut open(storage.clone()), 1);
    let log = storage.log();
    let mut record = Record::from_line(str::from_utf8(lines(&log)[0]).unwrap().trim_end()).unwrap();
    record.prev = Digest::of(b"another");
    record.hash = chain::hash(&record);
    let found = problem(format!("{}\n", record.line()).as_bytes(), None).unwrap();
    assert_eq!(found, Problem { file: None, line: Some(1), why: Fault::Chain(chain::Break::Prev) });
}

#[test]
fn a_position_beyond_every_number_is_refused() {
    let storage = MemoryStorage::default();
    write_run(&mut open(storage.clone()), 1);
    let first = String::from_utf8(lines(&storage.log())[0].into()).unwrap();
    let continues = format!(r#"{{"continues":{{"count":{0},"file":"x","hash":"{1}"}},"#, u64::MAX, Digest::ZERO);
    let line = first.replacen('{', &continues, 1).replace(r#""seq":1"#, &format!(r#""seq":{}"#, u64::MAX));
    assert!(problem(line.repeat(2).as_bytes(), None).is_some());
    assert!(block_on(Journal::open(MemoryStorage::holding(line.repeat(2), None))).is_err());
}

#[test]
fn a_tail_that_was_cut_is_found_as_far_as_the_checkpoint_counts() {
    let (log, checkpoint) = log();
    let all = lines(&log);
    for left in 0..all.len() {
        let cut = all[..left].concat();
        let found = problem(&cut, Some(&checkpoint)).unwrap();
        let records = left.saturating_sub(LEGACY) as u64;
        assert_eq!(
            found,
            Problem { file: None, line: Some(left as u64 + 1), why: Fault::Cut { count: 4, found: records } }
        );
        let none = (records == 0).then_some(Problem { file: None, line: None, why: Fault::NoRecord });
        assert_eq!(problem(&cut, None), none, "without a checkpoint a cut that leaves a record cannot be seen");
    }
    let report = verify(&*log, None).unwrap();
    assert_eq!(report.tail, Tail::NoCheckpoint);
    assert!(report.tail.to_string().starts_with("tail not protected: there is no checkpoint"));
}

#[test]
fn a_log_may_be_longer_than_its_checkpoint() {
    let (log, checkpoint) = log();
    let storage = MemoryStorage::holding(log, None);
    write_run(&mut open(storage.clone()), 2);
    let report = verify(&*storage.log(), Some(&checkpoint)).unwrap();
    assert_eq!((report.problem, report.records, report.tail), (None, 8, Tail::Unsigned { count: 4 }));
}

#[test]
fn another_log_of_the_same_length_is_found_by_the_checkpoint() {
    let (_, checkpoint) = log();
    let other = MemoryStorage::holding(TUTORIAL, None);
    write_run(&mut open(other.clone()), 7);
    assert_eq!(problem(&other.log(), None), None);
    let found = problem(&other.log(), Some(&checkpoint)).unwrap();
    assert_eq!(found, Problem { file: None, line: Some(6), why: Fault::Checkpoint });
}

#[test]
fn every_changed_byte_of_the_checkpoint_is_found() {
    let (log, checkpoint) = log();
    for at in 0..checkpoint.len() {
        for mask in [0x01, 0x20] {
            let mut changed = checkpoint.clone();
            changed[at] ^= mask;
            let report = verify(&*log, Some(&changed)).unwrap();
            let longer = matches!(report.tail, Tail::Unsigned { count } if count < 4);
            assert!(report.problem.is_some() || longer, "byte {at}: {}", String::from_utf8_lossy(&changed));
        }
    }
}

#[test]
fn a_signature_that_was_not_checked_is_not_called_checked() {
    let (log, checkpoint) = log();
    let mut signed = Checkpoint::from_text(&checkpoint).unwrap();
    signed.key_id = Some("5fd924625f6ab16a19cc9807c7c506ae".into());
    signed.signature = Some("AAAA".into());
    let report = verify(&*log, Some(signed.text().as_bytes())).unwrap();
    assert_eq!(report.problem, None);
    let tail = report.tail.to_string();
    assert!(tail.starts_with("tail not checked") && tail.contains("`--public-key` checks that"), "{tail}");

    // Nor is a signed checkpoint lost to one of a run that has no key.
    let storage = MemoryStorage::holding(log, Some(signed.text().into()));
    write_run(&mut open(storage.clone()), 2);
    assert_eq!(storage.checkpoint_text(), Some(signed.text().into()));
}

#[test]
fn a_record_made_up_in_a_wrong_form_is_refused_though_its_hash_is_right() {
    let storage = MemoryStorage::default();
    write_run(&mut open(storage.clone()), 1);
    let log = storage.log();
    let first = String::from_utf8(lines(&log)[0].into()).unwrap();
    let mut record = Record::from_line(first.trim_end()).unwrap();
    for (wrong, told) in [
        (first.replace(r#""v":1"#, r#""v":2"#), "format `2`"),
        (first.replace(r#""v":1"#, r#""extra":null,"v":1"#), "exactly its fields"),
        (first.replace(r#""masked":false,"#, ""), "missing field `masked`"),
        (first.replace(r#","prev":"#, r#", "prev":"#), "canonical JSON"),
        (first.replace("PACING_INTENT", "UPDATE_PACING_RULES"), "exactly its fields"),
        (first.replace("Z\"", "+00:00\""), "canonical JSON"),
    ] {
        let found = problem(wrong.as_bytes(), None).unwrap();
        assert_eq!(found.line, Some(1));
        assert!(found.to_string().contains(told), "{found}");
    }
    record.context.actor = "somebody else".into();
    assert_eq!(problem(format!("{}\n", record.line()).as_bytes(), None).unwrap().why, Fault::Hash);
}

#[test]
fn nothing_is_appended_to_a_log_that_does_not_hold() {
    let (log, checkpoint) = log();
    let all = lines(&log);
    let reopen = |log: Vec<u8>| {
        let text = block_on(Journal::open(MemoryStorage::holding(log, Some(checkpoint.clone())))).unwrap_err();
        text.to_string()
    };
    let mut without_fourth = all.clone();
    without_fourth.remove(3);
    assert!(reopen(without_fourth.concat()).starts_with("line 4 of the audit log does not hold: its `seq`"));
    assert!(reopen(all[..5].concat()).contains("its end was cut off"));
    assert!(reopen(all[1..].concat()).contains("unchained lines above it are not"));
    let other = MemoryStorage::holding(TUTORIAL, None);
    write_run(&mut open(other.clone()), 7);
    assert!(reopen(other.log()).contains("cut off or replaced"), "another log of the same length");
    let last = log.len() - 30;
    let mut changed = log.clone();
    changed[last] = changed[last].wrapping_add(1);
    assert!(reopen(changed).starts_with("line 6 of the audit log does not hold"));
    let unreadable = Journal::open(MemoryStorage::holding(log, Some(b"{}\n".to_vec())));
    assert!(
        block_on(unreadable).unwrap_err().to_string().starts_with("the checkpoint of the audit log cannot be read")
    );
}
