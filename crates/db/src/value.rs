//! What is bound to a statement's placeholders and read from its columns.

use std::borrow::Cow;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::calendar;

/// A value on its way to or from a database.
///
/// `Debug` shows the kind only: a value may be personal data, and libraries log parameters.
#[derive(Clone, PartialEq)]
pub enum Value<'a> {
    /// No value, of any type.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A floating-point number; not NaN.
    Real(f64),
    /// Text without NUL characters.
    Text(Cow<'a, str>),
    /// Bytes.
    Bytes(Cow<'a, [u8]>),
    /// A local date in the years 1 to 9999.
    Date(Date),
    /// A moment in the years 1 to 9999, stored to the microsecond below it.
    Instant(Timestamp),
}

impl Value<'_> {
    /// The kind's name, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Int(_) => "a whole number",
            Self::Real(_) => "a floating-point number",
            Self::Text(_) => "text",
            Self::Bytes(_) => "bytes",
            Self::Date(_) => "a date",
            Self::Instant(_) => "an instant",
        }
    }

    /// Why this value can't be stored, if it can't. What one engine would refuse or change is
    /// refused for both, so that a command means the same on each.
    pub(crate) fn unstorable(&self) -> Option<&'static str> {
        match self {
            Self::Text(text) if text.as_bytes().contains(&0) => Some("text with a NUL character"),
            Self::Real(number) if number.is_nan() => Some("not a number"),
            Self::Date(date) if !calendar::storable_date(*date) => Some("a date before the year 1"),
            Self::Instant(at) if !calendar::storable_instant(*at) => {
                Some("an instant before the year 1")
            }
            _ => None,
        }
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind())
    }
}

macro_rules! ints {
    ($($int:ty),+) => {$(
        impl From<$int> for Value<'_> {
            fn from(number: $int) -> Self {
                Self::Int(i64::from(number))
            }
        }
        impl From<&$int> for Value<'_> {
            fn from(number: &$int) -> Self {
                Self::Int(i64::from(*number))
            }
        }
    )+};
}

ints!(i64, i32, i16, i8, u32, u16, u8);

macro_rules! copies {
    ($($kind:ident($copied:ty)),+) => {$(
        impl From<$copied> for Value<'_> {
            fn from(copied: $copied) -> Self {
                Self::$kind(copied)
            }
        }
        impl From<&$copied> for Value<'_> {
            fn from(copied: &$copied) -> Self {
                Self::$kind(*copied)
            }
        }
    )+};
}

copies!(Bool(bool), Real(f64), Date(Date), Instant(Timestamp));

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(Cow::Borrowed(bytes))
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for Value<'a> {
    fn from(bytes: &'a [u8; N]) -> Self {
        Self::Bytes(Cow::Borrowed(bytes))
    }
}

impl<'a> From<&'a Vec<u8>> for Value<'a> {
    fn from(bytes: &'a Vec<u8>) -> Self {
        Self::Bytes(Cow::Borrowed(bytes))
    }
}

impl From<Vec<u8>> for Value<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(Cow::Owned(bytes))
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

// One by one: an impl for every `&Option<T>` sends the compiler round in circles.
macro_rules! borrowed_options {
    ($($inner:ty),+) => {$(
        impl<'a> From<&'a Option<$inner>> for Value<'a> {
            fn from(value: &'a Option<$inner>) -> Self {
                value.as_ref().map_or(Self::Null, Into::into)
            }
        }
    )+};
}

borrowed_options!(String, Vec<u8>, i64, i32, u32, bool, f64, Date, Timestamp);
