//! The tick: what is missed is written when nobody does anything, also after it was down.

use app::contacts::LogContact;
use app::{Failure, contacts};
use jiff::SignedDuration;
use rules::contacts::{Channel, Matter};
use testkit::{Person, Town};

/// Ada logs so many of a contact in one go.
fn many(town: &Town, contact: LogContact, number: usize) {
    town.act(Person::Adviser, move |cx| {
        for _ in 0..number {
            contacts::log(cx, &contact)?;
        }
        Ok::<_, Failure<_>>(())
    })
    .unwrap();
}

fn count(town: &Town, outcome: &str) -> i64 {
    let sql = "SELECT count(*) FROM promises WHERE outcome = $1 AND due_at IS NOT NULL";
    town.rows(sql, db::args![outcome], |row| row.get(0))[0]
}

testkit::on_both_databases! {
    fn a_tick_that_was_down_for_a_week_makes_figures_old_and_never_wrong(town: &Town) {
        let received = ["2026-09-01T10:00", "2026-09-07T10:00", "2026-09-14T09:00"];
        for received in received {
            let received_at = Some(town.moment(received));
            town.logged(LogContact { received_at, ..town.with_case(Channel::Letter) });
        }
        town.settle_down();
        let through = |town: &Town| town.kept.read(app::ledger::judged_through).unwrap();
        assert_eq!(through(town), Some(town.now()));
        let down_since = town.now();
        // Due on 15, 21 and 28 September.
        town.it_is("2026-09-23T10:00");
        assert_eq!(count(town, "missed"), 0);
        assert_eq!(through(town), Some(down_since), "the figures say how old they are");
        // What waits for the tick is old, not wrong.
        assert_eq!(town.differences(), []);
        town.settle_down();
        assert_eq!((count(town, "missed"), count(town, "running")), (2, 4));
        assert_eq!(through(town), Some(town.now()));
        // They count in the month in which they were due, as if the tick had never been down.
        let rows = town.figures(&town.ask("2026-09", "2026-09"));
        let missed: i64 = rows.iter().map(|row| row.counts.missed).sum();
        assert_eq!(missed, 2);
        town.is_sound();
    }

    fn a_tick_goes_on_until_everything_that_passed_is_judged(town: &Town) {
        // Two promises fall due on the same day on each: more promises than records.
        let contact = LogContact { matter: Matter::Complaint, ..town.with_case(Channel::Letter) };
        let mut case = town.case_for("waste-team");
        case.promised_on = Some(jiff::civil::date(2026, 9, 21));
        let ending = contacts::Ending::Case(case);
        many(town, LogContact { ending, ..contact }, 120);
        town.it_is("2026-09-22T00:00:01");
        let ticked = town.system(app::ledger::tick).unwrap();
        assert!(ticked.more, "{ticked:?}");
        let through = town.kept.read(app::ledger::judged_through).unwrap();
        assert_eq!(through, None, "not before everything is judged");
        town.settle_down();
        assert_eq!(count(town, "missed"), 240);
        assert_eq!(town.kept.read(app::ledger::judged_through).unwrap(), Some(town.now()));
        town.is_sound();
    }

    fn what_is_never_due_does_not_keep_the_tick_from_what_is(town: &Town) {
        // Each letter's first contact stays open until it is answered, for weeks.
        many(town, town.with_case(Channel::Letter), 150);
        town.later(SignedDuration::from_hours(24));
        let ticked = town.system(app::ledger::tick).unwrap();
        assert_eq!((ticked.records, ticked.more), (0, false));
        town.it_is("2026-09-29T00:00:01");
        town.settle_down();
        assert_eq!(count(town, "missed"), 150);
        assert_eq!(town.number("SELECT count(*) FROM promises WHERE outcome = 'running'"), 300);
    }

    fn a_tick_leaves_the_version_so_that_nobody_who_reads_is_disturbed(town: &Town) {
        let letter = town.letter();
        let version = town.version(&letter);
        town.it_is("2026-09-29T00:00:01");
        town.settle_down();
        assert_eq!(town.outcome(&letter, "correspondence-answered"), "missed");
        assert_eq!(town.version(&letter), version);
    }

    fn the_second_of_two_people_on_one_case_is_told_and_overwrites_nothing(town: &Town) {
        let letter = town.letter();
        let both_read = town.version(&letter);
        let respond = |text: &'static str| {
            let reference = letter.clone();
            let respond = app::cases::Respond {
                response: app::cases::Response::Full,
                text: text.into(),
                sent_at: None,
            };
            town.act(Person::Officer, move |cx| {
                app::cases::respond(cx, &reference, both_read, &respond)
            })
        };
        respond("From Owen.").unwrap();
        let reference = letter.clone();
        let to = app::cases::Reassign {
            service: town.unit("planning"),
            team: Some(town.unit("planning-team")),
            owner: None,
            text: String::new(),
        };
        let moved = town.act(Person::Manager, move |cx| {
            app::cases::reassign(cx, &reference, both_read, &to)
        });
        assert!(matches!(moved, Err(Failure::Stale)), "{moved:?}");
        assert!(matches!(respond("From Owen again."), Err(Failure::Stale)));
        let facts = town.facts(&letter);
        assert_eq!(facts.iter().filter(|kind| *kind == "responded").count(), 1);
        assert!(!facts.contains(&"assigned".to_owned()));
        assert_eq!(town.version(&letter), both_read + 1);
        // Read again, it is done.
        town.gives_to_planning(Person::Manager, &letter).unwrap();
    }
}
