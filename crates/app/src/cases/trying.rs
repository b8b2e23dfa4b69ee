//! What an extension would bring, before it is granted: the customer is told the new date first.

use super::clocks::{Extend, check_extension, extension_facts};
use crate::cx::Actor;
use crate::failure::Fault;
use crate::kept::Kept;
use crate::{history, ledger, records};
use db::Tx;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::cases::CaseRefusal;

/// When a promise would be due with an extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewDue {
    /// The due moment.
    pub due_at: Option<Timestamp>,
    /// The due date.
    pub due_on: Option<Date>,
    /// Whether it is longer than the standard allows without a higher authority.
    pub is_beyond: bool,
}

/// When a promise of a record that may be seen would be due with an extension, or why it cannot
/// have one.
pub fn try_extension(
    tx: &mut Tx,
    kept: &Kept,
    actor: &Actor,
    reference: &str,
    extend: &Extend,
    now: Timestamp,
) -> Result<Option<Result<NewDue, CaseRefusal>>, Fault> {
    let Some(id) = records::visible_id(tx, actor, reference)? else { return Ok(None) };
    let Some(record) = records::by_id(tx, id)? else { return Ok(None) };
    let mut facts = history::of_record(tx, id)?;
    let owed = ledger::owed_by(tx, kept.caches(), &record, &facts, now)?;
    let is_beyond = match check_extension(&facts, &owed, extend, now) {
        Ok(is_beyond) => is_beyond,
        Err(refusal) => return Ok(Some(Err(refusal))),
    };
    let told = Extend { is_told: true, ..extend.clone() };
    // Numbers after those of every fact there is: what is tried happens last.
    let tried = extension_facts(now, &told, is_beyond).into_iter().zip(i64::MAX - 8..);
    facts.extend(tried.map(|(fact, id)| fact.written(id, now)));
    let owed = ledger::owed_by(tx, kept.caches(), &record, &facts, now)?;
    let found = owed
        .into_iter()
        .filter(|(standard, _)| standard.id == extend.standard)
        .rfind(|(_, owed)| owed.stopped.is_none());
    Ok(Some(match found {
        Some((_, owed)) => {
            let (due_at, due_on) = (owed.judged.due.instant(), owed.due_on);
            Ok(NewDue { due_at, due_on, is_beyond })
        }
        None => Err(CaseRefusal::NotExtendable),
    }))
}
