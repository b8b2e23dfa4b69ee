//! Reasons as data: what there is to say about a due moment.

use crate::clock::course::Wait;
use crate::clock::limit::{Limit, Unit};
use crate::clock::policy::{DayOne, Given};
use jiff::Timestamp;
use jiff::civil::Date;

/// One step of the way from receipt to due moment. Dates and instants are those of the
/// calendar's zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// When it was received.
    Received(Timestamp),
    /// When the clock started, where that is not the receipt: a later standard of a chain.
    Started(Timestamp),
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
    /// Closed days of the body's own on the way, with the names of those that have one.
    ClosedDays(Vec<(Date, Option<String>)>),
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
    /// Something was asked for and arrived: from then on the clock runs from the beginning.
    Waited(Wait),
    /// Something was asked for and has not arrived, so that there is no due moment.
    StillWaiting(Wait),
    /// More time was granted.
    Extended(Limit),
    /// More time was granted when the moment then due had passed: it does not count.
    ExtendedTooLate(Limit),
    /// More time was granted, but the customer was not told: it does not count.
    ExtendedUntold(Limit),
    /// More time was granted than the rule allows without a higher authority.
    ExtendedOverCap {
        /// What was granted last.
        by: Limit,
        /// What the rule allows in all.
        cap: Limit,
    },
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

impl Reason {
    /// Says of a clock that something else than the receipt started when it did.
    pub fn start_instead(&mut self) {
        if let Reason::Received(at) = *self {
            *self = Reason::Started(at);
        }
    }
}

/// A pause as a reason names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// When it started.
    pub from: Timestamp,
    /// When it ended; none if it is open.
    pub to: Option<Timestamp>,
}
