//! The questions of the form that records a reading.

use super::recording::{Form, offered};
use super::told;
use crate::forms::{TypedDate, date_question, tokens};
use crate::frame::Frame;
use crate::http::{Asked, Fields, Trouble};
use govuk::{Button, Errors, Hint, Input, Label, Legend, Select, SelectOption};
use maud::{Markup, html};
use rules::charter::readings::{Asks, Period};
use rules::organisation::UnitKind;

/// The form, with what was typed into it.
pub(super) fn page(
    asked: &Asked<'_>,
    form: &Form,
    typed: &Fields,
    errors: &Errors<'_>,
) -> Result<Markup, Trouble> {
    let said = asked.said();
    let units = asked.read(|tx| match app::organisation::version_on(tx, asked.today)? {
        Some(version) => app::organisation::tree(tx, version),
        None => Ok(Vec::new()),
    })?;
    let back = form.back();
    let standard = form.history.standard().ok_or(Trouble::NotFound)?;
    let main = html! {
        div.govuk-grid-row {
            div.govuk-grid-column-two-thirds {
                (errors)
                span.govuk-caption-l { (standard.title) }
                h1.govuk-heading-l { (said.english(form.title())) }
                p.govuk-body { (standard.words) }
                form method="post" action=(form.address()) novalidate {
                    (tokens(asked))
                    (when(asked, form, typed, errors))
                    (how_much(asked, form, typed, errors))
                    (text(asked, ("source", "Where is this from?", "For example, the survey of reception visitors"), typed, errors))
                    (whose(asked, form, &units, typed, errors))
                    (text(asked, ("evidence-title", "What shows it? (optional)", "For example, the title of a report"), typed, errors))
                    (text(asked, ("evidence-place", "Where is that? (optional)", "An address on the web, or a file number"), typed, errors))
                    @if form.corrected.is_some() {
                        (text(asked, ("reason", "Why is it corrected?", "It stands beside the old reading, which stays to be seen"), typed, errors))
                    }
                    div.govuk-button-group {
                        @if form.corrected.is_some() {
                            (Button::new(said.english("Correct it")).once())
                            (Button::new(said.english("Take it back")).secondary().named("take-back", "yes").once())
                        } @else {
                            (Button::new(said.english("Record it")).once())
                        }
                        a.govuk-link href=(back) { (said.english("Cancel")) }
                    }
                }
            }
        }
    };
    let frame = Frame::new(asked, form.title(), main).errors(!errors.is_empty());
    Ok(frame.back(&back, said.english("Back to the standard")).staff())
}

/// Of when it is, and how it is known.
fn when(asked: &Asked<'_>, form: &Form, typed: &Fields, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    let methods = form.methods();
    let is_duty = form.asks() == Some(Asks::Duty);
    let date = |name: &'static str, question: &'static str| {
        let legend = Legend::new(said.english(question));
        let typed = TypedDate::read(typed, name);
        date_question(asked, (name, legend), "For example, 27 3 2026", &typed, errors)
    };
    html! {
        @if methods.len() > 1 {
            @let choices = methods.iter().map(|one| {
                SelectOption::new(one.key(), said.english_text(told::method(*one)))
            });
            @let none = SelectOption::new("", said.english_text("Select how"));
            (select(asked, ("method", "How is it known?"), std::iter::once(none).chain(choices).collect(), typed, errors))
        }
        @if form.asks().is_none() {
            (date("done", "On which day was it reached?"))
        } @else if form.has_periods() {
            (periods(asked, form, typed, errors))
        } @else {
            (date("from", "First day"))
            (date("to", "Last day"))
        }
        @if is_duty { (date("done", "On which day was it done?")) }
    }
}

fn periods(asked: &Asked<'_>, form: &Form, typed: &Fields, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    let option = |(period, is_recorded): (Period, bool)| {
        let name = told::period(said, period);
        let name = if is_recorded { format!("{name} (recorded)") } else { name };
        SelectOption::new(period.first.to_string(), name)
    };
    let none = SelectOption::new("", said.english_text("Select a period"));
    let options = std::iter::once(none).chain(offered(asked, form).into_iter().map(option));
    select(asked, ("period", "Which period is it of?"), options.collect(), typed, errors)
}

fn how_much(asked: &Asked<'_>, form: &Form, typed: &Fields, errors: &Errors<'_>) -> Markup {
    let Some(standard) = form.history.standard() else { return html! {} };
    if matches!(form.asks(), None | Some(Asks::Duty)) {
        return html! {};
    }
    let (counted, of) = told::counted(standard);
    let hint = match form.is_share() {
        true => "Where you know the percentage only, enter it here and 100 below",
        false => "A number, such as 412",
    };
    html! {
        (text_of(asked, ("top", counted, hint.to_owned()), typed, errors))
        @if form.is_share() {
            (text_of(asked, ("base", of, String::new()), typed, errors))
            (text(asked, ("sample", "How many were asked or looked at? (optional)", "Needed where you know the percentage only: a share of fewer than 50 is not judged"), typed, errors))
        }
    }
}

/// Of which service or provider it is, if it is not of the whole body.
fn whose(
    asked: &Asked<'_>,
    form: &Form,
    units: &[app::organisation::Unit],
    typed: &Fields,
    errors: &Errors<'_>,
) -> Markup {
    if matches!(form.asks(), None | Some(Asks::Duty)) {
        return html! {};
    }
    let said = asked.said();
    let options = |kind: UnitKind, none: &'static str| -> Vec<SelectOption<'_>> {
        let none = SelectOption::new("", said.english_text(none));
        let of_kind = units.iter().filter(move |unit| unit.kind == kind);
        let each = of_kind.map(|unit| SelectOption::new(unit.id.to_string(), unit.name.as_str()));
        std::iter::once(none).chain(each).collect()
    };
    let providers = options(UnitKind::Provider, "None");
    html! {
        (select(asked, ("service", "Of one service only? (optional)"), options(UnitKind::Service, "Of all of them"), typed, errors))
        @if providers.len() > 1 {
            (select(asked, ("provider", "Of one provider only? (optional)"), providers, typed, errors))
        }
    }
}

fn text(
    asked: &Asked<'_>,
    (name, label, hint): (&'static str, &'static str, &'static str),
    typed: &Fields,
    errors: &Errors<'_>,
) -> Markup {
    text_of(asked, (name, label.to_owned(), hint.to_owned()), typed, errors)
}

fn text_of(
    asked: &Asked<'_>,
    (name, label, hint): (&'static str, String, String),
    typed: &Fields,
    errors: &Errors<'_>,
) -> Markup {
    let said = asked.said();
    let is_number = ["top", "base", "sample"].contains(&name);
    html! {
        (Input {
            id: name,
            name,
            label: Label::new(said.english(label)),
            hint: (!hint.is_empty()).then(|| Hint::new(said.english(hint))),
            error: errors.get(name),
            value: typed.typed(name),
            classes: if is_number { "govuk-input--width-10" } else { "" },
            ..Input::default()
        })
    }
}

fn select(
    asked: &Asked<'_>,
    (name, label): (&'static str, &'static str),
    options: Vec<SelectOption<'_>>,
    typed: &Fields,
    errors: &Errors<'_>,
) -> Markup {
    html! {
        (Select {
            id: name,
            name,
            label: Label::new(asked.said().english(label)),
            error: errors.get(name),
            options,
            value: typed.typed(name),
            ..Select::default()
        })
    }
}
