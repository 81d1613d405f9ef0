//! The target `check`: the reader and the rules.

use pacing_tests::fuzz::check::{Fate, run};
use pacing_tests::fuzz::seeded::{corpus, over_corpus, over_inputs};
use pacing_tests::{generate, mutate};
use proptest::prelude::*;
use proptest::sample::select;

#[test]
fn every_file_of_the_corpus_keeps_the_promises() {
    over_corpus("check", 30, run);
}

#[test]
fn mutations_of_the_corpus_keep_the_promises() {
    let files: Vec<_> = corpus("check").into_iter().map(|(_, data)| data).collect();
    let mutated = (select(files), mutate::mutations());
    let mutated = mutated.prop_map(|(file, changes)| mutate::apply(&file, &changes));
    over_inputs(run, 15_000, &[Fate::Refused, Fate::Invalid], mutated);
}

#[test]
fn generated_documents_keep_the_promises() {
    let documents = generate::document().prop_map(String::into_bytes);
    over_inputs(run, 4_000, &[Fate::Invalid, Fate::Valid], documents);
}

#[test]
fn mutations_of_generated_documents_keep_the_promises() {
    let mutated = (generate::document(), mutate::mutations());
    let mutated = mutated.prop_map(|(text, changes)| mutate::apply(text.as_bytes(), &changes));
    over_inputs(run, 4_000, &[Fate::Refused, Fate::Invalid], mutated);
}

#[test]
fn generated_json_is_read_like_serde_json_reads_it() {
    over_inputs(run, 5_000, &[Fate::Invalid], generate::json().prop_map(String::into_bytes));
}
