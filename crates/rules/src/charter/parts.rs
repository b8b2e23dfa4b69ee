//! The parts of a charter besides its standards.

use super::kinds::SectionKind;
use super::standards::Standard;
use crate::calendar::Definition;
use crate::clock::{Limit, Policy};

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
    /// Where the body wants to be.
    pub vision: Option<String>,
    /// What good service is, for staff.
    pub good_service: Option<String>,
    /// The words with which a missed promise is owned up to; `{promise}` and `{due}` stand for
    /// what was promised and when it was due.
    pub apology: Option<String>,
    /// How long after it comes into force it is due for review.
    pub review: Option<Limit>,
    /// Whether it is a pack of statutory rules, adopted beside the body's own charter.
    pub statutory: bool,
    /// The body's own calendar.
    pub calendar: Definition,
    /// What holds for every standard that says nothing else.
    pub counting: Counting,
    /// Its forewords, in order.
    pub forewords: Vec<Foreword>,
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// Its commitments, in order.
    pub commitments: Vec<Commitment>,
    /// The services that it says something of.
    pub services: Vec<ServicePart>,
    /// The stages of services, in order.
    pub stages: Vec<Stage>,
    /// The corporate standards that services do not owe.
    pub opt_outs: Vec<OptOut>,
    /// Its standards, in order.
    pub standards: Vec<Standard>,
    /// Its words in Welsh, as far as somebody has translated them.
    pub translations: Vec<Translation>,
}

/// What a charter says for every standard that says nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counting {
    /// How it counts.
    pub policy: Policy,
    /// How long before something is due whoever has to keep it is reminded.
    pub remind: Option<Limit>,
}

/// Words at the beginning, signed by a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreword {
    /// Who signs, by role.
    pub by: String,
    /// The words.
    pub words: String,
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
    /// The section that it is a part of.
    pub parent: Option<String>,
    /// What it holds.
    pub kind: SectionKind,
    /// Its paragraphs, with an empty line between them.
    pub text: Option<String>,
    /// Its list.
    pub items: Vec<String>,
    /// How what it promises is monitored.
    pub monitoring: Vec<String>,
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

/// What the charter says of one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServicePart {
    /// The service's key in the organisation.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it does for people.
    pub words: Option<String>,
}

/// A stage of asking for and receiving a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Its name in the file.
    pub id: String,
    /// The service.
    pub service: String,
    /// Its heading.
    pub title: String,
    /// What happens, and what to expect.
    pub words: Option<String>,
}

/// A corporate standard that a service does not owe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptOut {
    /// The service.
    pub service: String,
    /// The standard.
    pub standard: String,
    /// Why.
    pub because: String,
    /// Who approved it, and when.
    pub approved: String,
}

/// Words of the charter in Welsh. They go with the English words, not with the place, so that
/// words that change are not translated any more until somebody has done it anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// The English words, as the charter says them.
    pub english: String,
    /// The Welsh.
    pub welsh: String,
}

impl Charter {
    /// The Welsh of words of the charter; none if nobody has translated them.
    pub fn welsh(&self, english: &str) -> Option<&str> {
        let found = self.translations.iter().find(|one| one.english == english.trim());
        found.map(|one| one.welsh.as_str())
    }

    /// The standard of a name.
    pub fn standard(&self, id: &str) -> Option<&Standard> {
        self.standards.iter().find(|standard| standard.id == id)
    }

    /// The commitment that a standard is behind.
    pub fn commitment_of(&self, standard: &Standard) -> Option<&Commitment> {
        let id = standard.commitment.as_deref()?;
        self.commitments.iter().find(|commitment| commitment.id == id)
    }

    /// The section that a standard stands in: its own, or its commitment's.
    pub fn section_of<'a>(&'a self, standard: &'a Standard) -> Option<&'a str> {
        let own = standard.section.as_deref();
        own.or_else(|| self.commitment_of(standard).map(|commitment| commitment.section.as_str()))
    }

    /// The standards that stand in a section, whichever commitment they are behind.
    pub fn standards_in<'a>(&'a self, section: &'a str) -> impl Iterator<Item = &'a Standard> {
        self.standards.iter().filter(move |one| self.section_of(one) == Some(section))
    }

    /// The sections that are parts of another one; of none: those that stand by themselves.
    pub fn sections_in<'a>(&'a self, parent: Option<&'a str>) -> impl Iterator<Item = &'a Section> {
        self.sections.iter().filter(move |section| section.parent.as_deref() == parent)
    }

    /// The commitments of a section.
    pub fn commitments_in<'a>(&'a self, section: &'a str) -> impl Iterator<Item = &'a Commitment> {
        self.commitments.iter().filter(move |commitment| commitment.section == section)
    }

    /// The standards behind a commitment.
    pub fn standards_of<'a>(&'a self, commitment: &'a str) -> impl Iterator<Item = &'a Standard> {
        self.standards.iter().filter(move |one| one.commitment.as_deref() == Some(commitment))
    }

    /// The stages of a service, in order.
    pub fn stages_of<'a>(&'a self, service: &'a str) -> impl Iterator<Item = &'a Stage> {
        self.stages.iter().filter(move |stage| stage.service == service)
    }
}
