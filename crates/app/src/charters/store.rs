//! The tables of charters and calendars.

use super::commands::Adopt;
use super::queries::OwnVersion;
use db::{DbError, Row, Tx, args};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::charter::{CharterKind, Standard};

pub(super) fn charter_hash(tx: &mut Tx, id: i64) -> Result<Option<Vec<u8>>, DbError> {
    tx.first("SELECT hash FROM charter_versions WHERE id = $1", args![id], |row| row.get(0))
}

/// What a charter version's promises are judged by at a moment.
pub(super) struct Judging {
    pub(super) charter_hash: Vec<u8>,
    /// The version of its calendar in force then; before the first one, the first.
    pub(super) calendar: i64,
    pub(super) calendar_hash: Vec<u8>,
}

pub(super) fn judging(tx: &mut Tx, id: i64, now: Timestamp) -> Result<Option<Judging>, DbError> {
    tx.first(
        "SELECT v.hash, k.id, k.hash
         FROM charter_versions v
         JOIN charters c ON c.id = v.charter_id
         JOIN calendar_versions k ON k.calendar_id = c.calendar_id
         WHERE v.id = $1
         ORDER BY k.in_force_at <= $2 DESC,
                  CASE WHEN k.in_force_at <= $2 THEN k.in_force_at END DESC,
                  k.in_force_at, k.number DESC
         LIMIT 1",
        args![id, now],
        |row| {
            Ok(Judging {
                charter_hash: row.get(0)?,
                calendar: row.get(1)?,
                calendar_hash: row.get(2)?,
            })
        },
    )
}

pub(super) fn charter_text(tx: &mut Tx, id: i64) -> Result<(String, CharterKind), DbError> {
    tx.one(
        "SELECT v.definition, c.kind FROM charter_versions v
         JOIN charters c ON c.id = v.charter_id WHERE v.id = $1",
        args![id],
        |row| Ok((row.get(0)?, kind(&row.get::<String>(1)?))),
    )
}

/// A kind of charter that nobody knows is promised to nobody.
pub(super) fn kind(key: &str) -> CharterKind {
    CharterKind::named(key).unwrap_or(CharterKind::Imported)
}

/// The versions that hold beside the body's own charter for a record: of each statutory charter
/// and each in readiness the one in force on the day of receipt, if that had been adopted when
/// the record was logged. Numbers and hashes.
pub(super) fn beside(
    tx: &mut Tx,
    record: i64,
    received_on: Date,
) -> Result<Vec<(i64, Vec<u8>)>, DbError> {
    let versions = tx.all(
        "SELECT c.id, v.in_force_until, v.id, v.hash
         FROM charters c JOIN charter_versions v ON v.charter_id = c.id
         WHERE c.kind IN ('statutory', 'in-readiness') AND v.in_force_from <= $2
           AND v.made_at <= (SELECT logged_at FROM contacts WHERE id = $1)
         ORDER BY c.id, v.in_force_from DESC, v.number DESC",
        args![record, received_on],
        version_beside,
    )?;
    Ok(holding(versions, received_on))
}

/// The same on a date, as far as it has been adopted by now.
pub(super) fn beside_on(tx: &mut Tx, on: Date) -> Result<Vec<(i64, Vec<u8>)>, DbError> {
    let versions = tx.all(
        "SELECT c.id, v.in_force_until, v.id, v.hash
         FROM charters c JOIN charter_versions v ON v.charter_id = c.id
         WHERE c.kind IN ('statutory', 'in-readiness') AND v.in_force_from <= $1
         ORDER BY c.id, v.in_force_from DESC, v.number DESC",
        args![on],
        version_beside,
    )?;
    Ok(holding(versions, on))
}

/// The versions of the body's own charter, the newest first. None says yet when it ends.
pub(super) fn own_versions(tx: &mut Tx) -> Result<Vec<OwnVersion>, DbError> {
    tx.all(
        "SELECT v.id, v.number, v.title, v.in_force_from, v.approval
         FROM charter_versions v JOIN charters c ON c.id = v.charter_id
         WHERE c.kind = 'own' ORDER BY v.in_force_from DESC, v.number DESC",
        args![],
        |row| {
            Ok(OwnVersion {
                id: row.get(0)?,
                number: row.get(1)?,
                title: row.get(2)?,
                from: row.get(3)?,
                until: None,
                approval: row.get(4)?,
            })
        },
    )
}

/// Numbers and hashes of the versions of charters by which somebody is promised something.
pub(super) fn promised_versions(tx: &mut Tx) -> Result<Vec<(i64, Vec<u8>)>, DbError> {
    tx.all(
        "SELECT v.id, v.hash FROM charter_versions v JOIN charters c ON c.id = v.charter_id
         WHERE c.kind IN ('own', 'statutory') ORDER BY v.id",
        args![],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// A version of a charter that holds beside the body's own: the charter, its last day, and the
/// version's number and hash.
type VersionBeside = (i64, Option<Date>, (i64, Vec<u8>));

fn version_beside(row: &Row<'_>) -> Result<VersionBeside, DbError> {
    Ok((row.get(0)?, row.get(1)?, (row.get(2)?, row.get(3)?)))
}

/// Of each charter its newest version, if its last day has not passed.
fn holding(mut versions: Vec<VersionBeside>, on: Date) -> Vec<(i64, Vec<u8>)> {
    versions.dedup_by_key(|(charter, ..)| *charter);
    let holds = |until: Option<Date>| until.is_none_or(|until| on <= until);
    let holding = versions.into_iter().filter(|(_, until, _)| holds(*until));
    holding.map(|(.., version)| version).collect()
}

pub(super) fn standard_versions(tx: &mut Tx, id: i64) -> Result<Vec<(i64, i64)>, DbError> {
    tx.all(
        "SELECT standard_id, id FROM standard_versions
         WHERE charter_version_id = $1 ORDER BY position",
        args![id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

pub(super) fn calendar_hash(tx: &mut Tx, id: i64) -> Result<Option<Vec<u8>>, DbError> {
    tx.first("SELECT hash FROM calendar_versions WHERE id = $1", args![id], |row| row.get(0))
}

pub(super) fn calendar_text(tx: &mut Tx, id: i64) -> Result<String, DbError> {
    tx.one("SELECT definition FROM calendar_versions WHERE id = $1", args![id], |row| row.get(0))
}

/// The charter of a key with its calendar, made if it is not there: with a calendar that is
/// there, or with one of its own.
pub(super) fn charter(
    tx: &mut Tx,
    key: &str,
    kind: CharterKind,
    calendar: Option<i64>,
) -> Result<(i64, i64), DbError> {
    let found =
        tx.first("SELECT id, calendar_id FROM charters WHERE key = $1", args![key], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    if let Some(found) = found {
        return Ok(found);
    }
    let calendar = match calendar {
        Some(calendar) => calendar,
        None => {
            let sql = "INSERT INTO calendars (key) VALUES ($1) RETURNING id";
            tx.one(sql, args![key], |row| row.get::<i64>(0))?
        }
    };
    let charter = tx.one(
        "INSERT INTO charters (key, kind, calendar_id) VALUES ($1, $2, $3) RETURNING id",
        args![key, kind.key(), calendar],
        |row| row.get(0),
    )?;
    Ok((charter, calendar))
}

/// The calendar of the body's own charter.
pub(super) fn own_calendar(tx: &mut Tx) -> Result<Option<i64>, DbError> {
    tx.first("SELECT calendar_id FROM charters WHERE kind = 'own'", args![], |row| row.get(0))
}

/// The first standard of a charter whose name one of another promised charter has already, with
/// the title of that one.
pub(super) fn taken(tx: &mut Tx, adopt: &Adopt) -> Result<Option<(String, String)>, DbError> {
    let key = match adopt.kind {
        CharterKind::Own => "own".to_owned(),
        kind => format!("{}:{}", kind.key(), adopt.charter.id),
    };
    let others = tx.all(
        "SELECT s.key, (SELECT v.title FROM charter_versions v WHERE v.charter_id = c.id
                        ORDER BY v.number DESC LIMIT 1)
         FROM standards s JOIN charters c ON c.id = s.charter_id
         WHERE c.kind IN ('own', 'statutory') AND c.key <> $1",
        args![&key],
        |row| Ok((row.get::<String>(0)?, row.get::<Option<String>>(1)?.unwrap_or_default())),
    )?;
    let has = |id: &str| adopt.charter.standard(id).is_some();
    Ok(others.into_iter().find(|(standard, _)| has(standard)))
}

/// The newest version of a charter.
pub(super) struct Newest {
    pub(super) id: i64,
    pub(super) number: i64,
    pub(super) hash: Vec<u8>,
    pub(super) from: Date,
    pub(super) until: Option<Date>,
}

pub(super) fn newest(tx: &mut Tx, charter: i64) -> Result<Option<Newest>, DbError> {
    tx.first(
        "SELECT number, hash, in_force_from, id, in_force_until FROM charter_versions
         WHERE charter_id = $1 ORDER BY number DESC LIMIT 1",
        args![charter],
        |row| {
            Ok(Newest {
                number: row.get(0)?,
                hash: row.get(1)?,
                from: row.get(2)?,
                id: row.get(3)?,
                until: row.get(4)?,
            })
        },
    )
}

pub(super) fn newest_calendar(
    tx: &mut Tx,
    calendar: i64,
) -> Result<Option<(i64, Vec<u8>)>, DbError> {
    tx.first(
        "SELECT number, hash FROM calendar_versions
         WHERE calendar_id = $1 ORDER BY number DESC LIMIT 1",
        args![calendar],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

pub(super) fn newest_calendar_version(tx: &mut Tx, calendar: i64) -> Result<Option<i64>, DbError> {
    tx.first(
        "SELECT id FROM calendar_versions WHERE calendar_id = $1 ORDER BY number DESC LIMIT 1",
        args![calendar],
        |row| row.get(0),
    )
}

/// A version that is adopted.
pub(super) struct NewVersion<'a> {
    pub(super) charter: i64,
    pub(super) number: i64,
    pub(super) adopt: &'a Adopt,
    pub(super) hash: &'a [u8],
    pub(super) made_by: i64,
    pub(super) made_at: Timestamp,
}

pub(super) fn insert_version(tx: &mut Tx, new: &NewVersion<'_>) -> Result<i64, DbError> {
    tx.one(
        "INSERT INTO charter_versions
             (charter_id, number, title, definition, hash, in_force_from, in_force_until, approval,
              made_by, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
        args![
            new.charter,
            new.number,
            &new.adopt.charter.title,
            &new.adopt.text,
            new.hash,
            new.adopt.from,
            new.adopt.until,
            &new.adopt.approval,
            new.made_by,
            new.made_at
        ],
        |row| row.get(0),
    )
}

/// Writes a standard as a version has it; a standard keeps its number from version to version.
pub(super) fn insert_standard(
    tx: &mut Tx,
    charter: i64,
    version: i64,
    position: usize,
    standard: &Standard,
) -> Result<(), DbError> {
    let id = tx.one(
        "INSERT INTO standards (charter_id, key) VALUES ($1, $2)
         ON CONFLICT (charter_id, key) DO UPDATE SET key = excluded.key RETURNING id",
        args![charter, &standard.id],
        |row| row.get::<i64>(0),
    )?;
    tx.execute(
        "INSERT INTO standard_versions (charter_version_id, standard_id, position, title)
         VALUES ($1, $2, $3, $4)",
        args![version, id, position as i64, &standard.title],
    )?;
    Ok(())
}

pub(super) fn insert_calendar(
    tx: &mut Tx,
    calendar: i64,
    number: i64,
    text: &str,
    hash: &[u8],
    (made_by, in_force_at): (i64, Timestamp),
) -> Result<i64, DbError> {
    tx.one(
        "INSERT INTO calendar_versions
             (calendar_id, number, definition, hash, in_force_at, made_by)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        args![calendar, number, text, hash, in_force_at, made_by],
        |row| row.get(0),
    )
}
