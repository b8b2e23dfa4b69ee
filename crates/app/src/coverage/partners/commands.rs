//! Keeping the register of contracts, and noting declarations.

use super::store;
use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::Failure;
use crate::organisation;
use jiff::civil::Date;
use rules::organisation::UnitKind;

/// What is known of a contract.
#[derive(Clone, Debug)]
pub struct NoteContract {
    /// The provider.
    pub provider: i64,
    /// The contract that is noted anew; none for one that the register has not got.
    pub contract: Option<i64>,
    /// What it is called.
    pub name: String,
    /// Its first day.
    pub from: Option<Date>,
    /// Its last day, if it has one.
    pub until: Option<Date>,
    /// Whether it holds the customer standards.
    pub has_standards: bool,
    /// Whether it holds a way to monitor them.
    pub has_monitoring: bool,
    /// When it was reviewed last.
    pub reviewed_on: Option<Date>,
    /// When its next review is due.
    pub review_due_on: Option<Date>,
}

/// Why a contract is not noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContractRefusal {
    /// It has no name.
    NoName,
    /// It has no first day.
    NoFirstDay,
    /// It ends before it begins.
    EndsBeforeItBegins,
    /// It was reviewed on a day to come.
    ReviewedToCome,
    /// Its next review is not after its last.
    ReviewBeforeTheLast,
}

/// That a provider adopts the standards.
#[derive(Clone, Debug)]
pub struct Declare {
    /// The provider.
    pub provider: i64,
    /// The day of the declaration.
    pub on: Option<Date>,
    /// Who declared it, by role.
    pub by: String,
    /// Whether it adopts the standards.
    pub adopts: Option<bool>,
    /// What training shows it.
    pub training: String,
}

/// Why a declaration is not noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeclareRefusal {
    /// It has no date.
    NoDate,
    /// It is dated on a day to come.
    DateToCome,
    /// It was not said who declared it.
    ByWhom,
    /// It was not said whether the standards are adopted.
    AdoptedOrNot,
    /// The standards are adopted, and no training shows it.
    NoTraining,
}

/// Notes a contract, or notes it anew. Gives its number.
pub fn note_contract(
    cx: &mut Cx<'_>,
    note: &NoteContract,
) -> Result<i64, Failure<ContractRefusal>> {
    cx.require(Permission::ManagePartners)?;
    is_provider(cx, note.provider)?;
    let mut refusals = Vec::new();
    let name = note.name.trim();
    if name.is_empty() {
        refusals.push(ContractRefusal::NoName);
    }
    if note.from.is_none() {
        refusals.push(ContractRefusal::NoFirstDay);
    }
    let is_before = |a: Option<Date>, b: Option<Date>| a.zip(b).is_some_and(|(a, b)| a < b);
    if is_before(note.until, note.from) {
        refusals.push(ContractRefusal::EndsBeforeItBegins);
    }
    if note.reviewed_on.is_some_and(|on| on > cx.today) {
        refusals.push(ContractRefusal::ReviewedToCome);
    }
    if note.reviewed_on.zip(note.review_due_on).is_some_and(|(last, due)| due <= last) {
        refusals.push(ContractRefusal::ReviewBeforeTheLast);
    }
    let Some(from) = note.from.filter(|_| refusals.is_empty()) else {
        return Err(Failure::Refused(refusals));
    };
    let contract = match note.contract {
        None => store::insert_contract(cx.tx, note.provider)?,
        Some(contract) => {
            let provider = store::provider_of(cx.tx, contract)?;
            provider.filter(|of| *of == note.provider).ok_or(Failure::NotFound)?;
            contract
        }
    };
    store::note(cx, contract, note, (name, from))?;
    Ok(contract)
}

/// Notes a yearly declaration of a provider.
pub fn declare(cx: &mut Cx<'_>, declare: &Declare) -> Result<(), Failure<DeclareRefusal>> {
    cx.require(Permission::ManagePartners)?;
    is_provider(cx, declare.provider)?;
    let mut refusals = Vec::new();
    match declare.on {
        None => refusals.push(DeclareRefusal::NoDate),
        Some(on) if on > cx.today => refusals.push(DeclareRefusal::DateToCome),
        Some(_) => {}
    }
    if declare.by.trim().is_empty() {
        refusals.push(DeclareRefusal::ByWhom);
    }
    if declare.adopts.is_none() {
        refusals.push(DeclareRefusal::AdoptedOrNot);
    }
    if declare.adopts == Some(true) && declare.training.trim().is_empty() {
        refusals.push(DeclareRefusal::NoTraining);
    }
    let (Some(on), Some(adopts), true) = (declare.on, declare.adopts, refusals.is_empty()) else {
        return Err(Failure::Refused(refusals));
    };
    Ok(store::declare(cx, declare, on, adopts)?)
}

fn is_provider<R>(cx: &mut Cx<'_>, provider: i64) -> Result<(), Failure<R>> {
    let tree = match organisation::version_on(cx.tx, cx.today)? {
        Some(version) => organisation::tree(cx.tx, version)?,
        None => Vec::new(),
    };
    let found = tree.iter().any(|unit| unit.id == provider && unit.kind == UnitKind::Provider);
    if found { Ok(()) } else { Err(Failure::NotFound) }
}
