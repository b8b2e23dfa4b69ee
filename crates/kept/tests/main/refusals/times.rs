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
