//! Making the promises of many new records at once: the same promises and lines as one by one,
//! in as many statements as there are tables.

use super::posting::{About, bound, is_open, subject, why_key};
use super::store::{self, NewLine, NewPromise};
use crate::charters::Bound;
use crate::cx::Cx;
use crate::failure::Fault;
use crate::records::Record;
use rules::facts::Fact;
use rules::ledger::{Owed, Standing, lines, owed};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Works out the promises of new records from their facts and posts them.
pub(crate) fn post_all_new(
    cx: &mut Cx<'_>,
    records: &[Record],
    facts: &[Vec<Fact>],
) -> Result<(), Fault> {
    let known = Known::of(cx, records)?;
    let mut found: Vec<(&Record, &Bound, Vec<Owed>)> = Vec::with_capacity(records.len());
    for (record, facts) in records.iter().zip(facts) {
        let (Some(bound), Some(about)) = (known.bound(record), known.about(record)) else {
            continue;
        };
        let subject = about.subject(record);
        let charter = &bound.charter.charter;
        let promises = owed(charter, &bound.calendars, &subject, facts, cx.now);
        found.push((record, bound, promises));
    }
    let mut new = Vec::new();
    for (record, bound, promises) in &found {
        for owed in promises {
            let (standard, version) = bound.charter.standards[owed.standard];
            let is_open = is_open(&bound.charter.charter, owed, record);
            new.push((*bound, NewPromise { record, standard, version, owed, is_open }));
        }
    }
    let (bounds, new): (Vec<&Bound>, Vec<NewPromise<'_>>) = new.into_iter().unzip();
    let ids = store::insert(cx.tx, &new)?;
    let mut posts = Vec::with_capacity(new.len());
    for ((promise, made), bound) in ids.into_iter().zip(&new).zip(bounds) {
        let line = |line| NewLine {
            record: made.record,
            calendar_version: bound
                .versions
                .of(&bound.charter.charter.standards[made.owed.standard]),
            promise,
            standard: made.standard,
            version: made.version,
            method: made.owed.method,
            why: why_key(&made.owed.why),
            line,
        };
        posts.extend(lines(None, Some(Standing::of(made.owed))).map(line));
    }
    store::post_lines(cx, &posts)
}

/// What many records have in common, read once: charters, services, what they are about.
struct Known {
    bounds: HashMap<(i64, Option<i64>), Bound>,
    abouts: HashMap<(i64, Option<i64>, bool), About>,
}

impl Known {
    fn of(cx: &mut Cx<'_>, records: &[Record]) -> Result<Known, Fault> {
        let mut known = Known { bounds: HashMap::new(), abouts: HashMap::new() };
        for record in records {
            let Some(version) = record.charter_version else { continue };
            if !known.bounds.contains_key(&(version, record.place))
                && let Some(bound) = bound(cx, record)?
            {
                known.bounds.insert((version, record.place), bound);
            }
            let key = Known::key(record);
            if let Entry::Vacant(place) = known.abouts.entry(key) {
                place.insert(subject(cx.tx, record)?);
            }
        }
        Ok(known)
    }

    fn bound(&self, record: &Record) -> Option<&Bound> {
        self.bounds.get(&(record.charter_version?, record.place))
    }

    fn about(&self, record: &Record) -> Option<&About> {
        self.abouts.get(&Known::key(record))
    }

    /// What a subject is worked out from.
    fn key(record: &Record) -> (i64, Option<i64>, bool) {
        (record.received_service, record.reason, record.part_of.is_some())
    }
}
