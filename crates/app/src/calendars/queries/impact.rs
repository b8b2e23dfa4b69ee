//! What a proposal would do: which running promises move, from when to when, and whose letters
//! named the old date. Worked out from the index of running promises alone where the due moment
//! follows from the start and the calendar, and from the facts of the record where it does not.

use super::ProposalRow;
use crate::calendars::store;
use crate::failure::Fault;
use crate::kept::Kept;
use crate::{Actor, charters, history, ledger, records};
use db::{DbError, Tx, Value, args};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::calendar::Day;
use rules::charter::{Kind, Standard, StandardCalendar};
use rules::clock::{Clock, Due, Pauses, Term, due};
use rules::ledger::{Calendars, owed};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// What a proposal would move.
#[derive(Clone, Debug, Default)]
pub struct Impact {
    /// How many running promises were looked at.
    pub looked_at: usize,
    /// How many would move.
    pub moved: usize,
    /// How many of those whose customer was told the old date.
    pub told: usize,
    /// The same by standard and dates, in their order.
    pub groups: Vec<Group>,
    /// Those that would move and may be seen, those who were told first; as many as were asked.
    pub promises: Vec<Moving>,
}

/// Promises of a standard that move from one date to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The standard's title.
    pub standard: String,
    /// The old due date.
    pub from: Option<Date>,
    /// The new due date; the same where only the time of day moves.
    pub to: Option<Date>,
    /// How many.
    pub promises: usize,
    /// How many of those whose customer was told the old date.
    pub told: usize,
}

/// A promise that would move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moving {
    /// The record.
    pub reference: String,
    /// The standard's title.
    pub standard: String,
    /// Who would have to be told, if the customer is known.
    pub customer: Option<String>,
    /// The old due moment, and its date.
    pub from: (Option<Timestamp>, Option<Date>),
    /// The new one.
    pub to: (Option<Timestamp>, Option<Date>),
    /// Whether the customer was told the old date.
    pub was_told: bool,
}

/// The same calendar as it is and as it would be.
struct Pair {
    before: Arc<Calendars>,
    after: Calendars,
    /// Between which moments they differ.
    span: (Timestamp, Timestamp),
}

/// Works out what a proposal would move now. None if the change cannot be made any more, or would
/// change nothing.
pub fn impact(
    tx: &mut Tx,
    kept: &Kept,
    actor: &Actor,
    proposal: &ProposalRow,
    (now, most): (Timestamp, usize),
) -> Result<Option<Impact>, Fault> {
    let pairs = pairs(tx, kept, proposal, now)?;
    let spans = pairs.values().map(|pair| pair.span);
    let Some(span) = spans.reduce(|one, next| (one.0.min(next.0), one.1.max(next.1))) else {
        return Ok(None);
    };
    let mut looking = Looking::new(tx, kept, pairs, now, most)?;
    looking.plain(tx, span)?;
    looking.by_facts(tx, span)?;
    let mut impact = looking.impact;
    impact.groups = groups(&looking.groups, &looking.rules);
    impact.promises = shown(tx, actor, looking.told.into_iter().chain(looking.others), most)?;
    Ok(Some(impact))
}

/// The calendars that the change touches, by their numbers.
fn pairs(
    tx: &mut Tx,
    kept: &Kept,
    proposal: &ProposalRow,
    now: Timestamp,
) -> Result<HashMap<i64, Pair>, Fault> {
    let Some(own) = store::own_calendar(tx)? else { return Ok(HashMap::new()) };
    let calendars = match proposal.calendar {
        Some(calendar) => vec![calendar],
        None => store::in_use(tx)?,
    };
    let mut pairs = HashMap::new();
    for calendar in calendars {
        let version = match charters::version_at(tx, calendar, now)? {
            Some(version) => Some(version),
            None => charters::version_at(tx, own, now)?,
        };
        let Some(version) = version else { continue };
        let before = charters::calendars_by(tx, kept.caches(), version)?;
        let Ok(after) = proposal.change.applied_to(before.body.definition()) else { continue };
        let after = charters::calendars_if(after)?;
        let zone = before.body.zone();
        let span = before.differ(&after).and_then(|(first, last)| {
            Some((zone.start_of(Day::of(first)?), zone.end_of(Day::of(last)?)))
        });
        if let Some(span) = span {
            pairs.insert(calendar, Pair { before, after, span });
        }
    }
    Ok(pairs)
}

/// A standard as a version of its charter has it.
struct Rule {
    title: String,
    calendar: i64,
    counts_by: StandardCalendar,
    /// None where a change of calendar moves nothing: a date that was told, a yes or no; and
    /// where nobody was promised anything.
    clock: Option<Clock>,
}

impl Rule {
    fn of(standard: &Standard, calendar: i64) -> Rule {
        let clock = (standard.kind == Kind::InTime && !standard.is_in_readiness())
            .then(|| Clock::new(Term::Limit(standard.limit?), standard.policy).ok());
        Rule {
            title: standard.title.clone(),
            calendar,
            counts_by: standard.calendar,
            clock: clock.flatten(),
        }
    }
}

/// A promise that was found to move: its number, and its due moments.
type Found = (i64, (Due, Option<Date>), (Due, Option<Date>), bool);

struct Looking<'a> {
    kept: &'a Kept,
    now: Timestamp,
    most: usize,
    pairs: HashMap<i64, Pair>,
    rules: HashMap<i64, Rule>,
    /// The calendars of venues and lines that have hours of their own, or would have.
    places: HashMap<i64, i64>,
    groups: HashMap<(i64, Option<Date>, Option<Date>), (usize, usize)>,
    impact: Impact,
    told: Vec<Found>,
    others: Vec<Found>,
    by_facts: Vec<i64>,
}

impl<'a> Looking<'a> {
    fn new(
        tx: &mut Tx,
        kept: &'a Kept,
        pairs: HashMap<i64, Pair>,
        now: Timestamp,
        most: usize,
    ) -> Result<Looking<'a>, Fault> {
        let rules = rules(tx, kept)?;
        let with_hours = store::places_with_hours(tx)?.into_iter();
        let places = with_hours
            .filter(|(_, calendar, has)| *has || pairs.contains_key(calendar))
            .map(|(unit, calendar, _)| (unit, calendar))
            .collect();
        Ok(Looking {
            kept,
            now,
            most,
            pairs,
            rules,
            places,
            groups: HashMap::new(),
            impact: Impact::default(),
            told: Vec::new(),
            others: Vec::new(),
            by_facts: Vec::new(),
        })
    }

    /// Goes through the running promises between two moments. Those that count plainly are worked
    /// out at once; the records of the others are kept for later.
    fn plain(&mut self, tx: &mut Tx, (first, last): (Timestamp, Timestamp)) -> Result<(), DbError> {
        let none = Pauses::default();
        tx.each(
            "SELECT id, started_at, standard_version_id, coalesce(counts_plainly, FALSE),
                    coalesce(was_told, FALSE), record_id, place_id
             FROM promises
             WHERE outcome = 'running' AND due_at >= $1
               AND (started_at < $2 OR NOT coalesce(counts_plainly, FALSE))",
            args![first, last],
            |row| {
                self.impact.looked_at += 1;
                if !row.get::<bool>(3)? {
                    self.by_facts.push(row.get(5)?);
                    return Ok(());
                }
                let version: i64 = row.get(2)?;
                let rule = self.rules.get(&version);
                let Some((rule, clock)) = rule.and_then(|rule| Some((rule, rule.clock?))) else {
                    return Ok(());
                };
                let of_place = match rule.counts_by {
                    StandardCalendar::Place => {
                        row.get::<Option<i64>>(6)?.and_then(|place| self.places.get(&place))
                    }
                    _ => None,
                };
                let calendar = of_place.unwrap_or(&rule.calendar);
                let Some(pair) = self.pairs.get(calendar) else { return Ok(()) };
                let calendars = (pair.before.of(rule.counts_by), pair.after.of(rule.counts_by));
                let started: Timestamp = row.get(1)?;
                let before = due(&clock, calendars.0, started, &none, &[]);
                let after = due(&clock, calendars.1, started, &none, &[]);
                if before != after {
                    let from = (before, before.date(calendars.0));
                    let to = (after, after.date(calendars.1));
                    self.found(version, (row.get(0)?, from, to, row.get(4)?));
                }
                Ok(())
            },
        )
    }

    /// Works the promises of the other records out from their facts, by both calendars.
    fn by_facts(&mut self, tx: &mut Tx, span: (Timestamp, Timestamp)) -> Result<(), Fault> {
        let mut records = std::mem::take(&mut self.by_facts);
        records.sort_unstable();
        records.dedup();
        for id in records {
            let Some(record) = records::by_id(tx, id)? else { continue };
            let bound = ledger::bound_at(tx, self.kept.caches(), &record, self.now)?;
            let Some(bound) = bound else { continue };
            let Some((before, after)) = self.both(tx, &bound, record.place)? else { continue };
            let facts = history::of_record(tx, id)?;
            let about = ledger::subject(tx, &record)?;
            let charter = &bound.charter.charter;
            let by = |calendars: &Calendars| {
                owed(charter, calendars, &about.subject(&record), &facts, self.now)
            };
            let (before, after) = (by(&before), by(&after));
            let bare = bare(tx, id, span)?;
            for (from, to) in before.iter().zip(&after) {
                if charter.standards[from.standard].is_in_readiness() {
                    continue;
                }
                let (standard, version) = bound.charter.standards[from.standard];
                let stored = bare.iter().find(|(_, key)| *key == (standard, from.started_by));
                if let Some((promise, _)) = stored
                    && from.judged.due != to.judged.due
                {
                    let from_to = ((from.judged.due, from.due_on), (to.judged.due, to.due_on));
                    self.found(version, (*promise, from_to.0, from_to.1, from.was_told));
                }
            }
        }
        Ok(())
    }

    /// The calendars of a record as they are and as they would be; none if neither its own nor
    /// that of its place changes.
    fn both(
        &self,
        tx: &mut Tx,
        bound: &charters::Bound,
        place: Option<i64>,
    ) -> Result<Option<(Calendars, Calendars)>, DbError> {
        let own = self.pairs.get(&calendar_of(tx, bound.versions.body)?);
        let at = place.and_then(|place| self.places.get(&place)).and_then(|of| self.pairs.get(of));
        if own.is_none() && at.is_none() {
            return Ok(None);
        }
        let now = Calendars::clone(&bound.calendars);
        let after = own.map_or_else(|| now.clone(), |pair| pair.after.clone());
        let then = at.map(|pair| Arc::clone(&pair.after.body)).or_else(|| now.place.clone());
        Ok(Some((now, Calendars { place: then, ..after })))
    }

    fn found(&mut self, version: i64, found: Found) {
        let (_, (_, from), (_, to), told) = &found;
        let group = self.groups.entry((version, *from, *to)).or_default();
        group.0 += 1;
        group.1 += usize::from(*told);
        self.impact.moved += 1;
        self.impact.told += usize::from(*told);
        let list = if *told { &mut self.told } else { &mut self.others };
        if list.len() < self.most {
            list.push(found);
        }
    }
}

/// The calendar that a version is of.
fn calendar_of(tx: &mut Tx, version: i64) -> Result<i64, DbError> {
    tx.one("SELECT calendar_id FROM calendar_versions WHERE id = $1", args![version], |row| {
        row.get(0)
    })
}

/// The running promises of a record that do not count plainly: their numbers and keys.
fn bare(
    tx: &mut Tx,
    record: i64,
    (first, _): (Timestamp, Timestamp),
) -> Result<Vec<(i64, (i64, i64))>, DbError> {
    tx.all(
        "SELECT id, standard_id, started_by FROM promises
         WHERE record_id = $1 AND outcome = 'running' AND due_at >= $2
           AND NOT coalesce(counts_plainly, FALSE)",
        args![record, first],
        |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))),
    )
}

/// Every version of a standard, with the calendar of its charter.
fn rules(tx: &mut Tx, kept: &Kept) -> Result<HashMap<i64, Rule>, Fault> {
    let charters = tx.all(
        "SELECT v.id, c.calendar_id FROM charter_versions v JOIN charters c ON c.id = v.charter_id",
        args![],
        |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?)),
    )?;
    let mut rules = HashMap::new();
    for (version, calendar) in charters {
        let Some(charter) = kept.charter(tx, version)? else { continue };
        for (standard, (_, version)) in charter.charter.standards.iter().zip(&charter.standards) {
            rules.insert(*version, Rule::of(standard, calendar));
        }
    }
    Ok(rules)
}

fn groups(
    found: &HashMap<(i64, Option<Date>, Option<Date>), (usize, usize)>,
    rules: &HashMap<i64, Rule>,
) -> Vec<Group> {
    // Versions of one standard that have the same title stand together.
    let mut sums: BTreeMap<(&str, Option<Date>, Option<Date>), (usize, usize)> = BTreeMap::new();
    for ((version, from, to), (promises, told)) in found {
        let title = rules.get(version).map_or("", |rule| rule.title.as_str());
        let sum = sums.entry((title, *from, *to)).or_default();
        *sum = (sum.0 + promises, sum.1 + told);
    }
    sums.into_iter()
        .map(|((standard, from, to), (promises, told))| Group {
            standard: standard.to_owned(),
            from,
            to,
            promises,
            told,
        })
        .collect()
}

/// Those of the promises that may be seen, with their records and customers.
fn shown(
    tx: &mut Tx,
    actor: &Actor,
    found: impl Iterator<Item = Found>,
    most: usize,
) -> Result<Vec<Moving>, DbError> {
    let (visible, more) = actor.reach.visible(actor.id, 2);
    let sql = format!(
        "SELECT r.reference, v.title, c.name
         FROM promises p
         JOIN standard_versions v ON v.id = p.standard_version_id
         JOIN records r ON r.id = p.record_id
         LEFT JOIN customers c ON c.id = r.customer_id
         WHERE p.id = $1 AND {visible}"
    );
    let mut shown = Vec::new();
    for (id, from, to, was_told) in found.take(most) {
        let mut args: Vec<Value<'_>> = vec![id.into()];
        args.extend(more.iter().cloned());
        let moving = tx.first(&sql, &args, |row| {
            Ok(Moving {
                reference: row.get(0)?,
                standard: row.get(1)?,
                customer: row.get(2)?,
                from: (from.0.instant(), from.1),
                to: (to.0.instant(), to.1),
                was_told,
            })
        })?;
        shown.extend(moving);
    }
    Ok(shown)
}
