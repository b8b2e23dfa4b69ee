//! What happened to a record, in lines that read like its history, and what is promised then.

use crate::making::at;
use rules::calendar::{Calendar, Definition, Nation, WeeklyHours, Zone};
use rules::charter::{Charter, read};
use rules::clock::{Due, Given, Limit, Moment, read_moment};
use rules::contacts::{Channel, Matter};
use rules::facts::{Assigned, Detail, Evidence, Fact, FactKind};
use rules::ledger::{Calendars, Owed, Subject, Why, owed};
use std::sync::{Arc, LazyLock};

/// A charter with one standard for each rule of the ledger.
pub(crate) const CHARTER: &str = include_str!("ledger.toml");

/// The charter with the calendars that its standards count by.
pub(crate) struct Body {
    pub(crate) charter: Charter,
    pub(crate) calendars: Calendars,
}

static BODY: LazyLock<Body> = LazyLock::new(|| Body::of(CHARTER));

pub(crate) fn body() -> &'static Body {
    &BODY
}

impl Body {
    pub(crate) fn of(text: &str) -> Body {
        let charter = read(text).unwrap_or_else(|problems| panic!("{problems:?}"));
        let own = Arc::new(charter.calendar.clone().compile().unwrap());
        let of_nation = |nation| {
            let definition = Definition::office_hours(nation);
            Arc::new(Calendar::new(definition, own.shared_zone()).unwrap())
        };
        let always = Definition {
            nation: None,
            hours: WeeklyHours::read("00:00-24:00").unwrap(),
            ..Definition::office_hours(Nation::EnglandAndWales)
        };
        let calendars = Calendars {
            statutory: Nation::ALL.map(of_nation),
            round_the_clock: Arc::new(Calendar::new(always, own.shared_zone()).unwrap()),
            place: None,
            body: own,
        };
        Body { charter, calendars }
    }

    pub(crate) fn zone(&self) -> &Zone {
        self.calendars.body.zone()
    }

    /// The facts of a script, numbered from 1, and what was known when the record came.
    pub(crate) fn facts(&self, script: &[&str]) -> (Vec<Fact>, Vec<(&'static str, bool)>) {
        let mut facts = Vec::new();
        let mut known = Vec::new();
        for line in script {
            match line.strip_prefix("known ") {
                Some(condition) => known.push(answered(condition)),
                None => facts.push(fact(facts.len() as i64 + 1, line, self.zone())),
            }
        }
        (facts, known)
    }

    /// What is owed after a script, as known at a moment.
    pub(crate) fn owed(&self, script: &[&str], as_of: &str) -> Vec<Owed> {
        let (facts, known) = self.facts(script);
        owed(&self.charter, &self.calendars, &subject(&known), &facts, at(self.zone(), as_of))
    }

    /// A promise as the tables say it: `full: kept, due 2026-09-28, ended 2026-09-15 10:00`.
    pub(crate) fn told(&self, promise: &Owed) -> String {
        let judged = &promise.judged;
        let mut told = format!(
            "{}: {}",
            self.charter.standards[promise.standard].id,
            judged.outcome.key().replace('_', " ")
        );
        let mut say = |text: String| {
            told.push_str(", ");
            told.push_str(&text);
        };
        match judged.due {
            Due::At(due) => say(format!("due {}", self.local(due))),
            Due::By { date, .. } => say(format!("due {date}")),
            Due::Not(_) => {}
        }
        if judged.due_without_extension != judged.due {
            match judged.due_without_extension {
                Due::By { date, .. } => say(format!("without extension {date}")),
                other => say(format!("without extension {other:?}")),
            }
        }
        if let Some(at) = judged.concluded {
            say(format!("ended {}", self.local(at)));
        }
        if judged.paused {
            say("paused".into());
        }
        if judged.provisional {
            say("provisional".into());
        }
        if promise.why != Why::Clock {
            say(why(&promise.why));
        }
        told
    }

    /// A moment by the clock on the wall, without what is zero.
    pub(crate) fn local(&self, at: jiff::Timestamp) -> String {
        let zone = self.zone();
        let time = zone.time_of(at);
        match time.second() {
            0 => format!("{} {:02}:{:02}", zone.date_of(at), time.hour(), time.minute()),
            _ => format!("{} {time}", zone.date_of(at)),
        }
    }
}

pub(crate) fn subject<'a>(known: &'a [(&'a str, bool)]) -> Subject<'a> {
    Subject {
        channel: Channel::Letter,
        matter: Matter::Enquiry,
        service: "waste",
        about: "Missed bin",
        conditions: known,
    }
}

fn why(why: &Why) -> String {
    match why {
        Why::Clock => String::new(),
        Why::OutsideThePromise => "outside the promise".into(),
        Why::Excluded(reason) => format!("taken out: {reason}"),
        Why::PutOffByCustomer => "put off by the customer".into(),
        Why::Recorded => "recorded".into(),
        Why::Repeated => "repeated".into(),
        Why::ClosedUndone => "closed undone".into(),
        Why::UndoneAtBackstop => "undone at backstop".into(),
        Why::StopNotRecorded => "stop not recorded".into(),
    }
}

fn answered(text: &str) -> (&'static str, bool) {
    let (key, holds) = text.split_once('=').unwrap();
    let key = rules::contacts::CONDITIONS.into_iter().find(|known| *known == key).unwrap();
    (key, holds == "yes")
}

/// Reads `2026-09-14T09:00 kind key=value …`.
fn fact(id: i64, line: &str, zone: &Zone) -> Fact {
    let mut words = line.split(' ');
    let happened = at(zone, words.next().unwrap());
    let kind = words.next().unwrap();
    let kind = FactKind::named(kind).unwrap_or_else(|| panic!("no kind {kind} of fact"));
    let mut fact = Fact {
        id,
        kind,
        happened,
        recorded: happened,
        evidence: Evidence::Entered,
        replaces: None,
        detail: Detail::default(),
    };
    for word in words {
        let (key, value) = word.split_once('=').unwrap();
        let detail = &mut fact.detail;
        match key {
            "reason" => detail.reason = Some(value.into()),
            "by" => detail.by = Some(Limit::read(&value.replace('_', " ")).unwrap()),
            "standard" => detail.standard = Some(value.into()),
            "replaces" => fact.replaces = Some(value.parse().unwrap()),
            "service" => {
                let service = value.parse().unwrap();
                detail.assigned = Some(Assigned { service, team: None, owner: None });
            }
            "given" => {
                detail.given = Some(match read_moment(value, zone).unwrap() {
                    Moment::On(date, _) => Given::On(date),
                    Moment::At(at) => Given::At(at),
                });
            }
            "holds" => {
                let (key, holds) = value.split_once(':').unwrap();
                detail.condition = Some((key.into(), holds == "yes"));
            }
            other => panic!("no key {other}"),
        }
    }
    fact
}

/// What some standards promise after a script, as known at a moment.
pub(crate) fn check(standards: &str, script: &[&str], as_of: &str, expected: &[&str]) {
    let body = body();
    let told: Vec<String> = body
        .owed(script, as_of)
        .iter()
        .filter(|promise| {
            let id = &body.charter.standards[promise.standard].id;
            standards.split(' ').any(|standard| standard == id)
        })
        .map(|promise| body.told(promise))
        .collect();
    assert_eq!(told, expected, "{script:#?} as known at {as_of}");
}
