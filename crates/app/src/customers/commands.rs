//! Making a customer.

use super::folding::{digits, fold, postcode};
use crate::cx::Cx;
use db::{DbError, Value, args};
use std::collections::BTreeSet;

/// A person, or a body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CustomerKind {
    /// A person.
    #[default]
    Person,
    /// A business, a charity, another body.
    Organisation,
}

/// A customer who is not known yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewCustomer {
    /// A person, or a body.
    pub kind: CustomerKind,
    /// The name.
    pub name: String,
    /// The email address.
    pub email: Option<String>,
    /// The telephone number.
    pub telephone: Option<String>,
    /// The postcode.
    pub postcode: Option<String>,
    /// The rest of the address.
    pub address: Option<String>,
    /// The code of the language that they chose.
    pub language: String,
    /// Made for a mystery shop.
    pub is_test: bool,
}

/// Writes a new customer, with the words to find them by.
pub(crate) fn make(cx: &mut Cx<'_>, new: &NewCustomer) -> Result<i64, DbError> {
    let kind = match new.kind {
        CustomerKind::Person => "person",
        CustomerKind::Organisation => "organisation",
    };
    let id = cx.tx.one(
        "INSERT INTO customers (version, kind, name, email, telephone, postcode, address, language,
                                is_test, made_at)
         VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        args![
            kind,
            &new.name,
            new.email.as_deref(),
            new.telephone.as_deref(),
            new.postcode.as_deref(),
            new.address.as_deref(),
            &new.language,
            new.is_test,
            cx.now
        ],
        |row| row.get::<i64>(0),
    )?;
    let words = words_of(new);
    let rows: Vec<[Value<'_>; 2]> =
        words.iter().map(|word| [word.as_str().into(), id.into()]).collect();
    if !rows.is_empty() {
        cx.tx
            .insert_rows("INSERT INTO customer_words (word, customer_id) VALUES ($1, $2)", &rows)?;
    }
    Ok(id)
}

/// The words that a customer is found by.
fn words_of(new: &NewCustomer) -> BTreeSet<String> {
    let mut words: BTreeSet<String> = fold(&new.name).into_iter().collect();
    words.extend(new.email.iter().map(|email| email.trim().to_lowercase()));
    words.extend(new.telephone.iter().map(|number| digits(number)));
    words.extend(new.postcode.iter().map(|code| postcode(code).to_lowercase()));
    words.remove("");
    words
}
