//! What is worked out is a cache: anything wrong in it is found, and put right by more lines,
//! never by changing old ones.

use crate::journeys::Journey;
use app::ledger::Difference;
use db::{Engine, args};
use rules::cases::CloseReason;
use rules::contacts::Channel;
use testkit::{Person, Town, counts};

/// Every column of a promise that is worked out from facts or copied from the record, and something
/// else that it could say.
const WORKED_OUT: [(&str, &str); 24] = [
    ("outcome", "'kept'"),
    ("why", "'recorded'"),
    ("is_open", "NOT is_open"),
    ("is_paused", "NOT is_paused"),
    ("is_provisional", "NOT is_provisional"),
    ("due_at", "NULL"),
    ("due_on", "'2026-09-29'"),
    ("due_without_extension_at", "NULL"),
    ("stopped_at", "due_at"),
    ("evidence", "'imported'"),
    ("received_on", "'2026-09-13'"),
    ("received_month", "202608"),
    ("due_month", "202610"),
    ("concluded_on", "'2026-09-13'"),
    ("concluded_month", "202610"),
    ("service_id", "(SELECT id FROM units WHERE key = 'planning')"),
    ("team_id", "(SELECT id FROM units WHERE key = 'planning-team')"),
    ("owner_id", "(SELECT id FROM staff WHERE email = 'owen@netherby.example')"),
    ("now_service_id", "(SELECT id FROM units WHERE key = 'planning')"),
    ("now_team_id", "(SELECT id FROM units WHERE key = 'planning-team')"),
    ("now_owner_id", "(SELECT id FROM staff WHERE email = 'owen@netherby.example')"),
    ("now_is_restricted", "NOT now_is_restricted"),
    ("net", "99"),
    ("gross", "99"),
];

const A_LETTER: &str = "(SELECT p.id FROM promises p JOIN standards s ON s.id = p.standard_id
                         WHERE s.key = 'correspondence-answered' ORDER BY p.id LIMIT 1)";

/// Every line there is, as it is stored.
fn all_lines(town: &Town) -> Vec<String> {
    let sql = "SELECT id, promise_id, outcome, delta, received_month, due_month, concluded_month,
                      service_id, why FROM judgements ORDER BY id";
    town.rows(sql, args![], |row| {
        Ok(format!(
            "{} {} {} {} {} {:?} {:?} {} {}",
            row.get::<i64>(0)?,
            row.get::<i64>(1)?,
            row.get::<String>(2)?,
            row.get::<i64>(3)?,
            row.get::<i64>(4)?,
            row.get::<Option<i64>>(5)?,
            row.get::<Option<i64>>(6)?,
            row.get::<i64>(7)?,
            row.get::<String>(8)?
        ))
    })
}

/// Rebuilds, and checks that this only added lines and that everything adds up afterwards.
#[track_caller]
fn is_put_right(town: &Town, what: &str) {
    let before = all_lines(town);
    town.rebuilds();
    assert!(all_lines(town).starts_with(&before), "{what}: an old line was changed");
    assert_eq!(town.differences(), [], "{what}");
    town.settle_down();
    assert_eq!(town.differences(), [], "{what}, sealed");
    let ask = town.ask("2026-01", "2027-12");
    assert_eq!(counts(&town.figures(&ask)), town.recount(&ask), "{what}");
    let promises = "SELECT count(*) FROM promises WHERE due_month IS NOT NULL AND NOT is_test";
    let counted: i64 = town.recount(&ask).values().sum();
    assert_eq!(counted, town.number(promises), "{what}: each promise counts once");
}

/// A letter that was missed, one that runs, one that was answered.
fn three_letters(town: &Town) -> String {
    let missed = town.letter();
    town.it_is("2026-09-29T00:00:01");
    town.letter();
    let answered = town.letter();
    town.later(jiff::SignedDuration::from_hours(9));
    town.responds(Person::Officer, &answered).unwrap();
    town.closes(Person::Officer, &answered, CloseReason::Done).unwrap();
    town.settle_down();
    town.is_sound();
    missed
}

testkit::on_both_databases! {
    fn each_column_of_a_promise_that_is_stored_wrongly_is_found_and_put_right(town: &Town) {
        let letter = three_letters(town);
        let lines = town.lines(&letter);
        for (column, wrong) in WORKED_OUT {
            town.tampers(&format!("UPDATE promises SET {column} = {wrong} WHERE id = {A_LETTER}"));
            let found = town.differences();
            let reference = letter.clone();
            assert!(found.contains(&Difference::Promise { reference }), "{column}: {found:?}");
            is_put_right(town, column);
            // The lines were right, and none was needed.
            assert_eq!(town.lines(&letter), lines, "{column}");
        }
        town.is_sound();
    }

    fn a_sum_that_is_wrong_missing_or_of_nothing_is_found_and_put_right(town: &Town) {
        three_letters(town);
        let some = "(counted_by, month, outcome) = ('due', 202609, 'missed')";
        for (what, sql, stored, lines) in [
            ("wrong", format!("UPDATE rollups SET promises = 7 WHERE {some}"), 7, 1),
            ("missing", format!("DELETE FROM rollups WHERE {some}"), 0, 1),
            (
                "of nothing",
                format!(
                    "INSERT INTO rollups (counted_by, month, standard_id, method, service_id,
                                          channel, outcome, promises)
                     SELECT counted_by, 202501, standard_id, method, service_id, channel, outcome, 3
                     FROM rollups WHERE {some}"
                ),
                3,
                0,
            ),
        ] {
            town.tampers(&sql);
            let found = town.differences();
            let [Difference::Sum { stored: was, lines: is, .. }] = &found[..] else {
                panic!("{what}: {found:?}");
            };
            assert_eq!((*was, *is), (stored, lines), "{what}");
            is_put_right(town, what);
        }
        town.is_sound();
    }

    fn a_line_that_is_missing_doubled_or_turned_round_is_made_up_for_by_others(town: &Town) {
        let reference = three_letters(town);
        town.forgets_its_guards();
        let last = format!("(SELECT max(id) FROM judgements WHERE promise_id = {A_LETTER})");
        let columns = "promise_id, standard_id, method, outcome, delta, received_month, due_month,
                       concluded_month, service_id, channel, is_test, posted_at, why,
                       standard_version_id, calendar_version_id, rule_edition";
        let double = format!(
            "INSERT INTO judgements ({columns}) SELECT {columns} FROM judgements WHERE id = {last}"
        );
        for (what, sql) in [
            ("doubled", double),
            ("turned round", format!("UPDATE judgements SET delta = -delta WHERE id = {last}")),
            (
                "for another month",
                format!("UPDATE judgements SET due_month = 202602 WHERE id = {last}"),
            ),
            ("missing", format!("DELETE FROM judgements WHERE id = {last}")),
            ("all missing", format!("DELETE FROM judgements WHERE promise_id = {A_LETTER}")),
        ] {
            town.tampers(&sql);
            let found = town.differences();
            let named = Difference::Lines { reference: reference.clone() };
            assert!(found.contains(&named), "{what}: {found:?}");
            is_put_right(town, what);
            assert_eq!(town.outcome(&reference, "correspondence-answered"), "missed", "{what}");
        }
        // What was sealed and is no longer there is not made whole by that.
        assert!(town.verified(None).is_err());
    }

    fn a_promise_that_follows_from_nothing_is_found_and_taken_out(town: &Town) {
        // A call outside the promise has a promise that does not count: it must not hide another.
        let voicemail = app::contacts::LogContact {
            contact_details_left: Some(false),
            ..town.with_case(Channel::Voicemail)
        };
        let reference = town.logged(voicemail);
        town.settle_down();
        assert_eq!(town.outcome(&reference, "voicemail-called-back"), "not_counted");
        let columns = "record_id, standard_version_id, method, started_by, started_at, is_test,
                       channel, organisation_version_id, why, is_open, is_paused, is_provisional,
                       received_on, received_month, due_month, service_id, now_service_id,
                       now_team_id, now_owner_id, now_is_restricted";
        town.tampers(&format!(
            "INSERT INTO promises (standard_id, outcome, {columns})
             SELECT (SELECT id FROM standards WHERE key = 'complaints-answered'), 'kept', {columns}
             FROM promises ORDER BY id LIMIT 1"
        ));
        let found = town.differences();
        assert!(found.contains(&Difference::Promise { reference: reference.clone() }), "{found:?}");
        is_put_right(town, "of nothing");
        assert_eq!(town.outcome(&reference, "complaints-answered"), "not_counted");
        town.is_sound();
    }

    fn a_promise_that_was_never_stored_is_found_and_made(town: &Town) {
        let letter = town.letter();
        town.settle_down();
        town.forgets_its_guards();
        town.tampers(&format!("DELETE FROM judgements WHERE promise_id = {A_LETTER}"));
        town.tampers(&format!("DELETE FROM promises WHERE id = {A_LETTER}"));
        let reference = letter.clone();
        assert!(town.differences().contains(&Difference::Promise { reference }));
        is_put_right(town, "never stored");
        assert_eq!(town.outcome(&letter, "correspondence-answered"), "running");
    }

    fn a_closed_figure_that_was_changed_is_told_and_left_for_somebody_to_look_into(town: &Town) {
        three_letters(town);
        town.it_is("2026-10-08T09:00");
        town.settle_down();
        let kept = town.kept.clone();
        let month = rules::ledger::Month::read("2026-09").unwrap();
        town.act(Person::PerformanceOfficer, move |cx| app::ledger::close_month(cx, &kept, month))
            .unwrap();
        town.is_sound();
        town.forgets_its_guards();
        town.tampers("UPDATE closed_figures SET outcome = 'kept' WHERE outcome = 'missed'");
        for mend in [false, true] {
            if mend {
                town.rebuilds();
            }
            let found = town.differences();
            let [Difference::Published { stored: 1, lines: 0, .. },
                 Difference::Published { stored: 0, lines: 1, .. }] = &found[..] else {
                panic!("{found:?}");
            };
        }
    }

    fn checking_changes_nothing(town: &Town) {
        three_letters(town);
        town.tampers("UPDATE rollups SET promises = promises + 1");
        town.tampers(&format!("UPDATE promises SET outcome = 'kept' WHERE id = {A_LETTER}"));
        let (lines, found) = (all_lines(town), town.differences());
        assert!(found.len() > 3);
        assert_eq!((all_lines(town), town.differences()), (lines, found));
    }
}

/// A long life under chance, whatever the seed: everything that is worked out is right all along.
fn lives(engine: Engine, seed: u64, steps: usize) {
    let town = Town::on(engine);
    let mut journey = Journey::new(&town, seed);
    for step in 0..steps {
        journey.goes_on();
        // Sometimes the system is down for a while.
        if journey.dice.below(3) > 0 {
            town.settle_down();
        }
        if step % 50 == 49 {
            assert_eq!(town.differences(), [], "step {step} of seed {seed} on {engine:?}");
        }
    }
    town.settle_down();
    town.is_sound();
    assert_eq!(town.jobs_left(), Vec::<String>::new());
    let verified = town.verified(None).unwrap();
    let rows = "SELECT (SELECT count(*) FROM facts) + (SELECT count(*) FROM judgements)";
    assert_eq!((verified.waiting, verified.rows), (0, town.number(rows)));
    for count_by in [
        app::figures::CountBy::Due,
        app::figures::CountBy::Received,
        app::figures::CountBy::Concluded,
    ] {
        let ask = app::figures::Ask { count_by, ..town.ask("2026-01", "2027-12") };
        assert_eq!(counts(&town.figures(&ask)), town.recount(&ask), "{count_by:?}, seed {seed}");
    }
    // Rebuilding what is right writes nothing.
    let lines = all_lines(&town);
    town.rebuilds();
    assert_eq!(all_lines(&town), lines);
    for what in
        ["logged", "responded", "closed", "reopened", "month closed", "imported", "answered"]
    {
        assert!(journey.done.contains_key(what), "{what}: {:?}", journey.done);
    }
}

#[test]
fn after_months_of_chance_nothing_differs_on_sqlite() {
    for seed in [1, 2] {
        lives(Engine::Sqlite, seed, 300);
    }
}

#[test]
fn after_months_of_chance_nothing_differs_on_postgres() {
    lives(Engine::Postgres, 3, 300);
}
