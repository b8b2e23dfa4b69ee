//! The table of jobs: asked for in the command's transaction, visible on a page until done.

use crate::cx::Cx;
use db::{DbError, Tx, args};
use jiff::{SignedDuration, Timestamp};

/// A kind of job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JobKind {
    /// Look whether a contact is about a matter that the customer came about before.
    LookForRepeat,
    /// The window of a suggestion ends: what nobody has answered counts as the same matter.
    RepeatWindowEnds,
}

impl JobKind {
    pub(crate) fn key(self) -> &'static str {
        match self {
            JobKind::LookForRepeat => "look-for-repeat",
            JobKind::RepeatWindowEnds => "repeat-window-ends",
        }
    }

    pub(crate) fn named(key: &str) -> Option<JobKind> {
        [JobKind::LookForRepeat, JobKind::RepeatWindowEnds].into_iter().find(|k| k.key() == key)
    }
}

/// A job that waits, for the page.
#[derive(Clone, Debug)]
pub struct JobRow {
    /// What it does.
    pub kind: String,
    /// The reference of the record that it is about.
    pub reference: Option<String>,
    /// From when on.
    pub run_at: Timestamp,
    /// How often it was tried.
    pub attempts: i64,
    /// Why the last try failed.
    pub failure: Option<String>,
}

/// Asks for a job about a record from a moment on. Asking twice asks once.
pub(crate) fn ask(
    cx: &mut Cx<'_>,
    kind: JobKind,
    record: i64,
    run_at: Timestamp,
) -> Result<(), DbError> {
    cx.tx.execute(
        "INSERT INTO jobs (kind, key, record_id, run_at, attempts, asked_at)
         VALUES ($1, $2, $3, $4, 0, $5)
         ON CONFLICT (kind, key) DO NOTHING",
        args![kind.key(), record.to_string(), record, run_at, cx.now],
    )?;
    Ok(())
}

/// A job that was taken to be done.
pub(crate) struct Taken {
    pub(crate) id: i64,
    pub(crate) kind: String,
    pub(crate) record: Option<i64>,
    pub(crate) attempts: i64,
}

/// Takes the jobs that are due, for ten minutes: if they are not done by then, another takes
/// them.
pub(crate) fn claim(cx: &mut Cx<'_>) -> Result<Vec<Taken>, DbError> {
    let until = cx.now + SignedDuration::from_mins(10);
    cx.tx.all(
        "UPDATE jobs SET taken_until = $2, attempts = attempts + 1
         WHERE id IN (SELECT id FROM jobs
                      WHERE run_at <= $1 AND (taken_until IS NULL OR taken_until < $1)
                      ORDER BY run_at, id LIMIT 50)
         RETURNING id, kind, record_id, attempts",
        args![cx.now, until],
        |row| {
            Ok(Taken {
                id: row.get(0)?,
                kind: row.get(1)?,
                record: row.get(2)?,
                attempts: row.get(3)?,
            })
        },
    )
}

/// A job is done and gone; what it did stands in the history. Gives whether it was still there
/// as it was taken: whoever took longer than ten minutes may find that another one took it.
pub(crate) fn done(tx: &mut Tx, (id, attempts): (i64, i64)) -> Result<bool, DbError> {
    let gone =
        tx.execute("DELETE FROM jobs WHERE id = $1 AND attempts = $2", args![id, attempts])?;
    Ok(gone > 0)
}

/// A job failed: it is tried again later, each time later.
pub(crate) fn failed(
    tx: &mut Tx,
    job: (i64, i64),
    now: Timestamp,
    why: &str,
) -> Result<(), DbError> {
    let (id, attempts) = job;
    let wait = SignedDuration::from_mins(1_i64 << attempts.clamp(0, 10));
    tx.execute(
        "UPDATE jobs SET taken_until = NULL, run_at = $2, failure = $3
         WHERE id = $1 AND attempts = $4",
        args![id, now + wait, why, attempts],
    )?;
    Ok(())
}

/// The jobs that wait, the most urgent first: a hundred at most.
pub fn waiting(tx: &mut Tx) -> Result<Vec<JobRow>, DbError> {
    tx.all(
        "SELECT j.kind, r.reference, j.run_at, j.attempts, j.failure
         FROM jobs j LEFT JOIN records r ON r.id = j.record_id
         ORDER BY j.run_at, j.id LIMIT 100",
        args![],
        |row| {
            Ok(JobRow {
                kind: row.get(0)?,
                reference: row.get(1)?,
                run_at: row.get(2)?,
                attempts: row.get(3)?,
                failure: row.get(4)?,
            })
        },
    )
}
