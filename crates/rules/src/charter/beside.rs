//! Charters side by side: the body's own, what statute asks for, and what is in readiness.

use super::{Charter, Standard};

/// What a standard's name begins with while its charter is in readiness, so that it is never
/// taken for the standard in force under the same name.
const IN_READINESS: &str = "in-readiness:";

/// How a charter stands to the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CharterKind {
    /// What the body promises.
    Own,
    /// What a law or a regulator asks for, beside the body's own.
    Statutory,
    /// Measured on live work, neither published nor promised to anybody.
    InReadiness,
    /// What came with another system's records.
    Imported,
}

impl CharterKind {
    /// Every one, in the order in which figures show their standards.
    pub const ALL: [CharterKind; 4] =
        [CharterKind::Own, CharterKind::Statutory, CharterKind::InReadiness, CharterKind::Imported];

    /// The name in tables.
    pub fn key(self) -> &'static str {
        match self {
            CharterKind::Own => "own",
            CharterKind::Statutory => "statutory",
            CharterKind::InReadiness => "in-readiness",
            CharterKind::Imported => "imported",
        }
    }

    /// The kind of a name.
    pub fn named(key: &str) -> Option<CharterKind> {
        CharterKind::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Whether customers are told what it promises and the public how it was kept.
    pub fn is_promised(self) -> bool {
        matches!(self, CharterKind::Own | CharterKind::Statutory)
    }
}

impl Charter {
    /// The charter with its standards named as in readiness.
    pub fn in_readiness(mut self) -> Charter {
        for standard in &mut self.standards {
            standard.id.insert_str(0, IN_READINESS);
            if let Some(after) = &mut standard.after {
                after.insert_str(0, IN_READINESS);
            }
        }
        self
    }

    /// The charter with the standards of another one behind its own.
    pub fn beside(mut self, other: &Charter) -> Charter {
        self.standards.extend(other.standards.iter().cloned());
        self
    }
}

impl Standard {
    /// Whether it is measured only: its charter is in readiness.
    pub fn is_in_readiness(&self) -> bool {
        self.id.starts_with(IN_READINESS)
    }

    /// Whether a fact that names a standard means this one: what happens to the standard in force
    /// happens to its successor in readiness too.
    pub fn answers_to(&self, id: &str) -> bool {
        self.id == id || self.id.strip_prefix(IN_READINESS) == Some(id)
    }
}
