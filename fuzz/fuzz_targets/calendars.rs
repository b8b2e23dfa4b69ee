//! Whatever a person writes for calendars.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| fuzz::calendars(text));
