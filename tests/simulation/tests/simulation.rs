//! A few seeds with every test run; `cargo xtask test` runs many more of them, optimised.

use pacing_simulation::{History, simulate};

#[test]
fn every_invariant_holds() {
    for seed in 1..=60 {
        let History { violation, .. } = simulate(seed, false);
        assert_eq!(violation, None, "see it: cargo xtask simulate --seed {seed}");
    }
}

#[test]
fn a_seed_replays_exactly() {
    for seed in 1..=10 {
        let [one, other] = [(); 2].map(|()| simulate(seed, true));
        assert!(one.trace.len() > 10);
        assert_eq!(one.trace, other.trace, "seed {seed}");
    }
}
