//! The guide names every key that charter files and maps may have.

use rules::charter::Wrong;
use rules::imports;

const CHARTERS: &str = include_str!("../../../../docs/guide/charter-file.md");
const MAPS: &str = include_str!("../../../../docs/guide/import.md");

/// A table with a key that nobody knows, so that the known ones are told.
fn with_slip(head: &str) -> String {
    format!("{head}\nslip-of-the-pen = 1\n")
}

fn known(wrong: &Wrong) -> Vec<String> {
    match wrong {
        Wrong::UnknownKey { key, known } if key == "slip-of-the-pen" => known.clone(),
        _ => Vec::new(),
    }
}

#[test]
fn the_example_of_a_charter_shows_every_key() {
    let mut shown = 0;
    let heads = [
        "[charter]",
        "[counting]",
        "[[foreword]]",
        "[[section]]",
        "[[commitment]]",
        "[[service]]",
        "[[stage]]",
        "[[opt_out]]",
        "[[translation]]",
        "[[standard]]",
    ];
    for head in heads {
        let problems = rules::charter::read(&with_slip(head)).unwrap_err();
        for key in problems.iter().flat_map(|problem| known(&problem.wrong)) {
            assert!(CHARTERS.contains(&format!("\n{key} = ")), "{head} {key}");
            shown += 1;
        }
    }
    for key in ["zone", "nation", "hours", "closed", "open", "known_until"] {
        assert!(CHARTERS.contains(&format!("\n{key} = ")), "[calendar] {key}");
    }
    assert!(shown > 80, "{shown} keys");
}

#[test]
fn the_chapter_on_importing_names_every_key_of_a_map() {
    let mut named = 0;
    for table in
        ["source", "file", "times", "columns", "customer", "status", "channels", "services"]
    {
        let problems = imports::read(&with_slip(&format!("[{table}]"))).unwrap_err();
        for problem in &problems {
            let imports::Wrong::Charter(wrong) = &problem.wrong else { continue };
            for key in known(wrong) {
                let is_there = [format!("`{key}`"), format!("\n{key} = "), format!(".{key}]")];
                assert!(is_there.iter().any(|text| MAPS.contains(text)), "[{table}] {key}");
                named += 1;
            }
        }
    }
    assert!(named > 25, "{named} keys");
}
