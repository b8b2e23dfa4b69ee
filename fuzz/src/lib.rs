//! What the fuzz targets ask: the same as the tests of `rules` do.

#[path = "../../crates/rules/tests/main/readers.rs"]
mod readers;

/// A limit, such as `10 working days`.
pub fn limits(text: &str) {
    readers::limits(text);
}

/// Weekly hours, such as `Mo-Fr 09:00-17:00`.
pub fn hours(text: &str) {
    readers::hours(text);
}

/// A moment, such as `2026-03-29T09:30`.
pub fn moments(text: &str) {
    readers::moments(text);
}

/// A calendar file.
pub fn calendars(text: &str) {
    readers::calendars(text);
}

/// A charter file.
pub fn charters(text: &str) {
    readers::charters(text);
}
