//! What differs between a body as it is and as a file says it.

use super::{NewReason, NewUnit, OrganisationFile, UnitKind, month_name};
use std::collections::BTreeMap;

/// A difference between two files of one body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Something that holds for the whole body.
    Setting {
        /// What.
        setting: Setting,
        /// As it was.
        before: String,
        /// As it is now.
        now: String,
    },
    /// There was none of this key.
    New {
        /// What it is.
        thing: Thing,
        /// Its name.
        name: String,
    },
    /// It has another name.
    Renamed {
        /// What it is.
        thing: Thing,
        /// The name that it had.
        before: String,
        /// The name that it has now.
        now: String,
    },
    /// It has the same name, but something else about it is new.
    Altered {
        /// What it is.
        thing: Thing,
        /// Its name.
        name: String,
    },
    /// It is not there any more.
    Gone {
        /// What it is.
        thing: Thing,
        /// The name that it had.
        name: String,
    },
}

/// What a file says of the whole body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The name.
    Name,
    /// The short name.
    ShortName,
    /// The zone.
    Zone,
    /// The month in which the year begins.
    YearBegins,
    /// The colour.
    BrandColour,
    /// Whether a second factor is required.
    SecondFactor,
    /// The channels that are offered.
    Channels,
}

/// What has a key of its own in the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A unit of the tree.
    Unit {
        /// Its kind.
        kind: UnitKind,
        /// Its key.
        key: String,
    },
    /// Something that people come about.
    Reason {
        /// The key of its service.
        service: String,
        /// Its key.
        key: String,
    },
}

impl Setting {
    /// The key in the file.
    pub fn key(self) -> &'static str {
        match self {
            Setting::Name => "name",
            Setting::ShortName => "short_name",
            Setting::Zone => "zone",
            Setting::YearBegins => "year_begins",
            Setting::BrandColour => "brand_colour",
            Setting::SecondFactor => "second_factor",
            Setting::Channels => "channels",
        }
    }
}

impl Change {
    /// Whether it changes the tree, which has versions.
    pub fn is_of_tree(&self) -> bool {
        match self {
            Change::Setting { .. } => false,
            Change::New { thing, .. }
            | Change::Renamed { thing, .. }
            | Change::Altered { thing, .. }
            | Change::Gone { thing, .. } => matches!(thing, Thing::Unit { .. }),
        }
    }
}

/// What is different in `now`: settings first, then what is new, renamed, altered and gone,
/// each in the order of kinds and keys. The order of units and reasons in a file means nothing.
pub fn changes(before: &OrganisationFile, now: &OrganisationFile) -> Vec<Change> {
    let (old, new) = (things(before), things(now));
    let mut changes = settings(before, now);
    let added = new.iter().filter(|(thing, _)| !old.contains_key(thing));
    changes.extend(
        added.map(|(thing, told)| Change::New { thing: thing.clone(), name: told.name().into() }),
    );
    let both = || new.iter().filter_map(|(thing, told)| Some((thing, old.get(thing)?, told)));
    changes.extend(both().filter(|(_, was, is)| was.name() != is.name()).map(
        |(thing, was, is)| {
            let (before, now) = (was.name().to_owned(), is.name().to_owned());
            Change::Renamed { thing: thing.clone(), before, now }
        },
    ));
    let altered = both().filter(|(_, was, is)| was.name() == is.name() && was != is);
    changes.extend(
        altered
            .map(|(thing, _, is)| Change::Altered { thing: thing.clone(), name: is.name().into() }),
    );
    let gone = old.iter().filter(|(thing, _)| !new.contains_key(thing));
    changes.extend(
        gone.map(|(thing, was)| Change::Gone { thing: thing.clone(), name: was.name().into() }),
    );
    changes
}

/// What is told about a thing.
#[derive(PartialEq, Eq)]
enum Told<'a> {
    Unit(&'a NewUnit),
    Reason(&'a NewReason),
}

impl Told<'_> {
    fn name(&self) -> &str {
        match self {
            Told::Unit(unit) => &unit.name,
            Told::Reason(reason) => &reason.name,
        }
    }
}

fn things(file: &OrganisationFile) -> BTreeMap<Thing, Told<'_>> {
    let units = file.units.iter().map(|unit| {
        let thing = Thing::Unit { kind: unit.kind, key: unit.key.clone() };
        (thing, Told::Unit(unit))
    });
    let reasons = file.reasons.iter().map(|reason| {
        let thing = Thing::Reason { service: reason.service.clone(), key: reason.key.clone() };
        (thing, Told::Reason(reason))
    });
    units.chain(reasons).collect()
}

fn settings(before: &OrganisationFile, now: &OrganisationFile) -> Vec<Change> {
    let told = |file: &OrganisationFile| {
        let second = if file.second_factor_required { "required" } else { "offered" };
        let channels: Vec<_> = file.channels.iter().map(|channel| channel.key()).collect();
        [
            (Setting::Name, file.name.clone()),
            (Setting::ShortName, file.short_name.clone()),
            (Setting::Zone, file.zone.clone()),
            (Setting::YearBegins, month_name(file.year_begins_month).to_owned()),
            (Setting::BrandColour, file.brand_colour.clone()),
            (Setting::SecondFactor, second.to_owned()),
            (Setting::Channels, channels.join(", ")),
        ]
    };
    let pairs = told(before).into_iter().zip(told(now));
    let changed = pairs.filter(|((_, before), (_, now))| before != now);
    changed.map(|((setting, before), (_, now))| Change::Setting { setting, before, now }).collect()
}
