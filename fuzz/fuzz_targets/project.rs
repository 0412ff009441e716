//! Fuzzes the law of the same name in `laws`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gapline_fuzz::laws::project::check(bytes));
