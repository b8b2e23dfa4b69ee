//! When the council is open, and how long things take in working time.

use app::Fault;
use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp};
use rules::calendar::{Calendar, Day, Definition, Zone};
use rules::clock::{Clock, Limit, Pauses, Policy, Term, Unit, due};

/// The council's hours.
pub(crate) struct Hours {
    calendar: Calendar,
}

impl Hours {
    /// The hours of a charter's calendar.
    pub(crate) fn of(definition: &Definition) -> Result<Hours, Fault> {
        let calendar = definition.clone().compile();
        let calendar =
            calendar.map_err(|refusal| Fault::new(format!("no calendar: {refusal:?}")))?;
        Ok(Hours { calendar })
    }

    /// The calendar itself.
    pub(crate) fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The council's zone.
    pub(crate) fn zone(&self) -> &Zone {
        self.calendar.zone()
    }

    /// From when to when a date is open, in minutes after midnight; none if it is closed.
    pub(crate) fn open_on(&self, date: Date) -> Option<(u32, u32)> {
        Day::of(date).filter(|day| self.calendar.is_working(*day))?;
        let weekday = usize::from(date.weekday().to_monday_zero_offset() as u8);
        let hours = self.calendar.definition().hours.on(weekday);
        Some((hours.first()?.opens, hours.last()?.closes))
    }

    /// A moment of a date, so many minutes after midnight by the clock on the wall.
    pub(crate) fn at(&self, date: Date, minutes: f64) -> Timestamp {
        let seconds = (minutes * 60.0).clamp(0.0, 86_399.0) as i32;
        let time =
            Time::new((seconds / 3600) as i8, (seconds / 60 % 60) as i8, (seconds % 60) as i8, 0);
        match (Day::of(date), time) {
            (Some(day), Ok(time)) => self.zone().local(day, time).settled(),
            _ => Timestamp::UNIX_EPOCH,
        }
    }

    /// The moment at which so much working time has passed.
    pub(crate) fn after(&self, from: Timestamp, minutes: f64) -> Timestamp {
        let whole = minutes.clamp(1.0, 1_000_000.0) as u32;
        let reached = self.limit(from, Limit { amount: whole, unit: Unit::WorkingMinutes });
        // Nobody works to the minute: the seconds come from where in its minute it began.
        let seconds = (minutes.fract() * 59.0) as i64;
        reached.unwrap_or(from) + SignedDuration::from_secs(seconds)
    }

    /// The last moment of the date that is so many working days away.
    pub(crate) fn end_of_days(&self, from: Timestamp, days: u32) -> Timestamp {
        let end = self.limit(from, Limit { amount: days, unit: Unit::WorkingDays });
        end.unwrap_or(from) - SignedDuration::from_secs(1)
    }

    /// The date that is so many working days away.
    pub(crate) fn in_days(&self, from: Timestamp, days: u32) -> Date {
        self.zone().date_of(self.end_of_days(from, days))
    }

    fn limit(&self, from: Timestamp, limit: Limit) -> Option<Timestamp> {
        let clock = Clock::new(Term::Limit(limit), Policy::default()).ok()?;
        due(&clock, &self.calendar, from, &Pauses::default(), &[]).instant()
    }

    /// The length of an ordinary working day, in minutes.
    pub(crate) const DAY: f64 = 480.0;
}
