//! One connection to a PostgreSQL server: runs statements, keeps them prepared.

use std::collections::HashMap;

use ::postgres::fallible_iterator::FallibleIterator;
use ::postgres::types::ToSql;
use ::postgres::{Client, Error};

use crate::address::Engine;
use crate::error::{Context, DbError};
use crate::postgres::session::Session;
use crate::postgres::{errors, values};
use crate::refusals;
use crate::row::{Columns, OnRow, Row};
use crate::sql;
use crate::tx::{Health, Statement};
use crate::value::Value;

/// How many prepared statements a connection keeps; the server keeps as many beside.
const STATEMENTS: usize = 256;

/// A connection with its prepared statements.
pub(crate) struct Server {
    pub(super) client: Session,
    statements: HashMap<Box<str>, Kept>,
    uses: u64,
    in_transaction: bool,
    stale: bool,
}

struct Kept {
    statement: ::postgres::Statement,
    /// For inserting several rows at once, by how many the text is for.
    several: HashMap<usize, ::postgres::Statement>,
    used: u64,
}

impl Server {
    pub(super) fn new(client: Client) -> Self {
        let statements = HashMap::new();
        let client = Session::new(client);
        Self { client, statements, uses: 0, in_transaction: false, stale: false }
    }

    /// Begins a transaction with this `BEGIN …`.
    pub(super) fn begin(&mut self, how: &str) -> Result<(), DbError> {
        self.in_transaction = true;
        self.client
            .batch_execute(how)
            .map_err(|error| errors::classify(&error, Context::doing("beginning a transaction")))
    }

    pub(super) fn commit(&mut self) -> Result<(), DbError> {
        self.client.batch_execute("COMMIT").map_err(|error| errors::classify_commit(&error))?;
        self.in_transaction = false;
        Ok(())
    }

    /// Undoes everything. If that fails the connection isn't used again, which undoes it too.
    pub(super) fn roll_back(&mut self) {
        self.in_transaction = self.client.batch_execute("ROLLBACK").is_err();
    }

    /// Whether the connection must not go back to the pool.
    pub(super) fn unusable(&self) -> bool {
        self.in_transaction || self.client.is_closed()
    }

    pub(super) fn lost(&self) -> bool {
        self.client.is_closed()
    }

    /// What can still be done after a statement failed.
    pub(crate) fn health_after(&mut self, error: &DbError) -> Health {
        if std::mem::take(&mut self.stale) {
            self.statements.clear();
            return Health::Conflict;
        }
        match error {
            DbError::Serialisation(_) => Health::Conflict,
            DbError::Unavailable(_) => Health::Gone,
            _ if self.client.is_closed() => Health::Gone,
            _ => Health::Failed,
        }
    }

    pub(crate) fn execute(&mut self, sql: &str, args: &[Value<'_>]) -> Result<u64, DbError> {
        let statement = self.statement(sql)?;
        if !statement.columns().is_empty() {
            return Err(refusals::returns_rows(Engine::Postgres, sql));
        }
        let params = parameters(&statement, sql, args)?;
        let result = self.client.execute(&statement, &params);
        result.map_err(|error| self.failed(&error, sql))
    }

    /// Runs a query, fetches its rows, then hands them over.
    pub(crate) fn rows(
        &mut self,
        sql: &str,
        args: &[Value<'_>],
        on_row: &mut OnRow<'_>,
    ) -> Result<(), DbError> {
        let statement = self.statement(sql)?;
        let params = parameters(&statement, sql, args)?;
        let rows = self.client.query(&statement, &params);
        let rows = rows.map_err(|error| self.failed(&error, sql))?;
        for row in &rows {
            if on_row(&Row { columns: Columns::Postgres(row), sql }).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Runs a query and hands over its rows as they arrive.
    pub(crate) fn stream(
        &mut self,
        sql: &str,
        args: &[Value<'_>],
        on_row: &mut OnRow<'_>,
    ) -> Result<(), DbError> {
        let statement = self.statement(sql)?;
        let params = parameters(&statement, sql, args)?;
        let streamed = (|| {
            let mut rows = self.client.query_raw(&statement, params)?;
            while let Some(row) = rows.next()? {
                if on_row(&Row { columns: Columns::Postgres(&row), sql }).is_break() {
                    break;
                }
            }
            Ok(())
        })();
        streamed.map_err(|error: Error| self.failed(&error, sql))
    }

    /// Runs all statements of a text.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        self.client.batch_execute(sql).map_err(|error| self.failed(&error, sql))
    }

    /// Prepares without running.
    pub(crate) fn describe(&mut self, sql: &str) -> Result<Statement, DbError> {
        let statement = self.statement(sql)?;
        let columns = statement.columns().iter().map(|column| column.name().to_owned()).collect();
        Ok(Statement { parameters: statement.params().len(), columns })
    }

    /// The prepared statement of a text.
    pub(super) fn statement(&mut self, sql: &str) -> Result<::postgres::Statement, DbError> {
        self.uses += 1;
        if let Some(kept) = self.statements.get_mut(sql) {
            kept.used = self.uses;
            return Ok(kept.statement.clone());
        }
        if let Some(word) = sql::control_word(sql) {
            return Err(refusals::controlling(Engine::Postgres, word, sql));
        }
        let prepared = self.client.prepare(sql);
        let statement = prepared.map_err(|error| self.failed(&error, sql))?;
        if self.statements.len() >= STATEMENTS {
            self.forget_half();
        }
        let several = HashMap::new();
        let kept = Kept { statement: statement.clone(), several, used: self.uses };
        self.statements.insert(sql.into(), kept);
        Ok(statement)
    }

    /// The prepared statement of the text that `make` makes of this one for so many rows.
    pub(super) fn statement_for(
        &mut self,
        sql: &str,
        rows: usize,
        make: impl FnOnce(&str) -> Option<String>,
    ) -> Result<::postgres::Statement, DbError> {
        if let Some(known) = self.statements.get(sql).and_then(|kept| kept.several.get(&rows)) {
            return Ok(known.clone());
        }
        let text = make(sql).ok_or_else(|| refusals::not_one_row(Engine::Postgres, sql))?;
        let prepared = self.client.prepare(&text);
        let statement = prepared.map_err(|error| self.failed(&error, sql))?;
        if let Some(kept) = self.statements.get_mut(sql) {
            kept.several.insert(rows, statement.clone());
        }
        Ok(statement)
    }

    /// Forgets the half that was not used for longest, so that forgetting is rare.
    fn forget_half(&mut self) {
        let mut uses: Vec<u64> = self.statements.values().map(|kept| kept.used).collect();
        uses.sort_unstable();
        let middle = uses[uses.len() / 2];
        self.statements.retain(|_, kept| kept.used >= middle);
    }

    pub(super) fn failed(&mut self, error: &Error, sql: &str) -> DbError {
        self.stale |= errors::is_stale(error);
        errors::classify(error, Context::running(sql))
    }
}

/// The arguments as the client takes them, each checked against what the server expects.
fn parameters<'a>(
    statement: &::postgres::Statement,
    sql: &str,
    args: &'a [Value<'_>],
) -> Result<Vec<&'a (dyn ToSql + Sync)>, DbError> {
    refusals::expect_arguments(statement.params().len(), sql, args)?;
    let mut params: Vec<&'a (dyn ToSql + Sync)> = Vec::with_capacity(args.len());
    for (index, (value, ty)) in args.iter().zip(statement.params()).enumerate() {
        if let Some(reason) = values::misfit(value, ty) {
            return Err(refusals::unfit(index, &reason, sql));
        }
        params.push(value);
    }
    Ok(params)
}
