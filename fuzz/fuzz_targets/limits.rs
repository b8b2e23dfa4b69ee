//! Whatever a person writes for limits.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| fuzz::limits(text));
