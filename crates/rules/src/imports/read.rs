//! Reading a map file: text in, a map or all its problems with their places out.

use super::choices::{channel, matter, read_choice, read_status, service};
use super::encoding::Encoding;
use super::problems::{Problem, Wrong};
use super::promises::read_promises;
use super::times::read_times;
use super::{Choice, Column, Columns, CustomerColumns, FileFormat, Map, Service};
use crate::charter::{self, Reader};
use crate::contacts::{Channel, Matter};
use std::ops::{Deref, DerefMut, Range};
use toml_edit::{Document, Item, Table};

/// The tables that only maps have.
pub(super) const OWN: [&str; 9] =
    ["source", "file", "times", "columns", "customer", "status", "channels", "services", "matters"];
/// The tables of a charter that a map may have too.
const PROMISES: [&str; 5] = ["calendar", "counting", "section", "commitment", "standard"];

/// Reads a map file.
pub fn read(text: &str) -> Result<Map, Vec<Problem>> {
    let document = Document::parse(text).map_err(|e| {
        let wrong = Wrong::Charter(charter::Wrong::NotToml(e.message().to_owned()));
        vec![Problem { at: e.span(), wrong }]
    })?;
    let mut found = Found::default();
    let map = read_map(text, document.as_table(), &mut found);
    let problems = found.all();
    if problems.is_empty() { Ok(map) } else { Err(problems) }
}

/// The problems found so far: those that charters have too, and those of maps alone.
#[derive(Default)]
pub(super) struct Found {
    pub(super) charter: Vec<charter::Problem>,
    pub(super) own: Vec<Problem>,
}

impl Found {
    fn all(self) -> Vec<Problem> {
        self.own.into_iter().chain(self.charter.into_iter().map(Problem::from)).collect()
    }

    /// A table that is being read; an empty one where the map has none.
    fn table<'a>(&'a mut self, root: &'a Table, key: &str, empty: &'a Table) -> TableReader<'a> {
        let table = root.get(key).and_then(Item::as_table).unwrap_or(empty);
        let reader = Reader::new(table, format!("the [{key}] table"), &mut self.charter);
        TableReader { reader, problems: &mut self.own }
    }
}

/// A table of a map that is being read.
pub(super) struct TableReader<'a> {
    reader: Reader<'a>,
    pub(super) problems: &'a mut Vec<Problem>,
}

impl<'a> Deref for TableReader<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

impl<'a> DerefMut for TableReader<'a> {
    fn deref_mut(&mut self) -> &mut Reader<'a> {
        &mut self.reader
    }
}

impl TableReader<'_> {
    pub(super) fn wrong(&mut self, at: Option<Range<usize>>, wrong: Wrong) {
        self.problems.push(Problem { at, wrong });
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    pub(super) fn column(&mut self, key: &'static str) -> Option<Column> {
        let name = self.text(key)?;
        Some(Column { name, at: self.span(key) })
    }

    pub(super) fn required_column(&mut self, key: &'static str) -> Column {
        let name = self.required(key);
        Column { name, at: self.span(key) }
    }

    /// One column, or a list of them.
    fn some_columns(&mut self, key: &'static str) -> Vec<Column> {
        if self.table.get(key).is_some_and(|item| item.as_str().is_some()) {
            return self.column(key).into_iter().collect();
        }
        let list = self.list(key).into_iter();
        list.map(|(name, at)| Column { name: name.trim().to_owned(), at }).collect()
    }

    pub(super) fn nothing_else(self) {
        self.reader.nothing_else();
    }
}

fn read_map(text: &str, root: &Table, found: &mut Found) -> Map {
    let known: Vec<&str> = OWN.into_iter().chain(PROMISES).collect();
    charter::unknown_tables(root, &known, &mut found.charter);
    let empty = Table::new();
    let none = &empty;
    let mut source = found.table(root, "source", none);
    let key = source_key(&mut source);
    let name = source.required("name");
    source.nothing_else();
    let file = read_file(found.table(root, "file", none));
    let times = read_times(found.table(root, "times", none));
    let columns = read_columns(found.table(root, "columns", none));
    let customer = root.get("customer").map(|_| read_customer(found.table(root, "customer", none)));
    let status = root.get("status").map(|_| read_status(found.table(root, "status", none)));
    let channels = found.table(root, "channels", none);
    let channels = read_choice(channels, "channels", Channel::Staff, channel, false);
    let services = found.table(root, "services", none);
    let nobody = Service { key: String::new(), name: None };
    let services = read_choice(services, "services", nobody, service, true);
    let matters = match root.get("matters") {
        Some(_) => {
            let table = found.table(root, "matters", none);
            read_choice(table, "matters", Matter::Enquiry, matter, false)
        }
        None => Choice::always(Matter::Enquiry),
    };
    let promises = if PROMISES.iter().any(|key| root.contains_key(key)) {
        let told = columns.told.is_some();
        read_promises(text, root, (&key, &name), times.zone.name(), told, found)
    } else {
        None
    };
    Map { key, name, file, times, columns, customer, status, channels, services, matters, promises }
}

fn source_key(r: &mut TableReader<'_>) -> String {
    let key = r.required("key");
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !key.is_empty() && !key.chars().all(good) {
        let at = r.span("key");
        r.problem(at, charter::Wrong::BadId(key.clone()));
    }
    key
}

fn read_file(mut table: TableReader<'_>) -> FileFormat {
    let r = &mut table;
    let at = r.span("delimiter");
    // A tab is a text of nothing but white space, which other texts may not be.
    r.knows(&["delimiter"]);
    let delimiter = match r.table.get("delimiter").map(|item| item.as_str().unwrap_or_default()) {
        None => b',',
        Some(text) => match text.as_bytes() {
            [one] if (*one == b'\t' || *one >= b' ') && one.is_ascii() && !is_letter(*one) => *one,
            _ => {
                r.wrong(at, Wrong::Delimiter(text.to_owned()));
                b','
            }
        },
    };
    let encoding = match r.text("encoding") {
        None => Encoding::Utf8,
        Some(name) => match Encoding::NAMES.iter().find(|(known, _)| *known == name) {
            Some((_, encoding)) => *encoding,
            None => {
                let at = r.span("encoding");
                r.wrong(at, Wrong::Encoding(name));
                Encoding::Utf8
            }
        },
    };
    let texts = |list: Vec<(String, _)>| list.into_iter().map(|(text, _)| text.trim().to_owned());
    let columns = r.has("columns").then(|| texts(r.list("columns")).collect());
    let file = FileFormat { delimiter, encoding, columns, empty: texts(r.list("empty")).collect() };
    table.nothing_else();
    file
}

/// What cannot stand between fields because it stands in them.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'"' || byte == 0x7F
}

fn read_columns(mut table: TableReader<'_>) -> Columns {
    let r = &mut table;
    let columns = Columns {
        id: r.column("id"),
        received: Some(r.required_column("received")),
        acknowledged: r.column("acknowledged"),
        responded: r.column("responded"),
        closed: r.column("closed"),
        told: r.column("told"),
        about: r.column("about"),
        summary: r.some_columns("summary"),
        details: r.some_columns("details"),
        answer: r.column("answer"),
    };
    table.nothing_else();
    columns
}

fn read_customer(mut table: TableReader<'_>) -> CustomerColumns {
    let r = &mut table;
    let columns = CustomerColumns {
        id: r.column("id"),
        name: r.required_column("name"),
        email: r.column("email"),
        telephone: r.column("telephone"),
        postcode: r.column("postcode"),
        address: r.column("address"),
    };
    table.nothing_else();
    columns
}
