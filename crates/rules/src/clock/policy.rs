//! How a clock counts: the choices that differ between bodies and laws, as data.

use super::limit::{Limit, Unit};
use jiff::Timestamp;
use jiff::civil::Date;

/// Which day is day 1 of a limit in days. R is the local date of receipt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DayOne {
    /// The first working day after R; calendar days count from the day after.
    #[default]
    AfterReceipt,
    /// The first working day on or after R; the day of receipt is calendar day 1.
    Receipt,
    /// The first working day after the first working day on or after R.
    Rolled,
}

/// What happens to a receipt at or after the day's last closing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LateReceipt {
    /// Nothing: R is its local date.
    #[default]
    SameDay,
    /// R moves to the next calendar day.
    NextWorkingDay,
}

/// When on its last day a limit in days ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DueAt {
    /// With the day.
    #[default]
    EndOfDay,
    /// At the clock time of receipt.
    SameTime,
}

/// What happens when a limit in calendar days or months ends with a closed day. (One that ends
/// at the clock time of receipt stays where it is.)
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum IfClosed {
    /// Nothing.
    #[default]
    Stays,
    /// It ends on the next working day.
    MovesOn,
}

/// Which days of a pause do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PauseDays {
    /// Days during which the clock stands at the end: at the last closing for working days, at
    /// the midnight that ends it for calendar days.
    #[default]
    AtEnd,
    /// Every day from the one on which the pause starts to the one on which it ends, both whole
    /// (subject access: Data Protection Act 2018, section 54).
    BothEnds,
}

/// The choices of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Policy {
    /// Which day is day 1.
    pub day_one: DayOne,
    /// What a receipt after closing changes.
    pub late_receipt: LateReceipt,
    /// When on the last day it ends.
    pub due_at: DueAt,
    /// What a closed last day changes.
    pub if_closed: IfClosed,
    /// Which days of a pause do not count.
    pub pause_days: PauseDays,
    /// How long a ring is.
    pub seconds_per_ring: u32,
}

impl Default for Policy {
    fn default() -> Self {
        Policy {
            day_one: DayOne::default(),
            late_receipt: LateReceipt::default(),
            due_at: DueAt::default(),
            if_closed: IfClosed::default(),
            pause_days: PauseDays::default(),
            seconds_per_ring: 3,
        }
    }
}

impl Policy {
    /// Whether a closed last day moves on. At the same time of day nothing moves: a receipt on
    /// Sunday morning would else be due before one of Saturday noon.
    pub(crate) fn moves_on(&self) -> bool {
        self.if_closed == IfClosed::MovesOn && self.due_at == DueAt::EndOfDay
    }
}

/// A date or a moment that somebody was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Given {
    /// By the end of this date.
    On(Date),
    /// At this instant.
    At(Timestamp),
}

/// What a clock runs towards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// So long after its start.
    Limit(Limit),
    /// What somebody was told.
    Given(Given),
    /// Nothing: it only measures.
    Open,
}

/// A term with its policy, checked to fit each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Clock {
    term: Term,
    policy: Policy,
}

/// Why a term and a policy do not fit each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockRefusal {
    /// `rolled` counts working days; calendar days, weeks and months have none to roll to.
    RolledCalendarDays(Unit),
    /// An extension in a unit that the term cannot take: hours to days, or days to hours.
    ExtensionUnit {
        /// The unit of the limit; none for a given date or instant.
        limit: Option<Unit>,
        /// The unit of the extension.
        extension: Unit,
    },
    /// Notice that is paused, extended or counted with a policy for receipts.
    NotForNotice(&'static str),
}

impl Clock {
    /// Puts a term and a policy together.
    pub fn new(term: Term, policy: Policy) -> Result<Clock, ClockRefusal> {
        if let Term::Limit(Limit { unit, .. }) = term
            && policy.day_one == DayOne::Rolled
            && matches!(unit, Unit::CalendarDays | Unit::Weeks | Unit::Months)
        {
            return Err(ClockRefusal::RolledCalendarDays(unit));
        }
        Ok(Clock { term, policy })
    }

    /// What it runs towards.
    pub fn term(&self) -> Term {
        self.term
    }

    /// How it counts.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Whether its limit can be extended by so much: days by days, durations by their own kind,
    /// a given date by days and a given instant by elapsed time.
    pub fn takes(&self, extension: Limit) -> Result<(), ClockRefusal> {
        let fits = match self.term {
            Term::Limit(limit) if limit.unit.counts_days() => extension.unit.counts_days(),
            Term::Limit(limit) => limit.unit.adds_to(extension.unit),
            Term::Given(Given::On(_)) => extension.unit.counts_days(),
            Term::Given(Given::At(_)) => extension.unit.adds_to(Unit::Hours),
            Term::Open => false,
        };
        let limit = match self.term {
            Term::Limit(limit) => Some(limit.unit),
            Term::Given(_) | Term::Open => None,
        };
        if fits {
            Ok(())
        } else {
            Err(ClockRefusal::ExtensionUnit { limit, extension: extension.unit })
        }
    }
}
