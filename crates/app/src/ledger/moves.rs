//! Which running promises a calendar has moved: noted when their due moments follow it, whoever
//! judges them first, so that the people who were told the old dates are known.

use super::concluded::Judging;
use super::posting::Changed;
use super::store;
use crate::charters;
use crate::cx::Cx;
use crate::failure::Fault;
use rules::clock::Outcome;
use rules::ledger::{Owed, owed};

/// Notes the promises of a record that move because a version of their calendar came into force,
/// and not because anything happened to the record.
pub(super) fn note(
    cx: &mut Cx<'_>,
    judging: &Judging<'_>,
    changed: &[Changed<'_>],
) -> Result<(), Fault> {
    let mut by_the_version_before: Option<(i64, Vec<Owed>)> = None;
    for (stored, promise, version, _) in changed {
        // What is only measured was promised to nobody.
        let charter = &judging.charter.charter;
        let runs = stored.outcome == Outcome::Running
            && !charter.standards[promise.standard].is_in_readiness();
        if !runs || stored.due_at == promise.judged.due.instant() {
            continue;
        }
        let is_known = by_the_version_before.as_ref().is_some_and(|(known, _)| known == version);
        if !is_known {
            let Some(before) = charters::followed_from(cx.tx, *version)? else { continue };
            let calendars = charters::calendars_by(cx.tx, cx.caches, before)?;
            let then = owed(charter, &calendars, judging.subject, judging.facts, judging.now);
            by_the_version_before = Some((*version, then));
        }
        let then = by_the_version_before.iter().flat_map(|(_, then)| then).find(|then| {
            (then.standard, then.started_by) == (promise.standard, promise.started_by)
        });
        if let Some(then) = then
            && then.judged.due != promise.judged.due
        {
            store::note_move(cx.tx, *version, stored.id, then, promise)?;
        }
    }
    Ok(())
}
