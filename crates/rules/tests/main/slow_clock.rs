//! A slow and obviously right way to count: it asks the calendar's definition about one day or
//! one minute at a time, and the time-zone database itself about every clock on a wall.

use crate::clock_strategies::periods_on;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use rules::calendar::{Definition, Period};
use rules::clock::*;

/// A stretch during which the clock stands; without an end while it is open.
pub(crate) type Span = (Timestamp, Option<Timestamp>);

/// The reference. Moments are whole minutes.
pub(crate) struct Slow<'a> {
    pub(crate) definition: &'a Definition,
    pub(crate) zone: TimeZone,
    pub(crate) policy: Policy,
    pub(crate) pauses: &'a [Span],
}

/// More than this many minutes without an end is a mistake of the reference.
const PATIENCE: u32 = 3_000_000;

impl Slow<'_> {
    fn periods(&self, on: Date) -> Vec<Period> {
        periods_on(self.definition, on)
    }

    fn wall(&self, on: Date, minutes: u32) -> Timestamp {
        let (on, minutes) =
            if minutes == 1440 { (on.tomorrow().unwrap(), 0) } else { (on, minutes) };
        let time = Time::new((minutes / 60) as i8, (minutes % 60) as i8, 0, 0).unwrap();
        self.zone.to_timestamp(on.to_datetime(time)).unwrap()
    }

    pub(crate) fn date_of(&self, at: Timestamp) -> Date {
        self.zone.to_datetime(at).date()
    }

    pub(crate) fn is_working(&self, on: Date) -> bool {
        self.periods(on).iter().any(|p| self.wall(on, p.opens) < self.wall(on, p.closes))
    }

    fn last_closing(&self, on: Date) -> Timestamp {
        self.periods(on).iter().map(|p| self.wall(on, p.closes)).max().unwrap()
    }

    fn is_open(&self, at: Timestamp) -> bool {
        let on = self.date_of(at);
        let is_inside = |p: &Period| self.wall(on, p.opens) <= at && at < self.wall(on, p.closes);
        self.periods(on).iter().any(is_inside)
    }

    fn is_paused(&self, at: Timestamp) -> bool {
        self.pauses.iter().any(|(starts, ends)| *starts <= at && ends.is_none_or(|ends| at < ends))
    }

    /// Whether a day counts: one that closes at `end` for the clock.
    fn counts(&self, on: Date, end: Timestamp) -> bool {
        match self.policy.pause_days {
            PauseDays::AtEnd => !self.is_paused(end),
            PauseDays::BothEnds => !self.pauses.iter().any(|(starts, ends)| {
                self.date_of(*starts) <= on && ends.is_none_or(|ends| on <= self.date_of(ends))
            }),
        }
    }

    /// Whether everything from a date on lies in a pause that nobody has ended.
    fn is_lost(&self, on: Date) -> bool {
        let open = self.pauses.iter().filter(|(_, ends)| ends.is_none());
        open.min().is_some_and(|(starts, _)| self.date_of(*starts).tomorrow().unwrap() < on)
    }

    /// R.
    fn receipt(&self, start: Timestamp) -> Date {
        let on = self.date_of(start);
        let late = self.policy.late_receipt == LateReceipt::NextWorkingDay
            && self.is_working(on)
            && start >= self.last_closing(on);
        if late { on.tomorrow().unwrap() } else { on }
    }

    /// The `n`-th day that counts from `first` on (with zero the first), of those that `is_one`.
    fn count(
        &self,
        first: Date,
        n: u32,
        is_one: impl Fn(Date) -> bool,
        end: impl Fn(Date) -> Timestamp,
    ) -> Option<Date> {
        let mut on = first;
        let mut counted = 0;
        loop {
            if is_one(on) && self.counts(on, end(on)) {
                counted += 1;
                if counted >= n {
                    return Some(on);
                }
            }
            on = on.tomorrow().unwrap();
            if self.is_lost(on) {
                return None;
            }
        }
    }

    fn working_days(&self, first: Date, n: u32) -> Option<Date> {
        self.count(first, n, |on| self.is_working(on), |on| self.last_closing(on))
    }

    fn calendar_days(&self, first: Date, n: u32) -> Option<Date> {
        self.count(first, n, |_| true, |on| self.wall(on, 1440))
    }

    /// The first day that a limit in working days can count.
    fn day_one(&self, receipt: Date) -> Date {
        let mut on = receipt;
        match self.policy.day_one {
            DayOne::Receipt => return on,
            DayOne::Rolled if self.policy.due_at == DueAt::EndOfDay => {
                while !self.is_working(on) {
                    on = on.tomorrow().unwrap();
                }
            }
            // A receipt at its own time has moved to an opening, which is on a working day.
            DayOne::AfterReceipt | DayOne::Rolled => {}
        }
        on.tomorrow().unwrap()
    }

    /// The last day of so many days or months from a day of receipt.
    fn last_day(&self, unit: Unit, n: u32, receipt: Date) -> Option<Date> {
        if unit == Unit::WorkingDays {
            return match n {
                0 if self.policy.due_at == DueAt::SameTime => Some(receipt),
                0 => self.working_days(receipt, 0),
                _ => self.working_days(self.day_one(receipt), n),
            };
        }
        let days = match unit {
            Unit::Months => {
                days_between(receipt, receipt.checked_add(i64::from(n).months()).unwrap())
            }
            _ => n,
        };
        let counts_receipt = days == 0 || self.policy.day_one == DayOne::Receipt;
        let first = if counts_receipt { receipt } else { receipt.tomorrow().unwrap() };
        self.calendar_days(first, days)
    }

    /// What extensions in other units add to the last day: months, then days, then working days.
    fn extended(&self, unit: Unit, last: Date, more: &[Limit]) -> Option<Date> {
        let sum = |wanted: fn(Unit) -> bool| -> u32 {
            let others = more.iter().filter(|by| !unit.adds_to(by.unit) && wanted(by.unit));
            others.map(|by| by.amount * if by.unit == Unit::Weeks { 7 } else { 1 }).sum()
        };
        let mut last = last;
        let months = sum(|unit| unit == Unit::Months);
        if months > 0 {
            let days = days_between(last, last.checked_add(i64::from(months).months()).unwrap());
            last = self.calendar_days(last.tomorrow().unwrap(), days)?;
        }
        let days = sum(|unit| matches!(unit, Unit::CalendarDays | Unit::Weeks));
        if days > 0 {
            last = self.calendar_days(last.tomorrow().unwrap(), days)?;
        }
        let days = sum(|unit| unit == Unit::WorkingDays);
        if days > 0 {
            last = self.working_days(last.tomorrow().unwrap(), days)?;
        }
        Some(last)
    }

    fn days(&self, unit: Unit, n: u32, start: Timestamp, more: &[Limit]) -> Option<Due> {
        let same_time = self.policy.due_at == DueAt::SameTime;
        let from = match unit {
            Unit::WorkingDays if same_time => self.opening(start),
            _ => start,
        };
        let receipt = if same_time { self.date_of(from) } else { self.receipt(from) };
        let last = self.last_day(unit, n, receipt)?;
        let mut last = self.extended(unit, last, more)?;
        if same_time {
            let time = self.zone.to_datetime(from).time();
            return Some(Due::At(self.zone.to_timestamp(last.to_datetime(time)).unwrap()));
        }
        let moves = unit != Unit::WorkingDays && self.policy.if_closed == IfClosed::MovesOn;
        while moves && !self.is_working(last) {
            last = last.tomorrow().unwrap();
        }
        Some(Due::By { date: last, ends: self.wall(last, 1440) })
    }

    fn opening(&self, start: Timestamp) -> Timestamp {
        let minutes = (0..PATIENCE).map(|n| start + SignedDuration::from_mins(n.into()));
        minutes.into_iter().find(|at| self.is_open(*at)).unwrap()
    }

    fn minutes(&self, start: Timestamp, n: u32, only_open: bool) -> Option<Timestamp> {
        let mut at = if only_open { self.opening(start) } else { start };
        let mut counted = 0;
        for _ in 0..PATIENCE {
            if counted == n {
                return Some(at);
            }
            if self.pauses.iter().any(|(starts, ends)| ends.is_none() && *starts <= at) {
                return None;
            }
            counted += u32::from(!self.is_paused(at) && (!only_open || self.is_open(at)));
            at += SignedDuration::from_mins(1);
        }
        panic!("it never ends")
    }

    /// When a limit ends, with extensions that all count.
    fn with(&self, limit: Limit, start: Timestamp, more: &[Limit]) -> Due {
        let seconds = self.policy.seconds_per_ring;
        let size = |limit: &Limit| match limit.unit {
            Unit::Seconds => limit.amount / 60,
            Unit::Rings => limit.amount * seconds / 60,
            Unit::Hours | Unit::WorkingHours => limit.amount * 60,
            Unit::Weeks => limit.amount * 7,
            _ => limit.amount,
        };
        let own = more.iter().filter(|by| limit.unit.adds_to(by.unit)).map(size).sum::<u32>();
        let n = size(&limit) + own;
        let found = match limit.unit {
            Unit::Seconds | Unit::Minutes | Unit::Hours | Unit::Rings => {
                self.minutes(start, n, false).map(Due::At)
            }
            Unit::WorkingMinutes | Unit::WorkingHours => self.minutes(start, n, true).map(Due::At),
            Unit::Weeks => self.days(Unit::CalendarDays, n, start, more),
            unit => self.days(unit, n, start, more),
        };
        found.unwrap_or(Due::Not(NotDue::Paused))
    }

    /// When a limit ends. Each extension counts if it was granted before the moment then due.
    pub(crate) fn due(&self, limit: Limit, start: Timestamp, extensions: &[Extension]) -> Due {
        let mut counting = Vec::new();
        let mut found = self.with(limit, start, &counting);
        for extension in extensions {
            if found.instant().is_none_or(|due| extension.granted < due) {
                counting.push(extension.by);
                found = self.with(limit, start, &counting);
            }
        }
        found
    }

    /// The latest moment at which notice of an event is early enough.
    pub(crate) fn notice(&self, limit: Limit, event: Timestamp) -> Due {
        let back = |n: u32| event - SignedDuration::from_mins(n.into());
        match limit.unit {
            Unit::Seconds => Due::At(back(limit.amount / 60)),
            Unit::Minutes => Due::At(back(limit.amount)),
            Unit::Hours => Due::At(back(limit.amount * 60)),
            Unit::Rings => Due::At(back(limit.amount * self.policy.seconds_per_ring / 60)),
            Unit::WorkingMinutes => Due::At(self.open_minutes_before(event, limit.amount)),
            Unit::WorkingHours => Due::At(self.open_minutes_before(event, limit.amount * 60)),
            unit => self.notice_by_days(unit, limit.amount, event),
        }
    }

    fn open_minutes_before(&self, event: Timestamp, n: u32) -> Timestamp {
        let mut at = event;
        let mut counted = 0;
        while counted < n {
            at -= SignedDuration::from_mins(1);
            counted += u32::from(self.is_open(at));
        }
        at
    }

    fn notice_by_days(&self, unit: Unit, n: u32, event: Timestamp) -> Due {
        let on = self.date_of(event);
        let working_up_to = |mut on: Date| {
            while !self.is_working(on) {
                on = on.yesterday().unwrap();
            }
            on
        };
        let mut last = match unit {
            Unit::WorkingDays if n == 0 => working_up_to(on),
            Unit::WorkingDays => (0..n).fold(on, |on, _| working_up_to(on.yesterday().unwrap())),
            Unit::Weeks => on.checked_sub(i64::from(7 * n).days()).unwrap(),
            Unit::Months => on.checked_sub(i64::from(n).months()).unwrap(),
            _ => on.checked_sub(i64::from(n).days()).unwrap(),
        };
        if self.policy.due_at == DueAt::SameTime {
            let time = self.zone.to_datetime(event).time();
            return Due::At(self.zone.to_timestamp(last.to_datetime(time)).unwrap().min(event));
        }
        if self.policy.if_closed == IfClosed::MovesOn {
            last = working_up_to(last);
        }
        // What ends with the day of the event itself would end after it.
        if last == on {
            return Due::At(event);
        }
        Due::By { date: last, ends: self.wall(last, 1440) }
    }
}

fn days_between(from: Date, to: Date) -> u32 {
    from.series(1.day()).take_while(|date| *date < to).count() as u32
}
