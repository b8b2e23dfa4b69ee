//! A reference with a slip, on the pages that take one.

use crate::calls::Place;
use crate::officers::{Letter, letter, reference_of};
use crate::visitors::Visitor;

#[test]
fn a_reference_with_a_slip_is_told_as_one() {
    let place = Place::new().with_charter();
    let server = place.serves();
    let mut manager = place.signs_in(&server, "manager@netherby.example");
    let page = manager.opens("/staff/contacts/new");
    let form = letter(&page, &Letter::about("Two swings are broken"));
    let to = manager.ask("/staff/contacts/new", Some(&form)).unwrap().leads();
    let reference = reference_of(&to);
    let first = if reference.starts_with('2') { "3" } else { "2" };
    let slip = format!("{first}{}", &reference[1..]);
    let swapped: String = {
        let mut symbols: Vec<char> = reference.chars().collect();
        let place = (1..8).find(|place| symbols[*place] != symbols[place - 1]).unwrap();
        symbols.swap(place, place - 1);
        symbols.into_iter().collect()
    };
    let mut resident = Visitor::at(server.address);
    for (typed, words) in [
        (slip.as_str(), "one of its letters or digits is wrong"),
        (&swapped, "two are swapped"),
        (&reference[..7], "Enter all 8 letters and digits"),
        (&format!("{}O", &reference[..7]), "References have no “O”"),
        ("", "Enter your reference"),
    ] {
        let page = resident.opens("/follow");
        let fields = [("reference", typed), ("known", "ZZ99 3WZ")];
        let answer = resident.sends("/follow", &page, &fields);
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains(words), "“{words}” is not said: {}", answer.body);
        assert!(answer.body.contains("value=\"ZZ99 3WZ\""), "what was typed is lost");
    }
    let page = resident.opens("/follow");
    let said = format!("{} {}", reference[..4].to_lowercase(), &reference[4..]);
    let fields = [("reference", said.as_str()), ("known", "zz993wz")];
    assert_eq!(resident.sends("/follow", &page, &fields).status, 200);
    // An adviser who mistypes the reference of an earlier contact keeps what they typed.
    let page = manager.opens("/staff/contacts/new");
    let mut form = letter(&page, &Letter::about("The swings again"));
    form.push(("again".into(), slip));
    let answer = manager.ask("/staff/contacts/new", Some(&form)).unwrap();
    assert_eq!(answer.status, 422);
    assert!(
        answer.body.contains("Check the reference") && answer.body.contains("The swings again")
    );
}
