//! What changes a promise afterwards: re-opening, correction, pauses, more time.

use crate::scripts::{body, check};

const RECEIVED: &str = "2026-09-14T10:00 received";

#[test]
fn re_opening_for_our_fault_judges_again_against_the_original_start() {
    let first = "2026-09-16T10:00 responded";
    let closed = "2026-09-16T11:00 closed";
    let ours = "2026-09-22T10:00 reopened reason=wrong-or-incomplete";
    let in_error = "2026-09-22T10:00 reopened reason=closed-in-error";
    let theirs = "2026-09-22T10:00 reopened reason=customer-disagrees";
    let again = "2026-09-25T10:00 responded";
    let late = "2026-10-02T10:00 responded";
    for (script, expected) in [
        (vec![first, closed], "plain: kept, due 2026-09-28, ended 2026-09-16 10:00"),
        (vec![first, closed, ours], "plain: missed, due 2026-09-28"),
        (vec![first, closed, in_error], "plain: missed, due 2026-09-28"),
        (vec![first, closed, ours, again], "plain: kept, due 2026-09-28, ended 2026-09-25 10:00"),
        (vec![first, closed, ours, late], "plain: missed, due 2026-09-28, ended 2026-10-02 10:00"),
        // Only our own fault undoes an answer.
        (vec![first, closed, theirs], "plain: kept, due 2026-09-28, ended 2026-09-16 10:00"),
    ] {
        check("plain", &[&[RECEIVED], &script[..]].concat(), "2026-10-05T12:00", &[expected]);
    }
    check(
        "plain",
        &[RECEIVED, first, closed, ours],
        "2026-09-23T12:00",
        &["plain: running, due 2026-09-28"],
    );
}

#[test]
fn re_opening_for_our_fault_leaves_receipts_and_undoes_endings() {
    let reopened = "2026-09-22T10:00 reopened reason=closed-in-error";
    // The acknowledgement was sent, whatever became of the answer.
    check(
        "receipt",
        &[RECEIVED, "2026-09-15T10:00 acknowledged", reopened],
        "2026-10-05T12:00",
        &["receipt: kept, due 2026-09-21, ended 2026-09-15 10:00"],
    );
    for ended in [
        "2026-09-16T10:00 withdrawn",
        "2026-09-16T10:00 excluded reason=no-response-owed",
        "2026-09-16T10:00 excluded reason=no-response-owed standard=plain",
    ] {
        check(
            "plain",
            &[RECEIVED, ended, "2026-09-16T10:00 closed", reopened],
            "2026-09-23T12:00",
            &["plain: running, due 2026-09-28"],
        );
    }
    // Something that never should have been a promise stays taken out.
    let duplicate = "2026-09-16T10:00 excluded reason=duplicate";
    check(
        "plain",
        &[RECEIVED, duplicate, reopened],
        "2026-09-23T12:00",
        &["plain: not counted, due 2026-09-28, ended 2026-09-16 10:00, taken out: duplicate"],
    );
    // The customer can withdraw it again.
    check(
        "plain",
        &[RECEIVED, "2026-09-16T10:00 withdrawn", reopened, "2026-09-24T10:00 withdrawn"],
        "2026-10-05T12:00",
        &["plain: ended by customer, due 2026-09-28, ended 2026-09-24 10:00"],
    );
}

#[test]
fn a_correction_replaces_a_fact_and_keeps_the_promise() {
    for (script, expected) in [
        // The receipt was a day earlier than written down first.
        (
            vec!["2026-09-14T10:00 received", "2026-09-11T16:00 received replaces=1"],
            "plain: running, due 2026-09-25",
        ),
        // The stop was entered wrongly.
        (
            vec![
                "2026-09-14T10:00 received",
                "2026-09-28T10:00 responded",
                "2026-09-30T10:00 responded replaces=2",
            ],
            "plain: missed, due 2026-09-28, ended 2026-09-30 10:00",
        ),
        // It never was a response.
        (
            vec![
                "2026-09-14T10:00 received",
                "2026-09-18T10:00 responded",
                "2026-09-18T10:00 holding-reply replaces=2",
            ],
            "plain: running, due 2026-09-28",
        ),
        // A correction of a correction.
        (
            vec![
                "2026-09-14T10:00 received",
                "2026-09-10T10:00 received replaces=1",
                "2026-09-11T16:00 received replaces=2",
            ],
            "plain: running, due 2026-09-25",
        ),
        // Two put the same fact right: the one recorded last stands, and one promise is owed.
        (
            vec![
                "2026-09-14T10:00 received",
                "2026-09-10T10:00 received replaces=1",
                "2026-09-11T16:00 received replaces=1",
            ],
            "plain: running, due 2026-09-25",
        ),
    ] {
        let as_of =
            if expected.contains("ended") { "2026-10-05T12:00" } else { "2026-09-22T12:00" };
        check("plain", &script, as_of, &[expected]);
        let promises = body().owed(&script, as_of);
        assert!(promises.iter().all(|promise| promise.started_by == 1), "{script:?}");
    }
    // Nothing was received after all: nothing is promised.
    let gone = ["2026-09-14T10:00 received", "2026-09-14T10:00 noted replaces=1"];
    assert_eq!(body().owed(&gone, "2026-09-22T12:00"), []);
}

#[test]
fn only_pauses_that_the_standard_allows_stop_the_clock() {
    let from = "2026-09-16T12:00 paused reason=waiting-for-customer";
    let to = "2026-09-18T12:00 resumed";
    let strike = "2026-09-17T12:00 paused reason=industrial-action";
    let strike_ends = "2026-09-21T12:00 resumed reason=industrial-action";
    let back = "2026-09-18T12:00 resumed reason=waiting-for-customer";
    let staff = "2026-09-16T12:00 paused reason=staff-shortage";
    for (script, answer) in [
        // Wednesday and Thursday do not count.
        (vec![from, to], "running, due 2026-09-30"),
        (vec![from], "running, paused"),
        // It still stands still.
        (vec![staff, to], "running, due 2026-09-28"),
        // A reason that is not allowed neither begins nor ends one that is.
        (
            vec![from, "2026-09-17T09:00 paused reason=staff-shortage", to],
            "running, due 2026-09-30",
        ),
        // Two reasons overlap: Wednesday to Friday do not count.
        (vec![from, strike, back, strike_ends], "running, due 2026-10-01"),
        (vec![from, strike, back], "running, paused"),
        // Pausing a paused clock changes nothing.
        (
            vec![from, "2026-09-17T09:00 paused reason=waiting-for-customer", to],
            "running, due 2026-09-30",
        ),
        // Of another standard.
        (
            vec!["2026-09-16T12:00 paused reason=waiting-for-customer standard=plain"],
            "running, due 2026-09-28",
        ),
    ] {
        let script = [&[RECEIVED], &script[..]].concat();
        check("answer", &script, "2026-09-22T09:00", &[&format!("answer: {answer}")]);
        check("plain", &script, "2026-09-22T09:00", &["plain: running, due 2026-09-28"]);
    }
}

#[test]
fn a_pause_that_began_before_the_clock_counts_from_its_start() {
    let early = "2026-09-10T12:00 paused reason=waiting-for-customer";
    for (ends, answer) in [
        // Monday and Tuesday do not count.
        ("2026-09-16T09:00 resumed", "answer: running, due 2026-09-29"),
        ("2026-09-14T09:00 resumed", "answer: running, due 2026-09-28"),
    ] {
        check("answer", &[early, RECEIVED, ends], "2026-09-22T09:00", &[answer]);
    }
    // Done while it stood still, and resumed by a machine afterwards: kept.
    check(
        "answer",
        &[
            RECEIVED,
            "2026-09-16T12:00 paused reason=waiting-for-customer",
            "2026-10-20T10:00 responded",
            "2026-10-21T10:00 resumed",
        ],
        "2026-11-20T09:00",
        &["answer: kept, due 2026-11-02, ended 2026-10-20 10:00"],
    );
}

#[test]
fn more_time_counts_only_where_it_can_be_had_and_before_the_due_moment() {
    let granted = |at: &str| format!("{at} extended by=10_working_days");
    let in_time = granted("2026-09-28T16:00");
    let late = granted("2026-09-29T09:00");
    let before = granted("2026-09-11T09:00");
    let more = "answer: running, due 2026-10-12, without extension 2026-09-28";
    for (extension, answer) in [
        (in_time.as_str(), more),
        (late.as_str(), "answer: missed, due 2026-09-28"),
        (before.as_str(), "answer: missed, due 2026-09-28"),
        (
            "2026-09-20T09:00 extended by=10_working_days standard=full",
            "answer: missed, due 2026-09-28",
        ),
        // Days cannot be extended by hours.
        ("2026-09-20T09:00 extended by=10_working_hours", "answer: missed, due 2026-09-28"),
    ] {
        let script = [extension, RECEIVED];
        check("answer", &script, "2026-10-01T09:00", &[answer]);
        // Without a longest extension there is none.
        check("plain", &script, "2026-10-01T09:00", &["plain: missed, due 2026-09-28"]);
    }
    // Twice, the second before the moment that the first moved: within the longest extension.
    let five = |at: &str| format!("{at} extended by=5_working_days");
    check(
        "answer",
        &[RECEIVED, &five("2026-09-28T16:00"), &five("2026-10-05T16:00")],
        "2026-10-08T09:00",
        &["answer: running, due 2026-10-12, without extension 2026-09-28"],
    );
}
