//! What Kept finds about a draft before it is approved: what changes, what clashes, and whether it
//! could have been kept.

use crate::failure::Fault;
use crate::figures::{Feasible, feasible};
use crate::kept::{Caches, Kept};
use crate::{charters, organisation};
use db::Tx;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::charter::{Charter, CharterKind, Clash, Difference, clashes, differences};
use rules::drafting::{Gap, Need, gaps};

/// What was found.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What differs from the version in force; none if there is none.
    pub differences: Option<Vec<Difference>>,
    /// What its sections lack.
    pub gaps: Vec<Gap>,
    /// What clashes, the gravest first.
    pub clashes: Vec<Clash>,
    /// How what has a limit would have been kept.
    pub feasible: Vec<Feasible>,
}

impl Checked {
    /// The needs that the text does not meet by itself.
    pub fn unmet(&self) -> Vec<Need> {
        [
            (!self.gaps.is_empty(), Need::Wording),
            (self.clashes.iter().any(Clash::is_grave), Need::Clashes),
            (self.feasible.iter().any(Feasible::falls_short), Need::Feasibility),
        ]
        .into_iter()
        .filter_map(|(is_unmet, need)| is_unmet.then_some(need))
        .collect()
    }
}

/// Checks a draft's charter against what is in force, what statute asks, the channels that are
/// offered, and the last twelve months.
pub fn checked(
    tx: &mut Tx,
    kept: &Kept,
    charter: &Charter,
    (today, now): (Date, Timestamp),
) -> Result<Checked, Fault> {
    check(tx, kept.caches(), charter, (today, now))
}

pub(super) fn check(
    tx: &mut Tx,
    caches: &Caches,
    charter: &Charter,
    (today, now): (Date, Timestamp),
) -> Result<Checked, Fault> {
    let in_force = charters::in_force(tx, today)?.and_then(|found| found.charter_version);
    let own = match in_force {
        Some(version) => charters::by_version(tx, caches, version)?,
        None => None,
    };
    let beside = charters::beside_at(tx, caches, today)?;
    let packs: Vec<&Charter> = beside
        .iter()
        .filter(|version| version.kind == CharterKind::Statutory)
        .map(|version| &version.charter)
        .collect();
    let before = match charter.statutory {
        true => packs.iter().find(|pack| pack.id == charter.id).copied(),
        false => own.as_ref().map(|version| &version.charter),
    };
    let differences = before.map(|before| differences(before, charter));
    // A pack says what the law says, whatever the body offers and has kept so far.
    if charter.statutory {
        let (gaps, clashes, feasible) = (Vec::new(), Vec::new(), Vec::new());
        return Ok(Checked { differences, gaps, clashes, feasible });
    }
    let offered = organisation::offered_channels(tx)?;
    Ok(Checked {
        differences,
        gaps: gaps(charter),
        clashes: clashes(charter, &packs, &offered),
        feasible: feasible(tx, charter, now)?,
    })
}
