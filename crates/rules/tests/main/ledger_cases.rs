//! What the ledger makes of what happened, in tables that a policy officer could check. Monday
//! 14 September 2026 is in a month without bank holidays; 10 working days from it end with
//! Monday 28 September, 5 with Monday 21 September.

use crate::scripts::check;

#[test]
fn a_call_is_kept_to_the_second_and_missed_from_then_on() {
    const OFFERED: &str = "2026-09-14T09:00 call-offered";
    for (script, as_of, expected) in [
        (&[][..], "2026-09-14T09:00:20", "call: running, due 2026-09-14 09:00:20"),
        (&[], "2026-09-14T09:00:20.000001", "call: missed, due 2026-09-14 09:00:20"),
        (
            &["2026-09-14T09:00:20 call-answered"],
            "2026-09-14T12:00",
            "call: kept, due 2026-09-14 09:00:20, ended 2026-09-14 09:00:20",
        ),
        (
            &["2026-09-14T09:00:21 call-answered"],
            "2026-09-14T12:00",
            "call: missed, due 2026-09-14 09:00:20, ended 2026-09-14 09:00:21",
        ),
        // Hanging up in time is the customer's; after 20 seconds it stays missed.
        (
            &["2026-09-14T09:00:20 call-abandoned"],
            "2026-09-14T12:00",
            "call: ended by customer, due 2026-09-14 09:00:20, ended 2026-09-14 09:00:20",
        ),
        (
            &["2026-09-14T09:00:21 call-abandoned"],
            "2026-09-14T12:00",
            "call: missed, due 2026-09-14 09:00:20, ended 2026-09-14 09:00:21",
        ),
    ] {
        check("call", &[&[OFFERED], script].concat(), as_of, &[expected]);
    }
}

#[test]
fn a_limit_in_days_is_kept_to_the_end_of_its_last_day() {
    const RECEIVED: &str = "2026-09-14T10:00 received";
    for (script, as_of, expected) in [
        (&[][..], "2026-09-28T23:59:59", "plain: running, due 2026-09-28"),
        (&[], "2026-09-29T00:00", "plain: missed, due 2026-09-28"),
        (
            &["2026-09-28T23:59:59 responded"],
            "2026-10-05T12:00",
            "plain: kept, due 2026-09-28, ended 2026-09-28 23:59:59",
        ),
        (
            &["2026-09-29T00:00 responded"],
            "2026-10-05T12:00",
            "plain: missed, due 2026-09-28, ended 2026-09-29 00:00",
        ),
        (
            &["2026-09-28T17:00 withdrawn"],
            "2026-10-05T12:00",
            "plain: ended by customer, due 2026-09-28, ended 2026-09-28 17:00",
        ),
        (
            &["2026-09-29T09:00 withdrawn"],
            "2026-10-05T12:00",
            "plain: missed, due 2026-09-28, ended 2026-09-29 09:00",
        ),
        // What was done before the customer ended it was kept.
        (
            &["2026-09-15T09:00 responded", "2026-09-16T09:00 withdrawn"],
            "2026-10-05T12:00",
            "plain: kept, due 2026-09-28, ended 2026-09-15 09:00",
        ),
        (
            &["2026-09-15T09:00 responded", "2026-09-15T09:00 withdrawn"],
            "2026-10-05T12:00",
            "plain: kept, due 2026-09-28, ended 2026-09-15 09:00",
        ),
        (
            &["2026-09-15T09:00 withdrawn", "2026-09-15T09:00 responded"],
            "2026-10-05T12:00",
            "plain: ended by customer, due 2026-09-28, ended 2026-09-15 09:00",
        ),
        // Other things that happen stop no clock.
        (
            &["2026-09-15T09:00 holding-reply", "2026-09-16T09:00 acknowledged"],
            "2026-09-20T12:00",
            "plain: running, due 2026-09-28",
        ),
    ] {
        check("plain", &[&[RECEIVED], script].concat(), as_of, &[expected]);
    }
}

#[test]
fn a_condition_not_yet_known_counts_as_yes_until_it_is_found_to_be_no() {
    const LEFT: &str = "2026-09-14T10:00 message-left";
    const NO: &str = "holds=contact-details-left:no";
    let found = |at: &str, holds: &str| format!("{at} condition-answered {holds}");
    let in_time = found("2026-09-15T16:00", NO);
    let too_late = found("2026-09-16T09:00", NO);
    let again = found("2026-09-17T09:00", NO);
    let yes = found("2026-09-14T12:00", "holds=contact-details-left:yes");
    let due = "due 2026-09-15";
    for (script, expected) in [
        (vec![], format!("message: missed, {due}")),
        (vec![yes.as_str()], format!("message: missed, {due}")),
        (
            vec![yes.as_str(), "2026-09-15T09:00 called-back"],
            format!("message: kept, {due}, ended 2026-09-15 09:00"),
        ),
        (
            vec![in_time.as_str()],
            format!("message: not counted, {due}, ended 2026-09-15 16:00, outside the promise"),
        ),
        // Nobody had looked before it was due: missed.
        (vec![too_late.as_str()], format!("message: missed, {due}")),
        // Found to be no in time and found again later: it was known in time.
        (
            vec![in_time.as_str(), again.as_str()],
            format!("message: not counted, {due}, ended 2026-09-15 16:00, outside the promise"),
        ),
        // Corrected from yes to no only afterwards.
        (vec![yes.as_str(), too_late.as_str()], format!("message: missed, {due}")),
        (
            vec!["known contact-details-left=no"],
            format!("message: not counted, {due}, outside the promise"),
        ),
        // What was found out later counts more than what was known at first.
        (vec!["known contact-details-left=no", yes.as_str()], format!("message: missed, {due}")),
        // Another condition changes nothing.
        (
            vec!["2026-09-14T12:00 condition-answered holds=can-be-settled-at-first-contact:no"],
            format!("message: missed, {due}"),
        ),
    ] {
        check("message", &[&[LEFT], &script[..]].concat(), "2026-09-20T12:00", &[&expected]);
    }
}

#[test]
fn what_was_taken_out_counts_as_nothing_else() {
    const RECEIVED: &str = "2026-09-14T10:00 received";
    let out = "2026-10-01T09:00 excluded reason=duplicate";
    for (script, expected) in [
        (vec![out], "plain: not counted, due 2026-09-28, ended 2026-10-01 09:00"),
        (
            vec!["2026-09-15T09:00 responded", out],
            "plain: not counted, due 2026-09-28, ended 2026-09-15 09:00",
        ),
        (
            vec!["2026-09-30T09:00 responded", out],
            "plain: not counted, due 2026-09-28, ended 2026-09-30 09:00",
        ),
        (
            vec!["2026-09-15T09:00 withdrawn", out],
            "plain: not counted, due 2026-09-28, ended 2026-09-15 09:00",
        ),
        (
            vec!["2026-09-15T09:00 stop-not-recorded", out],
            "plain: not counted, due 2026-09-28, ended 2026-09-15 09:00",
        ),
        (
            vec!["2026-10-01T09:00 excluded reason=duplicate standard=plain"],
            "plain: not counted, due 2026-09-28, ended 2026-10-01 09:00",
        ),
    ] {
        let expected = format!("{expected}, taken out: duplicate");
        check("plain", &[&[RECEIVED], &script[..]].concat(), "2026-10-05T12:00", &[&expected]);
    }
    let other = "2026-10-01T09:00 excluded reason=duplicate standard=answer";
    check("plain", &[RECEIVED, other], "2026-10-05T12:00", &["plain: missed, due 2026-09-28"]);
}

#[test]
fn closing_without_an_answer_takes_out_only_what_could_still_be_kept() {
    let closed = |at: &str| format!("{at} excluded reason=no-response-owed");
    let told = "2026-09-14T11:00 date-told given=2026-09-18";
    let new_date = "2026-09-18T11:00 date-told given=2026-10-02";
    let received = "2026-09-14T10:00 received";
    for (at, expected) in [
        (
            "2026-09-16T09:00",
            vec![
                "plain: not counted, due 2026-09-28, ended 2026-09-16 09:00, \
                 taken out: no-response-owed",
                "told: not counted, due 2026-09-18, ended 2026-09-16 09:00, \
                 taken out: no-response-owed",
                // Made afterwards: not what was taken out.
                "told: running, due 2026-10-02",
            ],
        ),
        (
            "2026-09-21T09:00",
            vec![
                "plain: not counted, due 2026-09-28, ended 2026-09-21 09:00, \
                 taken out: no-response-owed",
                "told: missed, due 2026-09-18",
                "told: not counted, due 2026-10-02, ended 2026-09-21 09:00, \
                 taken out: no-response-owed",
            ],
        ),
    ] {
        check(
            "plain told",
            &[received, told, new_date, &closed(at)],
            "2026-09-22T12:00",
            &expected,
        );
    }
    let answered = "2026-09-15T09:00 responded";
    let kept = "plain: kept, due 2026-09-28, ended 2026-09-15 09:00";
    check("plain", &[received, answered, &closed("2026-09-16T09:00")], "2026-10-05T12:00", &[kept]);
}

#[test]
fn a_new_date_ends_the_first_promise_only_at_the_customers_wish() {
    let first = "2026-09-14T10:00 date-told given=2026-09-18";
    let second = |at: &str, why: &str| format!("{at} date-told given=2026-09-25{why}");
    let wish = second("2026-09-17T10:00", " reason=customer-asked");
    let delay = second("2026-09-17T10:00", "");
    let late_wish = second("2026-09-19T10:00", " reason=customer-asked");
    let done = "2026-09-24T10:00 done-as-told";
    let new_kept = "told: kept, due 2026-09-25, ended 2026-09-24 10:00";
    for (script, expected) in [
        (
            [first, &wish, done],
            [
                "told: ended by customer, due 2026-09-18, ended 2026-09-17 10:00, \
                 put off by the customer",
                new_kept,
            ],
        ),
        ([first, &delay, done], ["told: missed, due 2026-09-18, ended 2026-09-24 10:00", new_kept]),
        // The first was due already when the customer asked for another date.
        (
            [first, &late_wish, done],
            ["told: missed, due 2026-09-18, ended 2026-09-24 10:00", new_kept],
        ),
    ] {
        check("told", &script, "2026-10-01T12:00", &expected);
    }
    // A third date for our delay leaves the wish what it was.
    let third = "2026-09-21T10:00 date-told given=2026-09-30";
    check(
        "told",
        &[first, &wish, third],
        "2026-10-05T12:00",
        &[
            "told: ended by customer, due 2026-09-18, ended 2026-09-17 10:00, \
             put off by the customer",
            "told: missed, due 2026-09-25",
            "told: missed, due 2026-09-30",
        ],
    );
}

#[test]
fn an_instant_that_was_told_is_kept_to_the_second() {
    let told = "2026-09-14T10:00 date-told given=2026-09-18T14:00";
    for (done, expected) in [
        (
            "2026-09-18T14:00 done-as-told",
            "told: kept, due 2026-09-18 14:00, ended 2026-09-18 14:00",
        ),
        (
            "2026-09-18T14:00:01 done-as-told",
            "told: missed, due 2026-09-18 14:00, ended 2026-09-18 14:00:01",
        ),
    ] {
        check("told", &[told, done], "2026-09-20T12:00", &[expected]);
    }
    // A fact without a date tells nothing, and promises nothing.
    check("told", &["2026-09-14T10:00 date-told"], "2026-09-20T12:00", &[]);
}

#[test]
fn two_dates_told_at_the_same_moment_do_not_end_each_other() {
    let one = "2026-09-14T10:00 date-told given=2026-09-18 reason=customer-asked";
    let other = "2026-09-14T10:00 date-told given=2026-09-25 reason=customer-asked";
    check(
        "told",
        &[one, other],
        "2026-09-15T12:00",
        &[
            "told: ended by customer, due 2026-09-18, ended 2026-09-14 10:00, \
             put off by the customer",
            "told: running, due 2026-09-25",
        ],
    );
}

#[test]
fn word_of_a_cancelled_appointment_comes_a_working_day_before() {
    let told = |at: &str, slot: &str| format!("{at} appointment-cancelled given={slot}");
    for (script, expected) in [
        // The appointment is on Monday the 14th: Friday is the last day.
        (
            told("2026-09-11T23:59", "2026-09-14T10:00"),
            "notice: kept, due 2026-09-11, ended 2026-09-11 23:59",
        ),
        (
            told("2026-09-12T00:00", "2026-09-14T10:00"),
            "notice: missed, due 2026-09-11, ended 2026-09-12 00:00",
        ),
        (
            told("2026-09-16T12:00", "2026-09-18"),
            "notice: kept, due 2026-09-17, ended 2026-09-16 12:00",
        ),
    ] {
        check("notice", &[&script], "2026-10-05T12:00", &[expected]);
    }
    // Nobody knows when it was to be: nothing is promised, and nothing is guessed.
    check("notice", &["2026-09-16T12:00 appointment-cancelled"], "2026-10-05T12:00", &[]);
}
