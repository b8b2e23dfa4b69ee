//! Whose reminders there are.

use crate::cx::Actor;
use db::{DbError, Tx, Value};
use jiff::Timestamp;
use jiff::civil::Date;

/// A reminder that nobody has seen yet, of a promise that can still be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// The promise's number.
    pub promise: i64,
    /// The record's reference.
    pub reference: String,
    /// What was promised.
    pub title: String,
    /// What the record is about.
    pub summary: String,
    /// The due moment.
    pub due_at: Timestamp,
    /// The due date.
    pub due_on: Option<Date>,
    /// When the reminder was made.
    pub made_at: Timestamp,
}

/// How many reminders are shown at most, the most urgent first.
pub const MOST_SHOWN: usize = 200;

/// The reminders of what somebody has to keep: of their own work, and of their teams' and
/// services' work that nobody has taken. What was done, put off or missed since is not among them.
pub fn unseen(tx: &mut Tx, actor: &Actor) -> Result<Vec<Reminder>, DbError> {
    let (visible, mut more) = actor.reach.visible(actor.id, 2);
    let units: Vec<i64> = actor.reach.units.iter().copied().collect();
    let first = 2 + more.len();
    let places: Vec<String> = (first..first + units.len()).map(|n| format!("${n}")).collect();
    let nobodys = match places.is_empty() {
        true => "1 = 0".to_owned(),
        false => {
            let units = places.join(", ");
            format!(
                "p.now_owner_id IS NULL AND (p.now_team_id IN ({units})
                     OR (p.now_team_id IS NULL AND p.now_service_id IN ({units})))"
            )
        }
    };
    let mut args: Vec<Value<'_>> = vec![actor.id.into()];
    args.append(&mut more);
    args.extend(units.into_iter().map(Value::from));
    let sql = format!(
        "SELECT p.id, r.reference, v.title, c.summary, p.due_at, p.due_on, m.made_at
         FROM reminders m
         JOIN promises p ON p.id = m.promise_id AND p.due_at = m.due_at
         JOIN standard_versions v ON v.id = p.standard_version_id
         JOIN records r ON r.id = p.record_id
         JOIN contacts c ON c.id = r.id
         WHERE m.seen_at IS NULL AND p.outcome = 'running'
           AND (p.now_owner_id = $1 OR ({nobodys})) AND {visible}
         ORDER BY m.due_at, m.promise_id LIMIT {MOST_SHOWN}"
    );
    tx.all(&sql, &args, |row| {
        Ok(Reminder {
            promise: row.get(0)?,
            reference: row.get(1)?,
            title: row.get(2)?,
            summary: row.get(3)?,
            due_at: row.get(4)?,
            due_on: row.get(5)?,
            made_at: row.get(6)?,
        })
    })
}
