//! Reading a row by a map: every field taken, or everything that is wrong with it.

use super::choices::{Choice, Service};
use super::plan::{CustomerFields, Field, Plan};
use super::problems::{Flag, Reject};
use super::row::{Customer, Ending, Row};
use super::times::{Clocks, Moment};
use crate::clock::Given;
use crate::contacts::LONGEST_SUMMARY;
use jiff::Timestamp;
use jiff::civil::Date;
use std::borrow::Cow;

/// The longest number of another system that is kept, in characters.
const LONGEST_ID: usize = 200;
/// The longest name of a value: what it is about, a service.
const LONGEST_NAME: usize = 200;

impl Plan<'_> {
    /// What a row means, or everything that is wrong with it. `now` tells what has not happened
    /// yet.
    pub fn row(&self, fields: &[&[u8]], now: Timestamp) -> Result<Row, Vec<Reject>> {
        let wanted = self.header.len();
        if fields.len() != wanted {
            return Err(vec![Reject::Fields { found: fields.len(), wanted }]);
        }
        // Letters that cannot be read make a row doubtful, also where the map does not look.
        let encoding = self.map.file.encoding;
        let unread = fields.iter().zip(&self.header).filter(|(field, _)| !encoding.fits(field));
        let unread: Vec<_> = unread.map(|(_, name)| Reject::Letters(name.clone())).collect();
        if !unread.is_empty() {
            return Err(unread);
        }
        let mut reading = Reading { plan: self, fields, now, wrong: Vec::new(), flags: Vec::new() };
        let row = reading.row();
        match row {
            Some(row) if reading.wrong.is_empty() => Ok(row),
            _ => Err(reading.wrong),
        }
    }
}

/// A row that is being read, and what was found so far.
struct Reading<'a> {
    plan: &'a Plan<'a>,
    fields: &'a [&'a [u8]],
    now: Timestamp,
    wrong: Vec<Reject>,
    flags: Vec<Flag>,
}

impl<'a> Reading<'a> {
    fn row(&mut self) -> Option<Row> {
        let plan = self.plan;
        let id = plan.id.map(|field| self.id(field));
        let received = self.received();
        let since = received.map(|(at, _)| at);
        let acknowledged = self.happened(plan.acknowledged, since);
        let responded = self.happened(plan.responded, since);
        let mut closed = self.happened(plan.closed, since);
        let told = received.and_then(|(at, on)| self.told(at, on));
        let ending = self.ending(closed.or(responded).is_some());
        if ending == Some(Ending::Open) {
            self.not_closed(closed.take());
        }
        let map = plan.map;
        let channel = self.choice("channels", &map.channels, plan.channel, |_| None);
        let matter = self.choice("matters", &map.matters, plan.matter, |_| None);
        let service = self.choice("services", &map.services, plan.service, Service::as_written);
        let about = plan.about.and_then(|field| self.text(field));
        let about = about.map(|text| shortened(&text, LONGEST_NAME));
        let answer = plan.answer.and_then(|field| self.text(field));
        let answer = answer.filter(|_| ending.is_some_and(|ending| ending != Ending::Open));
        let customer = plan.customer.as_ref().and_then(|fields| self.customer(fields));
        let service = service?;
        let (summary, details) = self.words(about.as_deref(), &service);
        if ending.is_some_and(|ending| ending != Ending::Open) && closed.is_none() {
            self.flags.push(Flag::NoClosingTime);
        }
        let (received, received_on) = received?;
        Some(Row {
            id: id.flatten(),
            received,
            received_on,
            acknowledged,
            responded,
            closed,
            told,
            ending: ending?,
            channel: channel?,
            matter: matter?,
            service,
            about,
            summary,
            details,
            answer: answer.map(Cow::into_owned),
            customer,
            flags: std::mem::take(&mut self.flags),
        })
    }

    /// What a field says, without white space around it; none if it says nothing.
    fn text(&mut self, field: Field<'_>) -> Option<Cow<'a, str>> {
        let map = self.plan.map;
        let text = match map.file.encoding.read(self.fields[field.place])? {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        };
        if text.contains('\0') {
            self.wrong.push(Reject::Control(field.name.to_owned()));
            return None;
        }
        let says_nothing = text.is_empty() || map.file.empty.iter().any(|empty| *empty == text);
        (!says_nothing).then_some(text)
    }

    fn id(&mut self, field: Field<'_>) -> Option<String> {
        match self.text(field) {
            Some(id) if id.chars().count() > LONGEST_ID => {
                self.wrong.push(Reject::LongId(field.name.to_owned()));
                None
            }
            Some(id) => Some(id.into_owned()),
            None => {
                self.wrong.push(Reject::NoId(field.name.to_owned()));
                None
            }
        }
    }

    fn moment(&mut self, field: Field<'_>) -> Option<Moment> {
        let text = self.text(field)?;
        let column = || field.name.to_owned();
        match self.plan.map.times.read(&text) {
            Ok((moment, clocks)) => {
                let text = text.into_owned();
                self.flags.extend(match clocks {
                    Clocks::Plain => None,
                    Clocks::WereRepeated => Some(Flag::RepeatedTime { column: column(), text }),
                    Clocks::WereSkipped => Some(Flag::SkippedTime { column: column(), text }),
                });
                Some(moment)
            }
            Err(why) => {
                let text = shortened(&text, LONGEST_NAME);
                self.wrong.push(Reject::Time { column: column(), text, why });
                None
            }
        }
    }

    /// The receipt: on a date alone, the moment that the date begins.
    fn received(&mut self) -> Option<(Timestamp, Date)> {
        let field = self.plan.received?;
        let wrong = self.wrong.len();
        let Some(moment) = self.moment(field) else {
            if self.wrong.len() == wrong {
                self.wrong.push(Reject::Nothing(field.name.to_owned()));
            }
            return None;
        };
        let times = &self.plan.map.times;
        let at = match moment {
            Moment::At(at) => at,
            Moment::On(day) => times.zone.start_of(day),
        };
        if at > self.now {
            self.wrong.push(Reject::InFuture(field.name.to_owned()));
        }
        Some((at, times.date_of(at)))
    }

    /// Something that happened after the receipt: on a date alone, by the date's last second, so
    /// that nothing counts as done before it can have been.
    fn happened(
        &mut self,
        field: Option<Field<'_>>,
        received: Option<Timestamp>,
    ) -> Option<Timestamp> {
        let field = field?;
        let at = match self.moment(field)? {
            Moment::At(at) => at,
            Moment::On(day) => {
                let times = &self.plan.map.times;
                let is_today = times.zone.start_of(day) <= self.now;
                let last = times.last_second(day);
                if is_today { last.min(self.now) } else { last }
            }
        };
        if at > self.now {
            self.wrong.push(Reject::InFuture(field.name.to_owned()));
        }
        if let (Some(received), Some(of)) = (received, self.plan.received)
            && at < received
        {
            let (column, received) = (field.name.to_owned(), of.name.to_owned());
            self.wrong.push(Reject::BeforeReceived { column, received });
        }
        Some(at)
    }

    /// What the customer was told. A date before the receipt promised nothing: it was a plan of
    /// the other system's.
    fn told(&mut self, received: Timestamp, received_on: Date) -> Option<Given> {
        let field = self.plan.told?;
        let moment = self.moment(field)?;
        let times = &self.plan.map.times;
        let (given, is_before) = match moment {
            Moment::At(at) if times.told_is_a_date => {
                let date = times.date_of(at);
                (Given::On(date), date < received_on)
            }
            Moment::At(at) => (Given::At(at), at < received),
            Moment::On(day) => (Given::On(day.date()), day.date() < received_on),
        };
        if is_before {
            let (column, text) = self.written(field);
            self.flags.push(Flag::ToldBeforeReceived { column, text });
            return None;
        }
        Some(given)
    }

    fn written(&mut self, field: Field<'_>) -> (String, String) {
        let text = self.text(field).unwrap_or_default();
        (field.name.to_owned(), shortened(&text, LONGEST_NAME))
    }

    fn ending(&mut self, has_ended: bool) -> Option<Ending> {
        match &self.plan.map.status {
            Some(status) => self.choice("status", status, self.plan.status, |_| None),
            None if has_ended => Some(Ending::Closed),
            None => Some(Ending::Open),
        }
    }

    /// What the state says is believed: an old closing time stays behind when a case is opened
    /// again.
    fn not_closed(&mut self, closed: Option<Timestamp>) {
        if let (Some(_), Some(field)) = (closed, self.plan.closed) {
            let (column, text) = self.written(field);
            self.flags.push(Flag::ClosedWhileOpen { column, text });
        }
    }

    fn choice<T: Clone>(
        &mut self,
        table: &'static str,
        choice: &Choice<T>,
        field: Option<Field<'_>>,
        as_written: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let Some(field) = field else { return choice.of("", as_written) };
        let wrong = self.wrong.len();
        let value = self.text(field).unwrap_or_default();
        let known = choice.of(&value, as_written);
        if known.is_none() && self.wrong.len() == wrong {
            let (column, value) = (field.name.to_owned(), shortened(&value, LONGEST_NAME));
            self.wrong.push(Reject::Unknown { table, column, value });
        }
        known
    }

    /// The summary, and everything else that was said. A summary that is too long for a line
    /// stands whole in the details.
    fn words(&mut self, about: Option<&str>, service: &Service) -> (String, Option<String>) {
        let plan = self.plan;
        let said: Vec<_> = plan.summary.iter().map(|field| self.text(*field)).collect();
        let said = said.into_iter().flatten().next();
        let whole = said.as_deref().or(about).or(service.name.as_deref()).unwrap_or(&service.key);
        let line = whole.split_whitespace().collect::<Vec<_>>().join(" ");
        let summary = shortened(&line, LONGEST_SUMMARY);
        let mut details = Vec::new();
        if summary != line {
            details.push(whole.to_owned());
        }
        for field in &plan.details {
            if let Some(text) = self.text(*field) {
                details.push(format!("{}: {text}", field.name));
            }
        }
        (summary, (!details.is_empty()).then(|| details.join("\n")))
    }

    fn customer(&mut self, fields: &CustomerFields<'_>) -> Option<Customer> {
        let mut text = |field: Option<Field<'_>>| {
            let text = field.and_then(|field| self.text(field));
            text.map(Cow::into_owned)
        };
        let customer = Customer {
            id: text(fields.id),
            name: text(fields.name).unwrap_or_default(),
            email: text(fields.email),
            telephone: text(fields.telephone),
            postcode: text(fields.postcode),
            address: text(fields.address),
        };
        (!customer.name.is_empty()).then_some(customer)
    }
}

/// The text, or so many characters of it with a mark that there was more.
fn shortened(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        None => text.to_owned(),
        Some(_) => text.chars().take(longest - 1).chain(['…']).collect(),
    }
}
