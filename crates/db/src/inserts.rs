//! Takes an `INSERT … VALUES (…)` of one row apart, so that it can be run for many.

use crate::sql::{Piece, pieces, signs};

/// The parts of an insert of one row.
pub(crate) struct Insert<'a> {
    /// What stands before the word `VALUES`.
    pub(crate) head: &'a str,
    /// What stands between its parentheses.
    pub(crate) tuple: &'a str,
    /// What stands after them.
    pub(crate) tail: &'a str,
}

/// The parts, if it is an insert of one row that has all its placeholders between the
/// parentheses.
pub(crate) fn one_row(sql: &str) -> Option<Insert<'_>> {
    let insert = parts(sql)?;
    let placed = |text: &str| pieces(text).any(|piece| matches!(piece, Piece::Placeholder(_)));
    let several = insert.tail.trim_start().starts_with(',');
    if several || placed(insert.head) || placed(insert.tail) { None } else { Some(insert) }
}

fn parts(sql: &str) -> Option<Insert<'_>> {
    let values = place_of_values(sql)?;
    let mut open = None;
    let mut depth = 0_u32;
    for (place, sign) in signs(sql).filter(|(place, _)| *place > values) {
        match sign {
            '(' => {
                depth += 1;
                open = open.or(Some(place));
            }
            ')' if depth == 1 => {
                let (head, tuple) = (&sql[..values], &sql[open? + 1..place]);
                return Some(Insert { head, tuple, tail: &sql[place + 1..] });
            }
            ')' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

/// Where the word `VALUES` begins.
fn place_of_values(sql: &str) -> Option<usize> {
    let (mut word, mut from) = (String::new(), 0);
    for (place, sign) in signs(sql) {
        if sign.is_ascii_alphanumeric() || sign == '_' {
            if word.is_empty() {
                from = place;
            }
            word.push(sign.to_ascii_uppercase());
        } else if word == "VALUES" {
            return Some(from);
        } else {
            word.clear();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_an_insert_of_one_row_is_told_apart() {
        for sql in [
            "INSERT INTO t SELECT $1",
            "INSERT INTO t VALUES ($1) ON CONFLICT DO UPDATE SET a = $1",
            "INSERT INTO t VALUES ($1), ($2)",
            "UPDATE t SET a = $1",
            "INSERT INTO t VALUES ($1",
        ] {
            assert!(one_row(sql).is_none(), "{sql}");
        }
    }

    #[test]
    fn an_insert_of_one_row_is_taken_apart() {
        let sql = "INSERT INTO t (\"values\") VALUES (coalesce($1, ')')) RETURNING id";
        let insert = one_row(sql).expect("one row");
        assert_eq!(insert.head, "INSERT INTO t (\"values\") ");
        assert_eq!(insert.tuple, "coalesce($1, ')')");
        assert_eq!(insert.tail, " RETURNING id");
    }
}
