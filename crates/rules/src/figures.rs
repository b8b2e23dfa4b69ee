//! Figures: shares of promises kept, what chance alone would do, and whether a target is met.

use crate::charter::{CallFormula, Target};
use crate::clock::Outcome;

/// How many promises have each outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Kept.
    pub kept: i64,
    /// Missed.
    pub missed: i64,
    /// Owed, and can still be kept.
    pub running: i64,
    /// Ended by the customer in time.
    pub ended_by_customer: i64,
    /// Taken out, or outside the promise.
    pub not_counted: i64,
    /// Cannot be judged any more.
    pub no_evidence: i64,
    /// Of standards without a limit.
    pub measured: i64,
}

/// A share of promises with everything that must stand beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// What counts as kept by the formula, and the base.
    pub kept: i64,
    /// What it is a share of.
    pub base: i64,
    /// The share, in 0..1; none without a base.
    pub share: Option<f64>,
    /// The lower end of what chance alone would do, or the lower bound when not reliable.
    pub low: Option<f64>,
    /// The upper end, or the upper bound.
    pub high: Option<f64>,
    /// How much could be judged: (kept + missed) / (kept + missed + no evidence).
    pub coverage: Option<f64>,
    /// Whether at least nine in ten could be judged.
    pub reliable: bool,
}

impl Counts {
    /// Adds a number of promises with an outcome.
    pub fn add(&mut self, outcome: Outcome, number: i64) {
        *self.of_mut(outcome) += number;
    }

    fn of_mut(&mut self, outcome: Outcome) -> &mut i64 {
        match outcome {
            Outcome::Kept => &mut self.kept,
            Outcome::Missed => &mut self.missed,
            Outcome::Running => &mut self.running,
            Outcome::EndedByCustomer => &mut self.ended_by_customer,
            Outcome::NotCounted => &mut self.not_counted,
            Outcome::NoEvidence => &mut self.no_evidence,
            Outcome::Measured => &mut self.measured,
        }
    }

    /// How many have an outcome.
    pub fn of(&self, outcome: Outcome) -> i64 {
        *self.clone().of_mut(outcome)
    }

    /// How many there are in all.
    pub fn all(&self) -> i64 {
        Outcome::ALL.iter().map(|outcome| self.of(*outcome)).sum()
    }

    /// The share by a formula. Standards that are not about calls use the default one, in which
    /// what the customer ended is in no share.
    pub fn share(&self, formula: CallFormula) -> Share {
        let judged = self.kept + self.missed;
        let (kept, base) = match formula {
            CallFormula::OfOfferedLessAbandonedInTime => (self.kept, judged),
            CallFormula::OfAllOffered => (self.kept, judged + self.ended_by_customer),
            CallFormula::OrAbandonedInTime => {
                (self.kept + self.ended_by_customer, judged + self.ended_by_customer)
            }
        };
        let all = judged + self.no_evidence;
        let coverage = (all > 0).then(|| judged as f64 / all as f64);
        // Nine in ten, in whole numbers.
        let reliable = judged * 10 >= all * 9;
        let range = if base <= 0 {
            None
        } else if reliable {
            Some(wilson(kept, base))
        } else {
            let full = (base + self.no_evidence) as f64;
            Some((kept as f64 / full, (kept + self.no_evidence) as f64 / full))
        };
        Share {
            kept,
            base,
            share: (base > 0).then(|| kept as f64 / base as f64),
            low: range.map(|(low, _)| low),
            high: range.map(|(_, high)| high),
            coverage,
            reliable,
        }
    }
}

/// The smallest base on which a target is said to be met or missed.
pub const SMALLEST_BASE: i64 = 50;

impl Share {
    /// Whether a target is met: only when the whole period is closed, the share reliable and
    /// the base large enough; none before.
    pub fn is_met(&self, target: Option<&Target>, whole_period_closed: bool) -> Option<bool> {
        if !whole_period_closed || !self.reliable || self.base < SMALLEST_BASE {
            return None;
        }
        target?.is_met(self.kept, self.base)
    }

    /// How many decimals to show: one more where rounding would hide whether a target is met.
    pub fn decimals(&self, target: Option<&Target>) -> usize {
        let (Some(share), Some(target)) = (self.share, target) else { return 1 };
        let met = target.is_met(self.kept, self.base);
        (1..6)
            .find(|decimals| {
                let scale = 10_f64.powi(*decimals);
                let shown = (share * 100.0 * scale + 0.5 + 1e-9).floor() as i64;
                let base = (100.0 * scale) as i64;
                target.is_met(shown, base) == met
            })
            .unwrap_or(6) as usize
    }
}

/// The range in which 95 of 100 such shares would lie by chance (E. B. Wilson, 1927), in 0..1.
pub fn wilson(kept: i64, base: i64) -> (f64, f64) {
    const Z: f64 = 1.959_963_984_540_054;
    let (kept, base) = (kept as f64, base as f64);
    let share = kept / base;
    let z2 = Z * Z;
    let centre = share + z2 / (2.0 * base);
    let spread = Z * (share * (1.0 - share) / base + z2 / (4.0 * base * base)).sqrt();
    let scale = 1.0 + z2 / base;
    (((centre - spread) / scale).max(0.0), ((centre + spread) / scale).min(1.0))
}

/// The middle and the ninth tenth of numbers in order: the value at or above which that share of
/// them lies (nearest rank), halves between the two middle ones.
pub fn median(ordered: &[i64]) -> Option<f64> {
    let middle = ordered.len() / 2;
    Some(match (ordered.len() % 2, ordered.get(middle)?) {
        (1, value) => *value as f64,
        (_, value) => (ordered.get(middle.checked_sub(1)?)? + value) as f64 / 2.0,
    })
}

/// The 90th percentile of numbers in order, by nearest rank.
pub fn ninetieth(ordered: &[i64]) -> Option<i64> {
    let rank = (ordered.len() * 9).div_ceil(10);
    ordered.get(rank.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_range_by_chance_agrees_with_sums_worked_out_elsewhere() {
        for (kept, base, low, high) in [
            (14, 21, 45.4, 82.8),
            (105, 181, 50.7, 65.0),
            (90, 100, 82.6, 94.5),
            (9, 9, 70.1, 100.0),
            (1, 1, 20.7, 100.0),
        ] {
            let (l, h) = wilson(kept, base);
            let rounded = |share: f64| (share * 1000.0).round() / 10.0;
            assert_eq!((rounded(l), rounded(h)), (low, high), "{kept} of {base}");
        }
    }

    #[test]
    fn the_share_of_calls_is_by_the_formula_that_the_standard_names() {
        // 1,000 offered: 860 answered in time, 80 late, 20 abandoned in time, 40 late.
        let calls = Counts { kept: 860, missed: 120, ended_by_customer: 20, ..Counts::default() };
        for (formula, share) in [
            (CallFormula::OfOfferedLessAbandonedInTime, 860.0 / 980.0),
            (CallFormula::OfAllOffered, 860.0 / 1000.0),
            (CallFormula::OrAbandonedInTime, 880.0 / 1000.0),
        ] {
            assert_eq!(calls.share(formula).share, Some(share));
        }
    }

    #[test]
    fn a_share_of_what_could_hardly_be_judged_is_shown_with_its_bounds() {
        let counts = Counts { kept: 80, missed: 9, no_evidence: 11, ..Counts::default() };
        let share = counts.share(CallFormula::default());
        assert!(!share.reliable);
        assert_eq!((share.low, share.high), (Some(0.8), Some(0.91)));
        assert_eq!(share.is_met(Some(&Target::read("80%").unwrap()), true), None);
        let nine = Counts { kept: 80, missed: 10, no_evidence: 10, ..Counts::default() };
        assert!(nine.share(CallFormula::default()).reliable);
    }

    #[test]
    fn a_target_is_met_only_when_the_period_is_closed_and_the_base_large_enough() {
        let target = Target::read("80%").unwrap();
        let counts = |kept, missed| Counts { kept, missed, ..Counts::default() };
        let share = counts(80, 20).share(CallFormula::default());
        assert_eq!(share.is_met(Some(&target), true), Some(true));
        assert_eq!(share.is_met(Some(&target), false), None);
        let few = counts(40, 9).share(CallFormula::default());
        assert_eq!(few.is_met(Some(&target), true), None);
    }

    #[test]
    fn rounding_never_hides_a_verdict() {
        let target = Target::read("80%").unwrap();
        let counts = Counts { kept: 7_996, missed: 2_004, ..Counts::default() };
        let share = counts.share(CallFormula::default());
        assert_eq!(share.decimals(Some(&target)), 2);
        let plain = Counts { kept: 79, missed: 21, ..Counts::default() };
        assert_eq!(plain.share(CallFormula::default()).decimals(Some(&target)), 1);
    }

    #[test]
    fn middles_are_taken_from_ordered_numbers() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[1, 2, 9]), Some(2.0));
        assert_eq!(median(&[1, 2, 3, 9]), Some(2.5));
        assert_eq!(ninetieth(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), Some(9));
        assert_eq!(ninetieth(&[7]), Some(7));
        assert_eq!(ninetieth(&[]), None);
    }
}
