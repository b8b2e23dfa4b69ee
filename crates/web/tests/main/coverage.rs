//! What stands behind the charter, through the pages: gaps, services that confirm, staff who
//! acknowledge, partners.

use crate::people::Served;
use crate::readings::served;
use app::organisation::{NewUnit, UnitKind};
use jiff::civil::date;
use testkit::{Person, Town};

fn with_provider() -> Served {
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
    ];
    town.act(Person::Administrator, move |cx| {
        app::organisation::set_tree(cx, date(2026, 9, 1), "With a provider", &units, &[])
    })
    .unwrap();
    Served::new(town)
}

#[test]
fn every_gap_is_named_and_every_list_leaves_as_a_file() {
    let served = served();
    let mut joan = served.officer(Person::ServicesManager);
    joan.opens("/staff/charter/coverage")
        .sees("Commitments with nothing measured behind them")
        .sees("We smile");
    for (list, words) in [
        ("standards", "Nothing yet"),
        ("channels", "Telephone"),
        ("services", "Not confirmed"),
        ("staff", "Ruth Adeyemi"),
    ] {
        joan.opens(&format!("/staff/charter/coverage/{list}")).sees(words);
        joan.follows("Download this list as CSV");
        assert!(joan.page.html.contains(words), "{list}: {}", joan.page.html);
    }
    joan.opens("/staff/charter/coverage/nothing");
    assert_eq!(joan.page.status, 404);
}

#[test]
fn a_service_is_confirmed_and_reminders_get_fewer() {
    let served = served();
    let mut joan = served.officer(Person::ServicesManager);
    joan.opens("/staff/charter/coverage/services").sees("To be reminded: ");
    joan.follows("Waste and recycling").sends("Record it");
    joan.sees("Select whether the service is ready");
    joan.fills("ready", "no").sends("Record it").sees("Enter what is still to be done");
    joan.fills("words", "Two posts are empty").sends("Record it");
    joan.sees("It is recorded").sees("Not ready").sees("Two posts are empty").sees("Joan Okoro");
    joan.sees("To be reminded: Customer services, Planning.");
}

#[test]
fn everybody_is_asked_to_acknowledge_until_they_have() {
    let served = served();
    let mut ada = served.officer(Person::Adviser);
    let asks = "Read and acknowledge the charter that is in force";
    ada.opens("/staff").follows(asks).sees("We ask what you think and act on it");
    ada.sends("I have read it and work by it").sees("You acknowledged it on Monday 14 September");
    ada.opens("/staff");
    assert!(!ada.page.html.contains(asks));
}

#[test]
fn a_contract_and_a_declaration_are_noted_and_gaps_close() {
    let served = with_provider();
    let mut joan = served.officer(Person::ServicesManager);
    joan.opens("/staff/partners").sees("Tidy Limited").sees("No contract").sees("Not declared");
    joan.follows("Tidy Limited").follows("Add a contract").sends("Note it");
    joan.sees("Enter what the contract is called").sees("Enter its first day");
    joan.fills("name", "Household waste")
        .fills("from-day", "1")
        .fills("from-month", "4")
        .fills("from-year", "2024")
        .fills("reviewed-day", "1")
        .fills("reviewed-month", "3")
        .fills("reviewed-year", "2026")
        .fills("standards", "yes")
        .sends("Note it")
        .sees("It is noted")
        .sees("Household waste");
    joan.follows("Household waste").fills("monitoring", "yes").sends("Note it");
    joan.follows("Note a declaration").fills("adopts", "yes").sends("Note it");
    joan.sees("Enter the date of the declaration").sees("Enter what training shows it");
    joan.fills("on-day", "1")
        .fills("on-month", "9")
        .fills("on-year", "2026")
        .fills("by", "Operations director")
        .fills("training", "All crews, spring 2026")
        .fills("adopts", "yes")
        .sends("Note it")
        .sees("Holds");
    joan.opens("/staff/partners")
        .sees("No gaps")
        .sees("Declared")
        .sees("Reviewed in time: 1 (100.0%)");
    joan.follows("Download the contracts as CSV");
    assert!(joan.page.html.contains("Tidy Limited,Waste and recycling,Household waste,2024-04-01"));
    let mut piotr = served.officer(Person::PerformanceOfficer);
    piotr.opens("/staff/partners").follows("Tidy Limited");
    assert!(!piotr.page.html.contains("Add a contract"), "who may not is not offered it");
}
