//! Counting every correction again, from the facts; or only comparing.

use super::counting::counted;
use super::store::{self, Counted};
use crate::cx::{Actor, Cx};
use crate::failure::{Failure, Fault};
use crate::kept::{Caches, Kept};
use crate::records::Record;
use crate::{history, records};
use db::Tx;
use rules::calendar::Zone;

/// A record whose corrections are not counted as they follow from its facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miscounted {
    /// Its reference.
    pub reference: String,
}

/// Goes through every record on which something was put right. With `mend`, what differs is
/// written anew.
pub fn recount(
    kept: &Kept,
    actor: &Actor,
    now: jiff::Timestamp,
    mend: bool,
) -> Result<Vec<Miscounted>, Fault> {
    let zone = kept.zone()?;
    let mut found = Vec::new();
    let mut after = 0;
    loop {
        let (ids, wrong) = kept.read(|tx| {
            let ids = store::corrected_after(tx, after)?;
            let mut wrong = Vec::new();
            for id in &ids {
                if let Some((record, _)) = differs(tx, kept.caches(), &zone, *id)? {
                    wrong.push(record);
                }
            }
            Ok::<_, Fault>((ids, wrong))
        })?;
        let Some(last) = ids.last().copied() else { return Ok(found) };
        after = last;
        if mend && !wrong.is_empty() {
            let ids: Vec<i64> = wrong.iter().map(|record| record.id).collect();
            kept.act(actor, now, move |cx| write_anew(cx, &ids)).map_err(fault)?;
        }
        found.extend(wrong.into_iter().map(|record| Miscounted { reference: record.reference }));
    }
}

/// A record whose corrections are stored otherwise than they follow, with what follows.
fn differs(
    tx: &mut Tx,
    caches: &Caches,
    zone: &Zone,
    id: i64,
) -> Result<Option<(Record, Vec<Counted>)>, Fault> {
    let Some(record) = records::by_id(tx, id)? else { return Ok(None) };
    let facts = history::of_record(tx, id)?;
    let follows = counted(tx, caches, zone, &record, &facts)?;
    let is_equal = follows == store::of_record(tx, id)?;
    Ok((!is_equal).then_some((record, follows)))
}

fn write_anew(cx: &mut Cx<'_>, ids: &[i64]) -> Result<(), Failure> {
    for id in ids {
        records::lock(cx.tx, *id)?;
        let Some((_, follows)) = differs(cx.tx, cx.caches, cx.zone, *id)? else { continue };
        store::forget(cx.tx, *id)?;
        for counted in &follows {
            store::insert(cx.tx, counted)?;
        }
    }
    Ok(())
}

fn fault(failure: Failure) -> Fault {
    match failure {
        Failure::Fault(fault) => fault,
        _ => Fault::new("counting corrections again was refused"),
    }
}
