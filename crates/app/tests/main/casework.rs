//! What officers do with cases: the facts that each command writes, what becomes of the promises,
//! and what is refused.

use app::Failure;
use app::cases::{self, Reassign, Respond, Response};
use rules::cases::{CaseRefusal as No, CloseReason, ReopenReason};
use rules::contacts::{Channel, Matter};
use testkit::{Done, Person, Town};

/// Facts and changed promises since a letter was logged.
fn since(town: &Town, reference: &str) -> (Vec<String>, Vec<String>) {
    let facts = town.facts(reference).split_off(4);
    let lines = town.lines(reference).split_off(3);
    (facts, lines)
}

fn refused(done: Done) -> Vec<No> {
    match done {
        Err(Failure::Refused(refusals)) => refusals,
        other => panic!("{other:?}"),
    }
}

fn respond(text: &str, response: Response) -> Respond {
    Respond { response, text: text.into(), sent_at: None }
}

testkit::on_both_databases! {
    fn an_acknowledgement_tells_a_date_once(town: &Town) {
        let email = town.logged(town.with_case(Channel::Email));
        town.it_is("2026-09-15T09:00");
        let told = town.in_days(27);
        town.acknowledges(Person::Officer, &email, Some(told)).unwrap();
        assert_eq!(town.outcome(&email, "email-acknowledged"), "kept");
        // The same date as when the case was opened is no new promise.
        let dates = |town: &Town| {
            town.promises(&email).iter().filter(|line| line.starts_with("told-date")).count()
        };
        assert_eq!((town.today().to_string(), dates(town)), ("2026-09-15".into(), 1));
        town.acknowledges(Person::Officer, &email, Some(town.in_days(20))).unwrap();
        assert_eq!(dates(town), 2);
        let yesterday = town.today().yesterday().ok();
        let late = town.acknowledges(Person::Officer, &email, yesterday);
        assert_eq!(refused(late), [No::PromisedDatePassed]);
    }

    fn a_full_response_keeps_what_was_promised_and_a_holding_reply_nothing(town: &Town) {
        let letter = town.letter();
        town.it_is("2026-09-16T10:00");
        let holding = respond("We are looking into it.", Response::Holding);
        town.on_record(Person::Officer, &letter, move |cx, r, v| {
            cases::respond(cx, r, v, &holding)
        })
        .unwrap();
        assert_eq!(since(town, &letter), (vec!["holding-reply".into()], vec![]));
        town.responds(Person::Officer, &letter).unwrap();
        let (facts, lines) = since(town, &letter);
        assert_eq!(facts, ["holding-reply", "responded"]);
        assert_eq!(
            lines,
            [
                "settled-at-first-contact -running",
                "settled-at-first-contact +kept",
                "told-date-kept -running",
                "told-date-kept +kept",
                "correspondence-answered -running",
                "correspondence-answered +kept",
            ]
        );
        let empty = respond(" ", Response::Full);
        let done = town
            .on_record(Person::Officer, &letter, move |cx, r, v| cases::respond(cx, r, v, &empty));
        assert_eq!(refused(done), [No::NoText]);
    }

    fn a_new_date_at_the_customers_wish_is_no_broken_promise(town: &Town) {
        for (wish, outcomes) in [
            (true, ["ended_by_customer", "running"]),
            (false, ["running", "running"]),
        ] {
            let letter = town.letter();
            let later = Some(town.in_days(40));
            town.on_record(Person::Officer, &letter, move |cx, r, v| {
                cases::set_next_step(cx, r, v, "Visit", later, wish)
            })
            .unwrap();
            // The same date again, with another step, promises nothing new.
            town.on_record(Person::Officer, &letter, move |cx, r, v| {
                cases::set_next_step(cx, r, v, "Call first", later, wish)
            })
            .unwrap();
            let promises = town.promises(&letter);
            let told: Vec<&str> =
                promises.iter().filter_map(|line| line.strip_prefix("told-date-kept ")).collect();
            assert_eq!(told, outcomes, "at the customer's wish: {wish}");
        }
        let letter = town.letter();
        for (step, date, refusal) in [
            (" ", Some(town.in_days(3)), No::NoNextStep),
            ("Visit", None, No::NoPromisedDate),
            ("Visit", town.today().yesterday().ok(), No::PromisedDatePassed),
        ] {
            let done = town.on_record(Person::Officer, &letter, move |cx, r, v| {
                cases::set_next_step(cx, r, v, step, date, false)
            });
            assert_eq!(refused(done), [refusal]);
        }
    }

    fn a_case_is_moved_and_the_clock_never_notices(town: &Town) {
        let letter = town.letter();
        let due = "SELECT due_on FROM promises WHERE due_at IS NOT NULL ORDER BY id";
        let date = |row: &db::Row<'_>| row.get::<jiff::civil::Date>(0);
        let before = town.rows(due, db::args![], date);
        town.it_is("2026-09-15T10:00");
        town.gives_to_planning(Person::Manager, &letter).unwrap();
        assert_eq!(town.rows(due, db::args![], date), before);
        // What is due moves with the case; a first contact stays with the service it came to.
        let sql = "SELECT s.key FROM promises p JOIN standards s ON s.id = p.standard_id
                   WHERE p.service_id = $1 ORDER BY p.id";
        let belongs = |service: &str| -> Vec<String> {
            town.rows(sql, db::args![town.unit(service)], |row| row.get(0))
        };
        assert_eq!(belongs("planning"), ["told-date-kept", "correspondence-answered"]);
        assert_eq!(belongs("waste"), ["settled-at-first-contact"]);
        // The waste service has lost sight of it: it does not exist for its manager.
        assert!(matches!(town.gives_to_planning(Person::Manager, &letter), Err(Failure::NotFound)));
        town.settle_down();
        town.is_sound();
    }

    fn a_case_goes_only_to_somebody_who_is_there(town: &Town) {
        let letter = town.letter();
        let (waste, planning) = (town.unit("waste"), town.unit("planning-team"));
        let team = Some(town.unit("waste-team"));
        let to = |service, team, owner| Reassign { service, team, owner, text: String::new() };
        for (to, refusal) in [
            (to(waste, None, None), No::NobodyAssigned),
            (to(waste, team, None), No::NothingChanged),
            (to(99_999, team, None), No::NoSuchAssignee),
            (to(waste, Some(waste), None), No::NoSuchAssignee),
            (to(waste, None, Some(99_999)), No::NoSuchAssignee),
            (to(planning, team, None), No::NoSuchAssignee),
        ] {
            let done = town.on_record(Person::Manager, &letter, move |cx, r, v| {
                cases::reassign(cx, r, v, &to)
            });
            assert_eq!(refused(done), [refusal]);
        }
    }

    fn a_settled_contact_that_needs_a_case_after_all_was_not_settled(town: &Town) {
        let reference = town.logged(town.call(Some(10), None));
        assert_eq!(town.outcome(&reference, "settled-at-first-contact"), "kept");
        let case = town.case_for("waste-team");
        let again = case.clone();
        town.on_record(Person::Adviser, &reference, move |cx, r, v| cases::open(cx, r, v, &case))
            .unwrap();
        assert_eq!(town.outcome(&reference, "settled-at-first-contact"), "missed");
        assert_eq!(town.outcome(&reference, "told-date-kept"), "running");
        let done = town
            .on_record(Person::Adviser, &reference, move |cx, r, v| cases::open(cx, r, v, &again));
        assert_eq!(refused(done), [No::AlreadyACase]);
        let other = town.logged(town.call(Some(10), None));
        let nothing = app::cases::CaseToOpen::default();
        let done = town
            .on_record(Person::Adviser, &other, move |cx, r, v| cases::open(cx, r, v, &nothing));
        assert_eq!(refused(done), [No::NoNextStep, No::NobodyAssigned, No::NoPromisedDate]);
        let nobody = app::cases::CaseToOpen { owner: Some(99_999), ..town.case_for("waste-team") };
        let done = town
            .on_record(Person::Adviser, &other, move |cx, r, v| cases::open(cx, r, v, &nobody));
        assert_eq!(refused(done), [No::NoSuchAssignee]);
    }

    fn calls_back_progress_and_notes_say_something(town: &Town) {
        let letter = town.letter();
        let tell = |how: u8, text: &'static str| {
            town.on_record(Person::Officer, &letter, move |cx, r, v| match how {
                0 => cases::give_progress(cx, r, v, text),
                1 => cases::call_back(cx, r, v, text),
                _ => cases::note(cx, r, v, text),
            })
        };
        for (how, fact) in [(0, "progress-given"), (1, "called-back"), (2, "noted")] {
            assert_eq!(refused(tell(how, "  ")), [No::NoText]);
            tell(how, "We have ordered the part.").unwrap();
            assert_eq!(town.facts(&letter).last().unwrap(), fact);
        }
        town.responds(Person::Officer, &letter).unwrap();
        town.closes(Person::Officer, &letter, CloseReason::Done).unwrap();
        // The customer can still ask how it went; nobody is called back about a closed case.
        tell(2, "She rang to say thank you.").unwrap();
        tell(0, "All is done.").unwrap();
        assert_eq!(refused(tell(1, "Once more.")), [No::IsClosed]);
    }

    fn what_was_settled_or_is_closed_is_not_worked_on(town: &Town) {
        let settled = town.logged(town.call(Some(10), None));
        assert_eq!(refused(town.responds(Person::Manager, &settled)), [No::NotACase]);
        // It has no team, so for its officers it does not exist.
        assert!(matches!(town.responds(Person::Officer, &settled), Err(Failure::NotFound)));
        let letter = town.letter();
        town.responds(Person::Officer, &letter).unwrap();
        town.closes(Person::Officer, &letter, CloseReason::Done).unwrap();
        assert_eq!(refused(town.responds(Person::Officer, &letter)), [No::IsClosed]);
        let again = town.closes(Person::Officer, &letter, CloseReason::Done);
        assert_eq!(refused(again), [No::IsClosed]);
        let moved = town.gives_to_planning(Person::Manager, &letter);
        assert_eq!(refused(moved), [No::IsClosed]);
        let complaint = app::contacts::LogContact {
            matter: Matter::Complaint,
            ..town.with_case(Channel::Letter)
        };
        let open = town.logged(complaint);
        let reopened = town.reopens(Person::Manager, &open, ReopenReason::ClosedInError);
        assert_eq!(refused(reopened), [No::IsNotClosed]);
        let never = town.reopens(Person::Manager, &settled, ReopenReason::ClosedInError);
        assert_eq!(refused(never), [No::NotACase]);
    }
}
