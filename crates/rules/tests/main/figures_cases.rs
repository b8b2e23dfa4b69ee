//! Shares, targets, months and closings against examples worked out by hand.

use crate::making::at;
use crate::scripts::{Body, CHARTER, body};
use rules::charter::{CallFormula, Target};
use rules::clock::Outcome;
use rules::figures::{Counts, median, ninetieth};
use rules::ledger::{Line, Month, Standing, known_from, lines};

fn counts(kept: i64, missed: i64) -> Counts {
    Counts { kept, missed, ..Counts::default() }
}

#[test]
fn calls_are_shared_by_the_formula_that_the_charter_names() {
    // 1,060 offered: 860 answered in time, 140 late; 20 hung up in time, 40 late.
    let calls = Counts { ended_by_customer: 20, ..counts(860, 180) };
    for (formula, per_mille) in [
        (CallFormula::OfOfferedLessAbandonedInTime, 827),
        (CallFormula::OfAllOffered, 811),
        (CallFormula::OrAbandonedInTime, 830),
    ] {
        let share = calls.share(formula).share.unwrap();
        assert_eq!((share * 1000.0).round() as i64, per_mille, "{formula:?}");
    }
}

#[test]
fn only_kept_and_missed_are_in_a_share() {
    let all = Counts {
        running: 7,
        ended_by_customer: 3,
        not_counted: 2,
        no_evidence: 1,
        measured: 5,
        ..counts(30, 10)
    };
    let share = all.share(CallFormula::default());
    assert_eq!((share.kept, share.base, share.share), (30, 40, Some(0.75)));
    assert_eq!(share.coverage, Some(40.0 / 41.0));
    assert_eq!(all.all(), 58);
    let none = Counts { running: 4, not_counted: 2, ..Counts::default() };
    let share = none.share(CallFormula::default());
    assert_eq!((share.share, share.low, share.high, share.coverage), (None, None, None, None));
}

#[test]
fn a_share_is_reliable_from_nine_in_ten_that_could_be_judged() {
    for (kept, missed, no_evidence, reliable, low, high) in [
        (80, 10, 10, true, 0.807, 0.939),
        // 80 of 100 at least, 91 of 100 at most.
        (80, 9, 11, false, 0.800, 0.910),
        (0, 1, 1, false, 0.0, 0.5),
        (8, 1, 1, true, 0.565, 0.980),
    ] {
        let counts = Counts { no_evidence, ..counts(kept, missed) };
        let share = counts.share(CallFormula::default());
        let rounded = |share: Option<f64>| (share.unwrap() * 1000.0).round() / 1000.0;
        assert_eq!(share.reliable, reliable, "{kept} {missed} {no_evidence}");
        assert_eq!((rounded(share.low), rounded(share.high)), (low, high), "{kept} {missed}");
    }
}

#[test]
fn a_target_is_judged_by_unrounded_counts_and_shown_so_that_they_can_be_believed() {
    for (target, kept, of, closed, met, decimals) in [
        ("80%", 80, 100, true, Some(true), 1),
        ("80%", 80, 100, false, None, 1),
        ("more than 80%", 80, 100, true, Some(false), 1),
        // 80.04% is more than 80%, which one decimal would hide; so would 79.96%.
        ("more than 80%", 8_004, 10_000, true, Some(true), 2),
        ("80%", 7_996, 10_000, true, Some(false), 2),
        ("100%", 9_996, 10_000, true, Some(false), 2),
        ("100%", 99_996, 100_000, true, Some(false), 3),
        ("less than 2%", 1, 100, true, Some(true), 1),
        ("fewer than 2%", 2, 100, true, Some(false), 1),
        ("at most 2%", 2, 100, true, Some(true), 1),
        // Too few to judge.
        ("80%", 49, 49, true, None, 1),
        ("80%", 50, 50, true, Some(true), 1),
        ("80%", 0, 0, true, None, 1),
    ] {
        let target = Target::read(target).unwrap();
        let share = counts(kept, of - kept).share(CallFormula::default());
        let told = (share.is_met(Some(&target), closed), share.decimals(Some(&target)));
        assert_eq!(told, (met, decimals), "{kept} of {of} against {target}");
    }
    let share = counts(80, 20).share(CallFormula::default());
    assert_eq!((share.is_met(None, true), share.decimals(None)), (None, 1));
    let unreliable = Counts { no_evidence: 50, ..counts(100, 0) }.share(CallFormula::default());
    assert_eq!(unreliable.is_met(Some(&Target::read("80%").unwrap()), true), None);
}

#[test]
fn middles_and_ninths_are_taken_by_rank() {
    for (times, middle, ninth) in [
        (vec![], None, None),
        (vec![5], Some(5.0), Some(5)),
        (vec![1, 2], Some(1.5), Some(2)),
        (vec![1, 2, 3, 4, 5, 6, 7, 8, 9, 20], Some(5.5), Some(9)),
        (vec![1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20], Some(6.0), Some(10)),
    ] {
        assert_eq!((median(&times), ninetieth(&times)), (middle, ninth), "{times:?}");
    }
}

#[test]
fn a_month_is_closed_after_five_working_days_or_after_the_window_and_two_more() {
    let windowed = |window: &str| {
        Body::of(
            &CHARTER.replace("window = \"14 calendar days\"", &format!("window = \"{window}\"")),
        )
    };
    let known = |body: &Body, standard: &str, month: &str| {
        let standard = body.charter.standard(standard).unwrap();
        let month = Month::read(month).unwrap();
        body.local(known_from(month, standard, &body.calendars.body).unwrap())
    };
    for (month, usual, with_window) in [
        // 1, 2, 5, 6, 7 October; the window ends on 14 October, then 15 and 16.
        ("2026-09", "2026-10-08 00:00", "2026-10-17 00:00"),
        // 1 January is a bank holiday and the 2nd a closed day: 5 to 9 January.
        ("2025-12", "2026-01-10 00:00", "2026-01-17 00:00"),
        // Over Easter: 1, 2, 7, 8, 9 April; clocks have gone forward on 29 March.
        ("2026-03", "2026-04-10 00:00", "2026-04-17 00:00"),
        // A month that ends on a Saturday: 2 to 6 November; 14 November, then 16 and 17.
        ("2026-10", "2026-11-07 00:00", "2026-11-18 00:00"),
    ] {
        assert_eq!(known(body(), "plain", month), usual, "{month}");
        assert_eq!(known(body(), "first", month), with_window, "{month}");
    }
    // A window shorter than the usual time does not close a month sooner.
    assert_eq!(known(&windowed("1 working day"), "first", "2026-09"), "2026-10-08 00:00");
    assert_eq!(known(&windowed("10 working days"), "first", "2026-09"), "2026-10-17 00:00");
    // 30 calendar days end on 30 October, then 2 and 3 November.
    assert_eq!(known(&windowed("30 calendar days"), "first", "2026-09"), "2026-11-04 00:00");
}

#[test]
fn a_share_moves_no_closed_month_while_its_window_is_open() {
    // The last contact of September, and the customer back on the last day of the window.
    let body = body();
    let standard = body.charter.standard("first").unwrap();
    let closes = known_from(Month::read("2026-09").unwrap(), standard, &body.calendars.body);
    let script =
        ["2026-09-30T23:59 received", "2026-09-30T23:59 settled", "2026-10-14T23:59 repeated"];
    let repeated = at(body.zone(), "2026-10-14T23:59");
    assert!(repeated < closes.unwrap());
    let first = &body.owed(&script, "2026-10-15T12:00");
    let first = first.iter().find(|p| body.charter.standards[p.standard].id == "first").unwrap();
    assert_eq!(Standing::of(first).due, Some(Month::read("2026-09").unwrap()));
    assert_eq!(first.judged.outcome, Outcome::Missed);
}

#[test]
fn lines_are_posted_only_for_what_has_changed() {
    let month = |text| Month::read(text).unwrap();
    let standing = |outcome, concluded| Standing {
        outcome,
        received: month("2026-09"),
        due: Some(month("2026-10")),
        concluded,
        service: 1,
    };
    let running = standing(Outcome::Running, None);
    let missed = standing(Outcome::Missed, None);
    let late = standing(Outcome::Missed, Some(month("2026-11")));
    let moved = Standing { service: 2, ..running };
    let line = |standing, delta| Line { standing, delta };
    for (before, after, expected) in [
        (None, None, vec![]),
        (None, Some(running), vec![line(running, 1)]),
        (Some(running), Some(running), vec![]),
        (Some(running), Some(missed), vec![line(running, -1), line(missed, 1)]),
        // Done late it is still missed, and now concluded.
        (Some(missed), Some(late), vec![line(missed, -1), line(late, 1)]),
        (Some(running), Some(moved), vec![line(running, -1), line(moved, 1)]),
        (Some(running), None, vec![line(running, -1)]),
    ] {
        assert_eq!(lines(before, after).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn a_promise_counts_in_the_months_in_which_it_was_received_fell_due_and_concluded() {
    let script = ["2026-09-24T10:00 received service=4", "2026-11-03T10:00 responded"];
    let all = body().owed(&script, "2026-12-01T12:00");
    let plain = all.iter().find(|p| body().charter.standards[p.standard].id == "plain").unwrap();
    let month = |text| Month::read(text).unwrap();
    assert_eq!(
        Standing::of(plain),
        Standing {
            outcome: Outcome::Missed,
            received: month("2026-09"),
            due: Some(month("2026-10")),
            concluded: Some(month("2026-11")),
            service: 4,
        }
    );
    // T33: half past midnight on 1 April by the clock on the wall is in April.
    let late = body()
        .owed(&["2026-03-20T10:00 received", "2026-03-31T23:30Z responded"], "2026-05-01T12:00");
    assert_eq!(Standing::of(&late[0]).concluded, Some(month("2026-04")));
}
