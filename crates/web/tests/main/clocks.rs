//! Journeys of officers and clocks: waiting, extending, the next stage, corrections, and seeing how
//! each date was reached.

use crate::people::{Browser, Served};
use axum::http::StatusCode;
use testkit::{Person, Town};

/// A town whose standards allow everything that a clock may do, and a letter in it.
fn with_letter(served: &Served) -> String {
    served.town.promises_on_complaints();
    served.town.letter()
}

fn record<'s>(served: &'s Served, person: Person, letter: &str) -> Browser<'s> {
    let mut browser = served.officer(person);
    browser.opens(&format!("/staff/records/{letter}"));
    browser
}

crate::on_both_databases! {
    fn waiting_for_the_customer_moves_the_due_date_and_is_listed(served: &Served) {
        let letter = with_letter(served);
        served.it_is("2026-09-15T12:00");
        let mut owen = record(served, Person::Officer, &letter);
        owen.follows("Pause the clock")
            .sends("Pause the clock")
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .is_told("reason", "Select what you are waiting for");
        owen.fills("reason", "waiting-for-the-customer")
            .fills("when", "earlier")
            .fills("when-on-day", "13")
            .fills("when-on-month", "9")
            .fills("when-on-year", "2026")
            .fills("when-time", "10am")
            .fills("text", "Which bin is it?")
            .sends("Pause the clock")
            .is_told("when-on", "after the contact was received");
        assert_eq!(owen.value("text").as_deref(), Some("Which bin is it?"));
        owen.fills("when", "now")
            .sends("Pause the clock")
            .sees("The clock stands still")
            .sees("Clock paused : Waiting for the customer");
        served.it_is("2026-09-18T12:00");
        let mut owen = served.officer(Person::Officer);
        owen.opens("/staff/lists/paused")
            .sees("1 here, the longest for 3 days")
            .sees("Complaints answered")
            .follows(&words(&letter))
            .sees_no("Pause the clock")
            .follows("Record that it arrived")
            .sends("Let the clock run")
            .sees("The clock runs again")
            .follows("Complaints answered")
            .sees("1 Oct 2026")
            .sees("The clock was paused")
            .sees("The picture");

        owen.opens("/staff/lists/paused").sees("Nothing here.");
    }

    fn an_extension_is_worked_out_told_and_granted(served: &Served) {
        let letter = with_letter(served);
        let mut owen = record(served, Person::Officer, &letter);
        owen.follows("Extend a promise")
            .sends("Work out the new date")
            .is_told("amount", "Enter a whole number");
        owen.fills("amount", "10")
            .fills("unit", "working days")
            .sends("Work out the new date")
            .is(StatusCode::OK)
            .sees("The new date would be 12 Oct 2026");
        owen.fills("text", "A survey is needed.")
            .fills("told", "yes")
            .sends("Extend the promise")
            .sees("The promise is extended")
            .sees("Time extended : 10 working days")
            .sees("Customer told of the extension")
            .follows("Complaints answered")
            .sees("12 Oct 2026")
            .sees("Due without extension 28 Sep 2026")
            .sees("Day 20, extension");
        let mut owen = record(served, Person::Officer, &letter);
        owen.follows("Extend a promise")
            .fills("amount", "1")
            .fills("unit", "working days")
            .sends("Work out the new date")
            .sees("longer than the standard allows");
        owen.fills("text", "More still.")
            .sends("Extend the promise")
            .is_told("amount", "longer than the standard allows");
        let mut joan = record(served, Person::ServicesManager, &letter);
        joan.follows("Extend a promise")
            .fills("amount", "1")
            .fills("unit", "working days")
            .fills("text", "More still.")
            .sends("Extend the promise")
            .sees("Longer extension allowed");
    }

    fn a_customer_who_disagrees_gets_the_next_stage(served: &Served) {
        let letter = with_letter(served);
        served.it_is("2026-09-16T10:00");
        served.town.responds(Person::Officer, &letter).unwrap();
        let mut owen = record(served, Person::Officer, &letter);
        owen.follows("The customer disagrees")
            .sends("Take it to the next stage")
            .is_told("text", "Enter what was said or done");
        owen.fills("text", "The bin is still full.")
            .sends("Take it to the next stage")
            .sees("The matter is at the next stage")
            .sees("Complaints answered at stage 2")
            .sees_no("The customer disagrees");
    }

    fn a_correction_is_looked_at_before_it_is_made(served: &Served) {
        let letter = with_letter(served);
        served.it_is("2026-09-30T10:00");
        served.town.settle_down();
        served.town.responds(Person::Officer, &letter).unwrap();
        record(served, Person::Officer, &letter).sees_no("Correct this record");
        let mut joan = record(served, Person::ServicesManager, &letter);
        joan.follows("Correct this record")
            .follows("When something was done")
            .sends("See what would change")
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .is_told("stop", "Select what was done")
            .is_told("done-on", "Enter the date it was done")
            .is_told("reason", "Select a reason")
            .is_told("evidence", "Enter how it is known");
        let sql = "SELECT max(id) FROM facts WHERE kind = 'responded'";
        let responded = served.town.number(sql).to_string();
        joan.fills("stop", &responded)
            .fills("done-on-day", "13")
            .fills("done-on-month", "9")
            .fills("done-on-year", "2026")
            .fills("done-time", "3pm")
            .fills("reason", "evidence-found")
            .fills("evidence", "Sent-mail number 4711")
            .sends("See what would change")
            .is_told("done-on", "after the contact was received");
        joan.fills("done-on-day", "25")
            .sends("See what would change")
            .is(StatusCode::OK)
            .sees("Nothing has been changed yet")
            .sees("Complaints answered Missed 28 Sep 2026")
            .sees("Kept 28 Sep 2026");
        assert_eq!(served.town.outcome(&letter, "answered"), "missed");
        joan.sends("Make the correction")
            .sees("The correction is made")
            .sees("Sent-mail number 4711")
            .sees("entered late by a person");
        assert_eq!(served.town.outcome(&letter, "answered"), "kept");
        joan.opens("/staff/figures/corrections")
            .sees("September 2026")
            .sees("Entered late or wrongly")
            .sees("Waste and recycling 1 1 0");
        joan.opens("/staff/figures/corrections/file");
        assert!(joan.page.html.contains("2026-09,stop,Waste and recycling,1,1,0"));
    }
}

#[test]
fn each_kind_of_correction_has_its_own_page_and_refusals() {
    let served = Served::new(Town::new());
    let letter = with_letter(&served);
    served.it_is("2026-09-22T10:00");
    served.town.responds(Person::Officer, &letter).unwrap();
    let mut joan = served.officer(Person::ServicesManager);
    let address = |kind: &str| format!("/staff/records/{letter}/correct/{kind}");
    joan.opens(&address("received"))
        .sees("It stands as received on Monday 14 September 2026, 10:00")
        .fills("received-on-day", "23")
        .fills("received-on-month", "9")
        .fills("received-on-year", "2026")
        .fills("received-time", "9am")
        .fills("reason", "keyed-wrongly")
        .fills("evidence", "Post log 12")
        .sends("See what would change")
        .is_told("received-on", "Enter a date and time that have passed");
    joan.opens(&address("pause"))
        .fills("from-on-day", "17")
        .fills("from-on-month", "9")
        .fills("from-on-year", "2026")
        .fills("from-time", "9am")
        .fills("to-on-day", "16")
        .fills("to-on-month", "9")
        .fills("to-on-year", "2026")
        .fills("to-time", "9am")
        .fills("reason", "waiting-for-the-customer")
        .fills("evidence", "Email of 17 September")
        .sends("See what would change")
        .is_told("to-on", "Enter an end that comes after the beginning");
    joan.opens(&address("exclusion"))
        .fills("standard", "called-back")
        .fills("reason", "logged-in-error")
        .fills("evidence", "She never called.")
        .sends("See what would change")
        .sees("Callers rung back")
        .sees("Not counted")
        .sends("Make the correction");
    assert_eq!(served.town.outcome(&letter, "called-back"), "not_counted");
    joan.opens(&address("nothing")).is(StatusCode::NOT_FOUND);
}

#[test]
fn somebody_who_changed_the_record_meanwhile_is_noticed_before_a_correction() {
    let served = Served::new(Town::new());
    let letter = with_letter(&served);
    served.it_is("2026-09-16T10:00");
    let mut joan = served.officer(Person::ServicesManager);
    joan.opens(&format!("/staff/records/{letter}/correct/exclusion"))
        .fills("standard", "called-back")
        .fills("reason", "duplicate")
        .fills("evidence", "See the other letter.");
    served.town.responds(Person::Officer, &letter).unwrap();
    joan.sends("See what would change")
        .is(StatusCode::CONFLICT)
        .sees("This record was changed while you were writing");
    joan.sends("See what would change").sees("Nothing has been changed yet");
}

#[test]
fn a_promise_is_explained_to_staff_to_programs_and_to_the_customer() {
    let served = Served::new(Town::new());
    let letter = with_letter(&served);
    let mut owen = record(&served, Person::Officer, &letter);
    owen.follows("Complaints answered")
        .sees("We answer your complaint within 10 working days.")
        .sees("Complaints policy, 4.2")
        .sees("The day of receipt is not counted, so day 1 is Tuesday 15 September.")
        .sees("Day 10 is Monday 28 September.")
        .sees("Complaints, version 2, in force from 1 January 2026")
        .sees("Other promises on this record");
    owen.follows("as JSON");
    assert_eq!(owen.header("content-type"), Some("application/json; charset=utf-8"));
    let document = owen.page.html.clone();
    for part in [
        "\"due_on\":\"2026-09-28\"",
        "\"standard\":\"answered\"",
        "\"state\":\"counted\"",
        "\"explanation\":[\"Received Monday 14 September 2026 at 10:00.\"",
    ] {
        assert!(document.contains(part), "no {part} in {document}");
    }
    // Opening hours are drawn as stretches.
    let mut owen = record(&served, Person::Officer, &letter);
    owen.follows("Callers rung back").sees("Monday 14 September, 10:00").sees("4 hours");
    // What one may not see is not found, and there are no more promises than there are.
    let address = |number: u8| format!("/staff/records/{letter}/promises/{number}");
    served.officer(Person::Planner).opens(&address(1)).is(StatusCode::NOT_FOUND);
    let mut owen = served.officer(Person::Officer);
    owen.opens(&address(1)).is(StatusCode::OK);
    owen.opens(&address(9)).is(StatusCode::NOT_FOUND);
}

/// A reference as pages show it.
fn words(reference: &str) -> String {
    format!("{} {}", &reference[..4], &reference[4..])
}
