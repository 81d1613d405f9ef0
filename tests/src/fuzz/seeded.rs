//! A fuzz target on stable: over its committed corpus, and over inputs that are the same in every run.

use std::cell::RefCell;
use std::path::Path;
use std::{fmt, fs};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::Kept;

/// Every file of `tests/fuzz-corpus/TARGET`: its name and what it holds.
pub fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz-corpus").join(target);
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

/// Runs a target over each file of its corpus, of which there are at least so many.
pub fn over_corpus<F>(target: &str, at_least: usize, run: impl Fn(&[u8]) -> Kept<F>) {
    let corpus = corpus(target);
    assert!(corpus.len() >= at_least, "only {} files in the corpus", corpus.len());
    for (name, data) in corpus {
        if let Err(promise) = run(&data) {
            panic!("{name}: {promise}");
        }
    }
}

/// Runs a target over `cases` inputs from a fixed seed; a failing input is made smaller before it is shown. At least a
/// tenth of the inputs has to meet each of `fates`: a run that is refused at the door proves nothing about the house.
pub fn over_inputs<F: PartialEq + fmt::Debug>(
    run: impl Fn(&[u8]) -> Kept<F>,
    cases: u32,
    fates: &[F],
    inputs: impl Strategy<Value = Vec<u8>>,
) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let met = RefCell::new(Vec::new());
    let result = runner.run(&inputs.prop_map(Input), |Input(data)| {
        met.borrow_mut().push(run(&data)?);
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

/// An input, shown as Rust spells bytes when it fails.
struct Input(Vec<u8>);

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "b\"{}\"", self.0.escape_ascii())
    }
}
