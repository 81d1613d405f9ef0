//! The target `webhook_url`: the address of the receiver of events.

use pacing_tests::fuzz::seeded::{corpus, over_corpus, over_inputs};
use pacing_tests::fuzz::webhook_url::{Fate, run};
use pacing_tests::mutate;
use proptest::prelude::*;
use proptest::sample::select;

fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let files: Vec<_> = corpus("webhook_url").into_iter().map(|(_, data)| data).collect();
    (select(files), mutate::mutations()).prop_map(|(file, changes)| mutate::apply(&file, &changes))
}

#[test]
fn every_file_of_the_corpus_keeps_the_promises() {
    over_corpus("webhook_url", 41, run);
}

#[test]
fn mutations_of_the_corpus_keep_the_promises() {
    over_inputs(run, 10_000, &[Fate::Refused], mutated());
}

/// Addresses of both versions, random ones and those beside every border that a guard draws.
#[test]
fn addresses_keep_the_promises() {
    let borders =
        [[0, 0], [10, 0], [100, 64], [127, 0], [169, 254], [172, 16], [172, 31], [192, 168], [198, 18], [240, 0]];
    let border = (select(borders.to_vec()), any::<[u8; 2]>()).prop_map(|(start, end)| [start, end].concat());
    let mapped = any::<[u8; 4]>().prop_map(|four| [&[0; 10][..], &[255; 2], &four].concat());
    let any = any::<[u8; 16]>().prop_map(Vec::from);
    over_inputs(run, 4_000, &[], prop_oneof![border, mapped, any]);
}

/// Names and addresses in all their spellings, behind both schemes.
#[test]
fn hosts_keep_the_promises() {
    let number = prop_oneof![
        any::<u8>().prop_map(|n| n.to_string()),
        any::<u8>().prop_map(|n| format!("{n:#x}")),
        any::<u8>().prop_map(|n| format!("{n:#o}").replace("0o", "0")),
    ];
    let dotted = proptest::collection::vec(number, 1..5).prop_map(|numbers| numbers.join("."));
    let v6 = any::<[u16; 8]>().prop_map(|segments| format!("[{}]", std::net::Ipv6Addr::from(segments)));
    let name = "[a-z]{1,8}(\\.[a-z]{1,8}){0,2}";
    let url = (select(vec!["https", "https", "http"]), prop_oneof![dotted, v6, name], "[ -~]{0,12}");
    let url = url.prop_map(|(scheme, host, path)| format!("{scheme}://{host}/canary-path{path}"));
    over_inputs(run, 6_000, &[Fate::Refused, Fate::Admitted], url.prop_map(String::into_bytes));
}
