//! Beginning a draft, changing its text, and writing down what happened to it.

use super::queries::{self, State};
use super::store::{self, NewStep};
use crate::access::Permission;
use crate::charters;
use crate::cx::Cx;
use crate::failure::{Failure, Fault};
use rules::charter::{Charter, CharterKind, Problem};
use rules::drafting::{Answer, StepKind, Told, Untold, untold};

/// What a draft began from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A version of a charter, by its number in the database.
    Version(i64),
    /// A ready-made charter, by its name.
    ReadyMade(String),
    /// A file, or what was pasted of one.
    File,
}

/// A draft to be begun.
#[derive(Clone, Debug)]
pub struct Begin {
    /// Its first text.
    pub text: String,
    /// What it began from.
    pub origin: Origin,
}

/// Why a text does not become a draft's.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeRefusal {
    /// It does not read: everything that is wrong, with its places in the text.
    DoesNotRead(Vec<Problem>),
    /// Somebody has changed the draft meanwhile.
    ChangedMeanwhile,
    /// It was approved or withdrawn.
    Finished(State),
    /// It was begun as the body's own charter and would become a pack of statute, or the other
    /// way round.
    OtherKind,
}

/// Why a step is not written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepRefusal {
    /// Something that it must say.
    Untold(Untold),
    /// Somebody has changed the text meanwhile: the step would be about another one.
    ChangedMeanwhile,
    /// The draft was approved or withdrawn.
    Finished(State),
}

/// Why something that people said is not written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PointRefusal {
    /// What they said.
    NothingSaid,
    /// Whether it was accepted.
    NoAnswer,
    /// Why.
    NoReason,
    /// The draft was approved or withdrawn.
    Finished(State),
}

/// A step that was taken.
#[derive(Clone, Debug)]
pub struct TakeStep {
    /// What happened.
    pub kind: StepKind,
    /// What is written down of it.
    pub told: Told,
    /// The number of the text that whoever writes it down has seen.
    pub text: i64,
}

/// Whose charter a draft's text is: the body's own, or a pack.
pub(super) fn kind_of(charter: &Charter) -> CharterKind {
    if charter.statutory { CharterKind::Statutory } else { CharterKind::Own }
}

fn read(text: &str) -> Result<Charter, Failure<ChangeRefusal>> {
    rules::charter::read(text)
        .map_err(|problems| Failure::refused(ChangeRefusal::DoesNotRead(problems)))
}

/// Begins a draft. Gives its number.
pub fn begin(cx: &mut Cx<'_>, begin: &Begin) -> Result<i64, Failure<ChangeRefusal>> {
    cx.require(Permission::ManageCharter)?;
    let charter = read(&begin.text)?;
    let draft = store::insert(cx, kind_of(&charter), &begin.origin)?;
    store::insert_text(cx, draft, (1, &charter))?;
    Ok(draft)
}

/// Changes the text of a draft, seen as the text of a number. The same text again changes
/// nothing. Gives the number of the text.
pub fn change(
    cx: &mut Cx<'_>,
    draft: i64,
    (seen, text): (i64, &str),
) -> Result<i64, Failure<ChangeRefusal>> {
    cx.require(Permission::ManageCharter)?;
    let row = open(cx, draft).map_err(|failure| failure.map(ChangeRefusal::Finished))?;
    let charter = read(text)?;
    if row.text != seen {
        return Err(Failure::refused(ChangeRefusal::ChangedMeanwhile));
    }
    put(cx, &row, &charter)
}

/// Writes the next text of a draft, if it says something else.
pub(super) fn put(
    cx: &mut Cx<'_>,
    row: &queries::DraftRow,
    charter: &Charter,
) -> Result<i64, Failure<ChangeRefusal>> {
    if row.kind != kind_of(charter) {
        return Err(Failure::refused(ChangeRefusal::OtherKind));
    }
    if charters::canonical_hash(charter).as_slice() == row.hash {
        return Ok(row.text);
    }
    store::insert_text(cx, row.id, (row.text + 1, charter))?;
    Ok(row.text + 1)
}

/// The draft of a number, locked for whoever changes it; only while nothing has finished it.
pub(super) fn open(cx: &mut Cx<'_>, draft: i64) -> Result<queries::DraftRow, Failure<State>> {
    let is_there = store::lock(cx.tx, draft)?;
    if !is_there {
        return Err(Failure::NotFound);
    }
    let row = queries::row(cx.tx, draft)?.ok_or_else(|| Fault::new("a draft without a text"))?;
    match row.state {
        State::Open => Ok(row),
        state => Err(Failure::refused(state)),
    }
}

/// Writes down a step: a consultation, a check, a scrutiny, why one is left out, or that the
/// draft is withdrawn. Approval is a command of its own. Gives the step's number.
pub fn take_step(
    cx: &mut Cx<'_>,
    draft: i64,
    step: &TakeStep,
) -> Result<i64, Failure<StepRefusal>> {
    cx.require(Permission::ManageCharter)?;
    // What adopts a charter is no step to be written down by itself.
    if matches!(step.kind, StepKind::Approved | StepKind::InReadiness) {
        return Err(Failure::NotFound);
    }
    let row = open(cx, draft).map_err(|failure| failure.map(StepRefusal::Finished))?;
    let untold = untold(step.kind, &step.told, cx.today);
    if !untold.is_empty() {
        return Err(Failure::Refused(untold.into_iter().map(StepRefusal::Untold).collect()));
    }
    if row.text != step.text {
        return Err(Failure::refused(StepRefusal::ChangedMeanwhile));
    }
    let new = NewStep { kind: step.kind, told: &step.told, days: None };
    let id = store::insert_step(cx, &row, &new)?;
    if step.kind == StepKind::Withdrawn {
        store::finish(cx.tx, draft, (State::Withdrawn, None))?;
    }
    Ok(id)
}

/// Writes down something that people said when they were consulted, and what became of it.
pub fn note_point(
    cx: &mut Cx<'_>,
    step: i64,
    (said, answer, because): (&str, Option<Answer>, &str),
) -> Result<(), Failure<PointRefusal>> {
    cx.require(Permission::ManageCharter)?;
    let draft = store::draft_of_consultation(cx.tx, step)?.ok_or(Failure::NotFound)?;
    open(cx, draft).map_err(|failure| failure.map(PointRefusal::Finished))?;
    let (said, because) = (said.trim(), because.trim());
    let refusals: Vec<PointRefusal> = [
        (said.is_empty(), PointRefusal::NothingSaid),
        (answer.is_none(), PointRefusal::NoAnswer),
        (because.is_empty(), PointRefusal::NoReason),
    ]
    .into_iter()
    .filter_map(|(is_missing, refusal)| is_missing.then_some(refusal))
    .collect();
    match answer.filter(|_| refusals.is_empty()) {
        Some(answer) => Ok(store::insert_point(cx, step, (said, answer, because))?),
        None => Err(Failure::Refused(refusals)),
    }
}
