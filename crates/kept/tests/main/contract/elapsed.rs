//! `kept time between`.

use super::keys;
use crate::calls::Place;

#[test]
fn it_measures_in_each_unit() {
    let place = Place::new();
    let call = ["time", "between", "--from", "2026-03-06T16:00", "--to", "2026-03-10T10:00"];
    for (unit, amount) in [
        ("seconds", ((3 * 24 + 18) * 3_600)),
        ("working seconds", (1 + 8 + 1) * 3_600),
        ("calendar days", 4),
        ("working days", 2),
    ] {
        let words = [&call[..], &["--json", "--unit", unit]].concat();
        let document = place.kept(&words).done().json();
        assert_eq!(keys(&document), ["amount", "explanation"]);
        assert_eq!(document["amount"], amount, "{unit}");
    }
    let told = place.kept(&[&call[..], &["--unit", "working days"]].concat()).done();
    assert!(told.out.starts_with("2 working days\n"), "{}", told.out);
}

#[test]
fn working_days_are_the_most_that_would_have_been_in_time() {
    let place = Place::new();
    for (to, amount) in [("2026-03-06T17:00", 0), ("2026-03-08T12:00", 0), ("2026-03-09T00:00", 1)]
    {
        let call = ["time", "between", "--json", "--unit", "working days", "--from"];
        let words = [&call[..], &["2026-03-06T10:00", "--to", to]].concat();
        assert_eq!(place.kept(&words).done().json()["amount"], amount, "{to}");
    }
}

#[test]
fn what_was_asked_for_counts_from_when_it_came() {
    let place = Place::new();
    let call =
        ["time", "between", "--json", "--unit", "working days", "--from", "2026-09-14T10:00"];
    for (stretch, amount) in [
        ("2026-09-16T10:00/2026-09-23T10:00", 5),
        ("2026-09-16T10:00/", 0),
        // It came afterwards, or was asked for only then.
        ("2026-09-16T10:00/2026-10-02T10:00", 0),
        ("2026-10-01T10:00/2026-10-02T10:00", 12),
    ] {
        let more = ["--to", "2026-09-30T10:00", "--restart", stretch];
        let document = place.kept(&[&call[..], &more].concat()).done().json();
        assert_eq!(document["amount"], amount, "{stretch}");
    }
}

#[test]
fn an_end_before_the_beginning_and_an_unknown_unit_are_told() {
    let place = Place::new();
    let call =
        ["time", "between", "--json", "--from", "2026-03-06", "--to", "2026-03-05", "--unit"];
    place.kept(&[&call[..], &["seconds"]].concat()).refused(&["is before", "Swap them"]);
    place.kept(&[&call[..], &["weeks"]].concat()).wrong_call(&["weeks", "calendar days"]);
}
