//! Collecting rows into batches, each with the key that it is known by and a hash of what it
//! says.

use rules::clock::Given;
use rules::imports::{Customer, Row};
use sha2::{Digest, Sha256};

/// What a row is known by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// The other system's number.
    Id(String),
    /// A hash of the whole row.
    Content([u8; 32]),
}

/// A row that is ready to be taken.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    pub(super) key: Key,
    /// A hash of what Kept takes from the row: the same hash, nothing to do.
    pub(super) hash: [u8; 32],
    pub(super) row: Row,
}

impl Prepared {
    /// Prepares a row that was taken from these fields.
    pub(super) fn new(mut row: Row, fields: &[&[u8]]) -> Prepared {
        let key = match row.id.take() {
            Some(id) => Key::Id(id),
            None => {
                let mut hash = Hash::default();
                fields.iter().for_each(|field| hash.bytes(Some(field)));
                Key::Content(hash.done())
            }
        };
        Prepared { key, hash: hash_of(&row), row }
    }

    /// About how much memory it takes.
    pub(super) fn size(&self) -> usize {
        let texts = [&self.row.details, &self.row.answer, &self.row.about];
        let texts = texts.into_iter().flatten().map(String::len).sum::<usize>();
        size_of::<Prepared>() + self.row.summary.len() + texts
    }
}

/// A hash over values, each with its length, so that no two rows read the same.
#[derive(Default)]
struct Hash(Sha256);

impl Hash {
    fn bytes(&mut self, value: Option<&[u8]>) {
        match value {
            Some(bytes) => {
                self.0.update((bytes.len() as u64 + 1).to_be_bytes());
                self.0.update(bytes);
            }
            None => self.0.update([0; 8]),
        }
    }

    fn text(&mut self, value: Option<&str>) {
        self.bytes(value.map(str::as_bytes));
    }

    fn done(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// A hash of everything that Kept takes from a row.
fn hash_of(row: &Row) -> [u8; 32] {
    let mut hash = Hash::default();
    let moments = [Some(row.received), row.acknowledged, row.responded, row.closed];
    for moment in moments {
        let micros = moment.map(|at| at.as_microsecond().to_be_bytes());
        hash.bytes(micros.as_ref().map(|bytes| &bytes[..]));
    }
    let told = row.told.map(|given| match given {
        Given::On(date) => date.to_string(),
        Given::At(at) => at.as_microsecond().to_string(),
    });
    hash.text(told.as_deref());
    for word in [row.ending.key(), row.channel.key(), row.matter.key(), &row.service.key] {
        hash.text(Some(word));
    }
    hash.text(row.about.as_deref());
    hash.text(Some(&row.summary));
    hash.text(row.details.as_deref());
    hash.text(row.answer.as_deref());
    hash.bytes(row.customer.as_ref().map(customer_hash).as_ref().map(|hash| &hash[..]));
    hash.done()
}

/// A hash of everything that a row says about its customer.
pub(super) fn customer_hash(customer: &Customer) -> [u8; 32] {
    let mut hash = Hash::default();
    let Customer { id, name, email, telephone, postcode, address } = customer;
    hash.text(Some(name));
    for text in [id, email, telephone, postcode, address] {
        hash.text(text.as_deref());
    }
    hash.done()
}
