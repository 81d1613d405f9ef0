//! Anything as the answer of the token endpoint; what has to hold is stated in `pacing_tests::fuzz::token_answer`.
#![no_main]

use pacing_tests::fuzz::token_answer::run;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Err(promise) = run(data) {
        panic!("{promise}");
    }
});
