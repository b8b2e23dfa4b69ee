//! The canonical text of a charter: what is read from it again is the same charter.

use rules::charter::{Charter, KEYS, Shape, Value, Wrong, parts, read, shape, write};
use std::path::Path;

const GUIDE: &str = include_str!("../../../../docs/guide/charter-file.md");

fn example() -> &'static str {
    let (_, rest) = GUIDE.split_once("```toml our-charter.toml\n").unwrap();
    rest.split_once("```").unwrap().0
}

/// The text of every ready-made charter and pack, and the example of the guide.
fn all() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../charters");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<(String, String)> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    all.push(("the guide".to_owned(), example().to_owned()));
    all
}

fn reads(name: &str, text: &str) -> Charter {
    read(text).unwrap_or_else(|problems| panic!("{name}: {problems:?}\n{text}"))
}

#[test]
fn every_charter_is_read_again_from_its_canonical_text() {
    for (name, text) in all() {
        let charter = reads(&name, &text);
        let canonical = write(&charter);
        let again = reads(&name, &canonical);
        assert_eq!(again, charter, "{name}");
        assert_eq!(write(&again), canonical, "{name}: written again it is the same text");
    }
}

#[test]
fn forms_and_the_canonical_text_know_the_keys_that_the_reader_knows() {
    for (table, keys) in KEYS.iter().filter(|(table, _)| *table != "calendar") {
        let single = ["charter", "counting"].contains(table);
        let head = if single { format!("[{table}]") } else { format!("[[{table}]]") };
        let problems = read(&format!("{head}\nslip-of-the-pen = 1\n")).unwrap_err();
        let known = problems.iter().find_map(|problem| match &problem.wrong {
            Wrong::UnknownKey { known, .. } => Some(known.clone()),
            _ => None,
        });
        let mut keys: Vec<&str> = keys.to_vec();
        keys.sort_unstable();
        assert_eq!(known.unwrap_or_default(), keys, "{table}");
    }
}

#[test]
fn what_a_form_holds_is_what_the_file_says() {
    for (name, text) in all() {
        for part in parts(&reads(&name, &text)) {
            for (key, value) in &part.entries {
                let shape = shape(part.table, key).unwrap_or_else(|| panic!("{key} has a shape"));
                let back = shape.toml(&value.form()).unwrap_or_default();
                assert_eq!(back, value.toml(), "{name}: {}.{key}", part.table);
                if let (Shape::Choice(choices), Value::Text(chosen)) = (&shape, value) {
                    assert!(choices.contains(&chosen.as_str()), "{name}: {key} {chosen}");
                }
            }
        }
    }
}

#[test]
fn comments_order_of_keys_and_defaults_change_nothing() {
    let one = reads(
        "one",
        "[charter]\nid = \"a\"\ntitle = \"T\"\nbody = \"B\"\n[calendar]\nhours = \"Mo-Fr 09:00-17:00\"\n[[standard]]\nid = \"s\"\ntitle = \"S\"\nwords = \"W.\"\nkind = \"in-time\"\nstarts = \"received\"\nstops = [\"responded\"]\nlimit = \"5 working days\"\n",
    );
    let other = reads(
        "other",
        "# A charter.\n[charter]\nbody = \"B\"\ntitle = \"T\"\nid = \"a\"\nstatutory = false\n[calendar]\nzone = \"Europe/London\"\nnation = \"none\"\nhours = \"Mo-Fr 09:00-17:00\"\n[counting]\nday_one = \"after-receipt\"\n[[standard]]\nlimit = \"5 working days\"\nkind = \"in-time\"\nid = \"s\"\nstops = [\"responded\"]\ntitle = \"S\"\nwords = \"W.\"\nstarts = \"received\"\nmethods = [\"clock\"]\nends = [\"withdrawn\"]\norigin = \"local\"\n",
    );
    assert_eq!(write(&one), write(&other));
}

#[test]
fn words_that_change_are_not_translated_any_more() {
    let charter = reads("the guide", example());
    assert_eq!(charter.welsh("We pick up quickly."), Some("Rydym yn ateb yn gyflym."));
    let missing = charter.untranslated();
    assert!(!missing.iter().any(|words| words == "We pick up quickly."));
    assert!(missing.iter().any(|words| words == "Tell us when your plans change."));
    let text = example().replace("words = \"We pick up quickly.\"", "words = \"We pick up.\"");
    let changed = reads("the guide", &text);
    assert!(changed.untranslated().contains(&"We pick up.".to_owned()));
    assert_eq!(changed.welsh("We pick up."), None);
    let twice = format!(
        "{text}\n[[translation]]\nenglish = \"We pick up quickly.\"\nwelsh = \"Rydym yn ateb.\"\n"
    );
    let problems = read(&twice).unwrap_err();
    assert!(matches!(problems.as_slice(), [one] if matches!(one.wrong, Wrong::TranslatedTwice(_))));
}

#[test]
fn bank_holidays_of_a_charters_own_are_kept() {
    use rules::charter::{Edit, edit};
    let definition = rules::calendar::Definition::office_hours(rules::calendar::Nation::Scotland);
    let lists = definition.self_contained().to_string();
    let lists = lists.split_once("\n[bank_holidays").unwrap().1;
    let lists =
        format!("\n[bank_holidays{lists}").replace("[bank_holidays", "[calendar.bank_holidays");
    let charter = reads("with lists", &format!("{}{lists}", example()));
    assert!(charter.calendar.bank_holidays.is_some());
    assert_ne!(write(&charter), write(&reads("the guide", example())));
    assert_eq!(reads("written", &write(&charter)), charter);
    let words = [("by".to_owned(), "Chair".to_owned()), ("words".to_owned(), "W.".to_owned())];
    let edited = edit(&charter, ("foreword", "1"), &Edit::Put(words.to_vec())).unwrap();
    assert_eq!(reads("edited", &edited.text).calendar, charter.calendar);
}
