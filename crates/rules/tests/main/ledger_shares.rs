//! Yes and no, times without a limit, missing evidence; whose a promise is; several clocks side
//! by side on one record.

use crate::scripts::{body, check};
use jiff::civil::date;

const RECEIVED: &str = "2026-09-14T10:00 received";

#[test]
fn a_yes_or_no_is_recorded_and_can_be_overturned() {
    let again = "2026-09-20T10:00 repeated";
    for (script, expected) in [
        (vec![], "first: running"),
        (vec!["2026-09-14T10:05 settled"], "first: kept, ended 2026-09-14 10:05, recorded"),
        (vec!["2026-09-14T10:05 not-settled"], "first: missed, ended 2026-09-14 10:05, recorded"),
        // Not settled then and answered later is still not settled at first contact.
        (
            vec!["2026-09-14T10:05 not-settled", "2026-09-18T10:00 responded"],
            "first: missed, ended 2026-09-14 10:05, recorded",
        ),
        // The customer came back: no, as of the day it was said to be settled.
        (
            vec!["2026-09-14T10:05 settled", again],
            "first: missed, ended 2026-09-14 10:05, repeated",
        ),
        (vec![again], "first: missed, ended 2026-09-20 10:00, repeated"),
        (vec!["2026-09-16T10:00 closed"], "first: missed, ended 2026-09-16 10:00, closed undone"),
        (
            vec!["2026-09-15T10:00 responded", "2026-09-16T10:00 closed"],
            "first: kept, ended 2026-09-15 10:00, recorded",
        ),
        // Who withdraws before anything was recorded ends it; the closing that follows misses nothing.
        (
            vec!["2026-09-16T10:00 withdrawn", "2026-09-16T10:00 closed"],
            "first: ended by customer, ended 2026-09-16 10:00",
        ),
        (
            vec!["2026-09-15T10:00 not-settled", "2026-09-16T10:00 withdrawn"],
            "first: missed, ended 2026-09-15 10:00, recorded",
        ),
        (
            vec!["2026-09-15T10:00 responded", "2026-09-16T10:00 withdrawn"],
            "first: kept, ended 2026-09-15 10:00, recorded",
        ),
        // Closed in error is not closed.
        (
            vec!["2026-09-16T10:00 closed", "2026-09-17T10:00 reopened reason=closed-in-error"],
            "first: running",
        ),
        (
            vec![
                "2026-09-15T10:00 responded",
                "2026-09-17T10:00 reopened reason=wrong-or-incomplete",
            ],
            "first: running",
        ),
        (
            vec!["known can-be-settled-at-first-contact=no"],
            "first: not counted, outside the promise",
        ),
        (
            vec!["known can-be-settled-at-first-contact=no", "2026-09-14T10:05 settled"],
            "first: not counted, ended 2026-09-14 10:05, outside the promise",
        ),
        // On the day of the contact an adviser can say so; later nobody can talk it away.
        (
            vec![
                "2026-09-14T10:05 not-settled",
                "2026-09-14T16:00 condition-answered holds=can-be-settled-at-first-contact:no",
            ],
            "first: not counted, ended 2026-09-14 10:05, outside the promise",
        ),
        (
            vec![
                "2026-09-14T10:05 not-settled",
                "2026-09-15T09:00 condition-answered holds=can-be-settled-at-first-contact:no",
            ],
            "first: missed, ended 2026-09-14 10:05, recorded",
        ),
    ] {
        check("first", &[&[RECEIVED], &script[..]].concat(), "2026-10-05T12:00", &[expected]);
    }
}

#[test]
fn a_yes_or_no_counts_by_the_day_of_its_contact_and_is_never_due() {
    for script in [
        vec![RECEIVED],
        vec![RECEIVED, "2026-10-02T10:00 responded"],
        vec![RECEIVED, "2026-09-14T10:05 settled", "2026-10-01T10:00 repeated"],
    ] {
        let all = body().owed(&script, "2026-10-05T12:00");
        let first = all.iter().find(|p| body().charter.standards[p.standard].id == "first");
        let first = first.unwrap();
        assert_eq!(first.due_on, Some(date(2026, 9, 14)), "{script:?}");
        // Nothing to hurry for, nothing overdue.
        assert_eq!(first.judged.due.instant(), None, "{script:?}");
    }
}

#[test]
fn without_a_limit_times_are_measured_and_nothing_is_kept_or_missed() {
    let arrived = "2026-09-14T10:00 arrived";
    for (script, expected) in [
        (vec![], "wait: running"),
        (vec!["2026-09-14T10:09 seen"], "wait: measured, ended 2026-09-14 10:09"),
        (vec!["2026-09-14T10:20 left-unseen"], "wait: ended by customer, ended 2026-09-14 10:20"),
        (
            vec!["2026-09-14T10:20 stop-not-recorded"],
            "wait: no evidence, ended 2026-09-14 10:20, stop not recorded",
        ),
    ] {
        check("wait", &[&[arrived], &script[..]].concat(), "2026-10-05T12:00", &[expected]);
    }
    let seen = body().owed(&[arrived, "2026-09-14T10:09 seen"], "2026-10-05T12:00");
    assert_eq!((seen[0].net, seen[0].gross), (Some(540), Some(540)));
    assert_eq!(seen[0].due_on, Some(date(2026, 9, 14)));
}

#[test]
fn what_was_done_without_a_time_has_no_evidence_and_is_neither_kept_nor_missed() {
    let lost = "2026-09-20T10:00 stop-not-recorded";
    let none = "plain: no evidence, due 2026-09-28, ended 2026-09-20 10:00, stop not recorded";
    check("plain", &[RECEIVED, lost], "2026-10-05T12:00", &[none]);
    let answered = "2026-09-18T10:00 responded";
    let kept = "plain: kept, due 2026-09-28, ended 2026-09-18 10:00";
    check("plain", &[RECEIVED, answered, lost], "2026-10-05T12:00", &[kept]);
    // Nobody has looked yet: that is no missing evidence.
    check("plain", &[RECEIVED], "2026-09-25T12:00", &["plain: running, due 2026-09-28"]);
}

/// The service that a promise belongs to.
fn service(standard: &str, script: &[&str], as_of: &str) -> i64 {
    let all = body().owed(script, as_of);
    let found = all.iter().find(|p| body().charter.standards[p.standard].id == standard);
    found.unwrap().assigned.service
}

#[test]
fn a_promise_belongs_to_whoever_had_it_when_it_was_due_or_ended() {
    let received = "2026-09-14T10:00 received service=1";
    let moved = "2026-09-24T10:00 assigned service=2";
    let moved_late = "2026-10-02T10:00 assigned service=3";
    for (standard, script, as_of, expected) in [
        ("plain", vec![received], "2026-09-15T12:00", 1),
        ("plain", vec![received, moved], "2026-09-23T12:00", 1),
        ("plain", vec![received, moved], "2026-09-25T12:00", 2),
        // Moved after it was due: whoever had it then missed it.
        ("plain", vec![received, moved, moved_late], "2026-10-05T12:00", 2),
        ("plain", vec![received, moved_late], "2026-10-05T12:00", 1),
        // Answered before it was moved.
        ("plain", vec![received, "2026-09-16T10:00 responded", moved], "2026-10-05T12:00", 1),
        ("receipt", vec![received, moved], "2026-10-05T12:00", 1),
        // A first contact belongs to the service that it came to.
        ("first", vec![received, moved, "2026-09-25T10:00 responded"], "2026-10-05T12:00", 1),
        // Nothing said whose it was before: the first that is known.
        ("plain", vec![RECEIVED, moved_late], "2026-09-15T12:00", 0),
        ("plain", vec![RECEIVED, moved_late], "2026-10-05T12:00", 3),
    ] {
        assert_eq!(service(standard, &script, as_of), expected, "{standard} {script:?} {as_of}");
    }
}

#[test]
fn statutory_and_own_calendars_run_side_by_side() {
    // T9: received on 19 December 2025, the offices closed 29 to 31 December and 2 January.
    check(
        "plain statute",
        &["2025-12-19T10:00 received"],
        "2025-12-20T12:00",
        &["plain: running, due 2026-01-13", "statute: running, due 2026-01-07"],
    );
    // Round the clock, over a weekend.
    check(
        "emergency",
        &["2026-09-12T22:30 received"],
        "2026-09-12T23:00",
        &["emergency: running, due 2026-09-13 02:30"],
    );
}

#[test]
fn several_clocks_run_on_one_record_each_by_its_own_start() {
    check(
        "receipt plain progress told",
        &[
            "2026-09-14T10:00 received",
            "2026-09-15T10:00 acknowledged",
            "2026-09-15T10:00 date-told given=2026-09-25",
            "2026-09-17T10:00 progress-asked",
            "2026-09-18T10:00 progress-given",
            "2026-09-22T10:00 progress-asked",
            "2026-09-24T10:00 responded",
        ],
        "2026-10-05T12:00",
        &[
            "receipt: kept, due 2026-09-21, ended 2026-09-15 10:00",
            "plain: kept, due 2026-09-28, ended 2026-09-24 10:00",
            "told: kept, due 2026-09-25, ended 2026-09-24 10:00",
            "progress: kept, due 2026-09-18, ended 2026-09-18 10:00",
            "progress: missed, due 2026-09-23, ended 2026-09-24 10:00",
        ],
    );
}

#[test]
fn times_are_taken_in_the_standards_own_unit_with_and_without_pauses() {
    let all = body().owed(
        &[
            RECEIVED,
            "2026-09-16T12:00 paused reason=waiting-for-customer",
            "2026-09-18T12:00 resumed",
            "2026-09-24T10:00 responded",
        ],
        "2026-10-05T12:00",
    );
    let took = |id: &str| {
        let found = all.iter().find(|p| body().charter.standards[p.standard].id == id);
        found.map(|p| (p.net, p.gross)).unwrap()
    };
    // 24 September is the eighth working day after the 14th; two of them were paused.
    assert_eq!(took("answer"), (Some(6), Some(8)));
    assert_eq!(took("plain"), (Some(8), Some(8)));
    // The fourth hour of a call is its 20 seconds in seconds.
    let call = ["2026-09-14T09:00 call-offered", "2026-09-14T09:00:15 call-answered"];
    assert_eq!(body().owed(&call, "2026-09-14T12:00")[0].net, Some(15));
}
