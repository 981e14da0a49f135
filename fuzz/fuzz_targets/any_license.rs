//! `usage::fuzz::any_license`, as libFuzzer calls it.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| usage::fuzz::any_license(data));
