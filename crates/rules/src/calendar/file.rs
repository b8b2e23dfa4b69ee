//! The calendar file: TOML with `zone`, `nation`, `hours`, `closed`, `open`, `known_until`,
//! and the bank holidays of the nations where it carries its own.

use super::bank_holidays::{BankHolidays, Nation};
use super::definition::{CalendarRefusal, Definition, Opening};
use super::hours::{HoursRefusal, WeeklyHours};
use super::lists::BankHolidayLists;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use toml_edit::{Document, Item, Table};

/// What is wrong with a calendar file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblem {
    /// The text is not TOML; the parser's own sentence.
    NotToml(String, Option<Range<usize>>),
    /// A key that calendars don't have.
    UnknownKey(String, Option<Range<usize>>),
    /// A value of the wrong kind for a key, with what is wanted.
    WrongKind(&'static str, &'static str, Option<Range<usize>>),
    /// A nation that is not one.
    UnknownNation(String, Option<Range<usize>>),
    /// `hours` are missing.
    NoHours,
    /// Hours that cannot be meant.
    Hours(HoursRefusal, Option<Range<usize>>),
    /// A date that is none.
    UnknownDate(String, Option<Range<usize>>),
    /// A calendar that reads but is refused.
    Refused(CalendarRefusal, Option<Range<usize>>),
}

impl FileProblem {
    /// Where in the text the problem is, in bytes; none if it is about the whole.
    pub fn place(&self) -> Option<Range<usize>> {
        match self {
            FileProblem::NotToml(_, place)
            | FileProblem::UnknownKey(_, place)
            | FileProblem::WrongKind(_, _, place)
            | FileProblem::UnknownNation(_, place)
            | FileProblem::Hours(_, place)
            | FileProblem::UnknownDate(_, place)
            | FileProblem::Refused(_, place) => place.clone(),
            FileProblem::NoHours => None,
        }
    }
}

/// Reads a calendar file. The zone defaults to Europe/London.
pub fn read(text: &str) -> Result<Definition, FileProblem> {
    let document = Document::parse(text)
        .map_err(|e| FileProblem::NotToml(e.message().to_owned(), e.span()))?;
    read_table(document.as_table())
}

/// Reads the same keys from a table of another file (a charter's `[calendar]`, say).
pub(crate) fn read_table(table: &Table) -> Result<Definition, FileProblem> {
    const KEYS: [&str; 7] =
        ["zone", "nation", "hours", "closed", "open", "known_until", "bank_holidays"];
    for (key, item) in table {
        if !KEYS.contains(&key) {
            let place = table.key(key).and_then(toml_edit::Key::span).or_else(|| item.span());
            return Err(FileProblem::UnknownKey(key.to_owned(), place));
        }
    }
    let hours = match table.get("hours") {
        Some(item) => {
            let text = text_of("hours", item)?;
            WeeklyHours::read(text).map_err(|refusal| FileProblem::Hours(refusal, item.span()))?
        }
        None => return Err(FileProblem::NoHours),
    };
    let zone = table.get("zone").map(|item| text_of("zone", item)).transpose()?;
    let closures = table.get("closed").map(closures_of).transpose()?.unwrap_or_default();
    let names = closures.iter().filter_map(|(date, name)| Some((*date, name.clone()?)));
    Ok(Definition {
        zone: zone.unwrap_or("Europe/London").to_owned(),
        nation: table.get("nation").map(nation_of).transpose()?.flatten(),
        hours,
        bank_holidays: table.get("bank_holidays").map(lists_of).transpose()?.map(Arc::new),
        closure_names: names.collect(),
        closed: closures.into_iter().map(|(date, _)| date).collect(),
        open: table.get("open").map(openings_of).transpose()?.unwrap_or_default(),
        known_until: year_in(table, "known_until")?,
    })
}

fn text_of<'a>(key: &'static str, item: &'a Item) -> Result<&'a str, FileProblem> {
    item.as_str().ok_or_else(|| FileProblem::WrongKind(key, "a text in quotes", item.span()))
}

fn nation_of(item: &Item) -> Result<Option<Nation>, FileProblem> {
    match text_of("nation", item)? {
        "none" => Ok(None),
        key => match Nation::named(key) {
            Some(nation) => Ok(Some(nation)),
            None => Err(FileProblem::UnknownNation(key.to_owned(), item.span())),
        },
    }
}

fn year_in(table: &Table, key: &'static str) -> Result<Option<i16>, FileProblem> {
    let year = |item: &Item| {
        item.as_integer()
            .and_then(|year| i16::try_from(year).ok())
            .ok_or_else(|| FileProblem::WrongKind(key, "a year such as 2028", item.span()))
    };
    table.get(key).map(year).transpose()
}

/// Closed days, with the names of those that have one.
fn closures_of(item: &Item) -> Result<Vec<(Date, Option<String>)>, FileProblem> {
    let wanted = "a list of dates such as [2026-12-24, \"2026-05-25: Victoria Day\"]";
    let list =
        item.as_array().ok_or_else(|| FileProblem::WrongKind("closed", wanted, item.span()))?;
    list.iter()
        .map(|value| {
            // Dates may be written bare, as TOML's own, or in quotes.
            let text = match (value.as_str(), value.as_datetime()) {
                (Some(text), _) => text.to_owned(),
                (None, Some(date)) => date.to_string(),
                (None, None) => {
                    return Err(FileProblem::WrongKind("closed", wanted, value.span()));
                }
            };
            let (date, name) = match text.split_once(':') {
                Some((date, name)) => (date.trim(), Some(name.trim())),
                None => (text.trim(), None),
            };
            let named = name.filter(|name| !name.is_empty()).map(str::to_owned);
            let unknown = |_| FileProblem::UnknownDate(text.clone(), value.span());
            Ok((date.parse().map_err(unknown)?, named))
        })
        .collect()
}

/// The bank holidays that a calendar carries; nations that it leaves out have those that Kept
/// comes with.
fn lists_of(item: &Item) -> Result<BankHolidayLists, FileProblem> {
    let wanted = "a table for each nation, such as [bank_holidays.scotland]";
    let wrong = |item: &Item| FileProblem::WrongKind("bank_holidays", wanted, item.span());
    let mut lists = BankHolidayLists::clone(BankHolidayLists::built_in());
    for (key, item) in item.as_table_like().ok_or_else(|| wrong(item))?.iter() {
        let nation = Nation::EACH.into_iter().find(|nation| nation.key() == key);
        let nation =
            nation.ok_or_else(|| FileProblem::UnknownNation(key.to_owned(), item.span()))?;
        let table = item.as_table().ok_or_else(|| wrong(item))?;
        lists = lists.with(nation, list_of(table)?);
    }
    Ok(lists)
}

fn list_of(table: &Table) -> Result<BankHolidays, FileProblem> {
    let missing =
        |key| FileProblem::WrongKind(key, "given for each nation, such as 2028", table.span());
    let from = year_in(table, "known_from")?.ok_or_else(|| missing("known_from"))?;
    let until = year_in(table, "known_until")?.ok_or_else(|| missing("known_until"))?;
    let mut days = BTreeMap::new();
    for (key, item) in table.iter().filter(|(key, _)| !key.starts_with("known_")) {
        let date =
            key.parse().map_err(|_| FileProblem::UnknownDate(key.to_owned(), item.span()))?;
        days.insert(date, text_of("bank_holidays", item)?.to_owned());
    }
    Ok(BankHolidays::new((from, until), days))
}

fn openings_of(item: &Item) -> Result<Vec<Opening>, FileProblem> {
    let wanted = "a list of openings such as [\"2026-12-24 09:00-12:00\"]";
    let list =
        item.as_array().ok_or_else(|| FileProblem::WrongKind("open", wanted, item.span()))?;
    list.iter()
        .map(|value| {
            let text = value
                .as_str()
                .ok_or_else(|| FileProblem::WrongKind("open", wanted, value.span()))?;
            Opening::read(text).map_err(|refusal| FileProblem::Refused(refusal, value.span()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_calendar_file_is_read_whole() {
        let definition = read(
            "zone = \"Europe/London\"\nnation = \"scotland\"\nhours = \"Mo-Fr 08:45-17:15\"\n\
             closed = [2026-12-24, \"2026-12-31: Hogmanay: early\"]\nopen = [\"2026-12-28 10:00-12:00\"]\n\
             known_until = 2027\n",
        )
        .unwrap();
        assert_eq!(definition.nation, Some(Nation::Scotland));
        assert_eq!(definition.closed, [date(2026, 12, 24), date(2026, 12, 31)]);
        assert_eq!(definition.closure_names[&date(2026, 12, 31)], "Hogmanay: early");
        assert_eq!(definition.open[0].on, date(2026, 12, 28));
        assert_eq!(definition.known_years(), (Some(2000), Some(2027)));
        assert_eq!(read(&definition.to_string()), Ok(definition.clone()));
        let whole = definition.clone().self_contained();
        assert_eq!(read(&whole.to_string()), Ok(whole));
        assert!(definition.compile().is_ok());
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        for (text, at) in [
            ("hours = \"Mo-Fr 09:00-17:00\"\nnation = \"wales\"\n", "\"wales\""),
            ("hours = 9\n", "9"),
            ("hours = \"Mo-Fr 9-17\"\n", "\"Mo-Fr 9-17\""),
            ("hours = \"Mo 09:00-17:00\"\nclosed = [\"24 December\"]\n", "\"24 December\""),
            ("hours = \"Mo 09:00-17:00\"\nopen = [\"2026-12-24\"]\n", "\"2026-12-24\""),
            ("hours = \"Mo 09:00-17:00\"\nopening = []\n", "opening"),
            ("hours = \"Mo 09:00-17:00\"\nknown_until = \"2028\"\n", "\"2028\""),
            (
                "hours = \"Mo 09:00-17:00\"\nclosed = [\"Victoria Day: 25 May\"]\n",
                "\"Victoria Day: 25 May\"",
            ),
            ("hours = \"Mo 09:00-17:00\"\nbank_holidays = 3\n", "3"),
            ("hours = \"Mo 09:00-17:00\"\n[bank_holidays]\nwales = 3\n", "3"),
            ("hours = \"Mo-Fr", ""),
        ] {
            let problem = read(text).unwrap_err();
            let place = problem.place().unwrap();
            assert_eq!(&text[place], at, "{problem:?}");
        }
        assert_eq!(read("zone = \"Europe/London\""), Err(FileProblem::NoHours));
    }

    #[test]
    fn a_calendar_that_is_never_open_is_refused() {
        let never =
            Definition { hours: WeeklyHours::default(), ..Definition::office_hours(Nation::AnyUk) };
        assert_eq!(never.compile().err(), Some(CalendarRefusal::NeverOpen));
    }
}
