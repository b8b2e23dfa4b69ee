//! Sums of judgement lines, by what is asked for.

use crate::failure::Fault;
use crate::figures::ask::{Ask, By, CountBy};
use db::{DbError, Row, Tx, Value, args};
use jiff::Timestamp;
use rules::clock::Outcome;
use std::collections::BTreeMap;

/// What a sum is for. What is not grouped by is zero or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::figures) struct Group {
    pub(in crate::figures) standard: i64,
    pub(in crate::figures) method: String,
    pub(in crate::figures) month: i64,
    pub(in crate::figures) channel: String,
    pub(in crate::figures) service: i64,
    pub(in crate::figures) team: Option<i64>,
}

pub(in crate::figures) type Sums = BTreeMap<Group, Vec<(Outcome, i64)>>;

/// Which columns a question needs.
struct Columns {
    month: bool,
    channel: bool,
    service: bool,
    team: bool,
}

impl Columns {
    fn of(ask: &Ask) -> Columns {
        let has = |wanted: fn(&By) -> bool| ask.by.iter().any(wanted);
        Columns {
            month: has(|by| matches!(by, By::Period(_))),
            channel: has(|by| matches!(by, By::Channel)),
            service: has(|by| matches!(by, By::Service)),
            team: has(|by| matches!(by, By::Team)),
        }
    }

    /// The columns of a row, in a fixed order, and those to group by.
    fn text(&self, month: &str) -> (String, String) {
        let mut selected = vec!["standard_id".to_owned(), "method".into(), "outcome".into()];
        let mut grouped = selected.clone();
        let mut column = |wanted: bool, name: &str, otherwise: &str| {
            selected.push(if wanted { name.to_owned() } else { otherwise.to_owned() });
            if wanted {
                grouped.push(name.to_owned());
            }
        };
        column(self.month, month, "0");
        column(self.channel, "channel", "''");
        column(self.service, "service_id", "0");
        column(self.team, "team_id", "NULL");
        (selected.join(", "), grouped.join(", "))
    }
}

/// Adds up the lines that a question is about.
pub(in crate::figures) fn sums(tx: &mut Tx, ask: &Ask) -> Result<Sums, Fault> {
    let mut sums = Sums::new();
    let columns = Columns::of(ask);
    if let Some(at) = ask.known_at {
        known_at(tx, ask, &columns, at, &mut sums)?;
    } else if columns.team {
        collect(tx, &promises_text(ask, &columns), ask, &mut sums)?;
    } else {
        collect(tx, &rollups_text(ask, &columns), ask, &mut sums)?;
        collect(tx, &unsealed_text(ask, &columns), ask, &mut sums)?;
    }
    Ok(sums)
}

/// The lines that no seal covers yet.
const WAITING: &str = "SELECT * FROM judgements
         WHERE id > (SELECT coalesce(max(last_judgement_id), 0) FROM seals)
         UNION ALL
         SELECT * FROM judgements
         WHERE id IN (SELECT id FROM seal_gaps WHERE of_table = 'judgements')";

/// The table of lines.
const LINES: &str = "judgements";

/// Everything that is sealed: the sums that a job keeps.
fn rollups_text(ask: &Ask, columns: &Columns) -> String {
    let (selected, grouped) = columns.text("month");
    let standard = standard(ask);
    format!(
        "SELECT {selected}, CAST(sum(promises) AS BIGINT) FROM rollups
         WHERE counted_by = '{}' AND month >= $1 AND month <= $2{standard} GROUP BY {grouped}",
        ask.count_by.key()
    )
}

/// The lines that wait for a seal.
fn unsealed_text(ask: &Ask, columns: &Columns) -> String {
    // Found by their numbers and set apart first: nobody goes through a year of sealed lines to
    // find the few of the last second.
    let lines = lines_text(ask, columns, "waiting", "1 = 1");
    format!("WITH waiting AS MATERIALIZED ({WAITING}) {lines}")
}

/// Of closed months, the figures as first published. They are kept by the month of being due, and
/// of no team.
pub(in crate::figures) fn first_published(tx: &mut Tx, ask: &Ask) -> Result<Sums, DbError> {
    let mut sums = Sums::new();
    let columns = Columns::of(ask);
    if ask.count_by == CountBy::Due && !columns.team {
        collect(tx, &first_published_text(ask, &columns), ask, &mut sums)?;
    }
    Ok(sums)
}

fn first_published_text(ask: &Ask, columns: &Columns) -> String {
    let (selected, grouped) = columns.text("month");
    let standard = standard(ask);
    format!(
        "SELECT {selected}, CAST(sum(promises) AS BIGINT)
         FROM closed_figures JOIN closings ON closings.id = closing_id
         WHERE month >= $1 AND month <= $2{standard} GROUP BY {grouped}"
    )
}

/// The lines of a table that meet a condition.
fn lines_text(ask: &Ask, columns: &Columns, table: &str, which: &str) -> String {
    let month = ask.count_by.column();
    let (selected, grouped) = columns.text(month);
    let standard = standard(ask);
    // A line does not say which team: its promise does.
    let lines = match columns.team {
        true => format!(
            "(SELECT j.*, p.team_id FROM {table} j JOIN promises p ON p.id = j.promise_id) AS lines"
        ),
        false => table.to_owned(),
    };
    format!(
        "SELECT {selected}, CAST(sum(delta) AS BIGINT) FROM {lines}
         WHERE {which} AND NOT is_test AND {month} >= $1 AND {month} <= $2{standard}
         GROUP BY {grouped}"
    )
}

/// Groupings that sums are not kept for, from the promises as they stand now.
fn promises_text(ask: &Ask, columns: &Columns) -> String {
    let month = ask.count_by.column();
    let (selected, grouped) = columns.text(month);
    let standard = standard(ask);
    format!(
        "SELECT {selected}, count(*) FROM promises
         WHERE NOT is_test AND {month} >= $1 AND {month} <= $2{standard} GROUP BY {grouped}"
    )
}

fn standard(ask: &Ask) -> &'static str {
    if ask.standard.is_some() { " AND standard_id = $3" } else { "" }
}

fn collect(tx: &mut Tx, sql: &str, ask: &Ask, sums: &mut Sums) -> Result<(), DbError> {
    let mut args: Vec<Value<'_>> = vec![ask.from.number().into(), ask.to.number().into()];
    args.extend(ask.standard.map(Value::from));
    add(tx, sql, &args, 1, sums)
}

fn add(
    tx: &mut Tx,
    sql: &str,
    args: &[Value<'_>],
    sign: i64,
    sums: &mut Sums,
) -> Result<(), DbError> {
    for (group, outcome, number) in tx.all(sql, args, read)? {
        let counts = sums.entry(group).or_default();
        match counts.iter_mut().find(|(known, _)| *known == outcome) {
            Some((_, sum)) => *sum += sign * number,
            None => counts.push((outcome, sign * number)),
        }
    }
    Ok(())
}

fn read(row: &Row<'_>) -> Result<(Group, Outcome, i64), DbError> {
    let outcome: String = row.get(2)?;
    let group = Group {
        standard: row.get(0)?,
        method: row.get(1)?,
        month: row.get(3)?,
        channel: row.get(4)?,
        service: row.get(5)?,
        team: row.get(6)?,
    };
    Ok((group, Outcome::named(&outcome).unwrap_or(Outcome::NoEvidence), row.get(7)?))
}

/// As known at a moment: the lines of the seals up to it. Lines that came late to a seal after
/// it, though their number is smaller, were not known.
fn known_at(
    tx: &mut Tx,
    ask: &Ask,
    columns: &Columns,
    at: Timestamp,
    sums: &mut Sums,
) -> Result<(), Fault> {
    let last = tx.first(
        "SELECT id, last_judgement_id FROM seals WHERE sealed_at <= $1 ORDER BY id DESC LIMIT 1",
        args![at],
        |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?)),
    )?;
    let Some((seal, through)) = last else { return Ok(()) };
    let mut args: Vec<Value<'_>> = vec![ask.from.number().into(), ask.to.number().into()];
    args.extend(ask.standard.map(Value::from));
    let place = args.len() + 1;
    let sql = lines_text(ask, columns, LINES, &format!("id <= ${place}"));
    args.push(through.into());
    add(tx, &sql, &args, 1, sums)?;
    // Come late and not sealed yet.
    let gap = "id IN (SELECT id FROM seal_gaps WHERE of_table = 'judgements')";
    let sql = lines_text(ask, columns, LINES, &format!("id <= ${place} AND {gap}"));
    add(tx, &sql, &args, -1, sums)?;
    let late = tx.all(
        "SELECT late_judgements FROM seals WHERE id > $1 AND late_judgements <> ''",
        args![seal],
        |row| row.get::<String>(0),
    )?;
    let one = lines_text(ask, columns, LINES, &format!("id = ${place}"));
    for ids in late {
        let ids =
            crate::ledger::read_ids(&ids).ok_or_else(|| Fault::new("a seal does not read"))?;
        for id in ids.into_iter().filter(|id| *id <= through) {
            args.truncate(place - 1);
            args.push(id.into());
            add(tx, &one, &args, -1, sums)?;
        }
    }
    Ok(())
}

/// Every statement that figures are composed of, for the test that prepares them on both
/// databases.
pub fn every_statement() -> Vec<String> {
    use crate::figures::ask::PeriodLength;
    let month = rules::ledger::Month::of(jiff::civil::Date::constant(2026, 9, 1));
    let all = [By::Period(PeriodLength::Month), By::Channel, By::Service];
    let mut statements = Vec::new();
    for count_by in [CountBy::Due, CountBy::Received, CountBy::Concluded] {
        for standard in [None, Some(1)] {
            for by in [&all[..], &all[..1], &all[1..2], &[By::Team], &[]] {
                let by = by.to_vec();
                let (from, to, known_at, times) = (month, month, None, false);
                let ask = Ask { from, to, by, standard, count_by, known_at, times };
                let columns = Columns::of(&ask);
                statements.push(lines_text(&ask, &columns, LINES, "id <= 1"));
                if columns.team {
                    statements.push(promises_text(&ask, &columns));
                } else {
                    statements.push(rollups_text(&ask, &columns));
                    statements.push(first_published_text(&ask, &columns));
                    statements.push(unsealed_text(&ask, &columns));
                }
            }
        }
    }
    statements
}
