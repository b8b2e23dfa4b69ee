//! Reads PostgreSQL's schema from its catalogue.

use crate::args;
use crate::error::DbError;
use crate::schema::expressions::{common, index_parts};
use crate::schema::{Column, ForeignKey, Index, Kind, Schema, Table};
use crate::tx::Tx;

/// Between the names of a list; no name of ours has it.
const COMMA: char = ',';

pub(super) fn describe(tx: &mut Tx) -> Result<Schema, DbError> {
    let mut schema = Schema::default();
    columns(tx, &mut schema)?;
    constraints(tx, &mut schema)?;
    indexes(tx, &mut schema)?;
    triggers(tx, &mut schema)?;
    Ok(schema)
}

fn columns(tx: &mut Tx, schema: &mut Schema) -> Result<(), DbError> {
    let sql = "SELECT c.relname::text, c.relkind::text, a.attname::text, \
               format_type(a.atttypid, NULL)::text, a.attnotnull, a.attidentity <> '', \
               pg_get_expr(d.adbin, d.adrelid)::text \
        FROM pg_class c \
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum \
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v') \
        ORDER BY c.relname, a.attnum";
    let rows = tx.all(sql, args![], |row| {
        let (relation, view): (String, bool) = (row.get(0)?, row.get::<String>(1)? == "v");
        let (name, declared): (String, String) = (row.get(2)?, row.get(3)?);
        let (required, counted): (bool, bool) = (row.get(4)?, row.get(5)?);
        let default: Option<String> = row.get(6)?;
        let default = match counted {
            true => Some("generated".to_owned()),
            false => default.map(|text| common(&text)),
        };
        Ok((relation, view, Column { name, kind: kind(declared), nullable: !required, default }))
    })?;
    for (relation, view, column) in rows {
        if view {
            schema.views.entry(relation).or_default().push(column.name);
        } else {
            schema.tables.entry(relation).or_default().columns.push(column);
        }
    }
    Ok(())
}

fn kind(declared: String) -> Kind {
    match declared.as_str() {
        "bigint" | "integer" | "smallint" | "boolean" | "timestamp with time zone" => Kind::Integer,
        "double precision" | "real" => Kind::Real,
        "text" | "character varying" | "date" => Kind::Text,
        "bytea" => Kind::Bytes,
        _ => Kind::Other(declared),
    }
}

fn constraints(tx: &mut Tx, schema: &mut Schema) -> Result<(), DbError> {
    let names = |key: &str, relation: &str| {
        format!(
            "(SELECT string_agg(a.attname::text, '{COMMA}' ORDER BY k.place) \
              FROM unnest({key}) WITH ORDINALITY AS k(attnum, place) \
              JOIN pg_attribute a ON a.attrelid = {relation} AND a.attnum = k.attnum)"
        )
    };
    let sql = format!(
        "SELECT c.relname::text, n.contype::text, {}, coalesce(f.relname::text, ''), {}, \
                n.confdeltype::text \
         FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid \
         LEFT JOIN pg_class f ON f.oid = n.confrelid \
         WHERE c.relnamespace = current_schema()::regnamespace AND n.contype IN ('p', 'u', 'f')",
        names("n.conkey", "n.conrelid"),
        names("n.confkey", "n.confrelid"),
    );
    let split = |names: Option<String>| -> Vec<String> {
        names.map_or_else(Vec::new, |names| names.split(COMMA).map(str::to_owned).collect())
    };
    let rows = tx.all(sql, args![], |row| {
        let (table, kind): (String, String) = (row.get(0)?, row.get(1)?);
        let (columns, other) = (split(row.get(2)?), row.get::<String>(3)?);
        Ok((table, kind, columns, other, split(row.get(4)?), row.get::<String>(5)?))
    })?;
    for (table, kind, columns, other, referenced, on_delete) in rows {
        let table = table_named(schema, table);
        match kind.as_str() {
            "p" => table.primary_key = columns,
            "u" => {
                table.uniques.insert(columns);
            }
            _ => {
                let on_delete = match on_delete.as_str() {
                    "c" => "CASCADE",
                    "n" => "SET NULL",
                    "d" => "SET DEFAULT",
                    "r" => "RESTRICT",
                    _ => "NO ACTION",
                };
                let on_delete = on_delete.to_owned();
                let key = ForeignKey { columns, table: other, referenced, on_delete };
                table.foreign_keys.insert(key);
            }
        }
    }
    Ok(())
}

fn indexes(tx: &mut Tx, schema: &mut Schema) -> Result<(), DbError> {
    let sql = "SELECT t.relname::text, c.relname::text, i.indisunique, pg_get_indexdef(c.oid)::text \
        FROM pg_index i \
        JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid \
        WHERE c.relnamespace = current_schema()::regnamespace \
          AND NOT EXISTS (SELECT 1 FROM pg_constraint n WHERE n.conindid = c.oid \
                          AND n.contype IN ('p', 'u', 'x'))";
    let rows = tx.all(sql, args![], |row| {
        let (table, name): (String, String) = (row.get(0)?, row.get(1)?);
        let (columns, predicate) = index_parts(&row.get::<String>(3)?);
        Ok((table, name, Index { columns, unique: row.get(2)?, predicate }))
    })?;
    for (table, name, index) in rows {
        table_named(schema, table).indexes.insert(name, index);
    }
    Ok(())
}

fn triggers(tx: &mut Tx, schema: &mut Schema) -> Result<(), DbError> {
    let sql = "SELECT c.relname::text, t.tgname::text FROM pg_trigger t \
        JOIN pg_class c ON c.oid = t.tgrelid \
        WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal";
    let rows = tx.all(sql, args![], |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)))?;
    for (table, trigger) in rows {
        table_named(schema, table).triggers.insert(trigger);
    }
    Ok(())
}

fn table_named(schema: &mut Schema, name: String) -> &mut Table {
    schema.tables.entry(name).or_default()
}
