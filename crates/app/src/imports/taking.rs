//! Taking a batch of rows: new ones become records, changed ones add facts to theirs, all in one
//! transaction, so that never half a row is in.

use super::batches::Prepared;
use super::places::{self, Places};
use super::store::{self, rows::Imported};
use super::{changing, facts};
use crate::cx::Cx;
use crate::failure::Fault;
use crate::records::{self, Draft, State};
use crate::{history, ledger};
use jiff::civil::Date;
use rules::calendar::Zone;
use rules::clock::Given;
use rules::imports::{Ending, Row};

/// What a run knows from its beginning on.
#[derive(Clone, Debug)]
pub(super) struct Session {
    pub(super) source: i64,
    pub(super) run: i64,
    /// The charter that the map brought, if it brought one.
    pub(super) charter_version: Option<i64>,
    /// The lease under which no other process imports from the source.
    pub(super) lease: String,
    pub(super) holder: String,
}

/// What became of a batch.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken {
    pub(super) created: i64,
    pub(super) updated: i64,
    pub(super) unchanged: i64,
    /// Changed rows whose channel is another than the record's.
    pub(super) channels_stay: i64,
    /// For each row, whether something was taken from it.
    pub(super) is_new: Vec<bool>,
    pub(super) places: Places,
}

/// Takes a batch. No two of its rows have the same key.
pub(super) fn take(
    cx: &mut Cx<'_>,
    session: &Session,
    places: &Places,
    rows: &[Prepared],
) -> Result<Taken, Fault> {
    let mut taken = Taken { places: places.clone(), ..Taken::default() };
    let keys = store::rows::keys(cx.tx, session.run, rows)?;
    let known = store::rows::imported(cx.tx, session.source, &keys)?;
    let mut new = Vec::new();
    for (key, prepared) in keys.iter().zip(rows) {
        let is_new = match known.get(key) {
            None => {
                new.push((key.as_str(), prepared));
                true
            }
            Some(Imported { hash, .. }) if *hash == prepared.hash => false,
            Some(Imported { record, .. }) => {
                let stays = changing::change(cx, session, &mut taken.places, *record, prepared)?;
                store::rows::remember_change(cx.tx, session.source, key, &prepared.hash)?;
                taken.channels_stay += i64::from(stays);
                taken.updated += 1;
                true
            }
        };
        taken.is_new.push(is_new);
    }
    taken.created = new.len() as i64;
    taken.unchanged = rows.len() as i64 - taken.created - taken.updated;
    if !new.is_empty() {
        create(cx, session, &mut taken.places, &new)?;
    }
    Ok(taken)
}

/// Makes records of new rows, with as many statements as there are tables.
fn create(
    cx: &mut Cx<'_>,
    session: &Session,
    places: &mut Places,
    rows: &[(&str, &Prepared)],
) -> Result<(), Fault> {
    let drafts = rows
        .iter()
        .map(|(_, prepared)| draft(cx, session, places, &prepared.row))
        .collect::<Result<Vec<Draft>, Fault>>()?;
    let made = records::insert_all(cx, &drafts)?;
    let zone = cx.zone;
    store::records::write_details(cx, &made, rows, |row| told_on(zone, row))?;
    let told: Vec<Vec<history::NewFact>> = made
        .iter()
        .zip(rows)
        .map(|(record, (_, prepared))| {
            let mut told = facts::told(&prepared.row, record.service);
            told.extend(facts::notes(&prepared.row, &[]));
            told
        })
        .collect();
    let of_records: Vec<(i64, &[history::NewFact])> =
        made.iter().zip(&told).map(|(record, told)| (record.id, told.as_slice())).collect();
    let written = history::add_all(cx, &of_records)?;
    ledger::post_all_new(cx, &made, &written)?;
    let remembered: Vec<(&str, &[u8; 32], i64)> = made
        .iter()
        .zip(rows)
        .map(|(record, (key, prepared))| (*key, &prepared.hash, record.id))
        .collect();
    Ok(store::rows::remember(cx.tx, session.source, &remembered)?)
}

fn draft(
    cx: &mut Cx<'_>,
    session: &Session,
    places: &mut Places,
    row: &Row,
) -> Result<Draft, Fault> {
    let tree = places.tree(cx, row.received_on)?;
    let service = places.service(cx, &row.service)?;
    let provider = places.provider(cx, tree, service, &row.service)?;
    let reason = match &row.about {
        Some(about) => Some(places.reason(cx, service, about)?),
        None => None,
    };
    let customer = match &row.customer {
        Some(customer) => Some(places::customer(cx, session.source, customer)?),
        None => None,
    };
    Ok(Draft {
        state: state(row.ending),
        channel: row.channel,
        matter: row.matter,
        is_case: row.ending != Ending::Settled,
        reason,
        service,
        team: None,
        owner: None,
        place: None,
        provider,
        ward: None,
        customer,
        part_of: None,
        received_at: row.received,
        received_on: row.received_on,
        language: "en".into(),
        is_restricted: false,
        is_test: false,
        charter_version: session.charter_version,
        organisation_version: tree,
    })
}

/// The state of a record by the ending of its row.
pub(super) fn state(ending: Ending) -> State {
    match ending {
        Ending::Open => State::Open,
        Ending::Settled => State::Settled,
        Ending::Closed | Ending::Withdrawn => State::Closed,
    }
}

/// The date that the customer was told.
pub(super) fn told_on(zone: &Zone, row: &Row) -> Option<Date> {
    row.told.map(|given| match given {
        Given::On(date) => date,
        Given::At(at) => zone.date_of(at),
    })
}
