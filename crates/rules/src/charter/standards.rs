//! Standards: the measurable rules of a charter.

use super::targets::Target;
use crate::calendar::Nation;
use crate::clock::{Cap, Clock, DayOne, ExtensionRule, Limit, Policy, Term};
use crate::facts::FactKind;
use jiff::civil::Date;

/// What a standard promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Something within a limit.
    InTime,
    /// Something by the date or moment that was told.
    ByDate,
    /// A yes to a question that is answered for each.
    Share,
    /// Word of an event, so long before it.
    Notice,
    /// Nothing that is measured: the words are public, with the reason.
    AdvertisedOnly,
}

/// How a standard is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// From facts, by a clock.
    Clock,
    /// From a yes or no that is recorded.
    Record,
    /// From what customers said.
    Survey,
    /// From what a shopper or a manager saw.
    Observed,
    /// A customer says that it was missed.
    Reported,
    /// Given by a person or an outside body.
    Supplied,
}

/// Which share is taken of calls (practice: F1 to F4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CallFormula {
    /// Answered in time of those offered, less those abandoned in time (F4).
    #[default]
    OfOfferedLessAbandonedInTime,
    /// Answered in time of all offered (F3).
    OfAllOffered,
    /// Answered or abandoned in time of all offered (F1).
    OrAbandonedInTime,
}

/// Which records a standard covers. Empty lists cover all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Channels, by their keys.
    pub channels: Vec<String>,
    /// Kinds of matter, by their keys.
    pub matters: Vec<String>,
    /// Services, by their keys.
    pub services: Vec<String>,
    /// What it is about, by the names of the list of reasons.
    pub about: Vec<String>,
}

/// Something that must hold for a promise to be owed: yes, no or not yet known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Its key, which a `condition-answered` fact names.
    pub key: String,
}

/// Which calendar a standard counts by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum StandardCalendar {
    /// The body's own.
    #[default]
    Body,
    /// Monday to Friday less the bank holidays of a nation, whatever the body's hours.
    Statutory(Nation),
    /// Every hour of every day.
    RoundTheClock,
    /// That of the venue or line that the record came through, which is the body's unless it has
    /// hours of its own.
    Place,
}

/// When a standard without a limit is judged if what it promises was not done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Undone {
    /// Never.
    #[default]
    Never,
    /// At closure, as missed.
    MissedAtClosure,
}

/// How far the source of a rule was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Grade {
    /// The regulator's or the legislation's own text.
    A,
    /// A body, a law firm or a trade source that restates it.
    B,
    /// From memory or at second hand: to be confirmed.
    C,
}

/// A measurable rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Standard {
    /// Its permanent name.
    pub id: String,
    /// The commitment that it is behind.
    pub commitment: Option<String>,
    /// Its short name in lists and figures.
    pub title: String,
    /// What is promised, in words to read out.
    pub words: String,
    /// What it promises.
    pub kind: Kind,
    /// Which records it covers.
    pub scope: Scope,
    /// The fact that starts its clock.
    pub starts: FactKind,
    /// The facts that stop it.
    pub stops: Vec<FactKind>,
    /// The facts by which the customer ends it.
    pub ends: Vec<FactKind>,
    /// For a share: the facts that mean no.
    pub fails: Vec<FactKind>,
    /// Its limit; none measures only, or is told to each customer.
    pub limit: Option<Limit>,
    /// How it counts.
    pub policy: Policy,
    /// Which calendar it counts by.
    pub calendar: StandardCalendar,
    /// What must hold for it to be owed.
    pub condition: Option<Condition>,
    /// The standard whose stop starts this one.
    pub after: Option<String>,
    /// The reasons for which it may be paused; none by default.
    pub pauses: Vec<String>,
    /// The reasons for which something is asked at whose arrival it starts afresh.
    pub restarts: Vec<String>,
    /// The reasons for which something is asked at whose arrival it only starts.
    pub waits_for: Vec<String>,
    /// The longest extension; none means that it cannot be extended.
    pub extension: Option<Cap>,
    /// Whether an extension counts only if the customer was told in time.
    pub extension_needs_notice: bool,
    /// Day 1 by a second published reading: judged by the policy's, warned by the earlier.
    pub cautious_day_one: Option<DayOne>,
    /// How long before it is due whoever has to keep it is reminded; none for never.
    pub remind: Option<Limit>,
    /// How it is judged; the first is the one that the ledger keeps by itself.
    pub methods: Vec<Method>,
    /// Which share is taken of calls.
    pub formula: CallFormula,
    /// For a share that later contacts can overturn: for how long.
    pub window: Option<Limit>,
    /// What happens if it is never done.
    pub undone: Undone,
    /// What is aimed at.
    pub target: Option<Target>,
    /// Whether it is one of those that monthly figures are published for.
    pub main: bool,
    /// Why it is advertised but not measured.
    pub not_measured_because: Option<String>,
    /// Where it comes from.
    pub source: Option<String>,
    /// The first day of receipt that it holds for; none holds for all.
    pub holds_from: Option<Date>,
    /// How far its source was read.
    pub grade: Option<Grade>,
}

/// The names of a choice in charter files and figures.
pub(crate) type Choices<T> = &'static [(&'static str, T)];

impl Kind {
    pub(super) const NAMES: Choices<Kind> = &[
        ("in-time", Kind::InTime),
        ("by-date", Kind::ByDate),
        ("share", Kind::Share),
        ("notice", Kind::Notice),
        ("advertised-only", Kind::AdvertisedOnly),
    ];

    /// The name in charter files.
    pub fn key(self) -> &'static str {
        name_of(self, Kind::NAMES)
    }
}

impl Method {
    pub(super) const NAMES: Choices<Method> = &[
        ("clock", Method::Clock),
        ("record", Method::Record),
        ("survey", Method::Survey),
        ("observed", Method::Observed),
        ("reported", Method::Reported),
        ("supplied", Method::Supplied),
    ];

    /// The name in charter files and figures.
    pub fn key(self) -> &'static str {
        name_of(self, Method::NAMES)
    }

    /// The method of a name.
    pub fn named(key: &str) -> Option<Method> {
        Method::NAMES.iter().find(|(name, _)| *name == key).map(|(_, method)| *method)
    }
}

impl CallFormula {
    pub(super) const NAMES: Choices<CallFormula> = &[
        ("of-offered-less-abandoned-in-time", CallFormula::OfOfferedLessAbandonedInTime),
        ("of-all-offered", CallFormula::OfAllOffered),
        ("or-abandoned-in-time", CallFormula::OrAbandonedInTime),
    ];

    /// The name in charter files and figures.
    pub fn key(self) -> &'static str {
        name_of(self, CallFormula::NAMES)
    }
}

impl Grade {
    pub(super) const NAMES: Choices<Grade> = &[("A", Grade::A), ("B", Grade::B), ("C", Grade::C)];

    /// The name in charter files.
    pub fn key(self) -> &'static str {
        name_of(self, Grade::NAMES)
    }
}

fn name_of<T: PartialEq + Copy>(value: T, names: Choices<T>) -> &'static str {
    names.iter().find(|(_, named)| *named == value).map_or("", |(name, _)| name)
}

impl Standard {
    /// The clock that runs backwards from an event, for a standard that promises notice of it.
    pub fn notice_clock(&self) -> Option<Clock> {
        let limit = self.limit.filter(|_| self.kind == Kind::Notice)?;
        Clock::new(Term::Limit(limit), self.policy).ok()
    }

    /// The method that the ledger judges by itself, if it is one of those.
    pub fn own_method(&self) -> Option<Method> {
        self.methods.iter().copied().find(|m| matches!(m, Method::Clock | Method::Record))
    }

    /// Whether its clock starts when something reaches the body, rather than later on the way.
    pub fn starts_with_receipt(&self) -> bool {
        use FactKind as F;
        let is_receipt = matches!(
            self.starts,
            F::Received | F::CallOffered | F::MessageLeft | F::Arrived | F::ProgressAsked
        );
        self.after.is_none() && is_receipt
    }

    /// What it asks of an extension; none if it cannot be extended.
    pub fn extension_rule(&self) -> Option<ExtensionRule> {
        let needs_notice = self.extension_needs_notice;
        self.extension.map(|cap| ExtensionRule { cap, needs_notice })
    }

    /// Its clock by the more cautious reading, where there is one.
    pub fn cautious(&self, clock: Clock) -> Option<Clock> {
        let policy = Policy { day_one: self.cautious_day_one?, ..*clock.policy() };
        Clock::new(clock.term(), policy).ok()
    }

    /// Whether it holds for what was received on a date.
    pub fn holds_on(&self, received: Option<Date>) -> bool {
        received.is_none_or(|on| self.holds_from.is_none_or(|from| on >= from))
    }

    /// Whether a record is covered.
    pub fn covers(&self, channel: &str, matter: &str, service: &str, about: &str) -> bool {
        let in_list = |list: &[String], key: &str| list.is_empty() || list.iter().any(|k| k == key);
        in_list(&self.scope.channels, channel)
            && in_list(&self.scope.matters, matter)
            && in_list(&self.scope.services, service)
            && in_list(&self.scope.about, about)
    }
}
