//! The questions of the editor: one for each key, by what its value looks like.

use super::choices;
use super::groups::{Group, groups};
use super::labels::label;
use super::typed::{Typed, is_asked, keys};
use crate::forms::date_question;
use crate::http::Asked;
use govuk::{
    Checkboxes, Choice, Details, Errors, Hint, Input, Label, Legend, Radios, Select, SelectOption,
    Textarea, Width,
};
use maud::{Markup, html};
use rules::charter::{Charter, Shape, shape};

/// More choices than this stand in a list that opens.
const FEW: usize = 4;

/// A form while it is being written.
pub(super) struct Form<'f> {
    pub(super) asked: &'f Asked<'f>,
    pub(super) table: &'static str,
    pub(super) charter: &'f Charter,
    pub(super) typed: &'f Typed,
    pub(super) errors: &'f Errors<'f>,
}

impl Form<'_> {
    /// Every question, in its group.
    pub(super) fn questions(&self) -> Markup {
        html! {
            @for group in groups(self.table) { (self.group(group)) }
            // What was typed for another kind is not lost.
            @for key in keys(self.table).iter().filter(|key| !self.asks(key)) {
                @for line in self.kept(key) { input type="hidden" name=(key) value=(line); }
            }
        }
    }

    fn asks(&self, key: &str) -> bool {
        is_asked(self.table, key, self.typed.kind())
    }

    fn kept(&self, key: &str) -> Vec<&str> {
        match shape(self.table, key) {
            Some(Shape::Choices(_)) => self.typed.lines(key),
            _ => Some(self.typed.answer(key)).filter(|text| !text.is_empty()).into_iter().collect(),
        }
    }

    fn group(&self, group: &Group) -> Markup {
        let said = self.asked.said();
        let often: Vec<_> = group.often.iter().filter(|key| self.asks(key)).collect();
        let seldom: Vec<_> = group.seldom.iter().filter(|key| self.asks(key)).collect();
        if often.is_empty() && seldom.is_empty() {
            return html! {};
        }
        let is_open = seldom
            .iter()
            .any(|key| !self.typed.answer(key).is_empty() || self.errors.get(key).is_some());
        let more = Details {
            open: is_open,
            ..Details::new(
                html! {
                    (said.english("Less often needed"))
                    @if !group.title.is_empty() {
                        span.govuk-visually-hidden { (said.english(format!(": {}", group.title))) }
                    }
                },
                html! { @for key in &seldom { (self.question(key)) } },
            )
        };
        html! {
            @if !group.title.is_empty() {
                h2.govuk-heading-m { (said.english(group.title)) }
            }
            @for key in &often { (self.question(key)) }
            @if !seldom.is_empty() { (more) }
        }
    }

    fn question(&self, key: &'static str) -> Markup {
        if let Some(options) = self.parts(key) {
            return self.select(key, options);
        }
        let (table, typed) = (self.table, self.typed);
        match shape(table, key) {
            None => html! {},
            Some(Shape::Yes) => self.yes(key),
            Some(Shape::Date) => {
                let (question, hint) = label(table, key);
                let legend = Legend::new(self.asked.said().english(question));
                date_question(self.asked, (key, legend), hint, &typed.date(key), self.errors)
            }
            Some(Shape::Choice(values)) => {
                let values = choices::offered(table, key, values, typed.answer(key));
                if values.len() <= FEW {
                    return self.radios(key, &values);
                }
                let each = values
                    .iter()
                    .map(|value| ((*value).to_owned(), choices::line(self.asked, key, value)));
                self.select(key, each.collect())
            }
            Some(Shape::Choices(values)) => self.checkboxes(key, &values),
            Some(Shape::Text | Shape::List | Shape::Targets) => self.lines(key),
            Some(Shape::Number) => self.line(key, true),
            Some(_) if typed.answer(key).contains('\n') => self.lines(key),
            Some(_) => self.line(key, false),
        }
    }

    /// The parts of the charter that a key names, with their titles.
    fn parts(&self, key: &str) -> Option<Vec<(String, String)>> {
        let charter = self.charter;
        let named = |id: &str, title: &str| (id.to_owned(), title.to_owned());
        let mut all: Vec<(String, String)> = match (self.table, key) {
            ("standard", "commitment") => charter
                .commitments
                .iter()
                .map(|one| (one.id.clone(), format!("{}. {}", one.number, one.words)))
                .collect(),
            ("standard", "after" | "over") | ("opt_out", "standard") => {
                charter.standards.iter().map(|one| named(&one.id, &one.title)).collect()
            }
            ("standard", "stage") => {
                charter.stages.iter().map(|one| named(&one.id, &one.title)).collect()
            }
            ("stage", "service") => {
                charter.services.iter().map(|one| named(&one.id, &one.title)).collect()
            }
            ("commitment" | "standard", "section") | ("section", "parent") => {
                charter.sections.iter().map(|one| named(&one.id, &one.title)).collect()
            }
            _ => return None,
        };
        let here = self.typed.answer(key);
        if !here.is_empty() && !all.iter().any(|(id, _)| id == here) {
            all.push(named(here, here));
        }
        Some(all)
    }

    fn label(&self, key: &str) -> (Label<'static>, Option<Hint<'static>>) {
        let said = self.asked.said();
        let (question, hint) = label(self.table, key);
        let hint = Some(hint).filter(|hint| !hint.is_empty());
        (Label::new(said.english(question)), hint.map(|hint| Hint::new(said.english(hint))))
    }

    fn legend(&self, key: &str) -> (Legend<'static>, Option<Hint<'static>>) {
        let (_, hint) = self.label(key);
        (Legend::new(self.asked.said().english(label(self.table, key).0)), hint)
    }

    fn line(&self, key: &'static str, is_number: bool) -> Markup {
        let (label, hint) = self.label(key);
        html! {
            (Input {
                id: key,
                name: key,
                label,
                hint,
                error: self.errors.get(key),
                value: Some(self.typed.answer(key)),
                inputmode: if is_number { "numeric" } else { "" },
                width: if is_number { Width::Characters5 } else { Width::default() },
                ..Input::default()
            })
        }
    }

    fn lines(&self, key: &'static str) -> Markup {
        let (label, hint) = self.label(key);
        let value = self.typed.answer(key);
        let rows = value.lines().count() + value.len() / 80;
        html! {
            (Textarea {
                id: key,
                name: key,
                label,
                hint,
                error: self.errors.get(key),
                value,
                rows: u8::try_from(rows.clamp(2, 20)).unwrap_or(20),
                ..Textarea::default()
            })
        }
    }

    fn yes(&self, key: &'static str) -> Markup {
        let said = self.asked.said();
        let (question, hint) = label(self.table, key);
        let choice = Choice::new("true", said.english(question));
        let choice = if hint.is_empty() { choice } else { choice.hint(said.english(hint)) };
        html! {
            (Checkboxes {
                name: key,
                error: self.errors.get(key),
                choices: vec![choice],
                values: vec![self.typed.answer(key)],
                ..Checkboxes::default()
            })
        }
    }

    fn select(&self, key: &'static str, options: Vec<(String, String)>) -> Markup {
        let (label, hint) = self.label(key);
        let none = choices::nothing(self.table, key);
        let none = SelectOption::new("", self.asked.said().english_text(none));
        let each = options.into_iter().map(|(value, words)| SelectOption::new(value, words));
        html! {
            (Select {
                id: key,
                name: key,
                label,
                hint,
                error: self.errors.get(key),
                options: std::iter::once(none).chain(each).collect(),
                value: Some(self.typed.answer(key)),
                ..Select::default()
            })
        }
    }

    fn radios(&self, key: &'static str, values: &[&'static str]) -> Markup {
        let said = self.asked.said();
        let (legend, hint) = self.legend(key);
        let none = Choice::new("", said.english(choices::nothing(self.table, key)));
        let each =
            values.iter().map(|value| Choice::new(*value, choices::words(self.asked, key, value)));
        html! {
            (Radios {
                name: key,
                legend,
                hint,
                error: self.errors.get(key),
                value: Some(self.typed.answer(key)),
                choices: std::iter::once(none).chain(each).collect(),
                small: true,
                ..Radios::default()
            })
        }
    }

    /// What is chosen stands first, in its own order, so that a form that is sent unchanged says
    /// the same; then what is often chosen, and the rest on request.
    fn checkboxes(&self, key: &'static str, values: &[&'static str]) -> Markup {
        let said = self.asked.said();
        let (legend, hint) = self.legend(key);
        let chosen = self.typed.lines(key);
        let others = values.iter().copied().filter(|value| !chosen.contains(value));
        let (usual, rest): (Vec<&str>, Vec<&str>) =
            others.partition(|value| choices::is_usual(key, value));
        let choice = |value| Choice::new(value, choices::words(self.asked, key, value));
        let first = chosen.iter().copied().chain(usual).map(choice).collect();
        let group = Checkboxes {
            name: key,
            legend,
            hint,
            error: self.errors.get(key),
            choices: first,
            values: chosen.clone(),
            small: true,
            classes: "kept-many",
            ..Checkboxes::default()
        };
        let more = format!("{key}-more");
        let words = said.english(label(self.table, key).0);
        let rest = Checkboxes {
            id_prefix: &more,
            name: key,
            legend: Legend { classes: "govuk-visually-hidden", ..Legend::new(words.clone()) },
            choices: rest.into_iter().map(choice).collect(),
            small: true,
            classes: "kept-many",
            ..Checkboxes::default()
        };
        html! {
            (group)
            @if !rest.choices.is_empty() {
                (Details::new(
                    html! {
                        (said.english("More to choose from"))
                        span.govuk-visually-hidden { ": " (words) }
                    },
                    html! { (rest) },
                ))
            }
        }
    }
}
