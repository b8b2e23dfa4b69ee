//! How cases end: closing, opening again, and answers that are entered late.

use app::Failure;
use app::cases;
use app::contacts::LogContact;
use db::args;
use rules::cases::{CaseRefusal as No, CloseReason, ReopenReason};
use rules::contacts::{Channel, Matter};
use testkit::{Done, Person, Town};

fn refused(done: Done) -> Vec<No> {
    match done {
        Err(Failure::Refused(refusals)) => refusals,
        other => panic!("{other:?}"),
    }
}

fn evidence(town: &Town, reference: &str) -> String {
    let sql = "SELECT f.evidence FROM facts f JOIN records r ON r.id = f.record_id
               WHERE r.reference = $1 AND f.kind = 'responded' ORDER BY f.id DESC LIMIT 1";
    town.rows(sql, args![reference], |row| row.get(0)).remove(0)
}

testkit::on_both_databases! {
    fn a_case_is_closed_as_done_only_after_a_response(town: &Town) {
        let letter = town.letter();
        let close = |reason| town.closes(Person::Officer, &letter, reason);
        assert_eq!(refused(close(CloseReason::Done)), [No::NotRespondedTo]);
        let none = town.on_record(Person::Officer, &letter, |cx, r, v| {
            cases::close(cx, r, v, None, "")
        });
        assert_eq!(refused(none), [No::NoReason]);
        town.responds(Person::Officer, &letter).unwrap();
        close(CloseReason::Done).unwrap();
        assert_eq!(town.outcome(&letter, "correspondence-answered"), "kept");
        let open = "SELECT count(*) FROM promises WHERE is_open";
        assert_eq!(town.number(open), 0);
    }

    fn what_the_customer_withdraws_in_time_is_neither_kept_nor_missed(town: &Town) {
        let complaint =
            LogContact { matter: Matter::Complaint, ..town.with_case(Channel::Letter) };
        let reference = town.logged(complaint);
        town.it_is("2026-09-22T10:00");
        town.settle_down();
        // The acknowledgement was due the day before.
        assert_eq!(town.outcome(&reference, "complaints-acknowledged"), "missed");
        town.closes(Person::Officer, &reference, CloseReason::Withdrawn).unwrap();
        assert_eq!(town.outcome(&reference, "complaints-acknowledged"), "missed");
        assert_eq!(town.outcome(&reference, "complaints-answered"), "ended_by_customer");
        town.settle_down();
        town.is_sound();
    }

    fn closing_because_no_response_is_owed_needs_a_role_and_wipes_nothing_away(town: &Town) {
        let complaint = || {
            let complaint = town.with_case(Channel::Letter);
            town.logged(LogContact { matter: Matter::Complaint, ..complaint })
        };
        let (judged, not_yet) = (complaint(), complaint());
        town.it_is("2026-09-22T10:00");
        let close = |person, reference: &str| {
            town.closes(person, reference, CloseReason::NoResponseOwed)
        };
        assert!(matches!(close(Person::Officer, &judged), Err(Failure::NotAllowed)));
        // Whether the tick has come by makes no difference: it is missed.
        close(Person::ServicesManager, &not_yet).unwrap();
        town.settle_down();
        close(Person::ServicesManager, &judged).unwrap();
        for reference in [&judged, &not_yet] {
            assert_eq!(town.outcome(reference, "complaints-acknowledged"), "missed");
            assert_eq!(town.outcome(reference, "complaints-answered"), "not_counted");
            assert_eq!(town.outcome(reference, "told-date-kept"), "not_counted");
        }
        town.settle_down();
        town.is_sound();
    }

    fn a_case_opened_again_for_our_fault_is_judged_against_its_first_day(town: &Town) {
        let letter = town.letter();
        town.it_is("2026-09-16T10:00");
        town.responds(Person::Officer, &letter).unwrap();
        town.closes(Person::Officer, &letter, CloseReason::Done).unwrap();
        assert_eq!(town.outcome(&letter, "correspondence-answered"), "kept");
        town.it_is("2026-09-22T10:00");
        for (reason, refusal) in [
            (ReopenReason::CustomerDisagrees, No::DisagreementIsNextStage),
            (ReopenReason::SomethingNew, No::NewMatterIsNewCase),
        ] {
            assert_eq!(refused(town.reopens(Person::Manager, &letter, reason)), [refusal]);
        }
        for (reason, text, refusal) in [
            (None, "Wrong date in it", No::NoReason),
            (Some(ReopenReason::WrongOrIncomplete), " ", No::NoText),
        ] {
            let done = town.on_record(Person::Manager, &letter, move |cx, r, v| {
                cases::reopen(cx, r, v, reason, text)
            });
            assert_eq!(refused(done), [refusal]);
        }
        town.reopens(Person::Manager, &letter, ReopenReason::WrongOrIncomplete).unwrap();
        assert_eq!(town.outcome(&letter, "correspondence-answered"), "running");
        // The first answer does not close it a second time.
        let close = || town.closes(Person::Officer, &letter, CloseReason::Done);
        assert_eq!(refused(close()), [No::NotRespondedTo]);
        town.it_is("2026-09-29T00:00:01");
        town.settle_down();
        assert_eq!(town.outcome(&letter, "correspondence-answered"), "missed");
        town.responds(Person::Officer, &letter).unwrap();
        close().unwrap();
        assert_eq!(town.outcome(&letter, "correspondence-answered"), "missed");
        town.settle_down();
        town.is_sound();
    }

    fn what_was_closed_in_error_is_owed_as_before(town: &Town) {
        for reason in [CloseReason::Withdrawn, CloseReason::NoResponseOwed] {
            let letter = town.letter();
            town.tick_on();
            town.closes(Person::ServicesManager, &letter, reason).unwrap();
            assert_ne!(town.outcome(&letter, "correspondence-answered"), "running");
            town.tick_on();
            let error = ReopenReason::ClosedInError;
            town.reopens(Person::ServicesManager, &letter, error).unwrap();
            for standard in ["correspondence-answered", "told-date-kept", "settled-at-first-contact"] {
                let outcome = town.outcome(&letter, standard);
                // Closed, the date that was told counted as done; opened again it does not.
                assert_eq!(outcome, "running", "{standard} after {reason:?}");
            }
        }
        town.settle_down();
        town.is_sound();
    }

    fn an_answer_entered_late_is_a_correction_that_needs_a_role(town: &Town) {
        // Friday the 18th at four, entered at different times. No promise is at stake.
        for (now, person, known) in [
            ("2026-09-18T17:30", Person::Officer, Some("entered")),
            ("2026-09-21T16:59", Person::Officer, Some("entered")),
            ("2026-09-22T09:00", Person::Officer, None),
            ("2026-09-22T09:00", Person::Manager, None),
            ("2026-09-22T09:00", Person::ServicesManager, Some("entered-late")),
        ] {
            town.it_is("2026-09-14T10:00");
            let letter = town.letter();
            town.it_is(now);
            let done = town.responds_at(person, &letter, Some("2026-09-18T16:00"));
            match known {
                Some(known) => {
                    done.unwrap();
                    assert_eq!(evidence(town, &letter), known, "{now} {person:?}");
                }
                None => assert_eq!(refused(done), [No::TooLateToEnter], "{now} {person:?}"),
            }
        }
    }

    fn an_answer_that_would_turn_missed_into_kept_is_a_correction_however_soon(town: &Town) {
        let letter = town.letter();
        // Due on Monday the 28th; on Tuesday morning somebody says that it was sent on Monday.
        town.it_is("2026-09-29T09:00");
        let sent = Some("2026-09-28T16:00");
        let done = town.responds_at(Person::Officer, &letter, sent);
        assert_eq!(refused(done), [No::TooLateToEnter]);
        // Sent this morning it is late anyway, and anybody may say so.
        let other = town.with_case(Channel::Letter);
        let received_at = Some(town.moment("2026-09-14T10:00"));
        let other = town.logged(LogContact { received_at, ..other });
        town.responds_at(Person::Officer, &other, Some("2026-09-29T08:00")).unwrap();
        assert_eq!(town.outcome(&other, "correspondence-answered"), "missed");
        assert_eq!(evidence(town, &other), "entered");
        town.responds_at(Person::ServicesManager, &letter, sent).unwrap();
        assert_eq!(town.outcome(&letter, "correspondence-answered"), "kept");
        assert_eq!(evidence(town, &letter), "entered-late");
        town.settle_down();
        town.is_sound();
    }

    fn an_answer_is_sent_after_receipt_and_not_in_the_future(town: &Town) {
        let letter = town.letter();
        town.it_is("2026-09-14T12:00");
        for (sent, refusal) in [
            ("2026-09-14T09:59", No::BeforeReceived),
            ("2026-09-14T12:00:01", No::InFuture),
        ] {
            let done = town.responds_at(Person::Officer, &letter, Some(sent));
            assert_eq!(refused(done), [refusal]);
        }
        town.responds_at(Person::Officer, &letter, Some("2026-09-14T10:00")).unwrap();
    }
}
