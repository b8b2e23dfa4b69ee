//! Broken organisation files: for each mistake the line, the column and a sentence that says
//! what to write. And what differs between two of them.

use rules::organisation::{OrganisationFile, changes, places, read};
use words::Language;
use words::organisation::problem;

const GOOD: &str = r##"[organisation]
name = "Netherby Town Council"
short_name = "Netherby"
zone = "Europe/London"
year_begins = "April"
brand_colour = "#1d5e8a"
second_factor = "required"
channels = ["telephone", "letter", "web-form"]

[[service]]
key = "waste"
name = "Waste and recycling"
welsh_name = "Gwastraff ac ailgylchu"
provider = "carters"

[[service]]
key = "planning"
name = "Planning"

[[team]]
key = "waste-team"
name = "Waste team"
service = "waste"

[[venue]]
key = "town-hall"
name = "Town hall counter"
reached_by = "1 Market Square"

[[line]]
key = "main-line"
name = "Main line"
reached_by = "01632 960100"

[[mailbox]]
key = "plans"
name = "Planning mailbox"
service = "planning"
reached_by = "plans@netherby.example"

[[provider]]
key = "carters"
name = "Carters Limited"

[[ward]]
key = "north"
name = "North"

[[reason]]
key = "missed-bin"
service = "waste"
name = "Missed bin"
can_be_settled = true
"##;

/// The problems of a text: `line:column sentence`.
fn told(text: &str) -> Vec<String> {
    let Err(problems) = read(text) else { return Vec::new() };
    places(text, &problems)
        .into_iter()
        .map(|(place, found)| {
            let sentence = problem(Language::English, &found.wrong);
            format!("{}:{} {sentence}", place.line, place.column)
        })
        .collect()
}

fn good() -> OrganisationFile {
    read(GOOD).unwrap()
}

#[test]
fn the_file_that_is_broken_below_reads() {
    assert_eq!(told(GOOD), Vec::<String>::new());
    let file = good();
    assert_eq!((file.units.len(), file.reasons.len(), file.channels.len()), (8, 1, 3));
    assert_eq!(file.year_begins_month, 4);
}

#[test]
fn every_mistake_is_told_with_its_place_and_what_to_write() {
    let blocks = include_str!("broken_organisations.txt").split("\n\n");
    let blocks: Vec<&str> = blocks.filter(|block| block.starts_with("- ")).collect();
    assert!(blocks.len() >= 30);
    for block in blocks {
        crate::charter_reader::check_block(GOOD, block, told);
    }
}

#[test]
fn a_body_without_services_and_teams_is_told_what_it_lacks() {
    let head = GOOD.split("\n[[service]]").next().unwrap();
    assert_eq!(
        told(head),
        [
            "1:1 There are no services. Add one with [[service]]: every contact is about one.",
            "1:1 There are no teams. Add one with [[team]]: what the public sends is given to one.",
        ]
    );
}

#[test]
fn what_may_be_left_out_is_as_in_a_kept_that_begins() {
    let short = GOOD
        .replace("zone = \"Europe/London\"\nyear_begins = \"April\"\n", "")
        .replace("brand_colour = \"#1d5e8a\"\nsecond_factor = \"required\"\n", "");
    let file = read(&short).unwrap();
    assert_eq!(file, OrganisationFile { brand_colour: "#1d70b8".into(), ..good() });
}

#[test]
fn a_month_is_a_name_or_a_number() {
    for written in ["4", "\"April\"", "\"april\""] {
        let text = GOOD.replace("\"April\"", written);
        assert_eq!(read(&text).unwrap().year_begins_month, 4, "{written}");
    }
    let text = GOOD.replace("\"April\"", "\"December\"");
    assert_eq!(read(&text).unwrap().year_begins_month, 12);
}

#[test]
fn the_colour_is_measured_as_the_guidelines_do() {
    // Contrasts with white, from the published formula: #767676 is the lightest grey at 4.54.
    for (colour, dark_enough) in [
        ("#000000", true),
        ("#767676", true),
        ("#777777", false),
        ("#ffffff", false),
        ("#1D70B8", true),
        ("#ffdd00", false),
        ("#00703c", true),
        ("#f47738", false),
    ] {
        let text = GOOD.replace("#1d5e8a", colour);
        assert_eq!(told(&text).is_empty(), dark_enough, "{colour}");
    }
}

#[test]
fn what_is_written_reads_as_the_same() {
    let with = |name: &str| OrganisationFile { name: name.into(), ..good() };
    for name in
        ["Netherby", "The \"New\" Town", "C:\\Netherby", "Cyngor Tŷ'r Llyn", "a = \"b\" # c"]
    {
        let file = with(name);
        assert_eq!(read(&file.to_string()).as_ref(), Ok(&file), "{name}");
    }
}

#[test]
fn the_ready_made_file_reads() {
    let text = include_str!("../../../../organisations/small-district.toml");
    assert_eq!(told(text), Vec::<String>::new());
    let file = read(text).unwrap();
    assert_eq!(read(&file.to_string()), Ok(file));
}

/// What changing one thing in the file changes, in words.
fn differs(before: &str, now: &str) -> Vec<String> {
    assert!(GOOD.contains(before));
    let now = read(&GOOD.replace(before, now)).unwrap();
    let lines = words::organisation::changes(Language::English, &changes(&good(), &now));
    lines.into_iter().map(String::from).collect()
}

#[test]
fn what_a_file_changes_is_told_by_kind_and_key() {
    for (before, now, told) in [
        ("Waste team", "Waste team", ""),
        (
            "Waste team",
            "Bin team",
            "Renamed: team waste-team, \"Waste team\", is now \"Bin team\".",
        ),
        ("Netherby Town Council", "Netherby", "Name: Netherby (was Netherby Town Council)."),
        ("\"April\"", "1", "Year begins: January (was April)."),
        (
            "\"letter\", \"web-form\"",
            "\"web-form\", \"letter\"",
            "Channels: telephone, web-form, letter (was telephone, letter, web-form).",
        ),
        ("01632 960100", "01632 960200", "Changed: line main-line, \"Main line\"."),
        (
            "can_be_settled = true",
            "can_be_settled = false",
            "Changed: reason waste/missed-bin, \"Missed bin\".",
        ),
        (
            "[[ward]]\nkey = \"north\"\nname = \"North\"\n",
            "[[ward]]\nkey = \"n\"\nname = \"North\"\n\n[[ward]]\nkey = \"s\"\nname = \"South\"\n",
            "New wards: n (North), s (South).|Gone wards: north (North).",
        ),
        (
            "service = \"waste\"\nname = \"Missed bin\"",
            "service = \"planning\"\nname = \"Missed bin\"",
            "New reasons: planning/missed-bin (Missed bin).|Gone reasons: waste/missed-bin (Missed \
             bin).",
        ),
    ] {
        assert_eq!(differs(before, now).join("|"), told, "{before} → {now}");
    }
}

#[test]
fn the_order_of_a_file_means_nothing_but_for_channels() {
    let mut file = good();
    file.units.reverse();
    assert_eq!(changes(&good(), &file), []);
}
