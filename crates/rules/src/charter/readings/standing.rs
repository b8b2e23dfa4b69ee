//! How each period of a standard stands, from its readings.

use super::periods::days_between;
use super::{Aim, Asks, Basis, Period, PeriodStanding, Reading, Rule, Standing, is_met};
use crate::charter::{Method, Per, Target, TrendWay};
use crate::figures::SMALLEST_BASE;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What the readings of one method say of one period together. Readings of the same period, of
/// different services, are added up; a number is never added to a share.
#[derive(Clone, Copy)]
struct Sum {
    top: i64,
    base: Option<i64>,
    sample: Option<i64>,
    done_on: Option<Date>,
}

/// How each period stands by one method, the earliest first: from the period of `since`, or of the
/// first reading if that is earlier, to the one that is running. Readings of standards without
/// periods stand by themselves.
///
/// `owes` says whether the method is one that each period must have a reading of.
pub fn standings(
    rule: &Rule,
    (method, owes): (Method, bool),
    readings: &[Reading],
    basis: &Basis<'_>,
    (since, today): (Option<Date>, Date),
) -> Vec<PeriodStanding> {
    let of_method: Vec<&Reading> = readings.iter().filter(|one| one.method == method).collect();
    let read: BTreeSet<Period> = of_method.iter().map(|reading| reading.period).collect();
    let periods = match rule.per.filter(|_| owes) {
        Some(per) => owed(rule, per, (&read, since), basis, today),
        None => read.into_iter().collect(),
    };
    let sum_of = |period: Period| sum(of_method.iter().filter(|one| one.period == period));
    let standing = |period: &Period| {
        let before = rule.per.and_then(|per| sum_of(per.before(*period, basis.year_begins)));
        of_period(rule, method, (*period, sum_of(*period), before), today)
    };
    periods.iter().map(standing).collect()
}

/// The periods that something is owed for, with those that have a reading anyway. Of duties and
/// counts only whole periods are owed: who begins in the middle of a month owes from the next.
fn owed(
    rule: &Rule,
    per: Per,
    (read, since): (&BTreeSet<Period>, Option<Date>),
    basis: &Basis<'_>,
    today: Date,
) -> Vec<Period> {
    let first_read = read.first().map(|period| period.first);
    let Some(from) = since.into_iter().chain(first_read).min() else { return Vec::new() };
    let is_whole = |period: &Period| {
        let needs_whole = matches!(rule.asks, Asks::Duty | Asks::Count);
        !needs_whole || since.is_some_and(|since| period.first >= since)
    };
    let mut all: BTreeSet<Period> = per.periods(from, today, basis).into_iter().collect();
    all.retain(|period| is_whole(period) || read.contains(period));
    all.extend(read);
    all.into_iter().collect()
}

fn sum<'a>(readings: impl Iterator<Item = &'a &'a Reading>) -> Option<Sum> {
    readings
        .map(|reading| {
            let Reading { top, base, sample, done_on, .. } = **reading;
            Sum { top, base, sample, done_on }
        })
        .reduce(|sum, next| match (sum.base, next.base) {
            // A share beside a number: the first one stands.
            (Some(_), None) | (None, Some(_)) => sum,
            _ => Sum {
                top: sum.top + next.top,
                base: sum.base.zip(next.base).map(|(a, b)| a + b),
                sample: sum.sample.zip(next.sample).map(|(a, b)| a + b),
                done_on: sum.done_on.max(next.done_on),
            },
        })
}

fn of_period(
    rule: &Rule,
    method: Method,
    (period, sum, before): (Period, Option<Sum>, Option<Sum>),
    today: Date,
) -> PeriodStanding {
    let aim = rule.aim(period);
    let is_over = period.is_over(today);
    let standing = match (rule.asks, sum) {
        (Asks::Duty, sum) => duty_standing(period, sum, is_over),
        (_, None) if is_over => Standing::Due,
        (_, None) => Standing::NotDueYet,
        (Asks::Trend(way), Some(sum)) => trend_standing(way, sum, before, is_over),
        (Asks::Value, Some(sum)) => value_standing(aim, sum, is_over),
        (Asks::Count, Some(sum)) if is_over => value_standing(aim, sum, true),
        (Asks::Count, Some(sum)) => count_so_far(aim, sum, (period, today)),
    };
    let is_judged = matches!(
        standing,
        Standing::Met | Standing::NotMet | Standing::OnCourse | Standing::NotOnCourse
    );
    let stretch = aim.and_then(|aim| aim.stretch).filter(|_| is_judged);
    PeriodStanding {
        period,
        method,
        top: sum.map(|sum| sum.top),
        base: sum.and_then(|sum| sum.base),
        sample: sum.and_then(|sum| sum.sample),
        aim: aim.cloned(),
        standing,
        stretch_reached: stretch
            .zip(sum)
            .and_then(|(stretch, sum)| is_met(&stretch, sum.top, sum.base)),
        before: before
            .filter(|_| matches!(rule.asks, Asks::Trend(_)))
            .map(|before| (before.top, before.base)),
    }
}

/// A duty is kept when it was done within its period, and missed once the period is over.
fn duty_standing(period: Period, sum: Option<Sum>, is_over: bool) -> Standing {
    let is_done =
        sum.is_some_and(|sum| sum.top > 0 && sum.done_on.is_none_or(|done| done <= period.last));
    match (is_done, is_over) {
        (true, _) => Standing::Kept,
        (false, true) => Standing::Missed,
        (false, false) => Standing::NotDueYet,
    }
}

fn is_too_few(sum: Sum) -> bool {
    sum.base.is_some_and(|base| sum.sample.unwrap_or(base) < SMALLEST_BASE)
}

fn value_standing(aim: Option<&Aim>, sum: Sum, is_over: bool) -> Standing {
    let Some(aim) = aim else { return Standing::NoTarget };
    if is_too_few(sum) {
        return Standing::TooFew;
    }
    match (is_met(&aim.target, sum.top, sum.base), is_over) {
        (Some(true), true) => Standing::Met,
        (Some(false), true) => Standing::NotMet,
        (Some(true), false) => Standing::OnCourse,
        (Some(false), false) => Standing::NotOnCourse,
        (None, _) => Standing::TooFew,
    }
}

/// A number that is to be reached is on course with its part of the days that have gone; one that
/// is not to be passed, while it has not been.
fn count_so_far(aim: Option<&Aim>, sum: Sum, (period, today): (Period, Date)) -> Standing {
    let Some(aim) = aim else { return Standing::NoTarget };
    if aim.target.at_most || sum.base.is_some() {
        return value_standing(Some(aim), sum, false);
    }
    let gone = i128::from(days_between(period.first, today).clamp(0, period.days()));
    let part = i128::from(aim.target.hundredths) * gone;
    let reached = i128::from(sum.top) * i128::from(period.days());
    let is_met = is_met(&aim.target, sum.top, None) == Some(true);
    if is_met || reached >= part { Standing::OnCourse } else { Standing::NotOnCourse }
}

/// Equal is neither a fall nor a rise. While the period runs, a number only grows: it says
/// something once it has passed the one before.
fn trend_standing(way: TrendWay, sum: Sum, before: Option<Sum>, is_over: bool) -> Standing {
    let Some(before) = before else { return Standing::NothingBefore };
    if is_too_few(sum) || is_too_few(before) {
        return Standing::TooFew;
    }
    let (now, then) = match (sum.base, before.base) {
        (None, None) => (i128::from(sum.top), i128::from(before.top)),
        (Some(base), Some(base_before)) => {
            // The shares on one denominator: whole numbers decide.
            (
                i128::from(sum.top) * i128::from(base_before),
                i128::from(before.top) * i128::from(base),
            )
        }
        // A number and a share cannot be compared.
        _ => return Standing::NothingBefore,
    };
    let is_right = match way {
        TrendWay::Falls => now < then,
        TrendWay::Rises => now > then,
    };
    let is_number = sum.base.is_none();
    match (is_right, is_over) {
        (true, true) => Standing::Kept,
        (false, true) => Standing::Missed,
        (true, false) if is_number && way == TrendWay::Falls => Standing::NotDueYet,
        (false, false) if is_number && way == TrendWay::Rises => Standing::NotDueYet,
        (true, false) => Standing::OnCourse,
        (false, false) => Standing::NotOnCourse,
    }
}

/// A duty over many periods: in how many it was due, and in how many of those it was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Duty {
    /// In how many it was done.
    pub done: i64,
    /// In how many it was due: those that are over, and those in which it has been done already.
    pub due: i64,
}

impl Duty {
    /// Whether a share of the periods meets a target. Every period is counted, none is a sample
    /// of others: so it is judged on few of them too.
    pub fn is_met(self, target: &Target) -> Option<bool> {
        target.is_met(self.done, self.due)
    }
}

/// In how many periods a duty was due and done, of those that lie in a stretch of time.
pub fn duty<'a>(standings: impl IntoIterator<Item = &'a PeriodStanding>, of: Period) -> Duty {
    let within = standings.into_iter().filter(|one| of.holds(one.period.last));
    within.fold(Duty::default(), |duty, one| match one.standing {
        Standing::Kept => Duty { done: duty.done + 1, due: duty.due + 1 },
        Standing::Missed => Duty { due: duty.due + 1, ..duty },
        _ => duty,
    })
}
