//! Setting the invented borough up: its settings, tree, charter and staff.

use crate::charter::{Version, adopt_beside};
use crate::places::{LINES, MAILBOXES, NAME, PROVIDER, Place, SHORT_NAME, VENUES, WARDS};
use crate::rhythm::CHANNELS;
use crate::services::{SERVICES, reasons};
use crate::staff::{members, officers};
use crate::telling::told;
use app::organisation::{NewReason, NewUnit, SetUp, UnitKind, ready_made_roles};
use app::staff::AddStaff;
use app::{Actor, Failure, Fault, Kept};
use db::Tx;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::HashMap;

/// The borough as it is in the database: numbers for keys, actors for names.
pub(crate) struct Town {
    /// Everybody who acts, each called by their place here.
    pub(crate) actors: Vec<Actor>,
    places: HashMap<&'static str, usize>,
    /// Services, in the order of [`SERVICES`].
    pub(crate) services: Vec<i64>,
    /// Teams of each service.
    pub(crate) teams: Vec<Vec<i64>>,
    /// Reasons, in the order of [`reasons`].
    pub(crate) reasons: Vec<i64>,
    /// Wards, in their order.
    pub(crate) wards: Vec<i64>,
    /// Lines, mailboxes and venues by their keys.
    pub(crate) reached_through: HashMap<String, i64>,
    /// For each service and team, its officers among the actors.
    pub(crate) officers: Vec<Vec<Vec<usize>>>,
}

/// What acts without being a person: the telephone system, the website, the mailboxes, the tick.
pub(crate) const MACHINES: [&str; 4] = ["telephones", "website", "mailboxes", "tick"];

/// When what is done to set the borough up happens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Begins {
    /// When it is typed in.
    pub(crate) at: Timestamp,
    /// From when on tree and charter hold.
    pub(crate) from: Date,
    /// From when on a charter in readiness is measured.
    pub(crate) in_readiness_from: Date,
}

/// Sets the borough up in an empty database.
pub(crate) fn set_up(kept: &Kept, begins: Begins) -> Result<Town, Fault> {
    let console = kept.system("console:demonstration")?;
    let known = kept.read(app::organisation::current)?;
    if known.is_some() {
        return Err(Fault::new(
            "the database holds a body already; the demonstration wants an empty one",
        ));
    }
    kept.act(&console, begins.at, move |cx| {
        app::organisation::set_up(cx, &body())?;
        app::organisation::set_tree(cx, begins.from, "As it was", &units(), &new_reasons())?;
        Ok::<_, Failure>(())
    })
    .map_err(told("setting the borough up"))?;
    kept.act(&console, begins.at, move |cx| Version::First.adopt(cx, begins.from))
        .map_err(told("adopting the charter"))?;
    kept.act(&console, begins.at, move |cx| {
        adopt_beside(cx, begins.from, begins.in_readiness_from)
    })
    .map_err(told("adopting what holds beside the charter"))?;
    kept.act(&console, begins.at, |cx| {
        for member in members() {
            let role =
                |(role, unit): &(&str, Option<&str>)| ((*role).to_owned(), unit.map(str::to_owned));
            let roles = member.roles.iter().map(role).collect();
            let new = AddStaff { email: member.email, name: member.name.into(), roles };
            app::staff::add(cx, &new)?;
        }
        Ok(())
    })
    .map_err(told("adding staff"))?;
    let machines = kept
        .act(&console, begins.at, |cx| {
            let mut ids = Vec::new();
            for name in MACHINES {
                ids.push(app::staff::system_account(cx.tx, name, cx.now)?);
            }
            Ok::<_, Failure>(ids)
        })
        .map_err(told("adding the machines"))?;
    let today = kept.zone()?.date_of(begins.at);
    kept.read(|tx| read(tx, today, &machines))
}

fn body() -> SetUp {
    SetUp {
        name: NAME.into(),
        short_name: SHORT_NAME.into(),
        zone: "Europe/London".into(),
        year_begins_month: 4,
        brand_colour: "#1f5f5b".into(),
        second_factor_required: false,
        channels: CHANNELS.into_iter().map(|(channel, _)| channel).collect(),
        roles: ready_made_roles(),
    }
}

fn units() -> Vec<NewUnit> {
    let unit = |kind, key: &str, name: &str| NewUnit {
        kind,
        key: key.into(),
        name: name.into(),
        welsh_name: None,
        parent: None,
        provider: None,
        reached_by: None,
    };
    let place = |kind, place: &Place| NewUnit {
        reached_by: Some(place.reached_by.into()),
        parent: place.of.map(|service| (UnitKind::Service, service.to_owned())),
        ..unit(kind, place.key, place.name)
    };
    let mut units = vec![place(UnitKind::Provider, &PROVIDER)];
    for service in SERVICES {
        let provider = service.provider.map(str::to_owned);
        units.push(NewUnit { provider, ..unit(UnitKind::Service, service.key, service.name) });
        for (key, name) in service.teams {
            let parent = Some((UnitKind::Service, service.key.to_owned()));
            units.push(NewUnit { parent, ..unit(UnitKind::Team, key, name) });
        }
    }
    units.extend(WARDS.iter().map(|(key, name)| unit(UnitKind::Ward, key, name)));
    units.extend(VENUES.iter().map(|venue| place(UnitKind::Venue, venue)));
    units.extend(LINES.iter().map(|line| place(UnitKind::Line, line)));
    units.extend(MAILBOXES.iter().map(|mailbox| place(UnitKind::Mailbox, mailbox)));
    units
}

fn new_reasons() -> Vec<NewReason> {
    reasons()
        .map(|(service, reason)| NewReason {
            service: SERVICES[service].key.into(),
            key: reason.key.into(),
            name: reason.name.into(),
            can_be_settled: reason.settles,
        })
        .collect()
}

fn read(tx: &mut Tx, on: Date, machines: &[i64]) -> Result<Town, Fault> {
    let lacks = |what: &str| Fault::new(format!("the borough has no {what}"));
    let tree = app::organisation::version_on(tx, on)?.ok_or_else(|| lacks("tree"))?;
    let units = app::organisation::tree(tx, tree)?;
    let unit = |kind: UnitKind, key: &str| {
        let found = units.iter().find(|unit| unit.kind == kind && unit.key == key);
        found.map(|unit| unit.id).ok_or_else(|| lacks(key))
    };
    let mut town = Town {
        actors: Vec::new(),
        places: HashMap::new(),
        services: Vec::new(),
        teams: Vec::new(),
        reasons: Vec::new(),
        wards: Vec::new(),
        reached_through: HashMap::new(),
        officers: Vec::new(),
    };
    for service in SERVICES {
        town.services.push(unit(UnitKind::Service, service.key)?);
        let teams = service.teams.iter().map(|(key, _)| unit(UnitKind::Team, key));
        town.teams.push(teams.collect::<Result<_, _>>()?);
    }
    for (key, _) in WARDS {
        town.wards.push(unit(UnitKind::Ward, key)?);
    }
    let kinds = [UnitKind::Line, UnitKind::Mailbox, UnitKind::Venue];
    let reached = units.iter().filter(|unit| kinds.contains(&unit.kind));
    town.reached_through = reached.map(|unit| (unit.key.clone(), unit.id)).collect();
    let stored = app::organisation::reasons(tx)?;
    for (service, reason) in reasons() {
        let its = |stored: &&app::organisation::Reason| {
            stored.service == town.services[service] && stored.key == reason.key
        };
        town.reasons.push(stored.iter().find(its).ok_or_else(|| lacks(reason.key))?.id);
    }
    for member in members() {
        let actor = app::staff::by_email(tx, &member.email, on)?;
        town.places.insert(member.name, town.actors.len());
        town.actors.push(actor.ok_or_else(|| lacks(member.name))?);
    }
    for (name, id) in MACHINES.into_iter().zip(machines) {
        town.places.insert(name, town.actors.len());
        let reach = app::access::Reach::all();
        town.actors.push(Actor { id: *id, name: name.to_owned(), reach });
    }
    for service in SERVICES {
        let of_team = |team: &str| {
            officers().filter(|(_, its)| *its == team).map(|(name, _)| town.place(name)).collect()
        };
        town.officers.push(service.teams.iter().map(|(team, _)| of_team(team)).collect());
    }
    Ok(town)
}

impl Town {
    /// The place of somebody among the actors.
    pub(crate) fn place(&self, name: &str) -> usize {
        self.places.get(name).copied().unwrap_or_default()
    }

    /// The number of a line, a mailbox or a venue.
    pub(crate) fn reached_through(&self, key: &str) -> Option<i64> {
        self.reached_through.get(key).copied()
    }
}
