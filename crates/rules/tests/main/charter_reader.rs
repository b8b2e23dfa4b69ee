//! Broken charters: for each mistake the line, the column and a sentence that says what to
//! write. Each case breaks one thing in a charter that reads.

use rules::charter::{Kind, places, read};
use words::{Language, charter::problem};

const GOOD: &str = r#"[charter]
id = "netherby"
title = "Customer charter"
body = "Netherby Town Council"

[calendar]
nation = "england-and-wales"
hours = "Mo-Fr 09:00-17:00"

[counting]
day_one = "after-receipt"

[[section]]
id = "letters"
title = "Letters"

[[commitment]]
id = "replies"
number = 1
section = "letters"
words = "We reply to every letter."

[[standard]]
id = "answered"
commitment = "replies"
title = "Letters answered"
words = "We answer within 10 working days."
kind = "in-time"
channels = ["letter", "email"]
starts = "received"
stops = ["responded"]
limit = "10 working days"
extension = "5 working days"
target = "95%"

[[standard]]
id = "settled"
title = "Settled"
words = "We try to settle it at once."
kind = "share"
starts = "received"
yes = ["settled"]
no = ["not-settled"]
window = "14 calendar days"
"#;

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

/// A file with lines taken out and others put in their place, and what is told then.
pub(crate) fn check_block(file: &str, block: &str, told: impl Fn(&str) -> Vec<String>) {
    let lines = |mark: &str| {
        let lines: Vec<&str> = block.lines().filter_map(|line| line.strip_prefix(mark)).collect();
        lines
    };
    let good = format!("{}\n", lines("- ").join("\n"));
    let broken: String = lines("+ ").iter().map(|line| format!("{line}\n")).collect();
    assert_eq!(file.matches(&good).count(), 1, "{good} stands once in the file");
    let told = told(&file.replace(&good, &broken));
    let expected = lines("! ");
    let fits = |told: &str, expected: &str| match expected.strip_suffix('…') {
        Some(beginning) => told.starts_with(beginning),
        None => told == expected,
    };
    assert!(
        told.len() == expected.len() && told.iter().zip(&expected).all(|(t, e)| fits(t, e)),
        "{block}\ntold: {told:#?}"
    );
}

#[test]
fn the_charter_that_is_broken_below_reads() {
    assert_eq!(told(GOOD), Vec::<String>::new());
    assert_eq!(read(GOOD).unwrap().standards[1].kind, Kind::Share);
}

#[test]
fn every_mistake_is_told_with_its_place_and_what_to_write() {
    let blocks = include_str!("broken_charters.txt").split("\n\n");
    let blocks: Vec<&str> = blocks.filter(|block| block.starts_with("- ")).collect();
    assert!(blocks.len() >= 60);
    blocks.into_iter().for_each(|block| check_block(GOOD, block, told));
}

#[test]
fn tables_written_as_something_else_are_told_and_not_passed_over() {
    let counting = "[counting]\nday_one = \"after-receipt\"\n";
    let without = GOOD.replace(counting, "");
    assert_eq!(told(&without), Vec::<String>::new(), "counting may be left out");
    for (line, expected) in [
        (
            "counting = { day_one = \"receipt\" }",
            "1:12 \"counting\" must be a table: its name in single brackets, its keys in the lines \
             below.",
        ),
        (
            "counting = \"receipt\"",
            "1:12 \"counting\" must be a table: its name in single brackets, its keys in the lines \
             below.",
        ),
    ] {
        assert_eq!(told(&format!("{line}\n{without}")), [expected]);
    }
    let bare = GOOD.split("[[standard]]").next().unwrap();
    assert_eq!(told(bare), ["1:1 The charter has no standards. Add one with [[standard]]."]);
    assert_eq!(
        told(&format!("standard = []\n{bare}")),
        [
            "1:1 The charter has no standards. Add one with [[standard]].",
            "1:12 \"standard\" must be written with double brackets, once for each: [[…]].",
        ]
    );
}

#[test]
fn standards_that_wait_for_each_other_are_refused() {
    let circle = GOOD.replace(
        "target = \"95%\"\n",
        "after = \"told\"\n\n[[standard]]\nid = \"told\"\ntitle = \"Told\"\nwords = \"We tell you.\"\n\
         kind = \"in-time\"\nafter = \"answered\"\nstops = [\"closed\"]\nlimit = \"1 working day\"\n",
    );
    let sentence = |id: &str| {
        format!(
            "\"{id}\" comes after a standard that comes after \"{id}\". One of them must start by \
             itself."
        )
    };
    let expected = [format!("34:9 {}", sentence("answered")), format!("41:9 {}", sentence("told"))];
    assert_eq!(told(&circle), expected);
}

#[test]
fn columns_count_characters_whatever_stands_before_them() {
    // Letters of one, two, three and four bytes, and one with its accent apart.
    for (before, column) in [("xx", 16), ("ŵŷ", 16), ("€€", 16), ("😀😀", 16), ("e\u{301}", 16)]
    {
        let stops = format!("stops = [\"{before}\", \"answered\"]");
        let text = GOOD.replace("stops = [\"responded\"]", &stops);
        let problems = read(&text).unwrap_err();
        let found: Vec<(usize, usize)> =
            places(&text, &problems).iter().map(|(place, _)| (place.line, place.column)).collect();
        assert_eq!(found, [(31, 10), (31, column)], "{before}");
    }
    // Lines that end as on Windows count once.
    let text = GOOD.replace("target = \"95%\"", "target = \"95\"").replace('\n', "\r\n");
    let problems = read(&text).unwrap_err();
    let (place, _) = places(&text, &problems)[0];
    assert_eq!((place.line, place.column), (34, 10));
}
