//! The target `retry_after`: the time to come back.

use jiff::Timestamp;
use pacing_tests::fuzz::retry_after::{Fate, run};
use pacing_tests::fuzz::seeded::{corpus, over_corpus, over_inputs};
use pacing_tests::mutate;
use proptest::prelude::*;
use proptest::sample::select;

fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let files: Vec<_> = corpus("retry_after").into_iter().map(|(_, data)| data).collect();
    (select(files), mutate::mutations()).prop_map(|(file, changes)| mutate::apply(&file, &changes))
}

#[test]
fn every_file_of_the_corpus_keeps_the_promises() {
    over_corpus("retry_after", 22, run);
}

#[test]
fn mutations_of_the_corpus_keep_the_promises() {
    over_inputs(run, 10_000, &[Fate::Nothing], mutated());
}

/// Seconds, and dates in all three forms around the answer's own.
#[test]
fn times_keep_the_promises() {
    let seconds = any::<u64>().prop_map(|seconds| seconds.to_string());
    let dates = (0..3_000_000_000_i64, -9_000..9_000_i64, 0..3_usize).prop_map(|(own, later, form)| {
        let form = ["%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"][form];
        let [at, own] = [own + later, own].map(|time| Timestamp::from_second(time).unwrap());
        format!("{}\n{}", at.strftime(form), own.strftime("%a, %d %b %Y %H:%M:%S GMT"))
    });
    over_inputs(run, 10_000, &[Fate::Nothing, Fate::Told], prop_oneof![seconds, dates].prop_map(String::into_bytes));
}
