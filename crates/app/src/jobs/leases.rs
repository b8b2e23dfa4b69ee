//! Leases: who may do what only one process may do at a time.

use crate::cx::Cx;
use crate::failure::Failure;
use db::{DbError, Tx, args};
use jiff::{SignedDuration, Timestamp};

/// The lease of the process that does what the system does by itself: a process that serves.
pub(crate) const ROUNDS: &str = "rounds";

/// A lease that is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// What it is for.
    pub name: String,
    /// Grows each time that it changes hands, so that a holder who was asleep is told from the
    /// one who took over.
    pub fence: i64,
}

/// Takes a lease, or keeps it; none while somebody else holds it.
pub fn take(
    cx: &mut Cx<'_>,
    name: &str,
    holder: &str,
    for_how_long: SignedDuration,
) -> Result<Option<Lease>, Failure> {
    let until = cx.now + for_how_long;
    let fence = cx.tx.first(
        "INSERT INTO leases (name, holder, until_at, fence) VALUES ($1, $2, $3, 1)
         ON CONFLICT (name) DO UPDATE SET
             holder = excluded.holder, until_at = excluded.until_at,
             fence = leases.fence + CASE WHEN leases.holder = excluded.holder THEN 0 ELSE 1 END
         WHERE leases.holder = excluded.holder OR leases.until_at < $4
         RETURNING fence",
        args![name, holder, until, cx.now],
        |row| row.get(0),
    )?;
    Ok(fence.map(|fence| Lease { name: name.to_owned(), fence }))
}

/// Gives a lease back, if it is still held.
pub(crate) fn give_back(tx: &mut Tx, name: &str, holder: &str) -> Result<(), DbError> {
    let sql = "UPDATE leases SET until_at = $1 WHERE name = $2 AND holder = $3";
    tx.execute(sql, args![Timestamp::UNIX_EPOCH, name, holder]).map(drop)
}

/// Whether a lease is still held as it was taken: whoever was asleep while another took over is
/// told. It stays so until the end of the transaction.
pub fn is_ours(cx: &mut Cx<'_>, lease: &Lease) -> Result<bool, DbError> {
    let held = cx.tx.execute(
        "UPDATE leases SET fence = fence WHERE name = $1 AND fence = $2",
        args![&lease.name, lease.fence],
    )?;
    Ok(held > 0)
}

/// Whether somebody holds a lease.
pub(crate) fn is_held(tx: &mut Tx, name: &str, now: Timestamp) -> Result<bool, DbError> {
    let until = tx.first("SELECT until_at FROM leases WHERE name = $1", args![name], |row| {
        row.get::<Timestamp>(0)
    })?;
    Ok(until.is_some_and(|until| until > now))
}
