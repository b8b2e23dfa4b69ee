//! Standards that start when another one was done: "10 working days from acknowledgement".

use crate::scripts::{Body, CHARTER, body, check};
use jiff::civil::date;

const RECEIVED: &str = "2026-09-14T10:00 received";

#[test]
fn a_chained_promise_is_due_provisionally_until_the_one_before_is_done() {
    let acknowledged = "2026-09-16T10:00 acknowledged";
    let late = "2026-09-23T10:00 acknowledged";
    for (script, as_of, full) in [
        // As if acknowledged with the last moment of 21 September.
        (vec![], "2026-09-15T12:00", "full: running, due 2026-10-05, provisional"),
        (vec![], "2026-09-22T12:00", "full: running, due 2026-10-05, provisional"),
        (vec![], "2026-10-06T12:00", "full: missed, due 2026-10-05"),
        // Then from the real moment.
        (vec![acknowledged], "2026-09-17T12:00", "full: running, due 2026-09-30"),
        (vec![late], "2026-09-24T12:00", "full: running, due 2026-10-07"),
        (
            vec![acknowledged, "2026-09-30T16:00 responded"],
            "2026-10-05T12:00",
            "full: kept, due 2026-09-30, ended 2026-09-30 16:00",
        ),
        (
            vec![acknowledged, "2026-10-01T09:00 responded"],
            "2026-10-05T12:00",
            "full: missed, due 2026-09-30, ended 2026-10-01 09:00",
        ),
    ] {
        check("full", &[&[RECEIVED], &script[..]].concat(), as_of, &[full]);
    }
}

#[test]
fn what_is_answered_or_ended_before_the_chained_clock_starts_does_not_run_on() {
    let answered = "2026-09-15T10:00 responded";
    let kept = "full: kept, due 2026-09-29, ended 2026-09-15 10:00";
    check("full", &[RECEIVED, answered], "2026-11-02T12:00", &[kept]);
    // Acknowledged after the answer: the answer was in time all the same.
    let afterwards = "2026-09-17T10:00 acknowledged";
    check("full", &[RECEIVED, answered, afterwards], "2026-11-02T12:00", &[kept]);
    check(
        "receipt full",
        &[RECEIVED, "2026-09-15T10:00 withdrawn"],
        "2026-11-02T12:00",
        &[
            "full: ended by customer, due 2026-09-29, ended 2026-09-15 10:00",
            "receipt: ended by customer, due 2026-09-21, ended 2026-09-15 10:00",
        ],
    );
}

#[test]
fn a_chained_promise_stays_while_the_one_before_stands_still() {
    let paused = "2026-09-16T10:00 paused reason=waiting-for-customer";
    check("full", &[RECEIVED, paused], "2026-09-30T12:00", &["full: running, paused, provisional"]);
    let resumed = "2026-09-30T11:00 resumed";
    // Ten working days were paused: acknowledge by 5 October, answer by 19 October.
    check(
        "receipt full",
        &[RECEIVED, paused, resumed],
        "2026-09-30T12:00",
        &["full: running, due 2026-10-19, provisional", "receipt: running, due 2026-10-05"],
    );
    check(
        "full",
        &[RECEIVED, paused, "2026-09-18T10:00 responded"],
        "2026-09-30T12:00",
        &["full: kept, ended 2026-09-18 10:00"],
    );
}

#[test]
fn more_time_for_the_answer_can_be_granted_before_the_acknowledgement() {
    let granted = "2026-09-15T10:00 extended by=10_working_days standard=full";
    let acknowledged = "2026-09-16T10:00 acknowledged";
    check(
        "full",
        &[RECEIVED, granted, acknowledged],
        "2026-10-05T12:00",
        &["full: running, due 2026-10-14, without extension 2026-09-30"],
    );
}

#[test]
fn a_chained_promise_is_received_when_the_matter_was() {
    let promise = |script: &[&str]| {
        let all = body().owed(script, "2026-09-22T12:00");
        let full = |id: usize| body().charter.standards[id].id == "full";
        all.into_iter().find(|promise| full(promise.standard)).unwrap()
    };
    for script in [vec![RECEIVED], vec![RECEIVED, "2026-09-22T10:00 acknowledged"]] {
        let found = promise(&script);
        assert_eq!(found.received_on, date(2026, 9, 14), "{script:?}");
        assert_eq!(found.started_by, 1);
    }
}

#[test]
fn the_order_of_standards_in_the_file_changes_nothing() {
    let (head, rest) = CHARTER.split_once("[[standard]]").unwrap();
    let mut blocks: Vec<&str> = rest.split("[[standard]]").collect();
    blocks.reverse();
    let turned = Body::of(&format!("{head}[[standard]]{}", blocks.join("\n[[standard]]")));
    let script = [RECEIVED, "2026-09-16T10:00 acknowledged", "2026-09-25T10:00 responded"];
    let told = |body: &Body| {
        let mut told: Vec<String> =
            body.owed(&script, "2026-10-05T12:00").iter().map(|p| body.told(p)).collect();
        told.sort();
        told
    };
    assert_eq!(told(&turned), told(body()));
    assert_eq!(told(&turned).iter().filter(|line| line.starts_with("full: kept")).count(), 1);
}
