//! Runs statements in a transaction and reads their rows.

use std::ops::ControlFlow;

use crate::error::{Context, DbError};
use crate::row::Row;
use crate::sql::AsSql;
use crate::tx::{Connection, Tx};
use crate::value::Value;

/// What preparing a statement says about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// How many placeholders it has.
    pub parameters: usize,
    /// The names of the columns that it returns.
    pub columns: Vec<String>,
}

/// What [`Tx::each`]'s closure returns: `()` to go on, or a `ControlFlow` that may break.
pub trait Onward {
    /// Whether another row is wanted.
    fn flow(self) -> ControlFlow<()>;
}

impl Onward for () {
    fn flow(self) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

impl Onward for ControlFlow<()> {
    fn flow(self) -> ControlFlow<()> {
        self
    }
}

impl Tx {
    /// Runs a statement that returns no rows; how many rows it changed.
    ///
    /// # Errors
    /// What the engine refuses, and a statement that returns rows.
    pub fn execute(&mut self, sql: impl AsSql, args: &[Value<'_>]) -> Result<u64, DbError> {
        let sql = sql.text(self.engine());
        self.usable(sql)?;
        let result = match &mut self.connection {
            Connection::Sqlite(lite) => lite.execute(sql, args),
            Connection::Postgres(server) => server.execute(sql, args),
        };
        self.noted(result)
    }

    /// All rows of a query, each read by the closure.
    ///
    /// # Errors
    /// What the engine refuses, or the closure's error.
    pub fn all<T>(
        &mut self,
        sql: impl AsSql,
        args: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        let mut found = Vec::new();
        self.rows(sql, args, |row| {
            found.push(read(row)?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }

    /// The first row of a query, if it has any. On PostgreSQL the others are fetched too: say
    /// `LIMIT 1` where there may be many.
    ///
    /// # Errors
    /// As [`all`](Self::all).
    pub fn first<T>(
        &mut self,
        sql: impl AsSql,
        args: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Option<T>, DbError> {
        let mut found = None;
        self.rows(sql, args, |row| {
            found = Some(read(row)?);
            Ok(ControlFlow::Break(()))
        })?;
        Ok(found)
    }

    /// The first row of a query.
    ///
    /// # Errors
    /// As [`all`](Self::all), and [`DbError::NoRow`] if there is none.
    pub fn one<T>(
        &mut self,
        sql: impl AsSql,
        args: &[Value<'_>],
        read: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        let found = self.first(&sql, args, read)?;
        found.ok_or_else(|| DbError::NoRow(Context::running(sql.text(self.engine()))))
    }

    /// Hands over a query's rows one at a time, however many there are, without holding them in
    /// memory. The closure returns `Ok(())`, or a `ControlFlow` to stop early.
    ///
    /// # Errors
    /// What the engine refuses, or the closure's error, which may be of the caller's own type.
    pub fn each<E: From<DbError>, O: Onward>(
        &mut self,
        sql: impl AsSql,
        args: &[Value<'_>],
        mut visit: impl FnMut(&Row<'_>) -> Result<O, E>,
    ) -> Result<(), E> {
        let sql = sql.text(self.engine());
        self.usable(sql)?;
        let mut stopped = Ok(());
        let mut on_row = |row: &Row<'_>| match visit(row).map(Onward::flow) {
            Ok(flow) => flow,
            Err(error) => {
                stopped = Err(error);
                ControlFlow::Break(())
            }
        };
        let result = match &mut self.connection {
            Connection::Sqlite(lite) => lite.rows(sql, args, &mut on_row),
            Connection::Postgres(server) => server.stream(sql, args, &mut on_row),
        };
        self.noted(result)?;
        stopped
    }

    fn rows(
        &mut self,
        sql: impl AsSql,
        args: &[Value<'_>],
        mut visit: impl FnMut(&Row<'_>) -> Result<ControlFlow<()>, DbError>,
    ) -> Result<(), DbError> {
        let sql = sql.text(self.engine());
        self.usable(sql)?;
        let mut stopped = Ok(());
        let mut on_row = |row: &Row<'_>| {
            visit(row).unwrap_or_else(|error| {
                stopped = Err(error);
                ControlFlow::Break(())
            })
        };
        let result = match &mut self.connection {
            Connection::Sqlite(lite) => lite.rows(sql, args, &mut on_row),
            Connection::Postgres(server) => server.rows(sql, args, &mut on_row),
        };
        self.noted(result)?;
        stopped
    }
}

/// Prepares a statement without running it: syntax, names and types are checked by the engine.
/// On PostgreSQL a mistake ends the transaction as a failed statement does.
///
/// # Errors
/// What the engine says is wrong with it.
pub fn prepare(tx: &mut Tx, sql: impl AsSql) -> Result<Statement, DbError> {
    let sql = sql.text(tx.engine());
    tx.usable(sql)?;
    let result = match &mut tx.connection {
        Connection::Sqlite(lite) => lite.describe(sql),
        Connection::Postgres(server) => server.describe(sql),
    };
    tx.noted(result)
}
