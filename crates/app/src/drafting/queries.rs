//! Which drafts there are, what they say, and what happened to them.

use super::commands::Origin;
use crate::failure::Fault;
use db::{DbError, Row, Tx, args};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::charter::CharterKind;
use rules::drafting::{Answer, Need, StepKind, Told};

/// Whether a draft can still be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It can.
    Open,
    /// It is a version of the charter.
    Approved,
    /// It was given up.
    Withdrawn,
}

impl State {
    const ALL: [(State, &'static str); 3] =
        [(State::Open, "open"), (State::Approved, "approved"), (State::Withdrawn, "withdrawn")];

    /// The name in tables.
    pub fn key(self) -> &'static str {
        State::ALL.into_iter().find(|(state, _)| *state == self).map_or("", |(_, key)| key)
    }

    fn named(key: &str) -> State {
        let found = State::ALL.into_iter().find(|(_, named)| *named == key);
        found.map_or(State::Withdrawn, |(state, _)| state)
    }
}

/// A draft by its newest text.
#[derive(Clone, Debug)]
pub struct DraftRow {
    /// Its number.
    pub id: i64,
    /// Whether it is the body's own charter or a pack.
    pub kind: CharterKind,
    /// What it began from.
    pub origin: Origin,
    /// Whether it can still be changed.
    pub state: State,
    /// The charter's version that it became.
    pub version: Option<i64>,
    /// The version that it was in readiness as.
    pub readiness_version: Option<i64>,
    /// The number of its newest text.
    pub text: i64,
    /// What the newest text is called.
    pub title: String,
    /// The hash of the newest text.
    pub hash: Vec<u8>,
    /// Who began it, and when.
    pub made: (String, Timestamp),
    /// Who changed its text last, and when.
    pub changed: (String, Timestamp),
}

impl DraftRow {
    /// The hash of its newest text, as people compare it.
    pub fn hash_in_words(&self) -> String {
        crate::random::hexadecimal(&self.hash)
    }
}

/// A draft with everything that happened to it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The draft.
    pub row: DraftRow,
    /// Its newest text, canonical.
    pub text: String,
    /// What happened to it, in order.
    pub steps: Vec<Step>,
}

/// Something that happened to a draft.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its number.
    pub id: i64,
    /// What.
    pub kind: StepKind,
    /// What is written down of it.
    pub told: Told,
    /// From when and until when what was approved holds.
    pub days: Option<(Date, Option<Date>)>,
    /// The number of the text that it was about.
    pub text: i64,
    /// The hash of that text.
    pub hash: Vec<u8>,
    /// What people said, and what became of it.
    pub points: Vec<Point>,
    /// Who wrote it down, and when.
    pub made: (String, Timestamp),
}

/// Something that people said when they were consulted.
#[derive(Clone, Debug)]
pub struct Point {
    /// What they said.
    pub said: String,
    /// What became of it.
    pub answer: Answer,
    /// Why.
    pub because: String,
}

/// A text that a draft has had.
#[derive(Clone, Debug)]
pub struct TextRow {
    /// Its number.
    pub number: i64,
    /// Its hash.
    pub hash: Vec<u8>,
    /// Who wrote it, and when.
    pub made: (String, Timestamp),
}

const ROWS: &str = "SELECT d.id, d.kind, d.origin, d.origin_name, d.based_on_id, d.state,
       d.charter_version_id, d.readiness_version_id, t.number, t.title, t.hash, m.name, d.made_at,
       c.name, t.made_at
     FROM drafts d
     JOIN draft_texts t ON t.draft_id = d.id
          AND t.number = (SELECT max(n.number) FROM draft_texts n WHERE n.draft_id = d.id)
     JOIN staff m ON m.id = d.made_by
     JOIN staff c ON c.id = t.made_by";

fn draft_row(row: &Row<'_>) -> Result<DraftRow, DbError> {
    let name: String = row.get(3)?;
    let origin = match (row.get::<String>(2)?.as_str(), row.get(4)?) {
        ("version", Some(version)) => Origin::Version(version),
        ("ready-made", _) => Origin::ReadyMade(name),
        _ => Origin::File,
    };
    Ok(DraftRow {
        id: row.get(0)?,
        kind: CharterKind::named(&row.get::<String>(1)?).unwrap_or(CharterKind::Own),
        origin,
        state: State::named(&row.get::<String>(5)?),
        version: row.get(6)?,
        readiness_version: row.get(7)?,
        text: row.get(8)?,
        title: row.get(9)?,
        hash: row.get(10)?,
        made: (row.get(11)?, row.get(12)?),
        changed: (row.get(13)?, row.get(14)?),
    })
}

/// Every draft, those that can still be changed first, then the newest.
pub fn drafts(tx: &mut Tx) -> Result<Vec<DraftRow>, DbError> {
    let sql = format!("{ROWS} ORDER BY d.state <> 'open', d.id DESC LIMIT 200");
    tx.all(&sql, args![], draft_row)
}

pub(super) fn row(tx: &mut Tx, id: i64) -> Result<Option<DraftRow>, DbError> {
    tx.first(format!("{ROWS} WHERE d.id = $1"), args![id], draft_row)
}

/// The draft of a number.
pub fn draft(tx: &mut Tx, id: i64) -> Result<Option<Draft>, Fault> {
    let Some(row) = row(tx, id)? else { return Ok(None) };
    let text = text_of(tx, id, row.text)?;
    let text = text.ok_or_else(|| Fault::new("a draft without its newest text"))?;
    let steps = steps(tx, id)?;
    Ok(Some(Draft { row, text, steps }))
}

/// The draft that became a version of a charter: with whom was consulted, what they said, and
/// what became of it. None where the version was adopted without one.
pub fn of_version(tx: &mut Tx, version: i64) -> Result<Option<Draft>, Fault> {
    let found = tx.first(
        "SELECT id FROM drafts WHERE charter_version_id = $1 ORDER BY id DESC LIMIT 1",
        args![version],
        |row| row.get(0),
    )?;
    match found {
        Some(id) => draft(tx, id),
        None => Ok(None),
    }
}

/// A text of a draft.
pub fn text_of(tx: &mut Tx, draft: i64, number: i64) -> Result<Option<String>, DbError> {
    tx.first(
        "SELECT definition FROM draft_texts WHERE draft_id = $1 AND number = $2",
        args![draft, number],
        |row| row.get(0),
    )
}

/// The texts that a draft has had, the newest first.
pub fn texts(tx: &mut Tx, draft: i64) -> Result<Vec<TextRow>, DbError> {
    tx.all(
        "SELECT t.number, t.hash, s.name, t.made_at
         FROM draft_texts t JOIN staff s ON s.id = t.made_by
         WHERE t.draft_id = $1 ORDER BY t.number DESC LIMIT 100",
        args![draft],
        |row| {
            Ok(TextRow { number: row.get(0)?, hash: row.get(1)?, made: (row.get(2)?, row.get(3)?) })
        },
    )
}

/// What happened to a draft, in order.
pub(super) fn steps(tx: &mut Tx, draft: i64) -> Result<Vec<Step>, Fault> {
    let mut steps = tx.all(
        "SELECT p.id, p.kind, p.held_on, p.who, p.how, p.people, p.minute, p.words, p.waives,
                p.in_force_from, p.in_force_until, t.number, t.hash, s.name, p.made_at
         FROM draft_steps p
         JOIN draft_texts t ON t.id = p.draft_text_id
         JOIN staff s ON s.id = p.made_by
         WHERE p.draft_id = $1 ORDER BY p.id",
        args![draft],
        step,
    )?;
    let said = tx.all(
        "SELECT q.draft_step_id, q.said, q.answer, q.because
         FROM draft_points q JOIN draft_steps p ON p.id = q.draft_step_id
         WHERE p.draft_id = $1 ORDER BY q.id",
        args![draft],
        |row| {
            let answer = Answer::named(&row.get::<String>(2)?).unwrap_or(Answer::NotAccepted);
            Ok((row.get::<i64>(0)?, Point { said: row.get(1)?, answer, because: row.get(3)? }))
        },
    )?;
    for (id, point) in said {
        if let Some(step) = steps.iter_mut().find(|step| step.id == id) {
            step.points.push(point);
        }
    }
    Ok(steps)
}

fn step(row: &Row<'_>) -> Result<Step, DbError> {
    let waives: Option<String> = row.get(8)?;
    let told = Told {
        on: Some(row.get(2)?),
        who: row.get(3)?,
        how: row.get(4)?,
        people: row.get(5)?,
        minute: row.get(6)?,
        words: row.get(7)?,
        waives: waives.as_deref().and_then(Need::named),
    };
    let (from, until): (Option<Date>, Option<Date>) = (row.get(9)?, row.get(10)?);
    Ok(Step {
        id: row.get(0)?,
        kind: StepKind::named(&row.get::<String>(1)?).unwrap_or(StepKind::Withdrawn),
        told,
        days: from.map(|from| (from, until)),
        text: row.get(11)?,
        hash: row.get(12)?,
        points: Vec::new(),
        made: (row.get(13)?, row.get(14)?),
    })
}
