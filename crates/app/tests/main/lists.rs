//! Lists of promises: filters, orders, pages by key, counts.

use app::cases::CaseToOpen;
use app::contacts::{Ending, LogContact};
use app::lists::{Filter, Key, ListPage, Order, list};
use app::{Failure, contacts};
use db::args;
use rules::charter::Method;
use rules::clock::Outcome;
use rules::contacts::Channel;
use rules::ledger::Month;
use std::collections::BTreeSet;
use testkit::{Person, Town};

fn page(town: &Town, filters: &[Filter], order: Order, after: Option<Key>, of: usize) -> ListPage {
    let actor = town.person(Person::Auditor);
    town.kept.read(|tx| list(tx, &actor, filters, order, after, of)).unwrap()
}

/// Ada logs so many letters in one go, a minute apart.
fn letters(town: &Town, number: i64) {
    let contact = town.with_case(Channel::Letter);
    let received = town.now() - jiff::SignedDuration::from_mins(number);
    town.act(Person::Adviser, move |cx| {
        for minute in 0..number {
            let received_at = Some(received + jiff::SignedDuration::from_mins(minute));
            contacts::log(cx, &LogContact { received_at, ..contact.clone() })?;
        }
        Ok::<_, Failure<_>>(())
    })
    .unwrap();
}

/// Walks all pages, with something happening before each next one; gives the keys of the rows.
fn walk(
    town: &Town,
    filters: &[Filter],
    order: Order,
    of: usize,
    mut meanwhile: impl FnMut(&Town),
) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut after = None;
    loop {
        let page = page(town, filters, order, after, of);
        keys.extend(page.rows.iter().map(|row| row.key));
        // As it stands in an address.
        after = page.next.map(|key| Key::read(&key.to_string()).unwrap());
        if after.is_none() {
            return keys;
        }
        meanwhile(town);
    }
}

testkit::on_both_databases! {
    fn an_answered_case_that_is_not_closed_is_in_sight_until_it_is(town: &Town) {
        let letter = town.letter();
        let seen = |town: &Town, person| {
            let actor = town.person(person);
            let cases = town.kept.read(|tx| app::cases::nothing_due(tx, &actor)).unwrap();
            cases.into_iter().map(|case| case.reference).collect::<Vec<_>>()
        };
        assert_eq!(seen(town, Person::Officer), [""; 0], "an answer is due");
        town.responds(Person::Officer, &letter).unwrap();
        assert_eq!(seen(town, Person::Officer), [letter.as_str()]);
        assert_eq!(seen(town, Person::Administrator), [""; 0], "may not see records");
        town.closes(Person::Officer, &letter, rules::cases::CloseReason::Done).unwrap();
        assert_eq!(seen(town, Person::Officer), [""; 0]);
    }

    fn all_pages_together_show_every_row_once_and_in_order(town: &Town) {
        letters(town, 23);
        for (filters, order, rows) in [
            (vec![Filter::Open], Order::Due, 46),
            (vec![], Order::Made, 69),
            (vec![Filter::Channel(Channel::Email)], Order::Made, 0),
        ] {
            for of in [1, 7, 23, 46, 500] {
                let keys = walk(town, &filters, order, of, |_| {});
                assert_eq!(keys.len(), rows, "{filters:?} by {of}");
                let places: Vec<_> = keys.iter().map(|key| (key.due, key.id)).collect();
                assert!(places.is_sorted(), "{filters:?} by {of}");
                let once: BTreeSet<i64> = keys.iter().map(|key| key.id).collect();
                assert_eq!(once.len(), rows);
                assert_eq!(page(town, &filters, order, None, of).count, rows);
            }
        }
    }

    fn what_comes_in_meanwhile_makes_no_row_come_twice_or_never(town: &Town) {
        letters(town, 12);
        let there = walk(town, &[Filter::Open], Order::Due, 500, |_| {});
        for order in [Order::Due, Order::Made] {
            let keys = walk(town, &[Filter::Open], order, 5, |town| {
                // One that is due earlier than everything, and one later.
                let early = town.moment("2026-09-01T10:00");
                for received_at in [Some(early), None] {
                    town.logged(LogContact { received_at, ..town.with_case(Channel::Letter) });
                }
            });
            let ids: Vec<i64> = keys.iter().map(|key| key.id).collect();
            let once: BTreeSet<i64> = ids.iter().copied().collect();
            assert_eq!(once.len(), ids.len(), "no row twice");
            assert!(there.iter().all(|key| once.contains(&key.id)), "no row never");
            assert!(keys.iter().map(|k| (k.due, k.id)).is_sorted() || order == Order::Made);
        }
    }

    fn each_filter_shows_what_it_says(town: &Town) {
        let letter = town.letter();
        let call = town.logged(town.call(Some(30), None));
        town.it_is("2026-09-30T10:00");
        town.settle_down();
        town.responds(Person::Officer, &letter).unwrap();
        let later = town.letter();
        town.settle_down();
        let month = |text| Month::read(text).unwrap();
        let sql = "SELECT id FROM standards WHERE key = 'correspondence-answered'";
        let standard = town.number(sql);
        let (waste, planning) = (town.unit("waste"), town.unit("planning"));
        let due = town.moment("2026-10-01T00:00");
        for (filters, rows) in [
            (vec![Filter::Open], vec![(&later, 2)]),
            (vec![Filter::Channel(Channel::Telephone)], vec![(&call, 2)]),
            (vec![Filter::Service(waste)], vec![(&letter, 3), (&call, 2), (&later, 3)]),
            (vec![Filter::Service(planning)], vec![]),
            (vec![Filter::Standard(standard)], vec![(&letter, 1), (&later, 1)]),
            (vec![Filter::Method(Method::Record)], vec![(&letter, 1), (&call, 1), (&later, 1)]),
            (vec![Filter::Outcome(Outcome::Missed)], vec![(&letter, 1), (&call, 1)]),
            (vec![Filter::Received(month("2026-09"), month("2026-09"))],
             vec![(&letter, 3), (&call, 2), (&later, 3)]),
            (vec![Filter::Due(month("2026-10"), month("2026-10"))], vec![(&letter, 1), (&later, 2)]),
            (vec![Filter::Concluded(month("2026-09"), month("2026-09"))],
             vec![(&letter, 3), (&call, 2)]),
            (vec![Filter::Due(month("2026-11"), month("2026-12"))], vec![]),
            (vec![Filter::DueBefore(due)], vec![(&letter, 1), (&call, 1)]),
            (vec![Filter::DueFrom(due)], vec![(&letter, 1), (&later, 2)]),
            (
                vec![Filter::Standard(standard), Filter::Outcome(Outcome::Running)],
                vec![(&later, 1)],
            ),
        ] {
            let found = page(town, &filters, Order::Made, None, 500);
            let count = |reference: &String| {
                found.rows.iter().filter(|row| row.reference == *reference).count()
            };
            for (reference, rows) in &rows {
                assert_eq!(count(reference), *rows, "{filters:?}");
            }
            let all: usize = rows.iter().map(|(_, rows)| rows).sum();
            assert_eq!((found.rows.len(), found.count), (all, all), "{filters:?}");
        }
    }

    fn an_overdue_promise_is_in_the_list_of_whoever_has_the_case_now(town: &Town) {
        let letter = town.letter();
        town.it_is("2026-09-29T10:00");
        town.settle_down();
        let lena = town.person(Person::Planner).id;
        let to = app::cases::Reassign {
            service: town.unit("planning"),
            team: Some(town.unit("planning-team")),
            owner: Some(lena),
            text: "Hers after all".into(),
        };
        town.on_record(Person::Manager, &letter, move |cx, r, v| {
            app::cases::reassign(cx, r, v, &to)
        })
        .unwrap();
        let rows = |filter: Filter| {
            page(town, &[Filter::Open, filter], Order::Due, None, 50)
                .rows
                .into_iter()
                .map(|row| (row.title, row.outcome))
                .collect::<Vec<_>>()
        };
        let both = rows(Filter::Owner(lena));
        assert_eq!(both.len(), 2, "{both:?}");
        assert_eq!(both[0].1, Outcome::Missed);
        assert_eq!(rows(Filter::Teams(vec![town.unit("planning-team")])), both);
        assert_eq!(rows(Filter::Teams(vec![town.unit("planning")])), both);
        assert_eq!(rows(Filter::Teams(vec![town.unit("waste-team"), town.unit("waste")])), []);
        assert_eq!(rows(Filter::Teams(Vec::new())), []);
        // Whoever had it when it was due answers for it all the same.
        let missed = "SELECT service_id FROM promises WHERE outcome = 'missed'";
        assert_eq!(town.number(missed), town.unit("waste"));
    }

    fn a_row_says_whose_it_is_and_what_it_is_about(town: &Town) {
        let owen = town.person(Person::Officer).id;
        let case = CaseToOpen { owner: Some(owen), ..town.case_for("waste-team") };
        let contact = LogContact {
            who: town.stranger("Siân Pritchard"),
            ending: Ending::Case(case),
            ..town.contact(Channel::Email)
        };
        town.logged(contact);
        let page = page(town, &[Filter::Open], Order::Due, None, 50);
        let row = &page.rows[0];
        assert_eq!(row.title, "Emails acknowledged within 1 working day");
        assert_eq!(row.customer.as_deref(), Some("Siân Pritchard"));
        assert_eq!(row.owner.as_deref(), Some("Owen Price"));
        assert_eq!(row.service, "Waste and recycling");
        assert_eq!(row.summary, "Bin not emptied this morning");
        assert_eq!(row.due_on, Some(jiff::civil::date(2026, 9, 15)));
        assert_eq!((row.outcome, row.stopped_at), (Outcome::Running, None));
    }
}

#[test]
fn counting_stops_at_a_thousand() {
    let town = Town::new();
    letters(&town, 333);
    assert_eq!(page(&town, &[], Order::Made, None, 10).count, 999);
    letters(&town, 1);
    assert_eq!(page(&town, &[], Order::Made, None, 10).count, 1_000);
    letters(&town, 1);
    assert_eq!(page(&town, &[], Order::Made, None, 10).count, 1_000);
    assert_eq!(town.rows("SELECT count(*) FROM promises", args![], |r| r.get::<i64>(0)), [1_005]);
}
