//! What is suggested about a contact.

use db::{DbError, Tx, args};
use jiff::Timestamp;

/// A suggestion that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatSuggestion {
    /// The reference of the earlier contact.
    pub earlier: String,
    /// What that was about.
    pub summary: String,
    /// When it was received.
    pub received_at: Timestamp,
    /// Until when it can be answered.
    pub window_ends_at: Timestamp,
}

/// What is suggested about a contact, if nobody has answered yet.
pub fn suggestion(tx: &mut Tx, record: i64) -> Result<Option<RepeatSuggestion>, DbError> {
    tx.first(
        "SELECT r.reference, c.summary, r.received_at, s.window_ends_at
         FROM repeat_suggestions s
         JOIN records r ON r.id = s.earlier_id
         JOIN contacts c ON c.id = s.earlier_id
         WHERE s.record_id = $1 AND s.answer = 'open'",
        args![record],
        |row| {
            Ok(RepeatSuggestion {
                earlier: row.get(0)?,
                summary: row.get(1)?,
                received_at: row.get(2)?,
                window_ends_at: row.get(3)?,
            })
        },
    )
}
