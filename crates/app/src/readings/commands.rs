//! Recording a reading, and putting one right.

use super::standards::{self, ReadStandard};
use super::store::{self, NewReading, Numbers};
use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::{Failure, Fault};
use crate::{charters, organisation};
use jiff::civil::Date;
use rules::charter::readings::{Asks, Period, Rule, Wanted};
use rules::charter::{Method, Standard};
use rules::organisation::UnitKind;

/// A reading to be recorded.
#[derive(Clone, Debug)]
pub struct Record {
    /// The standard, by its permanent number.
    pub standard: i64,
    /// How it is known.
    pub method: Method,
    /// The days that it is of; of a milestone the day on which it was reached.
    pub period: Period,
    /// How many, or the value, in hundredths. For a duty and a milestone it goes without saying.
    pub top: Option<i64>,
    /// Of how many, for a share.
    pub base: Option<i64>,
    /// How many were asked, where only the share is known.
    pub sample: Option<i64>,
    /// The day on which a duty was done.
    pub done_on: Option<Date>,
    /// Where the numbers are from.
    pub source: String,
    /// The service that it is of, if it is of one.
    pub service: Option<i64>,
    /// The provider that it is of, if it is of one.
    pub provider: Option<i64>,
    /// What shows it, and where that is.
    pub evidence: Option<(String, String)>,
}

/// What puts a reading right.
#[derive(Clone, Debug)]
pub struct Correct {
    /// The reading.
    pub id: i64,
    /// What is recorded in its place; none takes it back.
    pub instead: Option<Record>,
    /// Why.
    pub reason: String,
}

/// Why a reading is not recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordRefusal {
    /// The standard is not read by that method.
    NotThatMethod,
    /// The days are not a period of the standard.
    NotAPeriod,
    /// The period has not begun.
    ToCome,
    /// No number was given.
    NoNumber,
    /// The number is negative.
    Negative,
    /// It is a share, and it was not said of how many.
    NoBase,
    /// More than those that it is a share of.
    MoreThanAll,
    /// It was done on a day to come.
    DoneToCome,
    /// It was done before its period began.
    DoneBefore,
    /// It was not said where the numbers are from.
    NoSource,
    /// The service or the provider is none in the tree of that day.
    NoSuchUnit,
    /// Evidence needs both what it is and where.
    HalfEvidence,
    /// There is a reading of that already: its number.
    Exists(i64),
    /// No reason was given for the correction.
    NoReason,
}

/// Records a reading. Gives its number.
pub fn record(cx: &mut Cx<'_>, record: &Record) -> Result<i64, Failure<RecordRefusal>> {
    cx.require(Permission::RecordReadings)?;
    let checked = check(cx, record)?;
    let newest = store::newest(cx.tx, &checked.of_what)?;
    let revision = match newest {
        Some((id, _, false)) => return Err(Failure::refused(RecordRefusal::Exists(id))),
        Some((_, revision, true)) => revision + 1,
        None => 1,
    };
    write(cx, record, &checked, (revision, None))
}

/// Puts a reading right: another one stands in its place, or none. Gives the number of what was
/// written.
pub fn correct(cx: &mut Cx<'_>, correct: &Correct) -> Result<i64, Failure<RecordRefusal>> {
    cx.require(Permission::RecordReadings)?;
    let reason = correct.reason.trim();
    let (of_what, revision) = store::of_what(cx.tx, correct.id)?.ok_or(Failure::NotFound)?;
    let newest = store::newest(cx.tx, &of_what)?;
    if newest.is_none_or(|(id, _, is_taken_back)| id != correct.id || is_taken_back) {
        return Err(Failure::Stale);
    }
    let no_reason = || Failure::refused(RecordRefusal::NoReason);
    let replaces = Some((correct.id, reason));
    let Some(instead) = &correct.instead else {
        if reason.is_empty() {
            return Err(no_reason());
        }
        return take_back(cx, correct.id, (&of_what, revision + 1), reason);
    };
    let checked = match check(cx, instead) {
        Err(Failure::Refused(mut refusals)) if reason.is_empty() => {
            refusals.push(RecordRefusal::NoReason);
            return Err(Failure::Refused(refusals));
        }
        checked => checked?,
    };
    if reason.is_empty() {
        return Err(no_reason());
    }
    if checked.of_what == of_what {
        return write(cx, instead, &checked, (revision + 1, replaces));
    }
    // It was of something else: there it is taken back, and here it is recorded.
    take_back(cx, correct.id, (&of_what, revision + 1), reason)?;
    let there = store::newest(cx.tx, &checked.of_what)?;
    match there {
        Some((id, _, false)) => Err(Failure::refused(RecordRefusal::Exists(id))),
        there => {
            let next = there.map_or(1, |(_, revision, _)| revision + 1);
            write(cx, instead, &checked, (next, replaces))
        }
    }
}

/// Writes that a reading stands no more and nothing in its place.
fn take_back(
    cx: &mut Cx<'_>,
    id: i64,
    (of_what, revision): (&str, i64),
    reason: &str,
) -> Result<i64, Failure<RecordRefusal>> {
    let (row, version) = store::with_version(cx.tx, id)?.ok_or(Failure::NotFound)?;
    let numbers = Numbers { top: 0, ..Numbers::default() };
    Ok(store::insert(
        cx,
        &NewReading {
            standard: row.standard,
            standard_version: version,
            method: row.reading.method,
            period: row.reading.period,
            of_what,
            revision,
            numbers,
            source: &row.source,
            service: row.service,
            provider: row.provider,
            evidence: None,
            replaces: Some((id, reason)),
            is_taken_back: true,
        },
    )?)
}

/// A reading that may be written.
struct Checked {
    version: i64,
    of_what: String,
    numbers: Numbers,
}

fn write(
    cx: &mut Cx<'_>,
    record: &Record,
    checked: &Checked,
    (revision, replaces): (i64, Option<(i64, &str)>),
) -> Result<i64, Failure<RecordRefusal>> {
    let evidence = record.evidence.as_ref();
    Ok(store::insert(
        cx,
        &NewReading {
            standard: record.standard,
            standard_version: checked.version,
            method: record.method,
            period: record.period,
            of_what: &checked.of_what,
            revision,
            numbers: checked.numbers,
            source: record.source.trim(),
            service: record.service,
            provider: record.provider,
            evidence: evidence.map(|(title, place)| (title.trim(), place.trim())),
            replaces,
            is_taken_back: false,
        },
    )?)
}

fn check(cx: &mut Cx<'_>, record: &Record) -> Result<Checked, Failure<RecordRefusal>> {
    use RecordRefusal as No;
    let last = record.period.last.min(cx.today);
    let found = standards::by_caches(cx.tx, cx.caches, record.standard, last)?;
    let found = found.ok_or(Failure::NotFound)?;
    let standard = found.standard().ok_or(Failure::NotFound)?;
    let wanted = standard.wanted().ok_or(Failure::NotFound)?;
    let mut refusals = Vec::new();
    if !standard.reading_methods().any(|method| method == record.method) {
        refusals.push(No::NotThatMethod);
    }
    let (numbers, of_what) = match &wanted {
        Wanted::Periods(rule) => {
            refusals.extend(period_refusal(cx, &found, standard, (rule, record.period))?);
            (numbers(standard, rule, (record, cx.today), &mut refusals), of_what(record))
        }
        Wanted::Milestone(_) => {
            if record.period.first > cx.today {
                refusals.push(No::DoneToCome);
            }
            let done_on = Some(record.period.first);
            let numbers = Numbers { top: 100, done_on, ..Numbers::default() };
            (numbers, format!("{} reached", record.standard))
        }
        Wanted::Evidence(_) => return Err(Failure::NotFound),
    };
    if record.source.trim().is_empty() {
        refusals.push(No::NoSource);
    }
    let is_blank = |text: &str| text.trim().is_empty();
    if record.evidence.as_ref().is_some_and(|(title, place)| is_blank(title) || is_blank(place)) {
        refusals.push(No::HalfEvidence);
    }
    if !units_exist(cx, record, last)? {
        refusals.push(No::NoSuchUnit);
    }
    match refusals.is_empty() {
        true => Ok(Checked { version: found.version_id, of_what, numbers }),
        false => Err(Failure::Refused(refusals)),
    }
}

/// What a reading is of, as one text.
fn of_what(record: &Record) -> String {
    let Record { standard, method, period, .. } = record;
    let unit = |unit: Option<i64>| unit.map_or("-".to_owned(), |unit| unit.to_string());
    let (service, provider) = (unit(record.service), unit(record.provider));
    format!("{standard} {} {} {} {service} {provider}", method.key(), period.first, period.last)
}

fn period_refusal(
    cx: &mut Cx<'_>,
    found: &ReadStandard,
    standard: &Standard,
    (rule, period): (&Rule, Period),
) -> Result<Option<RecordRefusal>, Fault> {
    if period.first > cx.today {
        return Ok(Some(RecordRefusal::ToCome));
    }
    let Some(per) = rule.per else {
        return Ok((period.last < period.first).then_some(RecordRefusal::NotAPeriod));
    };
    let year_begins = organisation::current(cx.tx)?.map_or(4, |body| body.year_begins_month);
    let calendars = charters::calendars(cx.tx, cx.caches, found.charter.id, cx.now)?;
    let counts =
        calendars.is_none_or(|(_, calendars)| per.counts(period, calendars.of(standard.calendar)));
    let is_one = per.period_of(period.first, year_begins) == period && counts;
    Ok((!is_one).then_some(RecordRefusal::NotAPeriod))
}

/// The numbers of a reading, as its standard asks for them.
fn numbers(
    standard: &Standard,
    rule: &Rule,
    (record, today): (&Record, Date),
    refusals: &mut Vec<RecordRefusal>,
) -> Numbers {
    use RecordRefusal as No;
    if rule.asks == Asks::Duty {
        let done_on = record.done_on;
        refusals.extend(done_on.filter(|on| *on > today).map(|_| No::DoneToCome));
        refusals.extend(done_on.filter(|on| *on < record.period.first).map(|_| No::DoneBefore));
        return Numbers { top: record.top.unwrap_or(100), done_on, ..Numbers::default() };
    }
    let Some(top) = record.top else {
        refusals.push(No::NoNumber);
        return Numbers::default();
    };
    if top < 0 {
        refusals.push(No::Negative);
    }
    let is_share = standard.reads_shares(record.method);
    let base = record.base.filter(|_| is_share);
    if is_share {
        match base {
            None => refusals.push(No::NoBase),
            Some(base) if base <= 0 => refusals.push(No::NoBase),
            Some(base) if base.checked_mul(100).is_none_or(|all| top > all) => {
                refusals.push(No::MoreThanAll);
            }
            Some(_) => {}
        }
    }
    let sample = record.sample.filter(|_| is_share);
    if sample.is_some_and(|sample| sample < 0) {
        refusals.push(No::Negative);
    }
    Numbers { top, base, sample, done_on: None }
}

/// Whether the service and the provider of a reading stand in the tree of a day.
fn units_exist(cx: &mut Cx<'_>, record: &Record, on: Date) -> Result<bool, Fault> {
    if record.service.is_none() && record.provider.is_none() {
        return Ok(true);
    }
    let Some(version) = organisation::version_on(cx.tx, on)? else { return Ok(false) };
    let tree = organisation::tree(cx.tx, version)?;
    let is_there = |id: Option<i64>, kind: UnitKind| {
        id.is_none_or(|id| tree.iter().any(|unit| unit.id == id && unit.kind == kind))
    };
    Ok(is_there(record.service, UnitKind::Service) && is_there(record.provider, UnitKind::Provider))
}
