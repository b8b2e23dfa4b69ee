//! Cases that no list of promises due shows: those in which nothing is due any more, and those
//! whose clocks stand still.

use crate::Actor;
use db::{DbError, Row, Tx, args};
use jiff::Timestamp;

/// An open case in which nothing is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenCase {
    /// Its reference.
    pub reference: String,
    /// What it is about.
    pub summary: String,
    /// The customer's name, if known.
    pub customer: Option<String>,
    /// The person who has it.
    pub owner: Option<String>,
    /// What comes next.
    pub next_step: Option<String>,
    /// When it was received.
    pub received_at: Timestamp,
}

/// How many are shown at most: the oldest. Closing them makes room for the others.
pub const NOTHING_DUE: usize = 50;

/// The open cases that may be seen in which nothing is due, the oldest first. A list of promises
/// has none of them, and nobody should lose sight of them.
pub fn nothing_due(tx: &mut Tx, actor: &Actor) -> Result<Vec<OpenCase>, DbError> {
    let (visible, args) = actor.reach.visible(actor.id, 1);
    let sql = format!(
        "SELECT r.reference, c.summary, u.name, o.name, k.next_step, r.received_at
         FROM records r
         JOIN contacts c ON c.id = r.id
         LEFT JOIN cases k ON k.id = r.id
         LEFT JOIN customers u ON u.id = r.customer_id
         LEFT JOIN staff o ON o.id = r.owner_id
         WHERE r.state = 'open' AND {visible}
           AND NOT EXISTS (SELECT 1 FROM promises p
                           WHERE p.record_id = r.id AND p.is_open AND p.due_at IS NOT NULL)
         ORDER BY r.received_at, r.id LIMIT {NOTHING_DUE}"
    );
    tx.all(&sql, &args, |row| {
        Ok(OpenCase {
            reference: row.get(0)?,
            summary: row.get(1)?,
            customer: row.get(2)?,
            owner: row.get(3)?,
            next_step: row.get(4)?,
            received_at: row.get(5)?,
        })
    })
}

/// A promise whose clock stands still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PausedPromise {
    /// The record's reference.
    pub reference: String,
    /// What was promised.
    pub title: String,
    /// What the record is about.
    pub summary: String,
    /// The person who has it.
    pub owner: Option<String>,
    /// What it waits for.
    pub reason: Option<String>,
    /// Since when; none if that is not on the record itself.
    pub since: Option<Timestamp>,
}

/// How many are shown at most: those that have stood still the longest.
pub const PAUSED: usize = 50;

/// The oldest pause of a record `p.record_id` that stands and has not ended: `column` of it.
fn open_pause(column: &str) -> String {
    format!(
        "(SELECT f.{column} FROM facts f
          WHERE f.record_id = p.record_id AND f.kind = 'paused'
            AND NOT EXISTS (SELECT 1 FROM facts g
                            WHERE g.record_id = f.record_id AND g.replaces_id = f.id)
            AND NOT EXISTS (SELECT 1 FROM facts g
                            WHERE g.record_id = f.record_id AND g.kind = 'resumed'
                              AND (g.happened_at, g.id) > (f.happened_at, f.id)
                              AND (g.reason IS NULL OR g.reason = f.reason))
          ORDER BY f.happened_at, f.id LIMIT 1)"
    )
}

/// The promises that may be seen whose clocks stand still, the longest first.
pub fn paused(tx: &mut Tx, actor: &Actor) -> Result<Vec<PausedPromise>, DbError> {
    let (visible, args) = actor.reach.visible(actor.id, 1);
    let (reason, since) = (open_pause("reason"), open_pause("happened_at"));
    let sql = format!(
        "SELECT r.reference, v.title, c.summary, o.name, {reason}, {since} AS since
         FROM promises p
         JOIN records r ON r.id = p.record_id
         JOIN contacts c ON c.id = p.record_id
         JOIN standard_versions v ON v.id = p.standard_version_id
         LEFT JOIN staff o ON o.id = r.owner_id
         WHERE p.is_paused AND p.outcome = 'running' AND {visible}
         ORDER BY since NULLS LAST, p.id LIMIT {PAUSED}"
    );
    tx.all(&sql, &args, read_paused)
}

fn read_paused(row: &Row<'_>) -> Result<PausedPromise, DbError> {
    Ok(PausedPromise {
        reference: row.get(0)?,
        title: row.get(1)?,
        summary: row.get(2)?,
        owner: row.get(3)?,
        reason: row.get(4)?,
        since: row.get(5)?,
    })
}

/// How many promises stand still, whoever's they are, and since when the oldest does. Mystery
/// shops are in no figure.
pub fn standing_still(tx: &mut Tx) -> Result<(i64, Option<Timestamp>), DbError> {
    let since = open_pause("happened_at");
    let sql = format!(
        "SELECT count(*), min({since})
         FROM promises p WHERE p.is_paused AND p.outcome = 'running' AND NOT p.is_test"
    );
    tx.one(&sql, args![], |row| Ok((row.get(0)?, row.get(1)?)))
}
