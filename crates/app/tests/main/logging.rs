//! Logging contacts of every kind: what is promised at once, and what is refused.

use app::Failure;
use app::cases::CaseToOpen;
use app::contacts::{Call, Ending, LogContact, Visit, Who};
use jiff::SignedDuration;
use rules::contacts::{Channel, LogRefusal, Matter};
use testkit::{Person, Town};

fn with_reason(town: &Town, service: &str, reason: &str, contact: LogContact) -> LogContact {
    LogContact { service: town.unit(service), reason: Some(town.reason(reason)), ..contact }
}

testkit::on_both_databases! {
    fn each_kind_of_contact_is_promised_what_the_charter_says(town: &Town) {
        let first = |outcome: &str| format!("settled-at-first-contact {outcome}");
        let told = "told-date-kept running".to_owned();
        let letter = || town.with_case(Channel::Letter);
        for (what, contact, promises) in [
            (
                "a call answered after 20 seconds",
                town.call(Some(20), None),
                vec![first("kept"), "calls-answered kept".into()],
            ),
            (
                "a call answered after 21 seconds",
                town.call(Some(21), None),
                vec![first("kept"), "calls-answered missed".into()],
            ),
            (
                "a caller who hung up after 20 seconds",
                town.call(None, Some(20)),
                vec!["calls-answered ended_by_customer".into()],
            ),
            (
                "a caller who hung up after 21 seconds",
                town.call(None, Some(21)),
                vec!["calls-answered missed".into()],
            ),
            (
                "a visit of 15 minutes",
                town.visit(15),
                vec![
                    first("kept"),
                    "visitors-dealt-with kept".into(),
                    "visitors-wait measured".into(),
                ],
            ),
            (
                "a visit of 16 minutes",
                town.visit(16),
                vec![
                    first("kept"),
                    "visitors-dealt-with missed".into(),
                    "visitors-wait measured".into(),
                ],
            ),
            (
                "a letter",
                letter(),
                vec![first("running"), told.clone(), "correspondence-answered running".into()],
            ),
            (
                "a letter about what no first contact can settle",
                with_reason(town, "waste", "fly-tipping", letter()),
                vec![first("not_counted"), told.clone(), "correspondence-answered running".into()],
            ),
            (
                "a letter of which nobody knows whether it can be settled",
                with_reason(town, "planning", "application", letter()),
                vec![first("running"), told.clone(), "correspondence-answered running".into()],
            ),
            (
                "an email settled at once",
                town.contact(Channel::Email),
                vec![
                    first("kept"),
                    "correspondence-answered kept".into(),
                    "email-acknowledged kept".into(),
                ],
            ),
            (
                "a complaint by letter",
                LogContact { matter: Matter::Complaint, ..letter() },
                vec![
                    first("running"),
                    told.clone(),
                    "complaints-acknowledged running".into(),
                    "complaints-answered running".into(),
                ],
            ),
        ] {
            let reference = town.logged(contact);
            assert_eq!(town.promises(&reference), promises, "{what}");
        }
        town.settle_down();
        town.is_sound();
    }

    fn a_message_is_called_back_only_where_it_says_how(town: &Town) {
        for (left, called_back) in
            [(None, "running"), (Some(true), "running"), (Some(false), "not_counted")]
        {
            let contact_details_left = left;
            let contact =
                LogContact { contact_details_left, ..town.with_case(Channel::Voicemail) };
            let reference = town.logged(contact);
            assert_eq!(town.outcome(&reference, "voicemail-called-back"), called_back);
            assert_eq!(town.outcome(&reference, "voicemail-answered"), "running", "{left:?}");
        }
    }

    fn a_call_that_a_case_is_opened_from_was_not_settled(town: &Town) {
        let contact = LogContact {
            ending: Ending::Case(town.case_for("waste-team")),
            ..town.call(Some(10), None)
        };
        let reference = town.logged(contact);
        assert_eq!(
            town.promises(&reference),
            ["settled-at-first-contact missed", "told-date-kept running", "calls-answered kept"]
        );
    }

    fn what_comes_after_closing_time_counts_as_the_next_days(town: &Town) {
        let due = |received: &str| {
            let received_at = Some(town.moment(received));
            let contact = LogContact { received_at, ..town.with_case(Channel::Email) };
            let reference = town.logged(contact);
            let sql = "SELECT p.due_on FROM promises p
                       JOIN standards s ON s.id = p.standard_id
                       JOIN records r ON r.id = p.record_id
                       WHERE r.reference = $1 AND s.key = 'email-acknowledged'";
            let read = |row: &db::Row<'_>| row.get::<jiff::civil::Date>(0);
            town.rows(sql, db::args![&reference], read)[0].to_string()
        };
        // Friday 11 September 2026 and the weekend after it.
        assert_eq!(due("2026-09-10T16:59"), "2026-09-11");
        assert_eq!(due("2026-09-10T17:00"), "2026-09-14");
        assert_eq!(due("2026-09-11T18:00"), "2026-09-14");
        assert_eq!(due("2026-09-12T11:00"), "2026-09-14");
    }

    fn what_is_wrong_with_a_contact_is_told_all_at_once(town: &Town) {
        let call = |offered: i64, answered: Option<i64>, abandoned: Option<i64>| {
            let at = |seconds: i64| town.now() + SignedDuration::from_secs(seconds);
            let call =
                Call { offered: at(offered), answered: answered.map(at), abandoned: abandoned.map(at) };
            LogContact { call: Some(call), ..town.contact(Channel::Telephone) }
        };
        let visit = |finished: i64, left: Option<i64>| {
            let at = |seconds: i64| town.now() + SignedDuration::from_secs(seconds);
            let visit = Visit {
                arrived: at(-600),
                seen: Some(at(-300)),
                finished: Some(at(finished)),
                left: left.map(at),
            };
            LogContact { visit: Some(visit), ..town.contact(Channel::Visit) }
        };
        let case = |change: fn(&Town, &mut CaseToOpen)| {
            let mut case = town.case_for("waste-team");
            change(town, &mut case);
            LogContact { ending: Ending::Case(case), ..town.contact(Channel::Letter) }
        };
        let plain = || town.contact(Channel::Telephone);
        let received = |at: &str| {
            LogContact { received_at: Some(town.moment(at)), ..town.contact(Channel::Letter) }
        };
        use LogRefusal as No;
        for (contact, refusals) in [
            (LogContact { summary: "  ".into(), ..plain() }, vec![No::NoSummary]),
            (LogContact { summary: "é".repeat(201), ..plain() }, vec![No::SummaryTooLong]),
            (LogContact { channel: Channel::Fax, ..plain() }, vec![No::ChannelNotOffered]),
            (
                LogContact { service: town.unit("waste-team"), reason: None, ..plain() },
                vec![No::NoService],
            ),
            (
                LogContact { reason: Some(town.reason("application")), ..plain() },
                vec![No::ReasonOfAnotherService],
            ),
            (LogContact { reason: Some(99_999), ..plain() }, vec![No::ReasonOfAnotherService]),
            (received("2026-09-14T10:00:01"), vec![No::ReceivedInFuture]),
            (received("2024-09-13T23:59"), vec![No::ReceivedTooLongAgo]),
            (LogContact { who: town.stranger(" "), ..plain() }, vec![No::NoCustomerName]),
            (LogContact { who: Who::Known(99_999), ..plain() }, vec![No::NoSuchCustomer]),
            (
                LogContact { about_again: Some("23456789".into()), ..plain() },
                vec![No::NoSuchMatter],
            ),
            (call(-10, Some(-20), None), vec![No::TimesOutOfOrder]),
            (call(-30, Some(-20), Some(-10)), vec![No::TimesOutOfOrder]),
            (call(-10, Some(20), None), vec![No::ReceivedInFuture]),
            (visit(-400, None), vec![No::TimesOutOfOrder]),
            (visit(-200, Some(-100)), vec![No::TimesOutOfOrder]),
            (visit(200, None), vec![No::ReceivedInFuture]),
            (
                case(|_, case| *case = CaseToOpen::default()),
                vec![No::NoNextStep, No::NobodyAssigned, No::NoPromisedDate],
            ),
            (
                case(|town, case| case.promised_on = town.today().yesterday().ok()),
                vec![No::PromisedDatePassed],
            ),
            // A team that is none, a person who is not there.
            (case(|town, case| case.team = Some(town.unit("waste"))), vec![No::NobodyAssigned]),
            (case(|_, case| case.owner = Some(99_999)), vec![No::NobodyAssigned]),
        ] {
            match town.logs(Person::Adviser, contact.clone()) {
                Err(Failure::Refused(told)) => assert_eq!(told, refusals, "{contact:?}"),
                other => panic!("{other:?} for {contact:?}"),
            }
        }
        // Nothing of what was refused is there.
        assert_eq!(town.number("SELECT count(*) FROM records"), 0);
        assert_eq!(town.number("SELECT count(*) FROM customers"), 0);
        // Two years ago to the day is not too long.
        assert!(town.logs(Person::Adviser, received("2024-09-14T10:00")).is_ok());
    }
}

#[test]
fn times_finer_than_are_stored_are_judged_as_they_are_stored() {
    let town = Town::new();
    let mut contact = town.call(Some(20), None);
    let call = contact.call.as_mut().unwrap();
    call.answered = Some(call.offered + SignedDuration::new(20, 400));
    let reference = town.logged(contact);
    assert_eq!(town.outcome(&reference, "calls-answered"), "kept");
    town.settle_down();
    town.is_sound();
}

#[test]
fn references_are_never_given_twice() {
    let town = Town::new();
    // The same seed gives the same references again: the second one goes on to others.
    let again = app::Kept::with_random(town.kept.db().clone(), app::Random::seeded(7));
    let mut references = vec![town.letter()];
    let contact = town.with_case(Channel::Letter);
    let adviser = town.person(Person::Adviser);
    for _ in 0..3 {
        let contact = contact.clone();
        let logged = again.act(&adviser, town.now(), move |cx| app::contacts::log(cx, &contact));
        references.push(logged.unwrap().reference);
    }
    references.sort();
    references.dedup();
    assert_eq!(references.len(), 4);
}
