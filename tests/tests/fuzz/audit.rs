//! The target `audit`: the audit log, as it is verified, opened and written on.

use pacing_tests::fuzz::audit::{Fate, forged, run};
use pacing_tests::fuzz::seeded::{corpus, over_corpus, over_inputs};
use pacing_tests::mutate;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A file of the corpus with a few changes.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let files: Vec<_> = corpus("audit").into_iter().map(|(_, data)| data).collect();
    (select(files), mutate::mutations()).prop_map(|(file, changes)| mutate::apply(&file, &changes))
}

#[test]
fn every_file_of_the_corpus_keeps_the_promises() {
    over_corpus("audit", 12, run);
}

#[test]
fn every_prefix_of_a_log_is_refused_or_goes_on() {
    let files: Vec<_> = corpus("audit").into_iter().map(|(_, data)| data).collect();
    let prefixes = (select(files), any::<Index>());
    let prefixes = prefixes.prop_map(|(file, end)| file[..end.index(file.len() + 1)].to_vec());
    over_inputs(run, 6_000, &[Fate::MovedAside], prefixes);
}

#[test]
fn mutations_of_the_corpus_keep_the_promises() {
    over_inputs(run, 8_000, &[Fate::Refused], mutated());
}

/// What somebody writes who knows the format: the chain holds, the records say anything.
#[test]
fn forged_logs_keep_the_promises() {
    over_inputs(run, 6_000, &[Fate::Refused, Fate::WentOn], mutated().prop_map(|data| forged(&data)));
}
