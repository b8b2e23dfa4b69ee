//! Forms that many send at the same moment, through the served pages.

use crate::calls::Place;
use crate::officers::{Letter, letter};
use crate::visitors::Visitor;
use db::testing::PostgresServer;
use std::collections::BTreeSet;
use std::sync::Barrier;
use std::thread;

/// How many send at the same moment.
const AT_ONCE: usize = 16;

fn both_databases() -> [Place; 2] {
    let server = PostgresServer::shared();
    let name = server.create_database(None);
    [Place::new(), Place::with_database(server.address(&name))]
}

#[test]
fn a_form_that_is_sent_sixteen_times_at_the_same_moment_acts_once() {
    for place in both_databases() {
        let place = place.with_charter();
        let server = place.serves();
        let second = place.serves();
        let manager = place.signs_in(&server, "manager@netherby.example");
        let page = manager.clone().opens("/staff/contacts/new");
        let form = letter(&page, &Letter::about("Sent often"));
        let together = Barrier::new(AT_ONCE);
        let send = |mut manager: Visitor, number: usize| {
            // Half of them reach another process of the same council.
            manager.address = [server.address, second.address][number % 2];
            together.wait();
            manager.ask("/staff/contacts/new", Some(&form)).unwrap().leads()
        };
        let addresses: BTreeSet<String> = thread::scope(|scope| {
            let sending = (0..AT_ONCE).map(|number| {
                let (send, manager) = (&send, manager.clone());
                scope.spawn(move || send(manager, number))
            });
            let sending: Vec<_> = sending.collect();
            sending.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(addresses.len(), 1, "{addresses:?}");
        let found = manager.clone().opens("/staff/lists/all");
        // The list has a row for each promise of the one record.
        let listed = found.body.split("href=\"/staff/records/").skip(1);
        let listed: BTreeSet<&str> = listed.map(|link| &link[..8]).collect();
        assert_eq!(listed.len(), 1, "{listed:?}");
    }
}

#[test]
fn of_many_who_respond_at_the_same_moment_one_does_and_the_others_are_told() {
    for place in both_databases() {
        let place = place.with_charter();
        let server = place.serves();
        let second = place.serves();
        let mut manager = place.signs_in(&server, "manager@netherby.example");
        let page = manager.opens("/staff/contacts/new");
        let form = letter(&page, &Letter::about("Answered once"));
        let to = manager.ask("/staff/contacts/new", Some(&form)).unwrap().leads();
        let respond = format!("{}/respond", to.split('?').next().unwrap());
        let together = Barrier::new(AT_ONCE);
        let answer = |mut manager: Visitor, number: usize| {
            manager.address = [server.address, second.address][number % 2];
            // Each on a page of their own, as it was before anybody answered.
            let page = manager.opens(&respond);
            together.wait();
            let text = format!("Answer number {number}.");
            let typed = [("response", "full"), ("when", "now"), ("text", text.as_str())];
            (text.clone(), manager.sends(&respond, &page, &typed))
        };
        let answers: Vec<_> = thread::scope(|scope| {
            let sending = (0..AT_ONCE).map(|number| {
                let (answer, manager) = (&answer, manager.clone());
                scope.spawn(move || answer(manager, number))
            });
            let sending: Vec<_> = sending.collect();
            sending.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let (done, told): (Vec<_>, Vec<_>) =
            answers.into_iter().partition(|(_, answer)| answer.status == 303);
        assert_eq!(done.len(), 1);
        let kept = &done[0].0;
        for (typed, answer) in &told {
            assert_eq!(answer.status, 409, "{}", answer.body);
            assert!(answer.body.contains("This case was changed while you were writing"));
            assert!(answer.body.contains(typed), "what they typed is lost");
            assert!(answer.body.contains(kept.as_str()), "they are not told what changed");
        }
        let record = manager.opens(to.split('?').next().unwrap());
        assert_eq!(record.body.matches("Answer number").count(), 1, "nothing is overwritten");
    }
}
