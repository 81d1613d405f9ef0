//! Anything as the address of the receiver of events; what has to hold is stated in `pacing_tests::fuzz::webhook_url`.
#![no_main]

use pacing_tests::fuzz::webhook_url::run;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Err(promise) = run(data) {
        panic!("{promise}");
    }
});
