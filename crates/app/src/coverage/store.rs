//! The tables of confirmations and acknowledgements.

use crate::cx::Cx;
use db::{DbError, Tx, args};
use jiff::Timestamp;

/// What was said of a service and a version of the charter.
#[derive(Clone, Debug)]
pub(super) struct Confirmation {
    pub(super) version: i64,
    pub(super) service: i64,
    pub(super) is_ready: bool,
    pub(super) words: String,
    pub(super) by: String,
    pub(super) at: Timestamp,
}

pub(super) fn acknowledge(cx: &mut Cx<'_>, version: i64) -> Result<(), DbError> {
    cx.tx.execute(
        "INSERT INTO acknowledgements (charter_version_id, staff_id, acknowledged_at)
         VALUES ($1, $2, $3) ON CONFLICT (charter_version_id, staff_id) DO NOTHING",
        args![version, cx.actor.id, cx.now],
    )?;
    Ok(())
}

/// Who acknowledged a version, and when.
pub(super) fn acknowledged(tx: &mut Tx, version: i64) -> Result<Vec<(i64, Timestamp)>, DbError> {
    tx.all(
        "SELECT staff_id, acknowledged_at FROM acknowledgements
         WHERE charter_version_id = $1 ORDER BY id",
        args![version],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

pub(super) fn confirm(
    cx: &mut Cx<'_>,
    (version, service): (i64, i64),
    is_ready: bool,
    words: &str,
) -> Result<(), DbError> {
    cx.tx.execute(
        "INSERT INTO service_confirmations
             (charter_version_id, service_id, revision, is_ready, words, confirmed_by,
              confirmed_at)
         VALUES ($1, $2, (SELECT coalesce(max(revision), 0) + 1 FROM service_confirmations
                          WHERE charter_version_id = $1 AND service_id = $2), $3, $4, $5, $6)",
        args![version, service, is_ready, words, cx.actor.id, cx.now],
    )?;
    Ok(())
}

/// The newest word on every service and version.
pub(super) fn confirmations(tx: &mut Tx) -> Result<Vec<Confirmation>, DbError> {
    tx.all(
        "SELECT c.charter_version_id, c.service_id, c.is_ready, c.words, s.name, c.confirmed_at
         FROM service_confirmations c JOIN staff s ON s.id = c.confirmed_by
         WHERE c.revision = (SELECT max(n.revision) FROM service_confirmations n
                             WHERE n.charter_version_id = c.charter_version_id
                               AND n.service_id = c.service_id)
         ORDER BY c.id",
        args![],
        |row| {
            Ok(Confirmation {
                version: row.get(0)?,
                service: row.get(1)?,
                is_ready: row.get(2)?,
                words: row.get(3)?,
                by: row.get(4)?,
                at: row.get(5)?,
            })
        },
    )
}
