//! Anything as `Retry-After` and `Date`; what has to hold is stated in `pacing_tests::fuzz::retry_after`.
#![no_main]

use pacing_tests::fuzz::retry_after::run;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Err(promise) = run(data) {
        panic!("{promise}");
    }
});
