//! Slips of the hand in everything that people write: each reader is given real texts with a few
//! pieces dropped, doubled, exchanged or put elsewhere. The fuzz targets go on from here.

use crate::readers;
use proptest::prelude::*;
use std::path::PathBuf;

const LIMITS: &str = "20 seconds\n4 working hours\n10 working days\n28 calendar days\n1 month\n\
    6 rings\n28 days\n10 workin days\n99999999 weeks";
const HOURS: &str = "Mo-Fr 09:00-13:00,14:00-18:00; Sa 10:00-12:00\n00:00-08:00,18:00-24:00\n\
    Sa-Mo 10:00-12:00;\nMo,We 10:00-12:00\nMo-Fr 22:00-06:00";
const MOMENTS: &str = "2026-07-01T09:30\n2026-07-01 09:30:15.25\n2026-07-01T09:30+01:00\n\
    2026-10-25T01:30\n2026-03-29T01:30\n2026-02-30\n2100-01-01T00:00Z\n1969-12-31T23:30-0500";

/// What is put where it does not belong.
const STRAY: [&str; 12] =
    ["", " ", "-", "0", "99999999", "\"", "[", "=", "\n", "days", "é", "2026-12-25"];

/// The TOML files of a folder of this repository.
fn texts_of(folder: &str) -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let files = files.filter(|file| file.extension().is_some_and(|end| end == "toml"));
    let texts: Vec<String> = files.map(|file| std::fs::read_to_string(file).unwrap()).collect();
    assert!(!texts.is_empty());
    texts
}

/// A slip: where, how much of the text it takes away, and what stands there instead.
type Slip = (usize, usize, usize);

fn any_slips() -> impl Strategy<Value = Vec<Slip>> {
    prop::collection::vec((any::<usize>(), 0_usize..12, 0..STRAY.len() + 1), 1..4)
}

fn with_slips(text: &str, slips: &[Slip]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for (at, long, stray) in slips {
        let at = at % (letters.len() + 1);
        let end = (at + long).min(letters.len());
        let taken: String = letters[at..end].iter().collect();
        // One more than there are strays: what is taken is doubled.
        let instead = STRAY.get(*stray).map_or(taken.repeat(2), |stray| (*stray).to_owned());
        letters.splice(at..end, instead.chars());
    }
    letters.into_iter().collect()
}

fn ask_lines(read: fn(&str), texts: &str, slips: &[Slip]) {
    texts.lines().for_each(|line| read(&with_slips(line, slips)));
}

#[test]
fn every_ready_made_charter_is_read_and_can_be_counted_by() {
    for text in texts_of("charters") {
        assert!(rules::charter::read(&text).is_ok());
        readers::charters(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn limits_hours_and_moments_with_slips_are_read_or_refused(slips in any_slips()) {
        ask_lines(readers::limits, LIMITS, &slips);
        ask_lines(readers::hours, HOURS, &slips);
        ask_lines(readers::moments, MOMENTS, &slips);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn charters_and_calendars_with_slips_are_read_or_refused(
        charter in prop::sample::select(texts_of("charters")),
        calendar in prop::sample::select(texts_of("fuzz/seeds/calendars")),
        slips in any_slips(),
    ) {
        readers::charters(&with_slips(&charter, &slips));
        readers::calendars(&with_slips(&calendar, &slips));
    }
}
