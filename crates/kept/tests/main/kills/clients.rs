//! Somebody at work: logs a letter, responds, closes the case, and the next one. A form without an
//! answer is sent again until it has one.

use crate::officers::{Letter, letter, reference_of};
use crate::visitors::{Fields, Visitor, form};

/// Somebody at work.
pub(crate) struct Client {
    pub(crate) visitor: Visitor,
    number: usize,
    /// What was done, as far as it was answered.
    pub(crate) cases: Vec<Case>,
    /// A form without an answer yet.
    unanswered: Option<Sent>,
    /// The last form with an answer, and where that led.
    answered: Option<(Sent, String)>,
}

/// A case whose reference was given.
pub(crate) struct Case {
    pub(crate) summary: String,
    pub(crate) reference: String,
    pub(crate) stage: Stage,
}

/// How far a case has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    Logged,
    Responded,
    Closed,
}

#[derive(Clone)]
struct Sent {
    path: String,
    fields: Fields,
}

const LOG: &str = "/staff/contacts/new";

impl Client {
    pub(crate) fn new(number: usize, visitor: Visitor) -> Client {
        Client { visitor, number, cases: Vec::new(), unanswered: None, answered: None }
    }

    /// One case to each stage, and as many again as is needed to see how each should look.
    pub(crate) fn does_each_thing_once(&mut self) {
        while self.cases.last().is_none_or(|case| case.stage < Stage::Closed) {
            assert!(self.goes_on());
        }
    }

    /// Sends what has no answer yet, or takes the next step. Says whether there was an answer.
    pub(crate) fn goes_on(&mut self) -> bool {
        if self.unanswered.is_none() {
            self.unanswered = self.next_form();
        }
        let Some(sent) = self.unanswered.clone() else { return false };
        let Some(address) = self.send(&sent) else { return false };
        self.unanswered = None;
        match (sent.path.as_str(), self.cases.last_mut()) {
            (LOG, _) => {
                let reference = reference_of(&address);
                let summary = sent.summary();
                self.cases.push(Case { summary, reference, stage: Stage::Logged });
            }
            (path, Some(case)) => {
                let is_closing = path.ends_with("/close");
                case.stage = if is_closing { Stage::Closed } else { Stage::Responded };
            }
            (path, None) => panic!("{path} belongs to no case"),
        }
        self.answered = Some((sent, address));
        true
    }

    /// Sends what has no answer until it has one.
    pub(crate) fn comes_through(&mut self) {
        while self.unanswered.is_some() {
            self.goes_on();
        }
    }

    /// Sends the last form that was answered once more: it leads where it led before.
    pub(crate) fn sends_the_last_form_again(&mut self) {
        let Some((sent, address)) = self.answered.clone() else { return };
        assert_eq!(self.send(&sent), Some(address), "{} acted again", sent.path);
    }

    /// Every third case stays logged, every third is responded to, every third is closed as well.
    fn next_form(&mut self) -> Option<Sent> {
        let number = self.cases.len();
        match self.cases.last() {
            Some(case) if case.stage == Stage::Logged && number % 3 != 2 => {
                let path = format!("/staff/records/{}/respond", case.reference);
                self.filled(path, &[("response", "full"), ("when", "now"), ("text", "We came.")])
            }
            Some(case) if case.stage == Stage::Responded && number % 3 == 1 => {
                let path = format!("/staff/records/{}/close", case.reference);
                self.filled(path, &[("reason", "done"), ("text", "")])
            }
            _ => {
                let page = self.visitor.ask(LOG, None).ok().filter(|page| page.status == 200)?;
                let summary = format!("Letter {number} to officer {}", self.number);
                let fields = letter(&page, &Letter::about(&summary));
                Some(Sent { path: LOG.to_owned(), fields })
            }
        }
    }

    fn filled(&mut self, path: String, typed: &[(&str, &str)]) -> Option<Sent> {
        let page = self.visitor.ask(&path, None).ok().filter(|page| page.status == 200)?;
        Some(Sent { fields: form(&page, typed), path })
    }

    /// Where a form leads; none if nobody answered, or only to say that something went wrong.
    fn send(&mut self, sent: &Sent) -> Option<String> {
        let answer = self.visitor.ask(&sent.path, Some(&sent.fields)).ok()?;
        match answer.status {
            303 => answer.location,
            500 => {
                // The button on that page sends the same form, which acts once.
                assert_eq!(answer.hidden("form_key"), Some(sent.key()), "{}", answer.body);
                None
            }
            status => panic!("{} was answered with {status}: {}", sent.path, answer.body),
        }
    }
}

impl Sent {
    fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    fn summary(&self) -> String {
        self.field("summary").to_owned()
    }

    fn key(&self) -> &str {
        self.field("form_key")
    }
}
