//! The dates and times of another system's file.

use super::problems::{Problem, Wrong};
use super::read::TableReader;
use crate::calendar::{Day, LocalTime, Zone};
use jiff::civil::Date;
use jiff::fmt::strtime::{self, BrokenDownTime};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

/// How dates and times are written, and where they are local.
#[derive(Clone, Debug)]
pub struct Times {
    /// The zone that they are local in, and whose dates count.
    pub zone: Arc<Zone>,
    /// How they are written; each is tried in turn.
    pub formats: Vec<Format>,
    /// Which of the two a repeated local time is.
    pub repeated: Repeated,
    /// What a skipped local time is.
    pub skipped: Skipped,
    /// Whether what was told is a date, also where a time of day stands with it.
    pub told_is_a_date: bool,
}

/// A way of writing dates, and whether it has a time of day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Format {
    text: String,
    has_time: bool,
}

/// Which of the two a local time is that clocks going back repeat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Repeated {
    /// The first, flagged.
    #[default]
    Earlier,
    /// The second, flagged.
    Later,
    /// Neither: the row is rejected.
    Reject,
}

/// What a local time is that clocks going forward skip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Skipped {
    /// Moved on by the gap, flagged.
    #[default]
    MovesOn,
    /// Nothing: the row is rejected.
    Reject,
}

/// Why a date or time cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeRefusal {
    /// Not written as the map says.
    Form,
    /// There is no such date or time of day.
    NoSuch,
    /// Before 1970 or after 2099.
    OutOfReach,
    /// Clocks going back repeat it.
    Repeated,
    /// Clocks going forward skip it.
    Skipped,
}

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    At(Timestamp),
    On(Day),
}

/// Whether clocks were in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clocks {
    Plain,
    WereRepeated,
    WereSkipped,
}

impl Times {
    /// Reads a date or a moment.
    pub(super) fn read(&self, text: &str) -> Result<(Moment, Clocks), TimeRefusal> {
        let mut why = TimeRefusal::Form;
        for format in &self.formats {
            match self.read_as(format, text) {
                Err(TimeRefusal::Form) => {}
                Err(other) => why = other,
                read => return read,
            }
        }
        Err(why)
    }

    fn read_as(&self, format: &Format, text: &str) -> Result<(Moment, Clocks), TimeRefusal> {
        let parsed = BrokenDownTime::parse(&format.text, text).map_err(|_| TimeRefusal::Form)?;
        let wall = parsed.to_datetime().map_err(|_| TimeRefusal::NoSuch)?;
        if parsed.offset().is_some() {
            let at = parsed.to_timestamp().map_err(|_| TimeRefusal::NoSuch)?;
            self.zone.day_of(at).ok_or(TimeRefusal::OutOfReach)?;
            return Ok((Moment::At(whole(at)), Clocks::Plain));
        }
        let day = Day::of(wall.date()).ok_or(TimeRefusal::OutOfReach)?;
        if !format.has_time {
            return Ok((Moment::On(day), Clocks::Plain));
        }
        let (at, clocks) = match (self.zone.local(day, wall.time()), self.repeated, self.skipped) {
            (LocalTime::Once(at), ..) => (at, Clocks::Plain),
            (LocalTime::Repeated { .. }, Repeated::Reject, _) => {
                return Err(TimeRefusal::Repeated);
            }
            (LocalTime::Repeated { later, .. }, Repeated::Later, _) => {
                (later, Clocks::WereRepeated)
            }
            (LocalTime::Repeated { earlier, .. }, ..) => (earlier, Clocks::WereRepeated),
            (LocalTime::Skipped(_), _, Skipped::Reject) => return Err(TimeRefusal::Skipped),
            (LocalTime::Skipped(at), ..) => (at, Clocks::WereSkipped),
        };
        Ok((Moment::At(at), clocks))
    }

    /// The last second of a day: when something that happened on it had happened at the latest.
    pub(super) fn last_second(&self, day: Day) -> Timestamp {
        self.zone.end_of(day) - SignedDuration::from_secs(1)
    }

    /// The local date of a moment.
    pub(super) fn date_of(&self, at: Timestamp) -> Date {
        self.zone.date_of(at)
    }
}

/// Both databases keep whole microseconds.
fn whole(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

const AMBIGUOUS: &[(&str, Repeated)] =
    &[("earlier", Repeated::Earlier), ("later", Repeated::Later), ("reject", Repeated::Reject)];
const SKIPPED: &[(&str, Skipped)] = &[("moves-on", Skipped::MovesOn), ("reject", Skipped::Reject)];
const TOLD: &[(&str, bool)] = &[("date", true), ("instant", false)];

/// Reads the `[times]` table.
pub(super) fn read_times(mut table: TableReader<'_>) -> Times {
    let r = &mut table;
    let name = r.required("zone");
    let zone = Zone::named(&name);
    if zone.is_none() && !name.is_empty() {
        let at = r.span("zone");
        r.wrong(at, Wrong::Zone(name));
    }
    let written = r.list("formats");
    if written.is_empty() {
        let at = r.span("formats");
        r.wrong(at, Wrong::NoFormats);
    }
    let mut formats = Vec::new();
    for (text, at) in written {
        match Format::read(&text) {
            Ok(format) => formats.push(format),
            Err(wrong) => r.problems.push(Problem { at, wrong }),
        }
    }
    let times = Times {
        zone: Arc::new(zone.unwrap_or_else(Zone::utc)),
        formats,
        repeated: r.choice("ambiguous", AMBIGUOUS).unwrap_or_default(),
        skipped: r.choice("skipped", SKIPPED).unwrap_or_default(),
        told_is_a_date: r.choice("told_as", TOLD).unwrap_or_default(),
    };
    table.nothing_else();
    times
}

impl Format {
    /// Reads a format as C and Python write them, such as `%d/%m/%Y %H:%M`. It is tried out on a
    /// moment, so that what it leaves out is known before the first row.
    fn read(text: &str) -> Result<Format, Wrong> {
        let wrong = |said: jiff::Error| Wrong::Format(text.to_owned(), said.to_string());
        let moment = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(300_000);
        let moment = moment.to_zoned(jiff::tz::TimeZone::UTC);
        let written = strtime::format(text, &moment).map_err(wrong)?;
        let read = BrokenDownTime::parse(text, &written).map_err(wrong)?;
        if read.to_date().is_err() {
            return Err(Wrong::FormatWithoutDate(text.to_owned()));
        }
        Ok(Format { text: text.to_owned(), has_time: read.hour().is_some() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn times(formats: &[&str], repeated: Repeated, skipped: Skipped) -> Times {
        Times {
            zone: Arc::new(Zone::named("America/New_York").unwrap()),
            formats: formats.iter().map(|text| Format::read(text).unwrap()).collect(),
            repeated,
            skipped,
            told_is_a_date: false,
        }
    }

    #[test]
    fn dates_and_times_are_read_in_the_ways_that_the_map_lists() {
        let times = times(
            &["%m/%d/%Y %I:%M:%S %p", "%Y-%m-%dT%H:%M:%S%.f", "%d %b %Y", "%Y-%m-%d %H:%M %z"],
            Repeated::Earlier,
            Skipped::MovesOn,
        );
        let at = |text: &str| (Moment::At(text.parse().unwrap()), Clocks::Plain);
        for (text, read) in [
            ("01/02/2015 09:08:42 PM", at("2015-01-03T02:08:42Z")),
            ("12/31/2017 12:00:00 AM", at("2017-12-31T05:00:00Z")),
            ("2023-07-08T12:00:00.250", at("2023-07-08T16:00:00.25Z")),
            ("2023-07-08 12:00 +0100", at("2023-07-08T11:00:00Z")),
            ("8 Jul 2023", (Moment::On(Day::of(date(2023, 7, 8)).unwrap()), Clocks::Plain)),
        ] {
            assert_eq!(times.read(text), Ok(read), "{text}");
        }
    }

    #[test]
    fn each_way_of_being_wrong_has_its_own_refusal() {
        let times = times(&["%m/%d/%Y %H:%M"], Repeated::Reject, Skipped::Reject);
        for (text, refusal) in [
            ("", TimeRefusal::Form),
            ("soon", TimeRefusal::Form),
            ("2015-01-02 09:00", TimeRefusal::Form),
            ("02/30/2015 09:00", TimeRefusal::NoSuch),
            ("01/02/1969 09:00", TimeRefusal::OutOfReach),
            ("11/01/2015 01:30", TimeRefusal::Repeated),
            ("03/08/2015 02:30", TimeRefusal::Skipped),
        ] {
            assert_eq!(times.read(text), Err(refusal), "{text}");
        }
    }

    #[test]
    fn repeated_and_skipped_times_are_taken_as_the_map_chooses() {
        let repeated = "11/01/2015 01:30";
        for (choice, at) in
            [(Repeated::Earlier, "2015-11-01T05:30:00Z"), (Repeated::Later, "2015-11-01T06:30:00Z")]
        {
            let times = times(&["%m/%d/%Y %H:%M"], choice, Skipped::MovesOn);
            let read = (Moment::At(at.parse().unwrap()), Clocks::WereRepeated);
            assert_eq!(times.read(repeated), Ok(read));
            let moved = Moment::At("2015-03-08T07:30:00Z".parse().unwrap());
            assert_eq!(times.read("03/08/2015 02:30"), Ok((moved, Clocks::WereSkipped)));
        }
    }

    #[test]
    fn a_format_must_understand_itself_and_have_a_date() {
        assert!(matches!(Format::read("%!"), Err(Wrong::Format(..))));
        assert_eq!(Format::read("%H:%M"), Err(Wrong::FormatWithoutDate("%H:%M".into())));
        assert!(!Format::read("%d/%m/%Y").unwrap().has_time);
    }
}
