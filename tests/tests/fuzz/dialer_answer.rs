//! The target `dialer_answer`: what the platform answers to reading and to changing a dialer.

use pacing_tests::fuzz::dialer_answer::{Fate, run};
use pacing_tests::fuzz::seeded::{corpus, over_corpus, over_inputs};
use pacing_tests::mutate;
use proptest::prelude::*;
use proptest::sample::select;

fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let files: Vec<_> = corpus("dialer_answer").into_iter().map(|(_, data)| data).collect();
    (select(files), mutate::mutations()).prop_map(|(file, changes)| mutate::apply(&file, &changes))
}

#[test]
fn every_file_of_the_corpus_keeps_the_promises() {
    over_corpus("dialer_answer", 37, run);
}

#[test]
fn mutations_of_the_corpus_keep_the_promises() {
    // Each is met at three places, which makes some 12,000 runs.
    over_inputs(run, 4_000, &[Fate::Applied, Fate::NotApplied], mutated());
}
