//! The form with which anybody sends an enquiry.

use super::enquiry::tree;
use crate::forms::tokens;
use crate::frame::Frame;
use crate::http::{Asked, Fields, Trouble};
use app::organisation::UnitKind;
use govuk::{
    Button, CharacterCount, Choice, CountLimit, Errors, Input, InputType, Label, Legend, Radios,
    Select, SelectOption, Textarea, Width,
};
use maud::{Markup, html};
use rules::contacts::{LONGEST_SUMMARY, Matter};
use words::Language;

/// The page with the form, as far as it is filled in.
pub(super) fn page(
    asked: &Asked<'_>,
    form: &Fields,
    errors: &Errors<'_>,
) -> Result<Markup, Trouble> {
    let said = asked.said();
    let title = said.both("Tell us", "Dywedwch wrthym").to_string();
    let main = html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors)
            h1.govuk-heading-xl { (title) }
            form method="post" action="/enquiry" novalidate {
                (tokens(asked))
                @if let Some(standard) = form.given("missed") {
                    input type="hidden" name="missed" value=(standard);
                }
                (what_it_is_about(asked, form, errors)?)
                (how_we_can_reach_you(asked, form, errors))
                (Button::new(said.both("Send", "Anfon").to_string()).once())
            }
        } }
    };
    Ok(Frame::new(asked, &title, main).errors(!errors.is_empty()).public())
}

fn what_it_is_about(
    asked: &Asked<'_>,
    form: &Fields,
    errors: &Errors<'_>,
) -> Result<Markup, Trouble> {
    let said = asked.said();
    let units = tree(asked)?;
    let services = units.iter().filter(|unit| unit.kind == UnitKind::Service);
    let mut options = vec![SelectOption::new("", said.english_text("Select a service"))];
    let welsh = said.language() == Language::Welsh;
    options.extend(services.map(|service| {
        let name = service.welsh_name.as_ref().filter(|_| welsh).unwrap_or(&service.name);
        SelectOption::new(service.id.to_string(), name.as_str())
    }));
    let kept = &asked.site.kept;
    let matters = asked.read(|tx| app::charters::matters_on(tx, kept, asked.today))?;
    let kinds = matters.iter().map(|matter| Choice::new(matter.key(), said.english(kind(*matter))));
    Ok(html! {
        (Radios {
            name: "matter",
            legend: Legend::new(said.english("What do you want to do?")),
            error: errors.get("matter"),
            value: form.typed("matter"),
            choices: kinds.collect(),
            ..Radios::default()
        })
        (Select {
            id: "service",
            name: "service",
            label: Label::new(said.english("Which service is it about?")),
            error: errors.get("service"),
            options,
            value: form.typed("service"),
            ..Select::default()
        })
        (CharacterCount {
            id: "summary",
            name: "summary",
            label: Label::new(said.english("What is it about, in a few words?")),
            error: errors.get("summary"),
            value: form.typed("summary").unwrap_or(""),
            rows: 2,
            limit: CountLimit::Characters(LONGEST_SUMMARY as u32),
            ..CharacterCount::new(said.components())
        })
        (Textarea {
            id: "details",
            name: "details",
            label: Label::new(said.english("What happened, or what do you need?")),
            hint: Some(said.english("Do not tell us card numbers or passwords.").into()),
            error: errors.get("details"),
            value: form.typed("details").unwrap_or(""),
            rows: 8,
            ..Textarea::default()
        })
    })
}

fn how_we_can_reach_you(asked: &Asked<'_>, form: &Fields, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    let question = |id: &'static str, label: &'static str, kind, autocomplete| {
        html! {
            (Input {
                id,
                name: id,
                label: Label::new(said.english(label)),
                error: errors.get(id),
                value: form.typed(id),
                input_type: kind,
                autocomplete,
                width: Width::TwoThirds,
                ..Input::default()
            })
        }
    };
    html! {
        h2.govuk-heading-m { (said.english("How we can reach you")) }
        (question("name", "Full name", InputType::Text, "name"))
        (question("email", "Email address (optional)", InputType::Email, "email"))
        (question("telephone", "Telephone number (optional)", InputType::Tel, "tel"))
        (question("postcode", "Postcode", InputType::Text, "postal-code"))
        p.govuk-hint {
            (said.english("You need your postcode or email address to follow your enquiry."))
        }
        (Radios {
            name: "reply-language",
            legend: Legend::new(said.english("In which language should we reply?")),
            value: Some(form.given("reply-language").unwrap_or(said.language().code())),
            choices: vec![Choice::new("en", "English"), Choice::new("cy", "Cymraeg")],
            inline: true,
            ..Radios::default()
        })
    }
}

fn kind(matter: Matter) -> &'static str {
    match matter {
        Matter::Enquiry => "Ask a question",
        Matter::ServiceRequest => "Ask for a service, or report a problem",
        Matter::Complaint => "Complain",
        Matter::Compliment => "Say what went well",
        Matter::Suggestion => "Suggest something",
        Matter::InformationRequest => "Ask for information that we hold",
        Matter::EnvironmentalInformationRequest => "Ask for information about the environment",
        Matter::SubjectAccessRequest => "Ask what we hold about you",
        Matter::DataProtectionComplaint => "Complain about how we handled your data",
        Matter::HousingComplaint => "Complain about your home or your landlord",
        Matter::AdultSocialCareComplaint => "Complain about social care for adults",
        Matter::ChildrensSocialCareComplaint => "Complain about social care for children",
        Matter::HazardReport => "Report damp, mould or another hazard in your home",
    }
}
