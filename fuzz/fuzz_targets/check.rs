//! Any bytes through the reader and the rules; what has to hold is stated in `pacing_tests::fuzz::check`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Err(promise) = pacing_tests::fuzz::check::run(data) {
        panic!("{promise}");
    }
});
