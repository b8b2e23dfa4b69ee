//! Who works for the invented council, in which role and team.

use crate::places::DOMAIN;
use crate::services::SERVICES;
use app::customers::fold;

/// A member of staff.
pub(crate) struct Member {
    pub(crate) name: &'static str,
    pub(crate) email: String,
    /// Roles, each everywhere or in one service or team, by its key.
    pub(crate) roles: Vec<(&'static str, Option<&'static str>)>,
}

/// One person for each role, whom the demonstration offers to sign in as.
pub(crate) const SIGN_INS: [&str; 8] = [
    "Amelia Marsh",
    "Callum Reid",
    "Farida Aziz",
    "Graham Whitlock",
    "Rosalind Achebe",
    "Tomas Vrba",
    "Helen Yardley",
    "Samir Doshi",
];

/// Advisers, who take calls, see visitors and read the post.
const ADVISERS: [&str; 10] = [
    "Amelia Marsh",
    "Bashir Noor",
    "Cerys Vaughan",
    "Dominic Frost",
    "Esther Obi",
    "Finlay Grant",
    "Gita Menon",
    "Harriet Sloan",
    "Idris Bello",
    "Josie Tan",
];

/// Case officers, three for the busiest teams and two for the others, in the order of the teams.
const OFFICERS: [&str; 52] = [
    "Kelly Dunne",
    "Liam Brandt",
    "Mona Haddad",
    "Nathan Pike",
    "Olive Sutton",
    "Callum Reid",
    "Paresh Vora",
    "Quentin Hale",
    "Rina Costa",
    "Sean Malloy",
    "Tara Quill",
    "Usha Reddy",
    "Victor Lund",
    "Wanda Zak",
    "Xenia Moss",
    "Yemi Falade",
    "Zoe Harker",
    "Adrian Cole",
    "Bridget Shaw",
    "Carlos Prado",
    "Deepa Rao",
    "Edwin Moss",
    "Flora Keane",
    "Gavin Stubbs",
    "Hilda Brook",
    "Ivan Petrov",
    "Jasmin Ellis",
    "Kofi Antwi",
    "Lorna Peel",
    "Marcus Dale",
    "Nerys Hopkin",
    "Oscar Blunt",
    "Pia Lindqvist",
    "Rafiq Sayed",
    "Shona Kerr",
    "Theo Marr",
    "Una Boyle",
    "Vikram Sethi",
    "Wilma Drake",
    "Yasmin Toker",
    "Alfie Rudd",
    "Bethan Crowe",
    "Cyril Nash",
    "Diana Moor",
    "Emeka Uche",
    "Freya Holt",
    "Gordon Tighe",
    "Hana Suzuki",
    "Isaac Penn",
    "Judith Lark",
    "Karim Naser",
    "Lydia Stone",
];

/// Team managers, one for each service in the order of the services.
const MANAGERS: [&str; 10] = [
    "Moira Kendal",
    "Farida Aziz",
    "Noel Prentice",
    "Olga Marin",
    "Philip Arkwright",
    "Queenie Ross",
    "Robin Tate",
    "Sylvia Moyo",
    "Terence Ogden",
    "Uma Pillai",
];

/// Heads of service and the services that each has.
const HEADS: [(&str, &[&str]); 4] = [
    ("Graham Whitlock", &["waste", "streets", "parks"]),
    ("Imogen Castle", &["council-tax", "benefits"]),
    ("Julian Osborne", &["housing", "planning"]),
    ("Kamala Nair", &["customer-services", "licensing", "elections"]),
];

/// Everybody, in an order that never changes.
pub(crate) fn members() -> Vec<Member> {
    let mut members: Vec<Member> =
        ADVISERS.iter().map(|name| member(name, &[("adviser", None)])).collect();
    members.extend(officers().map(|(name, team)| member(name, &[("case-officer", Some(team))])));
    for (name, service) in MANAGERS.iter().zip(SERVICES) {
        members.push(member(name, &[("team-manager", Some(service.key))]));
    }
    for (name, services) in HEADS {
        let roles: Vec<_> =
            services.iter().map(|service| ("head-of-service", Some(*service))).collect();
        members.push(member(name, &roles));
    }
    members.push(member("Rosalind Achebe", &[("customer-services-manager", None)]));
    members.push(member("Tomas Vrba", &[("performance-officer", None)]));
    members.push(member("Helen Yardley", &[("auditor", None)]));
    members.push(member("Samir Doshi", &[("administrator", None)]));
    members
}

/// The officers with the key of the team that each works in.
pub(crate) fn officers() -> impl Iterator<Item = (&'static str, &'static str)> {
    let teams = SERVICES.into_iter().flat_map(|service| {
        let many = if service.share >= 11.0 { 3 } else { 2 };
        service.teams.iter().flat_map(move |(team, _)| std::iter::repeat_n(*team, many))
    });
    OFFICERS.into_iter().zip(teams)
}

fn member(name: &'static str, roles: &[(&'static str, Option<&'static str>)]) -> Member {
    let email = format!("{}@{DOMAIN}", fold(name).join("."));
    Member { name, email, roles: roles.to_vec() }
}

/// The email address of the head of a service.
pub(crate) fn head_of(service: &str) -> &'static str {
    HEADS.iter().find(|(_, services)| services.contains(&service)).map_or("", |(name, _)| name)
}

/// The manager of a service, by its place.
pub(crate) fn manager_of(service: usize) -> &'static str {
    MANAGERS.get(service).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_team_has_officers_and_everybody_one_name() {
        let members = members();
        let names: BTreeSet<&str> = members.iter().map(|member| member.name).collect();
        assert_eq!(names.len(), members.len());
        for service in SERVICES {
            assert!(!head_of(service.key).is_empty(), "{}", service.key);
            for (team, _) in service.teams {
                let there = officers().filter(|(_, its)| its == team).count();
                assert!(there >= 2, "{team}: {there}");
            }
        }
    }

    #[test]
    fn there_is_somebody_to_sign_in_as_for_each_ready_made_role() {
        let members = members();
        let roles: Vec<&str> = SIGN_INS
            .iter()
            .map(|name| members.iter().find(|member| member.name == *name).unwrap().roles[0].0)
            .collect();
        let ready_made: Vec<String> =
            app::organisation::ready_made_roles().into_iter().map(|(key, ..)| key).collect();
        assert_eq!(roles, ready_made);
    }
}
