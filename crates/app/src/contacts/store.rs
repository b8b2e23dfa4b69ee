//! The tables of contacts and of suggestions that one is about the same matter as another.

use super::commands::LogContact;
use crate::records::Record;
use db::{DbError, Tx, args};
use jiff::Timestamp;
use rules::contacts::LogRefusal;

/// Writes what was said on a contact.
pub(super) fn insert(
    tx: &mut Tx,
    record: i64,
    contact: &LogContact,
    (taken_by, logged_at): (i64, Timestamp),
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO contacts (id, summary, details, taken_by, logged_at)
         VALUES ($1, $2, $3, $4, $5)",
        args![record, contact.summary.trim(), contact.details.as_deref(), taken_by, logged_at],
    )?;
    Ok(())
}

/// What a contact names that is not there: its service, its reason, its channel.
pub(super) fn misplaced(tx: &mut Tx, contact: &LogContact) -> Result<Vec<LogRefusal>, DbError> {
    let (services, reasons, channels) = tx.one(
        "SELECT (SELECT count(*) FROM units WHERE id = $1 AND kind = 'service'),
                (SELECT count(*) FROM reasons WHERE id = $2 AND service_id = $1),
                (SELECT count(*) FROM offered_channels WHERE channel = $3)",
        args![contact.service, contact.reason, contact.channel.key()],
        |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?, row.get::<i64>(2)?)),
    )?;
    let wrong = [
        (services == 0, LogRefusal::NoService),
        (reasons != i64::from(contact.reason.is_some()), LogRefusal::ReasonOfAnotherService),
        (channels == 0, LogRefusal::ChannelNotOffered),
    ];
    Ok(wrong.into_iter().filter(|(is_wrong, _)| *is_wrong).map(|(_, refusal)| refusal).collect())
}

/// The last contact of the same customer about the same reason that was settled before a record
/// came; the same also if the list has changed since.
pub(super) fn settled_before(
    tx: &mut Tx,
    record: &Record,
    customer: i64,
    reason: i64,
) -> Result<Option<i64>, DbError> {
    tx.first(
        "SELECT id FROM records
         WHERE customer_id = $1 AND id <> $3 AND received_at <= $4
           AND reason_id IN
               (SELECT o.id FROM reasons n JOIN reasons o ON o.service_id = n.service_id
                WHERE n.id = $2
                  AND (o.id = n.id OR substr(o.key, 1, length(n.key) + 1) = n.key || '#'))
           AND NOT is_test AND state = 'settled'
         ORDER BY received_at DESC, id DESC LIMIT 1",
        args![customer, reason, record.id, record.received_at],
        |row| row.get(0),
    )
}

/// Suggests that a record is about the same matter as an earlier one.
pub(super) fn suggest(
    tx: &mut Tx,
    record: i64,
    earlier: i64,
    window_ends: Timestamp,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO repeat_suggestions (record_id, earlier_id, window_ends_at, answer)
         VALUES ($1, $2, $3, 'open') ON CONFLICT (record_id) DO NOTHING",
        args![record, earlier, window_ends],
    )?;
    Ok(())
}

/// Answers what is suggested about a record; gives the earlier one if nobody had answered yet.
pub(super) fn answer(
    tx: &mut Tx,
    record: i64,
    is_same: bool,
    (answered_by, answered_at): (i64, Timestamp),
) -> Result<Option<i64>, DbError> {
    let answer = if is_same { "same" } else { "different" };
    tx.first(
        "UPDATE repeat_suggestions SET answer = $2, answered_by = $3, answered_at = $4
         WHERE record_id = $1 AND answer = 'open' RETURNING earlier_id",
        args![record, answer, answered_by, answered_at],
        |row| row.get(0),
    )
}
