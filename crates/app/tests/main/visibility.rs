//! What may be seen: one predicate in pages, lists, counts, contacts of a customer and
//! suggestions. What somebody may not see does not exist for them.

use app::Failure;
use app::cases::CaseToOpen;
use app::contacts::{Ending, LogContact, Who};
use app::lists::{Filter, Order, list};
use rules::contacts::{Channel, LogRefusal};
use testkit::{Person, Town};

/// Records of one customer and who may see each, by the first letters of their names: Ada
/// (adviser, sees all), Owen (waste team), Mina (waste service), Joan (services manager), Piotr
/// (performance), Ruth (auditor), Sam (administrator), Lena (planning team).
const WHO_SEES: [(&str, &str); 6] = [
    ("a case of the waste team", "Ada Owen Mina Joan Piotr Ruth"),
    ("a restricted case of the waste team", "Owen Mina Joan Ruth"),
    ("a case of the planning team", "Ada Joan Piotr Ruth Lena"),
    ("a restricted case of the planning team", "Joan Ruth Lena"),
    ("a case of Lena in the waste service", "Ada Mina Joan Piotr Ruth Lena"),
    ("a contact that was settled", "Ada Mina Joan Piotr Ruth"),
];

fn make(town: &Town, what: &str, customer: i64) -> String {
    let who = Who::Known(customer);
    let contact = match what {
        "a contact that was settled" => LogContact { who, ..town.contact(Channel::Letter) },
        what => {
            let planning = what.contains("planning");
            let (service, team) =
                if planning { ("planning", "planning-team") } else { ("waste", "waste-team") };
            let lena = town.person(Person::Planner).id;
            let case = match what.contains("Lena") {
                true => CaseToOpen { team: None, owner: Some(lena), ..town.case_for(team) },
                false => town.case_for(team),
            };
            LogContact {
                who,
                service: town.unit(service),
                reason: None,
                is_restricted: what.contains("restricted"),
                ending: Ending::Case(case),
                ..town.contact(Channel::Letter)
            }
        }
    };
    town.logs(Person::ServicesManager, contact).unwrap().reference
}

/// Six records of one customer, named.
fn records(town: &Town) -> (i64, Vec<(&'static str, &'static str, String)>) {
    let who = town.stranger("Mair Evans");
    let first = LogContact { who, ..town.contact(Channel::Letter) };
    let customer = town.logs(Person::Adviser, first).unwrap().customer.unwrap();
    let records =
        WHO_SEES.into_iter().map(|(what, who)| (what, who, make(town, what, customer))).collect();
    (customer, records)
}

fn sees(who: &str, person: Person) -> bool {
    who.split(' ').any(|name| person.name().starts_with(name))
}

testkit::on_both_databases! {
    fn pages_lists_and_contacts_show_what_may_be_seen_and_nothing_else(town: &Town) {
        let (customer, records) = records(town);
        for person in Person::all() {
            let actor = town.person(person);
            let (listed, count, of_customer) = town
                .kept
                .read(|tx| {
                    let page = list(tx, &actor, &[], Order::Made, None, 500)?;
                    let listed: Vec<String> =
                        page.rows.iter().map(|row| row.reference.clone()).collect();
                    let rows = app::records::of_customer(tx, &actor, customer)?;
                    let rows: Vec<String> = rows.into_iter().map(|row| row.reference).collect();
                    Ok::<_, db::DbError>((listed, page.count, rows))
                })
                .unwrap();
            assert_eq!(listed.len(), count, "{person:?} counts what is listed");
            for (what, who, reference) in &records {
                let expected = sees(who, person);
                let page = town.kept.read(|tx| {
                    app::case_files::page(tx, &town.kept, &actor, reference, town.now())
                });
                assert_eq!(page.unwrap().is_some(), expected, "{person:?} opens {what}");
                assert_eq!(listed.contains(reference), expected, "{person:?} lists {what}");
                assert_eq!(of_customer.contains(reference), expected, "{person:?} {what}");
            }
        }
    }

    fn nothing_can_be_done_with_what_may_not_be_seen(town: &Town) {
        let (_, records) = records(town);
        for person in [Person::Adviser, Person::Officer, Person::Planner, Person::Administrator] {
            for (what, who, reference) in &records {
                let version = town.version(reference);
                let done = town.on_record(person, reference, |cx, r, v| {
                    app::cases::note(cx, r, v, "Was here.")
                });
                if sees(who, person) {
                    done.unwrap();
                } else {
                    assert!(matches!(done, Err(Failure::NotFound)), "{person:?} {what}");
                    assert_eq!(town.version(reference), version, "nothing was touched");
                }
                // Nor can a contact be said to be about it again.
                if person == Person::Administrator {
                    continue;
                }
                let again = LogContact {
                    about_again: Some(reference.clone()),
                    ..town.with_case(Channel::Letter)
                };
                match town.logs(person, again) {
                    Ok(_) => assert!(sees(who, person), "{person:?} {what}"),
                    Err(Failure::Refused(no)) => {
                        assert_eq!(no, [LogRefusal::NoSuchMatter]);
                        assert!(!sees(who, person), "{person:?} {what}");
                    }
                    Err(other) => panic!("{other:?}"),
                }
            }
        }
    }

    fn a_page_names_no_other_contact_of_the_matter_that_may_not_be_seen(town: &Town) {
        let matter = town.letter();
        let again = |is_restricted| {
            let contact = LogContact {
                about_again: Some(matter.clone()),
                is_restricted,
                ..town.contact(Channel::Email)
            };
            town.logs(Person::ServicesManager, contact).unwrap().reference
        };
        let (open, restricted) = (again(false), again(true));
        for (person, expected) in [
            (Person::Adviser, vec![open.clone()]),
            (Person::ServicesManager, vec![open.clone(), restricted.clone()]),
        ] {
            let actor = town.person(person);
            let page = town
                .kept
                .read(|tx| app::case_files::page(tx, &town.kept, &actor, &matter, town.now()))
                .unwrap()
                .unwrap();
            let same: Vec<String> =
                page.same_matter.into_iter().map(|(reference, _)| reference).collect();
            assert_eq!(same, expected, "{person:?}");
        }
    }

    fn mystery_shops_look_like_any_record_and_are_in_no_figure(town: &Town) {
        let real = town.letter();
        let shop = LogContact { is_test: true, ..town.with_case(Channel::Letter) };
        let shop = town.logged(shop);
        let adviser = town.person(Person::Adviser);
        let rows = |filters: &[Filter]| {
            let page =
                town.kept.read(|tx| list(tx, &adviser, filters, Order::Made, None, 50)).unwrap();
            let mut references: Vec<String> =
                page.rows.into_iter().map(|row| row.reference).collect();
            references.dedup();
            (references, page.count)
        };
        assert_eq!(rows(&[]), (vec![real.clone(), shop.clone()], 6));
        assert_eq!(rows(&[Filter::Real]), (vec![real], 3));
        assert_eq!(town.promises(&shop).len(), 3, "promised the same");
        let all = |town: &Town| -> i64 {
            town.figures(&town.ask("2026-01", "2027-12")).iter().map(|row| row.counts.all()).sum()
        };
        assert_eq!(all(town), 3);
        town.it_is("2026-11-16T10:00");
        town.settle_down();
        assert_eq!(town.outcome(&shop, "correspondence-answered"), "missed");
        assert_eq!(all(town), 3);
        let shops = town.number("SELECT count(*) FROM judgements WHERE is_test");
        assert_eq!(shops, town.number("SELECT count(*) FROM judgements WHERE NOT is_test"));
        town.is_sound();
    }
}
