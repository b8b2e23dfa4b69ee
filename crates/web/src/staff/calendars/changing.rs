//! Forms that propose a change of calendar: one question after the other on one page.

use crate::forms::{TypedDate, add_wrong_date, date_question, tokens};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Fields, Trouble};
use app::calendars::{Propose, ProposeRefusal, TakenFeed, Whose};
use govuk::{Button, Errors, Hint, Input, Label, Legend, Select, SelectOption, Textarea};
use jiff::civil::Date;
use maud::{Markup, html};
use rules::calendar::{Change, ChangeRefusal, Nation, Opening, WeeklyHours};
use words::{calendars, refusals};

/// A form: its place in the address, its title, and what it asks.
pub(super) struct Form {
    pub(super) slug: &'static str,
    pub(super) title: &'static str,
    asks: &'static [Question],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Question {
    Place,
    Nation,
    Day,
    Name,
    NameIfAny,
    Times,
    Hours,
    Payload,
    Source,
}

use Question as Q;

/// Every form.
pub(super) const FORMS: [Form; 8] = [
    Form {
        slug: "close",
        title: "Close on a day",
        asks: &[Q::Place, Q::Day, Q::NameIfAny, Q::Source],
    },
    Form { slug: "open", title: "Open on a day", asks: &[Q::Place, Q::Day, Q::Times, Q::Source] },
    Form {
        slug: "hours",
        title: "Change the weekly hours",
        asks: &[Q::Place, Q::Hours, Q::Source],
    },
    Form {
        slug: "proclaim",
        title: "Add a bank holiday that was proclaimed",
        asks: &[Q::Nation, Q::Day, Q::Name, Q::Source],
    },
    Form { slug: "feed", title: "Take the feed of bank holidays", asks: &[Q::Payload] },
    Form { slug: "unclose", title: "Take back a closed day", asks: &[Q::Place, Q::Day, Q::Source] },
    Form {
        slug: "unopen",
        title: "Take back an extra opening",
        asks: &[Q::Place, Q::Day, Q::Times, Q::Source],
    },
    Form {
        slug: "withdraw",
        title: "Take back a bank holiday",
        asks: &[Q::Nation, Q::Day, Q::Source],
    },
];

fn form_of(asked: &Asked<'_>) -> Result<&'static Form, Trouble> {
    let slug = asked.place("change");
    FORMS.iter().find(|form| form.slug == slug).ok_or(Trouble::NotFound)
}

/// Asks what is to be changed.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let errors = Errors::new(asked.said().components());
    page(asked, form_of(asked)?, asked.query, &errors).map(Answer::page)
}

/// Proposes it, and shows what it would move.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let form = form_of(asked)?;
    let mut errors = Errors::new(asked.said().components());
    let typed = asked.form;
    let acted = if form.slug == "feed" {
        let payload = typed.typed("payload").unwrap_or_default().to_owned();
        asked.act(move |cx| Ok(after_feed(&app::calendars::take_feed(cx, &payload)?)))
    } else {
        let change = change(form, typed, &mut errors);
        if typed.given("source").is_none() {
            errors.add("source", "Enter where this is known from, or why");
        }
        let Some(change) = change.filter(|_| errors.is_empty()) else {
            return page(asked, form, typed, &errors).map(Answer::refused);
        };
        let whose = typed.number("place").map_or(Whose::Body, Whose::Place);
        let propose = Propose { whose, change, source: typed.text("source").to_owned() };
        asked.act(move |cx| {
            let id = app::calendars::propose(cx, &propose)?;
            Ok(format!("/staff/calendars/proposals/{id}"))
        })
    };
    match acted {
        Ok(acted) => Ok(Answer::see_other(acted.address())),
        Err(failure) => {
            for refusal in Trouble::or_refused(failure)? {
                let (question, target) = question(form, &refusal);
                errors.add_at(question, target, sentence(asked, &refusal));
            }
            page(asked, form, typed, &errors).map(Answer::refused)
        }
    }
}

/// Where a feed leads: to what it proposes, or back with the news that there is none.
fn after_feed(taken: &TakenFeed) -> String {
    match (taken.proposal, taken.is_known) {
        (Some(proposal), is_known) => {
            let known = if is_known { "?known=yes" } else { "" };
            format!("/staff/calendars/proposals/{proposal}{known}")
        }
        (None, _) => "/staff/calendars/new/feed?nothing=new".to_owned(),
    }
}

/// What was typed, as a change; what is wrong goes beside its question.
fn change(form: &Form, typed: &Fields, errors: &mut Errors<'_>) -> Option<Change> {
    if form.slug == "hours" {
        return match WeeklyHours::read(typed.text("hours")) {
            Ok(hours) => Some(Change::Hours(hours)),
            Err(no) => {
                let said = refusals::hours(words::Language::English, &no);
                errors.add("hours", without_stop(said.as_str()));
                None
            }
        };
    }
    let on = day(typed, errors);
    let name = typed.given("name").map(str::to_owned);
    let nation = Nation::named(typed.text("nation"));
    if form.asks.contains(&Q::Nation) && nation.is_none() {
        errors.add("nation", "Select where it is a bank holiday");
    }
    if form.asks.contains(&Q::Name) && name.is_none() {
        errors.add("name", "Enter what the bank holiday is called");
    }
    let opening = form.asks.contains(&Q::Times).then(|| times(typed, on, errors)).flatten();
    let on = on?;
    Some(match form.slug {
        "close" => Change::Close { on, name },
        "unclose" => Change::Unclose { on },
        "open" => Change::Open(opening?),
        "unopen" => Change::Unopen(opening?),
        "proclaim" => Change::Proclaim { nation: nation?, on, name: name? },
        _ => Change::Withdraw { nation: nation?, on },
    })
}

fn day(typed: &Fields, errors: &mut Errors<'_>) -> Option<Date> {
    match TypedDate::read(typed, "day").date() {
        Ok(Some(on)) => Some(on),
        Ok(None) => {
            errors.add_at("day", "day-day", "Enter the date");
            None
        }
        Err(wrong) => {
            add_wrong_date(errors, "day", "The date", &wrong);
            None
        }
    }
}

fn times(typed: &Fields, on: Option<Date>, errors: &mut Errors<'_>) -> Option<Opening> {
    // The times are looked at even where the date is wrong: both are told at once.
    let date = on.unwrap_or(Date::constant(2000, 1, 3));
    match Opening::read(&format!("{date} {}", typed.text("times"))) {
        Ok(opening) => Some(opening),
        Err(_) => {
            errors.add("times", "Enter from when to when, such as 10:00-12:00");
            None
        }
    }
}

fn page(
    asked: &Asked<'_>,
    form: &Form,
    typed: &Fields,
    errors: &Errors<'_>,
) -> Result<Markup, Trouble> {
    let said = asked.said();
    let today = asked.today;
    let places = match form.asks.contains(&Q::Place) {
        true => asked.read(|tx| app::calendars::places(tx, today))?,
        false => Vec::new(),
    };
    let nothing_new = asked.query.given("nothing").is_some();
    let main = html! {
        div.govuk-grid-row {
            div.govuk-grid-column-two-thirds {
                (errors)
                h1.govuk-heading-l { (said.english(form.title)) }
                @if nothing_new {
                    p.govuk-body {
                        (said.english("The feed was read and kept. It says nothing that is not known."))
                    }
                }
                p.govuk-body { (said.english("Nothing changes yet: you see first what this would move.")) }
                form method="post" action={ "/staff/calendars/new/" (form.slug) } novalidate {
                    (tokens(asked))
                    @for question in form.asks { (one(asked, *question, &places, typed, errors)) }
                    div.govuk-button-group {
                        (Button::new(said.english("See what it moves")).once())
                        a.govuk-link href="/staff/calendars" { (said.english("Cancel")) }
                    }
                }
            }
        }
    };
    let frame = Frame::new(asked, form.title, main).errors(!errors.is_empty());
    Ok(frame.back("/staff/calendars", said.english("Calendars")).staff())
}

fn one(
    asked: &Asked<'_>,
    question: Question,
    places: &[app::calendars::PlaceRow],
    typed: &Fields,
    errors: &Errors<'_>,
) -> Markup {
    let text = |name, label, hint| text(asked, (name, label, hint), typed, errors);
    match question {
        Q::Day => html! {
            (date_question(
                asked,
                ("day", Legend::new(asked.said().english("Which day?"))),
                "For example, 27 3 2026",
                &TypedDate::read(typed, "day"),
                errors,
            ))
        },
        Q::Place => place_question(asked, places, typed, errors),
        Q::Nation => nation_question(asked, typed, errors),
        Q::Payload => payload_question(asked, typed, errors),
        Q::Name => text("name", "What is it called?", "For example, World Cup bank holiday"),
        Q::NameIfAny => text(
            "name",
            "What is the day called? (optional)",
            "It is named when a due date is explained",
        ),
        Q::Times => text("times", "From when to when?", "For example, 10:00-12:00"),
        Q::Hours => text(
            "hours",
            "Hours of an ordinary week",
            "For example, Mo-Fr 09:00-17:00; Sa 10:00-12:00",
        ),
        Q::Source => text(
            "source",
            "Where is this known from, or why?",
            "For example, a proclamation or the minutes of a meeting",
        ),
    }
}

fn place_question(
    asked: &Asked<'_>,
    places: &[app::calendars::PlaceRow],
    typed: &Fields,
    errors: &Errors<'_>,
) -> Markup {
    let said = asked.said();
    let whole = SelectOption::new("", said.english_text("All of it"));
    let each =
        places.iter().map(|place| SelectOption::new(place.id.to_string(), place.name.as_str()));
    let label = said.english("Your whole body, or a venue or line with hours of its own?");
    choice(label, "place", std::iter::once(whole).chain(each).collect(), typed, errors)
}

fn nation_question(asked: &Asked<'_>, typed: &Fields, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    let none = SelectOption::new("", said.english_text("Select a nation"));
    let each = Nation::EACH.into_iter().map(|nation| {
        let name = calendars::nation(said.language(), nation).to_string();
        SelectOption::new(nation.key(), name)
    });
    let label = said.english("Where is it a bank holiday?");
    choice(label, "nation", std::iter::once(none).chain(each).collect(), typed, errors)
}

fn payload_question(asked: &Asked<'_>, typed: &Fields, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    let hint = "Open that address, select everything and paste it here. A file is taken with: \
                kept calendar feed FILE";
    html! {
        (Textarea {
            id: "payload",
            name: "payload",
            label: Label::new(said.english("The feed, as www.gov.uk/bank-holidays.json shows it")),
            hint: Some(Hint::new(said.english(hint))),
            error: errors.get("payload"),
            value: typed.typed("payload").unwrap_or(""),
            rows: 12,
            spellcheck: Some(false),
            ..Textarea::default()
        })
    }
}

fn text(
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

fn choice(
    label: Markup,
    name: &'static str,
    options: Vec<SelectOption<'_>>,
    typed: &Fields,
    errors: &Errors<'_>,
) -> Markup {
    html! {
        (Select {
            id: name,
            name,
            label: Label::new(label),
            error: errors.get(name),
            options,
            value: typed.typed(name),
            ..Select::default()
        })
    }
}

/// Beside which question a refusal stands, and in which box.
fn question(form: &Form, refusal: &ProposeRefusal) -> (&'static str, &'static str) {
    use ChangeRefusal as No;
    match refusal {
        ProposeRefusal::NoSource => ("source", "source"),
        ProposeRefusal::NotAPlace => ("place", "place"),
        ProposeRefusal::NoCalendar => ("", ""),
        ProposeRefusal::Feed(_) => ("payload", "payload"),
        ProposeRefusal::Change(No::WhichNation) => ("nation", "nation"),
        ProposeRefusal::Change(No::NoName) => ("name", "name"),
        ProposeRefusal::Change(No::AlreadyOpen(_) | No::NotOpen(_)) => ("times", "times"),
        ProposeRefusal::Change(_) if form.asks.contains(&Q::Hours) => ("hours", "hours"),
        ProposeRefusal::Change(_) => ("day", "day-day"),
    }
}

fn sentence(asked: &Asked<'_>, refusal: &ProposeRefusal) -> String {
    let language = asked.said().language();
    match refusal {
        ProposeRefusal::NoSource => "Enter where this is known from, or why".to_owned(),
        ProposeRefusal::NoCalendar => "There is no calendar yet. Adopt a charter first".to_owned(),
        ProposeRefusal::NotAPlace => "Select a venue or a line".to_owned(),
        ProposeRefusal::Feed(no) => without_stop(calendars::feed_refusal(language, no).as_str()),
        ProposeRefusal::Change(no) => without_stop(calendars::refusal(language, no).as_str()),
    }
}

/// A sentence as it stands beside a question: without its last full stop.
pub(super) fn without_stop(sentence: &str) -> String {
    sentence.strip_suffix('.').unwrap_or(sentence).to_owned()
}
