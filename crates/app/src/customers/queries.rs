//! Finding customers.

use super::folding::{digits, fold, postcode};
use db::{DbError, Row, Tx, Value, args};

/// A customer as lists show them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Their number.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Their email address.
    pub email: Option<String>,
    /// Their telephone number.
    pub telephone: Option<String>,
    /// Their postcode.
    pub postcode: Option<String>,
    /// The rest of their address.
    pub address: Option<String>,
}

fn read(row: &Row<'_>) -> Result<Found, DbError> {
    Ok(Found {
        id: row.get(0)?,
        name: row.get(1)?,
        email: row.get(2)?,
        telephone: row.get(3)?,
        postcode: row.get(4)?,
        address: row.get(5)?,
    })
}

/// The customer of a number.
pub fn by_id(tx: &mut Tx, id: i64) -> Result<Option<Found>, DbError> {
    tx.first(
        "SELECT id, name, email, telephone, postcode, address FROM customers WHERE id = $1",
        args![id],
        read,
    )
}

/// Customers by whatever was typed: words of the name, a postcode, an email address, a number.
/// Every word must fit, each as the beginning of one of theirs. Twenty at most, by name.
pub fn find(tx: &mut Tx, typed: &str) -> Result<Vec<Found>, DbError> {
    let words = typed_words(typed);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut args: Vec<Value<'_>> = Vec::new();
    let mut fitting = Vec::new();
    for word in &words {
        let (from, to) = (args.len() + 1, args.len() + 2);
        fitting.push(format!(
            "id IN (SELECT customer_id FROM customer_words WHERE word >= ${from} AND word < ${to})"
        ));
        args.push(word.as_str().into());
        // The first text after everything that begins with the word.
        args.push(format!("{word}\u{10FFFF}").into());
    }
    let sql = format!(
        "SELECT id, name, email, telephone, postcode, address FROM customers
         WHERE {} ORDER BY name, id LIMIT 20",
        fitting.join(" AND ")
    );
    tx.all(&sql, &args, read)
}

/// Three words at most: more do not find anybody more surely.
fn typed_words(typed: &str) -> Vec<String> {
    let typed = typed.trim();
    if typed.contains('@') {
        return vec![typed.to_lowercase()];
    }
    if typed.chars().filter(char::is_ascii_digit).count() >= 5 {
        return vec![digits(typed)];
    }
    let code = postcode(typed).to_lowercase();
    let looks_like_a_postcode = typed.len() <= 8
        && code.len() >= 5
        && code.ends_with(|c: char| c.is_ascii_alphabetic())
        && code.contains(|c: char| c.is_ascii_digit());
    if looks_like_a_postcode {
        return vec![code];
    }
    fold(typed).into_iter().take(3).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_understood_as_a_name_a_postcode_a_number_or_an_address() {
        for (typed, words) in [
            ("sw1a 1aa", vec!["sw1a1aa"]),
            ("Jo Smith", vec!["jo", "smith"]),
            ("+44 1632 960001", vec!["01632960001"]),
            ("Jo@Example.org", vec!["jo@example.org"]),
            ("", vec![]),
        ] {
            assert_eq!(typed_words(typed), words, "{typed}");
        }
    }
}
