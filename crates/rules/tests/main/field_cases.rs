//! The cases of the field study, T1 to T43, and others between them by the same rules; those on
//! days and hours that are not here stand in `clock_cases`.

use crate::clock_cases::{PLAIN, check};
use crate::making::{at, calendar, clock, england, pauses};
use crate::packs::play;
use crate::scripts::{self, Body, body};
use jiff::civil::date;
use rules::calendar::{Definition, Nation, Opening};
use rules::clock::*;
use rules::ledger::{Month, Owed, Standing};

const OFFICE: &str = "Mo-Fr 09:00-17:00";

fn of_standard(script: &[&str], as_of: &str, id: &str) -> Owed {
    let all = body().owed(script, as_of);
    let found = all.into_iter().find(|promise| body().charter.standards[promise.standard].id == id);
    found.unwrap()
}

#[test]
fn t1_and_t2_a_request_of_a_weekend_counts_from_monday() {
    let any = calendar(Nation::AnyUk, OFFICE, &[], &[]);
    for (received, due) in [
        ("2020-01-04T10:00", "2020-01-31"),
        ("2020-01-05T10:00", "2020-01-31"),
        ("2020-01-06T10:00", "2020-02-03"),
    ] {
        check(&any, "20 working days", PLAIN, received, &[], due);
    }
}

/// A nation's calendar as it was while a day was not a bank holiday yet.
fn before_proclamation(nation: Nation, day: &str) -> rules::calendar::Calendar {
    let opening = format!("{day} 09:00-17:00");
    let open = vec![Opening::read(&opening).unwrap()];
    Definition { open, ..Definition::office_hours(nation) }.compile().unwrap()
}

#[test]
fn t3_and_t4_a_holiday_proclaimed_late_moves_what_it_lies_in() {
    let twenty = "20 working days";
    for (nation, day, received, before, after) in [
        (Nation::AnyUk, "2022-09-19", "2022-09-01T10:00", "2022-09-29", "2022-09-30"),
        (Nation::Scotland, "2026-06-15", "2026-06-01T10:00", "2026-06-29", "2026-06-30"),
        (Nation::EnglandAndWales, "2026-06-15", "2026-06-01T10:00", "2026-06-29", "2026-06-29"),
    ] {
        check(&before_proclamation(nation, day), twenty, PLAIN, received, &[], before);
        check(&calendar(nation, OFFICE, &[], &[]), twenty, PLAIN, received, &[], after);
    }
}

#[test]
fn t6_the_twelfth_of_july_closes_northern_ireland_alone() {
    for (nation, due) in
        [(Nation::NorthernIreland, "2026-07-20"), (Nation::EnglandAndWales, "2026-07-17")]
    {
        let calendar = calendar(nation, OFFICE, &[], &[]);
        check(&calendar, "5 working days", PLAIN, "2026-07-10T10:00", &[], due);
    }
}

#[test]
fn t8_total_elapsed_does_not_hide_behind_a_late_acknowledgement() {
    let england = england();
    let zone = england.zone();
    let took = |from: &str| {
        let (from, to) = (at(zone, from), at(zone, "2026-01-14T16:00"));
        between(Measure::WorkingDays, &PLAIN, &england, from, to, &Pauses::default())
    };
    // In time for the answer's own clock, and fifteen working days after receipt.
    assert_eq!((took("2025-12-30T16:00"), took("2025-12-19T16:55")), (Some(10), Some(15)));
}

#[test]
fn t10_an_opening_of_a_bank_holiday_counts_for_the_charter_and_not_for_the_statute() {
    let own = calendar(Nation::EnglandAndWales, OFFICE, &[], &["2026-04-06 09:00-17:00"]);
    check(&own, "2 working days", PLAIN, "2026-04-02T10:00", &[], "2026-04-07");
    check(&england(), "2 working days", PLAIN, "2026-04-02T10:00", &[], "2026-04-08");
}

#[test]
fn t12_pause_and_extension_give_one_date_in_either_order() {
    let (pause, resume) =
        ("2026-02-10T10:00 paused reason=clarification-asked", "2026-02-13T10:00 resumed");
    let told = "extension-told";
    let sooner = ["2026-02-05T10:00 extended by=2_months", &format!("2026-02-05T11:00 {told}")];
    let later = ["2026-02-20T10:00 extended by=2_months", &format!("2026-02-20T11:00 {told}")];
    let received = "2026-01-31T10:00 received";
    // Four days are out: 30 April becomes 4 May, a bank holiday.
    let expected = "running, due 2026-05-05, without extension 2026-03-04";
    for script in [
        [received, sooner[0], sooner[1], pause, resume],
        [received, pause, resume, later[0], later[1]],
    ] {
        play("subject-access", &[("answered", &script, "2026-03-10", expected)]);
    }
}

#[test]
fn t14_thirty_days_that_end_on_a_closed_day_move_on() {
    let moves_on = Policy { if_closed: IfClosed::MovesOn, ..PLAIN };
    check(&england(), "30 calendar days", moves_on, "2026-06-18T10:00", &[], "2026-07-20");
    check(&england(), "30 calendar days", moves_on, "2026-11-25T10:00", &[], "2026-12-29");
}

#[test]
fn t16_and_t22_hours_run_through_the_spring_and_to_the_last_second() {
    let always = calendar(Nation::EnglandAndWales, "Mo-Su 00:00-24:00", &[], &[]);
    check(&always, "4 hours", PLAIN, "2026-03-28T23:00", &[], "2026-03-29T04:00");
    check(&always, "4 working hours", PLAIN, "2026-03-28T23:00", &[], "2026-03-29T04:00");
    let england = england();
    let hour = "1 working hour";
    check(&england, hour, PLAIN, "2026-09-14T16:59:59", &[], "2026-09-15T09:59:59");
    check(&england, hour, PLAIN, "2026-09-14T17:00:00", &[], "2026-09-15T10:00:00");
}

#[test]
fn t18_and_t20_saturdays_and_lunch_follow_the_opening_hours() {
    let saturdays =
        calendar(Nation::EnglandAndWales, "Mo-Fr 09:00-17:00; Sa 10:00-12:00", &[], &[]);
    check(&saturdays, "1 working hour", PLAIN, "2026-09-11T17:00", &[], "2026-09-12T11:00");
    check(&saturdays, "1 working day", PLAIN, "2026-09-11T10:00", &[], "2026-09-12");
    let lunch = calendar(Nation::EnglandAndWales, "Mo-Fr 09:00-13:00,14:00-18:00", &[], &[]);
    check(&lunch, "1 working hour", PLAIN, "2026-09-14T13:30", &[], "2026-09-14T15:00");
    // A break before the contact is nothing to be credited.
    check(&lunch, "1 working hour", PLAIN, "2026-09-14T14:30", &[], "2026-09-14T15:30");
}

#[test]
fn t23_and_t24_a_pause_over_the_weekend_takes_out_open_time_alone() {
    let england = england();
    let zone = england.zone();
    let paused = |pause: &str| {
        let pauses = pauses(zone, &[pause]);
        let (from, to) = (at(zone, "2026-09-11T09:00"), at(zone, "2026-09-18T17:00"));
        paused_seconds(Measure::WorkingSeconds, &england, from, to, &pauses)
    };
    assert_eq!(paused("2026-09-11T16:50/2026-09-14T09:10"), 20 * 60);
    assert_eq!(paused("2026-09-11T17:00/2026-09-14T09:00"), 0);
    let outside = &["2026-09-11T17:00/2026-09-14T09:00"];
    check(&england, "2 working hours", PLAIN, "2026-09-11T16:00", outside, "2026-09-14T10:00");
}

#[test]
fn t25_an_open_pause_counts_up_to_now_and_is_flagged() {
    let england = england();
    let zone = england.zone();
    let paused = pauses(zone, &["2026-09-15T10:00/"]);
    let (from, now) = (at(zone, "2026-09-14T10:00"), at(zone, "2026-09-17T12:00"));
    let seconds = paused_seconds(Measure::WorkingSeconds, &england, from, now, &paused);
    assert_eq!(seconds, (7 + 8 + 3) * 3600);
    scripts::check(
        "answer",
        &["2026-09-14T10:00 received", "2026-09-15T10:00 paused reason=waiting-for-customer"],
        "2026-09-17T12:00",
        &["answer: running, paused"],
    );
}

#[test]
fn t26_overlapping_pauses_count_once_in_whatever_order() {
    let england = england();
    let one = &["2026-09-15T10:00/2026-09-17T12:00"];
    let two = &["2026-09-16T10:00/2026-09-17T12:00", "2026-09-15T10:00/2026-09-16T18:00"];
    let three = &[
        "2026-09-16T00:00/2026-09-17T12:00",
        "2026-09-15T10:00/2026-09-16T00:00",
        "2026-09-16T09:00/2026-09-16T10:00",
    ];
    for paused in [&one[..], two, three] {
        check(&england, "5 working days", PLAIN, "2026-09-14T10:00", paused, "2026-09-23");
    }
}

#[test]
fn t27_re_opening_says_why_and_never_gives_a_fresh_ten_days() {
    let received = "2026-09-14T10:00 received";
    let answered = ["2026-09-16T10:00 responded", "2026-09-16T10:00 closed"];
    let again = |why: &str| format!("2026-09-21T10:00 reopened reason={why}");
    let ours = again("wrong-or-incomplete");
    let script = [&[received][..], &answered, &[&ours]].concat();
    scripts::check("plain", &script, "2026-09-22", &["plain: running, due 2026-09-28"]);
    scripts::check("plain", &script, "2026-09-29", &["plain: missed, due 2026-09-28"]);
    // The customer disagrees: that is the next stage, and the answer stands.
    let theirs = again("customer-disagrees");
    let script = [&[received][..], &answered, &[&theirs]].concat();
    let kept = "plain: kept, due 2026-09-28, ended 2026-09-16 10:00";
    scripts::check("plain", &script, "2026-09-29", &[kept]);
    // What was posted before stays; what follows is posted besides.
    let before = Standing::of(&of_standard(&[received, answered[0]], "2026-09-17", "plain"));
    let script = [&[received][..], &answered, &[&ours]].concat();
    let after = Standing::of(&of_standard(&script, "2026-09-29", "plain"));
    let posted: Vec<(Outcome, i64)> = rules::ledger::lines(Some(before), Some(after))
        .map(|line| (line.standing.outcome, line.delta))
        .collect();
    assert_eq!(posted, [(Outcome::Kept, -1), (Outcome::Missed, 1)]);
}

#[test]
fn t28_a_promise_is_judged_by_the_standard_of_its_receipt() {
    let text = scripts::CHARTER;
    let stricter = Body::of(&text.replace(
        "words = \"We answer within 10 working days.\"\nkind = \"in-time\"\nstarts = \"received\"\nstops = [\"responded\"]\nlimit = \"10 working days\"",
        "words = \"We answer within 5 working days.\"\nkind = \"in-time\"\nstarts = \"received\"\nstops = [\"responded\"]\nlimit = \"5 working days\"",
    ));
    let script = ["2026-09-14T10:00 received"];
    let due = |body: &Body| {
        let all = body.owed(&script, "2026-09-15");
        let is_plain = |owed: &&Owed| body.charter.standards[owed.standard].id == "plain";
        all.iter().find(is_plain).unwrap().due_on.unwrap()
    };
    assert_eq!((due(body()), due(&stricter)), (date(2026, 9, 28), date(2026, 9, 21)));
}

#[test]
fn t30_what_the_customer_ends_in_time_is_theirs_and_after_it_is_missed() {
    let received = "2026-09-14T10:00 received";
    for (withdrawn, expected) in [
        (
            "2026-09-28T23:59 withdrawn",
            "plain: ended by customer, due 2026-09-28, ended 2026-09-28 23:59",
        ),
        ("2026-09-29T00:00 withdrawn", "plain: missed, due 2026-09-28, ended 2026-09-29 00:00"),
    ] {
        scripts::check("plain", &[received, withdrawn], "2026-10-05", &[expected]);
    }
}

#[test]
fn t31_a_week_without_the_scheduler_changes_no_outcome() {
    let received = "2026-09-14T10:00 received";
    let answered = "2026-09-25T10:00 responded";
    for script in [vec![received], vec![received, answered]] {
        let at_once = of_standard(&script, "2026-09-29", "plain");
        let a_week_later = of_standard(&script, "2026-10-06", "plain");
        assert_eq!(at_once, a_week_later, "{script:?}");
    }
    let before = of_standard(&[received], "2026-09-28T23:59:59", "plain");
    assert_eq!(before.judged.outcome, Outcome::Running, "nobody has said met or missed");
}

#[test]
fn t32_what_nobody_recorded_is_neither_met_nor_missed() {
    scripts::check(
        "plain",
        &["2026-09-14T10:00 received", "2026-10-01T10:00 stop-not-recorded"],
        "2026-10-05",
        &["plain: no evidence, due 2026-09-28, ended 2026-10-01 10:00, stop not recorded"],
    );
}

#[test]
fn t33_and_t34_local_dates_decide_the_month() {
    let script = ["2026-03-20T10:00 received", "2026-03-31T23:30Z responded"];
    let found = of_standard(&script, "2026-04-15", "plain");
    assert_eq!(found.concluded_on, Some(date(2026, 4, 1)));
    assert_eq!(Standing::of(&found).concluded, Some(Month::of(date(2026, 4, 30))));
    let received = of_standard(&["2026-06-30T23:30Z received"], "2026-07-01T12:00", "plain");
    assert_eq!(received.received_on, date(2026, 7, 1));
}

#[test]
fn t35_and_t36_two_cases_are_counted_once_and_taking_that_back_restores_both() {
    let late = ["2026-09-01T10:00 received"];
    let second = ["2026-09-14T10:00 received"];
    let duplicate = "2026-09-16T10:00 excluded reason=duplicate";
    // The case that stays keeps its lateness; the other is not counted, and cannot be missed.
    scripts::check("plain", &late, "2026-10-05", &["plain: missed, due 2026-09-15"]);
    let taken = [second[0], duplicate];
    scripts::check(
        "plain",
        &taken,
        "2026-10-05",
        &["plain: not counted, due 2026-09-28, ended 2026-09-16 10:00, taken out: duplicate"],
    );
    let split = [second[0], duplicate, "2026-09-18T10:00 noted replaces=2"];
    scripts::check("plain", &split, "2026-09-20", &["plain: running, due 2026-09-28"]);
    scripts::check("plain", &split, "2026-10-05", &["plain: missed, due 2026-09-28"]);
}

#[test]
fn t37_one_letter_with_two_matters_has_two_clocks() {
    let received = "2026-06-22T10:00 received";
    play(
        "lgsco",
        &[("stage-1-acknowledged", &[received], "2026-06-23", "running, due 2026-06-29")],
    );
    play(
        "data-protection-complaints",
        &[(
            "acknowledged",
            &[received],
            "2026-06-23",
            "running, due 2026-07-22, warned 2026-07-21",
        )],
    );
}

#[test]
fn t38_a_corrected_receipt_moves_the_date_and_makes_no_other_promise() {
    let script = ["2026-09-14T10:00 received", "2026-09-11T16:00 received replaces=1"];
    let found = of_standard(&script, "2026-09-15", "plain");
    assert_eq!((found.due_on, found.started_by), (Some(date(2026, 9, 25)), 1));
}

#[test]
fn t40_months_that_are_too_short_end_on_their_last_day() {
    for (limit, received, due) in [
        ("1 month", "2026-01-30T10:00", "2026-02-28"),
        ("2 months", "2025-12-31T10:00", "2026-02-28"),
        ("1 month", "2026-02-28T10:00", "2026-03-28"),
        ("12 months", "2028-02-29T10:00", "2029-02-28"),
    ] {
        check(&england(), limit, PLAIN, received, &[], due);
    }
}

#[test]
fn t42_what_is_due_beyond_the_reach_of_calendars_has_no_date() {
    let england = england();
    let start = at(england.zone(), "2099-12-20T10:00");
    let found = due(&clock("20 working days", PLAIN), &england, start, &Pauses::default(), &[]);
    assert_eq!(found, Due::Not(NotDue::Beyond));
}

#[test]
fn t43_who_comes_early_for_an_appointment_waits_from_its_time_on() {
    let seen = "2026-09-14T10:08 seen";
    for (arrived, minutes) in [
        ("2026-09-14T09:40 arrived given=2026-09-14T10:00", 8),
        ("2026-09-14T10:02 arrived given=2026-09-14T10:00", 6),
        ("2026-09-14T09:40 arrived", 28),
    ] {
        let found = of_standard(&[arrived, seen], "2026-09-14T12:00", "wait");
        assert_eq!(found.net, Some(minutes * 60), "{arrived}");
    }
}
