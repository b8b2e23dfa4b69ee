//! Why something is due when it is: reasons as data, naming only what changed the date.

use super::count;
use super::due::{Due, NotDue, due};
use super::limit::{Limit, Unit};
use super::policy::{Clock, ClockRefusal, DayOne, DueAt, Given, IfClosed, LateReceipt, Term};
use super::timeline::{Extension, Pauses};
use super::{Measure, notice, paused_seconds};
use crate::calendar::{Calendar, Closed, Day, instant};
use jiff::Timestamp;
use jiff::civil::Date;

/// One step of the way from receipt to due moment. Dates and instants are those of the
/// calendar's zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// When it was received.
    Received(Timestamp),
    /// On which date it was received, where nobody said at what time.
    ReceivedOn(Date),
    /// The receipt was at or after closing and counts as that of the next day.
    ReceivedAfterClosing {
        /// When the day closed for the last time.
        closed: Timestamp,
        /// The day it counts for.
        counts_as: Date,
    },
    /// Received out of hours: the clock starts at the next opening.
    StartsAtOpening(Timestamp),
    /// Which day is day 1 and by which rule.
    DayOne {
        /// The rule.
        rule: DayOne,
        /// Day 1.
        date: Date,
        /// Whether the day of receipt is a day that such a limit counts.
        receipt_counts: bool,
    },
    /// Bank holidays on the way that would be working days otherwise.
    BankHolidays(Vec<(Date, String)>),
    /// Closed days of the body's own on the way.
    ClosedDays(Vec<Date>),
    /// Days on the way that count only because of an exceptional opening.
    ExtraDays(Vec<Date>),
    /// The clock stood still; how many days of the limit's unit did not count.
    PausedDays {
        /// The pauses that made a difference.
        pauses: Vec<Stretch>,
        /// How many days they took out.
        days: u32,
        /// Whether both end days of a pause count as paused.
        both_ends: bool,
    },
    /// The clock stood still for so long, in the time that it runs in.
    PausedTime {
        /// The pauses that made a difference.
        pauses: Vec<Stretch>,
        /// Seconds in the clock's own time.
        seconds: i64,
        /// Whether only open time counts.
        open_time: bool,
    },
    /// The clock stands still, so that there is no due moment.
    StillPaused(Timestamp),
    /// More time was granted.
    Extended(Limit),
    /// The last day: its number in the limit's unit and its date.
    LastDay {
        /// How many days were counted, extensions in the same unit included.
        number: u32,
        /// What they are.
        unit: Unit,
        /// The date.
        date: Date,
    },
    /// A limit in months ends on this date.
    MonthsEnd {
        /// How many months, extensions in months included.
        months: u32,
        /// The date before it is rolled.
        date: Date,
        /// The month has no such day number, so that its last day is taken.
        shortened: bool,
        /// Whether paused days were added.
        paused: bool,
    },
    /// An extension in another unit ends on this date.
    ExtendedTo(Date),
    /// The last day is closed, so that the next working day is taken (before an event, the one
    /// before).
    MovedOn {
        /// The closed day.
        from: Date,
        /// Why it is closed: the bank holiday's name, if it is one.
        holiday: Option<String>,
        /// The day taken.
        to: Date,
    },
    /// So much time after the start ends at this instant.
    EndsAt {
        /// The limit.
        limit: Limit,
        /// The due moment.
        at: Timestamp,
    },
    /// On the last day it is due at the clock time of receipt.
    SameTime(Timestamp),
    /// The local time does not exist on the last day, or exists twice.
    ClockChange {
        /// What was taken instead.
        at: Timestamp,
        /// Skipped (moved on by the gap) rather than repeated (the earlier is taken).
        skipped: bool,
    },
    /// Somebody was told this date or moment.
    Given(Given),
    /// The event that notice is of.
    Event(Timestamp),
    /// Notice counts back from the day before the event, so that day 1 is this.
    DayOneBefore(Date),
    /// The year's closed days are not all known yet.
    Provisional(i16),
    /// There is no limit.
    NoLimit,
    /// It would be due after the last date that calendars reach.
    Beyond,
}

/// A pause as a reason names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// When it started.
    pub from: Timestamp,
    /// When it ended; none if it is open.
    pub to: Option<Timestamp>,
}

/// The way to the due moment of [`due`], step by step.
pub fn explain(
    clock: &Clock,
    calendar: &Calendar,
    start: Timestamp,
    pauses: &Pauses,
    extensions: &[Extension],
) -> Vec<Reason> {
    let found = due(clock, calendar, start, pauses, extensions);
    let mut way = Way { clock, calendar, start, pauses, extensions, found, reasons: Vec::new() };
    match clock.term() {
        Term::Open => way.reasons.extend([Reason::Received(start), Reason::NoLimit]),
        Term::Given(given) => {
            way.reasons.push(Reason::Given(given));
            way.other_extensions(Unit::CalendarDays);
        }
        Term::Limit(limit) if limit.unit.counts_days() => way.days(limit),
        Term::Limit(limit) => way.durations(limit),
    }
    way.ending();
    way.reasons
}

/// The way back from an event to the latest moment for its notice.
pub fn explain_notice(
    clock: &Clock,
    calendar: &Calendar,
    event: Timestamp,
) -> Result<Vec<Reason>, ClockRefusal> {
    let found = notice(clock, calendar, event)?;
    let pauses = Pauses::default();
    let mut way = Way {
        clock,
        calendar,
        start: event,
        pauses: &pauses,
        extensions: &[],
        found,
        reasons: vec![],
    };
    way.reasons.push(Reason::Event(event));
    let (Term::Limit(limit), Some(date)) = (clock.term(), found.date(calendar)) else {
        way.ending();
        return Ok(way.reasons);
    };
    if !limit.unit.counts_days() {
        way.closed_days(Some(date), calendar.zone().day_of(event).map(Day::date));
        way.reasons.extend(found.instant().map(|at| Reason::EndsAt { limit, at }));
    } else {
        way.notice_days(limit, event, date);
    }
    way.ending();
    Ok(way.reasons)
}

struct Way<'a> {
    clock: &'a Clock,
    calendar: &'a Calendar,
    start: Timestamp,
    pauses: &'a Pauses,
    extensions: &'a [Extension],
    found: Due,
    reasons: Vec<Reason>,
}

impl Way<'_> {
    fn days(&mut self, limit: Limit) {
        self.reasons.push(Reason::Received(self.start));
        let Some((receipt, counted_from)) = self.receipt(limit) else { return };
        let last = self.found.date(self.calendar);
        if limit.amount > 0 && limit.unit != Unit::Months {
            self.day_one(limit.unit, receipt);
        }
        if limit.unit == Unit::WorkingDays {
            self.closed_days(Some(counted_from), last);
        }
        self.paused_days(limit.unit, counted_from);
        let counted = self.same_unit_extensions(limit);
        // Without pauses the count ends here; extensions in another unit and rolling come after.
        if let Some(unrolled) = self.unrolled(limit) {
            self.reasons.push(if limit.unit == Unit::Months {
                let shortened = receipt.date().day() > unrolled.day()
                    && unrolled.day() == unrolled.days_in_month()
                    && self.pauses.is_empty();
                let paused = self.reasons.iter().any(|r| matches!(r, Reason::PausedDays { .. }));
                Reason::MonthsEnd { months: counted, date: unrolled, shortened, paused }
            } else {
                let days = if limit.unit == Unit::Weeks { counted * 7 } else { counted };
                Reason::LastDay { number: days, unit: limit.unit, date: unrolled }
            });
            self.other_extensions(limit.unit);
        }
        self.rolled(limit.unit);
        if self.clock.policy().due_at == DueAt::SameTime {
            self.same_time();
        }
    }

    /// The day of receipt and the first day that could count, with the reason if closing time
    /// or opening hours moved it.
    fn receipt(&mut self, limit: Limit) -> Option<(Day, Date)> {
        let policy = self.clock.policy();
        let start = self.start.as_microsecond();
        let day = if policy.due_at == DueAt::SameTime && limit.unit == Unit::WorkingDays {
            let opening = self.calendar.opening(start)?;
            if opening != start {
                self.reasons.push(Reason::StartsAtOpening(instant(opening)));
            }
            count::day_of(self.calendar, opening).ok()?
        } else if policy.due_at == DueAt::SameTime {
            count::day_of(self.calendar, start).ok()?
        } else {
            let (day, moved) = count::receipt_day(self.calendar, policy, start).ok()?;
            if moved && self.differs_without_late_receipt() {
                let own = count::day_of(self.calendar, start).ok()?;
                let closed = instant(self.calendar.last_closing(own)?);
                self.reasons.push(Reason::ReceivedAfterClosing { closed, counts_as: day.date() });
            }
            day
        };
        let counts_receipt = policy.day_one == DayOne::Receipt || limit.amount == 0;
        let from = if counts_receipt { day } else { day.next() };
        // A receipt that rolls to the next working day passes the closed days before it.
        let from = if policy.day_one == DayOne::Rolled { day } else { from };
        Some((day, from.date()))
    }

    fn differs_without_late_receipt(&self) -> bool {
        let policy = super::Policy { late_receipt: LateReceipt::SameDay, ..*self.clock.policy() };
        Clock::new(self.clock.term(), policy).is_ok_and(|clock| {
            due(&clock, self.calendar, self.start, self.pauses, self.extensions) != self.found
        })
    }

    fn day_one(&mut self, unit: Unit, receipt: Day) {
        let rule = self.clock.policy().day_one;
        let (date, receipt_counts) = if unit == Unit::WorkingDays {
            let rank = count::first_working_rank(self.calendar, rule, receipt);
            (self.calendar.working_day(rank).map(Day::date), self.calendar.is_working(receipt))
        } else {
            let first = if rule == DayOne::Receipt { receipt } else { receipt.next() };
            (Some(first.date()), true)
        };
        self.reasons.extend(date.map(|date| Reason::DayOne { rule, date, receipt_counts }));
    }

    /// Names the bank holidays, closed days and extra days between two dates, both included.
    fn closed_days(&mut self, from: Option<Date>, to: Option<Date>) {
        let (Some(from), Some(to)) = (from.and_then(Day::of), to.and_then(Day::of)) else { return };
        let (mut holidays, mut closed, mut extra) = (Vec::new(), Vec::new(), Vec::new());
        for day in (from.0..=to.0).map(Day) {
            match self.calendar.closed(day) {
                Some(Closed::BankHoliday(name)) => holidays.push((day.date(), name.to_owned())),
                Some(Closed::ClosedDay) => closed.push(day.date()),
                Some(Closed::Weekday) => {}
                None if self.calendar.opened_exceptionally(day) => extra.push(day.date()),
                None => {}
            }
        }
        if !holidays.is_empty() {
            self.reasons.push(Reason::BankHolidays(holidays));
        }
        if !closed.is_empty() {
            self.reasons.push(Reason::ClosedDays(closed));
        }
        if !extra.is_empty() {
            self.reasons.push(Reason::ExtraDays(extra));
        }
    }

    /// The pauses that began before the due moment, if they made a difference.
    fn stretches(&self) -> Vec<Stretch> {
        let without =
            due(self.clock, self.calendar, self.start, &Pauses::default(), self.extensions);
        if without == self.found || matches!(self.found, Due::Not(_)) {
            return Vec::new();
        }
        let end = self.found.instant().map_or(i64::MAX, Timestamp::as_microsecond);
        let begun = self.pauses.spans().iter().filter(|(starts, _)| *starts < end);
        begun
            .map(|(starts, ends)| Stretch {
                from: instant(*starts),
                to: (*ends != i64::MAX).then(|| instant(*ends)),
            })
            .collect()
    }

    fn paused_days(&mut self, unit: Unit, from: Date) {
        let pauses = self.stretches();
        let (Some(first), Some(last)) =
            (Day::of(from), self.found.date(self.calendar).and_then(Day::of))
        else {
            return;
        };
        if pauses.is_empty() {
            return;
        }
        let rule = self.clock.policy().pause_days;
        let days = if unit == Unit::WorkingDays {
            let ranks = (self.calendar.rank(first), self.calendar.rank(last));
            count::paused_working_days(self.calendar, ranks, self.pauses, rule)
        } else {
            count::paused_calendar_days(self.calendar, (first, last), self.pauses, rule)
        };
        let both_ends = rule == super::PauseDays::BothEnds;
        self.reasons.push(Reason::PausedDays { pauses, days, both_ends });
    }

    /// Names the extensions that count and are in the limit's unit; gives the number counted.
    fn same_unit_extensions(&mut self, limit: Limit) -> u32 {
        let mut counted = limit.amount;
        for extension in self.counting_extensions() {
            if limit.unit.adds_to(extension.unit) {
                self.reasons.push(Reason::Extended(extension));
                counted += extension.amount
                    * if limit.unit == Unit::CalendarDays && extension.unit == Unit::Weeks {
                        7
                    } else {
                        1
                    };
            }
        }
        counted
    }

    fn other_extensions(&mut self, unit: Unit) {
        let given = !matches!(self.clock.term(), Term::Limit(_));
        let others: Vec<Limit> = self
            .counting_extensions()
            .into_iter()
            .filter(|extension| given || !unit.adds_to(extension.unit))
            .collect();
        if others.is_empty() {
            return;
        }
        self.reasons.extend(others.into_iter().map(Reason::Extended));
        match self.found {
            Due::By { .. } => {
                let date = self.without_rolling().or(self.found.date(self.calendar));
                self.reasons.extend(date.map(Reason::ExtendedTo));
            }
            _ => self.reasons.extend(self.found.date(self.calendar).map(Reason::ExtendedTo)),
        }
    }

    fn counting_extensions(&self) -> Vec<Limit> {
        let mut granted: Vec<Extension> = Vec::new();
        for extension in self.extensions {
            let before = due(self.clock, self.calendar, self.start, self.pauses, &granted);
            if self.clock.takes(extension.by).is_ok()
                && before.instant().is_none_or(|due| extension.granted < due)
            {
                granted.push(*extension);
            }
        }
        granted.into_iter().map(|extension| extension.by).collect()
    }

    /// The last day by the limit and the extensions in its own unit alone, not rolled.
    fn unrolled(&self, limit: Limit) -> Option<Date> {
        let own: Vec<Extension> = self
            .extensions
            .iter()
            .filter(|extension| limit.unit.adds_to(extension.by.unit))
            .copied()
            .collect();
        let clock = self.clock_without_rolling()?;
        due(&clock, self.calendar, self.start, self.pauses, &own).date(self.calendar)
    }

    fn without_rolling(&self) -> Option<Date> {
        let clock = self.clock_without_rolling()?;
        due(&clock, self.calendar, self.start, self.pauses, self.extensions).date(self.calendar)
    }

    fn clock_without_rolling(&self) -> Option<Clock> {
        let policy = super::Policy { if_closed: IfClosed::Stays, ..*self.clock.policy() };
        Clock::new(self.clock.term(), policy).ok()
    }

    fn rolled(&mut self, unit: Unit) {
        if unit == Unit::WorkingDays || !self.clock.policy().moves_on() {
            return;
        }
        let (Some(from), Some(to)) = (self.without_rolling(), self.found.date(self.calendar))
        else {
            return;
        };
        self.moved(from, to);
    }

    fn moved(&mut self, from: Date, to: Date) {
        if from != to {
            let holiday = Day::of(from).and_then(|day| match self.calendar.closed(day) {
                Some(Closed::BankHoliday(name)) => Some(name.to_owned()),
                _ => None,
            });
            self.reasons.push(Reason::MovedOn { from, holiday, to });
        }
    }

    fn same_time(&mut self) {
        let Due::At(at) = self.found else { return };
        self.reasons.push(Reason::SameTime(at));
        let zone = self.calendar.zone();
        let from = self.calendar.opening(self.start.as_microsecond()).map_or(self.start, instant);
        let from = match self.clock.term() {
            Term::Limit(Limit { unit: Unit::WorkingDays, .. }) => from,
            _ => self.start,
        };
        if let Some(day) = zone.day_of(at) {
            match zone.local(day, zone.time_of(from)) {
                crate::calendar::LocalTime::Once(_) => {}
                crate::calendar::LocalTime::Skipped(at) => {
                    self.reasons.push(Reason::ClockChange { at, skipped: true });
                }
                crate::calendar::LocalTime::Repeated { earlier, .. } => {
                    self.reasons.push(Reason::ClockChange { at: earlier, skipped: false });
                }
            }
        }
    }

    fn durations(&mut self, limit: Limit) {
        self.reasons.push(Reason::Received(self.start));
        let open_time = matches!(limit.unit, Unit::WorkingMinutes | Unit::WorkingHours);
        let start = self.start.as_microsecond();
        if open_time {
            let opening = self.calendar.opening(start).filter(|opening| *opening != start);
            self.reasons.extend(opening.map(|opening| Reason::StartsAtOpening(instant(opening))));
            let first = self.calendar.zone().day_of(self.start).map(Day::date);
            self.closed_days(first, self.found.date(self.calendar));
        }
        let pauses = self.stretches();
        if let Some(end) = self.found.instant().filter(|_| !pauses.is_empty()) {
            let measure = if open_time { Measure::WorkingSeconds } else { Measure::Seconds };
            let seconds = paused_seconds(measure, self.calendar, self.start, end, self.pauses);
            self.reasons.push(Reason::PausedTime { pauses, seconds, open_time });
        }
        for extension in self.counting_extensions() {
            self.reasons.push(Reason::Extended(extension));
        }
        self.reasons.extend(self.found.instant().map(|at| Reason::EndsAt { limit, at }));
    }

    fn notice_days(&mut self, limit: Limit, event: Timestamp, date: Date) {
        let Some(day) = self.calendar.zone().day_of(event) else { return };
        let before = if limit.unit == Unit::WorkingDays {
            self.calendar.rank(day).checked_sub(1).and_then(|rank| self.calendar.working_day(rank))
        } else {
            day.minus(1)
        };
        if limit.amount > 0 && limit.unit != Unit::Months {
            self.reasons.extend(before.map(|day| Reason::DayOneBefore(day.date())));
        }
        if limit.unit == Unit::WorkingDays {
            self.closed_days(Some(date), day.minus(1).map(Day::date));
        }
        let unrolled = self
            .clock_without_rolling()
            .and_then(|clock| notice(&clock, self.calendar, event).ok())
            .and_then(|due| due.date(self.calendar))
            .unwrap_or(date);
        self.reasons.push(if limit.unit == Unit::Months {
            Reason::MonthsEnd {
                months: limit.amount,
                date: unrolled,
                shortened: unrolled.day() < day.date().day(),
                paused: false,
            }
        } else {
            let number = limit.amount * if limit.unit == Unit::Weeks { 7 } else { 1 };
            Reason::LastDay { number, unit: limit.unit, date: unrolled }
        });
        self.moved(unrolled, date);
        if let Due::At(at) = self.found {
            self.reasons.push(Reason::SameTime(at));
        }
    }

    fn ending(&mut self) {
        match self.found {
            Due::Not(NotDue::Paused) => {
                let open = self.pauses.spans().last().map(|(starts, _)| instant(*starts));
                self.reasons.extend(open.map(Reason::StillPaused));
            }
            Due::Not(NotDue::Beyond) => self.reasons.push(Reason::Beyond),
            Due::Not(NotDue::NoLimit) | Due::At(_) | Due::By { .. } => {}
        }
        if super::is_provisional(self.clock, self.calendar, self.found)
            && let Some(date) = self.found.date(self.calendar)
        {
            self.reasons.push(Reason::Provisional(date.year()));
        }
    }
}
