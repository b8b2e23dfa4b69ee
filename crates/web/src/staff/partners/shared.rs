//! What the pages of one partner share.

use crate::forms::{TypedDate, add_wrong_date};
use crate::http::{Asked, Fields, Trouble};
use app::coverage::Partner;
use govuk::{Errors, Hint, Input, Label};
use jiff::civil::Date;
use maud::{Markup, html};

/// The partner that the address names.
pub(super) fn partner(asked: &Asked<'_>) -> Result<Partner, Trouble> {
    let id: i64 = asked.place("provider").parse().map_err(|_| Trouble::NotFound)?;
    let today = asked.today;
    let all = asked.read(|tx| app::coverage::partners(tx, today))?;
    all.into_iter().find(|partner| partner.id == id).ok_or(Trouble::NotFound)
}

/// A date that may be left out; what is wrong with it goes beside it.
pub(super) fn date(
    typed: &Fields,
    (name, what): (&'static str, &str),
    errors: &mut Errors<'_>,
) -> Option<Date> {
    match TypedDate::read(typed, name).date() {
        Ok(on) => on,
        Err(wrong) => {
            add_wrong_date(errors, name, what, &wrong);
            None
        }
    }
}

/// The three boxes of a date, as fields.
pub(super) fn with_date(fields: Fields, name: &str, on: Option<Date>) -> Fields {
    let Some(on) = on else { return fields };
    fields
        .with(&format!("{name}-day"), on.day().to_string())
        .with(&format!("{name}-month"), on.month().to_string())
        .with(&format!("{name}-year"), on.year().to_string())
}

/// A question that is answered in a line.
pub(super) fn text(
    asked: &Asked<'_>,
    (name, label, hint): (&'static str, &'static str, &'static str),
    typed: &Fields,
    errors: &Errors<'_>,
) -> Markup {
    let said = asked.said();
    html! {
        (Input {
            id: name,
            name,
            label: Label::new(said.english(label)),
            hint: Some(Hint::new(said.english(hint))),
            error: errors.get(name),
            value: typed.typed(name),
            ..Input::default()
        })
    }
}
