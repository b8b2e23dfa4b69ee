//! A contact is noted: who it is from, what it is, what comes of it.

use super::cases::{Case, complaint_days};
use super::texts::{ABANDONED, ASKS, COMPLAINT_STEPS, UNREACHABLE, WALKED_OUT};
use super::{Back, Happens, Life, Why, pace};
use crate::acts::What;
use crate::arrivals::{Arrival, Ends};
use crate::names::{Person, WITH_NUMBERS, person};
use crate::services::{Reason, SERVICES, reasons};
use crate::words::{DETAILS, filled};
use app::cases::CaseToOpen;
use app::contacts::{Ending, LogContact, Who};
use app::customers::NewCustomer;
use jiff::Timestamp;
use rules::contacts::{Channel, Matter};
use rules::promises_told::Way;
use std::cmp::Reverse;

/// One in so many contacts is a mystery shop.
const SHOPS: usize = 900;

/// A contact as it is going to be noted.
struct Noted {
    about: usize,
    service: usize,
    reason: &'static Reason,
    matter: Matter,
    customer: Option<u32>,
    /// The record that it is about again.
    again: Option<u32>,
    asks_progress: bool,
    came_again: bool,
    is_shop: bool,
}

impl Life<'_> {
    pub(super) fn arrives(&mut self, arrival: Arrival) {
        self.contacts += 1;
        if arrival.ends == Ends::CutShort {
            return self.cut_short(&arrival);
        }
        let mut noted = self.who(&arrival);
        if self.contacts % SHOPS == SHOPS / 2 && noted.again.is_none() {
            noted.is_shop = true;
            noted.customer = None;
        }
        let is_case = self.is_case(&arrival, &noted);
        let unreachable = arrival.channel == Channel::Voicemail && self.dice.chance(0.10);
        if unreachable {
            noted.customer = None;
        }
        let known = noted.customer.map(|number| person(self.world.seed, number));
        let mut contact = self.contact(&arrival, &noted, known.as_ref());
        contact.contact_details_left = match (arrival.channel, arrival.ends) {
            (Channel::Voicemail, Ends::Unread) => None,
            (Channel::Voicemail, _) => Some(!unreachable),
            _ => None,
        };
        if unreachable {
            contact.summary = self.dice.pick(&UNREACHABLE).into();
        }
        let mut record = None;
        if is_case {
            let number = self.new_record();
            contact.is_restricted = self.is_restricted(&noted);
            contact.standards_given = self.is_given_the_standards(&arrival);
            let case = self.case(&arrival, &noted, unreachable, contact.is_restricted);
            contact.ending = Ending::Case(self.opens(&case, &noted, known.as_ref(), &arrival));
            self.plan(number, case, arrival.noted);
            record = Some(number);
        } else if noted.came_again {
            let number = self.new_record();
            if self.dice.chance(0.9) {
                let at = pace::after(&self.world.hours, &mut self.dice, arrival.noted, 700.0, 0.3);
                self.happens(at, Happens::Decides(number));
            }
            record = Some(number);
        }
        self.may_come_back(&arrival, &noted, is_case);
        if let Some(case) = noted.again.filter(|_| noted.asks_progress && is_case) {
            self.was_asked(case, arrival.noted);
        }
        let (customer, again) = (noted.customer, noted.again);
        let contact = Box::new(contact);
        self.act(arrival.noted, arrival.by, What::Log { record, customer, again, contact });
    }

    /// Who it is, and what they come about: somebody who comes back, or somebody new.
    fn who(&mut self, arrival: &Arrival) -> Noted {
        let can_be = !matches!(arrival.channel, Channel::WebForm | Channel::Voicemail)
            && arrival.ends != Ends::Unread;
        let waits = |Reverse(back): &Reverse<Back>| back.at <= arrival.noted;
        if can_be
            && self.back.peek().is_some_and(waits)
            && self.dice.chance(0.6)
            && let Some(Reverse(back)) = self.back.pop()
            && let Some(noted) = self.comes_for(back.why)
        {
            return noted;
        }
        let (service, reason) = of(arrival.about);
        let customer = self.dice.chance(share_known(arrival.channel)).then(|| {
            let people = f64::from(self.world.people);
            let rings = matches!(arrival.channel, Channel::Telephone | Channel::Voicemail);
            if rings && self.dice.chance(0.4) {
                self.dice.below(WITH_NUMBERS.min(self.world.people) as usize) as u32
            } else {
                (people * self.dice.unit().powf(2.0)) as u32
            }
        });
        let matter = match self.dice.unit() {
            at if at < 0.013 => Matter::Complaint,
            at if at < 0.020 => Matter::Compliment,
            at if at < 0.023 => Matter::Suggestion,
            _ if reason.is_request => Matter::ServiceRequest,
            _ => Matter::Enquiry,
        };
        let (asks_progress, came_again, is_shop) = (false, false, false);
        let about = arrival.about;
        let again = None;
        Noted {
            about,
            service,
            reason,
            matter,
            customer,
            again,
            asks_progress,
            came_again,
            is_shop,
        }
    }

    /// What somebody who comes back wants; none if that is no longer wanted.
    fn comes_for(&self, why: Why) -> Option<Noted> {
        let (about, customer, again, matter) = match why {
            Why::Again { customer, about } => (about, Some(customer), None, None),
            Why::Progress(case) | Why::Complain(case) => {
                let open = self.cases.get(&case).filter(|case| case.is_waiting())?;
                let complains = matches!(why, Why::Complain(_));
                let matter = complains.then_some(Matter::Complaint);
                (open.about, open.customer, Some(case), matter)
            }
        };
        let (service, reason) = of(about);
        let usual = if reason.is_request { Matter::ServiceRequest } else { Matter::Enquiry };
        Some(Noted {
            about,
            service,
            reason,
            matter: matter.unwrap_or(usual),
            customer,
            again,
            asks_progress: again.is_some() && matter.is_none(),
            came_again: again.is_none(),
            is_shop: false,
        })
    }

    fn is_case(&mut self, arrival: &Arrival, noted: &Noted) -> bool {
        match noted.matter {
            // What the adviser cannot tell is passed on.
            _ if noted.asks_progress => self.dice.chance(0.4),
            // A message is answered by a call, whatever it says.
            _ if arrival.channel == Channel::Voicemail => true,
            Matter::Complaint => true,
            Matter::Compliment => arrival.ends == Ends::Unread,
            Matter::Suggestion => !arrival.channel.is_live() || self.dice.chance(0.5),
            _ if noted.came_again => self.dice.chance(noted.reason.case.max(0.4)),
            _ => arrival.ends != Ends::Settled,
        }
    }

    fn contact(&mut self, arrival: &Arrival, noted: &Noted, known: Option<&Person>) -> LogContact {
        let town = &self.world.town;
        let service = SERVICES[noted.service];
        let on = self.world.hours.zone().date_of(arrival.received);
        let dice = &mut self.dice;
        let says = match noted.matter {
            _ if noted.asks_progress => dice.pick(&ASKS),
            Matter::Complaint => dice.pick(service.complaints),
            Matter::Compliment => dice.pick(service.compliments),
            Matter::Suggestion => dice.pick(service.suggestions),
            _ => dice.pick(noted.reason.says),
        };
        let who = match (noted.customer, known) {
            _ if noted.is_shop => Who::New(shopper(self.world.seed, self.contacts)),
            (Some(number), Some(person))
                if !std::mem::replace(&mut self.met[number as usize], true) =>
            {
                Who::New(person.new.clone())
            }
            _ => Who::Nobody,
        };
        LogContact {
            channel: arrival.channel,
            matter: noted.matter,
            received_at: Some(arrival.received),
            who,
            service: town.services[noted.service],
            reason: Some(town.reasons[noted.about]),
            place: arrival.through.and_then(|key| town.reached_through(key)),
            ward: known.map(|person| town.wards[person.ward]),
            summary: filled(says, known, on, dice),
            details: dice.chance(0.12).then(|| dice.pick(&DETAILS).to_owned()),
            ending: Ending::Settled,
            call: arrival.call,
            visit: arrival.visit,
            contact_details_left: None,
            about_again: None,
            asks_progress: noted.asks_progress,
            standards_given: None,
            reports_missed: None,
            language: "en".into(),
            is_restricted: false,
            is_test: noted.is_shop,
        }
    }

    /// The case that a contact opens.
    fn case(
        &mut self,
        arrival: &Arrival,
        noted: &Noted,
        unreachable: bool,
        is_restricted: bool,
    ) -> Case {
        let officers = &self.world.town.officers[noted.service][noted.reason.team];
        let is_complaint = noted.matter == Matter::Complaint;
        let manager = self.world.town.place(crate::staff::manager_of(noted.service));
        let is_for_manager = is_complaint && self.dice.chance(0.5);
        let officer = if is_for_manager { manager } else { self.dice.pick(officers) };
        let has_owner = is_complaint || (arrival.channel.is_live() && self.dice.chance(0.5));
        Case {
            about: noted.about,
            service: noted.service,
            team: noted.reason.team,
            customer: noted.customer.filter(|_| !is_restricted),
            officer,
            has_owner,
            channel: arrival.channel,
            is_complaint,
            is_unread: arrival.ends == Ends::Unread,
            unreachable,
            days: match noted.matter {
                Matter::Complaint => complaint_days(),
                _ if noted.asks_progress => 1,
                _ => noted.reason.days,
            },
            stage: super::cases::Stage::Open,
        }
    }

    fn opens(
        &mut self,
        case: &Case,
        noted: &Noted,
        known: Option<&Person>,
        arrival: &Arrival,
    ) -> CaseToOpen {
        let town = &self.world.town;
        let on = self.world.hours.zone().date_of(arrival.received);
        let step = match noted.matter {
            _ if case.is_unread => "Read and answer, or pass on",
            Matter::Complaint => self.dice.pick(&COMPLAINT_STEPS),
            _ if noted.asks_progress => "Ring the customer and tell how it stands",
            _ => self.dice.pick(noted.reason.steps),
        };
        CaseToOpen {
            team: Some(town.teams[case.service][case.team]),
            owner: case.has_owner.then(|| town.actors[case.officer].id),
            next_step: filled(step, known, on, &mut self.dice),
            promised_on: Some(pace::told(&self.world.hours, arrival.noted, case.days)),
        }
    }

    /// Whether, and how, somebody who asks for something is told what they can expect.
    fn is_given_the_standards(&mut self, arrival: &Arrival) -> Option<Way> {
        let (way, chance) = match arrival.channel {
            Channel::WebForm => return Some(Way::WebPage),
            Channel::Letter => (Way::Letter, 0.45),
            Channel::Email => (Way::Email, 0.7),
            channel if channel.is_live() => (Way::Spoken, 0.8),
            _ => return None,
        };
        (arrival.ends != Ends::Unread && self.telling.chance(chance)).then_some(way)
    }

    /// Few records are seen only by those who work on them: complaints about staff, people in
    /// danger.
    fn is_restricted(&mut self, noted: &Noted) -> bool {
        match noted.matter {
            Matter::Complaint => self.dice.chance(0.08),
            _ => noted.reason.key == "homeless" && self.dice.chance(0.10),
        }
    }

    /// Some of what was settled was not settled after all.
    fn may_come_back(&mut self, arrival: &Arrival, noted: &Noted, is_case: bool) {
        let settles = noted.reason.settles != Some(false) && !noted.is_shop;
        let Some(customer) = noted.customer.filter(|_| settles && !is_case && !noted.asks_progress)
        else {
            return;
        };
        if self.dice.chance(0.055) {
            let days = 0.3 + self.dice.exponential(4.0);
            let at = later(arrival.noted, days);
            self.comes_back(at, Why::Again { customer, about: noted.about });
        }
    }

    /// The caller hung up, or the visitor went away.
    fn cut_short(&mut self, arrival: &Arrival) {
        let (service, _) = of(arrival.about);
        let town = &self.world.town;
        let says: &[&str] =
            if arrival.channel == Channel::Visit { &WALKED_OUT } else { &ABANDONED };
        let contact = LogContact {
            channel: arrival.channel,
            matter: Matter::Enquiry,
            received_at: Some(arrival.received),
            who: Who::Nobody,
            service: town.services[if arrival.channel == Channel::Visit { 0 } else { service }],
            reason: None,
            place: arrival.through.and_then(|key| town.reached_through(key)),
            ward: None,
            summary: self.dice.pick(says).into(),
            details: None,
            ending: Ending::CutShort,
            call: arrival.call,
            visit: arrival.visit,
            contact_details_left: None,
            about_again: None,
            asks_progress: false,
            standards_given: None,
            reports_missed: None,
            language: "en".into(),
            is_restricted: false,
            is_test: false,
        };
        let contact = Box::new(contact);
        let what = What::Log { record: None, customer: None, again: None, contact };
        self.act(arrival.noted, arrival.by, what);
    }
}

/// Somebody who only plays a customer.
fn shopper(seed: u64, contacts: usize) -> NewCustomer {
    let number = 1_000_000 + contacts as u32;
    NewCustomer { is_test: true, telephone: None, ..person(seed, number).new }
}

/// So many days later.
pub(super) fn later(at: Timestamp, days: f64) -> Timestamp {
    at + jiff::SignedDuration::from_secs((days * 86_400.0) as i64)
}

/// The service and the reason of a place among all reasons.
fn of(about: usize) -> (usize, &'static Reason) {
    reasons().nth(about).unwrap_or((0, &SERVICES[0].reasons[0]))
}

/// How often the customer is known.
fn share_known(channel: Channel) -> f64 {
    match channel {
        Channel::Telephone => 0.78,
        Channel::Visit => 0.70,
        Channel::Voicemail => 0.85,
        _ => 0.98,
    }
}
