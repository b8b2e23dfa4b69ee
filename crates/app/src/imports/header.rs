//! What a file begins with: whether it is a CSV file at all, and its header.

use super::rows::{RawRow, Rows};
use rules::imports::{ImportRefusal, Map, NotCsv, Plan};
use std::io::Read;

/// The column of a rejects file that says why each row was rejected.
pub const REASON: &str = "reason";

/// The header of a file, bound to the map.
pub(super) struct Header<'m> {
    pub(super) plan: Plan<'m>,
    /// Whether each row begins with the reason why it was rejected before.
    pub(super) has_reason: bool,
    /// Whether the row that was read last is one already: the file has no header line.
    pub(super) row_waits: bool,
}

/// Reads the beginning of a file, as far as its header.
pub(super) fn read_header<'m, R: Read>(
    rows: &mut Rows<R>,
    row: &mut RawRow,
    map: &'m Map,
) -> Result<Header<'m>, ImportRefusal> {
    let unreadable = |error: std::io::Error| ImportRefusal::Unreadable(error.to_string());
    let beginning = rows.beginning().map_err(unreadable)?;
    if beginning.trim_ascii().is_empty() {
        return Err(ImportRefusal::Empty);
    }
    if let Some(other) = other_kind(beginning) {
        return Err(ImportRefusal::NotCsv(other));
    }
    if !rows.next(row).map_err(unreadable)? {
        return Err(ImportRefusal::Empty);
    }
    let first = names(row, map).ok_or(ImportRefusal::NotCsv(NotCsv::Header))?;
    let own = map.file.columns.as_deref();
    let has_reason = has_reason(&first, map);
    let written = if has_reason { &first[1..] } else { &first[..] };
    let (header, row_waits) = match own {
        Some(own) => (own, own != written),
        None => (written, false),
    };
    let plan = Plan::new(map, header).map_err(ImportRefusal::Header)?;
    Ok(Header { plan, has_reason: has_reason && !row_waits, row_waits })
}

/// The names in a header line; none if it cannot be one.
fn names(row: &RawRow, map: &Map) -> Option<Vec<String>> {
    if row.broken.is_some() {
        return None;
    }
    let read = |field| map.file.encoding.read(field).map(|name| name.trim().to_owned());
    row.fields().map(read).collect()
}

/// Whether the first column is the reason of a rejects file, and not a column of the source's
/// own that has the same name.
fn has_reason(header: &[String], map: &Map) -> bool {
    let Some((first, rest)) = header.split_first() else { return false };
    let is_own = match &map.file.columns {
        Some(own) => own.first().is_some_and(|name| name == REASON),
        None => names_reason(map),
    };
    first == REASON && (!is_own || rest.iter().any(|name| name == REASON))
}

fn names_reason(map: &Map) -> bool {
    let columns = &map.columns;
    let single = [&columns.id, &columns.received, &columns.about, &columns.answer];
    let single = single.into_iter().flatten();
    let choices = [&map.channels.column, &map.services.column, &map.matters.column];
    single
        .chain(choices.into_iter().flatten())
        .chain(&columns.summary)
        .chain(&columns.details)
        .any(|column| column.name == REASON)
}

/// What a file is that is no CSV file, by how it begins.
fn other_kind(beginning: &[u8]) -> Option<NotCsv> {
    let text = beginning.trim_ascii_start();
    let starts = |with: &[u8]| text.starts_with(with);
    if starts(b"PK\x03\x04") || starts(b"\xd0\xcf\x11\xe0") || starts(b"\x1f\x8b") {
        Some(NotCsv::Packed)
    } else if starts(b"%PDF") {
        Some(NotCsv::Pdf)
    } else if starts(b"\xff\xfe") || starts(b"\xfe\xff") {
        Some(NotCsv::Utf16)
    } else if beginning.contains(&0) {
        Some(NotCsv::Binary)
    } else if starts(b"<") {
        Some(NotCsv::Markup)
    } else if starts(b"{") || starts(b"[") {
        Some(NotCsv::Json)
    } else {
        None
    }
}
