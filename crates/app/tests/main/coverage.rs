//! What stands behind the charter, and what does not: standards, channels, services, staff and
//! partners.

use crate::readings::adopts;
use app::Failure;
use app::coverage::{
    Confirm, ConfirmRefusal, ContractRefusal, Declare, DeclareRefusal, NoteContract, acknowledge,
    channels, compared, confirm, declare, groups, mine, note_contract, partners, services,
    standards, uncovered, versions,
};
use app::organisation::{NewUnit, UnitKind};
use db::args;
use jiff::civil::date;
use rules::contacts::Channel;
use testkit::{Person, Town};

/// The town with a provider that collects its waste.
fn with_provider() -> Town {
    let town = Town::new();
    let unit = |kind, key: &str, name: &str, provider: Option<&str>| NewUnit {
        kind,
        key: key.into(),
        name: name.into(),
        welsh_name: None,
        parent: None,
        provider: provider.map(str::to_owned),
        reached_by: None,
    };
    let units = [
        unit(UnitKind::Provider, "tidy-ltd", "Tidy Limited", None),
        unit(UnitKind::Service, "waste", "Waste and recycling", Some("tidy-ltd")),
        unit(UnitKind::Service, "planning", "Planning", None),
    ];
    town.act(Person::Administrator, move |cx| {
        app::organisation::set_tree(cx, date(2026, 9, 1), "With a provider", &units, &[])
    })
    .unwrap();
    town
}

fn version(town: &Town) -> i64 {
    town.kept.read(|tx| versions(tx, town.today())).unwrap()[0].id
}

fn note(town: &Town) -> NoteContract {
    NoteContract {
        provider: town.unit("tidy-ltd"),
        contract: None,
        name: "Collection of household waste".into(),
        from: Some(date(2024, 4, 1)),
        until: Some(date(2029, 3, 31)),
        has_standards: true,
        has_monitoring: false,
        reviewed_on: Some(date(2026, 3, 2)),
        review_due_on: Some(date(2027, 3, 2)),
    }
}

fn notes(town: &Town, what: NoteContract) -> Result<i64, Failure<ContractRefusal>> {
    town.act(Person::ServicesManager, move |cx| note_contract(cx, &what))
}

testkit::on_both_databases! {
    fn a_service_says_whether_it_is_ready_and_the_last_word_counts(town: &Town) {
        adopts(town);
        let (waste, version) = (town.unit("waste"), version(town));
        let says = |is_ready: Option<bool>, words: &str| {
            let said = Confirm { service: waste, version, is_ready, words: words.into() };
            town.act(Person::ServicesManager, move |cx| confirm(cx, &said))
        };
        let refused = |done: Result<(), Failure<ConfirmRefusal>>| match done {
            Err(Failure::Refused(refusals)) => refusals[0],
            other => panic!("{other:?}"),
        };
        assert_eq!(refused(says(None, "")), ConfirmRefusal::ReadyOrNot);
        assert_eq!(refused(says(Some(false), " ")), ConfirmRefusal::WhatIsMissing);
        says(Some(false), "Two posts are empty").unwrap();
        says(Some(true), "").unwrap();
        let found = town.kept.read(|tx| services(tx, &town.kept, version, town.today())).unwrap();
        let said: Vec<(&str, Option<bool>)> =
            found.iter().map(|one| (one.key.as_str(), one.is_ready)).collect();
        assert_eq!(said, [("customer-services", None), ("planning", None), ("waste", Some(true))]);
        let history = town.rows(
            "SELECT words FROM service_confirmations ORDER BY id",
            args![],
            |row| row.get::<String>(0),
        );
        assert_eq!(history, ["Two posts are empty", ""], "what was said before stays");
    }

    fn staff_acknowledge_the_version_in_force_each_for_themselves(town: &Town) {
        adopts(town);
        let version = version(town);
        for person in [Person::Adviser, Person::Officer, Person::Adviser] {
            town.act(person, move |cx| acknowledge(cx, version)).unwrap();
        }
        let found = town.kept.read(|tx| groups(tx, town.today())).unwrap();
        let of = |name: &str| found.iter().find(|group| group.name == name).unwrap();
        let waste = of("Waste team");
        assert_eq!((waste.members, waste.acknowledged), (1, 1));
        assert_eq!(of("Auditor").missing, ["Ruth Adeyemi"]);
        let ada = town.person(Person::Adviser).id;
        let (today, ruth) = (town.today(), town.person(Person::Auditor).id);
        assert!(town.kept.read(|tx| mine(tx, ada, today)).unwrap().unwrap().acknowledged_at.is_some());
        assert!(town.kept.read(|tx| mine(tx, ruth, today)).unwrap().unwrap().acknowledged_at.is_none());
        let unknown = town.act(Person::Adviser, move |cx| acknowledge(cx, version + 99));
        assert!(matches!(unknown, Err(Failure::NotFound)));
    }
}

#[test]
fn a_new_version_has_to_be_confirmed_and_acknowledged_anew() {
    let town = Town::new();
    adopts(&town);
    let first = version(&town);
    town.act(Person::Adviser, move |cx| acknowledge(cx, first)).unwrap();
    let text = crate::readings::CHARTER.replace("8 in 10", "9 in 10");
    let charter = rules::charter::read(&text).unwrap();
    let adopt = app::charters::Adopt {
        charter,
        text,
        from: date(2026, 10, 1),
        until: None,
        approval: "Cabinet".into(),
        kind: rules::charter::CharterKind::Own,
    };
    town.act(Person::Administrator, move |cx| app::charters::adopt(cx, &adopt)).unwrap();
    let found = town.kept.read(|tx| versions(tx, town.today())).unwrap();
    assert_eq!(found.len(), 2, "services confirm what is to come before it holds");
    let of_adviser = |town: &Town| {
        let groups = town.kept.read(|tx| groups(tx, town.today())).unwrap();
        groups.into_iter().find(|one| one.name == "Customer service adviser").unwrap().acknowledged
    };
    assert_eq!(of_adviser(&town), 1);
    town.it_is("2026-10-01T09:00");
    assert_eq!(of_adviser(&town), 0);
}

#[test]
fn what_nothing_measures_is_named() {
    let town = Town::new();
    adopts(&town);
    let (kept, today) = (&town.kept, town.today());
    let found = kept.read(|tx| uncovered(tx, kept, today)).unwrap();
    assert_eq!(found.commitments, [(2, "We smile.".to_owned())]);
    assert!(found.without_target.is_empty());
    let all = kept.read(|tx| standards(tx, kept, (town.now(), today))).unwrap();
    assert_eq!(all.len(), 9);
    assert!(all.iter().all(|one| !one.is_read()));
    let channels = kept.read(|tx| channels(tx, kept, today)).unwrap();
    let bare: Vec<Channel> =
        channels.iter().filter(|one| one.of_time.is_empty()).map(|one| one.channel).collect();
    assert!(bare.contains(&Channel::Telephone) && !bare.contains(&Channel::Letter));
}

#[test]
fn a_contract_is_noted_noted_anew_and_its_gaps_are_seen() {
    let town = with_provider();
    use ContractRefusal as No;
    for (wrong, refusals) in [
        (NoteContract { name: " ".into(), ..note(&town) }, vec![No::NoName]),
        (NoteContract { from: None, ..note(&town) }, vec![No::NoFirstDay]),
        (
            NoteContract { until: Some(date(2024, 3, 31)), ..note(&town) },
            vec![No::EndsBeforeItBegins],
        ),
        (
            NoteContract { reviewed_on: Some(date(2026, 9, 15)), ..note(&town) },
            vec![No::ReviewedToCome],
        ),
        (
            NoteContract { review_due_on: Some(date(2026, 3, 2)), ..note(&town) },
            vec![No::ReviewBeforeTheLast],
        ),
    ] {
        let said = format!("{wrong:?}");
        assert!(
            matches!(notes(&town, wrong), Err(Failure::Refused(no)) if no == refusals),
            "{said}"
        );
    }
    let id = notes(&town, note(&town)).unwrap();
    let (kept, today) = (&town.kept, town.today());
    let found = kept.read(|tx| partners(tx, today)).unwrap();
    assert_eq!(found[0].services, ["Waste and recycling"]);
    assert!(found[0].contracts[0].has_gap(today), "nobody monitors it");
    notes(&town, NoteContract { contract: Some(id), has_monitoring: true, ..note(&town) }).unwrap();
    let found = kept.read(|tx| partners(tx, today)).unwrap();
    assert_eq!(found[0].contracts.len(), 1);
    assert!(!found[0].contracts[0].has_gap(today));
    assert!(found[0].contracts[0].has_gap(date(2027, 3, 3)), "its review is overdue then");
}

#[test]
fn a_declaration_holds_for_a_year() {
    let town = with_provider();
    let says = |adopts: Option<bool>, training: &str| {
        let said = Declare {
            provider: town.unit("tidy-ltd"),
            on: Some(date(2026, 9, 1)),
            by: "Operations director".into(),
            adopts,
            training: training.into(),
        };
        town.act(Person::ServicesManager, move |cx| declare(cx, &said))
    };
    use DeclareRefusal as No;
    assert!(matches!(says(None, ""), Err(Failure::Refused(no)) if no == [No::AdoptedOrNot]));
    assert!(matches!(says(Some(true), ""), Err(Failure::Refused(no)) if no == [No::NoTraining]));
    says(Some(true), "All crews, spring 2026").unwrap();
    let found = town.kept.read(|tx| partners(tx, town.today())).unwrap();
    assert!(found[0].has_declared(date(2027, 9, 1)));
    assert!(!found[0].has_declared(date(2027, 9, 2)));
}

#[test]
fn what_a_provider_reached_stands_beside_the_bodys_own() {
    let town = with_provider();
    let waste = town.letter();
    town.responds(Person::Officer, &waste).unwrap();
    let planning = town.letter();
    town.gives_to_planning(Person::Manager, &planning).unwrap();
    town.it_is("2026-10-05T10:00");
    town.tick_on();
    town.settle_down();
    let (kept, today) = (&town.kept, town.today());
    let (_, found) = kept.read(|tx| compared(tx, kept, today)).unwrap();
    let letters = found.iter().find(|one| one.key == "correspondence-answered").unwrap();
    let provider = town.unit("tidy-ltd");
    assert_eq!(letters.by_provider[&provider].share, Some(1.0));
    assert_eq!(letters.own.unwrap().share, Some(0.0));
}
