//! Standards: the measurable rules of a charter.

use super::kinds::*;
use super::targets::{Baseline, Target, TargetFor};
use crate::clock::{Cap, Clock, DayOne, ExtensionRule, Limit, Policy, Term};
use crate::facts::FactKind;
use jiff::civil::Date;

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

/// A measurable rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standard {
    /// Its permanent name.
    pub id: String,
    /// The commitment that it is behind.
    pub commitment: Option<String>,
    /// The section that it stands in, where that is not its commitment's.
    pub section: Option<String>,
    /// Its short name in lists and figures.
    pub title: String,
    /// What is promised, in words to read out.
    pub words: String,
    /// Who answers for it, by role.
    pub owner: Option<String>,
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
    /// The age at which it is judged then, where that is how it is.
    pub backstop: Option<Limit>,
    /// How long its periods are, where it is judged by readings.
    pub per: Option<Per>,
    /// What is counted: `satisfied respondents`.
    pub counts: Option<String>,
    /// Of what, where it is a share: `respondents`.
    pub of: Option<String>,
    /// The question of the survey, or the line of the checklist.
    pub question: Option<String>,
    /// Which way a trend is to go.
    pub trend: Option<TrendWay>,
    /// The date of a milestone.
    pub by: Option<Date>,
    /// What shows that it is kept.
    pub evidence: Option<String>,
    /// How long a piece of evidence counts.
    pub expires: Option<Limit>,
    /// What is aimed at, on every day that the series does not name.
    pub target: Option<Target>,
    /// What is aimed at over the years.
    pub targets: Vec<TargetFor>,
    /// Where the body started from.
    pub baseline: Option<Baseline>,
    /// Which way is better, where the target does not say.
    pub better: Option<Better>,
    /// Who set it.
    pub origin: Origin,
    /// Who else works by it.
    pub good_practice: Option<String>,
    /// Whether its target measures quality as the customer sees it.
    pub customer_view: bool,
    /// The corporate standard that it is layered over.
    pub over: Option<String>,
    /// Why it is looser than that.
    pub because: Option<String>,
    /// Who approved that, and when.
    pub approved: Option<String>,
    /// The stage of a service that it belongs to.
    pub stage: Option<String>,
    /// The services that do not owe it, worked out from opt-outs and looser standards of services.
    pub not_for: Vec<String>,
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

impl Standard {
    /// The clock that runs backwards from an event, for a standard that promises notice of it.
    pub fn notice_clock(&self) -> Option<Clock> {
        let limit = self.limit.filter(|_| self.kind == Kind::Notice)?;
        Clock::new(Term::Limit(limit), self.policy).ok()
    }

    /// The method that the ledger judges by itself, if it is one of those.
    pub fn own_method(&self) -> Option<Method> {
        if self.kind.is_judged_by_readings() {
            return None;
        }
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
        !self.not_for.iter().any(|not| not == service)
            && in_list(&self.scope.channels, channel)
            && in_list(&self.scope.matters, matter)
            && in_list(&self.scope.services, service)
            && in_list(&self.scope.about, about)
    }

    /// What is aimed at on a date.
    pub fn target_on(&self, date: Date) -> Option<Target> {
        self.target_for(date).map(|aim| aim.target).or(self.target)
    }

    /// The entry of the series of targets for a date.
    pub fn target_for(&self, date: Date) -> Option<&TargetFor> {
        self.targets.iter().find(|aim| aim.from <= date && date <= aim.to)
    }

    /// Whether it has a target for any time.
    pub fn has_target(&self) -> bool {
        self.target.is_some() || !self.targets.is_empty()
    }

    /// Which way is better: as it says, or as its target does.
    pub fn better(&self) -> Better {
        let falls = self.trend == Some(TrendWay::Falls);
        let target = self.target.or(self.targets.first().map(|aim| aim.target));
        let at_most = target.is_some_and(|target| target.at_most);
        self.better.unwrap_or(if falls || at_most { Better::Less } else { Better::More })
    }

    /// Whether readings of a method are recorded for it: whatever the ledger does not judge.
    pub fn takes_readings(&self, method: Method) -> bool {
        self.methods.contains(&method) && self.own_method() != Some(method)
    }
}
