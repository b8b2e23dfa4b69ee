//! Transactions that are under way while others are sealed: their numbers are passed over, and
//! sealed when they come.

use super::*;
use app::contacts::LogContact;
use app::figures::Ask;
use app::ledger::{CloseRefusal, adjustments, first_published};
use app::{Failure, contacts};
use db::args;
use jiff::SignedDuration;
use rules::contacts::{Channel, LogRefusal};
use rules::ledger::Month;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;

/// Ada begins to log a contact, its numbers are handed out, something else happens, and only
/// then it is committed.
fn meanwhile<T>(town: &Town, contact: LogContact, something_else: impl FnOnce() -> T) -> T {
    let (kept, actor, now) = (town.kept.clone(), town.person(Person::Adviser), town.now());
    let (written, may_commit) = (Arc::new(Barrier::new(2)), Arc::new(Barrier::new(2)));
    let inside = (Arc::clone(&written), Arc::clone(&may_commit), AtomicBool::new(true));
    let slow = thread::spawn(move || {
        let logged = kept.act(&actor, now, move |cx| {
            let logged = contacts::log(cx, &contact)?;
            if inside.2.swap(false, Ordering::SeqCst) {
                inside.0.wait();
                inside.1.wait();
            }
            Ok::<_, Failure<LogRefusal>>(logged.reference)
        });
        logged.unwrap();
    });
    written.wait();
    let done = something_else();
    may_commit.wait();
    slow.join().unwrap();
    done
}

fn sums_are_right(town: &Town) {
    let ask = town.ask("2026-01", "2027-12");
    assert_eq!(testkit::counts(&town.figures(&ask)), town.recount(&ask));
}

#[test]
fn what_is_committed_late_is_sealed_later_and_the_chain_is_whole() {
    let town = &Town::on(Engine::Postgres);
    let head = meanwhile(town, town.with_case(Channel::Letter), || {
        town.logged(town.call(Some(10), None));
        town.settle_down();
        let verified = town.verified(None).unwrap();
        assert_eq!((verified.seals, verified.waiting), (1, 0));
        verified.head
    });
    let between = town.now();
    let shown = {
        let sql = "SELECT absent_facts || ';' || absent_judgements FROM seals";
        let absent = town.rows(sql, args![], |row| row.get::<String>(0));
        assert!(absent[0].len() > 3, "numbers were passed over: {absent:?}");
        town.figures(&Ask { known_at: Some(between), ..town.ask("2026-01", "2027-12") })
    };
    // Committed and not sealed yet: it waits, and the figures know it.
    let verified = town.verified(None).unwrap();
    assert!(verified.waiting > 0);
    sums_are_right(town);
    assert_eq!(town.differences(), []);
    town.tick_on();
    town.settle_down();
    let verified = town.verified(Some(&head)).unwrap();
    assert_eq!((verified.seals, verified.waiting), (2, 0));
    let late = "SELECT count(*) FROM seals WHERE late_facts <> '' AND late_judgements <> ''";
    assert_eq!(town.number(late), 1);
    assert_eq!(town.number("SELECT count(*) FROM seal_gaps"), 0);
    sums_are_right(town);
    town.is_sound();
    // At the first seal it was not known, though its numbers are smaller.
    let then = town.figures(&Ask { known_at: Some(between), ..town.ask("2026-01", "2027-12") });
    assert_eq!(testkit::counts(&then), testkit::counts(&shown));
    let channels: Vec<_> = then.iter().filter_map(|row| row.channel.clone()).collect();
    assert!(!channels.is_empty() && channels.iter().all(|channel| channel == "telephone"));
}

#[test]
fn what_is_committed_after_a_closing_that_passed_it_over_is_an_adjustment() {
    let town = &Town::on(Engine::Postgres);
    town.it_is("2026-10-08T09:00");
    town.letter();
    town.settle_down();
    let september = Month::read("2026-09").unwrap();
    let received_at = Some(town.moment("2026-09-14T10:00"));
    let late = LogContact { received_at, ..town.with_case(Channel::Letter) };
    meanwhile(town, late, || {
        town.logged(LogContact { received_at, ..town.with_case(Channel::Letter) });
        town.settle_down();
        let kept = town.kept.clone();
        town.act(Person::PerformanceOfficer, move |cx| {
            app::ledger::close_month(cx, &kept, september)
        })
        .map_err(|failure: Failure<CloseRefusal>| format!("{failure:?}"))
        .unwrap();
    });
    let sql = "SELECT id FROM standards WHERE key = 'correspondence-answered'";
    let standard = town.number(sql);
    let told = |town: &Town| {
        let first = town.kept.read(|tx| first_published(tx, standard, september)).unwrap();
        let since = town.kept.read(|tx| adjustments(tx, standard, september)).unwrap();
        let since: Vec<_> = since.into_iter().map(|a| (a.line.outcome, a.line.promises)).collect();
        (first.into_iter().map(|row| (row.outcome, row.promises)).collect::<Vec<_>>(), since)
    };
    let missed = vec![("missed".to_owned(), 1)];
    // Listed once, before it is sealed and after.
    for _ in 0..2 {
        assert_eq!(told(town), (missed.clone(), missed.clone()));
        town.is_sound();
        town.tick_on();
        town.settle_down();
    }
    sums_are_right(town);
}

#[test]
fn what_comes_after_its_number_was_given_up_is_told() {
    let town = &Town::on(Engine::Postgres);
    let seal = meanwhile(town, town.with_case(Channel::Letter), || {
        town.letter();
        town.settle_down();
        // No transaction lasts so long.
        town.later(SignedDuration::from_hours(3));
        town.letter();
        town.settle_down();
        assert_eq!(town.number("SELECT count(*) FROM seal_gaps"), 0);
        town.verified(None).unwrap().seals
    });
    assert_eq!(seal, 2);
    let broken = town.verified(None).unwrap_err();
    assert!(matches!(broken, Broken::Rows { seal: 1, .. }), "{broken:?}");
}

#[test]
fn two_that_seal_at_the_same_moment_make_one_chain() {
    let town = &Town::on(Engine::Postgres);
    let system = town.kept.system("tick").unwrap();
    for _ in 0..8 {
        town.tick_on();
        town.letter();
        let start = Arc::new(Barrier::new(2));
        let both = [0, 1].map(|_| {
            let (kept, system, now) = (town.kept.clone(), system.clone(), town.now());
            let start = Arc::clone(&start);
            thread::spawn(move || {
                start.wait();
                kept.act(&system, now, app::ledger::seal)
            })
        });
        let done = both.map(|thread| thread.join().unwrap());
        // Whoever comes second finds nothing to do, or is told that it came second.
        assert!(done.iter().any(Result::is_ok), "{done:?}");
    }
    assert_eq!(town.verified(None).unwrap().seals, 8);
    sums_are_right(town);
    town.is_sound();
}

testkit::on_both_databases! {
    fn numbers_of_what_was_refused_are_passed_over_and_leave_the_chain_whole(town: &Town) {
        let contact = town.with_case(Channel::Letter);
        for _ in 0..3 {
            town.letter();
            let contact = contact.clone();
            let refused = town.act(Person::Adviser, move |cx| {
                contacts::log(cx, &contact)?;
                Err::<(), _>(Failure::refused(LogRefusal::NoService))
            });
            assert!(matches!(refused, Err(Failure::Refused(_))));
            town.letter();
            town.settle_down();
            town.later(SignedDuration::from_hours(2));
        }
        assert_eq!(town.verified(None).unwrap().waiting, 0);
        town.is_sound();
        sums_are_right(town);
        let gaps = town.number("SELECT count(*) FROM seal_gaps");
        // Those of the last hours are still waited for.
        assert_eq!(gaps > 0, town.kept.db().engine() == Engine::Postgres);
    }
}
