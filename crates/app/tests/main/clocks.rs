//! What officers do to clocks: they wait for the customer, grant more time, and take a matter to
//! the next stage.

use app::Failure;
use app::cases::{self, Extend, Pause};
use rules::cases::{CaseRefusal as No, CloseReason};
use rules::clock::Limit;
use testkit::{Done, Person, Town};

const WAITING: &str = "waiting-for-the-customer";

fn refused(done: Done) -> Vec<No> {
    match done {
        Err(Failure::Refused(refusals)) => refusals,
        other => panic!("{other:?}"),
    }
}

fn pause(town: &Town, person: Person, reference: &str, reason: &str, since: Option<&str>) -> Done {
    let since = since.map(|since| town.moment(since));
    let pause = Pause { reason: reason.into(), since, text: "Which bin is it?".into() };
    town.on_record(person, reference, move |cx, r, v| cases::pause(cx, r, v, &pause))
}

fn resume(town: &Town, reference: &str, at: Option<&str>) -> Done {
    let at = at.map(|at| town.moment(at));
    town.on_record(Person::Officer, reference, move |cx, r, v| cases::resume(cx, r, v, WAITING, at))
}

fn extend(town: &Town, person: Person, reference: &str, standard: &str, by: &str) -> Done {
    let extend = Extend {
        standard: standard.into(),
        by: Limit::read(by).unwrap(),
        text: "A survey is needed.".into(),
        is_told: true,
    };
    town.on_record(person, reference, move |cx, r, v| cases::extend(cx, r, v, &extend))
}

/// When the promise to answer is due.
fn due_on(town: &Town) -> String {
    let sql = "SELECT p.due_on FROM promises p JOIN standards s ON s.id = p.standard_id
               WHERE s.key = 'answered' ORDER BY p.id DESC";
    let found: Vec<Option<jiff::civil::Date>> = town.rows(sql, db::args![], |row| row.get(0));
    found[0].map(|date| date.to_string()).unwrap_or_default()
}

testkit::on_both_databases! {
    fn the_days_in_which_we_waited_for_the_customer_do_not_count(town: &Town) {
        town.promises_on_complaints();
        let letter = town.letter();
        assert_eq!(due_on(town), "2026-09-28");
        assert_eq!(refused(pause(town, Person::Officer, &letter, "holidays", None)), [No::NoReasonToWait]);
        assert_eq!(refused(resume(town, &letter, None)), [No::DoesNotWait]);
        let early = pause(town, Person::Officer, &letter, WAITING, Some("2026-09-13T10:00"));
        assert_eq!(refused(early), [No::BeforeReceived]);
        town.it_is("2026-09-15T12:00");
        pause(town, Person::Officer, &letter, WAITING, None).unwrap();
        assert_eq!(due_on(town), "");
        assert_eq!(refused(pause(town, Person::Officer, &letter, WAITING, None)), [No::WaitsAlready]);
        // It is listed apart, for those who may see it.
        let listed = |town: &Town, person| {
            let actor = town.person(person);
            town.kept.read(|tx| cases::paused(tx, &actor)).unwrap()
        };
        let since = Some(town.moment("2026-09-15T12:00"));
        assert_eq!(listed(town, Person::Planner), []);
        let stands: Vec<_> =
            listed(town, Person::Officer).into_iter().map(|p| (p.title, p.reason, p.since)).collect();
        assert_eq!(stands, [("Complaints answered".into(), Some(WAITING.into()), since)]);
        assert_eq!(town.kept.read(cases::standing_still).unwrap(), (1, since));
        town.it_is("2026-09-18T12:00");
        let before = resume(town, &letter, Some("2026-09-15T12:00"));
        assert_eq!(refused(before), [No::EndsBeforeStart]);
        assert_eq!(refused(resume(town, &letter, Some("2026-09-19T12:00"))), [No::InFuture]);
        resume(town, &letter, None).unwrap();
        // Tuesday, Wednesday and Thursday do not count.
        assert_eq!(due_on(town), "2026-10-01");
        assert_eq!(town.kept.read(cases::standing_still).unwrap(), (0, None));
        town.is_sound();
    }

    fn more_time_than_the_standard_allows_needs_somebody_who_may(town: &Town) {
        town.promises_on_complaints();
        let letter = town.letter();
        for (standard, by, refusal) in [
            ("acknowledged", "2 working days", No::NotExtendable),
            ("answered", "0 working days", No::NoExtension),
            ("answered", "4 working hours", No::ExtensionUnit),
            ("answered", "11 working days", No::ExtensionNeedsAuthority),
        ] {
            let done = extend(town, Person::Officer, &letter, standard, by);
            assert_eq!(refused(done), [refusal], "{standard} {by}");
        }
        extend(town, Person::Officer, &letter, "answered", "6 working days").unwrap();
        assert_eq!(due_on(town), "2026-10-06");
        let done = extend(town, Person::Officer, &letter, "answered", "5 working days");
        assert_eq!(refused(done), [No::ExtensionNeedsAuthority]);
        extend(town, Person::ServicesManager, &letter, "answered", "5 working days").unwrap();
        let facts = town.facts(&letter);
        assert!(facts.iter().any(|kind| kind == "extension-authorised"), "{facts:?}");
        town.it_is("2026-10-20T10:00");
        let done = extend(town, Person::Officer, &letter, "answered", "1 working day");
        assert_eq!(refused(done), [No::ExtensionTooLate]);
        town.settle_down();
        town.is_sound();
    }

    fn whoever_disagrees_goes_to_the_next_stage_and_nothing_is_opened_again(town: &Town) {
        town.promises_on_complaints();
        let letter = town.letter();
        let escalate = |text: &'static str| {
            town.on_record(Person::Officer, &letter, move |cx, r, v| {
                cases::escalate(cx, r, v, text)
            })
        };
        assert_eq!(refused(escalate("She disagrees.")), [No::NothingToDisagreeWith]);
        town.it_is("2026-09-16T10:00");
        town.responds(Person::Officer, &letter).unwrap();
        town.closes(Person::Officer, &letter, CloseReason::Done).unwrap();
        town.it_is("2026-09-21T10:00");
        assert_eq!(refused(escalate(" ")), [No::NoText]);
        escalate("She disagrees.").unwrap();
        assert_eq!(town.outcome(&letter, "answered"), "kept");
        assert_eq!(town.outcome(&letter, "stage-2"), "running");
        assert_eq!(refused(escalate("Again.")), [No::NoNextStage]);
        // The answer of the first stage is none of the second.
        let done = town.closes(Person::Officer, &letter, CloseReason::Done);
        assert_eq!(refused(done), [No::NotRespondedTo]);
        town.tick_on();
        town.responds(Person::Officer, &letter).unwrap();
        assert_eq!(town.outcome(&letter, "stage-2"), "kept");
        town.settle_down();
        town.is_sound();
    }
}

#[test]
fn a_body_without_a_next_stage_has_none_to_go_to() {
    let town = Town::new();
    let letter = town.letter();
    town.tick_on();
    town.responds(Person::Officer, &letter).unwrap();
    let done = town
        .on_record(Person::Officer, &letter, |cx, r, v| cases::escalate(cx, r, v, "He disagrees."));
    assert_eq!(refused(done), [No::NoNextStage]);
}

#[test]
fn waiting_that_is_entered_days_later_is_a_correction() {
    let town = Town::new();
    town.promises_on_complaints();
    let letter = town.letter();
    town.it_is("2026-09-23T10:00");
    let since = Some("2026-09-15T12:00");
    let done = pause(&town, Person::Officer, &letter, WAITING, since);
    assert_eq!(refused(done), [No::TooLateToEnter]);
    pause(&town, Person::ServicesManager, &letter, WAITING, since).unwrap();
    assert_eq!(town.number("SELECT count(*) FROM corrections WHERE kind = 'pause'"), 1);
}
