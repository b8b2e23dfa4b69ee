//! A charter is changed on screen, by somebody who has never seen the file.

use crate::people::{Browser, Served, encoded};
use axum::http::Method;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use testkit::{Person, Town};

const DRAFTS: &str = "/staff/charter/drafts";

/// The services manager begins a draft from a file; gives its address.
fn begins(joan: &mut Browser<'_>, text: &str) -> String {
    joan.opens(&format!("{DRAFTS}/new"))
        .fills("from", "file")
        .fills("text", text)
        .sends("Begin")
        .sees("The draft is begun");
    joan.page.address.split('?').next().unwrap().to_owned()
}

/// A draft of the ready-made charter.
fn draft(joan: &mut Browser<'_>) -> String {
    begins(joan, include_str!("../../../../charters/rossendale.toml"))
}

/// The hash that the draft's page shows.
fn hash(joan: &mut Browser<'_>, draft: &str) -> String {
    joan.opens(draft);
    let at = joan.page.html.find("kept-hash\">").unwrap() + "kept-hash\">".len();
    joan.page.html[at..at + 64].to_owned()
}

/// The addresses of all forms of a draft, as its page links them.
fn forms(joan: &mut Browser<'_>, draft: &str) -> BTreeSet<String> {
    joan.opens(draft);
    let links = joan.page.html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let own = links.filter(|link| link.starts_with(draft) && !link.ends_with("/new"));
    let is_part = |link: &&str| {
        let rest = link[draft.len()..].trim_start_matches('/');
        let first = rest.split('/').next().unwrap_or("");
        rest.contains('/') && !["steps", "points"].contains(&first)
    };
    own.filter(is_part).map(str::to_owned).collect()
}

/// Every ready-made charter and pack goes through the editor: each form is opened, sent as it
/// stands, and the draft says the same as before. Several go at once: sending waits for the disk.
#[test]
fn every_ready_made_charter_goes_through_the_forms_and_back_with_the_same_hash() {
    const AT_ONCE: usize = 6;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../charters");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut charters: Vec<PathBuf> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    charters.sort();
    assert!(charters.len() >= 18, "only {} charters are there", charters.len());
    std::thread::scope(|scope| {
        for first in 0..AT_ONCE {
            let mine = charters.iter().skip(first).step_by(AT_ONCE);
            scope.spawn(move || {
                let served = Served::new(Town::new());
                let mut joan = served.officer(Person::ServicesManager);
                mine.for_each(|path| goes_through(&mut joan, path));
            });
        }
    });
}

fn goes_through(joan: &mut Browser<'_>, path: &Path) {
    let text = std::fs::read_to_string(path).unwrap();
    let draft = begins(joan, &text);
    let before = hash(joan, &draft);
    let forms = forms(joan, &draft);
    let charter = rules::charter::read(&text).unwrap();
    let parts = rules::charter::parts(&charter).len();
    assert!(forms.len() >= parts, "{path:?}: {} forms for {parts} parts", forms.len());
    for form in &forms {
        joan.opens(form);
        let mut fields = joan.fields();
        fields.push(("do".to_owned(), "save".to_owned()));
        let saved = joan.once(&Method::POST, form, Some(encoded(&fields)));
        assert_eq!(saved.status, 303, "{path:?} {form}: {}", saved.html);
    }
    assert_eq!(hash(joan, &draft), before, "{path:?}");
    joan.opens(&format!("{draft}/text")).sees("Text 1,");
}

#[test]
fn what_is_wrong_is_said_beside_its_question_and_nothing_is_adopted() {
    let served = Served::new(Town::new());
    let mut joan = served.officer(Person::ServicesManager);
    let draft = draft(&mut joan);
    let before = hash(&mut joan, &draft);
    let letters = format!("{draft}/standards/correspondence-answered");
    for (question, typed, told) in [
        ("limit", "10 fortnights", "is not a unit of time"),
        ("target", "120%", "is over 100%"),
        ("target", "eighty", "is not a target"),
        ("id", "Letters Answered", "cannot be an id"),
        ("id", "calls-answered", "is already used"),
        ("title", "", "Answer the question \u{201c}Short title\u{201d}"),
        ("limit", "", "Answer the question \u{201c}How long may it take?\u{201d}"),
        ("grade", "A", ""),
    ] {
        joan.opens(&letters).fills(question, typed).sends("Save");
        if told.is_empty() {
            joan.sees("The draft is changed");
            joan.fills(question, "").sends("Save").sees("The draft is changed");
            continue;
        }
        joan.is_told(question, told);
        assert_eq!(joan.value(question).unwrap_or_default(), typed, "nothing typed is lost");
    }
    // A stop that can never happen for the channel.
    joan.opens(&format!("{draft}/standards/visitors-dealt-with"))
        .fills("stops", "call-answered")
        .sends("Save")
        .is_told("stops", "never happens on");
    // A condition on something that does not exist, an unknown channel.
    joan.opens(&letters)
        .fills("condition", "weather")
        .sends("Save")
        .is_told("condition", "weather");
    joan.opens(&letters).fills("channels", "pigeon").sends("Save").is_told("channels", "pigeon");
    // What another part needs is not taken out.
    joan.opens(&format!("{draft}/sections/telephone"))
        .sends("Take it out")
        .sees("There is no section \"telephone\"");
    joan.opens(&format!("{draft}/commitments/your-channel"))
        .fills("number", "four")
        .sends("Save")
        .is_told("number", "Enter a whole number");
    joan.opens(&format!("{draft}/standards/correspondence-answered"))
        .fills("holds_from-day", "31")
        .fills("holds_from-month", "2")
        .fills("holds_from-year", "2027")
        .sends("Save")
        .sees("must be a real date");
    assert_eq!(hash(&mut joan, &draft), before);
}

#[test]
fn a_looser_limit_of_a_service_needs_a_reason() {
    let served = Served::new(Town::new());
    let mut joan = served.officer(Person::ServicesManager);
    let draft = draft(&mut joan);
    joan.opens(&format!("{draft}/services/new"))
        .fills("id", "planning")
        .fills("title", "Planning")
        .sends("Save");
    joan.opens(&format!("{draft}/standards/new"))
        .fills("id", "planning-answered")
        .fills("title", "Planning answers letters within 20 working days")
        .fills("words", "We answer letters on planning within 20 working days.")
        .fills("stops", "responded")
        .fills("limit", "20 working days")
        .fills("services", "planning")
        .fills("over", "correspondence-answered")
        .sends("Save")
        .is_told("limit", "looser");
    joan.fills("because", "Applications must be advertised first")
        .fills("approved", "Cabinet, 3 March 2026, minute 14")
        .sends("Save")
        .sees("The draft is changed");
}

#[test]
fn the_form_shows_what_a_standard_would_mean_before_it_is_saved() {
    let served = Served::new(Town::new());
    let mut joan = served.officer(Person::ServicesManager);
    let draft = draft(&mut joan);
    let letters = format!("{draft}/standards/correspondence-answered");
    // It is Monday 14 September 2026.
    joan.opens(&letters)
        .sees("A letter, email, website form or fax that reaches you now would be due")
        .sees("Monday 28 September 2026");
    joan.fills("limit", "5 working days")
        .fills("words", "We answer what you write within 5 working days.")
        .fills("target", "more than 90%")
        .sends("Preview")
        .sees("Monday 21 September 2026")
        .sees("more than 90% today")
        .sees("day 1 is Tuesday 15 September");
    assert_eq!(joan.value("limit").as_deref(), Some("5 working days"));
    joan.opens(&letters).sees("Monday 28 September 2026");
    joan.fills("limit", "5 wroking days").sends("Preview").is_told("limit", "wroking");
}

#[test]
fn another_kind_asks_other_questions_and_loses_nothing() {
    let served = Served::new(Town::new());
    let mut joan = served.officer(Person::ServicesManager);
    let draft = draft(&mut joan);
    let letters = format!("{draft}/standards/correspondence-answered");
    joan.opens(&letters).sees("How long may it take?").sees_no("For which period is it measured?");
    joan.fills("kind", "score").sends("Show the questions of this kind");
    joan.sees("For which period is it measured?").sees_no("How long may it take?");
    assert_eq!(joan.value("limit").as_deref(), Some("10 working days"), "kept out of sight");
    joan.sends("Save").is_told("question", "Answer the question");
    joan.fills("question", "Was our letter clear?")
        .fills("per", "quarter")
        .fills("target", "at least 4")
        .sends("Save")
        .sees("The draft is changed");
    joan.opens(&letters).fills("kind", "count").sends("Save").is_told("kind", "was changed");
}

#[test]
fn parts_are_added_moved_and_taken_out() {
    let served = Served::new(Town::new());
    let mut joan = served.officer(Person::ServicesManager);
    let draft = draft(&mut joan);
    let before = hash(&mut joan, &draft);
    joan.opens(&format!("{draft}/sections/new"))
        .sends("Save")
        .is_told("id", "Answer the question")
        .is_told("title", "Answer the question");
    joan.fills("id", "your-rights")
        .fills("title", "Your rights")
        .fills("kind", "rights")
        .fills("items", "To be heard\nTo be told why")
        .sends("Save")
        .sees("The draft is changed");
    joan.sends("Move up").sees("The draft is changed");
    joan.sends("Move down").sends("Move down").sees("There is none to change places with");
    joan.opens(&format!("{draft}/sections/your-rights")).sends("Take it out");
    assert_eq!(hash(&mut joan, &draft), before);
    joan.opens(&format!("{draft}/forewords/new"))
        .fills("by", "Leader of the council")
        .fills("words", "We mean it.\n\nAnd we measure it.")
        .sends("Save")
        .sees("The draft is changed")
        .sees("And we measure it.");
    joan.opens(&format!("{draft}/head/counting")).fills("due_at", "same-time").sends("Save");
    joan.opens(&format!("{draft}/head/calendar"))
        .fills("hours", "Mo-Fr 25:00")
        .sends("Save")
        .sees("There is a problem");
    joan.opens(&format!("{draft}/head/nothing")).sees("Page not found");
    joan.opens(&format!("{draft}/standards/none")).sees("Page not found");
}

#[test]
fn two_people_change_different_parts_at_once_but_not_the_same() {
    let served = Served::new(Town::new());
    let mut joan = served.officer(Person::ServicesManager);
    let mut sam = served.officer(Person::Administrator);
    let draft = draft(&mut joan);
    let (calls, letters) = (
        format!("{draft}/standards/calls-answered"),
        format!("{draft}/standards/correspondence-answered"),
    );
    joan.opens(&letters).fills("limit", "7 working days");
    sam.opens(&calls).fills("limit", "15 seconds").sends("Save").sees("The draft is changed");
    joan.sends("Save").sees("The draft is changed");
    joan.opens(&letters).fills("limit", "8 working days");
    sam.opens(&letters).fills("limit", "9 working days").sends("Save");
    joan.sends("Save").sees("Somebody else has changed this part");
    assert_eq!(joan.value("limit").as_deref(), Some("8 working days"), "nothing typed is lost");
    joan.sends("Save").sees("The draft is changed");
}
