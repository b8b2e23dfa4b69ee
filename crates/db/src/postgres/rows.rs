//! Inserts many rows with one statement, in one round trip.
//!
//! Few rows become `INSERT … VALUES ($1, $2), ($3, $4)`, which the server runs quickest; there is
//! a text for each number of rows. Many become `INSERT … SELECT … FROM unnest($1, $2)` with an
//! array a column: one text whatever their number.

use ::postgres::types::{ToSql, Type};

use crate::error::DbError;
use crate::inserts::{self, Insert};
use crate::postgres::server::Server;
use crate::postgres::values::{self, Column};
use crate::refusals;
use crate::row::{Columns, OnRow, Row};
use crate::sql::{Piece, pieces};
use crate::value::Value;

/// The most rows that are written out in the text.
const FEW: usize = 8;
/// The most rows in one statement; bounds what is held in memory for sending.
const ROWS: usize = 1_000;

impl Server {
    /// Inserts rows with a statement written for one of them; how many were inserted.
    pub(crate) fn insert_rows(
        &mut self,
        sql: &str,
        rows: &[&[Value<'_>]],
        mut on_row: Option<&mut OnRow<'_>>,
    ) -> Result<u64, DbError> {
        let single = self.statement(sql)?;
        check(&single, sql, rows)?;
        let mut sum = 0;
        for rows in rows.chunks(ROWS) {
            let columns: Vec<Column<'_, '_>> =
                (0..single.params().len()).map(|index| Column { rows, index }).collect();
            let params: Vec<&(dyn ToSql + Sync)> = match rows.len() {
                ..=FEW => rows.iter().copied().flatten().map(|value| value as _).collect(),
                _ => columns.iter().map(|column| column as _).collect(),
            };
            let statement = match rows.len() {
                1 => single.clone(),
                few @ ..=FEW => self.statement_for(sql, few, |sql| few_text(sql, few))?,
                _ => self.statement_for(sql, ROWS, |sql| many_text(sql, single.params()))?,
            };
            sum += match &mut on_row {
                None => self.client.execute(&statement, &params),
                Some(on_row) => self.client.query(&statement, &params).map(|found| {
                    for row in &found {
                        let _ = on_row(&Row { columns: Columns::Postgres(row), sql });
                    }
                    found.len() as u64
                }),
            }
            .map_err(|error| self.failed(&error, sql))?;
        }
        Ok(sum)
    }
}

fn check(
    statement: &::postgres::Statement,
    sql: &str,
    rows: &[&[Value<'_>]],
) -> Result<(), DbError> {
    for row in rows {
        refusals::expect_arguments(statement.params().len(), sql, row)?;
        for (index, (value, ty)) in row.iter().zip(statement.params()).enumerate() {
            if let Some(reason) = values::misfit(value, ty) {
                return Err(refusals::unfit(index, &reason, sql));
            }
        }
    }
    Ok(())
}

/// The text that inserts so many rows at once. None if the given one isn't an insert of one row
/// of values with all its placeholders inside.
fn few_text(sql: &str, rows: usize) -> Option<String> {
    let Insert { head, tuple, tail } = inserts::one_row(sql)?;
    let used = pieces(tuple).filter_map(|piece| match piece {
        Piece::Placeholder(number) => Some(usize::from(number)),
        Piece::Code(_) | Piece::Opaque(_) => None,
    });
    let params = used.max()?;
    let mut text = format!("{head}VALUES ");
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for piece in pieces(tuple) {
            match piece {
                Piece::Code(same) | Piece::Opaque(same) => text.push_str(same),
                Piece::Placeholder(number) => {
                    text.push_str(&format!("${}", usize::from(number) + row * params));
                }
            }
        }
        text.push(')');
    }
    text.push_str(tail);
    Some(text)
}

/// The text that inserts from arrays, given the types of the placeholders. None as above.
fn many_text(sql: &str, types: &[Type]) -> Option<String> {
    let Insert { head, tuple, tail } = inserts::one_row(sql)?;
    if types.is_empty() {
        return None;
    }
    let mut text = format!("{head}SELECT ");
    for piece in pieces(tuple) {
        match piece {
            Piece::Code(same) | Piece::Opaque(same) => text.push_str(same),
            Piece::Placeholder(number) => text.push_str(&format!("given.c{number}")),
        }
    }
    let arrays: Vec<String> = (types.iter().zip(1..))
        .map(|(ty, number)| format!("${number}::\"{}\".\"{}\"[]", ty.schema(), ty.name()))
        .collect();
    let names: Vec<String> = (1..=types.len()).map(|number| format!("c{number}")).collect();
    text.push_str(&format!(
        " FROM unnest({}) WITH ORDINALITY AS given({}, place) ORDER BY given.place{tail}",
        arrays.join(", "),
        names.join(", ")
    ));
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_insert_of_one_row_becomes_one_of_several() {
        let sql = "INSERT INTO t (a, \"values\", c) VALUES ($2, 'x)', coalesce($1, 0)) \
                   ON CONFLICT (a) DO NOTHING RETURNING id";
        let wanted = "INSERT INTO t (a, \"values\", c) SELECT given.c2, 'x)', \
                      coalesce(given.c1, 0) FROM unnest($1::\"pg_catalog\".\"int8\"[], \
                      $2::\"pg_catalog\".\"text\"[]) WITH ORDINALITY AS given(c1, c2, place) \
                      ORDER BY given.place ON CONFLICT (a) DO NOTHING RETURNING id";
        assert_eq!(many_text(sql, &[Type::INT8, Type::TEXT]).as_deref(), Some(wanted));
        let wanted = "INSERT INTO t (a, \"values\", c) VALUES ($2, 'x)', coalesce($1, 0)), \
                      ($4, 'x)', coalesce($3, 0)) ON CONFLICT (a) DO NOTHING RETURNING id";
        assert_eq!(few_text(sql, 2).as_deref(), Some(wanted));
    }
}
