//! What people do, one after the other, through the commands of the product.

use crate::telling::told;
use app::cases::{self, Reassign, Respond, Response};
use app::contacts::{self, LogContact, Who};
use app::ledger::close_month;
use app::promises_told::{self, OwnUp};
use app::{Actor, Cx, Failure, Fault, Kept, records};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::cases::{CloseReason, ReopenReason};
use rules::ledger::Month;
use rules::promises_told::Way;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Something that somebody does.
pub(crate) struct Act {
    pub(crate) at: Timestamp,
    /// Who, by their place among the actors.
    pub(crate) by: usize,
    pub(crate) what: What,
}

/// What they do. Records and customers go by numbers of the simulation's own: their references
/// are known only when the commands have run.
pub(crate) enum What {
    /// Logs a contact.
    Log {
        /// The number that it goes by, if something is done with it later.
        record: Option<u32>,
        /// The customer, if known; the contact itself holds a new one's name.
        customer: Option<u32>,
        /// The record that it is about again.
        again: Option<u32>,
        /// The contact.
        contact: Box<LogContact>,
    },
    /// Says whether a contact was about the same matter as an earlier one, if that is asked.
    Decide {
        /// The contact.
        record: u32,
        /// Whether it was.
        is_same: bool,
    },
    /// Works on a case.
    Work {
        /// The case.
        record: u32,
        /// What is done with it.
        work: Work,
    },
    /// Adopts the second version of the charter.
    Adopt(Date),
}

/// What is done with a case.
pub(crate) enum Work {
    Acknowledge(Option<Date>),
    Hold(String),
    Respond(String),
    CallBack(String),
    GiveProgress(String),
    NextStep(String, Date, bool),
    Note(String),
    /// Says sorry for what was missed, if the customer has not been told.
    OwnUp(Way),
    Reassign(Reassign),
    Close(CloseReason, String),
    Reopen(ReopenReason, String),
}

/// A record as it is known by now.
#[derive(Clone)]
struct Known {
    id: i64,
    reference: String,
}

/// What the commands gave back.
#[derive(Clone, Default)]
struct Made {
    records: HashMap<u32, Known>,
    customers: HashMap<u32, i64>,
}

/// What happens up to a moment at which the system judges, does its jobs and seals.
pub(crate) struct Part {
    pub(crate) acts: Vec<Act>,
    pub(crate) until: Timestamp,
    /// The month that is closed then, and by whom.
    pub(crate) closes: Option<(usize, Month)>,
}

/// Where acts are carried out.
pub(crate) struct Desk<'k> {
    kept: &'k Kept,
    actors: Arc<Vec<Actor>>,
    /// The system itself, by its place among the actors.
    tick: usize,
    known: Arc<RwLock<Made>>,
    waiting: Vec<Part>,
}

/// About so many acts share a transaction: each one touches pages all over the database, which
/// are written once for all of them.
const TOGETHER: usize = 4_000;

impl Desk<'_> {
    pub(crate) fn new(kept: &Kept, actors: Vec<Actor>, tick: usize) -> Desk<'_> {
        let (actors, known) = (Arc::new(actors), Arc::default());
        Desk { kept, actors, tick, known, waiting: Vec::new() }
    }

    /// Carries a part out, soon.
    pub(crate) fn add(&mut self, part: Part) -> Result<(), Fault> {
        self.waiting.push(part);
        let acts: usize = self.waiting.iter().map(|part| part.acts.len()).sum();
        if acts < TOGETHER { Ok(()) } else { self.finish() }
    }

    /// Carries out what waits, in one transaction and in its order.
    pub(crate) fn finish(&mut self) -> Result<(), Fault> {
        let parts = std::mem::take(&mut self.waiting);
        let Some(at) = parts.first().map(|part| part.until) else { return Ok(()) };
        let (actors, known) = (Arc::clone(&self.actors), Arc::clone(&self.known));
        let (tick, kept) = (self.tick, self.kept.clone());
        let made = self.kept.act(&self.actors[tick], at, move |cx| {
            let known = known.read().unwrap_or_else(PoisonError::into_inner);
            let mut made = Made::default();
            for part in &parts {
                for act in &part.acts {
                    let mut cx = cx.acting_as(&actors[act.by], act.at);
                    made.carry_out(&known, &mut cx, &act.what)?;
                }
                settle_down(&mut cx.acting_as(&actors[tick], part.until))?;
                if let Some((by, month)) = part.closes {
                    let mut cx = cx.acting_as(&actors[by], part.until);
                    close_month(&mut cx, &kept, month).map_err(told("closing a month"))?;
                }
            }
            Ok::<_, Failure>(made)
        });
        let made = made.map_err(told("the work of some days"))?;
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.records.extend(made.records);
        known.customers.extend(made.customers);
        Ok(())
    }
}

/// The system judges, does the jobs that are due and seals, until nothing waits.
fn settle_down(cx: &mut Cx<'_>) -> Result<(), Failure> {
    while app::ledger::tick(cx)?.more {}
    while app::rounds::work_within(cx)? > 0 {}
    while app::ledger::seal(cx)?.more {}
    Ok(())
}

impl Made {
    /// Carries one act out. What was known before the transaction stands in `before`.
    fn carry_out(&mut self, before: &Made, cx: &mut Cx<'_>, what: &What) -> Result<(), Fault> {
        match what {
            What::Log { record, customer, again, contact } => {
                let mut contact = LogContact::clone(contact);
                if let Some(id) = customer.and_then(|number| self.customer(before, number)) {
                    contact.who = Who::Known(id);
                }
                let earlier = again.map(|number| self.record(before, number)).transpose()?;
                contact.about_again = earlier.as_ref().map(|it| it.reference.clone());
                let logged = contacts::log(cx, &contact).map_err(told("logging a contact"))?;
                if let Some((number, id)) = customer.zip(logged.customer) {
                    self.customers.insert(number, id);
                }
                if let Some(number) = record {
                    let (id, reference) = (logged.id, logged.reference);
                    self.records.insert(*number, Known { id, reference });
                }
                Ok(())
            }
            What::Decide { record, is_same } => {
                let known = self.record(before, *record)?;
                if contacts::suggestion(cx.tx, known.id)?.is_some() {
                    let version = records::version(cx.tx, known.id)?;
                    contacts::answer_repeat(cx, &known.reference, version, *is_same)
                        .map_err(told("answering whether a contact is the same matter"))?;
                }
                Ok(())
            }
            What::Work { record, work } => {
                let known = self.record(before, *record)?;
                let version = records::version(cx.tx, known.id)?;
                work.run(cx, &known.reference, version).map_err(told(work.name()))?;
                Ok(())
            }
            What::Adopt(from) => {
                let second = crate::charter::Version::Second;
                second.adopt(cx, *from).map(drop).map_err(told("adopting the charter"))
            }
        }
    }

    fn customer(&self, before: &Made, number: u32) -> Option<i64> {
        self.customers.get(&number).or_else(|| before.customers.get(&number)).copied()
    }

    fn record(&self, before: &Made, number: u32) -> Result<Known, Fault> {
        let known = self.records.get(&number).or_else(|| before.records.get(&number));
        known.cloned().ok_or_else(|| Fault::new("the demonstration lost one of its records"))
    }
}

/// Owns up to the first missed promise of which the customer has not been told.
fn owns_up(
    cx: &mut Cx<'_>,
    reference: &str,
    version: i64,
    way: Way,
) -> Result<(), Failure<rules::cases::CaseRefusal>> {
    let Some(standard) = promises_told::first_to_tell(cx, reference)? else { return Ok(()) };
    let text = "We are sorry. We said that we would do this sooner, and we did not. We will write \
                to you as soon as it is done."
        .to_owned();
    promises_told::own_up(
        cx,
        reference,
        version,
        &OwnUp { standard, covers_all: true, way: Some(way), text },
    )
}

impl Work {
    fn run(
        &self,
        cx: &mut Cx<'_>,
        reference: &str,
        version: i64,
    ) -> Result<(), Failure<rules::cases::CaseRefusal>> {
        let respond = |response, text: &str| Respond { response, text: text.into(), sent_at: None };
        match self {
            Work::Acknowledge(date) => cases::acknowledge(cx, reference, version, *date),
            Work::Hold(text) => {
                cases::respond(cx, reference, version, &respond(Response::Holding, text))
            }
            Work::Respond(text) => {
                cases::respond(cx, reference, version, &respond(Response::Full, text))
            }
            Work::CallBack(text) => cases::call_back(cx, reference, version, text),
            Work::GiveProgress(text) => cases::give_progress(cx, reference, version, text),
            Work::NextStep(text, date, wished) => {
                cases::set_next_step(cx, reference, version, text, Some(*date), *wished)
            }
            Work::OwnUp(way) => owns_up(cx, reference, version, *way),
            Work::Note(text) => cases::note(cx, reference, version, text),
            Work::Reassign(to) => cases::reassign(cx, reference, version, to),
            Work::Close(reason, text) => cases::close(cx, reference, version, Some(*reason), text),
            Work::Reopen(reason, text) => {
                cases::reopen(cx, reference, version, Some(*reason), text)
            }
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Work::Acknowledge(_) => "acknowledging",
            Work::Hold(_) => "sending a holding reply",
            Work::Respond(_) => "responding",
            Work::CallBack(_) => "calling back",
            Work::GiveProgress(_) => "telling how things stand",
            Work::NextStep(..) => "setting the next step",
            Work::OwnUp(_) => "owning up",
            Work::Note(_) => "writing a note",
            Work::Reassign(_) => "giving a case to somebody else",
            Work::Close(..) => "closing",
            Work::Reopen(..) => "opening again",
        }
    }
}
