//! `usage::fuzz::any_recoded_table`, as libFuzzer calls it.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| usage::fuzz::any_recoded_table(data));
