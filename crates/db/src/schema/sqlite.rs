//! Reads SQLite's schema from its pragmas.

use std::collections::{BTreeMap, BTreeSet};

use crate::args;
use crate::error::DbError;
use crate::schema::expressions::{common, index_parts};
use crate::schema::{Column, ForeignKey, Index, Kind, Schema, Table};
use crate::tx::Tx;

pub(super) fn describe(tx: &mut Tx) -> Result<Schema, DbError> {
    let mut schema = Schema::default();
    let listed = tx.all(
        "SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main' \
         AND type IN ('table', 'view') AND substr(name, 1, 7) <> 'sqlite_'",
        args![],
        |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?, row.get::<bool>(2)?)),
    )?;
    for (name, kind, without_rowid) in listed {
        let (columns, primary_key) = columns(tx, &name, !without_rowid)?;
        if kind == "view" {
            let columns = columns.into_iter().map(|column| column.name).collect();
            schema.views.insert(name, columns);
            continue;
        }
        let (uniques, indexes) = indexes(tx, &name)?;
        let foreign_keys = foreign_keys(tx, &name)?;
        let triggers = "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = $1";
        let triggers = tx.all(triggers, args![&name], |row| row.get(0))?.into_iter().collect();
        let table = Table { columns, primary_key, uniques, foreign_keys, indexes, triggers };
        schema.tables.insert(name, table);
    }
    name_implied_keys(&mut schema);
    Ok(schema)
}

/// A table's columns, and the names of those in its primary key. With `rowid` a single integer
/// key is counted by SQLite.
fn columns(tx: &mut Tx, table: &str, rowid: bool) -> Result<(Vec<Column>, Vec<String>), DbError> {
    let rows = tx.all(
        "SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_xinfo($1) ORDER BY cid",
        args![table],
        |row| {
            let (name, declared): (String, String) = (row.get(0)?, row.get(1)?);
            let (required, default): (bool, Option<String>) = (row.get(2)?, row.get(3)?);
            Ok((name, declared.to_uppercase(), required, default, row.get::<u32>(4)?))
        },
    )?;
    let mut keys: Vec<_> =
        rows.iter().filter(|row| row.4 > 0).map(|row| (row.4, row.0.clone())).collect();
    keys.sort();
    let counted = rowid && keys.len() == 1;
    let column = |(name, declared, required, default, key): (String, String, bool, _, u32)| {
        let default: Option<String> = default;
        let counted = counted && key > 0 && declared == "INTEGER";
        Column {
            name,
            kind: kind(declared),
            nullable: !required && key == 0,
            default: match counted {
                true => Some("generated".into()),
                false => default.map(|text| common(&text)),
            },
        }
    };
    let columns = rows.into_iter().map(column).collect();
    Ok((columns, keys.into_iter().map(|(_, name)| name).collect()))
}

fn kind(declared: String) -> Kind {
    match declared.as_str() {
        "INTEGER" | "INT" => Kind::Integer,
        "REAL" => Kind::Real,
        "TEXT" => Kind::Text,
        "BLOB" => Kind::Bytes,
        _ => Kind::Other(declared),
    }
}

type Indexes = (BTreeSet<Vec<String>>, BTreeMap<String, Index>);

/// Unique constraints' columns, and the indexes that were created as such.
fn indexes(tx: &mut Tx, table: &str) -> Result<Indexes, DbError> {
    let (mut uniques, mut indexes) = Indexes::default();
    let listed = tx.all(
        "SELECT l.name, l.\"unique\", l.origin, s.sql FROM pragma_index_list($1) l \
         LEFT JOIN sqlite_schema s ON s.type = 'index' AND s.name = l.name",
        args![table],
        |row| {
            let (name, unique): (String, bool) = (row.get(0)?, row.get(1)?);
            Ok((name, unique, row.get::<String>(2)?, row.get::<Option<String>>(3)?))
        },
    )?;
    for (name, unique, origin, sql) in listed {
        if let Some(sql) = sql {
            let (columns, predicate) = index_parts(&sql);
            indexes.insert(name, Index { columns, unique, predicate });
        } else if origin == "u" {
            let columns = "SELECT name FROM pragma_index_info($1) ORDER BY seqno";
            uniques.insert(tx.all(columns, args![name], |row| row.get(0))?);
        }
    }
    Ok((uniques, indexes))
}

fn foreign_keys(tx: &mut Tx, table: &str) -> Result<BTreeSet<ForeignKey>, DbError> {
    let rows = tx.all(
        "SELECT id, \"table\", \"from\", \"to\", on_delete FROM pragma_foreign_key_list($1) \
         ORDER BY id, seq",
        args![table],
        |row| {
            let (id, table): (i64, String) = (row.get(0)?, row.get(1)?);
            let (from, to): (String, Option<String>) = (row.get(2)?, row.get(3)?);
            Ok((id, table, from, to, row.get::<String>(4)?))
        },
    )?;
    let mut keys: BTreeMap<i64, ForeignKey> = BTreeMap::new();
    for (id, table, from, to, on_delete) in rows {
        let key = keys.entry(id).or_insert_with(|| ForeignKey {
            columns: Vec::new(),
            table,
            referenced: Vec::new(),
            on_delete,
        });
        key.columns.push(from);
        key.referenced.extend(to);
    }
    Ok(keys.into_values().collect())
}

/// `REFERENCES t` without columns means t's primary key.
fn name_implied_keys(schema: &mut Schema) {
    let keys: BTreeMap<String, Vec<String>> = schema
        .tables
        .iter()
        .map(|(name, table)| (name.clone(), table.primary_key.clone()))
        .collect();
    for table in schema.tables.values_mut() {
        let named = std::mem::take(&mut table.foreign_keys).into_iter().map(|mut key| {
            if key.referenced.is_empty() {
                key.referenced = keys.get(&key.table).cloned().unwrap_or_default();
            }
            key
        });
        table.foreign_keys = named.collect();
    }
}
