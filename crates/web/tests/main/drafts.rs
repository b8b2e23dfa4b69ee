//! A charter is drafted, consulted on, checked, scrutinised and approved through the pages.

use crate::people::{Browser, Served};
use testkit::{Person, Town};

const CHARTER: &str = include_str!("../../../../charters/rossendale.toml");

/// The services manager begins a draft from the ready-made charter; gives its address.
fn begins(joan: &mut Browser<'_>) -> String {
    joan.opens("/staff/charter/drafts/new")
        .fills("from", "ready-made")
        .fills("ready-made", "rossendale")
        .sends("Begin")
        .sees("The draft is begun");
    joan.page.address.split('?').next().unwrap().to_owned()
}

/// The date of the town's clock, in the three boxes of a question.
fn dates<'b, 's>(joan: &'b mut Browser<'s>, name: &str, day: &str) -> &'b mut Browser<'s> {
    joan.fills(&format!("{name}-day"), day)
        .fills(&format!("{name}-month"), "9")
        .fills(&format!("{name}-year"), "2026")
}

#[test]
fn a_draft_is_begun_consulted_on_checked_scrutinised_and_approved() {
    let served = Served::new(Town::new());
    let mut joan = served.officer(Person::ServicesManager);
    let draft = begins(&mut joan);
    joan.sees("To do").sees("Nothing yet but the drafting");
    joan.opens(&format!("{draft}/steps/consulted"))
        .fills("how", "A meeting")
        .fills("people", "many")
        .sends("Write it down")
        .sees("Enter who was asked")
        .sees("Enter how many people answered as a whole number")
        .sees("Enter the date");
    assert!(joan.page.html.contains("A meeting"), "nothing typed is lost");
    joan.fills("who", "Tenants\u{2019} panel").fills("people", "12");
    dates(&mut joan, "on", "10").sends("Write it down").sees("What people said").sees("12");
    joan.sends("Add the point").sees("Enter what they said").sees("Select what became of it");
    joan.fills("said", "Ten days is too long for a letter")
        .fills("answer", "not-accepted")
        .fills("because", "Seven could not be kept last year")
        .sends("Add the point")
        .sees("The point is written down")
        .sees("Not accepted");
    joan.opens(&format!("{draft}/steps/equality-checked"))
        .fills("who", "Equality officer")
        .fills("words", "Visits are no harder for anybody");
    dates(&mut joan, "on", "11").sends("Write it down").sees("It is written down");
    joan.opens(&format!("{draft}/steps/approved")).fills("who", "Cabinet").fills("minute", "14");
    joan.fills("holds", "in-force");
    dates(&mut joan, "on", "14");
    dates(&mut joan, "from", "30")
        .sends("Write it down and adopt the charter")
        .sees("It was not scrutinised");
    joan.opens(&format!("{draft}/steps/waived"))
        .fills("waives", "scrutiny")
        .fills("words", "The committee does not meet before May");
    dates(&mut joan, "on", "12").sends("Leave it out").sees("Left out");
    joan.opens(&format!("{draft}/steps/approved"))
        .fills("who", "Cabinet")
        .fills("minute", "Minute 14")
        .fills("holds", "in-force");
    dates(&mut joan, "on", "14");
    dates(&mut joan, "from", "30")
        .sends("Write it down and adopt the charter")
        .sees("The approval is written down")
        .sees("Ten days is too long for a letter")
        .sees("The committee does not meet before May");
    joan.opens("/staff/charter/drafts").sees("To come").sees("Cabinet, 2026-09-14, Minute 14");
    served.it_is("2026-09-30T10:00");
    let mut joan = served.officer(Person::ServicesManager);
    joan.opens("/staff/charter/drafts").sees("Superseded").sees("In force");
    joan.opens(&format!("{draft}/text")).sees("This draft was approved");
}

#[test]
fn the_version_in_force_shows_when_it_is_due_for_review() {
    let served = Served::new(Town::new());
    let mut joan = served.officer(Person::ServicesManager);
    joan.opens("/staff/charter/drafts").sees("due for review by 1 January 2021");
}

#[test]
fn a_pasted_file_that_is_wrong_is_told_by_line_and_kept() {
    let served = Served::new(Town::new());
    let mut joan = served.officer(Person::ServicesManager);
    let broken = CHARTER
        .replacen("limit = \"1 working day\"", "limit = \"1 fortnight\"", 1)
        .replacen("target = \"80%\"", "target = \"120%\"", 1);
    let line = |what: &str| {
        let before = &broken[..broken.find(what).unwrap()];
        format!("Line {}:", before.lines().count())
    };
    joan.opens("/staff/charter/drafts/new").sends("Begin").sees("Select what you begin from");
    joan.fills("from", "file").sends("Begin").sees("Paste the text of the file");
    joan.fills("from", "file")
        .fills("text", &broken)
        .sends("Begin")
        .sees(&line("fortnight"))
        .sees(&line("120%"))
        .sees("is over 100%")
        .sees("fortnight");
    assert!(joan.page.html.contains("1 fortnight"), "the text is kept");
    let draft = begins(&mut joan);
    joan.opens(&format!("{draft}/text"))
        .fills("text", &broken)
        .sends("Save the text")
        .sees("is over 100%");
    joan.fills("text", &CHARTER.replace("Customer service standards", "Our promises"))
        .sends("Save the text")
        .sees("The draft is changed")
        .sees("Our promises");
}

#[test]
fn the_file_is_taken_away_and_brought_back_with_the_same_hash() {
    let served = Served::new(Town::new());
    let mut joan = served.officer(Person::ServicesManager);
    let draft = begins(&mut joan);
    let hash = |joan: &Browser<'_>| {
        let at = joan.page.html.find("kept-hash\">").unwrap() + "kept-hash\">".len();
        joan.page.html[at..at + 64].to_owned()
    };
    let before = hash(&joan);
    joan.opens(&format!("{draft}/file"));
    let name = joan.page.headers.iter().find(|(name, _)| name == "content-disposition");
    assert!(name.unwrap().1.contains("charter-draft-"), "it is a file");
    let file = joan.page.html.clone();
    joan.opens(&format!("{draft}/text")).fills("text", &file).sends("Save the text");
    assert_eq!(hash(&joan), before);
    joan.opens("/staff/charter/drafts/new")
        .fills("from", "file")
        .fills("text", &file)
        .sends("Begin")
        .sees("The draft is begun");
    assert_eq!(hash(&joan), before);
}

#[test]
fn a_draft_is_withdrawn_for_a_reason_and_stays_to_be_read() {
    let served = Served::new(Town::new());
    let mut joan = served.officer(Person::ServicesManager);
    let draft = begins(&mut joan);
    joan.opens(&format!("{draft}/steps/withdrawn"));
    dates(&mut joan, "on", "14").sends("Withdraw the draft").sees("Enter why");
    joan.fills("words", "The councils are merging").sends("Withdraw the draft");
    joan.sees("The councils are merging").sees("This draft was withdrawn");
    joan.opens("/staff/charter/drafts").sees("Withdrawn");
    joan.opens(&format!("{draft}/steps/nonsense")).sees("Page not found");
    joan.opens(&format!("{draft}9/text")).sees("Page not found");
}
