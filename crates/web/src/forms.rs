//! Reading what was typed: dates in three boxes, times, choices; and what to say when it is not
//! one.

use crate::http::{Asked, Fields};
use govuk::{DateInput, Errors, Legend};
use jiff::civil::{Date, Time};
use maud::{Markup, html};

/// A date as it was typed into three boxes.
#[derive(Clone, Debug, Default)]
pub(crate) struct TypedDate {
    day: String,
    month: String,
    year: String,
}

/// What is wrong with a date, and in which boxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WrongDate {
    /// Names of the boxes.
    pub(crate) boxes: Vec<&'static str>,
    /// What is missing, or none if it is no real date.
    pub(crate) missing: Option<String>,
}

impl TypedDate {
    /// Reads the boxes `name-day`, `name-month` and `name-year`.
    pub(crate) fn read(form: &Fields, name: &str) -> TypedDate {
        let part = |part: &str| form.text(&format!("{name}-{part}")).to_owned();
        TypedDate { day: part("day"), month: part("month"), year: part("year") }
    }

    /// A date to begin with.
    pub(crate) fn of(date: Date) -> TypedDate {
        let (day, month, year) = (date.day(), date.month(), date.year());
        TypedDate { day: day.to_string(), month: month.to_string(), year: year.to_string() }
    }

    /// The boxes as they were typed, for whoever says what is wrong with them.
    pub(crate) fn as_typed(&self) -> String {
        [self.day.as_str(), &self.month, &self.year].join(" ")
    }

    /// The date; none if all boxes are empty.
    pub(crate) fn date(&self) -> Result<Option<Date>, WrongDate> {
        let boxes = [("day", &self.day), ("month", &self.month), ("year", &self.year)];
        let empty: Vec<&'static str> =
            boxes.iter().filter(|(_, typed)| typed.is_empty()).map(|(name, _)| *name).collect();
        match empty.len() {
            3 => return Ok(None),
            0 => {}
            _ => {
                let missing = Some(empty.join(" and "));
                return Err(WrongDate { boxes: empty, missing });
            }
        }
        let wrong = |boxes: &[&'static str]| WrongDate { boxes: boxes.to_vec(), missing: None };
        let day: i8 = self.day.parse().map_err(|_| wrong(&["day"]))?;
        let month = month_number(&self.month).ok_or_else(|| wrong(&["month"]))?;
        let year: i16 = self.year.parse().map_err(|_| wrong(&["year"]))?;
        // Two digits would be the first century.
        if !(1970..=2099).contains(&year) {
            return Err(wrong(&["year"]));
        }
        Date::new(year, month, day).map(Some).map_err(|_| wrong(&["day", "month", "year"]))
    }
}

/// A month as a number or the beginning of its English name.
fn month_number(typed: &str) -> Option<i8> {
    let named = || {
        let typed = typed.to_lowercase();
        (1..=12_i8).find(|month| {
            let name = words::dates::month_name(words::Language::English, *month).to_lowercase();
            typed.len() >= 3 && name.starts_with(&typed)
        })
    };
    typed.parse().ok().or_else(named)
}

/// A time of day as people type it: `14:30`, `1430`, `2:30pm`, `2.30 pm`, `9am`, `9`.
pub(crate) fn read_time(typed: &str) -> Option<Time> {
    let small = typed.trim().to_lowercase().replace('.', ":").replace(' ', "");
    let (clock, half) = match (small.strip_suffix("am"), small.strip_suffix("pm")) {
        (Some(clock), _) => (clock, Some(0)),
        (_, Some(clock)) => (clock, Some(12)),
        _ => (small.as_str(), None),
    };
    let (hour, minute) = match clock.split_once(':') {
        Some(parts) => parts,
        None if clock.len() == 4 || clock.len() == 3 => clock.split_at(clock.len() - 2),
        None => (clock, "00"),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hour) || !digits(minute) || minute.len() != 2 {
        return None;
    }
    let hour: i8 = hour.parse().ok()?;
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(half) => hour % 12 + half,
    };
    Time::new(hour, minute.parse().ok()?, 0, 0).ok()
}

/// The three boxes of a date.
pub(crate) fn date_question(
    asked: &Asked<'_>,
    (name, legend): (&str, Legend<'_>),
    hint: &str,
    typed: &TypedDate,
    errors: &Errors<'_>,
) -> Markup {
    let parts = |error: bool| -> Vec<&'static str> {
        if !error {
            return Vec::new();
        }
        match typed.date() {
            Err(wrong) => wrong.boxes,
            Ok(_) => vec!["day", "month", "year"],
        }
    };
    let wrong = parts(errors.get(name).is_some());
    let boxes = DateInput {
        id: name,
        name_prefix: name,
        legend,
        hint: Some(hint.into()).filter(|_| !hint.is_empty()),
        error: errors.get(name),
        ..DateInput::new(asked.said().components())
    };
    html! { (boxes.values(Some(&typed.day), Some(&typed.month), Some(&typed.year)).wrong(&wrong)) }
}

/// Adds what is wrong with a date, said of `what`: "Date received".
pub(crate) fn add_wrong_date(errors: &mut Errors<'_>, name: &str, what: &str, wrong: &WrongDate) {
    let first = wrong.boxes.first().copied().unwrap_or("day");
    errors.add_at(name.to_owned(), format!("{name}-{first}"), wrong_date(what, wrong));
}

/// What is wrong with a date, said of `what`.
pub(crate) fn wrong_date(what: &str, wrong: &WrongDate) -> String {
    match &wrong.missing {
        Some(missing) => format!("{what} must include a {missing}"),
        None => format!("{what} must be a real date, such as 27 3 2026"),
    }
}

/// What every form that changes something carries: its token, and a key of its own.
pub(crate) fn tokens(asked: &Asked<'_>) -> Markup {
    html! {
        input type="hidden" name="csrf" value=(asked.csrf());
        input type="hidden" name="form_key" value=(app::secret_token());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    fn typed(day: &str, month: &str, year: &str) -> TypedDate {
        TypedDate { day: day.into(), month: month.into(), year: year.into() }
    }

    #[test]
    fn dates_are_read_from_three_boxes_and_the_wrong_box_is_named() {
        assert_eq!(typed("27", "3", "2026").date(), Ok(Some(date(2026, 3, 27))));
        assert_eq!(typed("27", "mar", "2026").date(), Ok(Some(date(2026, 3, 27))));
        assert_eq!(typed("27", "September", "2026").date(), Ok(Some(date(2026, 9, 27))));
        assert_eq!(typed("", "", "").date(), Ok(None));
        for (date, boxes, missing) in [
            (typed("27", "3", ""), vec!["year"], Some("year".to_owned())),
            (typed("", "", "2026"), vec!["day", "month"], Some("day and month".to_owned())),
            (typed("30", "2", "2026"), vec!["day", "month", "year"], None),
            (typed("x", "2", "2026"), vec!["day"], None),
            (typed("1", "Janvier", "2026"), vec!["month"], None),
            (typed("1", "2", "26"), vec!["year"], None),
        ] {
            assert_eq!(date.date(), Err(WrongDate { boxes, missing }));
        }
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        for (typed, hour, minute) in [
            ("14:30", 14, 30),
            ("1430", 14, 30),
            ("930", 9, 30),
            ("2:30pm", 14, 30),
            ("2.30 pm", 14, 30),
            ("9am", 9, 0),
            ("12am", 0, 0),
            ("12pm", 12, 0),
            ("9", 9, 0),
        ] {
            assert_eq!(read_time(typed), Some(time(hour, minute, 0, 0)), "{typed}");
        }
        for typed in ["", "25:00", "14:60", "13pm", "0am", "noon", "1:2", "-1:30"] {
            assert_eq!(read_time(typed), None, "{typed}");
        }
    }
}
