//! Composing a list from its filters: never `$1 IS NULL OR …`, which loses the index.

use crate::cx::Actor;
use db::{DbError, Row, Tx, Value};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::charter::Method;
use rules::clock::Outcome;
use rules::contacts::Channel;
use rules::ledger::Month;

/// What a list shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// What is still to be done and has a due moment.
    Open,
    /// What belongs to a person now, whoever it was who missed it.
    Owner(i64),
    /// What belongs to one of these teams or services now.
    Teams(Vec<i64>),
    /// What is due before a moment.
    DueBefore(Timestamp),
    /// What is due at a moment or after it.
    DueFrom(Timestamp),
    /// What a service is responsible for.
    Service(i64),
    /// What came by a channel.
    Channel(Channel),
    /// What a standard promised.
    Standard(i64),
    /// What is judged by a method.
    Method(Method),
    /// What became of it.
    Outcome(Outcome),
    /// The months in which it was received.
    Received(Month, Month),
    /// The months in which it falls due.
    Due(Month, Month),
    /// The months in which it concluded.
    Concluded(Month, Month),
    /// What is in real figures.
    Real,
}

/// The order of a list. Both end with the number of the promise, so that pages have keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By due moment, the most urgent first. Goes with [`Filter::Open`].
    #[default]
    Due,
    /// As they were made.
    Made,
}

/// Where a page begins: after this row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The due moment of the row, for lists in that order.
    pub due: Option<Timestamp>,
    /// The number of the promise.
    pub id: i64,
}

/// A row of a list.
#[derive(Clone, Debug)]
pub struct ListRow {
    /// Where the next page would begin.
    pub key: Key,
    /// The record's reference.
    pub reference: String,
    /// What was promised.
    pub title: String,
    /// What the record is about.
    pub summary: String,
    /// The customer's name, if known.
    pub customer: Option<String>,
    /// How it came.
    pub channel: Channel,
    /// The service responsible.
    pub service: String,
    /// The person who has it.
    pub owner: Option<String>,
    /// What became of it so far.
    pub outcome: Outcome,
    /// Whether the clock stands still.
    pub is_paused: bool,
    /// When it was received.
    pub received_at: Timestamp,
    /// The due moment.
    pub due_at: Option<Timestamp>,
    /// The due date.
    pub due_on: Option<Date>,
    /// When it was done.
    pub stopped_at: Option<Timestamp>,
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct ListPage {
    /// Its rows.
    pub rows: Vec<ListRow>,
    /// Where the next page begins, if there is one.
    pub next: Option<Key>,
    /// How many rows the list has, up to [`COUNTED`].
    pub count: usize,
}

/// Counting stops here: "1,000+".
pub const COUNTED: usize = 1_000;

impl Key {
    /// Reads a key from an address.
    pub fn read(text: &str) -> Option<Key> {
        let (due, id) = text.split_once('.')?;
        let due = match due {
            "" => None,
            due => Some(Timestamp::from_microsecond(due.parse().ok()?).ok()?),
        };
        Some(Key { due, id: id.parse().ok()? })
    }
}

/// For addresses.
impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.due {
            Some(due) => write!(f, "{}.{}", due.as_microsecond(), self.id),
            None => write!(f, ".{}", self.id),
        }
    }
}

struct Text {
    /// What may be seen, by the records: it decides.
    visible: String,
    /// The same by the copies on the promises, and what was asked for.
    conditions: Vec<String>,
    args: Vec<Value<'static>>,
}

impl Text {
    fn compose(actor: &Actor, filters: &[Filter]) -> Text {
        let (visible, args) = actor.reach.visible(actor.id, 1);
        let conditions = vec![actor.reach.visible_by_copy(1)];
        let mut text = Text { visible, conditions, args };
        filters.iter().for_each(|filter| text.add(filter));
        text
    }

    /// Binds a value and gives its placeholder.
    fn bind(&mut self, value: impl Into<Value<'static>>) -> String {
        self.args.push(value.into());
        format!("${}", self.args.len())
    }

    fn add(&mut self, filter: &Filter) {
        let condition = match filter {
            Filter::Open => "p.is_open AND p.due_at IS NOT NULL".to_owned(),
            Filter::Owner(id) => format!("p.now_owner_id = {}", self.bind(*id)),
            Filter::Teams(ids) => {
                let places: Vec<String> = ids.iter().map(|id| self.bind(*id)).collect();
                match places.as_slice() {
                    [] => "1 = 0".to_owned(),
                    places => {
                        let places = places.join(", ");
                        format!("(p.now_team_id IN ({places}) OR p.now_service_id IN ({places}))")
                    }
                }
            }
            Filter::DueBefore(at) => format!("p.due_at < {}", self.bind(*at)),
            Filter::DueFrom(at) => format!("p.due_at >= {}", self.bind(*at)),
            Filter::Service(id) => format!("p.service_id = {}", self.bind(*id)),
            Filter::Channel(channel) => format!("p.channel = {}", self.bind(channel.key())),
            Filter::Standard(id) => format!("p.standard_id = {}", self.bind(*id)),
            Filter::Method(method) => format!("p.method = {}", self.bind(method.key())),
            Filter::Outcome(outcome) => format!("p.outcome = {}", self.bind(outcome.key())),
            Filter::Received(from, to) => self.months("received_month", *from, *to),
            Filter::Due(from, to) => self.months("due_month", *from, *to),
            Filter::Concluded(from, to) => self.months("concluded_month", *from, *to),
            Filter::Real => "NOT p.is_test".to_owned(),
        };
        self.conditions.push(condition);
    }

    fn months(&mut self, column: &str, from: Month, to: Month) -> String {
        let (from, to) = (self.bind(from.number()), self.bind(to.number()));
        format!("p.{column} >= {from} AND p.{column} <= {to}")
    }

    fn rows(&mut self, order: Order, after: Option<Key>, limit: usize) -> String {
        if let Some(key) = after {
            let condition = match (order, key.due) {
                (Order::Due, Some(due)) => {
                    let (due, id) = (self.bind(due), self.bind(key.id));
                    format!("(p.due_at, p.id) > ({due}, {id})")
                }
                _ => format!("p.id > {}", self.bind(key.id)),
            };
            self.conditions.push(condition);
        }
        let order = match order {
            Order::Due => "p.due_at, p.id",
            Order::Made => "p.id",
        };
        let limit = self.bind(limit as i64);
        format!(
            "SELECT p.id, p.due_at, r.reference, v.title, c.summary, u.name, p.channel,
                    coalesce(s.name, (SELECT n.name FROM unit_versions n
                                      WHERE n.unit_id = p.service_id
                                      ORDER BY n.organisation_version_id DESC LIMIT 1)),
                    o.name, p.outcome, p.is_paused, r.received_at, p.due_on, p.stopped_at
             FROM promises p
             JOIN records r ON r.id = p.record_id
             JOIN contacts c ON c.id = p.record_id
             JOIN standard_versions v ON v.id = p.standard_version_id
             LEFT JOIN customers u ON u.id = r.customer_id
             LEFT JOIN unit_versions s ON s.unit_id = p.service_id
                 AND s.organisation_version_id = p.organisation_version_id
             LEFT JOIN staff o ON o.id = p.owner_id
             WHERE {}
             ORDER BY {order} LIMIT {limit}",
            self.decided()
        )
    }

    /// How many rows there are, up to [`COUNTED`]: from an index, without their records.
    fn count(&self) -> String {
        format!(
            "SELECT count(*) FROM
                 (SELECT p.id FROM promises p WHERE {} LIMIT {COUNTED}) AS counted",
            self.conditions.join(" AND ")
        )
    }

    /// How many rows there are, all of them, by their records.
    fn length(&self) -> String {
        format!(
            "SELECT count(*) FROM promises p JOIN records r ON r.id = p.record_id WHERE {}",
            self.decided()
        )
    }

    fn decided(&self) -> String {
        format!("{} AND {}", self.visible, self.conditions.join(" AND "))
    }
}

/// A page of a list: what the actor may see of it.
pub fn list(
    tx: &mut Tx,
    actor: &Actor,
    filters: &[Filter],
    order: Order,
    after: Option<Key>,
    limit: usize,
) -> Result<ListPage, DbError> {
    let counting = Text::compose(actor, filters);
    let count = tx.one(counting.count(), &counting.args, |row| row.get::<i64>(0))?;
    let mut text = Text::compose(actor, filters);
    let sql = text.rows(order, after, limit + 1);
    let mut rows = tx.all(sql, &text.args, |row| read(row, order))?;
    let next = if rows.len() > limit {
        rows.truncate(limit);
        rows.last().map(|row| row.key)
    } else {
        None
    };
    Ok(ListPage { rows, next, count: usize::try_from(count).unwrap_or_default() })
}

fn read(row: &Row<'_>, order: Order) -> Result<ListRow, DbError> {
    let (id, due_at): (i64, Option<Timestamp>) = (row.get(0)?, row.get(1)?);
    let due = due_at.filter(|_| order == Order::Due);
    Ok(ListRow {
        key: Key { due, id },
        reference: row.get(2)?,
        title: row.get(3)?,
        summary: row.get(4)?,
        customer: row.get(5)?,
        channel: Channel::named(&row.get::<String>(6)?).unwrap_or(Channel::Staff),
        service: row.get::<Option<String>>(7)?.unwrap_or_default(),
        owner: row.get(8)?,
        outcome: Outcome::named(&row.get::<String>(9)?).unwrap_or(Outcome::NoEvidence),
        is_paused: row.get(10)?,
        received_at: row.get(11)?,
        due_at,
        due_on: row.get(12)?,
        stopped_at: row.get(13)?,
    })
}

/// How many rows a list has, all of them.
pub(super) fn length(tx: &mut Tx, actor: &Actor, filters: &[Filter]) -> Result<i64, DbError> {
    let counting = Text::compose(actor, filters);
    tx.one(counting.length(), &counting.args, |row| row.get(0))
}

/// Every statement that lists are composed of, for the test that prepares them on both
/// databases: each filter by itself and all together, in both orders, with and without a key.
pub fn every_statement(actor: &Actor) -> Vec<String> {
    let month = Month::of(Date::constant(2026, 9, 1));
    let at = Timestamp::UNIX_EPOCH;
    let filters = [
        Filter::Open,
        Filter::Owner(1),
        Filter::Teams(vec![1, 2]),
        Filter::Teams(Vec::new()),
        Filter::DueBefore(at),
        Filter::DueFrom(at),
        Filter::Service(1),
        Filter::Channel(Channel::Letter),
        Filter::Standard(1),
        Filter::Method(Method::Clock),
        Filter::Outcome(Outcome::Kept),
        Filter::Received(month, month),
        Filter::Due(month, month),
        Filter::Concluded(month, month),
        Filter::Real,
    ];
    let key = Key { due: Some(at), id: 1 };
    let alone = filters.iter().map(|filter| vec![filter.clone()]);
    let mut statements = Vec::new();
    for filters in alone.chain([filters.to_vec(), Vec::new()]) {
        statements.push(Text::compose(actor, &filters).count());
        statements.push(Text::compose(actor, &filters).length());
        for order in [Order::Due, Order::Made] {
            for after in [None, Some(key)] {
                statements.push(Text::compose(actor, &filters).rows(order, after, 50));
            }
        }
    }
    statements
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_go_into_addresses_and_back() {
        let at = Timestamp::from_microsecond(1_789_000_000_000_001).unwrap();
        for key in [Key { due: Some(at), id: 42 }, Key { due: None, id: 7 }] {
            assert_eq!(Key::read(&key.to_string()), Some(key));
        }
        for text in ["", "12", "x.1", "1.x"] {
            assert_eq!(Key::read(text), None, "{text}");
        }
    }
}
