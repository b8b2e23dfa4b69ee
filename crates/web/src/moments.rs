//! Asking for a moment: a date in three boxes, a time as people write it, and where clocks go back
//! which of the two is meant.

use crate::forms::{TypedDate, add_wrong_date, date_question, read_time};
use crate::http::{Asked, Fields};
use govuk::{Choice, Errors, Input, Label, Legend, Radios, Width};
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, html};
use rules::calendar::{Day, LocalTime};

/// A moment that a form asks for, in the boxes `name-on-day` and so on, `name-time` and
/// `name-repeated`.
#[derive(Clone, Copy)]
pub(crate) struct MomentQuestion {
    /// What its boxes' names begin with.
    pub(crate) name: &'static str,
    /// What the date is called: `Date sent`.
    pub(crate) date: &'static str,
    /// What the time is called: `Time sent`.
    pub(crate) time: &'static str,
    /// What happened then: `the response was sent`.
    pub(crate) what: &'static str,
}

impl MomentQuestion {
    fn boxes(&self, part: &str) -> String {
        format!("{}-{part}", self.name)
    }

    /// The boxes.
    pub(crate) fn ask(&self, asked: &Asked<'_>, form: &Fields, errors: &Errors<'_>) -> Markup {
        let said = asked.said();
        let (on, time, repeated) = (self.boxes("on"), self.boxes("time"), self.boxes("repeated"));
        let typed = TypedDate::read(form, &on);
        let legend = Legend::new(said.english(self.date));
        html! {
            (date_question(asked, (&on, legend), "", &typed, errors))
            (Input {
                id: &time,
                name: &time,
                label: Label::new(said.english(self.time)),
                hint: Some(said.english("Such as 2:30pm or 14:30").into()),
                error: errors.get(&time),
                value: form.typed(&time),
                width: Width::Characters10,
                ..Input::default()
            })
            @if errors.get(&repeated).is_some() || form.given(&repeated).is_some() {
                (Radios {
                    name: &repeated,
                    legend: Legend::new(said.english("The clocks went back that night. Which of the two?")),
                    error: errors.get(&repeated),
                    value: form.typed(&repeated),
                    choices: vec![
                        Choice::new("first", said.english("The first, in summer time")),
                        Choice::new("second", said.english("The second, in winter time")),
                    ],
                    ..Radios::default()
                })
            }
        }
    }

    /// Whether nothing was typed.
    pub(crate) fn is_empty(&self, form: &Fields) -> bool {
        let date = TypedDate::read(form, &self.boxes("on")).date();
        date == Ok(None) && form.given(&self.boxes("time")).is_none()
    }

    /// The moment that was typed, or what is wrong with it.
    pub(crate) fn read(&self, asked: &Asked<'_>, errors: &mut Errors<'_>) -> Option<Timestamp> {
        let date = self.read_date(asked.form, errors)?;
        let name = self.boxes("time");
        let Some(time) = read_time(asked.form.text(&name)) else {
            errors.add(name, format!("Enter the time {}, such as 2:30pm", self.what));
            return None;
        };
        match asked.zone.local(Day::of(date)?, time) {
            LocalTime::Once(at) => Some(at),
            LocalTime::Skipped(_) => {
                errors.add(name, "The clocks go forward and skip that time. Enter another time");
                None
            }
            LocalTime::Repeated { earlier, later } => {
                let name = self.boxes("repeated");
                match asked.form.text(&name) {
                    "first" => Some(earlier),
                    "second" => Some(later),
                    _ => {
                        let sentence =
                            "The clocks go back and that time happens twice. Select which";
                        errors.add(name, sentence);
                        None
                    }
                }
            }
        }
    }

    fn read_date(&self, form: &Fields, errors: &mut Errors<'_>) -> Option<Date> {
        let name = self.boxes("on");
        match TypedDate::read(form, &name).date() {
            Ok(Some(date)) => Some(date),
            Ok(None) => {
                let sentence = format!("Enter the date {}", self.what);
                errors.add_at(name.clone(), format!("{name}-day"), sentence);
                None
            }
            Err(wrong) => {
                add_wrong_date(errors, &name, self.date, &wrong);
                None
            }
        }
    }

    /// The question whether it was now or earlier, with the boxes for earlier.
    pub(crate) fn now_or_earlier(
        &self,
        asked: &Asked<'_>,
        legend: &'static str,
        form: &Fields,
        errors: &Errors<'_>,
    ) -> Markup {
        let said = asked.said();
        html! {
            (Radios {
                name: self.name,
                legend: Legend::new(said.english(legend)),
                value: Some(form.given(self.name).unwrap_or("now")),
                choices: vec![
                    Choice::new("now", said.english("Now")),
                    Choice::new("earlier", said.english("Earlier"))
                        .reveals(self.ask(asked, form, errors)),
                ],
                ..Radios::default()
            })
        }
    }

    /// The moment if it was earlier; none for now.
    pub(crate) fn earlier(&self, asked: &Asked<'_>, errors: &mut Errors<'_>) -> Option<Timestamp> {
        match asked.form.text(self.name) {
            "earlier" => self.read(asked, errors),
            _ => None,
        }
    }
}
