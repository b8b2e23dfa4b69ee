//! Whether there is anything to do.

use db::{DbError, Tx, args};
use jiff::Timestamp;

/// What waits for a round. Only whether there is any counts: of promises and jobs no more than one
/// is looked for.
pub(super) struct Waiting {
    /// Promises whose due moment has passed.
    pub(super) passed: i64,
    /// Jobs that are due.
    pub(super) jobs: i64,
    /// Versions of calendars that stored due moments have still to follow.
    pub(super) calendars: i64,
    /// Facts and lines after the last seal, and numbers that a seal found missing.
    pub(super) unsealed: [i64; 3],
}

impl Waiting {
    pub(super) fn any(&self) -> bool {
        self.passed > 0
            || self.jobs > 0
            || self.calendars > 0
            || self.unsealed.iter().any(|number| *number > 0)
    }
}

pub(super) fn waiting(tx: &mut Tx, now: Timestamp) -> Result<Waiting, DbError> {
    tx.one(
        "SELECT (SELECT count(*) FROM
                    (SELECT 1 AS one FROM promises
                     WHERE outcome = 'running' AND due_at < $1 LIMIT 1) AS passed),
                (SELECT count(*) FROM
                    (SELECT 1 AS one FROM jobs
                     WHERE run_at <= $1 AND (taken_until IS NULL OR taken_until < $1)
                     LIMIT 1) AS waiting),
                coalesce((SELECT max(id) FROM facts), 0)
                    - coalesce((SELECT max(last_fact_id) FROM seals), 0),
                coalesce((SELECT max(id) FROM judgements), 0)
                    - coalesce((SELECT max(last_judgement_id) FROM seals), 0),
                (SELECT count(*) FROM seal_gaps),
                (SELECT count(*) FROM calendar_versions v
                 LEFT JOIN calendar_followings f ON f.calendar_version_id = v.id
                 WHERE v.in_force_at <= $1 AND f.finished_at IS NULL)",
        args![now],
        |row| {
            Ok(Waiting {
                passed: row.get(0)?,
                jobs: row.get(1)?,
                calendars: row.get(5)?,
                unsealed: [row.get(2)?, row.get(3)?, row.get(4)?],
            })
        },
    )
}
