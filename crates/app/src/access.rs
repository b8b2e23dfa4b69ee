//! Who may do what, and who may see which records: one predicate.

use db::Value;
use std::collections::BTreeSet;

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// Something that a role allows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Permission { $($(#[$doc])* $name,)* }

        impl Permission {
            /// Every permission.
            pub const ALL: &'static [Permission] = &[$(Permission::$name,)*];

            /// The name in tables and configuration.
            pub fn key(self) -> &'static str {
                match self { $(Permission::$name => $key,)* }
            }

            /// The permission of a name.
            pub fn named(key: &str) -> Option<Permission> {
                match key { $($key => Some(Permission::$name),)* _ => None }
            }
        }
    };
}

permissions! {
    /// See records and lists.
    SeeRecords = "see-records",
    /// See records that are restricted to those who work on them.
    SeeRestricted = "see-restricted",
    /// Log contacts, and open cases from them.
    LogContacts = "log-contacts",
    /// Work on cases: acknowledge, respond, set next steps, close.
    WorkOnCases = "work-on-cases",
    /// Give cases to other people and teams.
    Reassign = "reassign",
    /// Open a closed case again.
    Reopen = "reopen",
    /// See figures.
    SeeFigures = "see-figures",
    /// Close a period.
    ClosePeriods = "close-periods",
    /// Take lists away as files.
    Export = "export",
    /// See jobs, seals and what the system does.
    SeeSystem = "see-system",
    /// Add staff and give them roles.
    ManageStaff = "manage-staff",
    /// Adopt charters and calendars, change the organisation.
    ManageCharter = "manage-charter",
    /// Correct facts: stops entered late, received dates.
    Correct = "correct",
    /// Allow extensions that are longer than a standard allows by itself.
    AuthoriseExtension = "authorise-extension",
    /// Record readings and evidence for standards that no record judges.
    RecordReadings = "record-readings",
    /// Confirm for a service that it is ready for the standards.
    ConfirmStandards = "confirm-standards",
    /// Keep the register of contracts and declarations of providers.
    ManagePartners = "manage-partners",
    /// See which contacts are mystery shops.
    SeeTests = "see-tests",
}

/// What somebody may do, and in which part of the organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Permissions that hold everywhere.
    pub everywhere: BTreeSet<Permission>,
    /// Permissions that hold in one service or team only.
    pub within: BTreeSet<(i64, Permission)>,
    /// The services and teams that a person belongs to.
    pub units: BTreeSet<i64>,
}

/// Whose a record is, as far as access asks.
#[derive(Clone, Copy, Debug)]
pub struct Belonging {
    /// The service responsible.
    pub service: i64,
    /// The team, if one has it.
    pub team: Option<i64>,
    /// The person, if one has it.
    pub owner: Option<i64>,
}

impl Reach {
    /// Everything, everywhere: the system itself.
    pub fn all() -> Reach {
        Reach { everywhere: Permission::ALL.iter().copied().collect(), ..Reach::default() }
    }

    /// Whether a permission holds anywhere.
    pub fn may(&self, permission: Permission) -> bool {
        self.everywhere.contains(&permission)
            || self.within.iter().any(|(_, held)| *held == permission)
    }

    /// Whether a permission holds for a record.
    pub fn may_on(&self, permission: Permission, actor: i64, record: Belonging) -> bool {
        let units = [Some(record.service), record.team];
        self.everywhere.contains(&permission)
            || units.into_iter().flatten().any(|unit| self.within.contains(&(unit, permission)))
            || (record.owner == Some(actor) && self.may(permission))
    }

    /// The one predicate of what may be seen: a condition over the table or alias `r` with the
    /// columns service_id, team_id, owner_id and is_restricted, and its arguments, whose
    /// placeholders begin at `$first`.
    ///
    /// Whoever sees everything sees what is not restricted, and what is theirs; others see what
    /// belongs to their services and teams, and what is their own.
    pub fn visible(&self, actor: i64, first: usize) -> (String, Vec<Value<'static>>) {
        let columns = ["r.owner_id", "r.service_id", "r.team_id", "r.is_restricted"];
        let mut args = Vec::new();
        if !self.sees_all() && self.may(Permission::SeeRecords) {
            args.push(Value::from(actor));
            args.extend(self.units_seen().into_iter().map(Value::from));
        }
        (self.seen(columns, first), args)
    }

    /// The same over the copies on the promises `p` of the records, with the same arguments.
    /// Lists count by it, and pass over what is not theirs to show, without reading records; of
    /// what they show the record decides.
    pub(crate) fn visible_by_copy(&self, first: usize) -> String {
        let columns =
            ["p.now_owner_id", "p.now_service_id", "p.now_team_id", "p.now_is_restricted"];
        self.seen(columns, first)
    }

    fn seen(&self, [owner, service, team, restricted]: [&str; 4], first: usize) -> String {
        if !self.may(Permission::SeeRecords) {
            return "1 = 0".into();
        }
        if self.sees_all() {
            return "1 = 1".into();
        }
        let own = own([owner, service, team], first, self.units_seen().len());
        if self.everywhere.contains(&Permission::SeeRecords) {
            format!("(NOT {restricted} OR {own})")
        } else {
            format!("({own})")
        }
    }

    fn sees_all(&self) -> bool {
        let needed = [Permission::SeeRecords, Permission::SeeRestricted];
        needed.iter().all(|permission| self.everywhere.contains(permission))
    }

    /// The services and teams whose records are theirs to see.
    fn units_seen(&self) -> Vec<i64> {
        if self.everywhere.contains(&Permission::SeeRecords) {
            return self.units.iter().copied().collect();
        }
        let held = self.within.iter().filter(|(_, held)| *held == Permission::SeeRecords);
        held.map(|(unit, _)| *unit).collect()
    }
}

/// What is somebody's own: their number is bound at `$first`, so many units after it.
fn own([owner, service, team]: [&str; 3], first: usize, units: usize) -> String {
    let places: Vec<String> = (1..=units).map(|index| format!("${}", first + index)).collect();
    match places.join(", ").as_str() {
        "" => format!("{owner} = ${first}"),
        places => {
            format!("{owner} = ${first} OR {service} IN ({places}) OR {team} IN ({places})")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_permission_within_a_team_holds_for_its_records_and_ones_own() {
        let reach =
            Reach { within: BTreeSet::from([(7, Permission::WorkOnCases)]), ..Reach::default() };
        let of = |service, team, owner| Belonging { service, team, owner };
        assert!(reach.may_on(Permission::WorkOnCases, 1, of(7, None, None)));
        assert!(reach.may_on(Permission::WorkOnCases, 1, of(3, Some(7), None)));
        assert!(reach.may_on(Permission::WorkOnCases, 1, of(3, None, Some(1))));
        assert!(!reach.may_on(Permission::WorkOnCases, 1, of(3, Some(4), Some(2))));
        assert!(!reach.may_on(Permission::Reopen, 1, of(7, None, Some(1))));
    }

    #[test]
    fn permissions_are_found_by_their_keys() {
        for permission in Permission::ALL {
            assert_eq!(Permission::named(permission.key()), Some(*permission));
        }
    }
}
