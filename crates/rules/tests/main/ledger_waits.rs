//! What is asked for on the way: clocks that start afresh, and clocks that only start when
//! something arrives; longest extensions, notice of them, second readings, and from when a rule
//! holds. Ten working days from Monday 14 September 2026 end with Monday 28 September.

use crate::scripts::Body;
use std::sync::LazyLock;
use words::Language;

const RULES: &str = r#"
[charter]
id = "law"
title = "Law"
body = "Netherby"

[calendar]
nation = "england-and-wales"
hours = "Mo-Fr 09:00-17:00"

[[standard]]
id = "afresh"
title = "Answered"
words = "We answer within 10 working days."
kind = "in-time"
starts = "received"
stops = ["responded"]
limit = "10 working days"
pauses = ["industrial-action"]
restarts = ["clarification-asked"]
extension = "10 working days"

[[standard]]
id = "proof"
title = "Data sent"
words = "We send it within a month."
kind = "in-time"
starts = "received"
stops = ["responded"]
limit = "1 month"
if_closed = "moves-on"
waits_for = ["proof-of-identity"]
extension = "2 months"
extension_needs_notice = true

[[standard]]
id = "next"
title = "Done afterwards"
words = "We do it within 5 working days of the answer."
kind = "in-time"
after = "afresh"
stops = ["closed"]
limit = "5 working days"

[[standard]]
id = "any"
title = "As long as it takes"
words = "We answer within 10 working days, or longer."
kind = "in-time"
starts = "received"
stops = ["responded"]
limit = "10 working days"
extension = "any"

[[standard]]
id = "readings"
title = "Acknowledged"
words = "We acknowledge within 30 days."
kind = "in-time"
starts = "received"
stops = ["acknowledged"]
limit = "30 calendar days"
cautious_day_one = "receipt"
holds_from = 2026-09-15
source = "The Act"
grade = "C"
"#;

static LAW: LazyLock<Body> = LazyLock::new(|| Body::of(RULES));

const RECEIVED: &str = "2026-09-14T10:00 received";
const ASKED: &str = "2026-09-16T10:00 paused reason=clarification-asked";
const CAME: &str = "2026-09-23T10:00 resumed reason=clarification-asked";

/// What one standard promises after a script.
#[track_caller]
fn check(standard: &str, script: &[&str], as_of: &str, expected: &str) {
    let all = LAW.owed(script, as_of);
    let of = |id: usize| LAW.charter.standards[id].id == standard;
    let told: Vec<String> =
        all.iter().filter(|owed| of(owed.standard)).map(|owed| LAW.told(owed)).collect();
    assert_eq!(told, [format!("{standard}: {expected}")], "{script:#?} as known at {as_of}");
}

/// How the due moment of one standard was reached.
fn explained(standard: &str, script: &[&str], as_of: &str) -> String {
    let all = LAW.owed(script, as_of);
    let of = |id: usize| LAW.charter.standards[id].id == standard;
    let promise = all.iter().find(|owed| of(owed.standard)).unwrap();
    let reasons = rules::ledger::reasons(&LAW.charter, &LAW.calendars, promise);
    let told = words::clock::explanation(Language::English, LAW.zone(), &reasons);
    told.into_iter().map(String::from).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_request_that_had_to_be_clarified_starts_afresh() {
    for (script, as_of, expected) in [
        (vec![ASKED], "2026-11-02T12:00", "running, paused"),
        // Day 1 is the day after it came, whatever had been used up before.
        (vec![ASKED, CAME], "2026-09-25T12:00", "running, due 2026-10-07"),
        (vec![ASKED, CAME], "2026-10-08T00:00", "missed, due 2026-10-07"),
        // Asked twice: the last arrival counts.
        (
            vec![
                ASKED,
                CAME,
                "2026-10-01T10:00 paused reason=clarification-asked",
                "2026-10-05T10:00 resumed",
            ],
            "2026-10-06T12:00",
            "running, due 2026-10-19",
        ),
        // Asked on the last day, and one moment too late.
        (
            vec!["2026-09-28T23:59 paused reason=clarification-asked"],
            "2026-10-05T12:00",
            "running, paused",
        ),
        (
            vec!["2026-09-29T00:00 paused reason=clarification-asked"],
            "2026-10-05T12:00",
            "missed, due 2026-09-28",
        ),
        // Answered without waiting for it; what comes later changes nothing.
        (
            vec![ASKED, "2026-09-18T10:00 responded"],
            "2026-09-20T12:00",
            "kept, ended 2026-09-18 10:00",
        ),
        (
            vec![ASKED, "2026-09-18T10:00 responded", CAME],
            "2026-11-20T12:00",
            "kept, ended 2026-09-18 10:00",
        ),
        (
            vec!["2026-09-15T10:00 responded", ASKED, CAME],
            "2026-11-20T12:00",
            "kept, due 2026-09-28, ended 2026-09-15 10:00",
        ),
        // Another standard's question.
        (
            vec!["2026-09-16T10:00 paused reason=clarification-asked standard=proof"],
            "2026-09-20T12:00",
            "running, due 2026-09-28",
        ),
    ] {
        check("afresh", &[&[RECEIVED], &script[..]].concat(), as_of, expected);
    }
}

#[test]
fn pauses_extensions_and_the_next_clock_go_on_from_the_new_start() {
    let strike = "2026-09-24T10:00 paused reason=industrial-action";
    let over = "2026-09-29T10:00 resumed reason=industrial-action";
    let script = [RECEIVED, ASKED, CAME];
    check(
        "afresh",
        &[&script[..], &[strike, over]].concat(),
        "2026-09-30T12:00",
        "running, due 2026-10-12",
    );
    let more = "2026-10-07T10:00 extended by=5_working_days";
    check(
        "afresh",
        &[&script[..], &[more]].concat(),
        "2026-10-08T12:00",
        "running, due 2026-10-14, without extension 2026-10-07",
    );
    // The first due date of 28 September is no longer the one that counts.
    check("next", &script, "2026-09-30T12:00", "running, due 2026-10-14, provisional");
    check("next", &[RECEIVED, ASKED], "2026-09-30T12:00", "running, paused, provisional");
    let done = [&script[..], &["2026-10-01T10:00 responded"]].concat();
    check("next", &done, "2026-10-02T12:00", "running, due 2026-10-08");
}

#[test]
fn a_clock_that_waits_for_proof_of_identity_starts_when_it_arrives() {
    let asked = "2026-09-14T10:30 paused reason=proof-of-identity";
    let again = "2026-10-02T10:00 paused reason=proof-of-identity";
    for (script, as_of, expected) in [
        (vec![], "2026-10-01T12:00", "running, due 2026-10-14"),
        (vec![asked], "2027-01-04T12:00", "running, paused"),
        (vec![asked, "2026-10-01T09:00 resumed"], "2026-10-02T12:00", "running, due 2026-11-02"),
        (
            vec![asked, "2026-10-01T09:00 resumed", again, "2026-10-12T09:00 resumed"],
            "2026-10-20T12:00",
            "running, due 2026-11-12",
        ),
        // Nobody asked in time.
        (
            vec!["2026-10-15T10:00 paused reason=proof-of-identity"],
            "2026-10-20T12:00",
            "missed, due 2026-10-14",
        ),
    ] {
        check("proof", &[&[RECEIVED], &script[..]].concat(), as_of, expected);
    }
}

#[test]
fn an_extension_that_needs_notice_counts_only_if_the_customer_was_told_in_time() {
    let granted = "2026-10-12T10:00 extended by=2_months";
    let due = "running, due 2026-12-14, without extension 2026-10-14";
    for (script, expected) in [
        (vec![granted], "missed, due 2026-10-14"),
        (vec![granted, "2026-10-14T23:59 extension-told"], due),
        (vec![granted, "2026-10-15T00:00 extension-told"], "missed, due 2026-10-14"),
        // Told of something before it was granted is not told of it.
        (vec!["2026-10-11T10:00 extension-told", granted], "missed, due 2026-10-14"),
        (vec![granted, "2026-10-12T10:00 extension-told"], due),
        // Told after the answer had been sent.
        (
            vec![granted, "2026-10-13T09:00 responded", "2026-10-14T09:00 extension-told"],
            "kept, due 2026-10-14, ended 2026-10-13 09:00",
        ),
    ] {
        check("proof", &[&[RECEIVED], &script[..]].concat(), "2026-10-20T12:00", expected);
    }
}

#[test]
fn what_goes_beyond_the_longest_extension_needs_a_higher_authority() {
    let by = |at: &str, days: u32| format!("{at} extended by={days}_working_days");
    let (ten, fifteen) = (by("2026-09-22T10:00", 10), by("2026-09-22T10:00", 15));
    let five_more = by("2026-10-09T10:00", 5);
    let allowed = "2026-10-12T10:00 extension-authorised";
    let plain = "without extension 2026-09-28";
    for (script, expected) in [
        (vec![ten.as_str()], format!("running, due 2026-10-12, {plain}")),
        // Only ten of the fifteen count.
        (vec![fifteen.as_str()], format!("running, due 2026-10-12, {plain}")),
        (vec![fifteen.as_str(), allowed], format!("running, due 2026-10-19, {plain}")),
        // Allowed too late: the tenth further day had passed.
        (
            vec![fifteen.as_str(), "2026-10-13T00:00 extension-authorised"],
            format!("running, due 2026-10-12, {plain}"),
        ),
        // Allowed first, granted then.
        (
            vec!["2026-09-22T09:00 extension-authorised", fifteen.as_str()],
            format!("running, due 2026-10-19, {plain}"),
        ),
        (vec![ten.as_str(), five_more.as_str()], format!("running, due 2026-10-12, {plain}")),
        (
            vec![ten.as_str(), five_more.as_str(), allowed],
            format!("running, due 2026-10-19, {plain}"),
        ),
        // An authority that was for the first is not for the second.
        (
            vec![ten.as_str(), "2026-09-22T11:00 extension-authorised", five_more.as_str()],
            format!("running, due 2026-10-12, {plain}"),
        ),
    ] {
        check("afresh", &[&[RECEIVED], &script[..]].concat(), "2026-10-12T12:00", &expected);
    }
    let forty = by("2026-09-22T10:00", 40);
    check(
        "any",
        &[RECEIVED, &forty],
        "2026-10-12T12:00",
        &format!("running, due 2026-11-23, {plain}"),
    );
    // Where it stood still, the same is compared.
    let strike = "2026-09-21T10:00 paused reason=industrial-action";
    let script = [RECEIVED, strike, &fifteen, "2026-09-23T10:00 resumed"];
    check(
        "afresh",
        &script,
        "2026-09-30T12:00",
        "running, due 2026-10-14, without extension 2026-09-30",
    );
}

#[test]
fn it_is_judged_by_one_reading_and_warned_by_the_more_cautious_one() {
    let received = "2026-09-16T10:00 received";
    check("readings", &[received], "2026-09-20T12:00", "running, due 2026-10-16");
    let all = LAW.owed(&[received], "2026-09-20T12:00");
    let warned: Vec<_> = all.iter().filter_map(|owed| owed.warned).collect();
    let on: Vec<_> =
        warned.iter().map(|due| due.date(&LAW.calendars.body).unwrap().to_string()).collect();
    assert_eq!(on, ["2026-10-15"], "one standard has a second reading");
}

#[test]
fn a_rule_holds_for_what_was_received_from_its_first_day_on() {
    for (received, is_owed) in
        [("2026-09-14T23:59 received", false), ("2026-09-15T00:00 received", true)]
    {
        let all = LAW.owed(&[received], "2026-09-20T12:00");
        let owed = all.iter().any(|o| LAW.charter.standards[o.standard].id == "readings");
        assert_eq!(owed, is_owed, "{received}");
    }
}

#[test]
fn the_explanation_says_what_was_waited_for_and_what_did_not_count() {
    let proof = "2026-09-14T10:30 paused reason=proof-of-identity";
    let fifteen = "2026-09-22T10:00 extended by=15_working_days";
    let two_months = "2026-10-12T10:00 extended by=2_months";
    for (standard, script, told) in [
        (
            "afresh",
            vec![RECEIVED, ASKED, CAME],
            "Received Monday 14 September 2026 at 10:00. More information was asked for Wednesday \
             16 September at 10:00 and came Wednesday 23 September at 10:00: the clock starts \
             afresh then. The day it starts is not counted, so day 1 is Thursday 24 September. Day \
             10 is Wednesday 7 October.",
        ),
        (
            "afresh",
            vec![RECEIVED, ASKED],
            "Received Monday 14 September 2026 at 10:00. More information was asked for Wednesday \
             16 September at 10:00 and has not come, so there is no due date: the clock starts \
             afresh when it comes.",
        ),
        (
            "proof",
            vec![RECEIVED, proof, "2026-10-01T09:00 resumed"],
            "Received Monday 14 September 2026 at 10:00. What was needed to begin was asked for \
             Monday 14 September at 10:30 and came Thursday 1 October at 09:00: the clock starts \
             then. 1 month from then ends on Sunday 1 November. 1 November is a Sunday, so it moves \
             on to Monday 2 November.",
        ),
        (
            "proof",
            vec![RECEIVED, two_months],
            "Received Monday 14 September 2026 at 10:00. 1 month from receipt ends on Wednesday 14 \
             October. The customer was not told of the extension by 2 months, so it does not count.",
        ),
        (
            "any",
            vec![RECEIVED, "2026-09-30T10:00 extended by=5_working_days"],
            "Received Monday 14 September 2026 at 10:00. The day of receipt is not counted, so day \
             1 is Tuesday 15 September. Day 10 is Monday 28 September. The extension by 5 working \
             days came after the date then due, so it does not count.",
        ),
        (
            "afresh",
            vec![RECEIVED, fifteen],
            "Received Monday 14 September 2026 at 10:00. The day of receipt is not counted, so day \
             1 is Tuesday 15 September. Extended by 10 working days. Day 20 is Monday 12 October. \
             The extension by 15 working days goes beyond 10 working days in all, which needs a \
             higher authority, so only what is allowed counts.",
        ),
    ] {
        assert_eq!(explained(standard, &script, "2026-10-13T12:00"), told, "{script:?}");
    }
}
