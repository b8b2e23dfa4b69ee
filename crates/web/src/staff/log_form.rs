//! The form on which a contact is logged: what it offers, what was typed, and what that means.

use crate::forms::{TypedDate, read_time};
use crate::http::{Asked, Fields, Trouble};
use app::cases::CaseToOpen;
use app::contacts::{Ending, LogContact, Who};
use app::customers::{CustomerKind, Found, NewCustomer};
use app::organisation::{Reason, Unit, UnitKind};
use app::staff::Colleague;
use db::Tx;
use govuk::{Errors, SelectOption};
use jiff::Timestamp;
use rules::calendar::{Day, LocalTime};
use rules::contacts::{Channel, LogRefusal, Matter};

/// What the form offers.
#[derive(Default)]
pub(super) struct Offered {
    pub(super) channels: Vec<Channel>,
    pub(super) matters: Vec<Matter>,
    pub(super) units: Vec<Unit>,
    pub(super) reasons: Vec<Reason>,
    pub(super) colleagues: Vec<Colleague>,
    /// Customers who were looked for.
    pub(super) found: Vec<Found>,
    /// The customer who was chosen.
    pub(super) chosen: Option<Found>,
}

/// Reads of what the form offers only what its answers are read with: most contacts are logged
/// without seeing the form again.
pub(super) fn chosen(asked: &Asked<'_>, form: &Fields) -> Result<Offered, Trouble> {
    asked.read(|tx| {
        let mut offered = Offered::default();
        if form.text("who") == "known"
            && let Some(id) = form.number("customer")
        {
            offered.chosen = app::customers::by_id(tx, id)?;
        }
        if form.text("assignee").starts_with("person/") {
            offered.units = units(tx, asked)?;
            offered.colleagues = app::staff::assignable(tx, asked.today)?;
        }
        Ok(offered)
    })
}

/// Reads what the form offers, and the customers that are looked for.
pub(super) fn offered(asked: &Asked<'_>, form: &Fields) -> Result<Offered, Trouble> {
    asked.read(|tx| {
        Ok(Offered {
            channels: app::organisation::offered_channels(tx)?,
            matters: app::charters::matters_on(tx, &asked.site.kept, asked.today)?,
            units: units(tx, asked)?,
            reasons: app::organisation::reasons(tx)?,
            colleagues: app::staff::assignable(tx, asked.today)?,
            found: match form.given("look-for") {
                Some(typed) => app::customers::find(tx, typed)?,
                None => Vec::new(),
            },
            chosen: match form.number("customer") {
                Some(id) => app::customers::by_id(tx, id)?,
                None => None,
            },
        })
    })
}

/// The tree of today.
pub(super) fn units(tx: &mut Tx, asked: &Asked<'_>) -> Result<Vec<Unit>, Trouble> {
    match app::organisation::version_on(tx, asked.today)? {
        Some(version) => Ok(app::organisation::tree(tx, version)?),
        None => Ok(Vec::new()),
    }
}

impl Offered {
    pub(super) fn of_kind(&self, kind: UnitKind) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(move |unit| unit.kind == kind)
    }

    /// What people come about, each with its service: choosing one chooses the service too.
    pub(super) fn subjects(&self, nothing: String) -> Vec<SelectOption<'_>> {
        let mut options = vec![SelectOption::new("", nothing)];
        for service in self.of_kind(UnitKind::Service) {
            for reason in self.reasons.iter().filter(|reason| reason.service == service.id) {
                let words = format!("{}: {}", service.name, reason.name);
                options.push(SelectOption::new(format!("{}/{}", service.id, reason.id), words));
            }
            let words = format!("{}: something else", service.name);
            options.push(SelectOption::new(format!("{}/", service.id), words));
        }
        options
    }

    /// Teams and people whom a case can be given to.
    pub(super) fn assignees(&self, nothing: String) -> Vec<SelectOption<'_>> {
        let teams = self.of_kind(UnitKind::Team).map(|team| {
            SelectOption::new(format!("team/{}", team.id), format!("{} (team)", team.name))
        });
        let people = self.colleagues.iter().map(|colleague| {
            SelectOption::new(format!("person/{}", colleague.id), colleague.name.as_str())
        });
        std::iter::once(SelectOption::new("", nothing)).chain(teams).chain(people).collect()
    }

    /// Lines, counters and mailboxes.
    pub(super) fn places(&self, nothing: String) -> Vec<SelectOption<'_>> {
        let kinds = [UnitKind::Line, UnitKind::Venue, UnitKind::Mailbox];
        let places = self.units.iter().filter(|unit| kinds.contains(&unit.kind));
        let places =
            places.map(|place| SelectOption::new(place.id.to_string(), place.name.as_str()));
        std::iter::once(SelectOption::new("", nothing)).chain(places).collect()
    }
}

/// Whom a case is given to: a team, or a person with their team.
pub(super) fn assignee(form: &Fields, colleagues: &[Colleague], teams: &[i64]) -> CaseToOpen {
    let (kind, number) = form.text("assignee").split_once('/').unwrap_or_default();
    let number: Option<i64> = number.parse().ok();
    let case = CaseToOpen::default();
    match kind {
        "team" => CaseToOpen { team: number, ..case },
        "person" => {
            let colleague = colleagues.iter().find(|colleague| Some(colleague.id) == number);
            let team = colleague.and_then(|c| c.unit).filter(|unit| teams.contains(unit));
            CaseToOpen { owner: number, team, ..case }
        }
        _ => case,
    }
}

/// What the form means, or what is wrong with it.
pub(super) fn read(
    asked: &Asked<'_>,
    offered: &Offered,
    errors: &mut Errors<'_>,
) -> Option<LogContact> {
    let form = asked.form;
    let channel = Channel::named(form.text("channel"));
    if channel.is_none() {
        errors.add("channel", "Select how the contact came");
    }
    let matter = Matter::named(form.text("matter")).unwrap_or(Matter::Enquiry);
    let received_at = received(asked, errors);
    let who = who(form, offered, errors);
    let (service, reason) = form.text("subject").split_once('/').unwrap_or_default();
    let service: Option<i64> = service.parse().ok();
    if service.is_none() {
        errors.add("subject", "Select what the contact is about");
    }
    let ending = ending(asked, offered, errors);
    let left = match form.text("details-left") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let contact = LogContact {
        channel: channel?,
        matter,
        received_at,
        who,
        service: service?,
        reason: reason.parse().ok(),
        place: form.number("place"),
        ward: None,
        summary: form.text("summary").to_owned(),
        details: form.given("details").map(str::to_owned),
        ending: ending?,
        call: None,
        visit: None,
        contact_details_left: left.filter(|_| channel == Some(Channel::Voicemail)),
        about_again: form.given("again").map(plain_reference),
        asks_progress: form.given("asks-progress").is_some(),
        standards_given: None,
        reports_missed: None,
        language: form.given("reply-language").unwrap_or("en").to_owned(),
        is_restricted: false,
        is_test: false,
    };
    Some(contact)
}

/// A reference as it is stored; what is none stays as it was typed and is not found.
pub(super) fn plain_reference(typed: &str) -> String {
    match rules::references::Reference::read(typed) {
        Ok(reference) => reference.plain().to_owned(),
        Err(_) => typed.to_owned(),
    }
}

/// When it was received: now, unless another day or time was typed.
fn received(asked: &Asked<'_>, errors: &mut Errors<'_>) -> Option<Timestamp> {
    let form = asked.form;
    if form.text("received") != "earlier" {
        return None;
    }
    let typed = TypedDate::read(form, "received-on");
    let date = match typed.date() {
        Ok(Some(date)) => date,
        Ok(None) => {
            errors.add_at(
                "received-on",
                "received-on-day",
                "Enter the date the contact was received",
            );
            return None;
        }
        Err(wrong) => {
            crate::forms::add_wrong_date(errors, "received-on", "Date received", &wrong);
            return None;
        }
    };
    let Some(time) = read_time(form.text("received-time")) else {
        errors.add("received-time", "Enter the time the contact was received, such as 2:30pm");
        return None;
    };
    let day = Day::of(date)?;
    match asked.zone.local(day, time) {
        LocalTime::Once(at) => Some(at),
        LocalTime::Skipped(_) => {
            let sentence = "The clocks go forward and skip that time. Enter another time";
            errors.add("received-time", sentence);
            None
        }
        LocalTime::Repeated { earlier, later } => match form.text("repeated-hour") {
            "first" => Some(earlier),
            "second" => Some(later),
            _ => {
                let sentence = "The clocks go back and that time happens twice. Select which";
                errors.add("repeated-hour", sentence);
                None
            }
        },
    }
}

fn who(form: &Fields, offered: &Offered, errors: &mut Errors<'_>) -> Who {
    match form.text("who") {
        "new" => Who::New(NewCustomer {
            kind: CustomerKind::Person,
            name: form.text("name").to_owned(),
            email: form.given("email").map(str::to_owned),
            telephone: form.given("telephone").map(str::to_owned),
            postcode: form.given("postcode").map(str::to_owned),
            address: None,
            language: form.given("reply-language").unwrap_or("en").to_owned(),
            is_test: false,
        }),
        "known" => match &offered.chosen {
            Some(customer) => Who::Known(customer.id),
            None => {
                errors
                    .add("look-for", "Find the customer and select them, or select another answer");
                Who::Nobody
            }
        },
        "nobody" => Who::Nobody,
        _ => {
            errors.add("who", "Select who the contact is from");
            Who::Nobody
        }
    }
}

fn ending(asked: &Asked<'_>, offered: &Offered, errors: &mut Errors<'_>) -> Option<Ending> {
    let form = asked.form;
    match form.text("ending") {
        "settled" => Some(Ending::Settled),
        "case" => {
            let typed = TypedDate::read(form, "promised");
            let promised_on = typed.date().unwrap_or_else(|wrong| {
                crate::forms::add_wrong_date(
                    errors,
                    "promised",
                    "Date told to the customer",
                    &wrong,
                );
                // Anything but none, so that one mistake is not told twice.
                Some(asked.today)
            });
            let teams: Vec<i64> = offered.of_kind(UnitKind::Team).map(|team| team.id).collect();
            Some(Ending::Case(CaseToOpen {
                next_step: form.text("next-step").to_owned(),
                promised_on,
                ..assignee(form, &offered.colleagues, &teams)
            }))
        }
        _ => {
            errors.add("ending", "Select whether you settled it");
            None
        }
    }
}

/// What the command refused, beside the question that it is about.
pub(super) fn add_refusals(errors: &mut Errors<'_>, refusals: &[LogRefusal]) {
    for refusal in refusals {
        let (question, sentence) = match refusal {
            LogRefusal::ChannelNotOffered => ("channel", "Select one of the channels"),
            LogRefusal::NoService | LogRefusal::ReasonOfAnotherService => {
                ("subject", "Select what the contact is about")
            }
            LogRefusal::NoSummary => ("summary", "Enter what it is about in a few words"),
            LogRefusal::SummaryTooLong => ("summary", "Shorten it to 200 characters or fewer"),
            LogRefusal::ReceivedInFuture => ("received-time", "Enter a time that has passed"),
            LogRefusal::ReceivedTooLongAgo => {
                ("received-on", "Enter a date within the last 2 years")
            }
            LogRefusal::NoCustomerName => ("name", "Enter the customer's name"),
            LogRefusal::NoSuchCustomer => ("look-for", "Find the customer and select them"),
            LogRefusal::NoSuchMatter => {
                ("again", "Check the reference. It has 8 letters and digits, such as 7K2M 9PXD")
            }
            LogRefusal::TimesOutOfOrder => {
                ("received-time", "Check the times: they are out of order")
            }
            LogRefusal::NoNextStep => ("next-step", "Enter what happens next"),
            LogRefusal::NobodyAssigned => ("assignee", "Select who deals with it"),
            LogRefusal::NoPromisedDate => ("promised", "Enter the date you told the customer"),
            LogRefusal::PromisedDatePassed => ("promised", "Enter a date that is today or later"),
        };
        let target = match question {
            "received-on" | "promised" => format!("{question}-day"),
            other => other.to_owned(),
        };
        errors.add_at(question, target, sentence);
    }
}
