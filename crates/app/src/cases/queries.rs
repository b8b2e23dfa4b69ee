//! Open cases in which nothing is due any more: answered and not closed, or covered by nothing.

use crate::Actor;
use db::{DbError, Tx};
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
