//! Logging a contact.

use super::log_form::{Offered, add_refusals, chosen, offered, read};
use crate::forms::{TypedDate, date_question, tokens};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Fields, Trouble};
use crate::telling;
use govuk::{
    Button, CharacterCount, Checkboxes, Choice, CountLimit, Details, Errors, Input, InputType,
    Label, Legend, Radios, Select, Size, Textarea, Width,
};
use maud::{Markup, html};
use rules::contacts::LONGEST_SUMMARY;
use words::Language;

/// How many kinds of contact stand in one line; more stand below each other.
const INLINE: usize = 5;

/// The empty form.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let offered = offered(asked, asked.query)?;
    let errors = Errors::new(asked.said().components());
    Ok(Answer::page(page(asked, asked.query, &offered, &errors)))
}

/// The form again, with the customers that were looked for.
pub(crate) fn find(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let offered = offered(asked, asked.form)?;
    let mut errors = Errors::new(asked.said().components());
    if asked.form.given("look-for").is_none() {
        errors.add("look-for", "Enter a name, postcode, email address or telephone number");
    }
    let form = asked.form.clone().with("who", "known");
    Ok(Answer::page(page(asked, &form, &offered, &errors)))
}

/// Logs what was typed. A customer who is looked for and not yet selected is looked for: that is
/// what the enter key means in that box.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let form = asked.form;
    let looks = form.given("look-for").is_some() && form.number("customer").is_none();
    if form.text("who") == "known" && looks {
        return find(asked);
    }
    let mut errors = Errors::new(asked.said().components());
    let contact = read(asked, &chosen(asked, form)?, &mut errors);
    if let Some(contact) = contact.filter(|_| errors.is_empty()) {
        let acted = asked.act(move |cx| {
            let logged = app::contacts::log(cx, &contact)?;
            Ok(format!("/staff/records/{}?logged=yes", logged.reference))
        });
        match acted {
            Ok(acted) => return Ok(Answer::see_other(acted.address())),
            Err(failure) => add_refusals(&mut errors, &Trouble::or_refused(failure)?),
        }
    }
    let offered = offered(asked, form)?;
    Ok(Answer::refused(page(asked, form, &offered, &errors)))
}

fn page(asked: &Asked<'_>, form: &Fields, offered: &Offered, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    let title = "Log a contact";
    let main = html! {
        div.govuk-grid-row {
            div.govuk-grid-column-two-thirds {
                (errors)
                h1.govuk-heading-l { (said.english(title)) }
                form method="post" action="/staff/contacts/new" novalidate {
                    (tokens(asked))
                    // The enter key presses the first button of a form: this one, not "Find".
                    input.govuk-visually-hidden type="submit" tabindex="-1" aria-hidden="true"
                        value=(said.both("Log contact", "Cofnodi").to_string());
                    (how_it_came(asked, form, offered, errors))
                    (who_it_is_from(asked, form, offered, errors))
                    (what_it_is_about(asked, form, offered, errors))
                    (how_it_ended(asked, form, offered, errors))
                    (Button::new(said.english("Log contact")).once())
                }
            }
        }
    };
    Frame::new(asked, title, main).errors(!errors.is_empty()).staff()
}

fn how_it_came<'a>(
    asked: &'a Asked<'_>,
    form: &'a Fields,
    offered: &'a Offered,
    errors: &'a Errors<'_>,
) -> Markup {
    let said = asked.said();
    let channels = offered
        .channels
        .iter()
        .map(|channel| Choice::new(channel.key(), telling::channel(said, *channel).to_string()));
    html! {
        (Radios {
            name: "channel",
            legend: Legend::new(said.english("How did it come?")).size(Size::M),
            error: errors.get("channel"),
            value: form.typed("channel"),
            choices: channels.collect(),
            inline: true,
            small: true,
            ..Radios::default()
        })
        (Radios {
            name: "received",
            legend: Legend::new(said.english("When was it received?")).size(Size::M),
            value: Some(form.given("received").unwrap_or("now")),
            choices: vec![
                Choice::new("now", said.english("Now")),
                Choice::new("earlier", said.english("Earlier"))
                    .reveals(received_earlier(asked, form, errors)),
            ],
            small: true,
            ..Radios::default()
        })
    }
}

fn received_earlier(asked: &Asked<'_>, form: &Fields, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    let typed = TypedDate::read(form, "received-on");
    html! {
        (date_question(asked, ("received-on", Legend::new(said.english("Date received"))), "", &typed, errors))
        (Input {
            id: "received-time",
            name: "received-time",
            label: Label::new(said.english("Time received")),
            hint: Some(said.english("Such as 2:30pm or 14:30").into()),
            error: errors.get("received-time"),
            value: form.typed("received-time"),
            width: Width::Characters10,
            ..Input::default()
        })
        @if errors.get("repeated-hour").is_some() || form.given("repeated-hour").is_some() {
            (Radios {
                name: "repeated-hour",
                legend: Legend::new(said.english("The clocks went back that night. Which of the two?")),
                error: errors.get("repeated-hour"),
                value: form.typed("repeated-hour"),
                choices: vec![
                    Choice::new("first", said.english("The first, in summer time")),
                    Choice::new("second", said.english("The second, in winter time")),
                ],
                ..Radios::default()
            })
        }
    }
}

fn who_it_is_from<'a>(
    asked: &'a Asked<'_>,
    form: &'a Fields,
    offered: &'a Offered,
    errors: &'a Errors<'_>,
) -> Markup {
    let said = asked.said();
    let choices = vec![
        Choice::new("known", said.english("A customer we know"))
            .reveals(known_customer(asked, form, offered, errors)),
        Choice::new("new", said.english("A new customer"))
            .reveals(new_customer(asked, form, errors)),
        Choice::new("nobody", said.english("Somebody who does not say, or nobody")),
    ];
    html! {
        (Radios {
            name: "who",
            legend: Legend::new(said.english("Who is it from?")).size(Size::M),
            error: errors.get("who"),
            value: form.typed("who"),
            choices,
            small: true,
            ..Radios::default()
        })
    }
}

fn known_customer<'a>(
    asked: &'a Asked<'_>,
    form: &'a Fields,
    offered: &'a Offered,
    errors: &'a Errors<'_>,
) -> Markup {
    let said = asked.said();
    let found: Vec<Choice<'_>> = offered
        .found
        .iter()
        .chain(offered.chosen.iter().filter(|chosen| !offered.found.contains(chosen)))
        .map(|customer| {
            let parts =
                [&customer.address, &customer.postcode, &customer.telephone, &customer.email];
            let told: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
            Choice::new(customer.id.to_string(), customer.name.as_str()).hint(told.join(", "))
        })
        .collect();
    html! {
        (Input {
            id: "look-for",
            name: "look-for",
            label: Label::new(said.english("Name, postcode, email address or telephone number")),
            error: errors.get("look-for"),
            value: form.typed("look-for"),
            width: Width::Characters20,
            ..Input::default()
        })
        button.govuk-button.govuk-button--secondary type="submit"
            formaction="/staff/contacts/new/find" { (said.english("Find customer")) }
        @if form.given("look-for").is_some() && offered.found.is_empty() {
            p.govuk-body { (said.english("Nobody found. Try less of the name, or select “A new customer”.")) }
        }
        @if !found.is_empty() {
            (Radios {
                name: "customer",
                legend: Legend::new(said.english("Which customer?")),
                value: form.typed("customer"),
                choices: found,
                small: true,
                ..Radios::default()
            })
        }
    }
}

fn new_customer(asked: &Asked<'_>, form: &Fields, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    let question = |id: &'static str, label: &'static str, input_type: InputType| {
        html! {
            (Input {
                id,
                name: id,
                label: Label::new(said.english(label)),
                error: errors.get(id),
                value: form.typed(id),
                input_type,
                width: Width::Characters20,
                autocomplete: "off",
                ..Input::default()
            })
        }
    };
    html! {
        (question("name", "Full name", InputType::Text))
        (question("telephone", "Telephone (optional)", InputType::Tel))
        (question("email", "Email address (optional)", InputType::Email))
        (question("postcode", "Postcode (optional)", InputType::Text))
        (Radios {
            name: "reply-language",
            legend: Legend::new(said.english("Which language do they want?")),
            value: Some(form.given("reply-language").unwrap_or("en")),
            choices: Language::ALL.into_iter().map(|language| {
                let name = if language == Language::English { "English" } else { "Cymraeg" };
                Choice::new(language.code(), name)
            }).collect(),
            inline: true,
            small: true,
            ..Radios::default()
        })
    }
}

fn what_it_is_about<'a>(
    asked: &'a Asked<'_>,
    form: &'a Fields,
    offered: &'a Offered,
    errors: &'a Errors<'_>,
) -> Markup {
    let said = asked.said();
    let matters = offered
        .matters
        .iter()
        .map(|matter| Choice::new(matter.key(), telling::matter(said, *matter).to_string()));
    html! {
        (Select {
            id: "subject",
            name: "subject",
            label: Label::new(said.english("What is it about?")).size(Size::M),
            error: errors.get("subject"),
            options: offered.subjects("Select a service and a subject".into()),
            value: form.typed("subject"),
            ..Select::default()
        })
        (CharacterCount {
            id: "summary",
            name: "summary",
            label: Label::new(said.english("In a few words")),
            error: errors.get("summary"),
            value: form.typed("summary").unwrap_or(""),
            rows: 2,
            limit: CountLimit::Characters(LONGEST_SUMMARY as u32),
            ..CharacterCount::new(said.components())
        })
        (Radios {
            name: "matter",
            legend: Legend::new(said.english("What kind of contact is it?")),
            value: Some(form.given("matter").unwrap_or("enquiry")),
            choices: matters.collect(),
            inline: offered.matters.len() <= INLINE,
            small: true,
            ..Radios::default()
        })
        (Details {
            open: errors.get("again").is_some() || form.given("again").is_some(),
            ..Details::new(said.english("More about it"), more(asked, form, offered, errors))
        })
    }
}

fn more(asked: &Asked<'_>, form: &Fields, offered: &Offered, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    html! {
        (Textarea {
            id: "details",
            name: "details",
            label: Label::new(said.english("Details")),
            hint: Some(said.english("Do not enter card numbers.").into()),
            value: form.typed("details").unwrap_or(""),
            rows: 4,
            ..Textarea::default()
        })
        (Select {
            id: "place",
            name: "place",
            label: Label::new(said.english("Line, counter or mailbox")),
            options: offered.places("Not known".into()),
            value: form.typed("place"),
            ..Select::default()
        })
        (Radios {
            name: "details-left",
            legend: Legend::new(said.english("Voicemail: does the message say how to call back?")),
            value: Some(form.given("details-left").unwrap_or("unknown")),
            choices: vec![
                Choice::new("yes", said.english("Yes")),
                Choice::new("no", said.english("No")),
                Choice::new("unknown", said.english("Not known yet")),
            ],
            inline: true,
            small: true,
            ..Radios::default()
        })
        (Input {
            id: "again",
            name: "again",
            label: Label::new(said.english("Reference, if they came about this before")),
            error: errors.get("again"),
            value: form.typed("again"),
            width: Width::Characters10,
            spellcheck: Some(false),
            ..Input::default()
        })
        (Checkboxes {
            name: "asks-progress",
            legend: Legend::new(said.english("What do they want to know?")).visually_hidden(),
            values: form.given("asks-progress").into_iter().collect(),
            choices: vec![Choice::new("yes", said.english("They ask how it stands"))],
            small: true,
            ..Checkboxes::default()
        })
    }
}

fn how_it_ended<'a>(
    asked: &'a Asked<'_>,
    form: &'a Fields,
    offered: &'a Offered,
    errors: &'a Errors<'_>,
) -> Markup {
    let said = asked.said();
    let case = super::acts::open::questions(asked, form, offered, errors);
    html! {
        (Radios {
            name: "ending",
            legend: Legend::new(said.english("Did you settle it?")).size(Size::M),
            error: errors.get("ending"),
            value: form.typed("ending"),
            choices: vec![
                Choice::new("settled", said.english("Yes, nothing is left to do")),
                Choice::new("case", said.english("No, open a case")).reveals(case),
            ],
            small: true,
            ..Radios::default()
        })
    }
}
