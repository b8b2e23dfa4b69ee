//! Clocks against cases that a policy officer could check by hand. Cases named T are those of
//! the field study; the guide's chapter on clocks holds more, run by the tests of `kept`.

use crate::making::{at, calendar, clock, england, pauses};
use jiff::civil::date;
use rules::calendar::{Calendar, Nation};
use rules::clock::*;

pub(crate) fn check(
    calendar: &Calendar,
    limit: &str,
    policy: Policy,
    received: &str,
    paused: &[&str],
    due: &str,
) {
    let zone = calendar.zone();
    let pauses = pauses(zone, paused);
    let found =
        rules::clock::due(&clock(limit, policy), calendar, at(zone, received), &pauses, &[]);
    let expected = match read_moment(due, zone).unwrap() {
        Moment::On(date, _) => format!("by {date}"),
        Moment::At(at) => format!("at {at}"),
    };
    let told = match found {
        Due::By { date, .. } => format!("by {date}"),
        Due::At(at) => format!("at {at}"),
        Due::Not(why) => format!("{why:?}"),
    };
    assert_eq!(told, expected, "{limit} from {received}, {policy:?}, pauses {paused:?}");
}

pub(crate) const PLAIN: Policy = Policy {
    day_one: DayOne::AfterReceipt,
    late_receipt: LateReceipt::SameDay,
    due_at: DueAt::EndOfDay,
    if_closed: IfClosed::Stays,
    pause_days: PauseDays::AtEnd,
    seconds_per_ring: 3,
};

#[test]
fn five_working_days_from_each_kind_of_receipt() {
    let bare = calendar(Nation::EnglandAndWales, "Mo-Fr 09:00-17:00", &[], &[]);
    let next = Policy { late_receipt: LateReceipt::NextWorkingDay, ..PLAIN };
    // A week without bank holidays: Thursday is 10 September 2026.
    for (received, same_day, next_working_day) in [
        ("2026-09-10T18:00", "2026-09-17", "2026-09-18"),
        ("2026-09-11T18:00", "2026-09-18", "2026-09-18"),
        ("2026-09-12T11:00", "2026-09-18", "2026-09-18"),
        ("2026-09-13T11:00", "2026-09-18", "2026-09-18"),
        ("2026-09-14T08:00", "2026-09-21", "2026-09-21"),
        ("2026-09-14T17:00", "2026-09-21", "2026-09-22"),
        ("2026-09-14T16:59:59", "2026-09-21", "2026-09-21"),
    ] {
        check(&bare, "5 working days", PLAIN, received, &[], same_day);
        check(&bare, "5 working days", next, received, &[], next_working_day);
    }
}

#[test]
fn the_three_readings_of_day_one() {
    let calendar = england();
    let receipt = Policy { day_one: DayOne::Receipt, ..PLAIN };
    let rolled = Policy { day_one: DayOne::Rolled, ..PLAIN };
    for (received, limit, after, on, roll) in [
        // Scottish complaints: Monday 2 March 2026, 5 and 20 days.
        ("2026-03-02T10:00", "5 working days", "2026-03-09", "2026-03-06", "2026-03-09"),
        ("2026-03-02T10:00", "20 working days", "2026-03-30", "2026-03-27", "2026-03-30"),
        // A Saturday and one working day.
        ("2026-03-07T10:00", "1 working day", "2026-03-09", "2026-03-09", "2026-03-10"),
        // T1: freedom of information, Saturday 4 January 2020.
        ("2020-01-04T10:00", "20 working days", "2020-01-31", "2020-01-31", "2020-02-03"),
        ("2026-03-07T10:00", "0 working days", "2026-03-09", "2026-03-09", "2026-03-09"),
        ("2026-03-09T10:00", "0 working days", "2026-03-09", "2026-03-09", "2026-03-09"),
    ] {
        check(&calendar, limit, PLAIN, received, &[], after);
        check(&calendar, limit, receipt, received, &[], on);
        check(&calendar, limit, rolled, received, &[], roll);
    }
}

#[test]
fn t5_freedom_of_information_counts_the_holidays_of_its_own_nation() {
    let any = calendar(Nation::AnyUk, "Mo-Fr 09:00-17:00", &[], &[]);
    let scotland = calendar(Nation::Scotland, "Mo-Fr 09:00-17:00", &[], &[]);
    check(&any, "20 working days", PLAIN, "2026-03-30T10:00", &[], "2026-04-29");
    check(&scotland, "20 working days", PLAIN, "2026-03-30T10:00", &[], "2026-04-28");
}

#[test]
fn t7_a_complaint_before_christmas_is_acknowledged_and_answered_on_these_days() {
    let calendar = england();
    let received = "2025-12-19T16:55";
    check(&calendar, "5 working days", PLAIN, received, &[], "2025-12-30");
    check(&calendar, "10 working days", PLAIN, received, &[], "2026-01-07");
    check(&calendar, "10 working days", PLAIN, "2025-12-30T16:00", &[], "2026-01-14");
    let zone = calendar.zone();
    let by = Limit::read("10 working days").unwrap();
    let granted = at(zone, "2026-01-09T12:00");
    let found = due(
        &clock("10 working days", PLAIN),
        &calendar,
        at(zone, "2025-12-30T16:00"),
        &Pauses::default(),
        &[Extension { by, granted }],
    );
    assert_eq!(found.date(&calendar), Some(date(2026, 1, 28)));
}

#[test]
fn t9_the_bodys_own_closed_days_move_its_charter_but_not_the_statute() {
    let closed = ["2025-12-29", "2025-12-30", "2025-12-31", "2026-01-02"];
    let own = calendar(Nation::EnglandAndWales, "Mo-Fr 09:00-17:00", &closed, &[]);
    check(&own, "10 working days", PLAIN, "2025-12-19T10:00", &[], "2026-01-13");
    check(&england(), "10 working days", PLAIN, "2025-12-19T10:00", &[], "2026-01-07");
}

#[test]
fn t11_and_t39_months_end_on_the_same_day_number_or_the_last_and_are_rolled_once() {
    let calendar = england();
    let moves_on = Policy { if_closed: IfClosed::MovesOn, ..PLAIN };
    check(&calendar, "1 month", moves_on, "2026-01-31T10:00", &[], "2026-03-02");
    check(&calendar, "1 month", PLAIN, "2026-01-31T10:00", &[], "2026-02-28");
    check(&calendar, "1 month", PLAIN, "2028-02-29T10:00", &[], "2028-03-29");
    check(&calendar, "1 month", PLAIN, "2026-08-31T10:00", &[], "2026-09-30");
    let two = Extension {
        by: Limit::read("2 months").unwrap(),
        granted: at(calendar.zone(), "2026-02-01T10:00"),
    };
    let start = at(calendar.zone(), "2026-01-31T10:00");
    let found = due(&clock("1 month", moves_on), &calendar, start, &Pauses::default(), &[two]);
    assert_eq!(found.date(&calendar), Some(date(2026, 4, 30)));
}

#[test]
fn t13_both_readings_of_thirty_days_can_be_had() {
    let calendar = england();
    let beginning_with = Policy { day_one: DayOne::Receipt, ..PLAIN };
    check(&calendar, "30 calendar days", PLAIN, "2026-06-22T10:00", &[], "2026-07-22");
    check(&calendar, "30 calendar days", beginning_with, "2026-06-22T10:00", &[], "2026-07-21");
    check(&calendar, "1 month", beginning_with, "2026-06-22T10:00", &[], "2026-07-21");
}

#[test]
fn t15_to_t21_hours_follow_the_clock_or_the_opening_times() {
    let round_the_clock = calendar(Nation::EnglandAndWales, "Mo-Su 00:00-24:00", &[], &[]);
    check(&round_the_clock, "4 hours", PLAIN, "2026-10-24T23:00", &[], "2026-10-25T02:00Z");
    let eight = calendar(Nation::EnglandAndWales, "Mo-Fr 08:00-17:00", &[], &[]);
    check(&eight, "4 working hours", PLAIN, "2026-09-11T16:00", &[], "2026-09-14T11:00");
    check(&eight, "1 working hour", PLAIN, "2026-09-11T16:00", &[], "2026-09-11T17:00");
    check(&eight, "0 working hours", PLAIN, "2026-09-11T17:00", &[], "2026-09-14T08:00");
    check(&eight, "1 working minute", PLAIN, "2026-09-11T17:00", &[], "2026-09-14T08:01");
    let tuesdays = calendar(Nation::EnglandAndWales, "Tu 08:00-17:00", &[], &[]);
    check(&tuesdays, "9 working hours", PLAIN, "2026-09-09T10:00", &[], "2026-09-15T17:00");
    let lunch = calendar(Nation::EnglandAndWales, "Mo-Fr 09:00-13:00,14:00-18:00", &[], &[]);
    check(&lunch, "2 working hours", PLAIN, "2026-09-14T12:00", &[], "2026-09-14T15:00");
    check(&lunch, "2 working hours", PLAIN, "2026-09-14T13:30", &[], "2026-09-14T16:00");
}

#[test]
fn same_time_keeps_the_clock_time_and_waits_for_the_opening_first() {
    let half_past = calendar(Nation::EnglandAndWales, "Mo-Fr 08:30-17:00", &[], &[]);
    let same = Policy { due_at: DueAt::SameTime, ..PLAIN };
    for (limit, received, due) in [
        ("2 working days", "2026-09-14T10:20", "2026-09-16T10:20"),
        ("2 working days", "2026-09-14T07:00", "2026-09-16T08:30"),
        ("2 working days", "2026-09-14T17:00", "2026-09-17T08:30"),
        ("2 working days", "2026-09-12T12:00", "2026-09-16T08:30"),
        ("0 working days", "2026-09-12T12:00", "2026-09-14T08:30"),
        ("2 calendar days", "2026-09-12T12:34", "2026-09-14T12:34"),
        ("1 month", "2026-09-12T12:34", "2026-10-12T12:34"),
        // The skipped half past one moves on by the gap; the repeated one is the earlier.
        ("1 calendar day", "2026-03-28T01:30", "2026-03-29T01:30Z"),
        ("1 calendar day", "2026-10-24T01:30", "2026-10-25T00:30Z"),
        ("1 calendar day", "2026-03-29T12:00", "2026-03-30T12:00"),
    ] {
        check(&half_past, limit, same, received, &[], due);
    }
}

#[test]
fn pauses_take_out_what_they_cover_and_nothing_else() {
    let calendar = england();
    let both = Policy { pause_days: PauseDays::BothEnds, if_closed: IfClosed::MovesOn, ..PLAIN };
    for (limit, policy, received, paused, due) in [
        // Subject access: asked on 10 June, answered on 15 June.
        (
            "1 month",
            both,
            "2026-06-01T10:00",
            &["2026-06-10T10:00/2026-06-15T15:00"][..],
            "2026-07-07",
        ),
        (
            "1 month",
            PLAIN,
            "2026-06-01T10:00",
            &["2026-06-10T10:00/2026-06-15T15:00"],
            "2026-07-06",
        ),
        // A working day counts when the clock runs at its last closing.
        (
            "5 working days",
            PLAIN,
            "2026-09-14T10:00",
            &["2026-09-15T10:00/2026-09-15T16:59"],
            "2026-09-21",
        ),
        (
            "5 working days",
            PLAIN,
            "2026-09-14T10:00",
            &["2026-09-15T10:00/2026-09-15T17:01"],
            "2026-09-22",
        ),
        (
            "5 working days",
            PLAIN,
            "2026-09-14T10:00",
            &["2026-09-15T10:00/2026-09-15T17:00"],
            "2026-09-21",
        ),
        // A pause over a weekend only.
        (
            "5 working days",
            PLAIN,
            "2026-09-11T10:00",
            &["2026-09-11T18:00/2026-09-14T08:00"],
            "2026-09-18",
        ),
        // T23: 20 working minutes.
        (
            "2 working hours",
            PLAIN,
            "2026-09-11T16:00",
            &["2026-09-11T16:50/2026-09-14T09:10"],
            "2026-09-14T10:20",
        ),
        (
            "2 hours",
            PLAIN,
            "2026-09-11T16:00",
            &["2026-09-11T16:30/2026-09-11T17:00"],
            "2026-09-11T18:30",
        ),
        // A pause that begins when the time is up changes nothing.
        (
            "2 hours",
            PLAIN,
            "2026-09-11T16:00",
            &["2026-09-11T18:00/2026-09-11T19:00"],
            "2026-09-11T18:00",
        ),
        (
            "3 calendar days",
            PLAIN,
            "2026-09-11T16:00",
            &["2026-09-12T12:00/2026-09-13T12:00"],
            "2026-09-15",
        ),
    ] {
        check(&calendar, limit, policy, received, paused, due);
    }
    let open = pauses(calendar.zone(), &["2026-09-15T10:00/"]);
    let start = at(calendar.zone(), "2026-09-14T10:00");
    let ten = clock("10 working days", PLAIN);
    assert_eq!(due(&ten, &calendar, start, &open, &[]), Due::Not(NotDue::Paused));
    let late = pauses(calendar.zone(), &["2026-10-15T10:00/"]);
    assert_eq!(due(&ten, &calendar, start, &late, &[]).date(&calendar), Some(date(2026, 9, 28)));
}

#[test]
fn extensions_in_another_unit_are_added_to_the_unrolled_last_day() {
    let calendar = england();
    let moves_on = Policy { if_closed: IfClosed::MovesOn, ..PLAIN };
    let zone = calendar.zone();
    for (limit, policy, by, expected) in [
        // 28 calendar days from 1 September 2026 end on Tuesday the 29th.
        ("28 calendar days", moves_on, "5 working days", date(2026, 10, 6)),
        ("10 working days", PLAIN, "4 calendar days", date(2026, 9, 19)),
        ("10 working days", PLAIN, "1 month", date(2026, 10, 15)),
        ("1 month", moves_on, "2 calendar days", date(2026, 10, 5)),
        ("2 weeks", PLAIN, "3 calendar days", date(2026, 9, 18)),
    ] {
        let extension =
            Extension { by: Limit::read(by).unwrap(), granted: at(zone, "2026-09-02T10:00") };
        let start = at(zone, "2026-09-01T10:00");
        let found = due(&clock(limit, policy), &calendar, start, &Pauses::default(), &[extension]);
        assert_eq!(found.date(&calendar), Some(expected), "{limit} and {by}");
    }
}

#[test]
fn an_extension_after_the_due_moment_changes_nothing() {
    let calendar = england();
    let zone = calendar.zone();
    let by = Limit::read("5 working days").unwrap();
    let start = at(zone, "2026-09-01T10:00");
    let ten = clock("10 working days", PLAIN);
    for (granted, expected) in
        [("2026-09-15T23:59:59", date(2026, 9, 22)), ("2026-09-16T00:00", date(2026, 9, 15))]
    {
        let extension = Extension { by, granted: at(zone, granted) };
        let found = due(&ten, &calendar, start, &Pauses::default(), &[extension]);
        assert_eq!(found.date(&calendar), Some(expected), "granted {granted}");
    }
}

#[test]
fn notice_runs_backwards_from_the_day_before_the_event() {
    let calendar = england();
    let zone = calendar.zone();
    let moves_on = Policy { if_closed: IfClosed::MovesOn, ..PLAIN };
    for (limit, policy, event, expected) in [
        ("1 working day", PLAIN, "2026-09-14T10:00", "2026-09-11"),
        ("1 working day", PLAIN, "2026-09-13T10:00", "2026-09-11"),
        ("2 working days", PLAIN, "2026-12-29T10:00", "2026-12-23"),
        ("1 calendar day", PLAIN, "2026-09-14T10:00", "2026-09-13"),
        ("1 calendar day", moves_on, "2026-09-14T10:00", "2026-09-11"),
        ("1 month", PLAIN, "2026-03-31T10:00", "2026-02-28"),
        ("24 hours", PLAIN, "2026-09-14T10:00", "2026-09-13T10:00"),
        ("4 working hours", PLAIN, "2026-09-14T10:00", "2026-09-11T14:00"),
        ("1 working hour", PLAIN, "2026-09-14T10:00", "2026-09-14T09:00"),
        ("0 working days", PLAIN, "2026-09-14T10:00", "2026-09-14T10:00"),
    ] {
        let found = notice(&clock(limit, policy), &calendar, at(zone, event)).unwrap();
        let expected = match read_moment(expected, zone).unwrap() {
            Moment::On(date, _) => {
                assert!(matches!(found, Due::By { .. }), "{limit} before {event}: {found:?}");
                zone.end_of(rules::calendar::Day::of(date).unwrap())
            }
            Moment::At(at) => at,
        };
        assert_eq!(found.instant(), Some(expected), "{limit} before {event}");
    }
}

#[test]
fn in_time_means_up_to_the_instant_or_to_the_end_of_the_date() {
    let calendar = england();
    let zone = calendar.zone();
    for (limit, stop, outcome) in [
        ("20 seconds", "2026-09-14T10:00:20", Outcome::Kept),
        ("20 seconds", "2026-09-14T10:00:20.1", Outcome::Missed),
        ("6 rings", "2026-09-14T10:00:18", Outcome::Kept),
        ("6 rings", "2026-09-14T10:00:19", Outcome::Missed),
        ("1 working day", "2026-09-15T23:59:59.999999", Outcome::Kept),
        ("1 working day", "2026-09-16T00:00", Outcome::Missed),
    ] {
        let line = Timeline::build(
            zone,
            at(zone, "2026-09-14T10:00"),
            Some(at(zone, stop)),
            None,
            &[],
            vec![],
        )
        .unwrap();
        let judged = judge(&clock(limit, PLAIN), &calendar, &line, at(zone, "2026-12-01"));
        assert_eq!(judged.outcome, outcome, "{limit}, stopped {stop}");
    }
}

#[test]
fn what_becomes_of_a_promise_depends_on_when_one_looks() {
    let calendar = england();
    let zone = calendar.zone();
    let rule = clock("1 working day", PLAIN);
    let start = at(zone, "2026-09-14T10:00");
    let line = |stop: Option<&str>, left: Option<&str>| {
        let (stop, left) = (stop.map(|s| at(zone, s)), left.map(|l| at(zone, l)));
        Timeline::build(zone, start, stop, left, &[], vec![]).unwrap()
    };
    for (stop, left, looked, outcome) in [
        (None, None, "2026-09-15T23:59", Outcome::Running),
        (None, None, "2026-09-16T00:00", Outcome::Missed),
        (Some("2026-09-15T12:00"), None, "2026-09-15T11:00", Outcome::Running),
        (Some("2026-09-15T12:00"), None, "2026-09-15T12:00", Outcome::Kept),
        (Some("2026-09-17T12:00"), None, "2026-09-18T12:00", Outcome::Missed),
        (None, Some("2026-09-15T12:00"), "2026-09-18T12:00", Outcome::EndedByCustomer),
        (None, Some("2026-09-17T12:00"), "2026-09-18T12:00", Outcome::Missed),
        (Some("2026-09-15T11:00"), Some("2026-09-15T12:00"), "2026-09-18T12:00", Outcome::Kept),
        (
            Some("2026-09-15T13:00"),
            Some("2026-09-15T12:00"),
            "2026-09-18T12:00",
            Outcome::EndedByCustomer,
        ),
    ] {
        let judged = judge(&rule, &calendar, &line(stop, left), at(zone, looked));
        assert_eq!(judged.outcome, outcome, "stop {stop:?}, left {left:?}, looked {looked}");
    }
}

#[test]
fn a_standard_without_limit_measures_and_judges_nothing() {
    let calendar = england();
    let zone = calendar.zone();
    let open = Clock::new(Term::Open, PLAIN).unwrap();
    let start = at(zone, "2026-09-14T10:00");
    let running = judge(&open, &calendar, &Timeline::started(start), at(zone, "2027-09-14"));
    assert_eq!((running.outcome, running.due), (Outcome::Running, Due::Not(NotDue::NoLimit)));
    let stop = Some(at(zone, "2026-10-14T10:00"));
    let line = Timeline::build(zone, start, stop, None, &[], vec![]).unwrap();
    assert_eq!(judge(&open, &calendar, &line, at(zone, "2027-09-14")).outcome, Outcome::Measured);
}

#[test]
fn t41_a_due_date_beyond_the_last_year_known_is_provisional() {
    let calendar = england();
    let zone = calendar.zone();
    for (limit, received, provisional) in [
        ("20 working days", "2028-12-20T10:00", true),
        ("5 working days", "2028-12-01T10:00", false),
        ("28 calendar days", "2028-12-20T10:00", false),
        ("4 hours", "2029-12-20T10:00", false),
    ] {
        let line = Timeline::started(at(zone, received));
        let judged = judge(&clock(limit, PLAIN), &calendar, &line, at(zone, received));
        assert_eq!(judged.provisional, provisional, "{limit} from {received}");
    }
}

#[test]
fn impossible_orders_are_refused_each_with_its_own_reason() {
    let calendar = england();
    let zone = calendar.zone();
    let start = at(zone, "2026-09-14T10:00");
    let pause =
        |starts: &str, ends: &str| Pause { starts: at(zone, starts), ends: Some(at(zone, ends)) };
    let build = |stop: Option<&str>, pauses: &[Pause]| {
        Timeline::build(zone, start, stop.map(|s| at(zone, s)), None, pauses, vec![])
    };
    let early = pause("2026-09-13T10:00", "2026-09-15T10:00");
    let backwards = pause("2026-09-16T10:00", "2026-09-15T10:00");
    let late = pause("2026-09-18T10:00", "2026-09-19T10:00");
    use TimelineRefusal as No;
    assert_eq!(build(None, &[early]), Err(No::PauseBeforeStart { pause: early, start }));
    assert_eq!(build(None, &[backwards]), Err(No::PauseEndsBeforeStart(backwards)));
    let stop = at(zone, "2026-09-17T10:00");
    assert_eq!(
        build(Some("2026-09-17T10:00"), &[late]),
        Err(No::PauseAfterStop { pause: late, stop })
    );
    let stop = at(zone, "2026-09-14T09:00");
    assert_eq!(build(Some("2026-09-14T09:00"), &[]), Err(No::StopBeforeStart { start, stop }));
}

#[test]
fn between_is_the_largest_limit_that_would_be_kept() {
    let calendar = england();
    let zone = calendar.zone();
    for (measure, from, to, expected) in [
        (Measure::WorkingDays, "2026-09-14T10:00", "2026-09-14T16:00", 0),
        (Measure::WorkingDays, "2026-09-14T10:00", "2026-09-21T00:00", 5),
        (Measure::WorkingDays, "2026-09-12T10:00", "2026-09-14T10:00", 1),
        (Measure::WorkingDays, "2025-12-19T16:55", "2025-12-30T12:00", 5),
        (Measure::CalendarDays, "2026-09-14T10:00", "2026-09-21T00:00", 7),
        (Measure::WorkingSeconds, "2026-09-11T16:00", "2026-09-14T10:00", 2 * 3600),
        (Measure::Seconds, "2026-10-24T23:00", "2026-10-25T02:00Z", 4 * 3600),
    ] {
        let (from, to) = (at(zone, from), at(zone, to));
        let found = between(measure, &PLAIN, &calendar, from, to, &Pauses::default());
        assert_eq!(found, Some(expected), "{measure:?} from {from} to {to}");
    }
}

#[test]
fn the_way_to_the_day_is_told_step_by_step() {
    let calendar = england();
    let zone = calendar.zone();
    let received = at(zone, "2025-12-19T16:55");
    let told =
        explain(&clock("5 working days", PLAIN), &calendar, received, &Pauses::default(), &[]);
    assert_eq!(
        told,
        [
            Reason::Received(received),
            Reason::DayOne {
                rule: DayOne::AfterReceipt,
                date: date(2025, 12, 22),
                receipt_counts: true
            },
            Reason::BankHolidays(vec![
                (date(2025, 12, 25), "Christmas Day".into()),
                (date(2025, 12, 26), "Boxing Day".into()),
            ]),
            Reason::LastDay { number: 5, unit: Unit::WorkingDays, date: date(2025, 12, 30) },
        ]
    );
}
