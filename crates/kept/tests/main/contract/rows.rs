//! `kept time batch`.

use crate::calls::{Place, word};

#[test]
fn columns_and_order_are_kept_and_answers_added() {
    let place = Place::new();
    place.file(
        "in.csv",
        "case,from,limit,calendar,hours,day_one,late_receipt,due_at_policy,if_closed,pauses,\
         extend,closed,timezone,as_of\n\
         b,2026-03-30T10:00,5 working days,scotland,,,,,,,,,,\n\
         a,2026-03-30T10:00,,,Mo-Sa 09:00-17:00,receipt,,,,,,2026-03-31;2026-04-01,,\n\
         c,2026-03-05T18:00,5 working days,,,,next-working-day,same-time,,,,,,\n\
         d,2026-03-02T10:00,5 working days,,,,,,,2026-03-04T00:00/,2 working days,,,2026-03-05\n",
    );
    let out = place.path("out.csv");
    let call = ["time", "batch", "in.csv", "--limit", "5 working days", "--out", word(&out)];
    let told = place.kept(&call).done();
    assert_eq!((told.out.as_str(), told.err.as_str()), ("", ""));
    let text = std::fs::read_to_string(out).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let header = "case,from,limit,calendar,hours,day_one,late_receipt,due_at_policy,if_closed,\
                  pauses,extend,closed,timezone,as_of,due_at,due_on,provisional,error";
    assert_eq!(rows[0].join(","), header);
    let answers: Vec<(&str, &[&str])> =
        rows[1..].iter().map(|row| (row[0], &row[row.len() - 4..])).collect();
    assert_eq!(answers[0], ("b", &["2026-04-08T00:00:00+01:00", "2026-04-07", "false", ""][..]));
    assert_eq!(answers[1], ("a", &["2026-04-09T00:00:00+01:00", "2026-04-08", "false", ""][..]));
    assert_eq!(answers[2], ("c", &["2026-03-13T09:00:00+00:00", "2026-03-13", "false", ""][..]));
    assert_eq!(answers[3], ("d", &["", "", "false", ""][..]), "a pause is still open");
}

#[test]
fn rows_say_what_was_asked_for_and_when_it_came() {
    let rows = "from,restarts,waits\n2026-09-14T10:00,,\n\
                2026-09-14T10:00,2026-09-16T10:00/2026-09-23T10:00,\n\
                2026-09-14T10:00,,2026-09-16T10:00/2026-09-23T10:00\n\
                2026-09-14T10:00,,2026-09-16T10:00/\n\
                2026-09-14T10:00,2026-09-16T10:00/2026-09-15T10:00,\n";
    let call = ["time", "batch", "-", "--limit", "10 working days"];
    let told = Place::new().kept_reading(&call, rows).done();
    let due: Vec<&str> = told.out.lines().map(|line| line.split(',').nth(4).unwrap()).collect();
    assert_eq!(due, ["due_on", "2026-09-28", "2026-10-07", "2026-10-07", "", ""]);
    assert!(told.out.contains("before it was asked for"), "{}", told.out);
}

#[test]
fn it_reads_standard_input_and_writes_standard_output() {
    let place = Place::new();
    let rows = "from\n2026-03-02\n2026-03-03T10:00\n";
    let told = place.kept_reading(&["time", "batch", "-", "--limit", "1 working day"], rows).done();
    let due: Vec<&str> = told.out.lines().map(|line| line.split(',').nth(2).unwrap()).collect();
    assert_eq!(due, ["due_on", "2026-03-03", "2026-03-04"]);
}

#[test]
fn a_file_without_what_is_needed_is_refused_before_anything_is_written() {
    let place = Place::new();
    place.file("in.csv", "received,limit\n2026-03-02,5 working days\n");
    place.kept(&["time", "batch", "in.csv"]).refused(&["no column \"from\"", "received, limit"]);
    place.file("in.csv", "from\n2026-03-02\n");
    place.kept(&["time", "batch", "in.csv"]).refused(&["no column \"limit\""]);
    place.kept(&["time", "batch", "gone.csv"]).refused(&["gone.csv", "could not be read"]);
    let wrong = ["time", "batch", "in.csv", "--limit", "5 days"];
    place.kept(&wrong).wrong_call(&["which days count"]);
}
