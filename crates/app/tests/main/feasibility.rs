//! Whether a proposed limit could be kept, tried on what happened.

use rules::charter::read;
use testkit::{Person, Town};

/// The charter with letters answered within another limit, and a share that is aimed at.
fn proposal(limit: &str) -> rules::charter::Charter {
    let text = include_str!("../../../../charters/rossendale.toml");
    let at = text.find("id = \"correspondence-answered\"").unwrap();
    let (before, after) = text.split_at(at);
    let new = format!("limit = \"{limit}\"\ntarget = \"60%\"");
    read(&format!("{before}{}", after.replacen("limit = \"10 working days\"", &new, 1))).unwrap()
}

/// How many letters would have been kept and missed.
fn tried(town: &Town, limit: &str) -> (i64, i64) {
    let (proposal, now) = (proposal(limit), town.now());
    let all = town.kept.read(move |tx| app::figures::feasible(tx, &proposal, now)).unwrap();
    let letters = all.iter().find(|one| one.standard == "correspondence-answered").unwrap();
    assert!(!letters.falls_short(), "three are too few to say so");
    (letters.kept, letters.missed)
}

testkit::on_both_databases! {
    fn a_proposed_limit_is_tried_on_the_last_twelve_months(town: &Town) {
        // Received on Monday 14 September: answered on day 3, on day 8, and not at all.
        let [soon, late, _never] = [(); 3].map(|()| town.letter());
        town.it_is("2026-09-17T10:00");
        town.responds(Person::Officer, &soon).unwrap();
        town.it_is("2026-09-24T10:00");
        town.responds(Person::Officer, &late).unwrap();
        // What can still be kept counts for neither.
        assert_eq!(tried(town, "10 working days"), (2, 0));
        assert_eq!(tried(town, "7 working days"), (1, 2));
        town.it_is("2026-10-01T10:00");
        assert_eq!(tried(town, "10 working days"), (2, 1));
        assert_eq!(tried(town, "2 working days"), (0, 3));
        // A year later nothing of it says anything any more.
        town.it_is("2027-09-20T10:00");
        let (proposal, now) = (proposal("10 working days"), town.now());
        let all = town.kept.read(move |tx| app::figures::feasible(tx, &proposal, now)).unwrap();
        assert!(all.iter().all(|one| one.standard != "correspondence-answered"));
    }
}
