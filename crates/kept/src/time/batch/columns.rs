//! Where the columns of a file stand.

use super::{ADDED, Call};
use crate::ending::{Ending, refused};
use csv::ByteRecord;

/// Where each column of the file stands.
pub(super) struct Columns {
    pub(super) from: usize,
    /// The columns that say how to count, with the option that each replaces.
    pub(super) counting: Vec<(Column, usize)>,
    pub(super) pauses: Option<usize>,
    pub(super) restarts: Option<usize>,
    pub(super) waits: Option<usize>,
    /// Columns of an earlier batch, left out.
    pub(super) replaced: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Limit,
    Calendar,
    Hours,
    DayOne,
    LateReceipt,
    DueAt,
    IfClosed,
    Extend,
    Closed,
    Timezone,
    AsOf,
}

impl Columns {
    const NAMES: [(&'static str, Column); 11] = [
        ("limit", Column::Limit),
        ("calendar", Column::Calendar),
        ("hours", Column::Hours),
        ("day_one", Column::DayOne),
        ("late_receipt", Column::LateReceipt),
        ("due_at_policy", Column::DueAt),
        ("if_closed", Column::IfClosed),
        ("extend", Column::Extend),
        ("closed", Column::Closed),
        ("timezone", Column::Timezone),
        ("as_of", Column::AsOf),
    ];

    pub(super) fn find(header: &ByteRecord, call: &Call) -> Result<Columns, Ending> {
        let place = |name: &str| {
            let found = header.iter().position(|field| {
                field.strip_prefix(b"\xef\xbb\xbf").unwrap_or(field).trim_ascii() == name.as_bytes()
            });
            found.filter(|_| !name.is_empty())
        };
        let counting: Vec<_> = Columns::NAMES
            .iter()
            .filter_map(|(name, column)| Some((*column, place(name)?)))
            .collect();
        let missing = |name: &str| {
            let names: Vec<_> = header.iter().map(String::from_utf8_lossy).collect();
            refused(format!(
                "{} has no column \"{name}\". Its columns are: {}.",
                call.file.display(),
                names.join(", ")
            ))
        };
        if call.limit.is_none() && place("limit").is_none() {
            return Err(missing("limit"));
        }
        Ok(Columns {
            from: place("from").ok_or_else(|| missing("from"))?,
            counting,
            pauses: place("pauses"),
            restarts: place("restarts"),
            waits: place("waits"),
            replaced: ADDED.iter().filter_map(|name| place(name)).collect(),
        })
    }
}
