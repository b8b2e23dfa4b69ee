//! `kept time due`.

use super::keys;
use crate::calls::Place;
use serde_json::{Value, json};

/// The document of a call with these words.
#[track_caller]
fn due(words: &[&str]) -> Value {
    let place = Place::new();
    let told = place.kept(&[&["time", "due", "--json"], words].concat()).done();
    assert_eq!(told.err, "");
    assert_eq!(told.out.lines().count(), 1, "one document, and nothing else");
    told.json()
}

#[test]
fn it_says_when_and_why() {
    let document = due(&["--limit", "5 working days", "--from", "2025-12-19T16:55"]);
    let expected = ["due_at", "due_on", "provisional", "paused_seconds", "explanation"];
    assert_eq!(keys(&document), expected);
    assert_eq!(document["due_at"], "2025-12-31T00:00:00+00:00");
    assert_eq!(document["due_on"], "2025-12-30");
    assert_eq!(document["provisional"], false);
    assert_eq!(document["paused_seconds"], 0);
    let sentences: Vec<&str> = document["explanation"]
        .as_array()
        .unwrap()
        .iter()
        .map(|sentence| sentence.as_str().unwrap())
        .collect();
    assert_eq!(sentences[0], "Received Friday 19 December 2025 at 16:55.");
    let told = sentences.join(" ");
    for part in ["The day of receipt is not counted", "day 1 is Monday 22 December", "Tuesday 30"] {
        assert!(told.contains(part), "{told}");
    }
}

#[test]
fn each_limit_is_understood() {
    for (limit, more, due_on, due_at) in [
        ("20 seconds", &[][..], "2026-03-02", "2026-03-02T10:00:20+00:00"),
        ("15 minutes", &[], "2026-03-02", "2026-03-02T10:15:00+00:00"),
        ("4 hours", &[], "2026-03-02", "2026-03-02T14:00:00+00:00"),
        ("30 working minutes", &[], "2026-03-02", "2026-03-02T10:30:00+00:00"),
        ("8 working hours", &[], "2026-03-03", "2026-03-03T10:00:00+00:00"),
        ("10 working days", &[], "2026-03-16", "2026-03-17T00:00:00+00:00"),
        ("28 calendar days", &[], "2026-03-30", "2026-03-31T00:00:00+01:00"),
        ("12 weeks", &[], "2026-05-25", "2026-05-26T00:00:00+01:00"),
        ("1 month", &[], "2026-04-02", "2026-04-03T00:00:00+01:00"),
        ("6 rings", &[], "2026-03-02", "2026-03-02T10:00:18+00:00"),
        ("6 rings", &["--seconds-per-ring", "5"], "2026-03-02", "2026-03-02T10:00:30+00:00"),
        ("0 working days", &[], "2026-03-02", "2026-03-03T00:00:00+00:00"),
        ("0 working hours", &[], "2026-03-02", "2026-03-02T10:00:00+00:00"),
    ] {
        let words = [&["--limit", limit, "--from", "2026-03-02T10:00"], more].concat();
        let document = due(&words);
        assert_eq!((&document["due_on"], &document["due_at"]), (&json!(due_on), &json!(due_at)));
    }
    let open = due(&["--limit", "none", "--from", "2026-03-02T10:00"]);
    assert_eq!((&open["due_on"], &open["due_at"]), (&Value::Null, &Value::Null));
    let end_of_month = due(&["--limit", "1 month", "--from", "2026-01-31"]);
    assert_eq!(end_of_month["due_on"], "2026-02-28");
}

#[test]
fn the_day_of_receipt_follows_the_published_table() {
    for (from, same_day, next_working_day) in [
        ("2026-03-05T18:00", "2026-03-12", "2026-03-13"),
        ("2026-03-06T18:00", "2026-03-13", "2026-03-13"),
        ("2026-03-07T12:00", "2026-03-13", "2026-03-13"),
        ("2026-03-08T12:00", "2026-03-13", "2026-03-13"),
        ("2026-03-09T08:00", "2026-03-16", "2026-03-16"),
    ] {
        let call = ["--limit", "5 working days", "--from", from];
        assert_eq!(due(&call)["due_on"], same_day, "{from}");
        let late = [&call[..], &["--late-receipt", "next-working-day"]].concat();
        assert_eq!(due(&late)["due_on"], next_working_day, "{from}");
    }
}

#[test]
fn each_option_changes_what_it_says() {
    let base = ["--limit", "5 working days", "--from", "2026-03-30T10:00"];
    for (more, due_on) in [
        (&[][..], "2026-04-08"),
        (&["--calendar", "scotland"], "2026-04-07"),
        (&["--calendar", "northern-ireland"], "2026-04-08"),
        (&["--calendar", "any-uk"], "2026-04-08"),
        (&["--hours", "Mo-Sa 09:00-17:00"], "2026-04-07"),
        (&["--closed", "2026-04-01", "--closed", "2026-04-02"], "2026-04-10"),
        (&["--open", "2026-04-03 10:00-12:00"], "2026-04-07"),
        (&["--day-one", "receipt"], "2026-04-07"),
        (&["--extend", "2 working days"], "2026-04-10"),
        (&["--pause", "2026-04-01T00:00/2026-04-02T00:00"], "2026-04-09"),
        (&["--pause", "2026-03-31T12:00/2026-04-01T12:00"], "2026-04-09"),
        (
            &["--pause", "2026-03-31T12:00/2026-04-01T12:00", "--pause-days", "both-ends"],
            "2026-04-10",
        ),
    ] {
        assert_eq!(due(&[&base[..], more].concat())["due_on"], due_on, "{more:?}");
    }
    let weekend = ["--limit", "5 working days", "--from", "2026-03-28T10:00", "--day-one"];
    for (day_one, due_on) in
        [("after-receipt", "2026-04-07"), ("receipt", "2026-04-07"), ("rolled", "2026-04-08")]
    {
        assert_eq!(due(&[&weekend[..], &[day_one]].concat())["due_on"], due_on, "{day_one}");
    }
    let closed = ["--limit", "5 calendar days", "--from", "2026-03-29T10:00"];
    assert_eq!(due(&closed)["due_on"], "2026-04-03");
    assert_eq!(due(&[&closed[..], &["--if-closed", "moves-on"]].concat())["due_on"], "2026-04-07");
    let same_time = due(&[&base[..], &["--due-at", "same-time"]].concat());
    assert_eq!(same_time["due_at"], "2026-04-08T10:00:00+01:00");
    let elsewhere = due(&[&base[..], &["--timezone", "Europe/Paris"]].concat());
    assert_eq!(elsewhere["due_at"], "2026-04-09T00:00:00+02:00");
}

#[test]
fn a_date_that_was_given_and_notice_before_an_event_are_worked_out() {
    let given = due(&["--by", "2026-04-01"]);
    assert_eq!(
        (&given["due_on"], &given["due_at"]),
        (&json!("2026-04-01"), &json!("2026-04-02T00:00:00+01:00"))
    );
    let instant = due(&["--by", "2026-04-01T15:00"]);
    assert_eq!(instant["due_at"], "2026-04-01T15:00:00+01:00");
    let notice = due(&["--limit", "5 working days", "--before", "2026-04-01T14:00"]);
    assert_eq!(notice["due_on"], "2026-03-25");
}

#[test]
fn an_open_pause_has_no_due_date_and_counts_up_to_as_of() {
    let call = ["--limit", "5 working days", "--from", "2026-03-02T10:00"];
    let pause = ["--pause", "2026-03-04T00:00/", "--as-of", "2026-03-05T12:00"];
    let document = due(&[&call[..], &pause].concat());
    assert_eq!((&document["due_on"], &document["due_at"]), (&Value::Null, &Value::Null));
    // A working day and three hours.
    assert_eq!(document["paused_seconds"], (8 + 3) * 3_600);
}

#[test]
fn beyond_the_last_year_known_a_due_date_is_provisional() {
    let document = due(&["--limit", "5 working days", "--from", "2040-12-20"]);
    assert_eq!(document["provisional"], true);
}

#[test]
fn a_calendar_file_says_what_the_options_else_say() {
    let place = Place::new();
    place.file(
        "depot.toml",
        "zone = \"Europe/London\"\nnation = \"scotland\"\nhours = \"Mo-Fr 08:00-16:00\"\n\
         closed = [2026-03-03]\nopen = [\"2026-03-07 09:00-12:00\"]\nknown_until = 2026\n",
    );
    let call = ["time", "due", "--json", "--calendar", "depot.toml", "--from", "2026-03-02T10:00"];
    let days = place.kept(&[&call[..], &["--limit", "5 working days"]].concat()).done().json();
    assert_eq!(days["due_on"], "2026-03-09");
    let hours = place.kept(&[&call[..], &["--limit", "8 working hours"]].concat()).done().json();
    assert_eq!(hours["due_at"], "2026-03-04T10:00:00+00:00");
    place.file("wrong.toml", "zone = \"Europe/London\"\nhours = \"Mo-Fr 9-5\"\n");
    let call = ["time", "due", "--calendar", "wrong.toml", "--from", "2026-03-02", "--limit"];
    place.kept(&[&call[..], &["5 working days"]].concat()).refused(&["wrong.toml: line 2, column"]);
}

#[test]
fn what_does_not_go_together_is_told() {
    let place = Place::new();
    let call = ["time", "due", "--from", "2026-03-02T10:00", "--json", "--limit"];
    for (more, words) in [
        (&["10 calendar days", "--day-one", "rolled"][..], "counts working days"),
        (&["5 working days", "--pause", "2026-03-05T10:00/2026-03-04T10:00"], "2026"),
        (&["1000000 working days"], "further than calendars reach"),
    ] {
        place.kept(&[&call[..], more].concat()).refused(&[words]);
    }
    for (more, words) in [
        (&["5 working days", "--day-one", "first"][..], "after-receipt, receipt, rolled"),
        (&["5 working days", "--hours", "Mo-Fr 22:00-06:00"], "No period crosses midnight"),
        (&["5 working days", "--timezone", "Europe/Nowhere"], "not a time zone"),
        (&["5 working days", "--pause", "yesterday"], "Write START/END"),
        (&["5 working days", "--by", "2026-04-01"], "--by"),
        (&["5 working days", "--before", "2026-04-01"], "--before"),
        (&["6 rings", "--seconds-per-ring", "0"], "from 1 to 60"),
    ] {
        place.kept(&[&call[..], more].concat()).wrong_call(&[words]);
    }
    let date = ["time", "due", "--json", "--from", "2026-03-02", "--limit", "4 working hours"];
    place.kept(&date).wrong_call(&["has no time of day", "2026-03-02T14:30"]);
}

#[test]
fn what_was_asked_for_starts_the_clock_afresh_or_only_then() {
    let call = ["--limit", "10 working days", "--from", "2026-09-14T10:00"];
    for (more, due_on) in [
        (&["--restart", "2026-09-16T10:00/2026-09-23T10:00"][..], json!("2026-10-07")),
        (&["--waits", "2026-09-14T10:30/2026-09-23T10:00"], json!("2026-10-07")),
        (&["--restart", "2026-09-16T10:00/"], Value::Null),
        (&["--waits", "2026-09-16T10:00/"], Value::Null),
        // Asked for when it was due already.
        (&["--restart", "2026-09-29T00:00/2026-09-30T10:00"], json!("2026-09-28")),
        (
            &[
                "--restart",
                "2026-09-16T10:00/2026-09-23T10:00",
                "--restart",
                "2026-10-01T10:00/2026-10-05T10:00",
            ],
            json!("2026-10-19"),
        ),
    ] {
        assert_eq!(due(&[&call[..], more].concat())["due_on"], due_on, "{more:?}");
    }
}
