//! Anything as the answer to reading a dialer and to changing it; what has to hold is stated in `pacing_tests::fuzz::dialer_answer`.
#![no_main]

use pacing_tests::fuzz::dialer_answer::run;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Err(promise) = run(data) {
        panic!("{promise}");
    }
});
