//! What measures each standard, what stands behind each channel, and what nothing measures.

use super::people::in_force;
use crate::charters::CharterVersion;
use crate::failure::Fault;
use crate::figures::{Ask, By, CountBy, PeriodLength, figures};
use crate::readings::{self, History};
use crate::{Kept, organisation};
use db::Tx;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::charter::{Kind, Method, Standard};
use rules::contacts::Channel;
use rules::ledger::Month;
use std::collections::HashMap;
use std::sync::Arc;

/// The last month of a standard that has a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LastFigure {
    /// The month.
    pub month: Month,
    /// The share, 0..1.
    pub share: f64,
    /// Of how many.
    pub base: i64,
}

/// A standard, and what stands behind it.
#[derive(Clone, Debug)]
pub struct StandardCover {
    /// Its permanent number.
    pub id: i64,
    /// The charter that has it.
    pub charter: Arc<CharterVersion>,
    /// How it is judged.
    pub methods: Vec<Method>,
    /// The last figure, where the ledger judges it.
    pub figure: Option<LastFigure>,
    /// What was recorded for it, where readings are.
    pub history: Option<History>,
}

impl StandardCover {
    /// The standard.
    pub fn standard(&self) -> Option<&Standard> {
        self.charter.standard(self.id)
    }

    /// Whether anything has measured it yet.
    pub fn is_read(&self) -> bool {
        let is_recorded = |history: &History| history.last_recorded().is_some();
        self.figure.is_some() || self.history.as_ref().is_some_and(is_recorded)
    }
}

/// A channel that the body offers, with the standards that cover it.
#[derive(Clone, Debug)]
pub struct ChannelCover {
    /// The channel.
    pub channel: Channel,
    /// The titles of the standards of it that are about time.
    pub of_time: Vec<String>,
    /// The titles of the others that name it.
    pub others: Vec<String>,
}

/// What nothing measures.
#[derive(Clone, Debug, Default)]
pub struct Uncovered {
    /// Commitments with no measured standard behind them: number and words.
    pub commitments: Vec<(u32, String)>,
    /// Measured standards that aim at nothing: key and title.
    pub without_target: Vec<(String, String)>,
}

/// Every standard of the charter in force, in its order.
pub fn standards(
    tx: &mut Tx,
    kept: &Kept,
    (now, today): (Timestamp, Date),
) -> Result<Vec<StandardCover>, Fault> {
    let Some(charter) = own(tx, kept, today)? else { return Ok(Vec::new()) };
    let mut last = last_figures(tx, kept, today)?;
    let board = readings::board(tx, kept, (now, today))?;
    let histories = board.map(|board| board.histories).unwrap_or_default();
    let mut histories: HashMap<i64, History> =
        histories.into_iter().map(|one| (one.read_standard.id, one)).collect();
    let each = charter.charter.standards.iter().zip(&charter.standards);
    Ok(each
        .map(|(standard, (id, _))| StandardCover {
            id: *id,
            charter: Arc::clone(&charter),
            methods: standard.methods.clone(),
            figure: last.remove(id),
            history: histories.remove(id),
        })
        .collect())
}

fn own(tx: &mut Tx, kept: &Kept, today: Date) -> Result<Option<Arc<CharterVersion>>, Fault> {
    match in_force(tx, today)? {
        Some(version) => kept.charter(tx, version),
        None => Ok(None),
    }
}

/// The last month of the last twelve in which a standard has a share.
fn last_figures(tx: &mut Tx, kept: &Kept, today: Date) -> Result<HashMap<i64, LastFigure>, Fault> {
    let to = Month::of(today);
    let ask = Ask {
        from: (0..11).fold(to, |month, _| month.previous()),
        to,
        by: vec![By::Period(PeriodLength::Month)],
        standard: None,
        count_by: CountBy::Due,
        known_at: None,
        times: false,
    };
    let mut last: HashMap<i64, LastFigure> = HashMap::new();
    for row in figures(tx, kept, &ask, today)? {
        let Some(share) = row.share.share else { continue };
        let figure = LastFigure { month: row.months.0, share, base: row.share.base };
        let known = last.entry(row.standard).or_insert(figure);
        if known.month <= figure.month {
            *known = figure;
        }
    }
    Ok(last)
}

/// Every channel that the body offers, with its standards.
pub fn channels(tx: &mut Tx, kept: &Kept, today: Date) -> Result<Vec<ChannelCover>, Fault> {
    let Some(charter) = own(tx, kept, today)? else { return Ok(Vec::new()) };
    let offered = organisation::offered_channels(tx)?;
    let cover = |channel: Channel| {
        let measured = charter.charter.standards.iter();
        let of_channel = measured.filter(|one| {
            let named = &one.scope.channels;
            one.kind != Kind::AdvertisedOnly
                && (named.is_empty() || named.iter().any(|key| key == channel.key()))
        });
        let (of_time, others): (Vec<&Standard>, Vec<&Standard>) =
            of_channel.partition(|one| one.is_of_contact_time(channel));
        let titles = |all: Vec<&Standard>| all.iter().map(|one| one.title.clone()).collect();
        let named: Vec<&Standard> =
            others.into_iter().filter(|one| !one.scope.channels.is_empty()).collect();
        ChannelCover { channel, of_time: titles(of_time), others: titles(named) }
    };
    Ok(offered.into_iter().map(cover).collect())
}

/// What nothing measures in the charter in force.
pub fn uncovered(tx: &mut Tx, kept: &Kept, today: Date) -> Result<Uncovered, Fault> {
    let Some(charter) = own(tx, kept, today)? else { return Ok(Uncovered::default()) };
    let charter = &charter.charter;
    let aimless = charter.standards.iter().filter(|standard| standard.lacks_target());
    Ok(Uncovered {
        commitments: charter.unproven().map(|one| (one.number, one.words.clone())).collect(),
        without_target: aimless
            .map(|standard| (standard.id.clone(), standard.title.clone()))
            .collect(),
    })
}
