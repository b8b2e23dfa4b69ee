//! What is to be recorded for a standard.

use super::{Aim, Asks, Rule};
use crate::charter::{Kind, Method, Standard};
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
        Some(Wanted::Periods(Rule {
            asks: Asks::Value,
            per: None,
            series: Vec::new(),
            otherwise: self.target.map(|target| Aim { label: None, target, stretch: None }),
        }))
    }

    /// By which methods readings are recorded for it: whatever the ledger does not judge.
    pub fn reading_methods(&self) -> impl Iterator<Item = Method> {
        let by_ledger = [Method::Clock, Method::Record];
        let is_measured = self.kind != Kind::AdvertisedOnly;
        self.methods.iter().copied().filter(move |one| is_measured && !by_ledger.contains(one))
    }

    /// Whether each of its periods must have a reading.
    pub fn owes_readings(&self) -> bool {
        false
    }

    /// Whether a reading of it by a method is a share of something, rather than a number.
    pub fn reads_shares(&self, method: Method) -> bool {
        method != Method::Reported
    }
}
