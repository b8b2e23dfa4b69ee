//! The calendar file: TOML with `zone`, `nation`, `hours`, `closed`, `open`, `known_until`.

use super::bank_holidays::Nation;
use super::definition::{CalendarRefusal, Definition, Opening};
use super::hours::{HoursRefusal, WeeklyHours};
use jiff::civil::Date;
use std::ops::Range;
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
    const KEYS: [&str; 6] = ["zone", "nation", "hours", "closed", "open", "known_until"];
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
    Ok(Definition {
        zone: zone.unwrap_or("Europe/London").to_owned(),
        nation: table.get("nation").map(nation_of).transpose()?.flatten(),
        hours,
        closed: table.get("closed").map(dates_of).transpose()?.unwrap_or_default(),
        open: table.get("open").map(openings_of).transpose()?.unwrap_or_default(),
        known_until: table.get("known_until").map(year_of).transpose()?,
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

fn year_of(item: &Item) -> Result<i16, FileProblem> {
    item.as_integer()
        .and_then(|year| i16::try_from(year).ok())
        .ok_or_else(|| FileProblem::WrongKind("known_until", "a year such as 2028", item.span()))
}

fn dates_of(item: &Item) -> Result<Vec<Date>, FileProblem> {
    let wanted = "a list of dates such as [2026-12-24]";
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
            text.parse().map_err(|_| FileProblem::UnknownDate(text, value.span()))
        })
        .collect()
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
             closed = [2026-12-24, \"2026-12-31\"]\nopen = [\"2026-12-28 10:00-12:00\"]\n\
             known_until = 2027\n",
        )
        .unwrap();
        assert_eq!(definition.nation, Some(Nation::Scotland));
        assert_eq!(definition.closed, [date(2026, 12, 24), date(2026, 12, 31)]);
        assert_eq!(definition.open[0].on, date(2026, 12, 28));
        assert_eq!(definition.known_years(), (Some(2000), Some(2027)));
        assert_eq!(read(&definition.to_string()), Ok(definition.clone()));
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
