//! Sending an enquiry, without an account.

use super::enquiry_form::page;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Fields, Trouble, encode};
use crate::telling;
use app::cases::CaseToOpen;
use app::contacts::{Ending, LogContact, Who};
use app::customers::{CustomerKind, NewCustomer};
use app::organisation::{Unit, UnitKind};
use govuk::{Errors, Panel};
use maud::html;
use rules::contacts::{Channel, LogRefusal, Matter};
use rules::promises_told::Way;

/// The longest text that can be sent.
const LONGEST: u32 = 5_000;

/// The empty form.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let errors = Errors::new(asked.said().components());
    Ok(Answer::page(page(asked, asked.query, &errors)?))
}

pub(super) fn tree(asked: &Asked<'_>) -> Result<Vec<Unit>, Trouble> {
    asked.read(|tx| match app::organisation::version_on(tx, asked.today)? {
        Some(version) => Ok(app::organisation::tree(tx, version)?),
        None => Ok(Vec::new()),
    })
}

/// Sends what was typed.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let form = asked.form;
    let mut errors = Errors::new(asked.said().components());
    let contact = read(asked, &mut errors)?;
    if let Some(contact) = contact.filter(|_| errors.is_empty()) {
        let acted = asked.act(move |cx| {
            let logged = app::contacts::log(cx, &contact)?;
            Ok(format!("/enquiry/sent/{}", logged.reference))
        });
        match acted {
            Ok(acted) => {
                let key = encode(form.text("form_key"));
                return Ok(Answer::see_other(format!("{}?key={key}", acted.address())));
            }
            Err(failure) => add_refusals(&mut errors, &Trouble::or_refused(failure)?),
        }
    }
    Ok(Answer::refused(page(asked, form, &errors)?))
}

fn read(asked: &Asked<'_>, errors: &mut Errors<'_>) -> Result<Option<LogContact>, Trouble> {
    let form = asked.form;
    let matter = Matter::named(form.text("matter"));
    if matter.is_none() {
        errors.add("matter", "Select what you want to do");
    }
    let service = form.number("service");
    if service.is_none() {
        errors.add("service", "Select a service");
    }
    if form.text("details").chars().count() > LONGEST as usize {
        errors.add("details", "Shorten what happened to 5,000 characters or fewer");
    }
    let email = form.given("email");
    if email.is_some_and(|email| !looks_like_an_address(email)) {
        errors.add("email", "Enter an email address such as name@example.com, or leave it empty");
    }
    if email.is_none() && form.given("postcode").is_none() {
        errors.add("postcode", "Enter your postcode, or your email address");
    }
    let (Some(matter), Some(service)) = (matter, service) else { return Ok(None) };
    let Some(case) = case(asked, matter, service)? else {
        errors.add("service", "Select one of the services");
        return Ok(None);
    };
    Ok(Some(LogContact {
        channel: Channel::WebForm,
        matter,
        received_at: None,
        who: Who::New(customer(form)),
        service,
        reason: None,
        place: None,
        ward: None,
        summary: form.text("summary").to_owned(),
        details: form.given("details").map(str::to_owned),
        ending: Ending::Case(case),
        call: None,
        visit: None,
        contact_details_left: None,
        about_again: None,
        asks_progress: false,
        // The page that answers shows what is promised.
        standards_given: Some(Way::WebPage),
        reports_missed: reported(asked)?,
        language: language(form),
        is_restricted: false,
        is_test: false,
    }))
}

/// The standard that the form was opened from, if there is one of that name.
fn reported(asked: &Asked<'_>) -> Result<Option<String>, Trouble> {
    let Some(key) = asked.form.given("missed") else { return Ok(None) };
    let known = asked.read(app::charters::standards)?;
    Ok(known.iter().any(|standard| standard.key == key).then(|| key.to_owned()))
}

fn language(form: &Fields) -> String {
    form.given("reply-language").unwrap_or("en").to_owned()
}

/// Who it is, as they say.
fn customer(form: &Fields) -> NewCustomer {
    let text = |name: &str| form.given(name).map(str::to_owned);
    NewCustomer {
        kind: CustomerKind::Person,
        name: form.text("name").to_owned(),
        email: text("email"),
        telephone: text("telephone"),
        postcode: text("postcode"),
        address: None,
        language: language(form),
        is_test: false,
    }
}

fn looks_like_an_address(email: &str) -> bool {
    let (local, domain) = email.split_once('@').unwrap_or_default();
    !local.is_empty() && domain.contains('.') && !email.contains(char::is_whitespace)
}

/// What is sent opens a case with the first team of its service; the date is the one that the
/// standards give.
fn case(asked: &Asked<'_>, matter: Matter, service: i64) -> Result<Option<CaseToOpen>, Trouble> {
    let units = tree(asked)?;
    if !units.iter().any(|unit| unit.id == service && unit.kind == UnitKind::Service) {
        return Ok(None);
    }
    let team = units.iter().find(|u| u.kind == UnitKind::Team && u.parent == Some(service));
    let any = units.iter().find(|u| u.kind == UnitKind::Team);
    let version = super::standards::in_force(asked)?;
    let kept = &asked.site.kept;
    let promised_on = asked.read(|tx| match &version {
        Some(version) => {
            app::charters::reply_on(tx, kept, version, (Channel::WebForm, matter), asked.now)
        }
        None => Ok(None),
    })?;
    Ok(Some(CaseToOpen {
        team: team.or(any).map(|team| team.id),
        owner: None,
        next_step: "Read it and reply".to_owned(),
        promised_on: promised_on.or(asked.today.checked_add(jiff::Span::new().days(14)).ok()),
    }))
}

fn add_refusals(errors: &mut Errors<'_>, refusals: &[LogRefusal]) {
    for refusal in refusals {
        let (question, sentence) = match refusal {
            LogRefusal::NoSummary => ("summary", "Enter what it is about in a few words"),
            LogRefusal::SummaryTooLong => ("summary", "Shorten it to 200 characters or fewer"),
            LogRefusal::NoCustomerName => ("name", "Enter your full name"),
            LogRefusal::NoService => ("service", "Select one of the services"),
            LogRefusal::ChannelNotOffered => {
                ("", "We do not take enquiries on this website. Telephone or write to us")
            }
            _ => ("", "Something in the form is wrong. Check your answers"),
        };
        errors.add(question, sentence);
    }
}

/// The receipt: the reference, what is promised, and what to do if it is missed. Only the browser
/// that sent the form has its key.
pub(crate) fn sent(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let reference = asked.place("reference");
    let address = format!("/enquiry/sent/{reference}");
    let (kept, key) = (&asked.site.kept, asked.query.text("key"));
    let view = asked.read(|tx| match app::records::of_form(tx, key, &address, reference)? {
        Some(id) => app::case_files::page_by_id(tx, kept, id, asked.now),
        None => Ok::<_, app::Fault>(None),
    })?;
    let view = view.ok_or(Trouble::NotFound)?;
    let title = said.both("Enquiry sent", "Ymholiad wedi'i anfon").to_string();
    let main = html! {
        (Panel::confirmation(title.as_str(), html! {
            (said.english("Your reference")) br;
            strong.kept-reference { (telling::reference(reference)) }
        }))
        h2.govuk-heading-m { (said.english("What happens next")) }
        p.govuk-body {
            (said.english("Your enquiry is with ")) (view.service)
            @if let Some(team) = &view.team { ", " (team) }
            "."
        }
        ul.govuk-list.govuk-list--bullet {
            @for promise in &view.promises {
                @if let Some((at, on)) = promise.owed.judged.due.instant().zip(promise.owed.due_on) {
                    li {
                        (said.english(promise.words.clone())) " "
                        strong { (telling::due_for_residents(said, &asked.zone, at, on)) }
                    }
                }
            }
        }
        p.govuk-body {
            (said.english("Keep your reference. With it and your postcode or email address you can "))
            a.govuk-link href="/follow" { (said.english("follow your enquiry")) } ". "
            (said.english("If we miss a date, you can complain in the same way."))
        }
        p.govuk-body {
            (said.english("These are "))
            a.govuk-link href="/standards" { (said.english("our standards")) }
            (said.english(". If we miss one, "))
            a.govuk-link href="/enquiry?matter=complaint" { (said.english("tell us straight away")) }
            (said.english(". If you are pleased with what we did, "))
            a.govuk-link href="/enquiry?matter=compliment" { (said.english("tell us that too")) } "."
        }
    };
    Ok(Answer::page(Frame::new(asked, &title, main).public()))
}
