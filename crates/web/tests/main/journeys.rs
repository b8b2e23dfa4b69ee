//! Journeys: what people come to do, from the first page to the last.

use crate::people::Served;
use axum::http::StatusCode;
use db::Engine;
use testkit::{Person, Town};

fn served() -> Served {
    Served::new(Town::new())
}

/// Ada logs a letter about a missed bin and opens a case; gives its reference.
fn letter_case(served: &Served) -> String {
    let mut ada = served.officer(Person::Adviser);
    ada.opens("/staff/contacts/new")
        .fills("channel", "letter")
        .fills("who", "new")
        .fills("name", "Jo Example")
        .fills("postcode", "ZZ99 3WZ")
        .selects("subject", "Missed bin")
        .fills("summary", "Brown bin missed twice")
        .fills("ending", "case")
        .selects("assignee", "Waste team")
        .fills("next-step", "Write back")
        .fills("promised-day", "2")
        .fills("promised-month", "10")
        .fills("promised-year", "2026")
        .sends("Log contact")
        .sees("Logged. The reference is")
        .sees("Brown bin missed twice");
    ada.reference()
}

#[test]
fn an_adviser_logs_a_settled_call_and_is_told_what_was_promised() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let served = Served::new(Town::on(engine));
        let mut ada = served.officer(Person::Adviser);
        ada.opens("/staff")
            .follows("Log a contact")
            .fills("channel", "telephone")
            .fills("who", "nobody")
            .selects("subject", "Opening hours")
            .fills("summary", "When does the tip open on Sundays?")
            .fills("ending", "settled")
            .sends("Log contact")
            .is(StatusCode::OK)
            .sees("Logged. The reference is")
            .sees("Settled at first contact")
            .sees("Kept");
    }
}

#[test]
fn a_mistake_is_named_beside_its_box_and_nothing_typed_is_lost() {
    let served = served();
    let mut ada = served.officer(Person::Adviser);
    ada.opens("/staff/contacts/new")
        .fills("channel", "letter")
        .fills("received", "earlier")
        .fills("received-on-day", "30")
        .fills("received-on-month", "2")
        .fills("received-on-year", "2026")
        .fills("received-time", "25:00")
        .fills("who", "new")
        .fills("name", "")
        .fills("summary", "A <b>letter</b>")
        .sends("Log contact")
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .is_told("received-on", "Date received must be a real date")
        .is_told("subject", "Select what the contact is about")
        .is_told("ending", "Select whether you settled it");
    assert_eq!(ada.value("summary").as_deref(), Some("A <b>letter</b>"));
    assert_eq!(ada.value("received-on-day").as_deref(), Some("30"));
    assert_eq!(ada.value("channel").as_deref(), Some("letter"));
    ada.fills("received-on-day", "29")
        .fills("received-on-month", "3")
        .fills("received-time", "1:30am")
        .sends("Log contact")
        .is_told("received-time", "The clocks go forward and skip that time");
    ada.fills("received-on-month", "10")
        .fills("received-on-day", "26")
        .fills("received-on-year", "2025")
        .fills("received-time", "1:30am")
        .sends("Log contact")
        .is_told("repeated-hour", "that time happens twice");
}

#[test]
fn what_was_typed_survives_a_session_that_expired() {
    let served = served();
    let mut ada = served.officer(Person::Adviser);
    ada.opens("/staff/contacts/new");
    served.it_is("2026-09-14T10:31");
    ada.fills("channel", "telephone")
        .fills("who", "nobody")
        .selects("subject", "Opening hours")
        .fills("summary", "Typed before the session ended")
        .fills("ending", "settled")
        .sends("Log contact")
        .is(StatusCode::UNAUTHORIZED)
        .sees("What you typed is kept");
    let password = served.town.password(Person::Adviser);
    ada.fills("email", Person::Adviser.email())
        .fills("password", &password)
        .sends("Sign in")
        .sees("You are signed in again")
        .sends("Send what you had typed")
        .sees("Logged. The reference is")
        .sees("Typed before the session ended");
}

#[test]
fn what_was_typed_comes_along_to_the_second_factor_and_stands_in_no_address() {
    let served = served();
    let mut ada = served.officer(Person::Adviser);
    served.town.tampers("UPDATE organisation SET second_factor = 'required'");
    ada.opens("/staff/contacts/new");
    served.it_is("2026-09-14T10:31");
    ada.fills("summary", "About my neighbour").sends("Log contact").is(StatusCode::UNAUTHORIZED);
    let key = ada.value("kept").unwrap();
    assert!(key.contains("form_key="), "sent again, it is the same form");
    let password = served.town.password(Person::Adviser);
    ada.fills("email", Person::Adviser.email())
        .fills("password", &password)
        .sends("Sign in")
        .sees("Set up your second factor");
    assert_eq!(ada.page.address, "/staff/sign-in");
    assert_eq!(ada.value("kept"), Some(key));
    // A wrong code loses nothing either.
    ada.fills("code", "12").sends("Continue").is_told("code", "The code is wrong");
    assert!(ada.value("kept").is_some_and(|kept| kept.contains("About%20my%20neighbour")));
}

#[test]
fn wrong_and_unknown_references_look_the_same_and_guessing_is_limited() {
    let served = served();
    let reference = letter_case(&served);
    let unknown = rules::references::Reference::of_number(1).plain().to_owned();
    let mut pages = Vec::new();
    for tried in [&reference, &unknown] {
        let mut stranger = served.visitor();
        stranger
            .opens("/follow")
            .fills("reference", tried)
            .fills("known", "ZZ1 1ZZ")
            .sends("Continue")
            .is_told("reference", "they do not fit together");
        pages.push(stranger.text().replace(tried.as_str(), ""));
    }
    assert_eq!(pages[0], pages[1]);
    let mut stranger = served.visitor();
    stranger.opens("/follow");
    for _ in 0..4 {
        stranger.fills("reference", &reference).fills("known", "ZZ1 1ZZ").sends("Continue");
    }
    stranger
        .fills("reference", &reference)
        .fills("known", "ZZ99 3WZ")
        .sends("Continue")
        .is_told("reference", "Too many tries");
    served.it_is("2026-09-14T10:20");
    stranger
        .opens("/follow")
        .fills("reference", &reference)
        .fills("known", "ZZ99 3WZ")
        .sends("Continue")
        .sees("Brown bin missed twice");
    let mut slip = reference.clone();
    slip.replace_range(0..1, if slip.starts_with('2') { "3" } else { "2" });
    stranger
        .opens("/follow")
        .fills("reference", &slip)
        .fills("known", "ZZ99 3WZ")
        .sends("Continue")
        .is_told("reference", "one of its letters or digits is wrong");
}

fn testkit_reference(plain: &str) -> String {
    format!("{} {}", &plain[..4], &plain[4..])
}

#[test]
fn lists_can_be_taken_away_as_files_without_formulas() {
    let served = served();
    let mut ada = served.officer(Person::Adviser);
    ada.opens("/staff/contacts/new")
        .fills("channel", "letter")
        .fills("who", "new")
        .fills("name", "=HYPERLINK(\"x\")")
        .selects("subject", "Missed bin")
        .fills("summary", "@SUM(A1)")
        .fills("ending", "case")
        .selects("assignee", "Waste team")
        .fills("next-step", "Write back")
        .fills("promised-day", "2")
        .fills("promised-month", "10")
        .fills("promised-year", "2026")
        .sends("Log contact")
        .sees("Logged");
    let mut mina = served.officer(Person::Manager);
    mina.opens("/staff/lists/all/file");
    assert_eq!(mina.header("content-type"), Some("text/csv; charset=utf-8"));
    let lines: Vec<&str> = mina.page.html.lines().collect();
    assert!(lines[0].starts_with("reference,received,due_at"));
    assert!(lines[1].contains("\"'=HYPERLINK(\"\"x\"\")\""), "{}", lines[1]);
    assert!(lines[1].contains("\"'@SUM(A1)\""));
    ada.opens("/staff/lists/all/file").is(StatusCode::FORBIDDEN);
}

// One journey for each capability runs on PostgreSQL too.
crate::on_both_databases! {
    fn a_letter_is_logged_answered_closed_and_opened_again(served: &Served) {
        let reference = letter_case(served);
        let mut owen = served.officer(Person::Officer);
        owen.opens("/staff/lists/team").sees("Brown bin missed twice").sees("in 14 days");
        owen.opens(&format!("/staff/records/{reference}"))
            .sees("Letters, emails and faxes answered within 10 working days")
            .sees("Day 10 is Monday 28 September.")
            .follows("Close the case")
            .fills("reason", "done")
            .sends("Close case")
            .is_told("reason", "There is no full response yet");
        owen.opens(&format!("/staff/records/{reference}/respond"))
            .sends("Record response")
            .is_told("text", "Enter what was said or done")
            .fills("text", "We will come on Thursday.")
            .sends("Record response")
            .sees("The response is recorded")
            .sees("We will come on Thursday.");
        owen.follows("Close the case").fills("reason", "done").sends("Close case").sees("Closed");
        owen.opens("/staff/lists/team").sees("Nothing here");
        let mut mina = served.officer(Person::Manager);
        mina.opens(&format!("/staff/records/{reference}"))
            .follows("Open it again")
            .fills("reason", "customer-disagrees")
            .fills("text", "They say nobody came.")
            .sends("Open case again")
            .is_told("reason", "If the customer disagrees")
            .fills("reason", "wrong-or-incomplete")
            .sends("Open case again")
            .sees("The case is open again")
            .sees("They say nobody came.");
    }

    fn a_form_sent_twice_acts_once(served: &Served) {
        let mut ada = served.officer(Person::Adviser);
        ada.opens("/staff/contacts/new");
        let form = ada.page.clone();
        let mut references = Vec::new();
        for _ in 0..2 {
            ada.page = form.clone();
            ada.fills("channel", "telephone")
                .fills("who", "nobody")
                .selects("subject", "Opening hours")
                .fills("summary", "When do you open?")
                .fills("ending", "settled")
                .sends("Log contact")
                .sees("Logged");
            references.push(ada.reference());
        }
        assert_eq!(references[0], references[1]);
    }

    fn the_second_of_two_people_on_a_case_is_told_what_changed(served: &Served) {
        let reference = letter_case(served);
        let mut owen = served.officer(Person::Officer);
        let mut joan = served.officer(Person::ServicesManager);
        owen.opens(&format!("/staff/records/{reference}/respond"));
        joan.opens(&format!("/staff/records/{reference}/respond"));
        served.it_is("2026-09-14T10:05");
        joan.fills("text", "We are sorry.").sends("Record response").sees("We are sorry.");
        owen.fills("text", "Put it out again.")
            .sends("Record response")
            .is(StatusCode::CONFLICT)
            .sees("This case was changed while you were writing")
            .sees("Full response sent")
            .sees("We are sorry.");
        assert_eq!(owen.value("text").as_deref(), Some("Put it out again."));
        owen.sends("Record response").sees("Put it out again.");
    }

    fn a_resident_sends_an_enquiry_and_follows_it(served: &Served) {
        let mut resident = served.visitor();
        resident
            .opens("/")
            .follows("Tell us")
            .sends("Send")
            .is_told("matter", "Select what you want to do")
            .is_told("postcode", "Enter your postcode, or your email address")
            .fills("matter", "complaint")
            .selects("service", "Waste and recycling")
            .fills("summary", "Bin left in the road")
            .fills("details", "Every Tuesday.")
            .fills("name", "Jo Example")
            .fills("postcode", "ZZ99 3WZ")
            .sends("Send")
            .sees("Enquiry sent")
            .sees("We acknowledge your complaint within 5 working days. Monday 21 September 2026");
        let reference = resident.reference();
        let mut stranger = served.visitor();
        stranger.opens(resident.page.address.split('?').next().unwrap()).is(StatusCode::NOT_FOUND);
        stranger
            .opens("/follow")
            .fills("reference", &reference.to_lowercase())
            .fills("known", "zz993wz")
            .sends("Continue")
            .sees("Bin left in the road")
            .sees("Monday 21 September 2026");
    }

    fn a_figure_leads_to_its_promises_and_their_records(served: &Served) {
        let reference = letter_case(served);
        served.it_is("2026-10-01T10:00");
        served.town.settle_down();
        let mut mina = served.officer(Person::Manager);
        mina.opens("/staff/figures?from=2026-09&to=2026-09")
            .sees("Letters, emails and faxes answered within 10 working days")
            .sees("Too few to judge");
        let figures = mina.page.html.clone();
        let at = figures.find("outcome=missed").unwrap();
        let start = figures[..at].rfind("href=\"").unwrap() + 6;
        let end = start + figures[start..].find('"').unwrap();
        let link = figures[start..end].replace("&amp;", "&");
        mina.opens(&link).sees("Brown bin missed twice").sees("1 in all");
        mina.follows(&testkit_reference(&reference)).sees("What we promised");
    }

    fn a_month_is_closed_once_its_figures_are_known(served: &Served) {
        letter_case(served);
        served.it_is("2026-10-08T10:00");
        served.town.settle_down();
        let mut piotr = served.officer(Person::PerformanceOfficer);
        piotr
            .opens("/staff/periods")
            .follows("September 2026")
            .sees("Provisional")
            .sends("Close what can be closed")
            .sees("The month is closed for these standards")
            .sees("Closed")
            .sees("Provisional");
        piotr.opens("/staff/periods/2026-10");
        piotr.sees_no("Close what can be closed");
    }

    fn an_officer_is_reminded_and_puts_the_reminders_away(served: &Served) {
        letter_case(served);
        served.it_is("2026-09-25T09:00");
        served.town.settle_down();
        let mut owen = served.officer(Person::Officer);
        owen.opens("/staff")
            .follows("1 promise falls due soon")
            .sees("Letters, emails and faxes answered within 10 working days")
            .sees("Brown bin missed twice")
            .sends("I have seen these")
            .sees("The reminders are put away")
            .sees("Nothing falls due that you have not seen.");
        owen.opens("/staff").sees_no("falls due soon");
    }
}
