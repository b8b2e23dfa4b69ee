//! A row of a result, read by column into Rust types.

use std::ops::ControlFlow;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::calendar;
use crate::error::{Context, DbError};
use crate::postgres;
use crate::sqlite;
use crate::value::Value;

/// One row, valid while the closure that was handed it runs.
pub struct Row<'r> {
    pub(crate) columns: Columns<'r>,
    pub(crate) sql: &'r str,
}

/// What is done with a row, and whether another is wanted.
pub(crate) type OnRow<'f> = dyn FnMut(&Row<'_>) -> ControlFlow<()> + 'f;

pub(crate) enum Columns<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r ::postgres::Row),
}

/// A value that can't be read as what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfit {
    wanted: &'static str,
    found: &'static str,
}

impl Unfit {
    /// Says what was `wanted`, such as "a date", and of what kind the value is.
    pub fn wanted(wanted: &'static str, found: &Value<'_>) -> Self {
        Self { wanted, found: found.kind() }
    }
}

/// A Rust type that a column can be read as. Write it for ids and for enumerations stored as
/// text; `Option<T>` reads null as `None`, everything else refuses null.
pub trait FromValue: Sized {
    /// Makes the Rust value.
    ///
    /// # Errors
    /// [`Unfit`] when the stored value is of another kind or out of range.
    fn from_value(value: Value<'_>) -> Result<Self, Unfit>;
}

impl Row<'_> {
    /// The value in the column with this index, counted from 0.
    ///
    /// # Errors
    /// [`DbError::Unfit`] if there is no such column or it can't be read as `T`.
    pub fn get<T: FromValue>(&self, index: usize) -> Result<T, DbError> {
        let value = match self.columns {
            Columns::Sqlite(row) => sqlite::column(row, index),
            Columns::Postgres(row) => postgres::column(row, index),
        };
        let value = value.map_err(|reason| self.unfit(&format!("column {index}: {reason}")))?;
        T::from_value(value).map_err(|unfit| {
            let Unfit { wanted, found } = unfit;
            self.unfit(&format!("column {index}: wanted {wanted}, found {found}"))
        })
    }

    /// The value in the first column with this name.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    pub fn named<T: FromValue>(&self, name: &str) -> Result<T, DbError> {
        let index = match self.columns {
            Columns::Sqlite(row) => row.as_ref().column_index(name).ok(),
            Columns::Postgres(row) => row.columns().iter().position(|c| c.name() == name),
        };
        let index = index.ok_or_else(|| self.unfit(&format!("there is no column {name}")))?;
        self.get(index)
    }

    fn unfit(&self, reason: &str) -> DbError {
        DbError::Unfit(Context::doing(format!("{reason}, {}", Context::running(self.sql))))
    }
}

impl FromValue for i64 {
    fn from_value(value: Value<'_>) -> Result<Self, Unfit> {
        match value {
            Value::Int(number) => Ok(number),
            other => Err(Unfit::wanted("a whole number", &other)),
        }
    }
}

macro_rules! narrower {
    ($($int:ty: $range:literal),+) => {$(
        impl FromValue for $int {
            fn from_value(value: Value<'_>) -> Result<Self, Unfit> {
                let number = i64::from_value(value)?;
                <$int>::try_from(number)
                    .map_err(|_| Unfit { wanted: $range, found: "one out of range" })
            }
        }
    )+};
}

narrower!(i32: "a 32-bit whole number", i16: "a 16-bit whole number",
    u32: "a 32-bit count", u16: "a 16-bit count", u8: "an 8-bit count");

impl FromValue for bool {
    fn from_value(value: Value<'_>) -> Result<Self, Unfit> {
        match value {
            Value::Bool(yes) => Ok(yes),
            Value::Int(0) => Ok(false),
            Value::Int(1) => Ok(true),
            other => Err(Unfit::wanted("a boolean", &other)),
        }
    }
}

impl FromValue for f64 {
    fn from_value(value: Value<'_>) -> Result<Self, Unfit> {
        match value {
            Value::Real(number) => Ok(number),
            other => Err(Unfit::wanted("a floating-point number", &other)),
        }
    }
}

impl FromValue for String {
    fn from_value(value: Value<'_>) -> Result<Self, Unfit> {
        match value {
            Value::Text(text) => Ok(text.into_owned()),
            other => Err(Unfit::wanted("text", &other)),
        }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: Value<'_>) -> Result<Self, Unfit> {
        match value {
            Value::Bytes(bytes) => Ok(bytes.into_owned()),
            other => Err(Unfit::wanted("bytes", &other)),
        }
    }
}

impl FromValue for Date {
    fn from_value(value: Value<'_>) -> Result<Self, Unfit> {
        let date = match &value {
            Value::Date(date) => Some(*date),
            Value::Text(text) => calendar::date_from_text(text),
            _ => None,
        };
        date.ok_or_else(|| Unfit::wanted("a date", &value))
    }
}

impl FromValue for Timestamp {
    fn from_value(value: Value<'_>) -> Result<Self, Unfit> {
        let instant = match value {
            Value::Instant(instant) => Some(instant),
            Value::Int(micros) => calendar::instant(micros),
            _ => None,
        };
        instant.ok_or_else(|| Unfit::wanted("an instant", &value))
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value<'_>) -> Result<Self, Unfit> {
        match value {
            Value::Null => Ok(None),
            other => T::from_value(other).map(Some),
        }
    }
}
