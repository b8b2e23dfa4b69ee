//! Reading TOML tables so that every problem is found, with its place, not only the first.

use super::kinds::Choices;
use super::problems::{Problem, Wrong};
use crate::clock::Limit;
use jiff::civil::Date;
use std::ops::Range;
use toml_edit::{Item, Key, Table};

/// A table that is being read, and the problems found so far.
pub(crate) struct Reader<'a> {
    pub(crate) table: &'a Table,
    /// What the table is, for sentences: `standard "calls-answered"`.
    pub(crate) name: String,
    pub(crate) problems: &'a mut Vec<Problem>,
    known: Vec<&'static str>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(table: &'a Table, name: String, problems: &'a mut Vec<Problem>) -> Self {
        Reader { table, name, problems, known: Vec::new() }
    }

    pub(crate) fn problem(&mut self, at: Option<Range<usize>>, wrong: Wrong) {
        self.problems.push(Problem { at, wrong });
    }

    /// Where the table itself stands: its header, as far as the parser knows it.
    pub(crate) fn place(&self) -> Option<Range<usize>> {
        self.table.span()
    }

    fn item(&mut self, key: &'static str) -> Option<&'a Item> {
        self.known.push(key);
        self.table.get(key)
    }

    fn wrong_kind(&mut self, key: &str, wanted: &'static str, item: &Item) {
        self.problem(item.span(), Wrong::WrongKind { key: key.to_owned(), wanted });
    }

    /// A text; a problem if it is empty or none.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<String> {
        let item = self.item(key)?;
        match item.as_str() {
            Some(text) if text.trim().is_empty() => {
                self.problem(item.span(), Wrong::Empty(key.to_owned()));
                None
            }
            Some(text) => Some(text.trim().to_owned()),
            None => {
                self.wrong_kind(key, "a text in quotes", item);
                None
            }
        }
    }

    /// A text that must be there. Empty if it is not, which has been made a problem.
    pub(crate) fn required(&mut self, key: &'static str) -> String {
        if self.table.get(key).is_none() {
            self.missing(key);
        }
        self.text(key).unwrap_or_default()
    }

    pub(crate) fn missing(&mut self, key: &'static str) {
        let (at, of) = (self.place(), self.name.clone());
        self.problem(at, Wrong::Missing { of, key });
    }

    /// An id: small letters, digits and hyphens.
    pub(crate) fn id(&mut self) -> String {
        let id = self.required("id");
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !id.is_empty() && !id.chars().all(good) {
            let at = self.span("id");
            self.problem(at, Wrong::BadId(id.clone()));
        }
        id
    }

    pub(crate) fn span(&self, key: &str) -> Option<Range<usize>> {
        self.table.get(key).and_then(Item::span).or_else(|| self.place())
    }

    pub(crate) fn number(&mut self, key: &'static str) -> Option<u32> {
        let item = self.item(key)?;
        let number = item.as_integer().and_then(|number| u32::try_from(number).ok());
        let number = number.filter(|number| *number > 0);
        if number.is_none() {
            self.wrong_kind(key, "a whole number from 1 on, without quotes", item);
        }
        number
    }

    pub(crate) fn yes(&mut self, key: &'static str) -> bool {
        let Some(item) = self.item(key) else { return false };
        item.as_bool().unwrap_or_else(|| {
            self.wrong_kind(key, "true or false, without quotes", item);
            false
        })
    }

    /// A list of texts, each with its place.
    pub(crate) fn list(&mut self, key: &'static str) -> Vec<(String, Option<Range<usize>>)> {
        const WANTED: &str = "a list of texts such as [\"letter\", \"email\"]";
        let Some(item) = self.item(key) else { return Vec::new() };
        let Some(list) = item.as_array() else {
            self.wrong_kind(key, WANTED, item);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for value in list {
            match value.as_str() {
                Some(text) => texts.push((text.to_owned(), value.span())),
                None => {
                    let wrong = Wrong::WrongKind { key: key.to_owned(), wanted: WANTED };
                    self.problem(value.span(), wrong);
                }
            }
        }
        texts
    }

    /// The texts of a list; one that is empty is a problem.
    pub(crate) fn texts(&mut self, key: &'static str) -> Vec<String> {
        let list = self.list(key);
        let mut texts = Vec::new();
        for (text, at) in list {
            match text.trim() {
                "" => self.problem(at, Wrong::Empty(key.to_owned())),
                text => texts.push(text.to_owned()),
            }
        }
        texts
    }

    /// A limit that counts days, weeks or months.
    pub(crate) fn days(&mut self, key: &'static str) -> Option<Limit> {
        let limit = self.limit(key)?;
        if !limit.unit.counts_days() {
            let at = self.span(key);
            self.problem(at, Wrong::LimitUnit { key: key.to_owned(), unit: limit.unit });
        }
        Some(limit)
    }

    /// The texts of a list that has been read, with their places.
    pub(crate) fn list_again(&self, key: &str) -> Vec<(String, Option<Range<usize>>)> {
        let list = self.table.get(key).and_then(Item::as_array);
        let texts = list.into_iter().flatten();
        texts.filter_map(|value| Some((value.as_str()?.to_owned(), value.span()))).collect()
    }

    /// A date, with or without quotes.
    pub(crate) fn date(&mut self, key: &'static str) -> Option<Date> {
        let item = self.item(key)?;
        let text = match item.as_str() {
            Some(text) => text.to_owned(),
            None => item.as_datetime().map(ToString::to_string).unwrap_or_default(),
        };
        let date = text.parse().ok();
        if date.is_none() {
            self.wrong_kind(key, "a date such as 2026-04-01", item);
        }
        date
    }

    /// One of several names; none if the key is not there or the name is not one of them.
    pub(crate) fn choice<T: Copy>(&mut self, key: &'static str, choices: Choices<T>) -> Option<T> {
        let text = self.text(key)?;
        let at = self.span(key);
        self.one_of(key, &text, at, choices)
    }

    /// A list of names.
    pub(crate) fn choice_list<T: Copy>(
        &mut self,
        key: &'static str,
        choices: Choices<T>,
    ) -> Vec<T> {
        let list = self.list(key);
        list.into_iter().filter_map(|(text, at)| self.one_of(key, &text, at, choices)).collect()
    }

    fn one_of<T: Copy>(
        &mut self,
        key: &str,
        text: &str,
        at: Option<Range<usize>>,
        choices: Choices<T>,
    ) -> Option<T> {
        let found = choices.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
        if found.is_none() {
            let choices = choices.iter().map(|(name, _)| (*name).to_owned()).collect();
            let (key, value) = (key.to_owned(), text.to_owned());
            self.problem(at, Wrong::UnknownChoice { key, value, choices });
        }
        found
    }

    /// A limit.
    pub(crate) fn limit(&mut self, key: &'static str) -> Option<Limit> {
        let text = self.text(key)?;
        let at = self.span(key);
        match Limit::read(&text) {
            Ok(limit) => Some(limit),
            Err(refusal) => {
                self.problem(at, Wrong::Limit(refusal));
                None
            }
        }
    }

    /// Marks keys that another function reads.
    pub(crate) fn knows(&mut self, keys: &[&'static str]) {
        self.known.extend(keys);
    }

    /// Makes every key that nobody asked for a problem. Call it last.
    pub(crate) fn nothing_else(mut self) {
        let mut known: Vec<String> = self.known.iter().map(|key| (*key).to_owned()).collect();
        known.sort_unstable();
        known.dedup();
        for (key, item) in self.table {
            if !known.iter().any(|name| name == key) {
                let at = self.table.key(key).and_then(Key::span).or_else(|| item.span());
                let wrong = Wrong::UnknownKey { key: key.to_owned(), known: known.clone() };
                self.problem(at, wrong);
            }
        }
    }
}
