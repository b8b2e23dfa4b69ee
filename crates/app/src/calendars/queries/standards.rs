//! The rules by which running promises are due: every version of every standard.

use crate::failure::Fault;
use crate::kept::Kept;
use db::{Tx, args};
use rules::charter::{Kind, Standard, StandardCalendar};
use rules::clock::{Clock, Term};
use std::collections::HashMap;

/// A standard as a version of its charter has it.
pub(super) struct Rule {
    pub(super) title: String,
    pub(super) calendar: i64,
    pub(super) counts_by: StandardCalendar,
    /// None where a change of calendar moves nothing: a date that was told, a yes or no; and
    /// where nobody was promised anything.
    pub(super) clock: Option<Clock>,
}

impl Rule {
    fn of(standard: &Standard, calendar: i64) -> Rule {
        let clock = (standard.kind == Kind::InTime && !standard.is_in_readiness())
            .then(|| Clock::new(Term::Limit(standard.limit?), standard.policy).ok());
        Rule {
            title: standard.title.clone(),
            calendar,
            counts_by: standard.calendar,
            clock: clock.flatten(),
        }
    }
}

/// Every version of a standard, with the calendar of its charter.
pub(super) fn rules(tx: &mut Tx, kept: &Kept) -> Result<HashMap<i64, Rule>, Fault> {
    let charters = tx.all(
        "SELECT v.id, c.calendar_id FROM charter_versions v JOIN charters c ON c.id = v.charter_id",
        args![],
        |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?)),
    )?;
    let mut rules = HashMap::new();
    for (version, calendar) in charters {
        let Some(charter) = kept.charter(tx, version)? else { continue };
        for (standard, (_, version)) in charter.charter.standards.iter().zip(&charter.standards) {
            rules.insert(*version, Rule::of(standard, calendar));
        }
    }
    Ok(rules)
}
