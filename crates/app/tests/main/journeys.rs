//! Weeks of a town's life, thrown with dice: the same from the same seed. Whatever happens, and
//! whatever is refused, the ledger must hold.

use crate::imports::{import, map};
use app::contacts::{LogContact, Who};
use app::{Cx, Failure, cases};
use jiff::SignedDuration;
use rules::cases::{CloseReason, ReopenReason};
use rules::contacts::{Channel, Matter};
use rules::ledger::Month;
use std::fmt::Debug;
use testkit::{Person, Town};

/// Dice that fall the same way each time (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % most
    }

    fn one_of<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize].clone()
    }

    fn yes(&mut self, in_so_many: u64) -> bool {
        self.below(in_so_many) == 0
    }
}

/// What goes on in a town.
pub(crate) struct Journey<'t> {
    town: &'t Town,
    pub(crate) dice: Dice,
    customers: Vec<i64>,
    references: Vec<String>,
    closed: Vec<String>,
    imported: u64,
    /// How often each thing was done, not refused.
    pub(crate) done: std::collections::BTreeMap<&'static str, usize>,
}

const MAP: &str = r#"
[source]
key = "old-crm"
name = "Old CRM"
[times]
zone = "Europe/London"
formats = ["%Y-%m-%d %H:%M"]
[columns]
id = "ref"
received = "received"
closed = "closed"
about = "type"
summary = "what"
[channels]
column = "how"
[channels.values]
"phone" = "telephone"
"post" = "letter"
[services]
column = "team"
[services.values]
"bins" = "waste"
"plans" = "planning"
[calendar]
hours = "Mo-Fr 09:00-17:00"
nation = "england-and-wales"
[[standard]]
id = "within-ten-days"
kind = "in-time"
title = "Done within 10 working days"
words = "We do it within 10 working days."
starts = "received"
stops = ["closed"]
limit = "10 working days"
"#;

impl<'t> Journey<'t> {
    pub(crate) fn new(town: &'t Town, seed: u64) -> Self {
        let customers = ["Mair Evans", "Jo Bell", "Idris Khan"].map(|name| {
            let contact = LogContact { who: town.stranger(name), ..town.with_case(Channel::Email) };
            town.logs(Person::Adviser, contact).unwrap().customer.unwrap()
        });
        let (references, closed, imported) = (Vec::new(), Vec::new(), 0);
        let (customers, done) = (customers.into(), Default::default());
        Journey { town, dice: Dice(seed), customers, references, closed, imported, done }
    }

    /// Something happens, or is refused; then time passes.
    pub(crate) fn goes_on(&mut self) {
        match self.dice.below(20) {
            0..=4 => self.somebody_comes(),
            7 if self.dice.yes(3) => self.a_file_comes(),
            8 => self.a_month_is_closed(),
            _ if self.references.is_empty() => self.somebody_comes(),
            _ => self.somebody_works(),
        }
        let minutes = match self.dice.below(5) {
            0 => self.dice.below(3 * 24 * 60),
            1 => 24 * 60,
            _ => self.dice.below(90) + 1,
        };
        self.town.later(SignedDuration::from_mins(minutes as i64 + 1));
    }

    fn note<T, R: Debug>(&mut self, what: &'static str, done: Result<T, Failure<R>>) -> Option<T> {
        match done {
            Ok(done) => {
                *self.done.entry(what).or_default() += 1;
                Some(done)
            }
            Err(Failure::Refused(_) | Failure::NotAllowed | Failure::NotFound) => None,
            Err(other) => panic!("{what}: {other:?}"),
        }
    }

    fn somebody_comes(&mut self) {
        let (town, dice) = (self.town, &mut self.dice);
        let mut contact = match dice.below(6) {
            0 => town.with_case(Channel::Letter),
            1 => town.with_case(Channel::Email),
            2 => {
                let answered = dice.below(40) as i64;
                town.call((answered > 5).then_some(answered), (answered <= 5).then_some(30))
            }
            3 => town.visit(dice.below(30) as i64 + 2),
            4 => LogContact {
                contact_details_left: dice.one_of(&[None, Some(true), Some(false)]),
                ..town.with_case(Channel::Voicemail)
            },
            _ => LogContact { matter: Matter::Complaint, ..town.with_case(Channel::WebForm) },
        };
        if dice.yes(2) {
            contact.who = Who::Known(dice.one_of(&self.customers));
        }
        if dice.yes(12) {
            contact.is_test = true;
        }
        if dice.yes(4) && contact.call.is_none() && contact.visit.is_none() {
            let ago = SignedDuration::from_mins(dice.below(6 * 24 * 60) as i64);
            contact.received_at = Some(town.now() - ago);
        }
        if dice.yes(5) && !self.references.is_empty() {
            contact.about_again = Some(dice.one_of(&self.references));
            contact.asks_progress = dice.yes(2);
        }
        let logged = town.logs(Person::Adviser, contact);
        if let Some(logged) = self.note("logged", logged) {
            self.references.push(logged.reference);
        }
    }

    fn a_file_comes(&mut self) {
        self.imported += self.dice.below(4);
        let mut rows = "ref,received,closed,type,what,how,team\n".to_owned();
        for number in 1..=self.imported {
            let closed = match self.dice.below(3) {
                0 => String::new(),
                _ => format!("2026-{:02}-{:02} 12:00", 8 + number % 2, 10 + self.dice.below(18)),
            };
            let (how, team) = (["phone", "post"], ["bins", "plans"]);
            let (how, team) = (how[number as usize % 2], team[number as usize / 2 % 2]);
            rows += &format!("{number},2026-08-0{} 10:00,{closed},", 1 + number % 9);
            rows += &format!("Missed bin,Bin not emptied,{how},{team}\n");
        }
        let (report, _) = import(self.town, &map(MAP), rows.as_bytes());
        *self.done.entry("imported").or_default() +=
            (report.counts.created + report.counts.updated) as usize;
    }

    fn a_month_is_closed(&mut self) {
        let month = Month::of(self.town.today()).previous();
        let kept = self.town.kept.clone();
        let closed = self
            .town
            .act(Person::PerformanceOfficer, move |cx| app::ledger::close_month(cx, &kept, month));
        self.note("month closed", closed);
    }

    fn somebody_works(&mut self) {
        let old = self.dice.yes(3);
        let newest = if old { 0 } else { self.references.len().saturating_sub(12) };
        let reference = self.dice.one_of(&self.references[newest..]);
        // She may do almost everything; the others are refused now and then.
        let joan = Person::ServicesManager;
        let who = [Person::Officer, Person::Manager, joan, joan, joan];
        let (person, what) = (self.dice.one_of(&who), self.dice.below(13));
        let reference = match what {
            5 | 6 if !self.closed.is_empty() => self.dice.one_of(&self.closed),
            _ => reference,
        };
        let date = Some(self.town.in_days(self.dice.below(20) as i64 + 1));
        let at_wish = self.dice.yes(2);
        let closing = Some(self.dice.one_of(&CloseReason::ALL));
        let reopening = Some(self.dice.one_of(&ReopenReason::ALL));
        let ago = self.dice.below(if old { 40 } else { 4 } * 24 * 60) as i64;
        let sent_at = self.dice.yes(3).then(|| self.town.now() - SignedDuration::from_mins(ago));
        let response = self.dice.one_of(&[cases::Response::Full, cases::Response::Holding]);
        let respond = cases::Respond { response, text: "We will come.".into(), sent_at };
        let unit = |key| self.town.unit(key);
        let to = self.dice.one_of(&[
            (unit("planning"), unit("planning-team")),
            (unit("waste"), unit("waste-team")),
        ]);
        let to = cases::Reassign { service: to.0, team: Some(to.1), owner: None, text: "".into() };
        let case = self.town.case_for("waste-team");
        const WHAT: [&str; 13] = [
            "acknowledged",
            "responded",
            "responded",
            "closed",
            "closed",
            "reopened",
            "reopened",
            "reassigned",
            "next step set",
            "progress given",
            "called back",
            "opened",
            "answered",
        ];
        let done =
            self.town.on_record(person, &reference, move |cx: &mut Cx<'_>, r, v| match what {
                0 => cases::acknowledge(cx, r, v, date),
                1 | 2 => cases::respond(cx, r, v, &respond),
                3 | 4 => cases::close(cx, r, v, closing, ""),
                5 | 6 => cases::reopen(cx, r, v, reopening, "The answer was wrong."),
                7 => cases::reassign(cx, r, v, &to),
                8 => cases::set_next_step(cx, r, v, "Visit", date, at_wish),
                9 => cases::give_progress(cx, r, v, "Soon."),
                10 => cases::call_back(cx, r, v, "Rang."),
                11 => cases::open(cx, r, v, &case),
                _ => app::contacts::answer_repeat(cx, r, v, at_wish).map_err(Failure::widen),
            });
        let is_done = self.note(WHAT[what as usize], done).is_some();
        if is_done && WHAT[what as usize] == "closed" {
            self.closed.push(reference);
        }
    }
}
