//! Forms that are sent twice act once.

use app::rounds::Rounds;
use app::{Acted, Failure, Form};
use jiff::SignedDuration;
use rules::contacts::{Channel, LogRefusal};
use std::sync::Arc;
use std::thread;
use testkit::{Person, Town};

/// Ada sends the form with this key and content, which logs a letter.
fn send(town: &Town, key: &str, content: &str) -> Result<Acted, Failure<LogRefusal>> {
    let form = Form::new(key, "ada", content.as_bytes());
    let contact = town.with_case(Channel::Letter);
    town.act(Person::Adviser, move |cx| {
        form.act(cx, |cx| Ok(app::contacts::log(cx, &contact)?.reference))
    })
}

testkit::on_both_databases! {
    fn the_same_form_leads_to_the_same_outcome(town: &Town) {
        let Acted::Now(first) = send(town, "k1", "a").unwrap() else { panic!("acted before") };
        assert_eq!(send(town, "k1", "a").unwrap(), Acted::Before(first.clone()));
        // With other content the first one stands.
        assert_eq!(send(town, "k1", "b").unwrap().address(), first);
        assert!(matches!(send(town, "k2", "a").unwrap(), Acted::Now(_)));
        assert_eq!(town.number("SELECT count(*) FROM records"), 2);
    }

    fn keys_are_each_persons_own(town: &Town) {
        let form = |who: &str| Form::new("k1", who, b"");
        let act = |form: Form| {
            town.act(Person::Adviser, move |cx| {
                form.act(cx, |cx| Ok::<_, Failure>(cx.now.to_string()))
            })
        };
        assert!(matches!(act(form("ada")).unwrap(), Acted::Now(_)));
        assert!(matches!(act(form("owen")).unwrap(), Acted::Now(_)));
        assert!(matches!(act(form("ada")).unwrap(), Acted::Before(_)));
    }

    fn a_form_that_was_refused_can_be_sent_again(town: &Town) {
        let refuse = Form::new("k1", "ada", b"");
        let mut contact = town.with_case(Channel::Letter);
        contact.summary = String::new();
        let refused = town.act(Person::Adviser, move |cx| {
            refuse.act(cx, |cx| Ok(app::contacts::log(cx, &contact)?.reference))
        });
        assert!(matches!(refused, Err(Failure::Refused(_))));
        assert!(matches!(send(town, "k1", "").unwrap(), Acted::Now(_)));
    }

    fn many_of_the_same_form_at_the_same_moment_make_one_record(town: &Town) {
        let kept = Arc::new(town.kept.clone());
        let (actor, now) = (town.person(Person::Adviser), town.now());
        let contact = town.with_case(Channel::Letter);
        let threads: Vec<_> = (0..8)
            .map(|number| {
                let (kept, actor, contact) = (Arc::clone(&kept), actor.clone(), contact.clone());
                thread::spawn(move || {
                    // Two forms, each sent four times.
                    let form = Form::new(&format!("k{}", number % 2), "ada", b"");
                    kept.act(&actor, now, move |cx| {
                        form.act(cx, |cx| Ok(app::contacts::log(cx, &contact)?.reference))
                    })
                })
            })
            .collect();
        let acted: Vec<Acted> =
            threads.into_iter().map(|thread| thread.join().unwrap().unwrap()).collect();
        let first = acted.iter().filter(|acted| matches!(acted, Acted::Now(_))).count();
        assert_eq!(first, 2, "{acted:?}");
        let mut addresses: Vec<&str> = acted.iter().map(Acted::address).collect();
        addresses.sort_unstable();
        addresses.dedup();
        assert_eq!(addresses.len(), 2);
        assert!(addresses.iter().all(|address| address.len() == 8));
        assert_eq!(town.number("SELECT count(*) FROM records"), 2);
    }
}

#[test]
fn forms_are_forgotten_after_a_week() {
    let town = Town::new();
    send(&town, "k1", "").unwrap();
    let mut rounds = Rounds::new("a server".into());
    let system = town.kept.system("rounds").unwrap();
    let mut clean = |town: &Town| while rounds.go(&town.kept, &system, town.now()).unwrap() {};
    town.later(SignedDuration::from_hours(24 * 7));
    clean(&town);
    assert!(matches!(send(&town, "k1", "").unwrap(), Acted::Before(_)));
    // What is old is looked for once an hour.
    town.later(SignedDuration::from_hours(1));
    clean(&town);
    assert!(matches!(send(&town, "k1", "").unwrap(), Acted::Now(_)));
}
