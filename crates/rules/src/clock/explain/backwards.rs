//! The way back from an event to the latest moment for its notice.

use super::{Reason, Way};
use crate::calendar::{Calendar, Day};
use crate::clock::due::Due;
use crate::clock::limit::{Limit, Unit};
use crate::clock::notice;
use crate::clock::policy::{Clock, ClockRefusal, Term};
use crate::clock::timeline::Pauses;
use jiff::Timestamp;
use jiff::civil::Date;

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

impl Way<'_> {
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
}
