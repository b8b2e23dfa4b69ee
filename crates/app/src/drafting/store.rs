//! The tables of drafts, their texts and what happened to them.

use super::commands::Origin;
use super::queries::{DraftRow, State};
use crate::charters;
use crate::cx::Cx;
use db::{DbError, Tx, args};
use jiff::civil::Date;
use rules::charter::{Charter, CharterKind};
use rules::drafting::{Answer, StepKind, Told};

pub(super) fn insert(cx: &mut Cx<'_>, kind: CharterKind, origin: &Origin) -> Result<i64, DbError> {
    let (key, name, version) = match origin {
        Origin::Version(version) => ("version", "", Some(*version)),
        Origin::ReadyMade(id) => ("ready-made", id.as_str(), None),
        Origin::File => ("file", "", None),
    };
    cx.tx.one(
        "INSERT INTO drafts
             (kind, origin, origin_name, based_on_id, version, state, made_by, made_at)
         VALUES ($1, $2, $3, $4, 1, 'open', $5, $6) RETURNING id",
        args![kind.key(), key, name, version, cx.actor.id, cx.now],
        |row| row.get(0),
    )
}

pub(super) fn insert_text(
    cx: &mut Cx<'_>,
    draft: i64,
    (number, charter): (i64, &Charter),
) -> Result<(), DbError> {
    let (text, hash) = (rules::charter::write(charter), charters::canonical_hash(charter));
    cx.tx.execute(
        "INSERT INTO draft_texts
             (draft_id, number, title, definition, hash, made_by, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![draft, number, &charter.title, &text, hash.as_slice(), cx.actor.id, cx.now],
    )?;
    Ok(())
}

/// Moves a draft's version, which locks it; whether there is one.
pub(super) fn lock(tx: &mut Tx, draft: i64) -> Result<bool, DbError> {
    let moved =
        tx.execute("UPDATE drafts SET version = version + 1 WHERE id = $1", args![draft])?;
    Ok(moved > 0)
}

/// A step to be written down.
pub(super) struct NewStep<'a> {
    pub(super) kind: StepKind,
    pub(super) told: &'a Told,
    /// From when and until when what was approved holds.
    pub(super) days: Option<(Date, Option<Date>)>,
}

pub(super) fn insert_step(
    cx: &mut Cx<'_>,
    row: &DraftRow,
    step: &NewStep<'_>,
) -> Result<i64, DbError> {
    let told = step.told;
    cx.tx.one(
        "INSERT INTO draft_steps
             (draft_id, draft_text_id, kind, held_on, who, how, people, minute, words, waives,
              in_force_from, in_force_until, made_by, made_at)
         VALUES ($1, (SELECT id FROM draft_texts WHERE draft_id = $1 AND number = $2), $3, $4, $5,
                 $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id",
        args![
            row.id,
            row.text,
            step.kind.key(),
            told.on.unwrap_or(cx.today),
            told.who.trim(),
            told.how.trim(),
            told.people,
            told.minute.trim(),
            told.words.trim(),
            told.waives.map(rules::drafting::Need::key),
            step.days.map(|(from, _)| from),
            step.days.and_then(|(_, until)| until),
            cx.actor.id,
            cx.now
        ],
        |row| row.get(0),
    )
}

pub(super) fn finish(
    tx: &mut Tx,
    draft: i64,
    (state, version): (State, Option<i64>),
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE drafts SET state = $2, charter_version_id = $3 WHERE id = $1",
        args![draft, state.key(), version],
    )?;
    Ok(())
}

pub(super) fn set_in_readiness(tx: &mut Tx, draft: i64, version: i64) -> Result<(), DbError> {
    tx.execute("UPDATE drafts SET readiness_version_id = $2 WHERE id = $1", args![draft, version])?;
    Ok(())
}

/// The draft that a consultation was about; none if it was another step.
pub(super) fn draft_of_consultation(tx: &mut Tx, step: i64) -> Result<Option<i64>, DbError> {
    tx.first(
        "SELECT draft_id FROM draft_steps WHERE id = $1 AND kind = 'consulted'",
        args![step],
        |row| row.get(0),
    )
}

pub(super) fn insert_point(
    cx: &mut Cx<'_>,
    step: i64,
    (said, answer, because): (&str, Answer, &str),
) -> Result<(), DbError> {
    cx.tx.execute(
        "INSERT INTO draft_points (draft_step_id, said, answer, because, made_by, made_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        args![step, said, answer.key(), because, cx.actor.id, cx.now],
    )?;
    Ok(())
}
