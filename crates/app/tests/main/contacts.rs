//! Logging contacts, and what is promised with them.

use app::cases::CaseToOpen;
use app::contacts::{Call, Ending, LogContact};
use db::{Engine, args};
use rules::contacts::Channel;
use testkit::{Person, Town};

/// The lines of a record's promises: standard, outcome, delta, in the order of posting.
fn lines(town: &Town, reference: &str) -> Vec<String> {
    let reference = reference.to_owned();
    let read = town.kept.read(|tx| {
        tx.all(
            "SELECT s.key, j.outcome, j.delta FROM judgements j
             JOIN standards s ON s.id = j.standard_id
             JOIN promises p ON p.id = j.promise_id
             JOIN records r ON r.id = p.record_id
             WHERE r.reference = $1 ORDER BY j.id",
            args![&reference],
            |row| {
                let delta: i64 = row.get(2)?;
                Ok(format!(
                    "{} {}{}",
                    row.get::<String>(0)?,
                    if delta > 0 { '+' } else { '-' },
                    row.get::<String>(1)?
                ))
            },
        )
    });
    read.unwrap()
}

#[test]
fn a_settled_call_keeps_its_promises_at_once() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let town = Town::on(engine);
        let offered = town.moment("2026-09-14T09:55:00");
        let call =
            Call { offered, answered: Some(town.moment("2026-09-14T09:55:20")), abandoned: None };
        let contact = LogContact {
            call: Some(call),
            received_at: Some(offered),
            ..town.contact(Channel::Telephone)
        };
        let logged = town.logs(Person::Adviser, contact).unwrap();
        assert_eq!(
            lines(&town, &logged.reference),
            ["settled-at-first-contact +kept", "calls-answered +kept"]
        );
        town.settle_down();
        let check =
            app::ledger::rebuild(&town.kept, &town.kept.system("tick").unwrap(), town.now(), false)
                .unwrap();
        assert_eq!(check.differences, []);
        assert_eq!((check.records, check.promises, check.lines), (1, 2, 2));
        let verified = town.kept.read(|tx| app::ledger::verify(tx, None)).unwrap().unwrap();
        assert_eq!((verified.waiting, verified.seals), (0, 1));
    }
}

#[test]
fn a_letter_runs_until_it_is_missed_and_later_answered() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let town = Town::on(engine);
        let case = CaseToOpen {
            team: Some(town.unit("waste-team")),
            owner: None,
            next_step: "Write back".into(),
            promised_on: Some(jiff::civil::date(2026, 10, 2)),
        };
        let contact = LogContact { ending: Ending::Case(case), ..town.contact(Channel::Letter) };
        let logged = town.logs(Person::Adviser, contact).unwrap();
        assert_eq!(
            lines(&town, &logged.reference),
            [
                "settled-at-first-contact +running",
                "told-date-kept +running",
                "correspondence-answered +running"
            ]
        );
        town.it_is("2026-09-28T23:59");
        town.settle_down();
        assert_eq!(lines(&town, &logged.reference).len(), 3);
        town.it_is("2026-09-29T00:01");
        town.settle_down();
        assert_eq!(
            lines(&town, &logged.reference)[3..],
            ["correspondence-answered -running", "correspondence-answered +missed"]
        );
        let respond = app::cases::Respond {
            response: app::cases::Response::Full,
            text: "We will come on Thursday.".into(),
            sent_at: None,
        };
        town.it_is("2026-09-30T10:00");
        let reference = logged.reference.clone();
        town.act(Person::Officer, move |cx| app::cases::respond(cx, &reference, 1, &respond))
            .unwrap();
        // Late it stays missed; the line moves to the month in which it concluded.
        assert_eq!(
            lines(&town, &logged.reference)[5..],
            [
                "settled-at-first-contact -running",
                "settled-at-first-contact +kept",
                "told-date-kept -running",
                "told-date-kept +kept",
                "correspondence-answered -missed",
                "correspondence-answered +missed"
            ]
        );
        let check =
            app::ledger::rebuild(&town.kept, &town.kept.system("tick").unwrap(), town.now(), false)
                .unwrap();
        assert_eq!(check.differences, []);
    }
}
