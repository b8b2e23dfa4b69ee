//! Whatever a person writes for moments.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| fuzz::moments(text));
