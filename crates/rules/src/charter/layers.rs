//! Layers: what every service owes, what a service promises besides or instead.
//!
//! A service's standard that is stricter than the corporate one stands beside it, so that all
//! services can still be compared by the one that they share. A looser one stands in its place,
//! with a reason and an approval.

use super::kinds::StandardCalendar;
use super::parts::Charter;
use super::standards::Standard;
use crate::calendar::{Calendar, Day, Definition, Nation, WeeklyHours};
use crate::clock::{Cap, Clock, Due, Pauses, Term, Unit, due};
use jiff::Timestamp;
use jiff::civil::Date;

/// How a standard asks for less than another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Looser {
    /// It has no limit.
    NoLimit,
    /// Something received on a day would be due later.
    LaterDue {
        /// A day of receipt of which that is so.
        received: Date,
        /// When it would be due.
        due: Date,
        /// When it would be due by the other standard.
        other: Date,
    },
    /// It may be paused for a reason that the other does not know.
    Paused(String),
    /// It may be extended further.
    Extended,
    /// Less is aimed at.
    LowerTarget,
}

/// Works out which services do not owe which standards.
pub(super) fn work_out_who_owes(charter: &mut Charter) {
    let opted = charter.opt_outs.iter().map(|out| (out.standard.clone(), out.service.clone()));
    let replaced = charter.standards.iter().filter(|one| one.because.is_some()).flat_map(|one| {
        let over = one.over.clone().unwrap_or_default();
        one.scope.services.iter().map(move |service| (over.clone(), service.clone()))
    });
    let not_owed: Vec<(String, String)> = opted.chain(replaced).collect();
    for standard in &mut charter.standards {
        let of = not_owed.iter().filter(|(id, _)| *id == standard.id);
        standard.not_for = of.map(|(_, service)| service.clone()).collect();
        standard.not_for.sort_unstable();
        standard.not_for.dedup();
    }
}

/// How a standard asks for less than another one; none if it is as strict or stricter. Limits of
/// different units are compared by what they do on every day of two years.
pub fn looser(standard: &Standard, other: &Standard, body: &Definition) -> Option<Looser> {
    if standard.kind != other.kind {
        return None;
    }
    later(standard, other, body)
        .or_else(|| more_pauses(standard, other))
        .or_else(|| longer_extension(standard, other).then_some(Looser::Extended))
        .or_else(|| lower_target(standard, other).then_some(Looser::LowerTarget))
}

fn later(standard: &Standard, other: &Standard, body: &Definition) -> Option<Looser> {
    let theirs = other.limit?;
    let Some(ours) = standard.limit else { return Some(Looser::NoLimit) };
    let same_way = standard.policy == other.policy && standard.calendar == other.calendar;
    if same_way && ours.unit == theirs.unit && ours.amount <= theirs.amount {
        return None;
    }
    let clocks = Clock::new(Term::Limit(ours), standard.policy)
        .ok()
        .zip(Clock::new(Term::Limit(theirs), other.policy).ok());
    let calendars = calendar_of(standard, body).zip(calendar_of(other, body));
    let ((one, two), (one_calendar, two_calendar)) = clocks.zip(calendars)?;
    let none = Pauses::default();
    receipts(&two_calendar).find_map(|received| {
        let one_due = due(&one, &one_calendar, received, &none, &[]);
        let two_due = due(&two, &two_calendar, received, &none, &[]);
        let is_later = ends(one_due)? > ends(two_due)?;
        let date = |of: Due, calendar: &Calendar| of.date(calendar);
        let received = two_calendar.zone().date_of(received);
        Some(Looser::LaterDue {
            received,
            due: date(one_due, &one_calendar)?,
            other: date(two_due, &two_calendar)?,
        })
        .filter(|_| is_later)
    })
}

fn ends(due: Due) -> Option<Timestamp> {
    due.instant()
}

/// A morning, an afternoon and an evening of every day of two years whose bank holidays are known.
fn receipts(calendar: &Calendar) -> impl Iterator<Item = Timestamp> {
    let zone = calendar.shared_zone();
    let first = Date::constant(2025, 1, 1);
    let days = first.series(jiff::ToSpan::days(1)).take(730);
    days.flat_map(move |date| {
        let start = Day::of(date).map(|day| zone.start_of(day));
        let at = |hours: i64| start.map(|start| start + jiff::SignedDuration::from_hours(hours));
        [at(10), at(15), at(22)].into_iter().flatten().collect::<Vec<_>>()
    })
}

fn calendar_of(standard: &Standard, body: &Definition) -> Option<Calendar> {
    let statutory = |nation: Nation| Definition {
        zone: body.zone.clone(),
        bank_holidays: body.bank_holidays.clone(),
        ..Definition::office_hours(nation)
    };
    let definition = match standard.calendar {
        StandardCalendar::Statutory(nation) => statutory(nation),
        StandardCalendar::Body | StandardCalendar::Place => body.clone(),
        StandardCalendar::RoundTheClock => Definition {
            nation: None,
            hours: WeeklyHours::read("00:00-24:00").ok()?,
            ..statutory(Nation::AnyUk)
        },
    };
    definition.compile().ok()
}

fn more_pauses(standard: &Standard, other: &Standard) -> Option<Looser> {
    let stands_still = |one: &Standard| {
        let lists = [&one.pauses, &one.restarts, &one.waits_for];
        lists.into_iter().flatten().cloned().collect::<Vec<String>>()
    };
    let known = stands_still(other);
    stands_still(standard).into_iter().find(|reason| !known.contains(reason)).map(Looser::Paused)
}

fn longer_extension(standard: &Standard, other: &Standard) -> bool {
    match (standard.extension, other.extension) {
        (None, _) | (_, Some(Cap::Any)) => false,
        (Some(_), None) | (Some(Cap::Any), Some(_)) => true,
        (Some(Cap::UpTo(ours)), Some(Cap::UpTo(theirs))) => {
            let days = |unit: Unit| match unit {
                Unit::WorkingDays => 24 * 7,
                Unit::CalendarDays => 24 * 5,
                Unit::Weeks => 24 * 5 * 7,
                Unit::Months => 24 * 5 * 30,
                _ => 5,
            };
            u64::from(ours.amount) * days(ours.unit) > u64::from(theirs.amount) * days(theirs.unit)
        }
    }
}

/// Whether the standing targets say so; series are set year by year on purpose.
fn lower_target(standard: &Standard, other: &Standard) -> bool {
    standard.target.zip(other.target).is_some_and(|(ours, theirs)| ours.is_easier_than(&theirs))
}
