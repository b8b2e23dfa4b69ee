//! A run of an import: from the first row to the last.

use super::batches::{Key, Prepared};
use super::header::{Header, read_header};
use super::pace::Pace;
use super::places::{Places, missing_services};
use super::rows::{Broken, RawRow, Rows, after_first_field};
use super::store::runs;
use super::taking::{Session, Taken, take};
use super::trial::Trial;
use crate::access::Permission;
use crate::charters::{self, Adopt};
use crate::cx::Cx;
use crate::failure::{Failure, Fault};
use crate::{Actor, Kept, jobs, organisation, random};
use jiff::{SignedDuration, Timestamp};
use rules::charter::CharterKind;
use rules::imports::{Flag, ImportRefusal, Map, Reject};
use std::collections::{BTreeMap, HashSet};
use std::io::{self, Read};
use std::sync::Arc;

/// What is to be imported.
#[derive(Clone, Copy)]
pub struct Import<'a> {
    /// What the columns mean.
    pub map: &'a Map,
    /// The name of the file, for the list of runs.
    pub file_name: &'a str,
    /// Whether everything is only read and checked, and nothing written.
    pub is_trial: bool,
    /// Tells the time: a run may take hours.
    pub clock: &'a dyn Fn() -> Timestamp,
}

/// How many rows have been read, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows read.
    pub read: i64,
    /// Rows that became records.
    pub created: i64,
    /// Rows that changed their records.
    pub updated: i64,
    /// Rows that say what they said before.
    pub unchanged: i64,
    /// Rows that could not be taken.
    pub rejected: i64,
}

/// What a run came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The rows.
    pub counts: Counts,
    /// How many rows were taken with a flag, by its name.
    pub flagged: BTreeMap<&'static str, i64>,
}

/// A row that could not be taken.
#[derive(Clone, Copy, Debug)]
pub struct Rejected<'a> {
    /// The line that it begins on, from 1.
    pub line: u64,
    /// The columns of the file.
    pub header: &'a [String],
    /// The row as it was written, without line end and without an earlier reason.
    pub raw: &'a [u8],
    /// Everything that is wrong with it.
    pub reasons: &'a [Reject],
}

/// Whoever watches a run.
pub trait Watch {
    /// A row was rejected: it is written down, ready to be mended.
    ///
    /// # Errors
    /// What the disk refuses; the run ends then.
    fn rejected(&mut self, row: &Rejected<'_>) -> io::Result<()>;

    /// A batch has been taken.
    ///
    /// # Errors
    /// What the disk refuses; the run ends then.
    fn progress(&mut self, counts: &Counts) -> io::Result<()>;
}

/// How many rows a batch has at most: few enough that nobody waits for it.
const ROWS: usize = 250;
/// How much memory the rows of a batch take at most, about.
const BYTES: usize = 4 << 20;
/// How long a run that has died keeps others from the same source.
const LEASE: SignedDuration = SignedDuration::from_mins(2);

/// Imports a file. Rows that cannot be taken are handed to the watch; everything else stops the
/// run, and what was taken before stays.
pub fn import(
    kept: &Kept,
    actor: &Actor,
    import: &Import<'_>,
    input: impl Read,
    watch: &mut dyn Watch,
) -> Result<Report, Failure<ImportRefusal>> {
    let map = import.map;
    let mut rows = Rows::new(input, map.file.delimiter);
    let mut row = RawRow::default();
    let header = read_header(&mut rows, &mut row, map).map_err(Failure::refused)?;
    let must_exist = map.services_that_must_exist();
    let missing = kept.read(|tx| missing_services(tx, &must_exist))?;
    if !missing.is_empty() {
        return Err(Failure::refused(ImportRefusal::NoSuchServices(missing)));
    }
    let taker = match import.is_trial {
        true => Taker::Trial(Trial::new(kept, &map.key, (import.clock)())?),
        false => Taker::Session(Arc::new(begin(kept, actor, import)?)),
    };
    let run = Run {
        kept,
        actor,
        header,
        rows,
        row,
        watch,
        taker,
        report: Report::default(),
        places: Arc::default(),
        held_over: None,
        pace: Pace::new((import.clock)()),
        now: (import.clock)(),
        clock: import.clock,
    };
    run.whole()
}

/// Makes what a run stands on: the source, its promises, the run itself.
fn begin(
    kept: &Kept,
    actor: &Actor,
    import: &Import<'_>,
) -> Result<Session, Failure<ImportRefusal>> {
    let map = import.map;
    let (key, name, file) = (map.key.clone(), map.name.clone(), import.file_name.to_owned());
    let adopt = map.promises.as_ref().map(|promises| Adopt {
        charter: promises.charter.clone(),
        text: promises.text.clone(),
        from: jiff::civil::date(1970, 1, 1),
        approval: "with the import".into(),
        until: None,
        kind: CharterKind::Imported,
    });
    let holder = random::secret_token();
    let now = (import.clock)();
    let session = kept.act(actor, now, move |cx| {
        cx.require(Permission::ManageCharter)?;
        let lease = format!("import:{key}");
        if jobs::take(cx, &lease, &holder, LEASE).map_err(Failure::widen)?.is_none() {
            return Err(Failure::refused(ImportRefusal::AnotherRuns));
        }
        // Records belong to a tree, also where nobody has set the body up yet.
        organisation::begin(cx).map_err(Failure::widen)?;
        let source = runs::make_source(cx.tx, &key, &name)?;
        let charter_version = match &adopt {
            Some(adopt) => Some(charters::adopt(cx, adopt).map_err(not_adopted)?),
            None => None,
        };
        let run = runs::begin(cx, source, &file)?;
        Ok(Session { source, run, charter_version, lease, holder: holder.clone() })
    })?;
    forget(kept, actor, session.source, now)?;
    Ok(session)
}

/// Forgets what earlier runs of a source came across, a piece at a time.
fn forget(
    kept: &Kept,
    actor: &Actor,
    source: i64,
    now: Timestamp,
) -> Result<(), Failure<ImportRefusal>> {
    let some =
        || kept.act(actor, now, move |cx| Ok::<_, Failure>(runs::forget_seen(cx.tx, source)?));
    while some().map_err(Failure::widen)? {}
    Ok(())
}

/// An imported charter is in force for all time, so that no version can come too early.
fn not_adopted(failure: Failure<charters::AdoptRefusal>) -> Failure<ImportRefusal> {
    match failure {
        Failure::Fault(fault) => Failure::Fault(fault),
        _ => Failure::Fault(Fault::new("the promises of the map were not adopted")),
    }
}

/// Who takes batches.
enum Taker {
    Session(Arc<Session>),
    Trial(Trial),
}

struct Run<'a, R> {
    kept: &'a Kept,
    actor: &'a Actor,
    header: Header<'a>,
    rows: Rows<R>,
    row: RawRow,
    watch: &'a mut dyn Watch,
    taker: Taker,
    report: Report,
    places: Arc<Places>,
    /// A row whose key is in the batch already: it waits for the next one.
    held_over: Option<Prepared>,
    pace: Pace,
    now: Timestamp,
    clock: &'a dyn Fn() -> Timestamp,
}

impl<R: Read> Run<'_, R> {
    fn whole(mut self) -> Result<Report, Failure<ImportRefusal>> {
        let taken = self.every_batch();
        // Ended here too, so that nobody waits for the lease of a run that has failed; why it
        // failed is told first.
        let finished = self.finish(taken.is_ok());
        taken.and(finished)?;
        Ok(self.report)
    }

    fn every_batch(&mut self) -> Result<(), Failure<ImportRefusal>> {
        loop {
            // What was read before reading failed is taken all the same.
            let (batch, ended) = match self.batch() {
                Ok(batch) => (batch, None),
                Err((batch, refusal)) => (batch, Some(refusal)),
            };
            let is_last = batch.is_empty();
            if !is_last {
                self.take(batch.into())?;
                self.pace.rest(self.kept, (self.clock)())?;
            }
            self.watch.progress(&self.report.counts).map_err(not_written)?;
            match ended {
                Some(refusal) => return Err(Failure::refused(refusal)),
                None if is_last => return Ok(()),
                None => {}
            }
        }
    }

    /// Collects the next batch: an empty one at the end. What was read comes with what stopped
    /// the reading.
    fn batch(&mut self) -> Result<Vec<Prepared>, (Vec<Prepared>, ImportRefusal)> {
        let mut batch: Vec<Prepared> = Vec::with_capacity(ROWS);
        let mut keys: HashSet<Key> = HashSet::with_capacity(ROWS);
        let mut size = 0;
        while batch.len() < ROWS && size < BYTES {
            let prepared = match self.held_over.take() {
                Some(prepared) => prepared,
                None => match self.next() {
                    Ok(Some(prepared)) => prepared,
                    Ok(None) => break,
                    Err(refusal) => return Err((batch, refusal)),
                },
            };
            let is_id = matches!(prepared.key, Key::Id(_));
            if is_id && !keys.insert(prepared.key.clone()) {
                self.held_over = Some(prepared);
                break;
            }
            size += prepared.size();
            batch.push(prepared);
        }
        Ok(batch)
    }

    /// The next row that can be taken; those before it that cannot are told.
    fn next(&mut self) -> Result<Option<Prepared>, ImportRefusal> {
        let unreadable = |error: io::Error| ImportRefusal::Unreadable(error.to_string());
        loop {
            let waits = std::mem::take(&mut self.header.row_waits);
            if !waits && !self.rows.next(&mut self.row).map_err(unreadable)? {
                return Ok(None);
            }
            self.report.counts.read += 1;
            match self.read() {
                Ok(prepared) => return Ok(Some(prepared)),
                Err(reasons) => self.reject(&reasons)?,
            }
        }
    }

    fn read(&self) -> Result<Prepared, Vec<Reject>> {
        match self.row.broken {
            Some(Broken::Quotes) => return Err(vec![Reject::Quotes]),
            Some(Broken::TooLong) => return Err(vec![Reject::TooLong]),
            None => {}
        }
        let skipped = usize::from(self.header.has_reason);
        let fields: Vec<&[u8]> = self.row.fields().skip(skipped).collect();
        let row = self.header.plan.row(&fields, self.now)?;
        Ok(Prepared::new(row, &fields))
    }

    fn reject(&mut self, reasons: &[Reject]) -> Result<(), ImportRefusal> {
        self.report.counts.rejected += 1;
        let raw = match self.header.has_reason {
            true => after_first_field(self.row.raw(), self.header.plan.map().file.delimiter),
            false => self.row.raw(),
        };
        let (line, header) = (self.row.line, self.header.plan.header());
        let rejected = Rejected { line, header, raw, reasons };
        let written = self.watch.rejected(&rejected);
        written.map_err(|error| ImportRefusal::RejectsNotWritten(error.to_string()))
    }

    fn take(&mut self, batch: Arc<[Prepared]>) -> Result<(), Failure<ImportRefusal>> {
        let taken = match &self.taker {
            Taker::Trial(trial) => trial.take(self.kept, Arc::clone(&batch))?,
            Taker::Session(session) => {
                let (session, places) = (Arc::clone(session), Arc::clone(&self.places));
                let (rows, counts) = (Arc::clone(&batch), self.report.counts);
                self.kept.act(self.actor, (self.clock)(), move |cx| {
                    take_batch(cx, &session, &places, &rows, counts)
                })?
            }
        };
        let counts = &mut self.report.counts;
        counts.created += taken.created;
        counts.updated += taken.updated;
        counts.unchanged += taken.unchanged;
        self.flag(&batch, &taken);
        self.places = Arc::new(taken.places);
        Ok(())
    }

    /// Counts the flags of the rows from which something was taken.
    fn flag(&mut self, batch: &[Prepared], taken: &Taken) {
        let new = batch.iter().zip(&taken.is_new).filter(|(_, is_new)| **is_new);
        for flag in new.flat_map(|(prepared, _)| &prepared.row.flags) {
            *self.report.flagged.entry(flag.key()).or_default() += 1;
        }
        if taken.channels_stay > 0 {
            *self.report.flagged.entry(Flag::ChannelStays.key()).or_default() +=
                taken.channels_stay;
        }
    }

    fn finish(&self, is_whole: bool) -> Result<(), Failure<ImportRefusal>> {
        let Taker::Session(session) = &self.taker else { return Ok(()) };
        let now = (self.clock)();
        let (source, counts) = (session.source, self.report.counts);
        let session = Arc::clone(session);
        self.kept
            .act(self.actor, now, move |cx| {
                let finished = is_whole.then_some(cx.now);
                runs::save(cx.tx, session.run, counts.as_row(), finished)?;
                // Over by now, so that the next run need not wait.
                let over = SignedDuration::from_micros(-1);
                jobs::take(cx, &session.lease, &session.holder, over)?;
                Ok::<_, Failure>(())
            })
            .map_err(Failure::widen)?;
        forget(self.kept, self.actor, source, now)
    }
}

impl Counts {
    fn as_row(self) -> [i64; 5] {
        [self.read, self.created, self.updated, self.unchanged, self.rejected]
    }
}

/// Takes a batch, keeps the lease, and notes how far the run has come.
fn take_batch(
    cx: &mut Cx<'_>,
    session: &Session,
    places: &Places,
    rows: &[Prepared],
    mut counts: Counts,
) -> Result<Taken, Failure<ImportRefusal>> {
    let lease = jobs::take(cx, &session.lease, &session.holder, LEASE);
    if lease.map_err(Failure::widen)?.is_none() {
        return Err(Failure::refused(ImportRefusal::AnotherRuns));
    }
    let taken = take(cx, session, places, rows)?;
    counts.created += taken.created;
    counts.updated += taken.updated;
    counts.unchanged += taken.unchanged;
    runs::save(cx.tx, session.run, counts.as_row(), None)?;
    Ok(taken)
}

fn not_written(error: io::Error) -> Failure<ImportRefusal> {
    Failure::refused(ImportRefusal::RejectsNotWritten(error.to_string()))
}
