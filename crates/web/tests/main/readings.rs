//! What no record judges is recorded through the pages: a reading, a duty, a milestone, evidence.

use crate::people::{Browser, Served};
use jiff::civil::date;
use testkit::{Person, Town};

/// The town under a charter with a standard of every kind that readings judge.
pub(crate) fn served() -> Served {
    let town = Town::new();
    adopts(&town);
    Served::new(town)
}

pub(crate) fn adopts(town: &Town) {
    let text = include_str!("../../../app/tests/main/readings.toml");
    let adopt = app::charters::Adopt {
        charter: rules::charter::read(text).unwrap(),
        text: text.into(),
        from: date(2026, 4, 1),
        until: None,
        approval: "Cabinet".into(),
        kind: rules::charter::CharterKind::Own,
    };
    town.act(Person::Administrator, move |cx| app::charters::adopt(cx, &adopt)).unwrap();
}

fn fills_date(browser: &mut Browser<'_>, name: &str, [day, month, year]: [&str; 3]) {
    browser
        .fills(&format!("{name}-day"), day)
        .fills(&format!("{name}-month"), month)
        .fills(&format!("{name}-year"), year);
}

crate::on_both_databases! {
    fn a_score_is_recorded_seen_put_right_and_both_readings_stay(served: &Served) {
        adopts(&served.town);
        let mut piotr = served.officer(Person::PerformanceOfficer);
        piotr.opens("/staff/charter/readings").sees("Head of customer services");
        piotr.follows("Satisfied visitors").sees("No reading yet").follows("Record a reading");
        piotr
            .fills("top", "many")
            .fills("source", "Visitors' survey")
            .sends("Record it")
            .sees("Select which period it is of")
            .sees("Enter a number, such as 43 or 86.4");
        assert!(piotr.page.html.contains("Visitors&#39; survey") || piotr.page.html.contains("Visitors' survey"));
        piotr
            .selects("period", "April to June 2026")
            .fills("top", "79")
            .fills("base", "78")
            .sends("Record it")
            .sees("no larger than the one below");
        piotr.fills("base", "100").sends("Record it").sees("It is recorded").sees("79.0%");
        piotr.sees("Not met").follows("Correct");
        piotr.fills("top", "86").sends("Correct it").sees("Enter why it is corrected");
        piotr
            .fills("reason", "Seven returns came late")
            .sends("Correct it")
            .sees("86.0%")
            .sees("and the stretch target too")
            .sees("put right since")
            .sees("Because: Seven returns came late");
        piotr.follows("Correct").fills("reason", "It was another survey").sends("Take it back");
        piotr.sees("Taken back").sees("No reading yet");
    }
}

#[test]
fn a_form_sent_twice_records_once() {
    let served = served();
    let mut piotr = served.officer(Person::PerformanceOfficer);
    piotr.opens("/staff/charter/readings/town-news/record");
    piotr
        .selects("period", "April 2026 to March 2027")
        .fills("top", "2")
        .fills("source", "Communications team")
        .sends("Record it")
        .sees("On course");
    piotr.opens("/staff/charter/readings/town-news/record");
    piotr
        .selects("period", "April 2026 to March 2027")
        .fills("top", "3")
        .fills("source", "Communications team")
        .sends("Record it")
        .sees("There is a reading of that already");
}

#[test]
fn a_correction_sent_twice_leads_to_the_same_page() {
    use axum::http::Method;
    let served = served();
    let mut piotr = served.officer(Person::PerformanceOfficer);
    piotr.opens("/staff/charter/readings/town-news/record");
    piotr
        .selects("period", "April 2026 to March 2027")
        .fills("top", "2")
        .fills("source", "Communications team")
        .sends("Record it")
        .follows("Correct");
    let value = |name: &str| {
        let named = format!("name=\"{name}\" value=\"");
        let (_, rest) = piotr.page.html.rsplit_once(&named).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let body = format!(
        "csrf={}&form_key={}&take-back=yes&reason=Counted+wrongly",
        value("csrf"),
        value("form_key")
    );
    let address = piotr.page.address.clone();
    let sends = |piotr: &mut Browser<'_>| {
        let page = piotr.once(&Method::POST, &address, Some(body.clone()));
        let to = page.headers.iter().find(|(name, _)| name == "location").map(|(_, to)| to.clone());
        (page.status, to)
    };
    let first = sends(&mut piotr);
    assert_eq!(first.0, 303);
    assert_eq!(sends(&mut piotr), first);
    piotr.opens(&address);
    assert_eq!(piotr.page.status, 404, "who begins anew finds that it stands no more");
}

#[test]
fn a_duty_a_milestone_and_evidence_are_recorded_each_in_its_own_words() {
    let served = served();
    let mut joan = served.officer(Person::ServicesManager);
    joan.opens("/staff/charter/readings/voicemail").follows("Record that it was done");
    joan.selects("period", "11 September 2026");
    fills_date(&mut joan, "done", ["11", "9", "2026"]);
    joan.fills("source", "Voicemail log").sends("Record it").sees("Kept");
    joan.sees("done 1 of the 113 times that it was due");

    joan.opens("/staff/charter/readings/online").sees("Missed: 75 days ago, not reached yet");
    joan.follows("Record that it was reached").sends("Record it");
    joan.sees("Enter the day on which it was reached").sees("Enter where this is from");
    fills_date(&mut joan, "done", ["30", "6", "2026"]);
    joan.fills("source", "Website").sends("Record it").sees("Reached in time");

    joan.opens("/staff/charter/readings/panel").sees("Not demonstrated").follows("Add evidence");
    joan.sends("Add it").sees("Enter what the evidence is").sees("Enter the date of the evidence");
    joan.fills("title", "Minutes of June")
        .fills("place", "https://example.org/minutes")
        .fills("owner", "Head of customer services");
    fills_date(&mut joan, "dated", ["1", "6", "2025"]);
    joan.sends("Add it").sees("Evidence of that date ran out after 1 June 2026");
    fills_date(&mut joan, "dated", ["1", "6", "2026"]);
    joan.sends("Add it").sees("Kept until 1 June 2027").sees("Minutes of June");
    joan.follows("Take out").sends("Take it out").sees("Enter why it is taken out");
    joan.fills("reason", "Not ours").sends("Take it out").sees("Taken out: Not ours");
    joan.sees("Missed since 14 September 2026");
}

#[test]
fn who_only_looks_is_offered_no_form_and_gets_none() {
    let served = served();
    let mut ruth = served.officer(Person::Auditor);
    ruth.opens("/staff/charter/readings/satisfied").sees("Satisfied visitors");
    assert!(!ruth.page.html.contains("Record a reading"));
    ruth.opens("/staff/charter/readings/satisfied/record");
    assert_eq!(ruth.page.status, 403);
    let mut joan = served.officer(Person::ServicesManager);
    joan.opens("/staff/charter/readings/smiles");
    assert_eq!(joan.page.status, 404, "nothing is recorded for it");
}

#[test]
fn readings_leave_as_a_file() {
    let served = served();
    let mut ruth = served.officer(Person::Auditor);
    ruth.opens("/staff/charter/readings/file");
    assert!(ruth.page.html.starts_with("standard,title,owner,method,from,to"));
    assert!(ruth.page.html.contains(
        "satisfied,Satisfied visitors,Head of customer services,survey,2026-04-01,2026-06-30"
    ));
}
