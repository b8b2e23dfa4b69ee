//! A calendar changes through the pages: proposed, seen, approved, and somebody told.

use crate::people::Served;
use testkit::{Person, Town};

/// A letter whose customer was told that the reply comes by 28 September.
fn told_letter(served: &Served) -> String {
    let town = &served.town;
    let mut contact = town.with_case(rules::contacts::Channel::Letter);
    contact.who = town.stranger("Peggy Ashworth");
    let letter = town.logged(contact);
    town.tick_on();
    let day = jiff::civil::date(2026, 9, 28);
    town.acknowledges(Person::Officer, &letter, Some(day)).unwrap();
    letter
}

#[test]
fn a_closed_day_is_proposed_seen_approved_and_the_customer_told() {
    let served = Served::new(Town::new());
    told_letter(&served);
    served.it_is("2026-09-14T11:00");
    let mut joan = served.officer(Person::ServicesManager);
    joan.opens("/staff/calendars").sees("Mo-Fr 09:00-17:00").sees("31 December 2028");
    joan.opens("/staff/calendars/new/close")
        .fills("name", "Flood")
        .sends("See what it moves")
        .sees("Enter the date")
        .sees("Enter where this is known from, or why");
    assert!(joan.page.html.contains("Flood"), "nothing typed is lost");
    joan.fills("day-day", "21")
        .fills("day-month", "9")
        .fills("day-year", "2026")
        .fills("source", "Emergency plan")
        .sends("See what it moves")
        .sees("Closed on Monday 21 September 2026: Flood")
        .sees("Peggy Ashworth")
        .sees("Monday 28 September 2026")
        .sees("Tuesday 29 September 2026");
    joan.sends("Approve").sees("The change is in force").sees("Due dates are following");
    served.town.settle_down();
    let here = joan.page.address.clone();
    joan.opens(&here).sees("must still be told").sees("Peggy Ashworth");
    joan.sends("I have told them").sees("That the customer was told is in the record");
    served.town.settle_down();
    served.town.is_sound();
}

#[test]
fn what_is_wrong_is_said_beside_its_question() {
    let served = Served::new(Town::new());
    let mut sam = served.officer(Person::Administrator);
    sam.opens("/staff/calendars/new/hours")
        .fills("hours", "Mo-Fr 22:00-06:00")
        .fills("source", "Cabinet")
        .sends("See what it moves")
        .sees("No period crosses midnight");
    sam.opens("/staff/calendars/new/open")
        .fills("times", "ten to twelve")
        .sends("See what it moves")
        .sees("Enter from when to when, such as 10:00-12:00");
    sam.opens("/staff/calendars/new/feed")
        .fills("payload", "<html>Bad gateway</html>")
        .sends("See what it moves")
        .sees("This is not JSON");
    sam.opens("/staff/calendars/new/proclaim")
        .fills("nation", "scotland")
        .fills("day-day", "25")
        .fills("day-month", "12")
        .fills("day-year", "2026")
        .fills("name", "Yule")
        .fills("source", "Proclamation")
        .sends("See what it moves")
        .sees("is a bank holiday there already: Christmas Day");
}

#[test]
fn a_calendar_that_runs_out_is_warned_of_twelve_months_before() {
    let served = Served::new(Town::new());
    let warning = "Closed days of your calendar are known until 31 December 2028 only";
    let mut joan = served.officer(Person::ServicesManager);
    joan.opens("/staff");
    assert!(!joan.page.html.contains(warning));
    served.it_is("2027-12-31T10:00");
    let mut joan = served.officer(Person::ServicesManager);
    joan.opens("/staff").sees(warning);
    joan.opens("/staff/calendars").sees(warning);
    let mut ada = served.officer(Person::Adviser);
    ada.opens("/staff");
    assert!(!ada.page.html.contains(warning), "it is for those who can do something about it");
}
