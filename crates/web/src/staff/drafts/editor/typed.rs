//! What a part says, as its form has it: from the draft, or as somebody typed it.

use crate::forms::TypedDate;
use crate::http::Fields;
use rules::charter::{KEYS, Kind, Part, Shape, means_something, shape};
use std::collections::BTreeMap;

/// The answers of a form, by their keys.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    answers: BTreeMap<&'static str, String>,
    /// Dates whose boxes hold no date, as they were typed.
    dates: BTreeMap<&'static str, TypedDate>,
}

impl Typed {
    /// What a part says.
    pub(super) fn of(part: &Part) -> Typed {
        let answers = part.entries.iter().map(|(key, value)| (*key, value.form())).collect();
        Typed { answers, dates: BTreeMap::new() }
    }

    /// What was typed into a form about a table.
    pub(super) fn read(table: &str, form: &Fields) -> Typed {
        let mut typed = Typed::default();
        for key in keys(table) {
            let Some(shape) = shape(table, key) else { continue };
            let answer = match shape {
                Shape::Choices(_) => {
                    let chosen = form.all().filter(|(name, _)| name == key).map(|(_, one)| one);
                    chosen.collect::<Vec<_>>().join("\n")
                }
                Shape::Date => {
                    let date = TypedDate::read(form, key);
                    let answer = match date.date() {
                        Ok(date) => date.map_or_else(String::new, |date| date.to_string()),
                        // The reader is given it as it is, and says what is wrong with it.
                        Err(_) => date.as_typed(),
                    };
                    typed.dates.insert(key, date);
                    answer
                }
                _ => form.typed(key).unwrap_or("").to_owned(),
            };
            if !answer.trim().is_empty() {
                typed.answers.insert(key, answer);
            }
        }
        typed
    }

    /// The answer for a key; empty if there is none.
    pub(super) fn answer(&self, key: &str) -> &str {
        self.answers.get(key).map_or("", String::as_str)
    }

    /// The names that were chosen, or the lines.
    pub(super) fn lines(&self, key: &str) -> Vec<&str> {
        self.answer(key).lines().collect()
    }

    /// A date for its three boxes.
    pub(super) fn date(&self, key: &str) -> TypedDate {
        match (self.dates.get(key), self.answer(key).parse()) {
            (Some(typed), _) => typed.clone(),
            (None, Ok(date)) => TypedDate::of(date),
            (None, Err(_)) => TypedDate::default(),
        }
    }

    /// Adds an answer that the form begins with.
    pub(super) fn with(mut self, key: &'static str, answer: impl Into<String>) -> Typed {
        self.answers.insert(key, answer.into());
        self
    }

    /// The answers that mean something, as they go into the file: what is asked of another kind
    /// of standard stays behind.
    pub(super) fn written(&self, table: &str) -> Vec<(String, String)> {
        let all = self.answers.iter();
        let meant = all.filter(|(key, _)| is_asked(table, key, self.kind()));
        meant.map(|(key, answer)| ((*key).to_owned(), answer.clone())).collect()
    }

    /// The same after another kind was chosen: methods that it is not judged by are not ticked
    /// any more.
    pub(super) fn of_other_kind(mut self) -> Typed {
        let by_readings = self.kind().is_some_and(Kind::is_judged_by_readings);
        let fits = |method: &&str| !(by_readings && ["clock", "record"].contains(method));
        let methods = self.lines("methods").into_iter().filter(fits).collect::<Vec<_>>();
        let methods = methods.join("\n");
        self.answers.insert("methods", methods);
        self
    }

    /// The kind of standard that is chosen, if it is one.
    pub(super) fn kind(&self) -> Option<Kind> {
        Kind::named(self.answer("kind"))
    }
}

/// The keys of a table.
pub(super) fn keys(table: &str) -> &'static [&'static str] {
    KEYS.iter().find(|(known, _)| *known == table).map_or(&[], |(_, keys)| keys)
}

/// Whether a key is asked for: of a standard, only what means something for its kind.
pub(super) fn is_asked(table: &str, key: &str, kind: Option<Kind>) -> bool {
    table != "standard" || kind.is_none_or(|kind| means_something(key, kind))
}
