//! `cargo xtask bench`: from text to verdict, beside `serde_json::from_str` into a plain model that checks nothing.
//!
//! All contenders take turns in one run, so that a busy machine slows them alike. A time is the median of its samples.

use std::hint::black_box;
use std::time::{Duration, Instant};

use pacing_core::read::Tree;
use pacing_core::{Options, check};
use pacing_tests::generate::{Flaw, document_with_bands};
use serde::Deserialize;

fn main() {
    // Only `cargo bench` gives `--bench`; `cargo test` builds and starts this file too.
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let seconds = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(3.0);
    println!(
        "{:>7}  {:<8} {:>10}  {:>11} {:>11} {:>11} {:>11}  {:>6} {:>11}",
        "bands", "", "bytes", "from_str", "check", "reading", "rules", "ratio", "in words"
    );
    for bands in [3, 50, 1_000, 100_000] {
        for (name, flaw) in [("valid", Flaw::None), ("overlap", Flaw::LastOverlaps), ("remarks", Flaw::EqualSpeeds)] {
            let text = document_with_bands(bands, flaw);
            assert_eq!(check(&text, &Options::default()).is_valid(), flaw != Flaw::LastOverlaps);
            print_row(bands, name, &text, Duration::from_secs_f64(seconds));
        }
    }
    println!(
        "\nratio: check / from_str, the median over pairs taken one after the other; at most 1.0 is wanted of the first two"
    );
    println!("in words: check, and the sentences and fixes of what it found, which are made when someone reads them");
    println!("remarks: each band could be merged with the next, so that the report is as long as it may be");
}

/// What a program would write that only wants the values.
#[derive(Deserialize)]
#[expect(dead_code, reason = "it is read, not used")]
struct Document {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    predictive_dialer_config: Config,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "it is read, not used")]
struct Config {
    pacing_rules: Vec<Band>,
    max_speed: u8,
    abandon_rate_threshold: f64,
    reload_on_update: bool,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "it is read, not used")]
struct Band {
    agent_count_min: u32,
    agent_count_max: u32,
    max_speed: u8,
}

fn print_row(bands: u32, name: &str, text: &str, budget: Duration) {
    let options = Options::default();
    let contenders: [&dyn Fn(); 4] = [
        &|| drop(black_box(serde_json::from_str::<Document>(black_box(text)))),
        &|| {
            let report = check(black_box(text), &options);
            // The place of everything that was found belongs to the verdict.
            for place in report.spans() {
                black_box(place);
            }
            black_box(report.is_valid());
        },
        &|| drop(black_box(Tree::parse(black_box(text)))),
        &|| {
            black_box(check(black_box(text), &options).diagnostics());
        },
    ];
    let samples = take_turns(&contenders, budget);
    // Samples that were taken one after the other are compared, so that a load which comes and goes cancels out.
    let ratios = samples[1].iter().zip(&samples[0]).map(|(check, peer)| check / peer).collect();
    let rules = samples[1].iter().zip(&samples[2]).map(|(check, reading)| check - reading).collect();
    let [peer, check, reading, words] = samples.map(median);
    println!(
        "{bands:>7}  {name:<8} {:>10}  {:>11} {:>11} {:>11} {:>11}  {:>6.2} {:>11}",
        text.len(),
        time(peer),
        time(check),
        time(reading),
        time(median(rules)),
        median(ratios),
        time(words)
    );
}

/// Samples of each contender, in seconds for one call, at least 15 of each.
fn take_turns(contenders: &[&dyn Fn(); 4], budget: Duration) -> [Vec<f64>; 4] {
    const SAMPLE: f64 = 0.002;
    let calls = contenders.map(|contender| {
        let warm = seconds(contender, 3);
        (SAMPLE / warm).ceil().max(1.0) as u32
    });
    let mut samples = [(); 4].map(|()| Vec::new());
    let start = Instant::now();
    while start.elapsed() < budget || samples[0].len() < 15 {
        for (index, contender) in contenders.iter().enumerate() {
            samples[index].push(seconds(contender, calls[index]));
        }
    }
    samples
}

/// Seconds for one call, over `calls` of them.
fn seconds(contender: &dyn Fn(), calls: u32) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        contender();
    }
    start.elapsed().as_secs_f64() / f64::from(calls)
}

fn median(mut samples: Vec<f64>) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples[samples.len() / 2]
}

fn time(seconds: f64) -> String {
    match seconds {
        0.001.. => format!("{:.2} ms", seconds * 1e3),
        _ => format!("{:.2} µs", seconds * 1e6),
    }
}
