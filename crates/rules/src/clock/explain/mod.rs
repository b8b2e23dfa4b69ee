//! Why something is due when it is: reasons as data, naming only what changed the date.

mod backwards;
mod courses;
mod picture;
mod reasons;
mod steps;

use super::count;
use super::due::{Due, NotDue, due};
use super::limit::{Limit, Unit};
use super::policy::{Clock, DayOne, DueAt, LateReceipt, Term};
use super::timeline::{Extension, Pauses};
use super::{Measure, paused_seconds};
use crate::calendar::{Calendar, Day, instant};
use jiff::Timestamp;
use jiff::civil::Date;

pub use backwards::explain_notice;
pub use picture::{ClosedBy, CountedStretch, DayCell, DayState, LONGEST, days, stretches};
pub use reasons::{Reason, Stretch};

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
        self.paused_days(limit.unit, self.first_day(limit, receipt).unwrap_or(counted_from));
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
                Reason::LastDay { number: counted, unit: limit.unit, date: unrolled }
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
        self.differs(policy, self.pauses)
    }

    /// Day 1 of a limit in working days.
    fn first_day(&self, limit: Limit, receipt: Day) -> Option<Date> {
        if limit.unit != Unit::WorkingDays || limit.amount == 0 {
            return None;
        }
        let rule = self.clock.policy().day_one;
        let rank = count::first_working_rank(self.calendar, rule, receipt);
        self.calendar.working_day(rank).map(Day::date)
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
