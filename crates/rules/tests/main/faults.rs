//! The faults that other systems have, P1 to P36, each with a test of its name where it is not
//! impossible by construction; the guide's chapter on clocks says which is which.

use crate::clock_cases::{PLAIN, check};
use crate::making::{at, calendar, clock, england, pauses};
use crate::scripts;
use rules::calendar::{CalendarRefusal, Definition, Nation, WeeklyHours};
use rules::clock::*;

const RECEIVED: &str = "2026-09-14T10:00 received";
const OFFICE: &str = "Mo-Fr 09:00-17:00";

#[test]
fn p1_a_receipt_on_a_weekend_makes_the_next_working_day_day_1() {
    check(&england(), "20 working days", PLAIN, "2020-01-04T10:00", &[], "2020-01-31");
    // Whoever reads the rule the other way can write that, and it is seen.
    let rolled = Policy { day_one: DayOne::Rolled, ..PLAIN };
    check(&england(), "20 working days", rolled, "2020-01-04T10:00", &[], "2020-02-03");
}

#[test]
fn p2_one_calendar_counts_pauses_and_rolls() {
    let moves_on = Policy { if_closed: IfClosed::MovesOn, ..PLAIN };
    // Easter Monday, 6 April 2026, is a working day in Scotland, reached by a pause or without.
    for (nation, due) in [(Nation::Scotland, "2026-04-06"), (Nation::EnglandAndWales, "2026-04-07")]
    {
        let calendar = calendar(nation, OFFICE, &[], &[]);
        check(&calendar, "1 month", moves_on, "2026-03-06T10:00", &[], due);
        let paused = &["2026-03-10T10:00/2026-03-12T10:00"];
        check(&calendar, "1 month", moves_on, "2026-03-04T10:00", paused, due);
    }
}

#[test]
fn p3_every_holiday_on_the_way_is_passed_over() {
    check(&england(), "10 working days", PLAIN, "2026-04-01T10:00", &[], "2026-04-17");
}

#[test]
fn p4_an_extension_is_added_to_the_limit_and_rolled_once() {
    let england = england();
    let moves_on = Policy { if_closed: IfClosed::MovesOn, ..PLAIN };
    let start = at(england.zone(), "2026-01-31T10:00");
    let granted = at(england.zone(), "2026-02-28T10:00");
    let more = [Extension { by: Limit::read("2 months").unwrap(), granted }];
    let found = due(&clock("1 month", moves_on), &england, start, &Pauses::default(), &more);
    assert_eq!(found.date(&england).unwrap().to_string(), "2026-04-30");
}

#[test]
fn p6_a_pause_that_still_runs_is_in_the_total() {
    let england = england();
    let zone = england.zone();
    let open = pauses(zone, &["2026-09-14T10:00/2026-09-14T11:00", "2026-09-15T10:00/"]);
    let (from, now) = (at(zone, "2026-09-14T09:00"), at(zone, "2026-09-15T12:00"));
    assert_eq!(paused_seconds(Measure::WorkingSeconds, &england, from, now, &open), 3 * 3600);
}

#[test]
fn p7_and_p8_closing_and_re_opening_gives_no_fresh_clock_and_hides_no_time() {
    let script = [
        RECEIVED,
        "2026-09-16T10:00 responded",
        "2026-09-16T10:00 closed",
        "2026-09-25T10:00 reopened reason=closed-in-error",
    ];
    scripts::check("plain", &script, "2026-09-26", &["plain: running, due 2026-09-28"]);
    let late = [&script[..], &["2026-09-29T10:00 responded"]].concat();
    let missed = "plain: missed, due 2026-09-28, ended 2026-09-29 10:00";
    scripts::check("plain", &late, "2026-10-05", &[missed]);
    let found = scripts::body().owed(&late, "2026-10-05");
    let plain = found.iter().find(|owed| scripts::body().told(owed) == missed).unwrap();
    assert_eq!((plain.net, plain.gross), (Some(11), Some(11)));
}

#[test]
fn p9_and_p10_what_was_paused_stays_paused_whoever_has_the_case() {
    let paused = [
        RECEIVED,
        "2026-09-16T12:00 paused reason=waiting-for-customer",
        "2026-09-17T09:00 assigned service=2",
        "2026-09-18T12:00 resumed",
        "2026-09-21T09:00 assigned service=3",
        "2026-09-21T10:00 noted",
    ];
    // Two days stood still: the ten go on where they were, and do not begin again.
    scripts::check("answer", &paused, "2026-09-22", &["answer: running, due 2026-09-30"]);
}

#[test]
fn p13_a_calendar_without_open_hours_is_refused() {
    let closed = Definition {
        hours: WeeklyHours::default(),
        ..Definition::office_hours(Nation::EnglandAndWales)
    };
    assert_eq!(closed.compile().unwrap_err(), CalendarRefusal::NeverOpen);
    let nowhere = Definition {
        zone: "Europe/Nowhere".to_owned(),
        ..Definition::office_hours(Nation::EnglandAndWales)
    };
    assert!(matches!(nowhere.compile(), Err(CalendarRefusal::UnknownZone(_))));
}

#[test]
fn p14_nothing_is_kept_before_it_was_done() {
    scripts::check("plain", &[RECEIVED], "2026-09-14T10:00", &["plain: running, due 2026-09-28"]);
    scripts::check("plain", &[RECEIVED], "2026-09-29", &["plain: missed, due 2026-09-28"]);
}

#[test]
fn p16_a_break_before_the_contact_is_not_credited() {
    let lunch = calendar(Nation::EnglandAndWales, "Mo-Fr 09:00-13:00,14:00-18:00", &[], &[]);
    check(&lunch, "3 working hours", PLAIN, "2026-09-14T14:30", &[], "2026-09-14T17:30");
    check(&lunch, "3 working hours", PLAIN, "2026-09-14T12:30", &[], "2026-09-14T16:30");
}

#[test]
fn p17_notice_ends_in_opening_hours() {
    let lunch = calendar(Nation::EnglandAndWales, "Mo-Fr 09:00-13:00,14:00-18:00", &[], &[]);
    let zone = lunch.zone();
    for (event, notice_by) in [
        ("2026-09-14T09:30", "2026-09-11T17:30"),
        ("2026-09-14T14:30", "2026-09-14T12:30"),
        ("2026-09-13T12:00", "2026-09-11T17:00"),
    ] {
        let found = notice(&clock("1 working hour", PLAIN), &lunch, at(zone, event)).unwrap();
        assert_eq!(found, Due::At(at(zone, notice_by)), "{event}");
    }
}

#[test]
fn p18_a_service_of_one_day_a_week_is_not_overdue_at_once() {
    let tuesdays = calendar(Nation::EnglandAndWales, "Tu 08:00-17:00", &[], &[]);
    check(&tuesdays, "9 working hours", PLAIN, "2026-09-09T10:00", &[], "2026-09-15T17:00");
    check(&tuesdays, "2 working days", PLAIN, "2026-09-09T10:00", &[], "2026-09-22");
}

#[test]
fn p19_round_the_clock_loses_no_minute_at_midnight() {
    let always = calendar(Nation::EnglandAndWales, "Mo-Su 00:00-24:00", &[], &[]);
    let days = Definition { nation: None, ..always.definition().clone() }.compile().unwrap();
    check(&days, "168 working hours", PLAIN, "2026-09-14T10:00", &[], "2026-09-21T10:00");
    check(&days, "168 hours", PLAIN, "2026-09-14T10:00", &[], "2026-09-21T10:00");
}

#[test]
fn p20_the_offset_is_that_of_each_moment() {
    let england = england();
    // From summer to winter and back: opening hours stay those of the clock on the wall.
    check(&england, "16 working hours", PLAIN, "2026-10-23T09:00", &[], "2026-10-26T17:00");
    check(&england, "16 working hours", PLAIN, "2026-03-27T09:00", &[], "2026-03-30T17:00");
    let midnight = calendar(Nation::EnglandAndWales, "Mo-Su 00:00-24:00", &[], &[]);
    check(&midnight, "25 working hours", PLAIN, "2026-10-25T00:00", &[], "2026-10-26T00:00");
    check(&midnight, "23 working hours", PLAIN, "2026-03-29T00:00", &[], "2026-03-30T00:00");
}

#[test]
fn p22_pauses_are_exact_to_the_second() {
    let paused = &["2026-09-14T10:00:10/2026-09-14T10:00:55"];
    check(&england(), "2 minutes", PLAIN, "2026-09-14T10:00", paused, "2026-09-14T10:02:45");
    check(
        &england(),
        "2 working minutes",
        PLAIN,
        "2026-09-14T10:00",
        paused,
        "2026-09-14T10:02:45",
    );
}

#[test]
fn p24_a_year_without_known_holidays_gives_a_provisional_date() {
    let england = england();
    let start = at(england.zone(), "2028-12-20T10:00");
    let line = Timeline::started(start);
    assert!(judge(&clock("20 working days", PLAIN), &england, &line, start).provisional);
}

#[test]
fn p26_closed_days_of_the_body_move_its_own_promises_alone() {
    let script = ["2025-12-19T10:00 received"];
    scripts::check(
        "plain statute",
        &script,
        "2025-12-20",
        &["plain: running, due 2026-01-13", "statute: running, due 2026-01-07"],
    );
}

#[test]
fn p27_four_hours_from_friday_at_four_are_done_on_monday_at_eleven() {
    let eight = calendar(Nation::EnglandAndWales, "Mo-Fr 08:00-17:00", &[], &[]);
    check(&eight, "4 working hours", PLAIN, "2026-09-11T16:00", &[], "2026-09-14T11:00");
}

#[test]
fn p29_every_standard_of_a_record_has_a_promise_of_its_own() {
    scripts::check(
        "receipt plain answer full",
        &[RECEIVED],
        "2026-09-22",
        &[
            "full: running, due 2026-10-05, provisional",
            "receipt: missed, due 2026-09-21",
            "answer: running, due 2026-09-28",
            "plain: running, due 2026-09-28",
        ],
    );
}

#[test]
fn p30_what_waits_for_the_customer_is_not_missed() {
    let waits = [RECEIVED, "2026-09-16T12:00 paused reason=waiting-for-customer"];
    scripts::check("answer", &waits, "2026-12-01", &["answer: running, paused"]);
}

#[test]
fn p31_a_duplicate_that_was_taken_out_is_never_missed() {
    let taken = [RECEIVED, "2026-09-15T12:00 excluded reason=duplicate"];
    let expected =
        "plain: not counted, due 2026-09-28, ended 2026-09-15 12:00, taken out: duplicate";
    scripts::check("plain", &taken, "2026-12-01", &[expected]);
}

#[test]
fn p32_only_what_the_rule_names_stops_a_clock() {
    let said = [
        RECEIVED,
        "2026-09-15T09:00 noted",
        "2026-09-15T10:00 holding-reply",
        "2026-09-15T11:00 progress-given",
        "2026-09-15T12:00 acknowledged",
        "2026-09-15T13:00 repeated",
    ];
    scripts::check("plain", &said, "2026-09-22", &["plain: running, due 2026-09-28"]);
}

#[test]
fn p33_times_are_there_as_soon_as_it_stopped() {
    let found = scripts::body().owed(&[RECEIVED, "2026-09-16T10:00 responded"], "2026-09-16T10:00");
    let plain = found.iter().find(|owed| scripts::body().told(owed).starts_with("plain:"));
    assert_eq!(plain.unwrap().net, Some(2));
}

#[test]
fn p36_a_closed_day_that_was_closed_anyway_is_not_taken_out_twice() {
    let closed = ["2026-09-19", "2026-09-20", "2026-08-31"];
    let own = calendar(Nation::EnglandAndWales, OFFICE, &closed, &[]);
    check(&own, "10 working days", PLAIN, "2026-09-14T10:00", &[], "2026-09-28");
    check(&own, "1 working day", PLAIN, "2026-08-28T10:00", &[], "2026-09-01");
}
