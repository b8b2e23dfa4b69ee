//! Dates and times that are none, and limits that say too little.

use crate::calls::Place;

#[test]
fn a_moment_that_is_none_is_wrong_in_the_call() {
    let place = Place::new();
    for (from, words) in [
        ("2026-02-30T10:00", ["no such date", "Check the day and the month"]),
        ("2026-13-01T10:00", ["no such date", "Check the day and the month"]),
        ("2026-03-20T25:30", ["no such time", "Hours go from 00 to 23"]),
        ("20/03/2026", ["not a date and time", "2026-03-20T14:30"]),
        ("yesterday", ["not a date and time", "2026-03-20T14:30"]),
        ("", ["not a date and time", "2026-03-20T14:30"]),
    ] {
        let call = ["time", "due", "--limit", "5 working days", "--from", from];
        place.kept(&call).wrong_call(&words);
        place.kept(&[&call[..], &["--json"]].concat()).wrong_call(&words);
    }
}

#[test]
fn a_local_time_that_the_clocks_skip_or_repeat_is_refused_with_what_to_add() {
    let place = Place::new();
    for (from, words) in [
        ("2026-03-29T01:30", ["The clocks go forward", "skip", "Check the time"]),
        ("2025-10-26T01:30", ["The clocks go back", "twice", "+01:00 or +00:00"]),
    ] {
        let call = ["time", "due", "--limit", "4 hours", "--json", "--from", from];
        place.kept(&call).refused(&words);
    }
    // As the advice says.
    for (from, due) in [
        ("2025-10-26T01:30+01:00", "2025-10-26T04:30:00+00:00"),
        ("2025-10-26T01:30+00:00", "2025-10-26T05:30:00+00:00"),
    ] {
        let call = ["time", "due", "--limit", "4 hours", "--json", "--from", from];
        assert_eq!(place.kept(&call).done().json()["due_at"], due);
    }
}

#[test]
fn a_limit_that_says_too_little_is_told_what_to_write() {
    let place = Place::new();
    for (limit, words) in [
        ("28 days", ["which days count", "\"28 calendar days\""]),
        ("1.5 hours", ["1.5", "whole number"]),
        ("soon", ["soon", "10 working days"]),
        ("10 fortnights", ["fortnights", "working days"]),
        ("10 workin days", ["\"workin days\" is not a unit", "Did you mean \"working days\"?"]),
    ] {
        let call = ["time", "due", "--from", "2026-03-02T10:00", "--limit", limit];
        place.kept(&call).wrong_call(&words);
    }
}

#[test]
fn a_batch_says_in_the_row_what_is_wrong_and_goes_on() {
    let place = Place::new();
    let rows = "n,from,limit\n1,2026-02-30,5 working days\n2,2026-03-29T01:30,4 hours\n\
                3,2026-03-02T10:00,28 days\n4,2026-03-02T10:00,5 working days\n";
    let told = place.kept_reading(&["time", "batch", "-"], rows).done();
    let lines: Vec<&str> = told.out.lines().collect();
    for (line, words) in [(1, "no such date"), (2, "clocks go forward"), (3, "which days count")] {
        assert!(lines[line].contains(words), "{}", lines[line]);
    }
    assert!(lines[4].starts_with("4,2026-03-02T10:00,5 working days,2026-03-10T"), "{}", lines[4]);
    assert!(told.err.contains("3 rows were refused"), "{}", told.err);
}

#[test]
fn hours_that_overlap_or_cross_midnight_are_told_how_to_write_them() {
    let place = Place::new();
    let call =
        ["time", "due", "--limit", "5 working days", "--from", "2026-03-02T10:00", "--hours"];
    for (hours, words) in [
        ("Mo-Fr 09:00-13:00,12:00-17:00", ["overlap", "09:00-13:00,14:00-17:00"]),
        ("Mo-Fr 22:00-06:00", ["No period crosses midnight", "\"00:00-06:00,22:00-24:00\""]),
        ("Mo-Fr 09:00-17:00; Tu 10:00-12:00", ["described twice", "with commas"]),
        ("Mo-Fr 9-5", ["is not a time", "HH:MM"]),
    ] {
        place.kept(&[&call[..], &[hours]].concat()).wrong_call(&words);
    }
    // As the advice says.
    for hours in ["Mo-Fr 09:00-13:00,14:00-17:00", "Mo-Fr 00:00-06:00,22:00-24:00"] {
        place.kept(&[&call[..], &[hours]].concat()).done();
    }
}

#[test]
fn stretches_that_cannot_have_happened_are_refused_each_with_its_own_sentence() {
    let place = Place::new();
    let call = ["time", "due", "--limit", "5 working days", "--from", "2026-03-02T10:00"];
    for (more, words) in [
        (["--pause", "2026-03-04T10:00/2026-03-03T10:00"], "is not after its start"),
        (["--pause", "2026-03-04T10:00/2026-03-04T10:00"], "is not after its start"),
        (["--pause", "2026-03-01T10:00/2026-03-03T10:00"], "The clock starts 2 March 2026"),
        (["--restart", "2026-03-04T10:00/2026-03-03T10:00"], "before it was asked for"),
        (["--waits", "2026-03-04T10:00/2026-03-03T10:00"], "before it was asked for"),
        (["--restart", "2026-03-01T10:00/2026-03-03T10:00"], "begins before the clock starts"),
        (["--pause", "2026-03-29T01:30/2026-03-30T10:00"], "The clocks go forward"),
    ] {
        place.kept(&[&call[..], &more].concat()).refused(&[words]);
    }
    let zone = [&call[..], &["--timezone", "Europe/Rossendale"]].concat();
    place.kept(&zone).wrong_call(&["\"Europe/Rossendale\" is not a time zone", "Europe/London"]);
    let notice = ["time", "due", "--limit", "5 working days", "--before", "2026-03-02T10:00"];
    let waits = [&notice[..], &["--waits", "2026-03-01T10:00/"]].concat();
    place.kept(&waits).wrong_call(&["waits for nothing"]);
}
