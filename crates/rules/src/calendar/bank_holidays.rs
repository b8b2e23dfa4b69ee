//! Bank holidays of the three nations, read from the files in `calendars/`.

use super::lists::BankHolidayLists;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Whose bank holidays close a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Nation {
    /// England and Wales.
    EnglandAndWales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
    /// Closed if it is a bank holiday in any of them, as freedom of information counts
    /// (Freedom of Information Act 2000, section 10(6)).
    AnyUk,
}

/// The bank holidays of a nation: their dates and names, and the years for which all are known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BankHolidays {
    pub(super) days: BTreeMap<Date, String>,
    /// The first year of which all bank holidays are known.
    pub known_from: i16,
    /// The last year of which all bank holidays are known.
    pub known_until: i16,
}

impl Nation {
    /// Every nation that a calendar may name.
    pub const ALL: [Nation; 4] =
        [Nation::EnglandAndWales, Nation::Scotland, Nation::NorthernIreland, Nation::AnyUk];

    /// The nations that have bank holidays of their own.
    pub const EACH: [Nation; 3] =
        [Nation::EnglandAndWales, Nation::Scotland, Nation::NorthernIreland];

    /// The name that calendars, charters and the command line use.
    pub fn key(self) -> &'static str {
        match self {
            Nation::EnglandAndWales => "england-and-wales",
            Nation::Scotland => "scotland",
            Nation::NorthernIreland => "northern-ireland",
            Nation::AnyUk => "any-uk",
        }
    }

    /// The nation of a key.
    pub fn named(key: &str) -> Option<Nation> {
        Nation::ALL.into_iter().find(|nation| nation.key() == key)
    }

    /// The bank holidays that Kept comes with.
    pub fn bank_holidays(self) -> &'static BankHolidays {
        BankHolidayLists::built_in().of(self)
    }
}

impl BankHolidays {
    /// The name of the bank holiday on a date.
    pub fn on(&self, date: Date) -> Option<&str> {
        self.days.get(&date).map(String::as_str)
    }

    /// All bank holidays in the order of their dates.
    pub fn all(&self) -> impl Iterator<Item = (Date, &str)> {
        self.days.iter().map(|(date, name)| (*date, name.as_str()))
    }
}

/// The built-in files are part of the program and checked by a test, so that what does not read
/// is left out here rather than made a failure that nobody could meet.
pub(super) fn read(text: &str) -> BankHolidays {
    let document = text.parse::<toml_edit::DocumentMut>().unwrap_or_default();
    let year = |key: &str| {
        document.get(key).and_then(toml_edit::Item::as_integer).and_then(|y| i16::try_from(y).ok())
    };
    let days = document
        .iter()
        .filter_map(|(_, item)| item.as_table())
        .flat_map(|table| table.iter())
        .filter_map(|(date, name)| Some((date.parse().ok()?, name.as_str()?.to_owned())))
        .collect();
    BankHolidays {
        days,
        known_from: year("known_from").unwrap_or(i16::MAX),
        known_until: year("known_until").unwrap_or(i16::MIN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_line_of_the_built_in_files_is_a_bank_holiday_on_a_weekday() {
        for (nation, text) in [
            (Nation::EnglandAndWales, include_str!("../../../../calendars/england-and-wales.toml")),
            (Nation::Scotland, include_str!("../../../../calendars/scotland.toml")),
            (Nation::NorthernIreland, include_str!("../../../../calendars/northern-ireland.toml")),
        ] {
            let lines = text.lines().filter(|line| line.starts_with("20")).count();
            let holidays = nation.bank_holidays();
            assert_eq!(holidays.all().count(), lines);
            assert!(lines > 200);
            assert_eq!((holidays.known_from, holidays.known_until), (2000, 2028));
            for (date, name) in holidays.all() {
                assert!(date.weekday().to_monday_zero_offset() < 5, "{name} on {date}");
                assert!((holidays.known_from..=holidays.known_until).contains(&date.year()));
            }
        }
    }

    #[test]
    fn nations_differ_where_they_do() {
        for (nation, on, expected) in [
            (Nation::EnglandAndWales, date(2026, 4, 6), Some("Easter Monday")),
            (Nation::Scotland, date(2026, 4, 6), None),
            (Nation::AnyUk, date(2026, 4, 6), Some("Easter Monday")),
            (Nation::Scotland, date(2026, 6, 15), Some("World Cup bank holiday")),
            (Nation::AnyUk, date(2026, 6, 15), Some("World Cup bank holiday")),
            (Nation::EnglandAndWales, date(2026, 6, 15), None),
            (Nation::NorthernIreland, date(2026, 3, 17), Some("St Patrick's Day")),
            (
                Nation::EnglandAndWales,
                date(2022, 9, 19),
                Some("State Funeral of Queen Elizabeth II"),
            ),
        ] {
            assert_eq!(nation.bank_holidays().on(on), expected, "{} {on}", nation.key());
        }
    }
}
