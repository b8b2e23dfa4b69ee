//! Readings: what is recorded for standards that no record judges, and what follows from it.
//!
//! A reading is a number or a share that somebody recorded for a period; for a duty, that it was
//! done; for a milestone, the day on which it was reached. A demonstrated standard has pieces of
//! evidence instead. From a standard, what was recorded, the calendar and today follows how each
//! period stands.

mod evidence;
mod once;
mod periods;
mod standing;
mod wanted;

pub use evidence::{EXPIRING_WITHIN_DAYS, Piece, Shown, expires_on, shown};
pub use once::{Reached, reached};
pub use periods::{Basis, Period};
pub use standing::{Duty, duty, standings};
pub use wanted::Wanted;

use super::{Method, Per, Target, TargetOf, TrendWay};
use jiff::civil::Date;

/// A reading that stands: nothing has replaced it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Its number.
    pub id: i64,
    /// How it is known.
    pub method: Method,
    /// The days that it is of.
    pub period: Period,
    /// How many, or the value, in hundredths. For a duty: 100 for done, 0 for not done.
    pub top: i64,
    /// Of how many; none where it is a number.
    pub base: Option<i64>,
    /// How many were asked or looked at, where only the share is known.
    pub sample: Option<i64>,
    /// The day on which a duty was done.
    pub done_on: Option<Date>,
}

/// What a standard asks of its readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// A share or a value that a target is held against: a score, a supplied figure.
    Value,
    /// So many in the period: the number grows while the period runs.
    Count,
    /// That it was done, once in each period.
    Duty,
    /// More, or less, than in the period before.
    Trend(TrendWay),
}

/// A target with what would be better still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aim {
    /// What the body calls the stretch of time that it is for, if it is for one.
    pub label: Option<String>,
    /// What is to be reached.
    pub target: Target,
    /// What would be better still.
    pub stretch: Option<Target>,
}

/// The part of a standard that its readings are held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What is asked.
    pub asks: Asks,
    /// In which periods; none where readings bring their own.
    pub per: Option<Per>,
    /// Targets for stretches of time, by first and last day.
    pub series: Vec<(Period, Aim)>,
    /// The target of every other day.
    pub otherwise: Option<Aim>,
}

impl Rule {
    /// What is aimed at in a period: what holds on its last day.
    pub fn aim(&self, period: Period) -> Option<&Aim> {
        let of_series = self.series.iter().find(|(of, _)| of.holds(period.last));
        of_series.map(|(_, aim)| aim).or(self.otherwise.as_ref())
    }
}

/// How a period stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Done, or the right way from the period before.
    Kept,
    /// Not done in time, or not the right way.
    Missed,
    /// The target is met.
    Met,
    /// The target is not met.
    NotMet,
    /// The period is running, and the target would be met as it is.
    OnCourse,
    /// The period is running, and the target would not be met as it is.
    NotOnCourse,
    /// The period is over, and nobody has recorded anything.
    Due,
    /// The period is running, and nothing is owed yet.
    NotDueYet,
    /// A share of fewer than 50.
    TooFew,
    /// Recorded, and nothing is aimed at.
    NoTarget,
    /// Recorded, and there is nothing before it to compare with.
    NothingBefore,
}

impl Standing {
    /// The name in files.
    pub fn key(self) -> &'static str {
        match self {
            Standing::Kept => "kept",
            Standing::Missed => "missed",
            Standing::Met => "met",
            Standing::NotMet => "not-met",
            Standing::OnCourse => "on-course",
            Standing::NotOnCourse => "not-on-course",
            Standing::Due => "no-reading-yet",
            Standing::NotDueYet => "not-due-yet",
            Standing::TooFew => "too-few",
            Standing::NoTarget => "no-target",
            Standing::NothingBefore => "nothing-before",
        }
    }

    /// Whether somebody has to record something.
    pub fn waits(self) -> bool {
        self == Standing::Due
    }
}

/// A period of a standard, with what was recorded for it by a method and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodStanding {
    /// The period.
    pub period: Period,
    /// How it is known; of a period without readings, how it would be.
    pub method: Method,
    /// How many, or the value, in hundredths; none without a reading.
    pub top: Option<i64>,
    /// Of how many.
    pub base: Option<i64>,
    /// How many were asked, where only the share is known.
    pub sample: Option<i64>,
    /// What is aimed at.
    pub aim: Option<Aim>,
    /// How it stands.
    pub standing: Standing,
    /// Whether what would be better still was reached, where there is such a thing.
    pub stretch_reached: Option<bool>,
    /// For a trend: what the period before had, top and base.
    pub before: Option<(i64, Option<i64>)>,
}

/// A top and a base as a share in 0..1 or as a number.
pub fn value(top: i64, base: Option<i64>) -> Option<f64> {
    match base {
        None => Some(top as f64 / 100.0),
        Some(base) if base > 0 => Some(top as f64 / 100.0 / base as f64),
        Some(_) => None,
    }
}

/// Whether a target is met by a number, or by a share of a base. Unrounded numbers decide; none
/// without a base, and where one is a share and the other a number.
pub fn is_met(target: &Target, top: i64, base: Option<i64>) -> Option<bool> {
    match (target.of, base) {
        (TargetOf::Number, None) => Some(target.is_met_by(top)),
        (TargetOf::Share, Some(base)) => target.is_met(top, base.checked_mul(100)?),
        _ => None,
    }
}
