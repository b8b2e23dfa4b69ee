//! What customers are told of promises: read out, printed, sent; and a missed one owned up to.

use crate::people::Served;
use axum::http::StatusCode;
use testkit::{Person, Town};

/// Ada logs a letter from Jo about a missed bin and opens a case; gives its reference.
fn letter_case(served: &Served) -> String {
    let mut ada = served.officer(Person::Adviser);
    ada.opens("/staff/contacts/new")
        .fills("channel", "letter")
        .fills("who", "new")
        .fills("name", "Jo Example")
        .fills("postcode", "ZZ99 3WZ")
        .selects("subject", "Missed bin")
        .fills("summary", "Brown bin missed <twice>")
        .fills("ending", "case")
        .selects("assignee", "Waste team")
        .fills("next-step", "Write back")
        .fills("promised-day", "2")
        .fills("promised-month", "10")
        .fills("promised-year", "2026")
        .sends("Log contact")
        .sees("Tell the customer:")
        .sees("I have read this out");
    ada.reference()
}

crate::on_both_databases! {
    fn a_missed_promise_is_owned_up_to_and_counted(served: &Served) {
        let reference = letter_case(served);
        let mut owen = served.officer(Person::Officer);
        owen.opens(&format!("/staff/records/{reference}")).sees_no("Own up to a missed promise");
        served.it_is("2026-09-29T09:00");
        served.town.settle_down();
        let mut owen = served.officer(Person::Officer);
        owen.opens("/staff")
            .follows("1 missed promise of which the customer has not been told")
            .sees("Jo Example")
            .follows("Own up")
            .sees("We promised, and did not keep it:")
            .sees("Due by Monday 28 September 2026");
        let drafted = owen.value("text").unwrap();
        assert!(drafted.contains("by Monday 28 September 2026"), "{drafted}");
        owen.fills("text", " ")
            .sends("Record that the customer is told")
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .is_told("text", "Enter what was said or done")
            .is_told("way", "Select how the customer was told")
            .fills("text", "We are sorry, Jo. <Really.>")
            .fills("way", "letter")
            .sends("Record that the customer is told")
            .sees("It is recorded that we owned up.")
            .sees("We are sorry, Jo. <Really.>")
            .sees_no("Own up to a missed promise")
            .follows("Print the apology as a letter")
            .sees("Dear Jo Example")
            .sees("We are sorry, Jo. <Really.>");
        owen.opens("/staff/lists/to-own-up").sees("Nothing here.");
        let mut piotr = served.officer(Person::PerformanceOfficer);
        piotr
            .opens("/staff/figures")
            .follows("What customers were told")
            .sees("September 2026 1 1 0 0 100.0%")
            .opens("/staff/figures/told/misses?month=2026-09&first=we")
            .sees("1 in all")
            .sees("We told them first");
    }

    fn what_is_promised_is_read_out_printed_and_sent_and_that_is_recorded(served: &Served) {
        let reference = letter_case(served);
        let mut ada = served.officer(Person::Adviser);
        ada.opens(&format!("/staff/records/{reference}?logged=1"))
            .sends("I have read this out")
            .sees("It is recorded that the customer was given the standards")
            .sees("Customer given the standards : Said to them")
            .follows("What the customer can expect")
            .sees("Dear Jo Example")
            .sees("That is by Monday 28 September 2026")
            .sees("https://localhost/follow")
            .follows("Record that the customer was told")
            .sends("Save")
            .is_told("way", "Select how the customer was told")
            .fills("way", "leaflet")
            .sends("Save")
            .sees("Customer given the standards : With a leaflet");
        let mut piotr = served.officer(Person::PerformanceOfficer);
        piotr.opens("/staff/figures/told").sees("September 2026 1 1 0 100.0%");
    }
}

#[test]
fn what_the_page_showed_counts_as_given() {
    let served = Served::new(Town::new());
    let mut jo = served.visitor();
    jo.opens("/enquiry")
        .fills("matter", "service-request")
        .selects("service", "Waste and recycling")
        .fills("summary", "A new bin")
        .fills("name", "Jo Example")
        .fills("postcode", "ZZ99 3WZ")
        .sends("Send")
        .sees("What happens next");
    let reference = jo.reference();
    let mut owen = served.officer(Person::Officer);
    owen.opens(&format!("/staff/records/{reference}"))
        .sees("Customer given the standards : On the page");
}

#[test]
fn whoever_says_that_we_missed_a_standard_is_counted_on_its_page() {
    let served = Served::new(Town::new());
    let mut jo = served.visitor();
    let standard = "/standards/complaints-acknowledged";
    jo.opens(standard)
        .sees("Nobody told us in the last twelve months that we missed it.")
        .follows("Tell us if we missed it")
        .selects("service", "Waste and recycling")
        .fills("name", "Jo Example")
        // What is wrong in the form does not lose what it was opened from.
        .sends("Send")
        .is_told("postcode", "Enter your postcode, or your email address")
        .fills("postcode", "ZZ99 3WZ")
        .sends("Send")
        .sees("What happens next");
    let reference = jo.reference();
    let mut owen = served.officer(Person::Officer);
    owen.opens(&format!("/staff/records/{reference}"))
        .sees("Customer says that we missed a promise");
    // A few are not told by number.
    jo.opens(standard).sees("A few people told us in the last twelve months that we missed it.");
}
