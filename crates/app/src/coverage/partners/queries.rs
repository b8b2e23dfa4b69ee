//! Providers with their services, contracts and declarations.

use super::store;
use crate::organisation;
use db::{DbError, Tx};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use rules::organisation::UnitKind;

/// A contract as it was noted last.
#[derive(Clone, Debug)]
pub struct Contract {
    /// Its number.
    pub id: i64,
    /// The provider.
    pub provider: i64,
    /// What it is called.
    pub name: String,
    /// Its first day.
    pub from: Date,
    /// Its last day, if it has one.
    pub until: Option<Date>,
    /// Whether it holds the customer standards.
    pub has_standards: bool,
    /// Whether it holds a way to monitor them.
    pub has_monitoring: bool,
    /// When it was reviewed last.
    pub reviewed_on: Option<Date>,
    /// When its next review is due.
    pub review_due_on: Option<Date>,
    /// Who noted it last.
    pub noted_by: String,
    /// When.
    pub noted_at: Timestamp,
}

impl Contract {
    /// Whether it runs on a day.
    pub fn runs_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Whether its next review is overdue.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.review_due_on.is_some_and(|due| due < today)
    }

    /// Whether anything is missing: a review in time, the standards, or a way to monitor them.
    pub fn has_gap(&self, today: Date) -> bool {
        let is_reviewed = self.reviewed_on.is_some() && !self.is_overdue(today);
        !(is_reviewed && self.has_standards && self.has_monitoring)
    }
}

/// A provider's word that it adopts the standards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// The day.
    pub on: Date,
    /// Who declared it, by role.
    pub by: String,
    /// Whether the standards are adopted.
    pub adopts: bool,
    /// What training shows it.
    pub training: String,
}

impl Declaration {
    /// Whether it still holds on a day: for a year.
    pub fn holds_on(&self, day: Date) -> bool {
        self.adopts && day <= self.on.saturating_add(1.year())
    }
}

/// Somebody who provides services for the body.
#[derive(Clone, Debug)]
pub struct Partner {
    /// The provider's number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The names of the services that it provides.
    pub services: Vec<String>,
    /// Its contracts.
    pub contracts: Vec<Contract>,
    /// Its declarations, the latest first.
    pub declarations: Vec<Declaration>,
}

impl Partner {
    /// Whether its last declaration holds.
    pub fn has_declared(&self, today: Date) -> bool {
        self.declarations.first().is_some_and(|last| last.holds_on(today))
    }
}

/// The providers of the organisation's tree of today, by name.
pub fn partners(tx: &mut Tx, today: Date) -> Result<Vec<Partner>, DbError> {
    let Some(version) = organisation::version_on(tx, today)? else { return Ok(Vec::new()) };
    let tree = organisation::tree(tx, version)?;
    let contracts = store::contracts(tx)?;
    let declarations = store::declarations(tx)?;
    let providers = tree.iter().filter(|unit| unit.kind == UnitKind::Provider);
    Ok(providers
        .map(|provider| {
            let provided = tree.iter().filter(|unit| {
                unit.kind == UnitKind::Service && unit.provider == Some(provider.id)
            });
            let of_provider = declarations.iter().filter(|(of, _)| *of == provider.id);
            Partner {
                id: provider.id,
                name: provider.name.clone(),
                services: provided.map(|unit| unit.name.clone()).collect(),
                contracts: contracts
                    .iter()
                    .filter(|contract| contract.provider == provider.id)
                    .cloned()
                    .collect(),
                declarations: of_provider.map(|(_, declaration)| declaration.clone()).collect(),
            }
        })
        .collect())
}
