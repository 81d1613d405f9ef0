//! The fuzz target `check` on stable: over its committed corpus, and over mutations that are the same in every run.

use std::cell::RefCell;
use std::path::Path;
use std::{fmt, fs};

use pacing_tests::fuzz::{self, Fate};
use pacing_tests::{generate, mutate};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Every file of `tests/fuzz-corpus/check`, by name.
fn corpus() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz-corpus/check");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .expect("the corpus is committed")
        .map(|entry| entry.expect("a readable folder"))
        .map(|entry| {
            (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("a readable file"))
        })
        .collect();
    files.sort();
    files
}

/// An input, shown as Rust spells bytes when it fails.
struct Input(Vec<u8>);

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "b\"{}\"", self.0.escape_ascii())
    }
}

/// Runs `check` over `cases` inputs from a fixed seed; a failing input is made smaller before it is shown. At least a
/// tenth of the inputs has to meet each of `fates`: a run that is refused at the door proves nothing about the house.
fn run(cases: u32, fates: &[Fate], inputs: impl Strategy<Value = Vec<u8>>) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let met = RefCell::new(Vec::new());
    let result = runner.run(&inputs.prop_map(Input), |Input(data)| {
        met.borrow_mut().push(fuzz::check(&data)?);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    for fate in fates {
        let count = met.borrow().iter().filter(|met| *met == fate).count();
        assert!(count >= cases as usize / 10, "{fate:?}: only {count} of {cases}");
    }
}

#[test]
fn every_file_of_the_corpus_keeps_the_promises() {
    let corpus = corpus();
    assert!(corpus.len() >= 30, "only {} files in the corpus", corpus.len());
    for (name, data) in corpus {
        if let Err(promise) = fuzz::check(&data) {
            panic!("{name}: {promise}");
        }
    }
}

#[test]
fn mutations_of_the_corpus_keep_the_promises() {
    let files: Vec<_> = corpus().into_iter().map(|(_, data)| data).collect();
    run(
        15_000,
        &[Fate::Refused, Fate::Invalid],
        (select(files), mutate::mutations()).prop_map(|(file, changes)| mutate::apply(&file, &changes)),
    );
}

#[test]
fn generated_documents_keep_the_promises() {
    run(4_000, &[Fate::Invalid, Fate::Valid], generate::document().prop_map(String::into_bytes));
}

#[test]
fn mutations_of_generated_documents_keep_the_promises() {
    let mutated = (generate::document(), mutate::mutations());
    let mutated = mutated.prop_map(|(text, changes)| mutate::apply(text.as_bytes(), &changes));
    run(4_000, &[Fate::Refused, Fate::Invalid], mutated);
}

#[test]
fn generated_json_is_read_like_serde_json_reads_it() {
    run(5_000, &[Fate::Invalid], generate::json().prop_map(String::into_bytes));
}
