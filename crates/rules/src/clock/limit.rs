//! Limits: a whole number and a unit, written as people say them.

use std::fmt;

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Seconds really elapsed.
    Seconds,
    /// Minutes really elapsed.
    Minutes,
    /// Hours really elapsed, also through a change of clocks.
    Hours,
    /// Minutes of open time.
    WorkingMinutes,
    /// Hours of open time.
    WorkingHours,
    /// Days with some open time.
    WorkingDays,
    /// Every day.
    CalendarDays,
    /// Seven calendar days each.
    Weeks,
    /// Calendar months, ending on the same day number or on the month's last day.
    Months,
    /// Rings of a telephone; how long a ring is stands in the policy.
    Rings,
}

/// How long something may take, such as 10 working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Limit {
    /// How many.
    pub amount: u32,
    /// Of what.
    pub unit: Unit,
}

/// Why a limit could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LimitRefusal {
    /// Nothing was written.
    Empty,
    /// It does not begin with a whole number.
    NoNumber(String),
    /// The number is too large to be meant (more than 9,999,999).
    TooLarge(String),
    /// A number without a unit.
    NoUnit(String),
    /// `days` alone: working days or calendar days?
    WhichDays(String),
    /// Not a unit; with the unit that was probably meant, if one is near.
    UnknownUnit(String, Option<Unit>),
}

const LARGEST: u32 = 9_999_999;

impl Unit {
    /// Every unit.
    pub const ALL: [Unit; 10] = [
        Unit::Seconds,
        Unit::Minutes,
        Unit::Hours,
        Unit::WorkingMinutes,
        Unit::WorkingHours,
        Unit::WorkingDays,
        Unit::CalendarDays,
        Unit::Weeks,
        Unit::Months,
        Unit::Rings,
    ];

    /// The unit as it is written in limits, in the plural.
    pub fn plural(self) -> &'static str {
        match self {
            Unit::Seconds => "seconds",
            Unit::Minutes => "minutes",
            Unit::Hours => "hours",
            Unit::WorkingMinutes => "working minutes",
            Unit::WorkingHours => "working hours",
            Unit::WorkingDays => "working days",
            Unit::CalendarDays => "calendar days",
            Unit::Weeks => "weeks",
            Unit::Months => "months",
            Unit::Rings => "rings",
        }
    }

    /// The unit as it is written after 1.
    pub fn singular(self) -> &'static str {
        let plural = self.plural();
        &plural[..plural.len() - 1]
    }

    /// Whether such a limit ends with a day (by its default policy) rather than at an instant.
    pub fn counts_days(self) -> bool {
        matches!(self, Unit::WorkingDays | Unit::CalendarDays | Unit::Weeks | Unit::Months)
    }

    /// Whether two units can be added up: hours and minutes, weeks and calendar days.
    pub fn adds_to(self, other: Unit) -> bool {
        self.family() == other.family()
    }

    fn family(self) -> u8 {
        match self {
            Unit::Seconds | Unit::Minutes | Unit::Hours => 0,
            Unit::WorkingMinutes | Unit::WorkingHours => 1,
            Unit::WorkingDays => 2,
            Unit::CalendarDays | Unit::Weeks => 3,
            Unit::Months => 4,
            Unit::Rings => 5,
        }
    }
}

impl Limit {
    /// Reads `20 seconds`, `4 working hours`, `10 working days`, `28 calendar days`, `1 month` …
    pub fn read(text: &str) -> Result<Limit, LimitRefusal> {
        let text = text.trim();
        if text.is_empty() {
            return Err(LimitRefusal::Empty);
        }
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, unit) = text.split_at(digits);
        if number.is_empty() || unit.starts_with(['.', ',', '/']) {
            return Err(LimitRefusal::NoNumber(text.to_owned()));
        }
        let amount = number.parse().ok().filter(|amount| *amount <= LARGEST);
        let amount = amount.ok_or_else(|| LimitRefusal::TooLarge(text.to_owned()))?;
        if unit.trim().is_empty() {
            return Err(LimitRefusal::NoUnit(text.to_owned()));
        }
        if !unit.starts_with(' ') {
            return Err(LimitRefusal::UnknownUnit(unit.to_owned(), near(unit)));
        }
        let unit = unit.trim();
        if unit == "day" || unit == "days" {
            return Err(LimitRefusal::WhichDays(text.to_owned()));
        }
        Unit::ALL
            .into_iter()
            .find(|candidate| unit == candidate.plural() || unit == candidate.singular())
            .map(|unit| Limit { amount, unit })
            .ok_or_else(|| LimitRefusal::UnknownUnit(unit.to_owned(), near(unit)))
    }

    /// The seconds of a limit in elapsed or working time, with a given length of a ring; the
    /// days of one in weeks. Meaningless for other units, which count days or months.
    pub(crate) fn size(self, seconds_per_ring: u32) -> i64 {
        let amount = i64::from(self.amount);
        match self.unit {
            Unit::Minutes | Unit::WorkingMinutes => amount * 60,
            Unit::Hours | Unit::WorkingHours => amount * 3600,
            Unit::Weeks => amount * 7,
            Unit::Rings => amount * i64::from(seconds_per_ring),
            Unit::Seconds | Unit::WorkingDays | Unit::CalendarDays | Unit::Months => amount,
        }
    }
}

/// The unit whose name is at most two slips away.
fn near(text: &str) -> Option<Unit> {
    let text = text.trim().to_lowercase();
    Unit::ALL
        .into_iter()
        .map(|unit| {
            (crate::slips(&text, unit.plural()).min(crate::slips(&text, unit.singular())), unit)
        })
        .filter(|(slips, _)| *slips <= 2)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, unit)| unit)
}

/// The canonical text, which reads back as the same limit.
impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = if self.amount == 1 { self.unit.singular() } else { self.unit.plural() };
        write!(f, "{} {unit}", self.amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_as_people_write_them() {
        for (text, amount, unit) in [
            ("20 seconds", 20, Unit::Seconds),
            ("15 minutes", 15, Unit::Minutes),
            ("4 hours", 4, Unit::Hours),
            ("30 working minutes", 30, Unit::WorkingMinutes),
            ("4 working hours", 4, Unit::WorkingHours),
            ("10 working days", 10, Unit::WorkingDays),
            ("1 working day", 1, Unit::WorkingDays),
            ("0 working days", 0, Unit::WorkingDays),
            ("28 calendar days", 28, Unit::CalendarDays),
            ("12 weeks", 12, Unit::Weeks),
            ("1 month", 1, Unit::Months),
            ("6 rings", 6, Unit::Rings),
        ] {
            let limit = Limit::read(text).unwrap();
            assert_eq!(limit, Limit { amount, unit }, "{text}");
            assert_eq!(limit.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_limit_is_refused_and_nothing_is_guessed() {
        use LimitRefusal as No;
        for (text, refusal) in [
            ("", No::Empty),
            ("working days", No::NoNumber("working days".into())),
            ("-1 hours", No::NoNumber("-1 hours".into())),
            ("1.5 hours", No::NoNumber("1.5 hours".into())),
            ("10", No::NoUnit("10".into())),
            ("10working days", No::UnknownUnit("working days".into(), Some(Unit::WorkingDays))),
            ("28 days", No::WhichDays("28 days".into())),
            ("10 workin days", No::UnknownUnit("workin days".into(), Some(Unit::WorkingDays))),
            ("10 fortnights", No::UnknownUnit("fortnights".into(), None)),
            ("99999999 seconds", No::TooLarge("99999999 seconds".into())),
        ] {
            assert_eq!(Limit::read(text), Err(refusal), "{text}");
        }
    }
}
