//! A row that says something else than when it was imported before.

use super::batches::Prepared;
use super::facts;
use super::places::{self, Places};
use super::store::records as store;
use super::taking::{Session, state, told_on};
use crate::cx::Cx;
use crate::failure::Fault;
use crate::records::{self, Record};
use crate::{history, ledger};
use rules::facts::FactKind;
use rules::imports::{Ending, Row};

/// Adds what a changed row says to its record; gives whether it names another channel, which a
/// record keeps: its promises were made and counted under the one that it came by.
pub(super) fn change(
    cx: &mut Cx<'_>,
    session: &Session,
    places: &mut Places,
    id: i64,
    prepared: &Prepared,
) -> Result<bool, Fault> {
    let row = &prepared.row;
    records::move_on(cx.tx, id)?;
    let not_there = || Fault::new("an imported record is not there");
    let mut record = records::by_id(cx.tx, id)?.ok_or_else(not_there)?;
    let known = history::of_record(cx.tx, id)?;
    let said = store::said(cx.tx, id)?;
    let service = places.service(cx, &row.service)?;
    places.provider(cx, record.organisation_version, service, &row.service)?;
    let new = facts::changed(row, service, &known, &said, cx.now);
    let ends = |kind: FactKind| {
        use FactKind as F;
        matches!(kind, F::Closed | F::Settled | F::Withdrawn | F::StopNotRecorded)
    };
    let ending_changed = new.iter().any(|fact| {
        ends(fact.kind)
            || fact.replaces.is_some_and(|id| known.iter().any(|f| f.id == id && ends(f.kind)))
    });
    if new.iter().any(|fact| fact.kind == FactKind::Assigned) {
        (record.service, record.team, record.owner) = (service, None, None);
    }
    record.matter = row.matter;
    record.reason = match &row.about {
        Some(about) => Some(places.reason(cx, service, about)?),
        None => None,
    };
    if let Some(customer) = &row.customer {
        record.customer = Some(places::customer(cx, session.source, customer)?);
    }
    if ending_changed {
        record.state = state(row.ending);
    }
    save(cx, &mut record, row, ending_changed)?;
    history::add(cx, id, &new)?;
    ledger::post(cx, &record)?;
    Ok(record.channel != row.channel)
}

fn save(
    cx: &mut Cx<'_>,
    record: &mut Record,
    row: &Row,
    ending_changed: bool,
) -> Result<(), Fault> {
    let id = record.id;
    let promised_on = told_on(cx.zone, row);
    store::save_words(cx.tx, id, row)?;
    if !record.is_case && row.ending != Ending::Settled {
        record.is_case = true;
        store::open_case(cx.tx, id, row, promised_on)?;
    } else {
        store::save_told(cx.tx, id, promised_on)?;
        if ending_changed {
            store::save_closed(cx.tx, id, row.closed)?;
        }
    }
    if record.received_at != row.received {
        (record.received_at, record.received_on) = (row.received, row.received_on);
        store::save_receipt(cx.tx, id, row)?;
    }
    records::save(cx.tx, record)?;
    Ok(())
}
