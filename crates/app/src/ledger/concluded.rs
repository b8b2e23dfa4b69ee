//! What has been concluded stays as it was judged when the calendar changes: a new version moves
//! what is running, and what is judged again because its facts have changed.

use super::posting::is_open;
use super::store::{self, Stored};
use crate::charters::{self, CharterVersion, Versions};
use crate::failure::Fault;
use crate::kept::Caches;
use crate::records::Record;
use db::Tx;
use jiff::Timestamp;
use rules::clock::Outcome;
use rules::facts::Fact;
use rules::ledger::{Owed, Subject, owed};

/// What the promises of a record are judged from.
pub(super) struct Judging<'a> {
    pub(super) charter: &'a CharterVersion,
    pub(super) subject: &'a Subject<'a>,
    pub(super) facts: &'a [Fact],
    pub(super) now: Timestamp,
    /// The calendar versions now in force.
    pub(super) versions: Versions,
}

impl Judging<'_> {
    /// The calendar version that judges a promise now.
    pub(super) fn version_of(&self, promise: &Owed) -> i64 {
        self.versions.of(&self.charter.charter.standards[promise.standard])
    }

    /// What was found by the calendar now in force; what had been concluded, and by the calendar
    /// of that time still comes out the same, as that one has it. Each with its calendar version.
    pub(super) fn as_concluded(
        &self,
        tx: &mut Tx,
        caches: &Caches,
        record: &Record,
        stored: &[Stored],
        found: Vec<Owed>,
    ) -> Result<Vec<(Owed, i64)>, Fault> {
        let mut judged = Vec::with_capacity(found.len());
        for promise in found {
            let key = (self.charter.standards[promise.standard].0, promise.started_by);
            let before = stored.iter().find(|stored| stored.key() == key);
            let concluded = before.filter(|before| {
                before.outcome != Outcome::Running
                    && !before.is(&promise, is_open(&self.charter.charter, &promise, record))
            });
            let then = match concluded {
                Some(before) => self.by_its_calendar(tx, caches, before, &promise)?,
                None => None,
            };
            let now_in_force = self.version_of(&promise);
            judged.push(then.unwrap_or((promise, now_in_force)));
        }
        Ok(judged)
    }

    fn by_its_calendar(
        &self,
        tx: &mut Tx,
        caches: &Caches,
        before: &Stored,
        now: &Owed,
    ) -> Result<Option<(Owed, i64)>, Fault> {
        let version = store::judged_by(tx, before.id)?;
        let Some(version) = version.filter(|version| *version != self.version_of(now)) else {
            return Ok(None);
        };
        let Some(calendars) = charters::calendars_of(tx, caches, version)? else {
            return Ok(None);
        };
        let then = owed(&self.charter.charter, &calendars, self.subject, self.facts, self.now)
            .into_iter()
            .find(|then| (then.standard, then.started_by) == (now.standard, now.started_by));
        let is_same = |then: &Owed| then.judged.outcome == before.posted.outcome;
        Ok(then.filter(is_same).map(|then| (then, version)))
    }
}
