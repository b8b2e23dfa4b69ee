//! The names of the choices by which clocks count.

use super::kinds::Choices;
use super::reader::Reader;
use crate::clock::{DayOne, DueAt, IfClosed, LateReceipt, PauseDays, Policy};

pub(super) const DAY_ONE: Choices<DayOne> = &[
    ("after-receipt", DayOne::AfterReceipt),
    ("receipt", DayOne::Receipt),
    ("rolled", DayOne::Rolled),
];
pub(super) const LATE: Choices<LateReceipt> =
    &[("same-day", LateReceipt::SameDay), ("next-working-day", LateReceipt::NextWorkingDay)];
pub(super) const DUE_AT: Choices<DueAt> =
    &[("end-of-day", DueAt::EndOfDay), ("same-time", DueAt::SameTime)];
pub(super) const IF_CLOSED: Choices<IfClosed> =
    &[("stays", IfClosed::Stays), ("moves-on", IfClosed::MovesOn)];
pub(super) const PAUSE_DAYS: Choices<PauseDays> =
    &[("at-end", PauseDays::AtEnd), ("both-ends", PauseDays::BothEnds)];

/// The name of a choice.
pub(super) fn name_of<T: PartialEq + Copy>(value: T, names: Choices<T>) -> &'static str {
    names.iter().find(|(_, named)| *named == value).map_or("", |(name, _)| name)
}

/// Reads how something counts, where it says so itself.
pub(super) fn read_policy(reader: &mut Reader<'_>, default: Policy) -> Policy {
    Policy {
        day_one: reader.choice("day_one", DAY_ONE).unwrap_or(default.day_one),
        late_receipt: reader.choice("late_receipt", LATE).unwrap_or(default.late_receipt),
        due_at: reader.choice("due_at", DUE_AT).unwrap_or(default.due_at),
        if_closed: reader.choice("if_closed", IF_CLOSED).unwrap_or(default.if_closed),
        pause_days: reader.choice("pause_days", PAUSE_DAYS).unwrap_or(default.pause_days),
        seconds_per_ring: reader.number("seconds_per_ring").unwrap_or(default.seconds_per_ring),
    }
}
