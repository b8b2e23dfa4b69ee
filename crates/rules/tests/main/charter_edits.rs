//! A charter is changed part by part: whatever is not meant stays as it was.

use rules::charter::{
    Charter, Edit, EditRefusal, Wrong, edit, names, part_named, parts, read, write,
};

const CHARTER: &str = include_str!("../../../../charters/rossendale.toml");

fn charter() -> Charter {
    read(CHARTER).unwrap()
}

/// What a part says, as a form has it.
fn form(charter: &Charter, table: &str, name: &str) -> Vec<(String, String)> {
    let all = parts(charter);
    let part = part_named(&all, table, name).unwrap();
    part.entries.iter().map(|(key, value)| ((*key).to_owned(), value.form())).collect()
}

fn answered(mut form: Vec<(String, String)>, key: &str, answer: &str) -> Vec<(String, String)> {
    form.retain(|(known, _)| known != key);
    form.push((key.to_owned(), answer.to_owned()));
    form
}

#[test]
fn every_part_put_as_it_is_changes_nothing() {
    let charter = charter();
    let all = parts(&charter);
    for part in &all {
        for name in names(&all, part.table) {
            let same = Edit::Put(form(&charter, part.table, &name));
            let edited = edit(&charter, (part.table, &name), &same).unwrap();
            assert_eq!(edited.text, write(&charter), "{} {name}", part.table);
            assert_eq!(edited.name, name);
        }
    }
}

#[test]
fn one_answer_changes_one_key_and_its_problem_is_found_again() {
    let charter = charter();
    let at = ("standard", "correspondence-answered");
    let seven = answered(form(&charter, at.0, at.1), "limit", "7 working days");
    let edited = edit(&charter, at, &Edit::Put(seven)).unwrap();
    let after = read(&edited.text).unwrap();
    let mut wanted = charter.clone();
    let standard = wanted.standards.iter_mut().find(|one| one.id == at.1).unwrap();
    standard.limit = Some(rules::clock::Limit::read("7 working days").unwrap());
    assert_eq!(after, wanted);
    for (key, answer) in [("limit", "7 fortnights"), ("target", "120%"), ("kind", "guess")] {
        let wrong = answered(form(&charter, at.0, at.1), key, answer);
        let edited = edit(&charter, at, &Edit::Put(wrong)).unwrap();
        let problems = read(&edited.text).unwrap_err();
        assert_eq!(edited.key_of(&problems[0]), Some(key), "{problems:?}");
    }
    let without = answered(form(&charter, at.0, at.1), "stops", "");
    let edited = edit(&charter, at, &Edit::Put(without)).unwrap();
    let problems = read(&edited.text).unwrap_err();
    assert!(matches!(&problems[0].wrong, Wrong::Missing { key: "stops", .. }));
    assert_eq!(edited.key_of(&problems[0]), Some("stops"));
}

#[test]
fn what_breaks_another_part_is_told_of_that_one() {
    let charter = charter();
    let edited = edit(&charter, ("section", "telephone"), &Edit::Remove).unwrap();
    let problems = read(&edited.text).unwrap_err();
    assert!(problems.iter().all(|problem| !edited.is_here(problem)));
    assert!(problems.iter().all(|problem| edited.key_of(problem).is_none()));
}

#[test]
fn parts_are_added_behind_their_own_and_change_places() {
    let charter = charter();
    let new = vec![
        ("title".to_owned(), "More rights".to_owned()),
        ("id".to_owned(), "more-rights".to_owned()),
        ("items".to_owned(), "To be heard\n\n  To be told \"why\"  ".to_owned()),
    ];
    let edited = edit(&charter, ("section", "new"), &Edit::Add(new)).unwrap();
    assert_eq!(edited.name, "more-rights");
    let added = read(&edited.text).unwrap();
    let last = added.sections.last().unwrap();
    assert_eq!(last.items, ["To be heard", "To be told \"why\""]);
    let up = edit(&added, ("section", "more-rights"), &Edit::Up).unwrap();
    let moved = read(&up.text).unwrap();
    assert_eq!(moved.sections[moved.sections.len() - 2].id, "more-rights");
    let down = edit(&moved, ("section", "more-rights"), &Edit::Down).unwrap();
    assert_eq!(read(&down.text).unwrap(), added);
    assert_eq!(edit(&added, ("section", "more-rights"), &Edit::Down), Err(EditRefusal::AtTheEnd));
    let first = charter.sections[0].id.as_str();
    assert_eq!(edit(&added, ("section", first), &Edit::Up), Err(EditRefusal::AtTheEnd));
    assert_eq!(edit(&added, ("section", "none"), &Edit::Remove), Err(EditRefusal::NotFound));
    assert_eq!(edit(&added, ("letters", "1"), &Edit::Remove), Err(EditRefusal::NotFound));
}

#[test]
fn what_a_charter_does_not_say_of_counting_can_be_said() {
    let text = CHARTER.split_once("[counting]").unwrap();
    let rest = text.1.split_once("[[section]]").unwrap().1;
    let charter = read(&format!("{}[[section]]{rest}", text.0)).unwrap();
    assert!(part_named(&parts(&charter), "counting", "1").is_none());
    let put = Edit::Put(vec![("due_at".to_owned(), "same-time".to_owned())]);
    let edited = edit(&charter, ("counting", "1"), &put).unwrap();
    let after = read(&edited.text).unwrap();
    assert_eq!(after.counting.policy.due_at, rules::clock::DueAt::SameTime);
}
