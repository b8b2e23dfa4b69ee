//! The customer comes back about the same matter: what is suggested, what a person answers, and
//! what the end of the window decides. The window is 14 calendar days.

use app::Failure;
use app::contacts::{LogContact, Who};
use rules::contacts::Channel;
use testkit::{Person, Town};

const FIRST: &str = "settled-at-first-contact";

/// A call that was settled, from somebody who is known.
fn settled(town: &Town, customer: i64) -> String {
    town.logged(LogContact { who: Who::Known(customer), ..town.call(Some(10), None) })
}

fn customer(town: &Town) -> i64 {
    let contact = LogContact { who: town.stranger("Mair Evans"), ..town.contact(Channel::Email) };
    town.logs(Person::Adviser, contact).unwrap().customer.unwrap()
}

fn suggestion(town: &Town, reference: &str) -> Option<String> {
    let adviser = town.person(Person::Adviser);
    let page = town
        .kept
        .read(|tx| app::case_files::page(tx, &town.kept, &adviser, reference, town.now()))
        .unwrap();
    page.unwrap().repeat.map(|repeat| repeat.earlier)
}

fn answers(town: &Town, person: Person, reference: &str, same: bool) -> Result<(), Failure> {
    town.on_record(person, reference, move |cx, reference, version| {
        app::contacts::answer_repeat(cx, reference, version, same)
    })
}

testkit::on_both_databases! {
    fn coming_back_within_the_window_is_suggested_and_overturns_when_a_person_says_so(
        town: &Town
    ) {
        let mair = customer(town);
        town.later(jiff::SignedDuration::from_hours(24 * 20));
        let first = settled(town, mair);
        town.later(jiff::SignedDuration::from_hours(24 * 3));
        let again = settled(town, mair);
        assert_eq!(suggestion(town, &again), None, "software has not looked yet");
        town.settle_down();
        assert_eq!(suggestion(town, &again), Some(first.clone()));
        assert_eq!(suggestion(town, &first), None);
        // Suggested is not decided.
        assert_eq!(town.outcome(&first, FIRST), "kept");
        answers(town, Person::Adviser, &again, true).unwrap();
        assert_eq!(town.outcome(&first, FIRST), "missed");
        // A matter is judged on its first contact: the repeat is no candidate.
        assert_eq!(town.outcome(&again, FIRST), "not_counted");
        assert_eq!(suggestion(town, &again), None);
        // Answered once is answered.
        answers(town, Person::Adviser, &again, false).unwrap();
        assert_eq!(town.outcome(&first, FIRST), "missed");
        town.later(jiff::SignedDuration::from_hours(24 * 30));
        town.settle_down();
        assert_eq!(town.facts(&first).iter().filter(|kind| *kind == "repeated").count(), 1);
        town.is_sound();
    }

    fn what_nobody_answers_counts_as_the_same_when_the_window_ends(town: &Town) {
        let mair = customer(town);
        town.it_is("2026-10-05T10:00");
        let first = settled(town, mair);
        town.it_is("2026-10-12T10:00");
        let (same, different) = (settled(town, mair), town.letter());
        town.settle_down();
        town.it_is("2026-10-19T23:59:59");
        town.settle_down();
        assert_eq!(town.outcome(&first, FIRST), "kept");
        town.it_is("2026-10-20T00:00");
        town.settle_down();
        assert_eq!(town.outcome(&first, FIRST), "missed");
        assert_eq!(town.outcome(&same, FIRST), "not_counted");
        assert_eq!(town.outcome(&different, FIRST), "running");
        assert_eq!(town.jobs_left(), Vec::<String>::new());
        town.is_sound();
    }

    fn another_matter_is_left_alone(town: &Town) {
        let mair = customer(town);
        town.it_is("2026-10-05T10:00");
        let first = settled(town, mair);
        town.it_is("2026-10-12T10:00");
        let again = settled(town, mair);
        town.settle_down();
        answers(town, Person::Adviser, &again, false).unwrap();
        town.it_is("2026-11-20T10:00");
        town.settle_down();
        assert_eq!(town.outcome(&first, FIRST), "kept");
        assert_eq!(town.outcome(&again, FIRST), "kept");
    }

    fn nothing_is_suggested_where_it_cannot_be_the_same_matter(town: &Town) {
        let (mair, other) = (customer(town), customer(town));
        town.it_is("2026-10-05T10:00");
        let known = |customer: i64, change: fn(&Town, &mut LogContact)| {
            let mut contact =
                LogContact { who: Who::Known(customer), ..town.call(Some(10), None) };
            change(town, &mut contact);
            contact
        };
        town.logged(known(mair, |_, _| {}));
        let mut later = Vec::new();
        for (when, contact) in [
            // Somebody else; about something else; a mystery shop; nobody known.
            ("2026-10-06T10:00", known(other, |_, _| {})),
            (
                "2026-10-06T11:00",
                known(mair, |town, contact| contact.reason = Some(town.reason("fly-tipping"))),
            ),
            ("2026-10-06T12:00", known(mair, |_, contact| contact.is_test = true)),
            ("2026-10-06T13:00", known(mair, |_, contact| contact.who = Who::Nobody)),
            // A day after the window has ended.
            ("2026-10-20T10:00", known(mair, |_, _| {})),
        ] {
            town.it_is(when);
            let received_at = contact.call.map(|_| town.moment(when));
            let call = None;
            later.push(town.logged(LogContact { received_at, call, ..contact }));
        }
        town.settle_down();
        for reference in &later {
            assert_eq!(suggestion(town, reference), None);
        }
    }

    fn a_mystery_shop_overturns_nothing_real(town: &Town) {
        let mair = customer(town);
        town.it_is("2026-10-05T10:00");
        let first = settled(town, mair);
        town.it_is("2026-10-06T10:00");
        let shop = LogContact {
            is_test: true,
            about_again: Some(first.clone()),
            ..town.call(Some(10), None)
        };
        town.logged(shop);
        town.settle_down();
        assert_eq!(town.outcome(&first, FIRST), "kept");
    }

    fn an_adviser_who_says_at_once_that_it_is_the_same_matter_overturns_at_once(town: &Town) {
        let mair = customer(town);
        town.it_is("2026-10-05T10:00");
        let (first, long_ago) = (settled(town, mair), settled(town, mair));
        town.settle_down();
        for (when, earlier, outcome) in
            [("2026-10-12T10:00", &first, "missed"), ("2026-10-20T10:00", &long_ago, "kept")]
        {
            town.it_is(when);
            let again = LogContact {
                who: Who::Known(mair),
                about_again: Some(earlier.clone()),
                ..town.call(Some(10), None)
            };
            let again = town.logged(again);
            assert_eq!(town.outcome(earlier, FIRST), outcome, "{when}");
            assert_eq!(town.outcome(&again, FIRST), "not_counted");
            // Nobody is asked what has been said.
            assert_eq!(suggestion(town, &again), None);
        }
    }

    fn whoever_asks_how_it_stands_is_told_within_a_working_day(town: &Town) {
        let letter = town.letter();
        let ask = |settled: bool| {
            let ending = match settled {
                true => app::contacts::Ending::Settled,
                false => app::contacts::Ending::Case(town.case_for("waste-team")),
            };
            let asks = LogContact {
                about_again: Some(letter.clone()),
                asks_progress: true,
                ending,
                ..town.call(Some(10), None)
            };
            town.logged(asks);
        };
        town.it_is("2026-09-15T10:00");
        ask(true);
        assert_eq!(town.outcome(&letter, "progress-given"), "kept", "told there and then");
        town.it_is("2026-09-16T10:00");
        ask(false);
        assert_eq!(town.outcome(&letter, "progress-given"), "running");
        town.it_is("2026-09-18T00:00:01");
        town.settle_down();
        assert_eq!(town.outcome(&letter, "progress-given"), "missed");
        // About a closed case too somebody can be told.
        town.responds(Person::Officer, &letter).unwrap();
        town.closes(Person::Officer, &letter, rules::cases::CloseReason::Done).unwrap();
        town.later(jiff::SignedDuration::from_mins(10));
        ask(false);
        assert_eq!(town.outcome(&letter, "progress-given"), "running");
        town.on_record(Person::Officer, &letter, |cx, r, v| {
            app::cases::give_progress(cx, r, v, "It was mended on Friday.")
        })
        .unwrap();
        assert_eq!(town.outcome(&letter, "progress-given"), "kept");
        town.settle_down();
        town.is_sound();
    }

    fn what_may_not_be_seen_is_not_asked_about(town: &Town) {
        let mair = customer(town);
        town.it_is("2026-10-05T10:00");
        let restricted = LogContact {
            who: Who::Known(mair),
            is_restricted: true,
            ..town.call(Some(10), None)
        };
        // The customer services manager sees restricted records, the adviser does not.
        let first = town.logs(Person::ServicesManager, restricted).unwrap().reference;
        town.it_is("2026-10-06T10:00");
        let again = settled(town, mair);
        town.settle_down();
        assert_eq!(suggestion(town, &again), None);
        let answered = answers(town, Person::Adviser, &again, false);
        assert!(matches!(answered, Err(Failure::NotFound)), "{answered:?}");
        answers(town, Person::ServicesManager, &again, true).unwrap();
        assert_eq!(town.outcome(&first, FIRST), "missed");
    }
}
