//! Values in PostgreSQL's binary form.

use std::borrow::Cow;
use std::error::Error;

use ::postgres::types::private::BytesMut;
use ::postgres::types::{FromSql, IsNull, Kind, ToSql, Type, to_sql_checked};

use crate::calendar::{self, POSTGRES_EPOCH_MICROS};
use crate::value::Value;

type Failure = Box<dyn Error + Sync + Send>;

/// Why a value can't be sent for a parameter that the server takes for this type.
pub(crate) fn misfit(value: &Value<'_>, ty: &Type) -> Option<String> {
    if let Some(reason) = value.unstorable() {
        return Some(reason.to_owned());
    }
    let ty = plain(ty);
    let (fits, in_range) = match value {
        Value::Null => (true, true),
        Value::Bool(_) => (*ty == Type::BOOL, true),
        Value::Int(number) => match *ty {
            Type::INT8 => (true, true),
            Type::INT4 => (true, i32::try_from(*number).is_ok()),
            Type::INT2 => (true, i16::try_from(*number).is_ok()),
            _ => (false, true),
        },
        Value::Real(_) => (matches!(*ty, Type::FLOAT8 | Type::FLOAT4), true),
        Value::Text(_) => (is_text(ty), true),
        Value::Bytes(_) => (*ty == Type::BYTEA, true),
        Value::Date(_) => (*ty == Type::DATE, true),
        Value::Instant(_) => (*ty == Type::TIMESTAMPTZ, true),
    };
    match (fits, in_range) {
        (true, true) => None,
        (true, false) => Some(format!("out of range for {}", ty.name())),
        (false, _) => Some(format!("{} for a parameter of type {}", value.kind(), ty.name())),
    }
}

fn is_text(ty: &Type) -> bool {
    matches!(*ty, Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN)
}

/// The type under a domain.
fn plain(ty: &Type) -> &Type {
    match ty.kind() {
        Kind::Domain(inner) => plain(inner),
        _ => ty,
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
        let ty = plain(ty);
        match self {
            Self::Null => return Ok(IsNull::Yes),
            Self::Bool(yes) => out.extend_from_slice(&[u8::from(*yes)]),
            Self::Int(number) => match *ty {
                Type::INT4 => out.extend_from_slice(&i32::try_from(*number)?.to_be_bytes()),
                Type::INT2 => out.extend_from_slice(&i16::try_from(*number)?.to_be_bytes()),
                _ => out.extend_from_slice(&number.to_be_bytes()),
            },
            Self::Real(number) => match *ty {
                #[expect(clippy::cast_possible_truncation, reason = "the column holds no more")]
                Type::FLOAT4 => out.extend_from_slice(&(*number as f32).to_be_bytes()),
                _ => out.extend_from_slice(&number.to_be_bytes()),
            },
            Self::Text(text) => out.extend_from_slice(text.as_bytes()),
            Self::Bytes(bytes) => out.extend_from_slice(bytes),
            Self::Date(date) => {
                let days = calendar::postgres_days(*date).ok_or("a date out of range")?;
                out.extend_from_slice(&days.to_be_bytes());
            }
            Self::Instant(instant) => {
                let micros = calendar::micros(*instant) - POSTGRES_EPOCH_MICROS;
                out.extend_from_slice(&micros.to_be_bytes());
            }
        }
        Ok(IsNull::No)
    }

    // `misfit` has been asked before.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// One column of many rows as an array, for inserting them with one statement.
#[derive(Debug)]
pub(crate) struct Column<'a, 'v> {
    pub(crate) rows: &'a [&'a [Value<'v>]],
    pub(crate) index: usize,
}

impl ToSql for Column<'_, '_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
        let Kind::Array(element) = ty.kind() else { return Err("not an array".into()) };
        let nulls = self.rows.iter().any(|row| row[self.index] == Value::Null);
        let length = i32::try_from(self.rows.len())?;
        // One dimension, whether there are nulls, the element type, the length, first index 1.
        for head in [1, i32::from(nulls)] {
            out.extend_from_slice(&head.to_be_bytes());
        }
        out.extend_from_slice(&element.oid().to_be_bytes());
        for head in [length, 1] {
            out.extend_from_slice(&head.to_be_bytes());
        }
        for row in self.rows {
            let place = out.len();
            out.extend_from_slice(&(-1_i32).to_be_bytes());
            if let IsNull::No = row[self.index].to_sql(element, out)? {
                let size = i32::try_from(out.len() - place - 4)?;
                out[place..place + 4].copy_from_slice(&size.to_be_bytes());
            }
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A column's value, or why it can't be read.
struct Read<'r>(Result<Value<'r>, String>);

impl<'r> FromSql<'r> for Read<'r> {
    fn from_sql(ty: &Type, raw: &'r [u8]) -> Result<Self, Failure> {
        Ok(Self(read(plain(ty), raw)))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Failure> {
        Ok(Self(Ok(Value::Null)))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

fn read<'r>(ty: &Type, raw: &'r [u8]) -> Result<Value<'r>, String> {
    let garbled = |_| format!("a garbled {}", ty.name());
    Ok(match *ty {
        Type::BOOL => Value::Bool(raw == [1]),
        Type::INT8 => Value::Int(i64::from_sql(ty, raw).map_err(garbled)?),
        Type::INT4 => Value::Int(i32::from_sql(ty, raw).map_err(garbled)?.into()),
        Type::INT2 => Value::Int(i16::from_sql(ty, raw).map_err(garbled)?.into()),
        Type::FLOAT8 => Value::Real(f64::from_sql(ty, raw).map_err(garbled)?),
        Type::FLOAT4 => Value::Real(f32::from_sql(ty, raw).map_err(garbled)?.into()),
        Type::BYTEA => Value::Bytes(Cow::Borrowed(raw)),
        Type::DATE => {
            let days = i32::from_sql(&Type::INT4, raw).map_err(garbled)?;
            let date = calendar::date_from_postgres(days);
            Value::Date(date.ok_or("a date outside the years 1 to 9999")?)
        }
        Type::TIMESTAMPTZ => {
            let micros = i64::from_sql(&Type::INT8, raw).map_err(garbled)?;
            let instant = micros.checked_add(POSTGRES_EPOCH_MICROS).and_then(calendar::instant);
            Value::Instant(instant.ok_or("an instant outside the years 1 to 9999")?)
        }
        _ if is_text(ty) => {
            let text = std::str::from_utf8(raw).map_err(|_| "text that isn't UTF-8")?;
            Value::Text(Cow::Borrowed(text))
        }
        // numeric above all: what sums and averages return.
        _ => return Err(format!("it is of type {}: cast it in the statement", ty.name())),
    })
}

/// A column's value.
pub(crate) fn column(row: &::postgres::Row, index: usize) -> Result<Value<'_>, String> {
    if index >= row.len() {
        return Err("there is no such column".to_owned());
    }
    match row.try_get::<_, Read<'_>>(index) {
        Ok(Read(value)) => value,
        Err(_) => Err("it can't be read".to_owned()),
    }
}
