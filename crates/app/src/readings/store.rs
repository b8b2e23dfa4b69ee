//! The tables of readings and pieces of evidence.

use crate::cx::Cx;
use db::{DbError, Row, Tx, args};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::charter::Method;
use rules::charter::readings::{Period, Piece, Reading};

/// A reading as it was recorded, whether it stands or not.
#[derive(Clone, Debug)]
pub struct ReadingRow {
    /// What was read.
    pub reading: Reading,
    /// Its standard's permanent number.
    pub standard: i64,
    /// Where the numbers are from.
    pub source: String,
    /// The service that it is of, if it is of one: its number.
    pub service: Option<i64>,
    /// The provider that it is of, if it is of one.
    pub provider: Option<i64>,
    /// What shows it, and where that is.
    pub evidence: Option<(String, String)>,
    /// The reading that it replaces.
    pub replaces: Option<i64>,
    /// Why it replaces that.
    pub reason: Option<String>,
    /// Whether it takes back what it replaces and puts nothing in its place.
    pub is_taken_back: bool,
    /// Whether nothing has replaced it, and it is not taken back itself.
    pub stands: bool,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: Timestamp,
}

/// A piece of evidence.
#[derive(Clone, Debug)]
pub struct PieceRow {
    /// Its number.
    pub id: i64,
    /// The standard that it shows, by its permanent number.
    pub standard: i64,
    /// What it is.
    pub title: String,
    /// Where it is.
    pub place: String,
    /// Who answers for it, by role.
    pub owner: String,
    /// When it counts.
    pub piece: Piece,
    /// Why it was taken out, if it was.
    pub taken_out_because: Option<String>,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: Timestamp,
}

/// A reading to be written.
pub(super) struct NewReading<'a> {
    pub(super) standard: i64,
    pub(super) standard_version: i64,
    pub(super) method: Method,
    pub(super) period: Period,
    pub(super) of_what: &'a str,
    pub(super) revision: i64,
    pub(super) numbers: Numbers,
    pub(super) source: &'a str,
    pub(super) service: Option<i64>,
    pub(super) provider: Option<i64>,
    pub(super) evidence: Option<(&'a str, &'a str)>,
    pub(super) replaces: Option<(i64, &'a str)>,
    pub(super) is_taken_back: bool,
}

/// What a reading says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    pub(super) top: i64,
    pub(super) base: Option<i64>,
    pub(super) sample: Option<i64>,
    pub(super) done_on: Option<Date>,
}

pub(super) fn insert(cx: &mut Cx<'_>, new: &NewReading<'_>) -> Result<i64, DbError> {
    let Numbers { top, base, sample, done_on } = new.numbers;
    cx.tx.one(
        "INSERT INTO readings
             (standard_id, standard_version_id, method, first_on, last_on, of_what, revision, top,
              base, sample, done_on, source, service_id, provider_id, evidence_title,
              evidence_place, replaces_id, reason, is_taken_back, recorded_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                 $19, $20, $21)
         RETURNING id",
        args![
            new.standard,
            new.standard_version,
            new.method.key(),
            new.period.first,
            new.period.last,
            new.of_what,
            new.revision,
            top,
            base,
            sample,
            done_on,
            new.source,
            new.service,
            new.provider,
            new.evidence.map(|(title, _)| title),
            new.evidence.map(|(_, place)| place),
            new.replaces.map(|(id, _)| id),
            new.replaces.map(|(_, reason)| reason),
            new.is_taken_back,
            cx.actor.id,
            cx.now
        ],
        |row| row.get(0),
    )
}

/// The newest revision of a reading: its number, which it is, and whether it was taken back.
pub(super) fn newest(tx: &mut Tx, of_what: &str) -> Result<Option<(i64, i64, bool)>, DbError> {
    tx.first(
        "SELECT id, revision, is_taken_back FROM readings
         WHERE of_what = $1 ORDER BY revision DESC LIMIT 1",
        args![of_what],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// What a reading is of, and its revision.
pub(super) fn of_what(tx: &mut Tx, id: i64) -> Result<Option<(String, i64)>, DbError> {
    tx.first("SELECT of_what, revision FROM readings WHERE id = $1", args![id], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

/// Every reading of a standard, the latest period first, what was recorded last before the rest.
pub(super) fn of_standard(tx: &mut Tx, standard: i64) -> Result<Vec<ReadingRow>, DbError> {
    tx.all(
        "SELECT r.id, r.standard_id, r.method, r.first_on, r.last_on, r.top, r.base, r.sample,
                r.done_on, r.source, r.service_id, r.provider_id, r.evidence_title,
                r.evidence_place, r.replaces_id, r.reason, r.is_taken_back,
                EXISTS (SELECT 1 FROM readings n
                        WHERE n.of_what = r.of_what AND n.revision > r.revision),
                s.name, r.recorded_at
         FROM readings r JOIN staff s ON s.id = r.recorded_by
         WHERE r.standard_id = $1 ORDER BY r.first_on DESC, r.id DESC",
        args![standard],
        read,
    )
}

/// Every reading that may stand, of every standard.
pub(super) fn all(tx: &mut Tx) -> Result<Vec<ReadingRow>, DbError> {
    tx.all(
        "SELECT r.id, r.standard_id, r.method, r.first_on, r.last_on, r.top, r.base, r.sample,
                r.done_on, r.source, r.service_id, r.provider_id, r.evidence_title,
                r.evidence_place, r.replaces_id, r.reason, r.is_taken_back,
                EXISTS (SELECT 1 FROM readings n
                        WHERE n.of_what = r.of_what AND n.revision > r.revision),
                s.name, r.recorded_at
         FROM readings r JOIN staff s ON s.id = r.recorded_by
         ORDER BY r.standard_id, r.first_on, r.id",
        args![],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<ReadingRow, DbError> {
    let is_taken_back: bool = row.get(16)?;
    let is_replaced: bool = row.get(17)?;
    let evidence = row.get::<Option<String>>(12)?.zip(row.get::<Option<String>>(13)?);
    Ok(ReadingRow {
        reading: Reading {
            id: row.get(0)?,
            method: Method::named(&row.get::<String>(2)?).unwrap_or(Method::Supplied),
            period: Period { first: row.get(3)?, last: row.get(4)? },
            top: row.get(5)?,
            base: row.get(6)?,
            sample: row.get(7)?,
            done_on: row.get(8)?,
        },
        standard: row.get(1)?,
        source: row.get(9)?,
        service: row.get(10)?,
        provider: row.get(11)?,
        evidence,
        replaces: row.get(14)?,
        reason: row.get(15)?,
        is_taken_back,
        stands: !is_taken_back && !is_replaced,
        recorded_by: row.get(18)?,
        recorded_at: row.get(19)?,
    })
}

/// A piece of evidence to be written: title, place, owner.
pub(super) fn insert_piece(
    cx: &mut Cx<'_>,
    (standard, version): (i64, i64),
    [title, place, owner]: [&str; 3],
    (dated_on, until_on): (Date, Option<Date>),
) -> Result<i64, DbError> {
    cx.tx.one(
        "INSERT INTO evidence_pieces
             (standard_id, standard_version_id, title, place, owner, dated_on, until_on,
              recorded_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        args![standard, version, title, place, owner, dated_on, until_on, cx.actor.id, cx.now],
        |row| row.get(0),
    )
}

/// The standard of a piece of evidence, and whether it was taken out.
pub(super) fn piece(tx: &mut Tx, id: i64) -> Result<Option<(i64, bool)>, DbError> {
    tx.first(
        "SELECT p.standard_id, t.evidence_piece_id IS NOT NULL
         FROM evidence_pieces p LEFT JOIN evidence_taken_out t ON t.evidence_piece_id = p.id
         WHERE p.id = $1",
        args![id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

pub(super) fn take_out(cx: &mut Cx<'_>, piece: i64, reason: &str) -> Result<(), DbError> {
    cx.tx.execute(
        "INSERT INTO evidence_taken_out
             (evidence_piece_id, taken_out_on, reason, recorded_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5)",
        args![piece, cx.today, reason, cx.actor.id, cx.now],
    )?;
    Ok(())
}

/// Every piece of evidence, the latest first.
pub(super) fn pieces(tx: &mut Tx) -> Result<Vec<PieceRow>, DbError> {
    tx.all(
        "SELECT p.id, p.standard_id, p.title, p.place, p.owner, p.dated_on, p.until_on,
                t.taken_out_on, t.reason, s.name, p.recorded_at
         FROM evidence_pieces p
         JOIN staff s ON s.id = p.recorded_by
         LEFT JOIN evidence_taken_out t ON t.evidence_piece_id = p.id
         ORDER BY p.standard_id, p.dated_on DESC, p.id DESC",
        args![],
        |row| {
            Ok(PieceRow {
                id: row.get(0)?,
                standard: row.get(1)?,
                title: row.get(2)?,
                place: row.get(3)?,
                owner: row.get(4)?,
                piece: Piece {
                    dated_on: row.get(5)?,
                    until: row.get(6)?,
                    taken_out_on: row.get(7)?,
                },
                taken_out_because: row.get(8)?,
                recorded_by: row.get(9)?,
                recorded_at: row.get(10)?,
            })
        },
    )
}

/// A reading with the number of its standard's version.
pub(super) fn with_version(tx: &mut Tx, id: i64) -> Result<Option<(ReadingRow, i64)>, DbError> {
    let of = tx.first(
        "SELECT standard_id, standard_version_id FROM readings WHERE id = $1",
        args![id],
        |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?)),
    )?;
    let Some((standard, version)) = of else { return Ok(None) };
    let rows = of_standard(tx, standard)?;
    Ok(rows.into_iter().find(|row| row.reading.id == id).map(|row| (row, version)))
}

/// The number of a standard's version that holds on a date, and of its charter's.
pub(super) fn version_on(
    tx: &mut Tx,
    standard: i64,
    on: Date,
) -> Result<Option<(i64, i64)>, DbError> {
    tx.first(
        "SELECT s.id, v.id
         FROM standard_versions s JOIN charter_versions v ON v.id = s.charter_version_id
         WHERE s.standard_id = $1
         ORDER BY v.in_force_from <= $2 DESC,
                  CASE WHEN v.in_force_from <= $2 THEN v.in_force_from END DESC,
                  v.in_force_from, v.number DESC
         LIMIT 1",
        args![standard, on],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The versions of a standard's charter that have it, the earliest first: number and first day.
pub(super) fn versions(tx: &mut Tx, standard: i64) -> Result<Vec<(i64, Date)>, DbError> {
    tx.all(
        "SELECT v.id, v.in_force_from
         FROM standard_versions s JOIN charter_versions v ON v.id = s.charter_version_id
         WHERE s.standard_id = $1 ORDER BY v.in_force_from, v.number",
        args![standard],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
