//! Charters: what a body promises. Commitments are the public words, standards the measurable
//! rules behind them; a standard makes promises.

mod beside;
mod checks;
mod covering;
mod problems;
mod read;
mod read_standard;
mod reader;
pub mod readings;
mod standards;
mod targets;

pub use beside::CharterKind;
pub(crate) use problems::in_order;
pub use problems::{Place, Problem, Wrong, places};
pub use read::read;
pub(crate) use read::{read_part, single, tables, unknown_tables};
pub(crate) use reader::Reader;
pub(crate) use standards::Choices;
pub use standards::{
    CallFormula, Condition, Grade, Kind, Method, Scope, Standard, StandardCalendar, Undone,
};
pub use targets::{Target, TargetRefusal};

use crate::calendar::Definition;

/// A charter as its file says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Charter {
    /// The name that commands and addresses use.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Whose it is.
    pub body: String,
    /// The headline aim.
    pub aim: Option<String>,
    /// Whether it is a pack of statutory rules, adopted beside the body's own charter.
    pub statutory: bool,
    /// The body's own calendar.
    pub calendar: Definition,
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// Its commitments, in order.
    pub commitments: Vec<Commitment>,
    /// Its standards, in order.
    pub standards: Vec<Standard>,
}

/// A part of the charter: a channel, a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its name in the file and in addresses.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// Its one-line commitment.
    pub words: Option<String>,
}

/// The public words that a standard is behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// Its name in the file and in addresses.
    pub id: String,
    /// Its number in the printed charter.
    pub number: u32,
    /// The section that it stands in.
    pub section: String,
    /// The words.
    pub words: String,
    /// Where they come from.
    pub source: Option<String>,
}

impl Charter {
    /// The standard of a name.
    pub fn standard(&self, id: &str) -> Option<&Standard> {
        self.standards.iter().find(|standard| standard.id == id)
    }

    /// The commitment that a standard is behind.
    pub fn commitment_of(&self, standard: &Standard) -> Option<&Commitment> {
        let id = standard.commitment.as_deref()?;
        self.commitments.iter().find(|commitment| commitment.id == id)
    }
}
