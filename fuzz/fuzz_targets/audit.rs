//! Any bytes as an audit log, and the same with its chain made good; what has to hold is stated in
//! `pacing_tests::fuzz::audit`.
#![no_main]

use pacing_tests::fuzz::audit::{forged, run};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    for data in [data, &forged(data)] {
        if let Err(promise) = run(data) {
            panic!("{promise}");
        }
    }
});
