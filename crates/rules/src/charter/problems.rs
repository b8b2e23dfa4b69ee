//! What is wrong with a charter file, and where.

use super::layers::Looser;
use super::targets::TargetRefusal;
use crate::calendar::FileProblem;
use crate::clock::{ClockRefusal, LimitRefusal, Unit};
use std::ops::Range;

/// Something wrong in a charter file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, in bytes; none if it is about the whole file.
    pub at: Option<Range<usize>>,
    /// What.
    pub wrong: Wrong,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The text is not TOML; the parser's own sentence.
    NotToml(String),
    /// A table or key that charters don't have, with those there are.
    UnknownKey {
        /// The key.
        key: String,
        /// The keys that could stand there.
        known: Vec<String>,
    },
    /// A key that must be there.
    Missing {
        /// What lacks it: `standard "calls-answered"`.
        of: String,
        /// The key.
        key: &'static str,
    },
    /// A value of the wrong kind.
    WrongKind {
        /// The key.
        key: String,
        /// What is wanted.
        wanted: &'static str,
    },
    /// A value that is not one of the choices.
    UnknownChoice {
        /// The key.
        key: String,
        /// The value.
        value: String,
        /// The choices.
        choices: Vec<String>,
    },
    /// A text that is empty.
    Empty(String),
    /// An id with other letters than small ones, digits and hyphens.
    BadId(String),
    /// An id that stands twice; the line of the first.
    Twice(String, usize),
    /// A commitment's number that stands twice; the line of the first.
    NumberTwice(u32, usize),
    /// A fact that means yes and no.
    YesAndNo(String),
    /// A reference to something that is not there, and what there is.
    NotFound {
        /// What it should be: section, commitment, standard.
        what: &'static str,
        /// The id.
        id: String,
        /// The ids there are.
        known: Vec<String>,
    },
    /// A limit that could not be read.
    Limit(LimitRefusal),
    /// A limit whose unit cannot stand there.
    LimitUnit {
        /// The key.
        key: String,
        /// The unit.
        unit: Unit,
    },
    /// A target that could not be read.
    Target(String, TargetRefusal),
    /// What is aimed at, or how it is judged, does not fit the standard.
    Aim(WrongAim),
    /// A section, a stage, an opt-out or a service's standard does not fit the others.
    Layer(WrongLayer),
    /// A limit and a policy that do not fit each other.
    Clock(ClockRefusal),
    /// The calendar cannot be used.
    Calendar(Box<FileProblem>),
    /// A key that does not go with the standard's kind.
    NotForKind {
        /// The key.
        key: &'static str,
        /// The kind.
        kind: &'static str,
    },
    /// A key that means nothing without another one.
    Needs {
        /// The key.
        key: &'static str,
        /// The one that it needs.
        needs: &'static str,
    },
    /// A reason that stands in more than one of the lists of what reasons do.
    ReasonTwice(String),
    /// A second reading that says the same as the first.
    SameReading,
    /// A statutory standard whose id does not begin with that of its pack.
    NotOfThePack {
        /// The standard's id.
        id: String,
        /// The pack's id.
        pack: String,
    },
    /// A clock that is stopped by what starts it.
    StopsItself(String),
    /// The stop of one standard starts the other and the other way round.
    Circle(String),
    /// Something that never happens on any of the standard's channels.
    NeverHappens {
        /// The key.
        key: &'static str,
        /// The kind of fact.
        fact: String,
        /// The channels.
        channels: Vec<String>,
    },
    /// Words that are translated twice; the line of the first.
    TranslatedTwice(usize),
    /// A charter without any standard.
    NoStandards,
}

/// What is wrong with what a standard aims at, or with how it is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrongAim {
    /// Where a body started from that could not be read.
    Baseline(String, TargetRefusal),
    /// A share is aimed at where a number is counted.
    TargetIsAShare {
        /// The kind.
        kind: &'static str,
    },
    /// A number is aimed at where a share is measured.
    TargetIsANumber {
        /// The kind.
        kind: &'static str,
    },
    /// An entry of a series of targets whose last day is before its first.
    EndsBeforeItBegins(String),
    /// Two entries of a series that hold on the same day, by their labels.
    TargetsOverlap(String, String),
    /// A baseline that is a share where a number is aimed at, or the other way round.
    BaselineOfAnother,
    /// A target that asks for the other direction than the one that is called better.
    BetterIsTheOtherWay(&'static str),
    /// Two entries of a series of one label.
    LabelTwice(String),
    /// A stretch that is easier than the target, by its label.
    StretchIsEasier(String),
    /// A method that the kind is not judged by.
    NotItsMethod {
        /// The method.
        method: &'static str,
        /// The kind.
        kind: &'static str,
    },
    /// What becomes of what is never done, where a limit says it already.
    UndoneWithLimit,
}

/// What is wrong between the layers of a charter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrongLayer {
    /// A standard's id at whose address another page stands.
    TakenAddress(String),
    /// A section that is a part of itself.
    SectionCircle(String),
    /// A stage of a service that a standard is not for.
    StageOfAnother {
        /// The stage.
        stage: String,
        /// Its service.
        service: String,
    },
    /// A standard that is layered over one that is itself of some services only.
    NotCorporate(String),
    /// A service's standard that is looser than the corporate one, without a reason.
    LooserWithoutReason {
        /// The corporate standard.
        over: String,
        /// How.
        how: Looser,
    },
    /// A reason for being looser, of a standard that is not.
    NotLooser(String),
    /// A standard of another kind than the one that it is layered over.
    OverAnotherKind {
        /// The corporate standard.
        over: String,
        /// Its kind.
        kind: &'static str,
    },
    /// An opt-out from a standard that the service does not owe anyway.
    NotOwedAnyway {
        /// The service.
        service: String,
        /// The standard.
        standard: String,
    },
    /// An opt-out that stands twice.
    OptOutTwice {
        /// The service.
        service: String,
        /// The standard.
        standard: String,
    },
}

/// A place for people: line and column, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl Place {
    /// The place of a byte of a text.
    pub fn of(text: &str, byte: usize) -> Place {
        let before = text.get(..byte).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        Place { line, column }
    }
}

/// The problems with their places in a text, in the order of the lines.
pub fn places<'a>(text: &str, problems: &'a [Problem]) -> Vec<(Place, &'a Problem)> {
    in_order(text, problems, |problem| problem.at.as_ref())
}

/// Problems of any file with their places, in the order of the lines.
pub(crate) fn in_order<'a, P>(
    text: &str,
    problems: &'a [P],
    at: impl Fn(&P) -> Option<&Range<usize>>,
) -> Vec<(Place, &'a P)> {
    let mut placed: Vec<_> = problems
        .iter()
        .map(|problem| (Place::of(text, at(problem).map_or(0, |at| at.start)), problem))
        .collect();
    placed.sort_by_key(|(place, _)| *place);
    placed
}
