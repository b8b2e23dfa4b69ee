//! Days as small numbers, so that counting them is arithmetic.

use jiff::civil::Date;

/// The last date that calendars reach. Due dates after it are refused rather than guessed.
pub const LAST_DATE: Date = Date::constant(2099, 12, 31);

/// How many days calendars know: from 1 January 1970 to [`LAST_DATE`], both included.
pub(crate) const DAYS: u32 = 47_482;

/// A local date as the number of days since 1 January 1970, within the reach of calendars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub(crate) u32);

impl Day {
    /// The day of a date, or none before 1970 or after [`LAST_DATE`].
    pub fn of(date: Date) -> Option<Day> {
        Day::since_1970(days_from_civil(date))
    }

    /// The day so many days after 1 January 1970, or none outside the reach of calendars.
    pub fn since_1970(days: i64) -> Option<Day> {
        u32::try_from(days).ok().filter(|number| *number < DAYS).map(Day)
    }

    /// The date of this day.
    pub fn date(self) -> Date {
        civil_from_days(i64::from(self.0))
    }

    /// The day `days` later, or none beyond the reach of calendars.
    pub fn plus(self, days: u32) -> Option<Day> {
        self.0.checked_add(days).filter(|number| *number < DAYS).map(Day)
    }

    /// The day `days` earlier, or none before 1970.
    pub fn minus(self, days: u32) -> Option<Day> {
        self.0.checked_sub(days).map(Day)
    }

    /// How many days it is after another one; negative before it.
    pub fn days_after(self, other: Day) -> i64 {
        i64::from(self.0) - i64::from(other.0)
    }

    /// The day after, staying on the last one at the end of the calendars' reach.
    pub(crate) fn next(self) -> Day {
        Day((self.0 + 1).min(DAYS - 1))
    }

    /// Monday is 0, Sunday is 6. (1 January 1970 was a Thursday.)
    pub(crate) fn weekday(self) -> usize {
        ((self.0 + 3) % 7) as usize
    }
}

// Both functions count in years that begin on 1 March, so that a leap day is the last of its
// year; a year's days before month m (March = 0) are then (153 m + 2) / 5.

fn days_from_civil(date: Date) -> i64 {
    let (month, day) = (i64::from(date.month()), i64::from(date.day()));
    let year = i64::from(date.year()) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn civil_from_days(number: i64) -> Date {
    let shifted = number + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted - era * 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Date::constant(year as i16, month as i8, day as i8)
}

/// `date` moved by whole months: the same day number, or the month's last day when it has none.
pub(crate) fn plus_months(date: Date, months: i32) -> Option<Date> {
    let index = i32::from(date.year()) * 12 + i32::from(date.month()) - 1 + months;
    let year = i16::try_from(index.div_euclid(12)).ok()?;
    let month = (index.rem_euclid(12) + 1) as i8;
    let first = Date::new(year, month, 1).ok()?;
    Date::new(year, month, date.day().min(first.days_in_month())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_day_in_reach_survives_the_way_there_and_back() {
        let mut expected = date(1970, 1, 1);
        for number in 0..DAYS {
            assert_eq!(Day(number).date(), expected);
            assert_eq!(Day::of(expected), Some(Day(number)));
            assert_eq!(Day(number).weekday(), expected.weekday().to_monday_zero_offset() as usize);
            expected = expected.tomorrow().unwrap();
        }
        assert_eq!(Day(DAYS - 1).date(), LAST_DATE);
        assert_eq!(Day::of(date(1969, 12, 31)), None);
        assert_eq!(Day::of(date(2100, 1, 1)), None);
    }

    #[test]
    fn a_month_later_is_the_same_day_number_or_the_months_last_day() {
        for (from, months, expected) in [
            (date(2028, 2, 29), 1, date(2028, 3, 29)),
            (date(2026, 8, 31), 1, date(2026, 9, 30)),
            (date(2026, 1, 31), 1, date(2026, 2, 28)),
            (date(2026, 1, 31), 3, date(2026, 4, 30)),
            (date(2026, 12, 15), 1, date(2027, 1, 15)),
            (date(2026, 3, 31), -1, date(2026, 2, 28)),
            (date(2026, 1, 15), -1, date(2025, 12, 15)),
        ] {
            assert_eq!(plus_months(from, months), Some(expected), "{from} and {months} months");
        }
    }
}
