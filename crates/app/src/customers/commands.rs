//! Making a customer.

use super::folding::{digits, fold, postcode};
use super::store;
use crate::cx::Cx;
use db::DbError;
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
    let id = store::insert(cx.tx, new, cx.now)?;
    store::insert_words(cx.tx, id, &words_of(new))?;
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
