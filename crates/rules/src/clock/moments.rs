//! Reading the moments that people and files give: RFC 3339, a local time, or a date alone.

use crate::calendar::{Day, LocalTime, Zone};
use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp};

/// A moment as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// An instant.
    At(Timestamp),
    /// A date without a time, and the moment it begins.
    On(Date, Timestamp),
}

/// Why a moment could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MomentRefusal {
    /// Not of the form 2026-03-29T09:30, with or without seconds and offset, or 2026-03-29.
    Form,
    /// The form is right but there is no such date, such as 30 February.
    NoSuchDate,
    /// The form is right but there is no such time, such as 25:00.
    NoSuchTime,
    /// Before 1970 or after 2099.
    OutOfReach,
    /// Clocks going forward skip this local time.
    Skipped,
    /// Clocks going back repeat this local time: these are the two instants.
    Repeated(Timestamp, Timestamp),
}

impl Moment {
    /// The instant; for a date, the moment it begins.
    pub fn instant(self) -> Timestamp {
        match self {
            Moment::At(at) | Moment::On(_, at) => at,
        }
    }
}

/// Reads a moment. Without an offset it is local time of the zone, refused if clocks skip or
/// repeat it.
pub fn read_moment(text: &str, zone: &Zone) -> Result<Moment, MomentRefusal> {
    let bytes = text.trim().as_bytes();
    let date = read_date(bytes)?;
    let day = Day::of(date).ok_or(MomentRefusal::OutOfReach)?;
    let rest = &bytes[10..];
    if rest.is_empty() {
        return Ok(Moment::On(date, zone.start_of(day)));
    }
    if !matches!(rest[0], b'T' | b't' | b' ') {
        return Err(MomentRefusal::Form);
    }
    let (time, rest) = read_time(&rest[1..])?;
    if rest.is_empty() {
        return match zone.local(day, time) {
            LocalTime::Once(at) => Ok(Moment::At(at)),
            LocalTime::Skipped(_) => Err(MomentRefusal::Skipped),
            LocalTime::Repeated { earlier, later } => Err(MomentRefusal::Repeated(earlier, later)),
        };
    }
    let offset = read_offset(rest)?;
    let seconds = i64::from(day.0) * 86_400
        + i64::from(time.hour()) * 3600
        + i64::from(time.minute()) * 60
        + i64::from(time.second());
    let at = Timestamp::new(seconds - offset, time.subsec_nanosecond())
        .map_err(|_| MomentRefusal::OutOfReach)?;
    zone.day_of(at).ok_or(MomentRefusal::OutOfReach)?;
    Ok(Moment::At(at))
}

fn read_date(bytes: &[u8]) -> Result<Date, MomentRefusal> {
    if bytes.len() < 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return Err(MomentRefusal::Form);
    }
    let (year, month, day) = (number(&bytes[..4])?, number(&bytes[5..7])?, number(&bytes[8..10])?);
    Date::new(year as i16, month as i8, day as i8).map_err(|_| MomentRefusal::NoSuchDate)
}

/// `09:30`, `09:30:15`, `09:30:15.25`, and what stands behind it.
fn read_time(bytes: &[u8]) -> Result<(Time, &[u8]), MomentRefusal> {
    if bytes.len() < 5 || bytes[2] != b':' {
        return Err(MomentRefusal::Form);
    }
    let (hour, minute) = (number(&bytes[..2])?, number(&bytes[3..5])?);
    let (mut second, mut nanos, mut rest) = (0, 0, &bytes[5..]);
    if rest.first() == Some(&b':') {
        if rest.len() < 3 {
            return Err(MomentRefusal::Form);
        }
        second = number(&rest[1..3])?;
        rest = &rest[3..];
        if matches!(rest.first(), Some(b'.' | b',')) {
            let digits = rest[1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits == 0 || digits > 9 {
                return Err(MomentRefusal::Form);
            }
            nanos = number(&rest[1..=digits])? * 10_i32.pow(9 - digits as u32);
            rest = &rest[1 + digits..];
        }
    }
    let time = Time::new(hour as i8, minute as i8, second as i8, nanos)
        .map_err(|_| MomentRefusal::NoSuchTime)?;
    Ok((time, rest))
}

/// `Z`, `+01:00` or `-0500`, in seconds east of UTC.
fn read_offset(bytes: &[u8]) -> Result<i64, MomentRefusal> {
    let (sign, rest) = match bytes.split_first() {
        Some((b'Z' | b'z', [])) => return Ok(0),
        Some((b'+', rest)) => (1, rest),
        Some((b'-', rest)) => (-1, rest),
        _ => return Err(MomentRefusal::Form),
    };
    let (hours, minutes) = match rest.len() {
        5 if rest[2] == b':' => (number(&rest[..2])?, number(&rest[3..])?),
        4 => (number(&rest[..2])?, number(&rest[2..])?),
        _ => return Err(MomentRefusal::Form),
    };
    if hours > 23 || minutes > 59 {
        return Err(MomentRefusal::NoSuchTime);
    }
    Ok(sign * SignedDuration::from_mins(i64::from(hours * 60 + minutes)).as_secs())
}

fn number(bytes: &[u8]) -> Result<i32, MomentRefusal> {
    let mut number = 0_i32;
    for byte in bytes {
        if !byte.is_ascii_digit() {
            return Err(MomentRefusal::Form);
        }
        number = number * 10 + i32::from(byte - b'0');
    }
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_with_and_without_seconds_and_offset() {
        let london = Zone::named("Europe/London").unwrap();
        for (text, expected) in [
            ("2026-07-01T09:30", "2026-07-01T08:30:00Z"),
            ("2026-07-01 09:30", "2026-07-01T08:30:00Z"),
            ("2026-07-01T09:30:15", "2026-07-01T08:30:15Z"),
            ("2026-07-01T09:30:15.25", "2026-07-01T08:30:15.25Z"),
            ("2026-07-01T09:30+01:00", "2026-07-01T08:30:00Z"),
            ("2026-07-01T09:30:00Z", "2026-07-01T09:30:00Z"),
            ("2026-01-01T09:30-05:00", "2026-01-01T14:30:00Z"),
            ("2026-10-25T01:30+00:00", "2026-10-25T01:30:00Z"),
            ("2026-07-01", "2026-06-30T23:00:00Z"),
        ] {
            let read = read_moment(text, &london).unwrap().instant();
            assert_eq!(read, expected.parse().unwrap(), "{text}");
        }
    }

    #[test]
    fn each_way_of_being_wrong_has_its_own_refusal() {
        let london = Zone::named("Europe/London").unwrap();
        use MomentRefusal as No;
        for (text, refusal) in [
            ("", No::Form),
            ("tomorrow", No::Form),
            ("1/2/2026", No::Form),
            ("2026-07-01T9:30", No::Form),
            ("2026-07-01T09", No::Form),
            ("2026-07-01T09:30:", No::Form),
            ("2026-07-01T09:30 BST", No::Form),
            ("2026-02-30", No::NoSuchDate),
            ("2026-13-01T09:30", No::NoSuchDate),
            ("2026-07-01T25:00", No::NoSuchTime),
            ("2026-07-01T09:61", No::NoSuchTime),
            ("1969-07-20", No::OutOfReach),
            ("2100-01-01T00:00Z", No::OutOfReach),
            ("2026-03-29T01:30", No::Skipped),
            (
                "2026-10-25T01:30",
                No::Repeated(
                    "2026-10-25T00:30:00Z".parse().unwrap(),
                    "2026-10-25T01:30:00Z".parse().unwrap(),
                ),
            ),
        ] {
            assert_eq!(read_moment(text, &london), Err(refusal), "{text}");
        }
    }
}
