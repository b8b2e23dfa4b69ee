//! What tables a database really has, in words that both engines share.
//!
//! A kind is what SQLite tells apart: PostgreSQL's `bigint`, `boolean` and `timestamptz` are all
//! [`Kind::Integer`], its `text` and `date` both [`Kind::Text`], because that is what stands
//! for them on SQLite. Checks are not compared: the engines write them too differently.

mod dump;
mod expressions;
mod postgres;
mod sqlite;

use std::collections::{BTreeMap, BTreeSet};

pub use dump::dump;

use crate::address::Engine;
use crate::error::DbError;
use crate::tx::Tx;

/// All tables and views.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    /// Tables by name, without the engine's own and without those behind SQLite's virtual ones.
    pub tables: BTreeMap<String, Table>,
    /// Views by name, with the names of their columns.
    pub views: BTreeMap<String, Vec<String>>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// In their order.
    pub columns: Vec<Column>,
    /// The primary key's columns in their order.
    pub primary_key: Vec<String>,
    /// The columns of each unique constraint.
    pub uniques: BTreeSet<Vec<String>>,
    /// References to other tables.
    pub foreign_keys: BTreeSet<ForeignKey>,
    /// Indexes by name, without those that serve a key or a unique constraint.
    pub indexes: BTreeMap<String, Index>,
    /// The names of triggers.
    pub triggers: BTreeSet<String>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may be null.
    pub nullable: bool,
    /// What it is when nothing is given, in the engines' common form; `generated` for an id
    /// that the database counts: `GENERATED … AS IDENTITY` on PostgreSQL, `INTEGER PRIMARY KEY`
    /// on SQLite unless the table is `WITHOUT ROWID`.
    pub default: Option<String>,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Whole numbers, booleans, instants.
    Integer,
    /// Floating-point numbers.
    Real,
    /// Text and dates.
    Text,
    /// Bytes.
    Bytes,
    /// Something that one engine only has, by its own name.
    Other(String),
}

/// A reference to another table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ForeignKey {
    /// The columns here.
    pub columns: Vec<String>,
    /// The other table.
    pub table: String,
    /// The columns there.
    pub referenced: Vec<String>,
    /// What happens here when the row there is deleted, such as `CASCADE` or `NO ACTION`.
    pub on_delete: String,
}

/// An index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// Its columns or expressions in their order, with `desc` where it runs backwards.
    pub columns: Vec<String>,
    /// Whether it allows each key once.
    pub unique: bool,
    /// Which rows it holds, if not all, in the engines' common form.
    pub predicate: Option<String>,
}

/// Reads the schema.
///
/// # Errors
/// What the engine refuses.
pub fn describe(tx: &mut Tx) -> Result<Schema, DbError> {
    match tx.engine() {
        Engine::Sqlite => sqlite::describe(tx),
        Engine::Postgres => postgres::describe(tx),
    }
}

impl Schema {
    /// In what another schema differs from this one, a sentence each; empty if in nothing.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let mut found = Vec::new();
        for name in self.tables.keys().chain(other.tables.keys()).collect::<BTreeSet<_>>() {
            match (self.tables.get(name), other.tables.get(name)) {
                (Some(here), Some(there)) => compare(name, here, there, &mut found),
                (here, _) => found.push(only("table", name, here.is_some())),
            }
        }
        for name in self.views.keys().chain(other.views.keys()).collect::<BTreeSet<_>>() {
            match (self.views.get(name), other.views.get(name)) {
                (Some(here), Some(there)) => {
                    unequal(&format!("view {name}: columns"), here, there, &mut found);
                }
                (here, _) => found.push(only("view", name, here.is_some())),
            }
        }
        found
    }
}

fn only(what: &str, name: &str, here: bool) -> String {
    format!("{what} {name}: only in the {}", if here { "first" } else { "second" })
}

fn compare(name: &str, here: &Table, there: &Table, found: &mut Vec<String>) {
    let names =
        |table: &Table| table.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>();
    unequal(&format!("table {name}: columns"), &names(here), &names(there), found);
    for column in &here.columns {
        if let Some(other) = there.columns.iter().find(|other| other.name == column.name) {
            unequal(&format!("table {name}: column {}", column.name), column, other, found);
        }
    }
    let what = |part: &str| format!("table {name}: {part}");
    unequal(&what("primary key"), &here.primary_key, &there.primary_key, found);
    unequal(&what("unique constraints"), &here.uniques, &there.uniques, found);
    unequal(&what("foreign keys"), &here.foreign_keys, &there.foreign_keys, found);
    unequal(&what("triggers"), &here.triggers, &there.triggers, found);
    for index in here.indexes.keys().chain(there.indexes.keys()).collect::<BTreeSet<_>>() {
        match (here.indexes.get(index), there.indexes.get(index)) {
            (Some(here), Some(there)) => unequal(&what(index), here, there, found),
            (here, _) => found.push(only(&what("index"), index, here.is_some())),
        }
    }
}

fn unequal<T: PartialEq + std::fmt::Debug>(
    what: &str,
    here: &T,
    there: &T,
    found: &mut Vec<String>,
) {
    if here != there {
        found.push(format!("{what}: {here:?} in the first, {there:?} in the second"));
    }
}
