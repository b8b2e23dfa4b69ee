//! A time zone worked out day by day: when each local date begins, and where clocks change.

use super::days::{DAYS, Day};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::fmt;

/// Microseconds in a second: instants are reckoned in microseconds inside `rules`.
pub(crate) const SECOND: i64 = 1_000_000;
const DAY_SECONDS: i64 = 86_400;

/// A zone of the time-zone database, with the beginning of every local date in a table.
pub struct Zone {
    name: String,
    zone: TimeZone,
    /// Seconds since 1970 UTC at which each local date begins; one more than there are days.
    starts: Vec<i64>,
    /// Moments (seconds since 1970 UTC) at which the offset changes, with the offset after each.
    shifts: Vec<Shift>,
}

struct Shift {
    at: i64,
    offset: i64,
}

/// What a local date and time of day means in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalTime {
    /// It happens once.
    Once(Timestamp),
    /// Clocks going forward skip it; moved on by the gap it is this instant.
    Skipped(Timestamp),
    /// Clocks going back repeat it.
    Repeated {
        /// The first time it happens.
        earlier: Timestamp,
        /// The second time.
        later: Timestamp,
    },
}

impl LocalTime {
    /// The instant, a skipped time moved on by the gap and a repeated one taken as the earlier.
    pub fn settled(self) -> Timestamp {
        match self {
            LocalTime::Once(at) | LocalTime::Skipped(at) => at,
            LocalTime::Repeated { earlier, .. } => earlier,
        }
    }
}

impl Zone {
    /// Looks a zone up by its name in the time-zone database, for example `Europe/London`.
    /// None if there is no such zone.
    pub fn named(name: &str) -> Option<Zone> {
        TimeZone::get(name).ok().map(|zone| Zone::of(name, zone))
    }

    /// Coordinated universal time, which needs no database.
    pub fn utc() -> Zone {
        Zone::of("UTC", TimeZone::UTC)
    }

    fn of(name: &str, zone: TimeZone) -> Zone {
        let first = Timestamp::UNIX_EPOCH - SignedDuration::from_hours(48);
        let mut shifts = vec![Shift { at: i64::MIN, offset: offset_at(&zone, first) }];
        let end = i64::from(DAYS + 2) * DAY_SECONDS;
        for transition in zone.following(first) {
            let at = transition.timestamp().as_second();
            if at > end {
                break;
            }
            shifts.push(Shift { at, offset: i64::from(transition.offset().seconds()) });
        }
        let mut made = Zone {
            name: zone.iana_name().unwrap_or(name).to_owned(),
            zone,
            starts: vec![],
            shifts,
        };
        made.starts = (0..=i64::from(DAYS)).map(|day| made.seconds(day, 0).settled).collect();
        made
    }

    /// The zone's name in the time-zone database.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The zone as `jiff` knows it, for writing instants with their offset.
    pub fn time_zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The local day of an instant, or none outside the reach of calendars.
    pub fn day_of(&self, at: Timestamp) -> Option<Day> {
        let second = at.as_second() - i64::from(at.subsec_nanosecond() < 0);
        self.day_of_second(second)
    }

    pub(crate) fn day_of_second(&self, second: i64) -> Option<Day> {
        let mut day = usize::try_from(second.div_euclid(DAY_SECONDS)).unwrap_or(0);
        if day > DAYS as usize {
            return None;
        }
        // A zone is less than a day away from UTC, so that one or two steps are enough.
        while day > 0 && self.starts[day] > second {
            day -= 1;
        }
        while day + 1 < self.starts.len() && self.starts[day + 1] <= second {
            day += 1;
        }
        (day < DAYS as usize && self.starts[day] <= second).then_some(Day(day as u32))
    }

    /// The moment a day begins, in seconds since 1970 UTC.
    pub(crate) fn start(&self, day: Day) -> i64 {
        self.starts[day.0 as usize]
    }

    /// The local midnight that ends a day, in seconds since 1970 UTC.
    pub(crate) fn end(&self, day: Day) -> i64 {
        self.starts[day.0 as usize + 1]
    }

    /// The local midnight that ends a date.
    pub fn end_of(&self, day: Day) -> Timestamp {
        from_seconds(self.end(day))
    }

    /// The moment a date begins.
    pub fn start_of(&self, day: Day) -> Timestamp {
        from_seconds(self.start(day))
    }

    /// The local time of day of an instant on its day.
    pub fn time_of(&self, at: Timestamp) -> Time {
        self.zone.to_datetime(at).time()
    }

    /// The local date of an instant, wherever it lies.
    pub fn date_of(&self, at: Timestamp) -> Date {
        match self.day_of(at) {
            Some(day) => day.date(),
            None => self.zone.to_datetime(at).date(),
        }
    }

    /// What `time` on `day` means here.
    pub fn local(&self, day: Day, time: Time) -> LocalTime {
        let seconds = i64::from(time.hour()) * 3600
            + i64::from(time.minute()) * 60
            + i64::from(time.second());
        let fraction = i64::from(time.subsec_nanosecond()) / 1_000;
        let at = |second: i64| from_micros(second * SECOND + fraction);
        let found = self.seconds(i64::from(day.0), seconds);
        match found.kind {
            Kind::Once => LocalTime::Once(at(found.settled)),
            Kind::Skipped => LocalTime::Skipped(at(found.settled)),
            Kind::Repeated { later } => {
                LocalTime::Repeated { earlier: at(found.settled), later: at(later) }
            }
        }
    }

    /// The instant, in seconds, of a number of seconds after local midnight by the clock on the
    /// wall; skipped times move on by the gap and repeated ones are the earlier.
    pub(crate) fn wall(&self, day: Day, seconds: i64) -> i64 {
        self.seconds(i64::from(day.0), seconds).settled
    }

    fn seconds(&self, day: i64, seconds: i64) -> Found {
        let wall = day * DAY_SECONDS + seconds;
        // The offset in force at the latest moment that could carry this wall time, and the one
        // before it: the wall time fits either, both (repeated) or neither (skipped).
        let latest = wall + DAY_SECONDS;
        let mut index = self.shifts.partition_point(|shift| shift.at <= latest) - 1;
        let mut fitting: Option<i64> = None;
        loop {
            let shift = &self.shifts[index];
            let until = self.shifts.get(index + 1).map_or(i64::MAX, |next| next.at);
            let candidate = wall - shift.offset;
            if candidate >= shift.at && candidate < until {
                if let Some(later) = fitting {
                    return Found { settled: candidate, kind: Kind::Repeated { later } };
                }
                fitting = Some(candidate);
            } else if candidate >= until && fitting.is_none() {
                // Past the end of this offset and before the start of the next: skipped.
                return Found { settled: candidate, kind: Kind::Skipped };
            }
            if index == 0 || shift.at < wall - 2 * DAY_SECONDS {
                break;
            }
            index -= 1;
        }
        Found { settled: fitting.unwrap_or(wall - self.shifts[0].offset), kind: Kind::Once }
    }
}

struct Found {
    settled: i64,
    kind: Kind,
}

enum Kind {
    Once,
    Skipped,
    Repeated { later: i64 },
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name)
    }
}

fn offset_at(zone: &TimeZone, at: Timestamp) -> i64 {
    i64::from(zone.to_offset(at).seconds())
}

pub(crate) fn from_seconds(seconds: i64) -> Timestamp {
    from_micros(seconds.saturating_mul(SECOND))
}

/// Instants inside the reach of calendars always fit; anything else stops at jiff's ends.
pub(crate) fn from_micros(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(if micros < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    const ZONES: [&str; 7] = [
        "Europe/London",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "America/Sao_Paulo",
        "Pacific/Apia",
        "Asia/Beirut",
    ];

    #[test]
    fn days_begin_where_the_time_zone_database_says() {
        for name in ZONES {
            let zone = Zone::named(name).unwrap();
            for number in (0..DAYS).step_by(13) {
                let day = Day(number);
                let expected = day.date().to_zoned(zone.time_zone().clone()).unwrap().timestamp();
                assert_eq!(zone.start_of(day), expected, "{name} {}", day.date());
            }
        }
    }

    #[test]
    fn instants_have_the_local_date_that_the_time_zone_database_gives() {
        for name in ZONES {
            let zone = Zone::named(name).unwrap();
            for hour in (20_000..1_130_000_i64).step_by(97) {
                let at = Timestamp::from_second(hour * 3600 - 1).unwrap();
                assert_eq!(
                    zone.day_of(at).map(Day::date),
                    Some(zone.time_zone().to_datetime(at).date()),
                    "{name} {at}"
                );
            }
        }
    }

    #[test]
    fn skipped_and_repeated_times_are_told_apart_at_every_change_of_clocks() {
        for name in ZONES {
            let zone = Zone::named(name).unwrap();
            for shift in zone.shifts.iter().skip(1) {
                for minutes in (-200..200).step_by(10) {
                    let near = from_seconds(shift.at + minutes * 60);
                    let wall = zone.time_zone().to_datetime(near);
                    let Some(day) = Day::of(wall.date()) else { continue };
                    for later in [0, 30, 60, 90] {
                        let minute = wall.time().hour() as i64 * 60 + wall.time().minute() as i64;
                        let minute = (minute + later) % 1440;
                        let clock = time((minute / 60) as i8, (minute % 60) as i8, 0, 0);
                        let asked = zone.time_zone().to_ambiguous_timestamp(day.date().at(
                            clock.hour(),
                            clock.minute(),
                            0,
                            0,
                        ));
                        let (earlier, late) = (asked.earlier().unwrap(), asked.later().unwrap());
                        let expected = if !asked.is_ambiguous() {
                            LocalTime::Once(late)
                        } else if matches!(asked.offset(), jiff::tz::AmbiguousOffset::Gap { .. }) {
                            LocalTime::Skipped(late)
                        } else {
                            LocalTime::Repeated { earlier, later: late }
                        };
                        assert_eq!(
                            zone.local(day, clock),
                            expected,
                            "{name} {} {clock}",
                            day.date()
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn the_hour_that_london_skips_moves_on_and_the_one_it_repeats_is_the_earlier() {
        let london = Zone::named("Europe/London").unwrap();
        let spring = Day::of(date(2026, 3, 29)).unwrap();
        let autumn = Day::of(date(2026, 10, 25)).unwrap();
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(
            london.local(spring, time(1, 30, 0, 0)),
            LocalTime::Skipped(at("2026-03-29T01:30:00Z"))
        );
        assert_eq!(
            london.local(autumn, time(1, 30, 0, 0)),
            LocalTime::Repeated {
                earlier: at("2026-10-25T00:30:00Z"),
                later: at("2026-10-25T01:30:00Z")
            }
        );
    }

    #[test]
    fn a_name_that_is_no_zone_is_not_found() {
        assert!(Zone::named("Europe/Rossendale").is_none());
    }
}
