//! Whatever a person writes for hours.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| fuzz::hours(text));
