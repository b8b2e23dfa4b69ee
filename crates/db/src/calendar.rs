//! Dates and instants as the two engines store them.

use jiff::civil::Date;
use jiff::{Span, Timestamp, Unit};

/// PostgreSQL counts days and microseconds from here.
const POSTGRES_EPOCH: Date = jiff::civil::date(2000, 1, 1);
/// The same moment in microseconds since 1970.
pub(crate) const POSTGRES_EPOCH_MICROS: i64 = 10_957 * 86_400 * 1_000_000;
/// 0001-01-01T00:00:00Z in microseconds since 1970.
const FIRST_MICROS: i64 = -62_135_596_800_000_000;

/// Whether both engines store this date, and as text in the order of the calendar.
pub(crate) fn storable_date(date: Date) -> bool {
    date.year() >= 1
}

/// Whether both engines store this instant.
pub(crate) fn storable_instant(instant: Timestamp) -> bool {
    micros(instant) >= FIRST_MICROS
}

/// Microseconds since 1970, rounded down, so that an instant never moves into the future.
pub(crate) fn micros(instant: Timestamp) -> i64 {
    let whole = instant.as_microsecond();
    // jiff cuts towards zero, which before 1970 is up.
    if instant.as_nanosecond() < i128::from(whole) * 1_000 { whole - 1 } else { whole }
}

/// The instant so many microseconds after 1970, if it lies in the years 1 to 9999.
pub(crate) fn instant(micros: i64) -> Option<Timestamp> {
    if micros < FIRST_MICROS {
        return None;
    }
    Timestamp::from_microsecond(micros).ok()
}

/// Reads exactly `2026-11-22`; anything else that ISO 8601 allows is refused, because it would
/// sort in another order than the calendar's.
pub(crate) fn date_from_text(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |from: usize, to: usize| -> Option<i16> {
        bytes[from..to].iter().try_fold(0_i16, |sum, byte| {
            byte.is_ascii_digit().then(|| sum * 10 + i16::from(byte - b'0'))
        })
    };
    let month = i8::try_from(number(5, 7)?).ok()?;
    let day = i8::try_from(number(8, 10)?).ok()?;
    Date::new(number(0, 4)?, month, day).ok().filter(|date| storable_date(*date))
}

/// Days since 2000-01-01.
pub(crate) fn postgres_days(date: Date) -> Option<i32> {
    Some(date.since((Unit::Day, POSTGRES_EPOCH)).ok()?.get_days())
}

/// The date so many days after 2000-01-01, if it lies in the years 1 to 9999.
pub(crate) fn date_from_postgres(days: i32) -> Option<Date> {
    let span = Span::new().try_days(days).ok()?;
    POSTGRES_EPOCH.checked_add(span).ok().filter(|date| storable_date(*date))
}
