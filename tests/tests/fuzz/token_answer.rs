//! The target `token_answer`: what the token endpoint answers.

use pacing_tests::fuzz::seeded::{corpus, over_corpus, over_inputs};
use pacing_tests::fuzz::token_answer::{Fate, run};
use pacing_tests::mutate;
use proptest::prelude::*;
use proptest::sample::select;

fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let files: Vec<_> = corpus("token_answer").into_iter().map(|(_, data)| data).collect();
    (select(files), mutate::mutations()).prop_map(|(file, changes)| mutate::apply(&file, &changes))
}

#[test]
fn every_file_of_the_corpus_keeps_the_promises() {
    over_corpus("token_answer", 22, run);
}

#[test]
fn mutations_of_the_corpus_keep_the_promises() {
    over_inputs(run, 14_000, &[Fate::Refused], mutated());
}

/// Tokens of any length, with anything as their life.
#[test]
fn tokens_keep_the_promises() {
    let lives = prop_oneof![
        any::<f64>().prop_map(|life| life.to_string()),
        any::<u32>().prop_map(|life| format!("\"{life}\""))
    ];
    let answers = ("[!#-\\[\\]-~]{1,40}", lives).prop_map(|(token, life)| {
        format!(
            "HTTP/1.1 200 OK\ncontent-type: application/json\n\n{{\"access_token\":\"{token}\",\"expires_in\":{life}}}"
        )
    });
    over_inputs(run, 6_000, &[Fate::Used], answers.prop_map(String::into_bytes));
}
