//! Whatever a person writes for charters.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| fuzz::charters(text));
