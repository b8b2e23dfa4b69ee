//! Corrections: what they change, what is refused, and how they are counted.

use app::Failure;
use app::corrections::{Correct, Miscounted, Preview, Tried, corrections, preview, recount};
use rules::cases::{CloseReason, ReopenReason};
use rules::clock::Outcome;
use rules::corrections::{Correction, CorrectionRefusal as No};
use rules::facts::FactKind;
use rules::ledger::Month;
use testkit::{Person, Town};

const WAITING: &str = "waiting-for-the-customer";

fn correct(correction: Correction, reason: &str) -> Correct {
    Correct { correction, reason: reason.into(), evidence: "Post log 4711".into() }
}

fn does(town: &Town, person: Person, letter: &str, correct: Correct) -> Result<(), Failure<No>> {
    town.on_record(person, letter, move |cx, r, v| app::corrections::correct(cx, r, v, &correct))
}

fn corrects(town: &Town, letter: &str, correction: Correction, reason: &str) {
    does(town, Person::ServicesManager, letter, correct(correction, reason)).unwrap();
}

fn refused(town: &Town, letter: &str, correction: Correction, reason: &str) -> Vec<No> {
    match does(town, Person::ServicesManager, letter, correct(correction, reason)) {
        Err(Failure::Refused(refusals)) => refusals,
        other => panic!("{other:?}"),
    }
}

fn looks(town: &Town, letter: &str, correct: Correct) -> Preview {
    let tried = town
        .on_record(Person::ServicesManager, letter, move |cx, r, v| preview(cx, r, v, &correct));
    match tried {
        Err(Failure::Refused(mut tried)) => match tried.pop() {
            Some(Tried::Preview(preview)) => preview,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn stop(town: &Town, at: &str, kind: FactKind, replaces: Option<i64>) -> Correction {
    Correction::Stop { replaces, kind, at: town.moment(at) }
}

fn waited(town: &Town, from: &str, to: Option<&str>) -> Correction {
    Correction::Pause { from: town.moment(from), to: to.map(|to| town.moment(to)) }
}

/// The number of the only standing fact of a kind.
fn fact(town: &Town, kind: &str) -> i64 {
    town.number(&format!("SELECT max(id) FROM facts WHERE kind = '{kind}'"))
}

/// What was counted: kind, reason, missed to kept, kept to missed.
fn counted(town: &Town) -> Vec<String> {
    let sql =
        "SELECT kind, reason, missed_to_kept, kept_to_missed FROM corrections ORDER BY fact_id";
    town.rows(sql, db::args![], |row| {
        let (kind, reason): (String, String) = (row.get(0)?, row.get(1)?);
        let (mended, broken): (i64, i64) = (row.get(2)?, row.get(3)?);
        Ok(format!("{kind} {reason} {mended} {broken}"))
    })
}

fn is_counted_right(town: &Town) {
    let system = town.kept.system("tick").unwrap();
    assert_eq!(recount(&town.kept, &system, town.now(), false).unwrap(), []);
    town.settle_down();
    town.is_sound();
}

testkit::on_both_databases! {
    fn a_letter_that_came_earlier_is_judged_from_that_day(town: &Town) {
        town.promises_on_complaints();
        let letter = town.letter();
        town.it_is("2026-09-28T10:00");
        town.responds(Person::Officer, &letter).unwrap();
        assert_eq!(town.outcome(&letter, "answered"), "kept");
        let earlier = Correction::Received(town.moment("2026-09-11T10:00"));
        let seen = looks(town, &letter, correct(earlier.clone(), "reached-us-earlier"));
        let turned = seen.moved.iter().find(|moved| moved.title == "Complaints answered").unwrap();
        assert_eq!(turned.before.unwrap().outcome, Outcome::Kept);
        assert_eq!(turned.after.outcome, Outcome::Missed);
        // Looking has changed nothing.
        assert_eq!(town.outcome(&letter, "answered"), "kept");
        assert_eq!(counted(town), Vec::<String>::new());
        corrects(town, &letter, earlier, "reached-us-earlier");
        assert_eq!(town.outcome(&letter, "answered"), "missed");
        let lines = town.lines(&letter);
        assert_eq!(lines[lines.len() - 2..], ["answered -kept", "answered +missed"]);
        assert_eq!(counted(town), ["received reached-us-earlier 0 1"]);
        let on: Vec<jiff::civil::Date> =
            town.rows("SELECT received_on FROM records", db::args![], |row| row.get(0));
        assert_eq!(on[0].to_string(), "2026-09-11");
        is_counted_right(town);
    }

    fn an_answer_that_was_sent_in_time_and_entered_wrongly_is_moved(town: &Town) {
        town.promises_on_complaints();
        let letter = town.letter();
        town.it_is("2026-09-30T10:00");
        town.settle_down();
        town.responds(Person::Officer, &letter).unwrap();
        assert_eq!(town.outcome(&letter, "answered"), "missed");
        let responded = Some(fact(town, "responded"));
        let sent = stop(town, "2026-09-25T15:00", FactKind::Responded, responded);
        corrects(town, &letter, sent, "keyed-wrongly");
        assert_eq!(town.outcome(&letter, "answered"), "kept");
        assert_eq!(counted(town), ["stop keyed-wrongly 1 0"]);
        // What was corrected can be corrected again, and a fact that is gone cannot.
        let again = stop(town, "2026-09-29T15:00", FactKind::Responded, Some(fact(town, "responded")));
        let gone = stop(town, "2026-09-24T15:00", FactKind::Responded, responded);
        town.tick_on();
        corrects(town, &letter, again, "evidence-found");
        assert_eq!(town.outcome(&letter, "answered"), "missed");
        assert_eq!(refused(town, &letter, gone, "evidence-found"), [No::NothingToCorrect]);
        assert_eq!(counted(town), ["stop keyed-wrongly 1 0", "stop evidence-found 0 1"]);
        is_counted_right(town);
    }

    fn an_acknowledgement_that_nobody_entered_is_added(town: &Town) {
        town.promises_on_complaints();
        let letter = town.letter();
        town.it_is("2026-09-30T10:00");
        town.settle_down();
        assert_eq!(town.outcome(&letter, "acknowledged"), "missed");
        let sent = stop(town, "2026-09-15T15:00", FactKind::Acknowledged, None);
        corrects(town, &letter, sent, "evidence-found");
        assert_eq!(town.outcome(&letter, "acknowledged"), "kept");
        is_counted_right(town);
    }

    fn a_pause_that_nobody_entered_moves_the_due_date(town: &Town) {
        town.promises_on_complaints();
        let letter = town.letter();
        town.it_is("2026-09-30T10:00");
        town.responds(Person::Officer, &letter).unwrap();
        assert_eq!(town.outcome(&letter, "answered"), "missed");
        let pause = waited(town, "2026-09-16T10:00", Some("2026-09-21T10:00"));
        corrects(town, &letter, pause, WAITING);
        assert_eq!(town.outcome(&letter, "answered"), "kept");
        assert_eq!(counted(town), [format!("pause {WAITING} 1 0")]);
        is_counted_right(town);
    }

    fn a_promise_that_never_should_have_been_one_counts_nowhere(town: &Town) {
        town.promises_on_complaints();
        let letter = town.letter();
        town.it_is("2026-09-30T10:00");
        town.settle_down();
        let out = Correction::Exclusion { standard: "answered".into() };
        corrects(town, &letter, out.clone(), "duplicate");
        assert_eq!(town.outcome(&letter, "answered"), "not_counted");
        assert_eq!(town.outcome(&letter, "acknowledged"), "missed");
        assert_eq!(refused(town, &letter, out, "duplicate"), [No::NothingToCorrect]);
        assert_eq!(counted(town), ["exclusion duplicate 0 0"]);
        is_counted_right(town);
    }

    fn what_cannot_be_true_is_refused_each_with_its_own_reason(town: &Town) {
        town.promises_on_complaints();
        let letter = town.letter();
        town.it_is("2026-09-22T10:00");
        town.responds(Person::Officer, &letter).unwrap();
        town.it_is("2026-09-30T10:00");
        let received = |at: &str| Correction::Received(town.moment(at));
        let keyed = "keyed-wrongly";
        for (correction, reason, refusal) in [
            (received("2026-09-14T10:00"), keyed, No::NothingChanges),
            (received("2026-10-01T10:00"), keyed, No::InFuture),
            (received("2026-09-23T10:00"), keyed, No::ReceivedAfterStop),
            (received("2026-09-15T10:00"), keyed, No::ReceivedAfterLogged),
            (received("2025-12-31T10:00"), keyed, No::OtherCharter),
            (received("2026-09-11T10:00"), "because", No::NoReason),
            (stop(town, "2026-09-13T10:00", FactKind::Acknowledged, None), keyed, No::StopBeforeReceived),
            (stop(town, "2026-10-01T10:00", FactKind::Acknowledged, None), keyed, No::InFuture),
            (stop(town, "2026-09-15T10:00", FactKind::Settled, None), keyed, No::NothingToCorrect),
            (waited(town, "2026-09-17T10:00", Some("2026-09-16T10:00")), WAITING, No::PauseEndsBeforeStart),
            (waited(town, "2026-09-17T10:00", Some("2026-10-16T10:00")), WAITING, No::PauseEndsInFuture),
            (waited(town, "2026-09-13T10:00", None), WAITING, No::PauseBeforeReceived),
            (waited(town, "2026-09-23T10:00", None), WAITING, No::PauseAfterStop),
            (waited(town, "2026-09-15T10:00", None), "holidays", No::NoReason),
            (Correction::Exclusion { standard: "nothing".into() }, "test", No::NothingToCorrect),
        ] {
            let told = format!("{correction:?} {reason}");
            assert_eq!(refused(town, &letter, correction, reason), [refusal], "{told}");
        }
        let untold = Correct { evidence: " ".into(), ..correct(received("2026-09-11T10:00"), keyed) };
        let done = does(town, Person::ServicesManager, &letter, untold);
        assert!(matches!(done, Err(Failure::Refused(no)) if no == [No::NoEvidence]));
        // Nothing of all that was written.
        assert_eq!(counted(town), Vec::<String>::new());
    }

    fn late_answers_and_openings_again_are_counted_with_them(town: &Town) {
        let letter = town.letter();
        town.it_is("2026-09-22T10:00");
        town.responds_at(Person::ServicesManager, &letter, Some("2026-09-16T10:00")).unwrap();
        town.tick_on();
        town.closes(Person::Officer, &letter, CloseReason::Done).unwrap();
        town.tick_on();
        town.reopens(Person::Manager, &letter, ReopenReason::WrongOrIncomplete).unwrap();
        assert_eq!(counted(town), ["stop entered-late 0 0", "reopening wrong-or-incomplete 0 0"]);
        town.tick_on();
        town.closes(Person::ServicesManager, &letter, CloseReason::NoResponseOwed).unwrap();
        // Several promises are taken out by one act, which is one correction.
        assert_eq!(counted(town)[2..], ["exclusion no-response-owed 0 0"]);
        let month = Month::read("2026-09").unwrap();
        let rows = town.kept.read(|tx| corrections(tx, (month, month))).unwrap();
        let told: Vec<String> = rows
            .iter()
            .map(|row| format!("{} {} {}", row.kind.key(), row.service, row.corrections))
            .collect();
        let service = "Waste and recycling";
        assert_eq!(
            told,
            [
                format!("exclusion {service} 1"),
                format!("reopening {service} 1"),
                format!("stop {service} 1"),
            ]
        );
        is_counted_right(town);
    }

    fn corrections_that_are_counted_wrongly_are_found_and_counted_again(town: &Town) {
        town.promises_on_complaints();
        let letter = town.letter();
        let out = Correction::Exclusion { standard: "answered".into() };
        corrects(town, &letter, out, "test");
        town.tampers("UPDATE corrections SET kept_to_missed = 7");
        let system = town.kept.system("tick").unwrap();
        let found = recount(&town.kept, &system, town.now(), true).unwrap();
        assert_eq!(found, [Miscounted { reference: letter.clone() }]);
        is_counted_right(town);
        town.tampers("DELETE FROM corrections");
        recount(&town.kept, &system, town.now(), true).unwrap();
        assert_eq!(counted(town), ["exclusion test 0 0"]);
    }
}
