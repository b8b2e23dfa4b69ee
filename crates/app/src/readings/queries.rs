//! What was recorded for standards, and how they stand.

use super::standards::{self, ReadStandard};
use super::store::{self, PieceRow, ReadingRow};
use crate::charters::CharterVersion;
use crate::failure::Fault;
use crate::{Kept, organisation};
use db::Tx;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::charter::readings::{
    Basis, PeriodStanding, Piece, Reached, Reading, Shown, Standing, Wanted, reached, shown,
    standings,
};
use rules::charter::{Method, Standard};
use std::collections::HashMap;
use std::sync::Arc;

/// The readings of a standard by one method, period by period, the earliest first.
#[derive(Clone, Debug)]
pub struct MethodHistory {
    /// The method.
    pub method: Method,
    /// Whether each period must have a reading.
    pub is_owed: bool,
    /// Whether the readings are shares.
    pub is_share: bool,
    /// How each period stands.
    pub periods: Vec<PeriodStanding>,
}

/// What was recorded for a standard, as far as it is read.
#[derive(Clone, Debug)]
pub enum Read {
    /// Readings of periods, by method, side by side and never added up.
    Periods(Vec<MethodHistory>),
    /// A milestone: its date, and how it stands.
    Milestone(Date, Reached),
    /// A standard that evidence shows.
    Evidence(Shown),
}

/// What was recorded for a standard.
#[derive(Clone, Debug)]
pub struct History {
    /// The standard in the version of the charter that holds today.
    pub read_standard: ReadStandard,
    /// What is to be recorded.
    pub wanted: Wanted,
    /// How it stands.
    pub read: Read,
    /// Everything that was recorded, the latest period first, what was corrected too.
    pub readings: Vec<ReadingRow>,
    /// The pieces of evidence, the latest first, what was taken out too.
    pub pieces: Vec<PieceRow>,
}

impl History {
    /// The standard.
    pub fn standard(&self) -> Option<&Standard> {
        self.read_standard.standard()
    }

    /// The latest reading or piece of evidence that stands.
    pub fn last_recorded(&self) -> Option<Timestamp> {
        let readings = self.readings.iter().filter(|row| row.stands).map(|row| row.recorded_at);
        readings.chain(self.pieces.iter().map(|piece| piece.recorded_at)).max()
    }

    /// How many periods that are over nobody has recorded anything for, or that a duty was missed
    /// in without a word.
    pub fn waiting(&self) -> usize {
        match &self.read {
            Read::Periods(methods) => {
                let periods = methods.iter().flat_map(|method| &method.periods);
                let waits = |one: &&PeriodStanding| {
                    one.standing.waits() || (one.standing == Standing::Missed && one.top.is_none())
                };
                periods.filter(waits).count()
            }
            Read::Milestone(_, Reached::Overdue(_)) => 1,
            Read::Milestone(..) => 0,
            Read::Evidence(
                Shown::MissedSince(_) | Shown::NotDemonstrated | Shown::Expiring(..),
            ) => 1,
            Read::Evidence(Shown::Kept(_)) => 0,
        }
    }
}

/// Everything that readings are recorded for under the charter in force.
#[derive(Clone, Debug)]
pub struct Board {
    /// The charter.
    pub charter: Arc<CharterVersion>,
    /// Its standards that are read, in its order.
    pub histories: Vec<History>,
}

/// What histories are worked out by.
struct Context<'a> {
    kept: &'a Kept,
    now: Timestamp,
    today: Date,
    year_begins: i64,
}

/// The standards of the charter in force that readings are recorded for; none while no charter
/// was adopted.
pub fn board(
    tx: &mut Tx,
    kept: &Kept,
    (now, today): (Timestamp, Date),
) -> Result<Option<Board>, Fault> {
    let Some(charter) = standards::own_on(tx, kept, today)? else { return Ok(None) };
    let context = context(tx, kept, now, today)?;
    let mut readings: HashMap<i64, Vec<ReadingRow>> = HashMap::new();
    for row in store::all(tx)? {
        readings.entry(row.standard).or_default().push(row);
    }
    let mut pieces: HashMap<i64, Vec<PieceRow>> = HashMap::new();
    for row in store::pieces(tx)? {
        pieces.entry(row.standard).or_default().push(row);
    }
    let mut histories = Vec::new();
    for (standard, (id, _)) in charter.charter.standards.iter().zip(&charter.standards) {
        if standard.wanted().is_none() {
            continue;
        }
        let Some(found) = standards::version_on(tx, kept, *id, today)? else { continue };
        let mut rows = readings.remove(id).unwrap_or_default();
        rows.reverse();
        let recorded = (rows, pieces.remove(id).unwrap_or_default());
        histories.extend(worked_out(tx, &context, found, recorded)?);
    }
    Ok(Some(Board { charter, histories }))
}

/// What was recorded for a standard by its permanent number; none if nothing is recorded for it.
pub fn history(
    tx: &mut Tx,
    kept: &Kept,
    standard: i64,
    (now, today): (Timestamp, Date),
) -> Result<Option<History>, Fault> {
    let Some(found) = standards::version_on(tx, kept, standard, today)? else { return Ok(None) };
    let readings = store::of_standard(tx, standard)?;
    let pieces = store::pieces(tx)?.into_iter().filter(|piece| piece.standard == standard);
    let recorded = (readings, pieces.collect());
    let context = context(tx, kept, now, today)?;
    worked_out(tx, &context, found, recorded)
}

/// A reading by its number, whether it stands or not.
pub fn reading(tx: &mut Tx, id: i64) -> Result<Option<ReadingRow>, db::DbError> {
    Ok(store::with_version(tx, id)?.map(|(row, _)| row))
}

fn context<'a>(
    tx: &mut Tx,
    kept: &'a Kept,
    now: Timestamp,
    today: Date,
) -> Result<Context<'a>, Fault> {
    let year_begins = organisation::current(tx)?.map_or(4, |body| body.year_begins_month);
    Ok(Context { kept, now, today, year_begins })
}

fn worked_out(
    tx: &mut Tx,
    context: &Context<'_>,
    found: ReadStandard,
    (readings, pieces): (Vec<ReadingRow>, Vec<PieceRow>),
) -> Result<Option<History>, Fault> {
    let calendars = context.kept.calendars(tx, found.charter.id, context.now)?;
    let (Some(standard), Some(calendars)) = (found.standard(), calendars) else { return Ok(None) };
    let Some(wanted) = standard.wanted() else { return Ok(None) };
    let standing: Vec<Reading> =
        readings.iter().filter(|row| row.stands).map(|row| row.reading.clone()).collect();
    let read = match &wanted {
        Wanted::Periods(rule) => {
            let calendar = calendars.of(standard.calendar);
            let basis = Basis { calendar, year_begins: context.year_begins };
            let dates = (Some(found.since), context.today);
            let is_owed = standard.owes_readings();
            let of_method = |method: Method| MethodHistory {
                method,
                is_owed,
                is_share: standard.reads_shares(method),
                periods: standings(rule, (method, is_owed), &standing, &basis, dates),
            };
            Read::Periods(standard.reading_methods().map(of_method).collect())
        }
        Wanted::Milestone(by) => {
            let on = standing.iter().filter_map(|reading| reading.done_on).min();
            Read::Milestone(*by, reached(*by, on, context.today))
        }
        Wanted::Evidence(_) => {
            let all: Vec<Piece> = pieces.iter().map(|row| row.piece).collect();
            Read::Evidence(shown(&all, context.today))
        }
    };
    Ok(Some(History { read_standard: found, wanted, read, readings, pieces }))
}
