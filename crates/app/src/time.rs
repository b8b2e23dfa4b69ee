//! The only reader of the clock.

use jiff::Timestamp;

/// The time now, in whole microseconds, as both databases keep it.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
}
