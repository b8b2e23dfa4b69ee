//! What the system does by itself: each job once, what fails again later, and one process at a
//! time.

use app::contacts::{LogContact, Who};
use app::jobs::{Lease, is_ours, take, waiting};
use app::rounds::{Rounds, Worked, work};
use app::{Cx, Failure};
use db::{Engine, args};
use jiff::SignedDuration;
use rules::contacts::Channel;
use std::sync::{Arc, Barrier};
use std::thread;
use testkit::{Person, Town};

/// So many customers each come twice about the same matter within the window.
fn all_come_twice(town: &Town, customers: usize) {
    let known: Vec<i64> = (0..customers)
        .map(|number| {
            let who = town.stranger(&format!("Customer {number}"));
            let contact = LogContact { who, ..town.contact(Channel::Email) };
            town.logs(Person::Adviser, contact).unwrap().customer.unwrap()
        })
        .collect();
    town.settle_down();
    town.later(SignedDuration::from_hours(24));
    for customer in known {
        town.logged(LogContact { who: Who::Known(customer), ..town.call(Some(10), None) });
    }
}

fn works(town: &Town) -> Worked {
    work(&town.kept, &town.kept.system("tick").unwrap(), town.now()).unwrap()
}

fn jobs(town: &Town) -> i64 {
    town.number("SELECT count(*) FROM jobs")
}

/// A job that always fails is put among the others.
fn a_job_that_fails(town: &Town) {
    town.system(|cx| {
        cx.tx.execute(
            "INSERT INTO jobs (kind, key, run_at, attempts, asked_at) VALUES ($1, $2, $3, $4, $3)",
            args!["write-a-poem", "1", cx.now, 0],
        )?;
        Ok::<_, Failure>(())
    })
    .unwrap();
}

fn takes(town: &Town, holder: &'static str) -> Option<Lease> {
    let half_a_minute = SignedDuration::from_secs(30);
    town.system(move |cx| take(cx, "tried", holder, half_a_minute)).unwrap()
}

fn holds(town: &Town, lease: &Lease) -> bool {
    let lease = lease.clone();
    town.system(move |cx| Ok::<_, Failure>(is_ours(cx, &lease)?)).unwrap()
}

fn goes_round(town: &Town, rounds: &mut Rounds) -> bool {
    rounds.go(&town.kept, &town.kept.system("tick").unwrap(), town.now()).unwrap()
}

fn unsealed(town: &Town) -> i64 {
    town.number(
        "SELECT (SELECT count(*) FROM facts
                         WHERE id > (SELECT coalesce(max(last_fact_id), 0) FROM seals))",
    )
}

testkit::on_both_databases! {
    fn a_job_is_done_once_though_two_work_at_the_same_time(town: &Town) {
        all_come_twice(town, 12);
        let asked = jobs(town);
        assert_eq!(asked, 12);
        let start = Arc::new(Barrier::new(2));
        let both = [0, 1].map(|_| {
            let (kept, now) = (town.kept.clone(), town.now());
            let system = kept.system("tick").unwrap();
            let start = Arc::clone(&start);
            thread::spawn(move || {
                start.wait();
                let mut done = 0;
                while let Ok(Worked { done: 1.., .. }) = work(&kept, &system, now).inspect(|w| {
                    done += w.done;
                }) {}
                done
            })
        });
        let done: usize = both.map(|thread| thread.join().unwrap()).iter().sum();
        // Looking, and nothing else: the end of each window is another job, for later.
        assert_eq!(done, 12);
        assert_eq!(town.number("SELECT count(*) FROM repeat_suggestions"), 12);
        assert_eq!(town.jobs_left(), Vec::<String>::new());
        town.later(SignedDuration::from_hours(24 * 14));
        town.settle_down();
        assert_eq!(town.number("SELECT count(*) FROM facts WHERE kind = 'repeated'"), 12);
        assert_eq!(jobs(town), 0);
        town.is_sound();
    }

    fn a_job_that_fails_is_tried_again_later_and_later_and_is_shown(town: &Town) {
        a_job_that_fails(town);
        all_come_twice(town, 1);
        let shown = |town: &Town| {
            let rows = town.kept.read(waiting).unwrap();
            rows.into_iter().find(|row| row.kind == "write-a-poem").unwrap()
        };
        assert_eq!((shown(town).attempts, shown(town).failure), (1, Some(
            "there are no jobs \"write-a-poem\"".to_owned()
        )));
        // It keeps none of the others from being done.
        assert_eq!(works(town), Worked { done: 1, failed: 1 });
        let mut waits = Vec::new();
        for attempt in 3..14 {
            let wait = shown(town).run_at.duration_since(town.now());
            waits.push(wait.as_secs() / 60);
            town.later(wait - SignedDuration::from_millis(1));
            assert_eq!(works(town), Worked::default(), "not before its time");
            town.later(SignedDuration::from_millis(1));
            assert_eq!(works(town), Worked { done: 0, failed: 1 });
            assert_eq!(shown(town).attempts, attempt);
        }
        // Each time twice as long, up to some seventeen hours.
        assert_eq!(waits, [4, 8, 16, 32, 64, 128, 256, 512, 1024, 1024, 1024]);
        assert_eq!(town.jobs_left(), Vec::<String>::new());
    }

    fn a_job_whose_worker_died_is_taken_up_by_another(town: &Town) {
        all_come_twice(town, 1);
        // Taken, and never heard of again.
        let until = town.now() + SignedDuration::from_mins(10);
        town.system(move |cx| {
            cx.tx.execute("UPDATE jobs SET taken_until = $1, attempts = 1", args![until])?;
            Ok::<_, Failure>(())
        })
        .unwrap();
        town.later(SignedDuration::from_mins(10));
        assert_eq!(works(town), Worked::default());
        town.tick_on();
        assert_eq!(works(town), Worked { done: 1, failed: 0 });
    }

    fn the_same_work_is_asked_for_once(town: &Town) {
        all_come_twice(town, 1);
        town.settle_down();
        let reference = town.kept.read(waiting).unwrap().remove(0);
        assert_eq!(reference.kind, "repeat-window-ends");
        // Looking again, as after a crash, suggests and asks for nothing new.
        town.system(|cx| {
            cx.tx.execute(
                "INSERT INTO jobs (kind, key, record_id, run_at, attempts, asked_at)
                 SELECT 'look-for-repeat', key, record_id, $1, 0, $1 FROM jobs",
                args![cx.now],
            )?;
            Ok::<_, Failure>(())
        })
        .unwrap();
        town.settle_down();
        assert_eq!(jobs(town), 1);
        assert_eq!(town.number("SELECT count(*) FROM repeat_suggestions"), 1);
    }

    fn a_refused_command_leaves_no_job(town: &Town) {
        let who = town.stranger("Mair Evans");
        let contact = LogContact { who, ..town.contact(Channel::Email) };
        let done = town.act(Person::Adviser, move |cx: &mut Cx<'_>| {
            app::contacts::log(cx, &contact).map_err(|_| Failure::NotFound)?;
            Err::<(), Failure>(Failure::Stale)
        });
        assert!(matches!(done, Err(Failure::Stale)));
        assert_eq!(jobs(town), 0);
    }

    fn a_lease_changes_hands_only_when_its_holder_was_silent(town: &Town) {
        let first = takes(town, "first").unwrap();
        assert_eq!(takes(town, "second"), None);
        town.later(SignedDuration::from_secs(29));
        assert_eq!(takes(town, "first"), Some(first.clone()), "renewed, it is the same lease");
        town.later(SignedDuration::from_secs(30));
        assert_eq!(takes(town, "second"), None, "until then it is the first one's");
        town.later(SignedDuration::from_millis(1));
        let second = takes(town, "second").unwrap();
        assert!(second.fence > first.fence);
        // The first one wakes up: it is told, and cannot take it back.
        assert!(!holds(town, &first));
        assert!(holds(town, &second));
        assert_eq!(takes(town, "first"), None);
        town.later(SignedDuration::from_secs(31));
        // Silent, but nobody else has come: it is still the second one's.
        assert!(holds(town, &second));
        let third = takes(town, "first").unwrap();
        assert!(third.fence > second.fence && third != first);
        assert!(!holds(town, &second) && !holds(town, &first) && holds(town, &third));
    }

    fn a_second_process_does_nothing_while_the_first_one_goes_round(town: &Town) {
        let [mut first, mut second] = ["first", "second"].map(|name| Rounds::new(name.into()));
        town.letter();
        assert!(goes_round(town, &mut first));
        assert_eq!(unsealed(town), 0);
        for _ in 0..4 {
            town.later(SignedDuration::from_secs(6));
            town.letter();
            assert!(!goes_round(town, &mut second));
            assert!(unsealed(town) > 0, "the second one did it all the same");
            assert!(goes_round(town, &mut first));
            assert_eq!(unsealed(town), 0);
        }
        // The first one falls silent; the second one takes over, and everything is done.
        town.letter();
        town.later(SignedDuration::from_secs(10));
        assert!(!goes_round(town, &mut second));
        town.tick_on();
        assert!(goes_round(town, &mut second));
        assert_eq!(unsealed(town), 0);
        assert!(!goes_round(town, &mut first));
        town.is_sound();
    }

    fn a_process_that_was_asleep_while_another_took_over_does_nothing(town: &Town) {
        let [mut first, mut second] = ["first", "second"].map(|name| Rounds::new(name.into()));
        town.letter();
        goes_round(town, &mut first);
        let fell_asleep = town.now() + SignedDuration::from_secs(2);
        town.it_is("2026-09-29T00:00:01");
        goes_round(town, &mut second);
        town.letter();
        let missed = town.number("SELECT count(*) FROM promises WHERE outcome = 'missed'");
        // It believes that no time has passed, and that the lease is still its own.
        let system = town.kept.system("tick").unwrap();
        assert!(!first.go(&town.kept, &system, fell_asleep).unwrap());
        assert!(unsealed(town) > 0, "it sealed with a lease that was not its own");
        assert!(goes_round(town, &mut second));
        assert_eq!(unsealed(town), 0);
        let now_missed = town.number("SELECT count(*) FROM promises WHERE outcome = 'missed'");
        assert_eq!((missed, now_missed), (1, 1));
        town.is_sound();
    }

    fn a_round_judges_works_seals_and_forgets(town: &Town) {
        let mut rounds = Rounds::new("only".into());
        all_come_twice(town, 2);
        let letter = town.letter();
        town.system(|cx| {
            app::staff::tried(cx.tx, app::staff::Guessing::SignIn, "ada", "192.0.2.1", cx.now)?;
            Ok::<_, Failure>(())
        })
        .unwrap();
        town.it_is("2026-10-30T00:00:01");
        assert!(goes_round(town, &mut rounds));
        assert_eq!(town.outcome(&letter, "correspondence-answered"), "missed");
        // Looking asked for the end of windows that have passed: done in the same round.
        assert_eq!(town.jobs_left(), Vec::<String>::new());
        assert_eq!(unsealed(town), 0);
        assert_eq!(town.number("SELECT count(*) FROM attempts"), 0);
        assert_eq!(town.kept.read(app::ledger::judged_through).unwrap(), Some(town.now()));
        // With nothing to do it says so, and still says how far it has judged.
        town.tick_on();
        assert!(!goes_round(town, &mut rounds));
        town.later(SignedDuration::from_secs(10));
        assert!(!goes_round(town, &mut rounds));
        assert_eq!(town.kept.read(app::ledger::judged_through).unwrap(), Some(town.now()));
        town.is_sound();
    }
}

#[test]
fn after_a_long_life_no_job_is_left_on_either_database() {
    for (engine, seed) in [(Engine::Sqlite, 31), (Engine::Postgres, 32)] {
        let town = Town::on(engine);
        let mut journey = crate::journeys::Journey::new(&town, seed);
        let mut rounds = Rounds::new("only".into());
        for _ in 0..120 {
            journey.goes_on();
            goes_round(&town, &mut rounds);
            assert_eq!(town.jobs_left(), Vec::<String>::new(), "seed {seed}");
        }
        town.later(SignedDuration::from_hours(24 * 30));
        goes_round(&town, &mut rounds);
        assert_eq!(jobs(&town), 0, "seed {seed}: {:?}", town.kept.read(waiting).unwrap());
    }
}
