//! Many rows of one table with few round trips.

use std::ops::ControlFlow;

use crate::error::DbError;
use crate::row::{OnRow, Row};
use crate::sql::AsSql;
use crate::tx::{Connection, Tx};
use crate::value::Value;

impl Tx {
    /// Inserts rows with a statement written for one of them, `INSERT … VALUES ($1, $2)`, with
    /// every placeholder inside the parentheses. PostgreSQL takes them in one round trip, SQLite
    /// one after another. How many were inserted.
    ///
    /// # Errors
    /// What the engine refuses; then nothing more can be done in this transaction.
    pub fn insert_rows<'v, R: AsRef<[Value<'v>]>>(
        &mut self,
        sql: impl AsSql,
        rows: &[R],
    ) -> Result<u64, DbError> {
        let sql = sql.text(self.engine());
        self.usable(sql)?;
        let rows: Vec<&[Value<'v>]> = rows.iter().map(AsRef::as_ref).collect();
        let result = match &mut self.connection {
            Connection::Sqlite(lite) => lite.insert_rows(sql, &rows, None),
            Connection::Postgres(server) => server.insert_rows(sql, &rows, None),
        };
        self.noted(result)
    }

    /// The same for a statement with `RETURNING`: what it returns, in the order of `rows`.
    ///
    /// # Errors
    /// As [`insert_rows`](Self::insert_rows), or the closure's error.
    pub fn insert_rows_returning<'v, R: AsRef<[Value<'v>]>, T>(
        &mut self,
        sql: impl AsSql,
        rows: &[R],
        mut read: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        let sql = sql.text(self.engine());
        self.usable(sql)?;
        let rows: Vec<&[Value<'v>]> = rows.iter().map(AsRef::as_ref).collect();
        let mut found = Vec::with_capacity(rows.len());
        let mut unread = None;
        let mut on_row = |row: &Row<'_>| {
            match read(row) {
                Ok(one) => found.push(one),
                Err(error) => unread = Some(error),
            }
            ControlFlow::Continue(())
        };
        let on_row: Option<&mut OnRow<'_>> = Some(&mut on_row);
        let result = match &mut self.connection {
            Connection::Sqlite(lite) => lite.insert_rows(sql, &rows, on_row),
            Connection::Postgres(server) => server.insert_rows(sql, &rows, on_row),
        };
        self.noted(result)?;
        unread.map_or(Ok(found), Err)
    }
}
