//! Rows as they were stored, inserted again and nothing else done: what the database could do.

use app::{Failure, Kept};
use db::{Db, FromValue, Unfit, Value, args};
use std::sync::Arc;

/// The tables that a record's rows are in, in an order in which each finds what it refers to.
const TABLES: [(&str, &str); 8] = [
    ("records", "id"),
    ("contacts", "id"),
    ("cases", "id"),
    ("facts", "record_id"),
    ("promises", "record_id"),
    ("judgements", "promise_id"),
    ("jobs", "record_id"),
    ("imported_rows", "record_id"),
];

/// The rows of some records: for each table the insert and what to insert.
pub(crate) struct Rows(Vec<(Arc<str>, Vec<Vec<Value<'static>>>)>);

impl Rows {
    /// Inserts them in one transaction.
    pub(crate) fn insert(self: &Arc<Rows>, db: &Db) {
        let rows = Arc::clone(self);
        let inserted = db.write(move |tx| {
            for (sql, rows) in &rows.0 {
                tx.insert_rows(&**sql, rows)?;
            }
            Ok::<_, Failure<()>>(())
        });
        inserted.unwrap();
    }

    /// How many rows there are.
    pub(crate) fn number(&self) -> usize {
        self.0.iter().map(|(_, rows)| rows.len()).sum()
    }
}

/// How the rows of records are read: columns and statements, worked out once.
pub(crate) struct Reading<'k> {
    kept: &'k Kept,
    tables: Vec<(String, usize, Arc<str>)>,
}

impl<'k> Reading<'k> {
    pub(crate) fn of(kept: &'k Kept) -> Reading<'k> {
        let tables = TABLES.iter().map(|(table, of)| {
            let condition = match *table {
                "judgements" => "promise_id IN
                    (SELECT id FROM promises WHERE record_id >= $1 AND record_id <= $2)"
                    .to_owned(),
                _ => format!("{of} >= $1 AND {of} <= $2"),
            };
            let sql = format!("SELECT * FROM {table} WHERE {condition} ORDER BY 1");
            let columns = columns(kept, table);
            (sql, columns.len(), Arc::from(insert(table, &columns)))
        });
        Reading { kept, tables: tables.collect() }
    }

    /// The rows of records `first..=last`.
    pub(crate) fn rows(&self, first: i64, last: i64) -> Arc<Rows> {
        let of = |(sql, width, insert): &(String, usize, Arc<str>)| {
            let rows = read(self.kept, sql, *width, args![first, last]);
            (!rows.is_empty()).then(|| (Arc::clone(insert), rows))
        };
        Arc::new(Rows(self.tables.iter().filter_map(of).collect()))
    }
}

/// Copies what is missing of whole small tables: what records refer to.
pub(crate) fn copy_beside(from: &Kept, to: &Kept, tables: &[&str]) {
    for table in tables {
        let columns = columns(from, table);
        let sql = format!("SELECT * FROM {table} ORDER BY 1");
        let rows = read(from, &sql, columns.len(), args![]);
        let sql = insert(table, &columns).replacen("INSERT", "INSERT OR IGNORE", 1);
        to.db().write(move |tx| tx.insert_rows(&sql, &rows)).unwrap();
    }
}

fn insert(table: &str, columns: &[String]) -> String {
    let places: Vec<String> = (1..=columns.len()).map(|place| format!("${place}")).collect();
    format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), places.join(", "))
}

/// The columns of a table.
pub(crate) fn columns(kept: &Kept, table: &str) -> Vec<String> {
    let sql = format!("SELECT * FROM {table}");
    kept.read(|tx| db::prepare(tx, &sql)).unwrap().columns
}

/// A value as it is stored.
struct Stored(Value<'static>);

impl FromValue for Stored {
    fn from_value(value: Value<'_>) -> Result<Self, Unfit> {
        Ok(Stored(match value {
            Value::Text(text) => text.into_owned().into(),
            Value::Bytes(bytes) => bytes.into_owned().into(),
            Value::Int(number) => number.into(),
            Value::Real(number) => number.into(),
            _ => Value::Null,
        }))
    }
}

fn read(kept: &Kept, sql: &str, width: usize, args: &[Value<'_>]) -> Vec<Vec<Value<'static>>> {
    let rows = kept.read(|tx| {
        tx.all(sql, args, |row| (0..width).map(|column| Ok(row.get::<Stored>(column)?.0)).collect())
    });
    rows.unwrap()
}
