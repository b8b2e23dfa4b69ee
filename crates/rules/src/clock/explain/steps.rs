//! Steps of the way: closed days, pauses, extensions, and where the last day moves.

use super::{Reason, Stretch, Way};
use crate::calendar::{Closed, Day, LocalTime, instant};
use crate::clock::count;
use crate::clock::due::{Due, due};
use crate::clock::limit::{Limit, Unit};
use crate::clock::policy::{Clock, IfClosed, PauseDays, Policy, Term};
use crate::clock::timeline::{Extension, Pauses};
use jiff::Timestamp;
use jiff::civil::Date;

impl Way<'_> {
    /// Names the bank holidays, closed days and extra days between two dates, both included.
    pub(super) fn closed_days(&mut self, from: Option<Date>, to: Option<Date>) {
        let (Some(from), Some(to)) = (from.and_then(Day::of), to.and_then(Day::of)) else { return };
        let (mut holidays, mut closed, mut extra) = (Vec::new(), Vec::new(), Vec::new());
        for day in (from.0..=to.0).map(Day) {
            match self.calendar.closed(day) {
                Some(Closed::BankHoliday(name)) => holidays.push((day.date(), name.to_owned())),
                Some(Closed::ClosedDay(name)) => closed.push((day.date(), name.map(str::to_owned))),
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

    /// Whether counting by another policy or other pauses leads elsewhere. A last day that moves
    /// on can hide it, but the day that it moves on from is told as well.
    pub(super) fn differs(&self, policy: Policy, pauses: &Pauses) -> bool {
        let leads = |policy: Policy, pauses: &Pauses| {
            let clock = Clock::new(self.clock.term(), policy).ok()?;
            Some(due(&clock, self.calendar, self.start, pauses, self.extensions))
        };
        let stays = Policy { if_closed: IfClosed::Stays, ..policy };
        leads(policy, pauses) != Some(self.found)
            || leads(stays, pauses) != self.due_without_rolling()
    }

    /// The pauses that began before the due moment, if they made a difference.
    pub(super) fn stretches(&self) -> Vec<Stretch> {
        let is_found = !matches!(self.found, Due::Not(_));
        if !is_found || !self.differs(*self.clock.policy(), &Pauses::default()) {
            return Vec::new();
        }
        let end = self.due_without_rolling().and_then(Due::instant);
        let end = end.map_or(i64::MAX, Timestamp::as_microsecond);
        let begun = self.pauses.spans().iter().filter(|(starts, _)| *starts < end);
        begun
            .map(|(starts, ends)| Stretch {
                from: instant(*starts),
                to: (*ends != i64::MAX).then(|| instant(*ends)),
            })
            .collect()
    }

    pub(super) fn paused_days(&mut self, unit: Unit, from: Date) {
        let pauses = self.stretches();
        // A pause between the last day and the one that it moves on to changes nothing.
        let (Some(first), Some(last)) = (Day::of(from), self.without_rolling().and_then(Day::of))
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
        let both_ends = rule == PauseDays::BothEnds;
        self.reasons.push(Reason::PausedDays { pauses, days, both_ends });
    }

    /// Names the extensions that count and are in the limit's unit; gives the number of days (or
    /// months) counted.
    pub(super) fn same_unit_extensions(&mut self, limit: Limit) -> u32 {
        let number = |limit: Limit| limit.amount * if limit.unit == Unit::Weeks { 7 } else { 1 };
        let mut counted = number(limit);
        for extension in self.counting_extensions() {
            if limit.unit.adds_to(extension.unit) {
                self.reasons.push(Reason::Extended(extension));
                counted += number(extension);
            }
        }
        counted
    }

    pub(super) fn other_extensions(&mut self, unit: Unit) {
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

    pub(super) fn counting_extensions(&self) -> Vec<Limit> {
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
    pub(super) fn unrolled(&self, limit: Limit) -> Option<Date> {
        let own: Vec<Extension> = self
            .extensions
            .iter()
            .filter(|extension| limit.unit.adds_to(extension.by.unit))
            .copied()
            .collect();
        let clock = self.clock_without_rolling()?;
        due(&clock, self.calendar, self.start, self.pauses, &own).date(self.calendar)
    }

    pub(super) fn without_rolling(&self) -> Option<Date> {
        self.due_without_rolling()?.date(self.calendar)
    }

    fn due_without_rolling(&self) -> Option<Due> {
        let clock = self.clock_without_rolling()?;
        Some(due(&clock, self.calendar, self.start, self.pauses, self.extensions))
    }

    pub(super) fn clock_without_rolling(&self) -> Option<Clock> {
        let policy = Policy { if_closed: IfClosed::Stays, ..*self.clock.policy() };
        Clock::new(self.clock.term(), policy).ok()
    }

    pub(super) fn rolled(&mut self, unit: Unit) {
        if unit == Unit::WorkingDays || !self.clock.policy().moves_on() {
            return;
        }
        let (Some(from), Some(to)) = (self.without_rolling(), self.found.date(self.calendar))
        else {
            return;
        };
        self.moved(from, to);
    }

    pub(super) fn moved(&mut self, from: Date, to: Date) {
        if from != to {
            let holiday = Day::of(from).and_then(|day| match self.calendar.closed(day) {
                Some(Closed::BankHoliday(name)) => Some(name.to_owned()),
                _ => None,
            });
            self.reasons.push(Reason::MovedOn { from, holiday, to });
        }
    }

    pub(super) fn same_time(&mut self) {
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
                LocalTime::Once(_) => {}
                LocalTime::Skipped(at) => {
                    self.reasons.push(Reason::ClockChange { at, skipped: true });
                }
                LocalTime::Repeated { earlier, .. } => {
                    self.reasons.push(Reason::ClockChange { at: earlier, skipped: false });
                }
            }
        }
    }
}
