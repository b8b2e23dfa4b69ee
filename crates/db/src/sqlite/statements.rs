//! Runs statements on SQLite: binds values, steps through rows, reads columns.

use std::borrow::Cow;

use rusqlite::CachedStatement;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};

use crate::address::Engine;
use crate::calendar;
use crate::error::{Context, DbError};
use crate::refusals;
use crate::row::{Columns, OnRow, Row};
use crate::sqlite::connection::Lite;
use crate::sqlite::errors::{self, Moment};
use crate::tx::Statement;
use crate::value::Value;

impl Lite {
    /// Runs a statement that returns no rows; how many it changed.
    pub(crate) fn execute(&self, sql: &str, args: &[Value<'_>]) -> Result<u64, DbError> {
        let mut statement = self.statement(sql, args)?;
        bind(&mut statement, sql, args)?;
        changed(&mut statement, sql)
    }

    /// Inserts rows with a statement written for one of them; how many were inserted.
    pub(crate) fn insert_rows(
        &self,
        sql: &str,
        rows: &[&[Value<'_>]],
        mut on_row: Option<&mut OnRow<'_>>,
    ) -> Result<u64, DbError> {
        let Some(first) = rows.first() else { return Ok(0) };
        if rows.len() > 1 && !self.rewritten(sql)?.inserts_one_row {
            return Err(refusals::not_one_row(Engine::Sqlite, sql));
        }
        let mut statement = self.statement(sql, first)?;
        let mut sum = 0;
        for args in rows {
            refusals::expect_arguments(statement.parameter_count(), sql, args)?;
            bind(&mut statement, sql, args)?;
            let Some(on_row) = &mut on_row else {
                sum += changed(&mut statement, sql)?;
                continue;
            };
            let mut returned = statement.raw_query();
            while let Some(row) = returned.next().map_err(|error| running(error, sql))? {
                let _ = on_row(&Row { columns: Columns::Sqlite(row), sql });
                sum += 1;
            }
        }
        Ok(sum)
    }

    /// Runs a statement and hands over its rows one by one as SQLite finds them.
    pub(crate) fn rows(
        &self,
        sql: &str,
        args: &[Value<'_>],
        on_row: &mut OnRow<'_>,
    ) -> Result<(), DbError> {
        let mut statement = self.statement(sql, args)?;
        bind(&mut statement, sql, args)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(|error| running(error, sql))? {
            if on_row(&Row { columns: Columns::Sqlite(row), sql }).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Runs all statements of a text, for migrations.
    pub(crate) fn batch(&self, sql: &str) -> Result<(), DbError> {
        self.connection.execute_batch(sql).map_err(|error| running(error, sql))
    }

    /// Prepares without running.
    pub(crate) fn describe(&self, sql: &str) -> Result<Statement, DbError> {
        let rewritten = self.rewritten(sql)?;
        let statement =
            self.connection.prepare(&rewritten.sqlite).map_err(|e| preparing(e, sql))?;
        let columns = statement.column_names().map(str::to_owned).collect();
        Ok(Statement { parameters: statement.parameter_count(), columns })
    }

    fn statement(&self, sql: &str, args: &[Value<'_>]) -> Result<CachedStatement<'_>, DbError> {
        let rewritten = self.rewritten(sql)?;
        let statement = self
            .connection
            .prepare_cached(&rewritten.sqlite)
            .map_err(|error| preparing(error, sql))?;
        refusals::expect_arguments(statement.parameter_count(), sql, args)?;
        Ok(statement)
    }
}

fn changed(statement: &mut CachedStatement<'_>, sql: &str) -> Result<u64, DbError> {
    let count = statement.raw_execute().map_err(|error| running(error, sql))?;
    Ok(count as u64)
}

fn bind(statement: &mut CachedStatement<'_>, sql: &str, args: &[Value<'_>]) -> Result<(), DbError> {
    for (index, value) in args.iter().enumerate() {
        if let Some(reason) = value.unstorable() {
            return Err(refusals::unfit(index, reason, sql));
        }
        let bound = statement.raw_bind_parameter(index + 1, Bound(value));
        bound.map_err(|error| running(error, sql))?;
    }
    Ok(())
}

struct Bound<'a>(&'a Value<'a>);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Value::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Value::Bool(yes) => ToSqlOutput::from(*yes),
            Value::Int(number) => ToSqlOutput::from(*number),
            Value::Real(number) => ToSqlOutput::from(*number),
            Value::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Value::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            Value::Date(date) => ToSqlOutput::from(date.to_string()),
            Value::Instant(instant) => ToSqlOutput::from(calendar::micros(*instant)),
        })
    }
}

/// A column's value as SQLite stores it; a date is still text and an instant a number.
pub(crate) fn column<'r>(row: &'r rusqlite::Row<'_>, index: usize) -> Result<Value<'r>, String> {
    let value = row.get_ref(index).map_err(|_| "there is no such column".to_owned())?;
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(text) => {
            let text = std::str::from_utf8(text).map_err(|_| "text that isn't UTF-8".to_owned())?;
            Value::Text(Cow::Borrowed(text))
        }
        ValueRef::Blob(bytes) => Value::Bytes(Cow::Borrowed(bytes)),
    })
}

fn preparing(error: rusqlite::Error, sql: &str) -> DbError {
    errors::classify(error, Moment::Preparing, Context::running(sql))
}

fn running(error: rusqlite::Error, sql: &str) -> DbError {
    if matches!(error, rusqlite::Error::ExecuteReturnedResults) {
        return refusals::returns_rows(Engine::Sqlite, sql);
    }
    errors::classify(error, Moment::Running, Context::running(sql))
}
