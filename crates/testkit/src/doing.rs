//! Short ways to say what people do.

use crate::{Person, Town};
use app::cases::CaseToOpen;
use app::contacts::{Call, Ending, LogContact, Visit, Who};
use app::customers::NewCustomer;
use app::figures::{Ask, CountBy, FigureRow};
use app::{Cx, Failure};
use jiff::SignedDuration;
use jiff::civil::Date;
use rules::cases::{CaseRefusal, CloseReason, ReopenReason};
use rules::contacts::Channel;
use rules::ledger::Month;

/// What a command on a case gives.
pub type Done = Result<(), Failure<CaseRefusal>>;

impl Town {
    /// Lets time pass.
    pub fn later(&self, by: SignedDuration) {
        self.set(self.now() + by);
    }

    /// Lets a second pass: what happens then happens after what went before.
    pub fn tick_on(&self) {
        self.later(SignedDuration::from_secs(1));
    }

    /// Today's local date.
    pub fn today(&self) -> Date {
        self.kept.zone().unwrap().date_of(self.now())
    }

    /// A date so many days from today.
    pub fn in_days(&self, days: i64) -> Date {
        let mut date = self.today();
        for _ in 0..days {
            date = date.tomorrow().unwrap();
        }
        date
    }

    /// A case for a team, with a next step and a date in four weeks.
    pub fn case_for(&self, team: &str) -> CaseToOpen {
        CaseToOpen {
            team: Some(self.unit(team)),
            owner: None,
            next_step: "Write back".into(),
            promised_on: Some(self.in_days(28)),
        }
    }

    /// A contact from which a case for the waste team is opened.
    pub fn with_case(&self, channel: Channel) -> LogContact {
        LogContact { ending: Ending::Case(self.case_for("waste-team")), ..self.contact(channel) }
    }

    /// A call that was offered now, and answered after so many seconds, or never.
    pub fn call(&self, answered_after: Option<i64>, hung_up_after: Option<i64>) -> LogContact {
        let offered = self.now() - SignedDuration::from_mins(5);
        let after = |seconds: i64| offered + SignedDuration::from_secs(seconds);
        let call = Call {
            offered,
            answered: answered_after.map(after),
            abandoned: hung_up_after.map(after),
        };
        let ending = if answered_after.is_some() { Ending::Settled } else { Ending::CutShort };
        LogContact {
            call: Some(call),
            received_at: Some(offered),
            ending,
            ..self.contact(Channel::Telephone)
        }
    }

    /// A visit that began an hour ago, finished after so many minutes.
    pub fn visit(&self, finished_after: i64) -> LogContact {
        let arrived = self.now() - SignedDuration::from_hours(1);
        let after = |minutes: i64| Some(arrived + SignedDuration::from_mins(minutes));
        let visit = Visit { arrived, seen: after(1), finished: after(finished_after), left: None };
        LogContact {
            visit: Some(visit),
            received_at: Some(arrived),
            ..self.contact(Channel::Visit)
        }
    }

    /// A customer who is not known yet.
    pub fn stranger(&self, name: &str) -> Who {
        Who::New(NewCustomer { name: name.into(), language: "en".into(), ..NewCustomer::default() })
    }

    /// Ada logs a contact; gives its reference.
    pub fn logged(&self, contact: LogContact) -> String {
        self.logs(Person::Adviser, contact).unwrap().reference
    }

    /// Ada logs a letter for the waste team; gives its reference.
    pub fn letter(&self) -> String {
        self.logged(self.with_case(Channel::Letter))
    }

    /// Somebody does something to a record as it is now.
    pub fn on_record<T: Send + 'static, R: Send + 'static>(
        &self,
        person: Person,
        reference: &str,
        command: impl Fn(&mut Cx<'_>, &str, i64) -> Result<T, Failure<R>> + Send + Sync + 'static,
    ) -> Result<T, Failure<R>> {
        let (reference, version) = (reference.to_owned(), self.version(reference));
        self.act(person, move |cx| command(cx, &reference, version))
    }

    /// Somebody acknowledges a case.
    pub fn acknowledges(&self, person: Person, reference: &str, reply_on: Option<Date>) -> Done {
        self.on_record(person, reference, move |cx, reference, version| {
            app::cases::acknowledge(cx, reference, version, reply_on)
        })
    }

    /// Somebody responds in full now.
    pub fn responds(&self, person: Person, reference: &str) -> Done {
        self.responds_at(person, reference, None)
    }

    /// Somebody enters a full response that was sent at a moment.
    pub fn responds_at(&self, person: Person, reference: &str, sent: Option<&str>) -> Done {
        let sent_at = sent.map(|sent| self.moment(sent));
        let respond = app::cases::Respond {
            response: app::cases::Response::Full,
            text: "We will come on Thursday.".into(),
            sent_at,
        };
        self.on_record(person, reference, move |cx, reference, version| {
            app::cases::respond(cx, reference, version, &respond)
        })
    }

    /// Somebody closes a case.
    pub fn closes(&self, person: Person, reference: &str, reason: CloseReason) -> Done {
        self.on_record(person, reference, move |cx, reference, version| {
            app::cases::close(cx, reference, version, Some(reason), "")
        })
    }

    /// Somebody opens a closed case again.
    pub fn reopens(&self, person: Person, reference: &str, reason: ReopenReason) -> Done {
        self.on_record(person, reference, move |cx, reference, version| {
            app::cases::reopen(cx, reference, version, Some(reason), "The answer was wrong.")
        })
    }

    /// Somebody gives a case to the planning service and its team.
    pub fn gives_to_planning(&self, person: Person, reference: &str) -> Done {
        let to = app::cases::Reassign {
            service: self.unit("planning"),
            team: Some(self.unit("planning-team")),
            owner: None,
            text: "A planning matter".into(),
        };
        self.on_record(person, reference, move |cx, reference, version| {
            app::cases::reassign(cx, reference, version, &to)
        })
    }

    /// What is asked of the figures of a span of months, by month, channel and service.
    pub fn ask(&self, from: &str, to: &str) -> Ask {
        use app::figures::{By, PeriodLength};
        Ask {
            from: Month::read(from).unwrap(),
            to: Month::read(to).unwrap(),
            by: vec![By::Period(PeriodLength::Month), By::Channel, By::Service],
            standard: None,
            count_by: CountBy::Due,
            known_at: None,
            times: false,
        }
    }

    /// The figures as somebody reads them now.
    pub fn figures(&self, ask: &Ask) -> Vec<FigureRow> {
        let today = self.today();
        self.kept.read(|tx| app::figures::figures(tx, &self.kept, ask, today)).unwrap()
    }
}
