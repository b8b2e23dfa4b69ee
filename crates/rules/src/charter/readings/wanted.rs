//! What is to be recorded for a standard.

use super::{Aim, Asks, Period, Rule};
use crate::charter::{Kind, Method, Standard, TargetOf};
use crate::clock::Limit;
use jiff::civil::Date;

/// What is to be recorded for a standard that no record judges, or beside its records.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// Readings of periods.
    Periods(Rule),
    /// The day on which something is reached that is to be reached by a date.
    Milestone(Date),
    /// Pieces of evidence, good for so long.
    Evidence(Option<Limit>),
}

impl Standard {
    /// What is to be recorded for it, if anything is.
    pub fn wanted(&self) -> Option<Wanted> {
        self.reading_methods().next()?;
        let asks = match self.kind {
            Kind::Milestone => return self.by.map(Wanted::Milestone),
            Kind::Demonstrated => return Some(Wanted::Evidence(self.expires)),
            Kind::KeptDuty => Asks::Duty,
            Kind::Count => Asks::Count,
            Kind::Trend => Asks::Trend(self.trend?),
            _ => Asks::Value,
        };
        let aim = |target| Aim { label: None, target, stretch: None };
        let series = self.targets.iter().map(|of| {
            let period = Period { first: of.from, last: of.to };
            let label = Some(of.label.clone());
            (period, Aim { label, target: of.target, stretch: of.stretch })
        });
        Some(Wanted::Periods(Rule {
            asks,
            per: self.per,
            series: series.collect(),
            otherwise: self.target.map(aim),
        }))
    }

    /// By which methods readings are recorded for it: whatever the ledger does not judge.
    pub fn reading_methods(&self) -> impl Iterator<Item = Method> {
        let by_ledger = [Method::Clock, Method::Record];
        let is_measured = self.kind != Kind::AdvertisedOnly;
        self.methods.iter().copied().filter(move |one| is_measured && !by_ledger.contains(one))
    }

    /// Whether each of its periods must have a reading: nothing else judges it.
    pub fn owes_readings(&self) -> bool {
        self.kind.is_judged_by_readings()
    }

    /// Whether a reading of it by a method is a share of something, rather than a number.
    pub fn reads_shares(&self, method: Method) -> bool {
        let aims_at = |of| {
            let all = self.targets.iter().map(|aim| aim.target).chain(self.target);
            all.into_iter().any(|target| target.of == of)
        };
        match self.kind {
            Kind::Count | Kind::KeptDuty | Kind::Milestone | Kind::Demonstrated => false,
            // A question has answers, and they are a share of those who answered, unless a number
            // is aimed at.
            Kind::Score => self.of.is_some() || !aims_at(TargetOf::Number),
            Kind::Supplied | Kind::Trend => self.of.is_some() || aims_at(TargetOf::Share),
            // What customers report has no base: nobody knows who did not.
            _ => method != Method::Reported,
        }
    }
}
