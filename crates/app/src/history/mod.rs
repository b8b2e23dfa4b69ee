//! The history of a record: facts, written once and never changed.

mod store;

pub use store::{Entry, entries};
pub(crate) use store::{add, add_all, digest, of_record, of_records};

use jiff::Timestamp;
use rules::facts::{Detail, Evidence, FactKind};

/// A fact that is about to be written.
#[derive(Clone, Debug)]
pub struct NewFact {
    /// What happened.
    pub kind: FactKind,
    /// When.
    pub happened: Timestamp,
    /// How it is known.
    pub evidence: Evidence,
    /// The fact that it puts right.
    pub replaces: Option<i64>,
    /// What clocks need of it.
    pub detail: Detail,
    /// What it tells in words. It may be about people, and can be erased.
    pub content: Option<String>,
}

impl NewFact {
    /// Something that happened, to the microsecond: as it is stored, it is judged.
    pub fn new(kind: FactKind, happened: Timestamp, evidence: Evidence) -> NewFact {
        let happened = Timestamp::from_microsecond(happened.as_microsecond()).unwrap_or(happened);
        let detail = Detail::default();
        NewFact { kind, happened, evidence, replaces: None, detail, content: None }
    }

    /// The same with words.
    pub fn saying(mut self, content: impl Into<String>) -> NewFact {
        self.content = Some(content.into()).filter(|content: &String| !content.is_empty());
        self
    }

    /// The same with what clocks need.
    pub fn with(mut self, detail: Detail) -> NewFact {
        self.detail = detail;
        self
    }
}
