//! The figures of services that others provide, beside those that the body provides itself.

use crate::failure::Fault;
use crate::figures::{Ask, By, CountBy, figures};
use crate::{Kept, organisation};
use db::Tx;
use jiff::civil::Date;
use rules::clock::Outcome;
use rules::figures::{Counts, Share};
use rules::ledger::Month;
use std::collections::{BTreeMap, HashMap};

/// A standard's figures over the last twelve months, of the body's own services and of each
/// provider's.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The standard's permanent key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// How it is judged.
    pub method: String,
    /// What the body's own services reached; none if none had any.
    pub own: Option<Share>,
    /// What the services of each provider reached, by its number.
    pub by_provider: BTreeMap<i64, Share>,
}

/// Every standard that a provider's services had figures for, with the body's own beside them.
pub fn compared(
    tx: &mut Tx,
    kept: &Kept,
    today: Date,
) -> Result<((Month, Month), Vec<Compared>), Fault> {
    let to = Month::of(today);
    let from = (0..11).fold(to, |month, _| month.previous());
    let ask = Ask {
        from,
        to,
        by: vec![By::Service],
        standard: None,
        count_by: CountBy::Due,
        known_at: None,
        times: false,
    };
    let tree = match organisation::version_on(tx, today)? {
        Some(version) => organisation::tree(tx, version)?,
        None => Vec::new(),
    };
    let provider: HashMap<i64, Option<i64>> =
        tree.iter().map(|unit| (unit.id, unit.provider)).collect();
    let rows = figures(tx, kept, &ask, today)?;
    let mut compared = Vec::new();
    for rows in rows.chunk_by(|a, b| a.standard == b.standard && a.method == b.method) {
        let Some(first) = rows.first().filter(|row| row.kind.is_promised()) else { continue };
        let mut counts: BTreeMap<Option<i64>, Counts> = BTreeMap::new();
        for row in rows {
            let service = row.service.as_ref().map(|(id, _)| *id);
            let of = service.and_then(|service| provider.get(&service).copied().flatten());
            let sum = counts.entry(of).or_default();
            Outcome::ALL.iter().for_each(|outcome| sum.add(*outcome, row.number(*outcome)));
        }
        let share = |counts: &Counts| counts.share(first.formula);
        let by_provider: BTreeMap<i64, Share> =
            counts.iter().filter_map(|(of, counts)| Some(((*of)?, share(counts)))).collect();
        if by_provider.is_empty() {
            continue;
        }
        compared.push(Compared {
            key: first.key.clone(),
            title: first.title.clone(),
            method: first.method.clone(),
            own: counts.get(&None).map(share),
            by_provider,
        });
    }
    Ok(((from, to), compared))
}
