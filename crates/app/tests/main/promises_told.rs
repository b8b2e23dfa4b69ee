//! Giving the standards and owning up: what is written, who may, what stays on the list, and what
//! the figures say.

use app::Failure;
use app::contacts::LogContact;
use app::promises_told::{OwnUp, give_standards, given_by_month, misses, own_up, to_own_up};
use rules::cases::{CaseRefusal as No, CloseReason};
use rules::contacts::{Channel, Matter};
use rules::ledger::Month;
use rules::promises_told::{First, Way};
use testkit::{Done, Person, Town};

/// A letter from somebody who is known, for the waste team.
fn letter_from_mair(town: &Town) -> String {
    let who = town.stranger("Mair Evans");
    town.logged(LogContact { who, ..town.with_case(Channel::Letter) })
}

fn owns_up(town: &Town, person: Person, reference: &str, own: OwnUp) -> Done {
    town.on_record(person, reference, move |cx, r, v| own_up(cx, r, v, &own))
}

fn sorry(standard: &str) -> OwnUp {
    let text = "We are sorry: we said ten days.".to_owned();
    OwnUp { standard: standard.to_owned(), covers_all: false, way: Some(Way::Letter), text }
}

/// Who spoke first, of each missed promise of this autumn: standard and who.
fn firsts(town: &Town) -> Vec<(String, First)> {
    let zone = town.kept.zone().unwrap();
    let span = (Month::read("2026-09").unwrap(), Month::read("2026-12").unwrap());
    let found = town.kept.read(|tx| misses(tx, &town.kept, &zone, span)).unwrap();
    found.into_iter().map(|miss| (miss.key, miss.first)).collect()
}

fn listed(town: &Town, person: Person) -> Vec<String> {
    let actor = town.person(person);
    let found = town.kept.read(|tx| to_own_up(tx, &town.kept, &actor, town.today())).unwrap();
    found.into_iter().map(|row| row.standard).collect()
}

/// Missed: ten working days after the 14th are over.
fn after_the_miss(town: &Town) {
    town.it_is("2026-09-29T09:00");
    town.settle_down();
}

testkit::on_both_databases! {
    fn owning_up_takes_a_miss_off_the_list_and_changes_no_promise(town: &Town) {
        let letter = letter_from_mair(town);
        let anonymous = town.letter();
        assert_eq!(listed(town, Person::Officer), Vec::<String>::new());
        after_the_miss(town);
        assert_eq!(town.outcome(&letter, "correspondence-answered"), "missed");
        assert_eq!(town.outcome(&anonymous, "correspondence-answered"), "missed");
        // Nobody can tell somebody who is not known.
        assert_eq!(listed(town, Person::Officer), ["correspondence-answered"]);
        assert_eq!(firsts(town), [("correspondence-answered".to_owned(), First::Nobody)]);
        let (promises, lines) = (town.promises(&letter), town.lines(&letter));
        owns_up(town, Person::Officer, &letter, sorry("correspondence-answered")).unwrap();
        assert_eq!(town.facts(&letter).last().map(String::as_str), Some("owned-up"));
        assert_eq!((town.promises(&letter), town.lines(&letter)), (promises, lines));
        assert_eq!(listed(town, Person::Officer), Vec::<String>::new());
        assert_eq!(firsts(town), [("correspondence-answered".to_owned(), First::We)]);
        assert_eq!(town.differences(), []);
    }

    fn the_customer_who_asks_or_complains_first_was_first(town: &Town) {
        for (matter, asks_progress) in [(Matter::Enquiry, true), (Matter::Complaint, false)] {
            let town = Town::on(town.kept.db().engine());
            let letter = letter_from_mair(&town);
            after_the_miss(&town);
            let again = LogContact {
                matter,
                asks_progress,
                about_again: Some(letter.clone()),
                ..town.contact(Channel::Telephone)
            };
            town.logged(again);
            town.tick_on();
            let key = "correspondence-answered";
            // An apology is owed all the same.
            assert_eq!(listed(&town, Person::Officer), [key]);
            owns_up(&town, Person::Officer, &letter, sorry(key)).unwrap();
            assert_eq!(firsts(&town), [(key.to_owned(), First::Customer)]);
        }
    }

    fn one_apology_can_cover_everything_that_was_missed(town: &Town) {
        let letter = letter_from_mair(town);
        town.it_is("2026-10-20T09:00");
        town.settle_down();
        let both = ["told-date-kept", "correspondence-answered"];
        assert_eq!(listed(town, Person::Officer), both);
        let all = OwnUp { covers_all: true, ..sorry("correspondence-answered") };
        owns_up(town, Person::Officer, &letter, all).unwrap();
        assert_eq!(listed(town, Person::Officer), Vec::<String>::new());
        assert!(firsts(town).iter().all(|(_, first)| *first == First::We));
        assert_eq!(firsts(town).len(), 2);
    }

    fn an_apology_needs_a_miss_words_and_a_way_and_a_closed_case_can_have_one(town: &Town) {
        let letter = letter_from_mair(town);
        let refused = |done: Done| match done {
            Err(Failure::Refused(refusals)) => refusals,
            other => panic!("{other:?}"),
        };
        let key = "correspondence-answered";
        let early = owns_up(town, Person::Officer, &letter, sorry(key));
        assert_eq!(refused(early), [No::NothingToOwnUpTo]);
        after_the_miss(town);
        for (own, wrong) in [
            (OwnUp { text: " ".into(), ..sorry(key) }, vec![No::NoText]),
            (OwnUp { way: None, ..sorry(key) }, vec![No::NoWay]),
            (OwnUp { way: None, text: String::new(), ..sorry(key) }, vec![No::NoText, No::NoWay]),
            (sorry("told-date-kept"), vec![No::NothingToOwnUpTo]),
            (sorry("no-such-standard"), vec![No::NothingToOwnUpTo]),
        ] {
            assert_eq!(refused(owns_up(town, Person::Officer, &letter, own)), wrong);
        }
        town.responds(Person::Officer, &letter).unwrap();
        town.closes(Person::Officer, &letter, CloseReason::Done).unwrap();
        assert!(matches!(
            owns_up(town, Person::Auditor, &letter, sorry(key)),
            Err(Failure::NotAllowed | Failure::NotFound)
        ));
        owns_up(town, Person::Officer, &letter, sorry(key)).unwrap();
        let twice = owns_up(town, Person::Officer, &letter, sorry(key));
        assert_eq!(refused(twice), [No::NothingToOwnUpTo]);
    }

    fn what_customers_say_was_missed_is_counted_and_stops_no_clock(town: &Town) {
        let key = "named-officer-given";
        let says = |standard: &str, is_test| {
            let reports_missed = Some(standard.to_owned());
            town.logged(LogContact { reports_missed, is_test, ..town.with_case(Channel::WebForm) })
        };
        says(key, false);
        says(key, false);
        says("calls-answered", false);
        says(key, true);
        let count = |since| {
            town.kept.read(move |tx| app::promises_told::reported(tx, key, since)).unwrap()
        };
        let at = town.now();
        assert_eq!(count(at), 2, "mystery shops and other standards are left out");
        assert_eq!(count(at + jiff::SignedDuration::from_secs(1)), 0);
        town.settle_down();
        assert_eq!(town.differences(), []);
    }

    fn standards_given_are_counted_by_the_month_of_receipt(town: &Town) {
        town.it_is("2026-09-30T23:30");
        let september = town.letter();
        town.it_is("2026-10-01T00:30");
        let by_page = LogContact {
            standards_given: Some(Way::WebPage),
            ..town.with_case(Channel::WebForm)
        };
        town.logged(by_page);
        town.letter();
        town.logged(LogContact { is_test: true, ..town.with_case(Channel::Letter) });
        // What was settled there and then is no request.
        town.logged(town.contact(Channel::Telephone));
        let gives = |way| {
            town.on_record(Person::Adviser, &september, move |cx, r, v| {
                give_standards(cx, r, v, way)
            })
        };
        assert!(matches!(gives(None), Err(Failure::Refused(wrong)) if wrong == [No::NoWay]));
        gives(Some(Way::Spoken)).unwrap();
        gives(Some(Way::Leaflet)).unwrap();
        let zone = town.kept.zone().unwrap();
        let span = (Month::read("2026-09").unwrap(), Month::read("2026-10").unwrap());
        let found = town.kept.read(|tx| given_by_month(tx, &zone, span)).unwrap();
        let told: Vec<(String, i64, i64, i64)> = found
            .iter()
            .map(|row| (row.month.to_string(), row.asked, row.given, row.by_the_system))
            .collect();
        assert_eq!(told, [("2026-10".into(), 2, 1, 1), ("2026-09".into(), 1, 1, 0)]);
        assert_eq!(found[0].share(), Some(0.5));
        assert_eq!(town.differences(), []);
    }
}
