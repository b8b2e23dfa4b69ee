//! The five charters to begin from: they read, they say what their bodies said, and
//! `charters/README.md` says which row of the register each serves.

use rules::charter::{Charter, Kind, SectionKind, read, write};
use std::collections::BTreeMap;

const README: &str = include_str!("../../../../charters/README.md");

const TEXTS: [(&str, &str); 5] = [
    ("rossendale", include_str!("../../../../charters/rossendale.toml")),
    ("derby", include_str!("../../../../charters/derby.toml")),
    (
        "customer-service-excellence",
        include_str!("../../../../charters/customer-service-excellence.toml"),
    ),
    ("east-ayrshire-leisure", include_str!("../../../../charters/east-ayrshire-leisure.toml")),
    ("customer-first", include_str!("../../../../charters/customer-first.toml")),
];

fn charters() -> BTreeMap<String, Charter> {
    let charter = |(id, text): (&str, &str)| {
        let charter = read(text).unwrap_or_else(|problems| panic!("{id}: {problems:?}"));
        assert_eq!(charter.id, id);
        (id.to_owned(), charter)
    };
    TEXTS.into_iter().map(charter).collect()
}

/// How many standards of each kind there are.
fn kinds(charter: &Charter) -> BTreeMap<&'static str, usize> {
    let mut kinds = BTreeMap::new();
    for standard in &charter.standards {
        *kinds.entry(standard.kind.key()).or_default() += 1;
    }
    kinds
}

/// The rows of the tables of README: the row of the register, the standards named beside it.
fn rows() -> BTreeMap<String, Vec<(String, String)>> {
    let cells = README.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" | "));
    let of_the_register = |row: &str| {
        let letters = |c: char| c.is_ascii_uppercase() || c == '-';
        let digits = row.trim_start_matches(letters);
        (1..row.len()).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let named = |text: &str| {
        let quoted = text.split('`').skip(1).step_by(2);
        let pairs = quoted.filter_map(|quoted| quoted.split_once('/'));
        pairs.map(|(charter, standard)| (charter.to_owned(), standard.to_owned())).collect()
    };
    let rows = cells.filter(|(row, _)| of_the_register(row));
    rows.map(|(row, rest)| (row.to_owned(), named(rest))).collect()
}

#[test]
fn each_says_as_much_as_its_body_did() {
    let all = charters();
    let rossendale = &all["rossendale"];
    let numbers: Vec<u32> = rossendale.commitments.iter().map(|one| one.number).collect();
    assert_eq!(numbers, (1..=25).collect::<Vec<u32>>());
    assert_eq!(rossendale.standards.iter().filter(|standard| standard.main).count(), 7);
    let excellence = &all["customer-service-excellence"];
    let elements = excellence.standards.iter().filter(|s| s.title.as_bytes()[1] == b'.').count();
    assert_eq!((excellence.commitments.len(), elements), (15, 57));
    let criteria = |kind| excellence.sections.iter().filter(move |s| s.kind == kind);
    let tops = criteria(SectionKind::Standards).filter(|section| section.parent.is_none());
    assert_eq!(tops.count(), 5);
    let leisure = &all["east-ayrshire-leisure"];
    let areas: Vec<&str> = leisure
        .sections
        .iter()
        .filter(|section| section.kind == SectionKind::Standards && section.parent.is_none())
        .map(|section| section.id.as_str())
        .collect();
    assert_eq!((areas.len(), leisure.commitments.len()), (5, 10));
    assert_eq!(kinds(leisure)["demonstrated"], 30);
    let stages = all["customer-first"].standards.iter().filter(|one| one.stage.is_some());
    assert_eq!(stages.count(), all["customer-first"].stages.len());
    assert_eq!(kinds(&all["derby"])["milestone"], 5);
}

#[test]
fn every_standard_has_an_owner_a_commitment_and_says_where_it_comes_from() {
    for (id, charter) in charters() {
        for standard in &charter.standards {
            let name = format!("{id}/{}", standard.id);
            assert!(standard.owner.is_some(), "{name} has an owner");
            assert!(charter.commitment_of(standard).is_some(), "{name} has a commitment");
            let source = standard.source.as_deref().unwrap_or_default();
            assert!(source.starts_with('S') && source.contains("; "), "{name}: {source}");
            let measured = !standard.methods.is_empty() || standard.kind.is_judged_by_readings();
            let advertised = standard.kind == Kind::AdvertisedOnly;
            assert_ne!(measured, advertised, "{name} is measured, or says why not");
        }
    }
}

#[test]
fn every_section_that_holds_standards_says_its_commitment_and_how_it_is_watched() {
    for (id, charter) in charters() {
        for standard in &charter.standards {
            let section = charter.section_of(standard).unwrap();
            let section = charter.sections.iter().find(|one| one.id == section).unwrap();
            let name = format!("{id}/{}", section.id);
            assert_eq!(section.kind, SectionKind::Standards, "{name}");
            assert!(section.words.is_some() && !section.monitoring.is_empty(), "{name}");
        }
    }
}

#[test]
fn what_is_read_is_written_and_read_again_as_the_same() {
    for (id, charter) in charters() {
        assert_eq!(read(&write(&charter)).as_ref(), Ok(&charter), "{id}");
    }
}

#[test]
fn the_table_names_every_row_and_only_standards_that_there_are() {
    let (all, rows) = (charters(), rows());
    for row in (1..=90).map(|n| format!("M{n:02}")).chain((1..=30).map(|n| format!("X{n}"))) {
        let named = rows.get(&row).unwrap_or_else(|| panic!("{row} stands in the table"));
        assert!(!named.is_empty(), "{row} names a standard");
        for (charter, standard) in named {
            let found = all.get(charter).and_then(|charter| charter.standard(standard));
            let found = found.unwrap_or_else(|| panic!("{row}: there is {charter}/{standard}"));
            let source = found.source.as_deref().unwrap_or_default();
            let words = source.split(|c: char| !c.is_ascii_alphanumeric());
            assert!(words.into_iter().any(|word| word == row), "{charter}/{standard} names {row}");
        }
    }
    let quality = rows.keys().filter(|row| !row.starts_with(['M', 'X']) && !row.starts_with("STD"));
    assert_eq!(quality.count(), 21);
    for row in (1..=49).map(|n| format!("STD-{n:02}")) {
        for (charter, standard) in &rows[&row] {
            assert!(all[charter].standard(standard).is_some(), "{row}: {charter}/{standard}");
        }
    }
}

#[test]
fn every_row_that_a_standard_names_names_the_standard() {
    let rows = rows();
    for (id, charter) in charters() {
        for standard in &charter.standards {
            let source = standard.source.as_deref().unwrap_or_default();
            let words = source.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
            for word in words.filter(|word| rows.contains_key(*word)) {
                let named = (id.clone(), standard.id.clone());
                assert!(rows[word].contains(&named), "{word} names {id}/{}", standard.id);
            }
        }
    }
}

#[test]
fn what_must_be_answered_for_before_approval_is_what_the_bodies_left_open() {
    use rules::charter::{Clash, clashes};
    use rules::contacts::Channel::{Email, Letter, Telephone, Visit, Voicemail};
    let all = charters();
    let offered = [Telephone, Voicemail, Visit, Letter, Email];
    let grave = |id: &str| -> Vec<Clash> {
        clashes(&all[id], &[], &offered).into_iter().filter(Clash::is_grave).collect()
    };
    let two = |one: &str, other: &str| Clash::TwoLimits(one.into(), other.into());
    assert_eq!(
        grave("rossendale"),
        [
            // One body, two limits for a voicemail message (A30).
            two("voicemail-called-back", "voicemail-answered"),
            // A complaint that comes by email is acknowledged as an email, and as a complaint.
            two("email-acknowledged", "complaints-acknowledged"),
        ]
    );
    assert_eq!(grave("derby"), []);
    // These say how good, and leave to others how soon.
    let untimed: Vec<Clash> = offered.into_iter().map(Clash::NoTimeliness).collect();
    assert_eq!(grave("east-ayrshire-leisure"), untimed);
}
