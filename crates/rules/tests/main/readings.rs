//! What follows from readings, in tables that a policy officer could check. Dates are of 2026 and
//! the reporting year begins in April unless a case says otherwise.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use rules::calendar::{Calendar, Definition, Nation};
use rules::charter::readings::{
    Aim, Asks, Basis, Period, PeriodStanding, Piece, Reached, Reading, Rule, Shown, Standing, duty,
    expires_on, reached, shown, standings,
};
use rules::charter::{Method, Per, Target, TargetOf, TrendWay};
use rules::clock::Limit;

const APRIL: i64 = 4;

fn calendar() -> Calendar {
    Definition::office_hours(Nation::EnglandAndWales).compile().unwrap()
}

fn on(text: &str) -> Date {
    text.parse().unwrap()
}

fn period(per: Per, day: &str) -> Period {
    per.period_of(on(day), APRIL)
}

fn reading(per: Per, day: &str, top: i64, base: Option<i64>) -> Reading {
    let period = period(per, day);
    Reading {
        id: 1,
        method: Method::Survey,
        period,
        top: top * 100,
        base,
        sample: None,
        done_on: None,
    }
}

fn aim(target: &str) -> Aim {
    Aim { label: None, target: Target::read(target).unwrap(), stretch: None }
}

/// A target that is a number, whichever way round.
fn number(hundredths: u32, at_most: bool, strict: bool) -> Aim {
    let target = Target { of: TargetOf::Number, hundredths, at_most, strict };
    Aim { label: None, target, stretch: None }
}

fn rule(asks: Asks, per: Per, aim: Option<Aim>) -> Rule {
    Rule { asks, per: Some(per), series: Vec::new(), otherwise: aim }
}

fn all(rule: &Rule, readings: &[Reading], since: Option<Date>, today: &str) -> Vec<PeriodStanding> {
    let calendar = calendar();
    let basis = Basis { calendar: &calendar, year_begins: APRIL };
    standings(rule, (Method::Survey, true), readings, &basis, (since, on(today)))
}

/// How the period of a day stands.
fn stands(rule: &Rule, readings: &[Reading], since: &str, (day, today): (&str, &str)) -> Standing {
    let found = all(rule, readings, Some(on(since)), today);
    found.iter().find(|one| one.period.holds(on(day))).unwrap().standing
}

#[test]
fn periods_follow_the_reporting_year_and_weeks_begin_on_monday() {
    for (per, day, first, last) in [
        (Per::WorkingDay, "2026-09-16", "2026-09-16", "2026-09-16"),
        (Per::Week, "2026-09-16", "2026-09-14", "2026-09-20"),
        (Per::Week, "2026-09-14", "2026-09-14", "2026-09-20"),
        (Per::Week, "2026-09-20", "2026-09-14", "2026-09-20"),
        (Per::Month, "2026-02-11", "2026-02-01", "2026-02-28"),
        (Per::Month, "2028-02-11", "2028-02-01", "2028-02-29"),
        (Per::Quarter, "2026-09-16", "2026-07-01", "2026-09-30"),
        (Per::Quarter, "2026-02-16", "2026-01-01", "2026-03-31"),
        (Per::HalfYear, "2026-09-30", "2026-04-01", "2026-09-30"),
        (Per::HalfYear, "2026-02-16", "2025-10-01", "2026-03-31"),
        (Per::Year, "2026-03-31", "2025-04-01", "2026-03-31"),
        (Per::Year, "2026-04-01", "2026-04-01", "2027-03-31"),
    ] {
        let found = period(per, day);
        assert_eq!((found.first, found.last), (on(first), on(last)), "{per:?} of {day}");
    }
    let january = Per::HalfYear.period_of(on("2026-09-16"), 1);
    assert_eq!((january.first, january.last), (on("2026-07-01"), on("2026-12-31")));
}

#[test]
fn a_score_is_held_against_the_target_when_its_period_is_over() {
    for (target, top, base, today, standing) in [
        (Some("80%"), 80, 100, "2026-07-01", Standing::Met),
        (Some("80%"), 79, 100, "2026-07-01", Standing::NotMet),
        (Some("80%"), 80, 100, "2026-06-30", Standing::OnCourse),
        (Some("80%"), 79, 100, "2026-06-30", Standing::NotOnCourse),
        (Some("more than 80%"), 80, 100, "2026-07-01", Standing::NotMet),
        (Some("more than 80%"), 81, 100, "2026-07-01", Standing::Met),
        (Some("less than 2%"), 2, 100, "2026-07-01", Standing::NotMet),
        (Some("80%"), 40, 49, "2026-07-01", Standing::TooFew),
        (Some("80%"), 40, 50, "2026-07-01", Standing::Met),
        (Some("80%"), 0, 0, "2026-07-01", Standing::TooFew),
        (None, 40, 100, "2026-07-01", Standing::NoTarget),
    ] {
        let rule = rule(Asks::Value, Per::Quarter, target.map(aim));
        let read = [reading(Per::Quarter, "2026-05-01", top, Some(base))];
        let found = stands(&rule, &read, "2026-04-01", ("2026-05-01", today));
        assert_eq!(found, standing, "{top} of {base} against {target:?} on {today}");
    }
}

#[test]
fn a_share_that_was_given_as_a_percentage_is_judged_by_how_many_were_asked() {
    let rule = rule(Asks::Value, Per::Quarter, Some(aim("86.4%")));
    for (sample, standing) in
        [(None, Standing::Met), (Some(49), Standing::TooFew), (Some(50), Standing::Met)]
    {
        let mut read = reading(Per::Quarter, "2026-05-01", 0, Some(100));
        (read.top, read.sample) = (8_640, sample);
        let found = stands(&rule, &[read], "2026-04-01", ("2026-05-01", "2026-07-01"));
        assert_eq!(found, standing, "{sample:?}");
    }
}

#[test]
fn what_nobody_recorded_is_due_once_its_period_is_over() {
    let rule = rule(Asks::Value, Per::Quarter, Some(aim("80%")));
    let found = all(&rule, &[], Some(on("2026-04-01")), "2026-11-23");
    let standings: Vec<Standing> = found.iter().map(|one| one.standing).collect();
    assert_eq!(standings, [Standing::Due, Standing::Due, Standing::NotDueYet]);
    assert!(all(&rule, &[], None, "2026-11-23").is_empty());
}

#[test]
fn numbers_are_held_against_numbers() {
    for (aim, top, day, today, standing) in [
        (number(300, false, false), 3, "2026-05-01", "2027-04-01", Standing::Met),
        (number(300, false, false), 2, "2026-05-01", "2027-04-01", Standing::NotMet),
        // Half the year has gone: two of three are its part and more, one is not.
        (number(300, false, false), 2, "2026-05-01", "2026-10-01", Standing::OnCourse),
        (number(300, false, false), 1, "2026-05-01", "2026-10-01", Standing::NotOnCourse),
        (number(300, false, false), 0, "2026-05-01", "2026-04-01", Standing::OnCourse),
        (number(0, true, false), 0, "2026-05-01", "2026-10-01", Standing::OnCourse),
        (number(0, true, false), 1, "2026-05-01", "2026-10-01", Standing::NotOnCourse),
        (number(0, true, false), 1, "2026-05-01", "2027-04-01", Standing::NotMet),
        (number(0, false, true), 0, "2026-05-01", "2027-04-01", Standing::NotMet),
    ] {
        let rule = rule(Asks::Count, Per::Year, Some(aim.clone()));
        let read = [reading(Per::Year, day, top, None)];
        let found = stands(&rule, &read, "2026-04-01", (day, today));
        assert_eq!(found, standing, "{top} against {aim:?} on {today}");
    }
}

#[test]
fn each_period_has_the_target_of_its_last_day_and_its_stretch() {
    let stretch = Aim { stretch: Some(Target::read("35%").unwrap()), ..aim("30%") };
    let of = |year: i16| Period { first: date(year, 1, 1), last: date(year, 12, 31) };
    let rule = Rule {
        series: vec![(of(2026), stretch), (of(2027), aim("more than 40%"))],
        ..rule(Asks::Value, Per::Quarter, Some(aim("20%")))
    };
    for (day, top, standing, reached) in [
        ("2025-11-01", 20, Standing::Met, None),
        ("2026-01-01", 29, Standing::NotMet, Some(false)),
        ("2026-05-01", 30, Standing::Met, Some(false)),
        ("2026-08-01", 35, Standing::Met, Some(true)),
        ("2027-01-01", 40, Standing::NotMet, None),
    ] {
        let read = [reading(Per::Quarter, day, top, Some(100))];
        let found = all(&rule, &read, Some(on("2025-10-01")), "2028-01-01");
        let one = found.iter().find(|one| one.period.holds(on(day))).unwrap();
        assert_eq!((one.standing, one.stretch_reached), (standing, reached), "{day}");
    }
}

#[test]
fn a_duty_is_owed_once_in_each_whole_period_and_missed_when_that_is_over() {
    let rule = rule(Asks::Duty, Per::Month, None);
    let done =
        |day: &str, on: Option<Date>| Reading { done_on: on, ..reading(Per::Month, day, 1, None) };
    let read = [
        done("2026-06-01", Some(on("2026-06-30"))),
        // July's was done in August.
        done("2026-07-01", Some(on("2026-08-01"))),
        done("2026-09-01", None),
        done("2026-11-01", Some(on("2026-11-20"))),
    ];
    let found = all(&rule, &read, Some(on("2026-05-12")), "2026-11-23");
    let standings: Vec<Standing> = found.iter().map(|one| one.standing).collect();
    use Standing::{Kept, Missed};
    assert_eq!(
        standings,
        [Kept, Missed, Missed, Kept, Missed, Kept],
        "May was begun in the middle"
    );
    let year = Per::Year.period_of(on("2026-11-23"), APRIL);
    let of_year = duty(&found, year);
    assert_eq!((of_year.done, of_year.due), (3, 6));
    assert_eq!(of_year.is_met(&Target::read("50%").unwrap()), Some(true));
    assert_eq!(of_year.is_met(&Target::read("more than 50%").unwrap()), Some(false));
}

#[test]
fn a_duty_of_each_working_day_is_owed_on_no_other() {
    let rule = rule(Asks::Duty, Per::WorkingDay, None);
    // Christmas week: Friday is Christmas Day, Monday the substitute of Boxing Day.
    let found = all(&rule, &[], Some(on("2026-12-23")), "2026-12-30");
    let days: Vec<String> = found.iter().map(|one| one.period.first.to_string()).collect();
    assert_eq!(days, ["2026-12-23", "2026-12-24", "2026-12-29", "2026-12-30"]);
    assert_eq!(found[3].standing, Standing::NotDueYet, "today is not over");
    assert_eq!(found[2].standing, Standing::Missed);
}

#[test]
fn a_trend_compares_with_the_period_before_and_equal_is_no_change() {
    use Standing::{Kept, Missed, NotDueYet, NotOnCourse, NothingBefore, OnCourse, TooFew};
    let (falls, rises) = (TrendWay::Falls, TrendWay::Rises);
    for (way, before, now, today, standing) in [
        (falls, Some((412, None)), (411, None), "2027-04-01", Kept),
        (falls, Some((412, None)), (412, None), "2027-04-01", Missed),
        (falls, Some((412, None)), (413, None), "2027-04-01", Missed),
        (rises, Some((412, None)), (413, None), "2027-04-01", Kept),
        (rises, Some((412, None)), (412, None), "2027-04-01", Missed),
        (falls, None, (1, None), "2027-04-01", NothingBefore),
        // The year is running: a number can only grow.
        (falls, Some((412, None)), (40, None), "2026-11-23", NotDueYet),
        (falls, Some((412, None)), (413, None), "2026-11-23", NotOnCourse),
        (rises, Some((412, None)), (40, None), "2026-11-23", NotDueYet),
        (rises, Some((412, None)), (413, None), "2026-11-23", OnCourse),
        // 1 in 3 against 33 in 100: a rise that rounding would hide.
        (rises, Some((33, Some(100))), (100, Some(300)), "2027-04-01", Kept),
        (falls, Some((33, Some(100))), (66, Some(200)), "2027-04-01", Missed),
        (falls, Some((33, Some(100))), (10, Some(49)), "2027-04-01", TooFew),
        (falls, Some((33, Some(100))), (30, Some(100)), "2026-11-23", OnCourse),
        (falls, Some((33, None)), (30, Some(100)), "2027-04-01", NothingBefore),
    ] {
        let rule = rule(Asks::Trend(way), Per::Year, None);
        let mut read = vec![reading(Per::Year, "2026-05-01", now.0, now.1)];
        read.extend(before.map(|(top, base)| reading(Per::Year, "2025-05-01", top, base)));
        let found = stands(&rule, &read, "2026-04-01", ("2026-05-01", today));
        assert_eq!(found, standing, "{way:?}: {before:?}, then {now:?}");
    }
}

#[test]
fn readings_of_services_are_added_up_and_methods_never_are() {
    let rule = rule(Asks::Value, Per::Quarter, Some(aim("80%")));
    let of = |top, base, method| Reading {
        method,
        ..reading(Per::Quarter, "2026-05-01", top, Some(base))
    };
    let read =
        [of(30, 30, Method::Survey), of(45, 60, Method::Survey), of(1, 100, Method::Observed)];
    let found = all(&rule, &read, Some(on("2026-04-01")), "2026-07-01");
    assert_eq!((found[0].top, found[0].base), (Some(7_500), Some(90)));
    assert_eq!(found[0].standing, Standing::Met);
}

#[test]
fn a_milestone_is_reached_on_its_day_or_late() {
    for (reached_on, today, expected) in [
        (Some("2026-01-31"), "2026-11-23", Reached::Kept),
        (Some("2026-02-01"), "2026-11-23", Reached::Late(1)),
        (None, "2026-01-31", Reached::NotYet(0)),
        (None, "2026-01-30", Reached::NotYet(1)),
        (None, "2026-02-03", Reached::Overdue(3)),
    ] {
        let found = reached(on("2026-01-31"), reached_on.map(on), on(today));
        assert_eq!(found, expected, "{reached_on:?} on {today}");
    }
}

#[test]
fn evidence_is_good_up_to_the_same_day_of_a_later_month() {
    let calendar = calendar();
    for (dated, good_for, last) in [
        ("2026-02-01", "12 months", "2027-02-01"),
        ("2026-08-31", "1 month", "2026-09-30"),
        ("2026-02-01", "2 weeks", "2026-02-15"),
        ("2026-02-01", "10 calendar days", "2026-02-11"),
        ("2026-09-14", "1 working day", "2026-09-15"),
    ] {
        let limit = Limit::read(good_for).unwrap();
        assert_eq!(expires_on(on(dated), limit, &calendar), Some(on(last)), "{dated} {good_for}");
    }
}

#[test]
fn what_is_demonstrated_is_kept_while_evidence_counts_and_missed_since_it_ran_out() {
    let piece = |dated: &str, until: &str, taken: &str| Piece {
        dated_on: on(dated),
        until: (until != "-").then(|| on(until)),
        taken_out_on: (taken != "-").then(|| on(taken)),
    };
    for (pieces, today, expected) in [
        (vec![], "2026-11-23", Shown::NotDemonstrated),
        (
            vec![piece("2026-02-01", "2027-02-01", "-")],
            "2026-11-23",
            Shown::Kept(Some(on("2027-02-01"))),
        ),
        (vec![piece("2026-02-01", "-", "-")], "2026-11-23", Shown::Kept(None)),
        (
            vec![piece("2026-02-01", "2026-12-23", "-")],
            "2026-11-23",
            Shown::Expiring(on("2026-12-23"), 30),
        ),
        (
            vec![piece("2026-02-01", "2026-12-24", "-")],
            "2026-11-23",
            Shown::Kept(Some(on("2026-12-24"))),
        ),
        (
            vec![piece("2026-02-01", "2026-11-23", "-")],
            "2026-11-23",
            Shown::Expiring(on("2026-11-23"), 0),
        ),
        (
            vec![piece("2026-02-01", "2026-11-22", "-")],
            "2026-11-23",
            Shown::MissedSince(on("2026-11-23")),
        ),
        // Dated tomorrow, it shows nothing today.
        (vec![piece("2026-11-24", "2027-11-24", "-")], "2026-11-23", Shown::NotDemonstrated),
        // Taken out, it counts no more from that day.
        (
            vec![piece("2026-02-01", "2027-02-01", "2026-11-01")],
            "2026-11-23",
            Shown::MissedSince(on("2026-11-01")),
        ),
        (
            vec![piece("2026-02-01", "2027-02-01", "2026-02-01")],
            "2026-11-23",
            Shown::NotDemonstrated,
        ),
        // One stands for the other.
        (
            vec![piece("2025-02-01", "2026-02-01", "-"), piece("2026-01-15", "2027-01-15", "-")],
            "2026-11-23",
            Shown::Kept(Some(on("2027-01-15"))),
        ),
    ] {
        assert_eq!(shown(&pieces, on(today)), expected, "{pieces:?}");
    }
}

fn any_per() -> impl Strategy<Value = Per> {
    prop::sample::select(vec![
        Per::WorkingDay,
        Per::Week,
        Per::Month,
        Per::Quarter,
        Per::HalfYear,
        Per::Year,
    ])
}

fn any_day() -> impl Strategy<Value = Date> {
    (0..20_000_i32).prop_map(|days| date(2000, 1, 1).saturating_add(days.days()))
}

proptest! {
    #[test]
    fn periods_follow_each_other_without_gap_or_overlap(
        per in any_per(), day in any_day(), begins in 1..=12_i64,
    ) {
        let period = per.period_of(day, begins);
        prop_assert!(period.holds(day));
        let (after, before) = (per.after(period, begins), per.before(period, begins));
        prop_assert_eq!(after.first, period.last.tomorrow().unwrap());
        prop_assert_eq!(before.last, period.first.yesterday().unwrap());
        prop_assert_eq!(per.period_of(period.last, begins), period);
        prop_assert_eq!(per.period_of(period.first, begins), period);
    }

    #[test]
    fn a_reading_is_judged_alike_in_whatever_order_and_parts_it_was_written(
        parts in prop::collection::vec((0..200_i64, 0..200_i64), 1..6), turn in 0..6_usize,
    ) {
        let rule = rule(Asks::Value, Per::Quarter, Some(aim("80%")));
        let of = |(kept, missed): (i64, i64)| {
            reading(Per::Quarter, "2026-05-01", kept, Some(kept + missed))
        };
        let mut readings: Vec<Reading> = parts.iter().copied().map(of).collect();
        let one = all(&rule, &readings, None, "2026-07-01");
        readings.rotate_left(turn % parts.len());
        prop_assert_eq!(&one, &all(&rule, &readings, None, "2026-07-01"));
        let (kept, missed) = parts.iter().fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        prop_assert_eq!(&one, &all(&rule, &[of((kept, missed))], None, "2026-07-01"));
    }

    #[test]
    fn more_evidence_never_takes_away_what_was_shown(
        pieces in prop::collection::vec((any_day(), 0..800_i32), 0..6), today in any_day(),
        more in (any_day(), 0..800_i32),
    ) {
        let piece = |(dated_on, days): (Date, i32)| Piece {
            dated_on,
            until: Some(dated_on.saturating_add(days.days())),
            taken_out_on: None,
        };
        let rank = |shown| match shown {
            Shown::NotDemonstrated => 0,
            Shown::MissedSince(_) => 1,
            Shown::Expiring(..) => 2,
            Shown::Kept(_) => 3,
        };
        let mut all: Vec<Piece> = pieces.into_iter().map(piece).collect();
        let before = shown(&all, today);
        all.push(piece(more));
        let after = shown(&all, today);
        prop_assert!(rank(after) >= rank(before), "{before:?} became {after:?}");
        if let (Shown::MissedSince(then), Shown::MissedSince(now)) = (before, after) {
            prop_assert!(now >= then);
        }
    }
}
