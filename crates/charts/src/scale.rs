//! Scales: from values to places, and where an axis is labelled.

/// The part of the number line that a chart shows, and its labelled places.
#[derive(Clone, Debug)]
pub(crate) struct Scale {
    low: f64,
    high: f64,
    pub(crate) ticks: Vec<f64>,
}

impl Scale {
    /// A scale over the values and zero, since an axis that starts elsewhere makes small
    /// differences look large; only a caller's range may start elsewhere. A value beyond that
    /// range makes it wider: no mark ever stands where its value is not.
    pub(crate) fn new(
        given: Option<(f64, f64)>,
        values: impl Iterator<Item = f64>,
        about: u32,
    ) -> Self {
        let given = given.filter(|(low, high)| low.is_finite() && high.is_finite() && low < high);
        let (given_low, given_high) = given.unwrap_or((0.0, 0.0));
        let (low, high) = values
            .filter(|value| value.is_finite())
            .fold((given_low, given_high), |(low, high), it| (low.min(it), high.max(it)));
        // Nothing but zeros still needs a height.
        let high = if high > low { high } else { low + 1.0 };
        let step = nice_step((high - low) / f64::from(about.max(1)));
        // An end that the caller chose stays as it is; one that data reach goes to a round number.
        let keeps = |end: f64, chosen: f64| given.is_some() && end == chosen;
        let low = if keeps(low, given_low) { low } else { (low / step).floor() * step };
        let high = if keeps(high, given_high) { high } else { (high / step).ceil() * step };
        Scale { low, high, ticks: ticks(low, high, step) }
    }

    /// How far along the scale a number is: 0 at the low end, 1 at the high end.
    pub(crate) fn share(&self, number: f64) -> f64 {
        ((number - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    /// Where bars begin: at zero, or at the end next to it.
    pub(crate) fn base(&self) -> f64 {
        self.share(0.0)
    }
}

/// The next larger of 1, 2 and 5 times a power of ten.
fn nice_step(rough: f64) -> f64 {
    if !rough.is_normal() || rough <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(rough.log10().floor());
    let factor = [1.0, 2.0, 5.0].into_iter().find(|it| it * power >= rough * 0.999);
    factor.unwrap_or(10.0) * power
}

fn ticks(low: f64, high: f64, step: f64) -> Vec<f64> {
    let first = (low / step).ceil();
    let last = (high / step + 1e-9).floor();
    let mut all = Vec::new();
    let mut at = first;
    // Some thirty at the very most: a caller's range cannot make an endless axis.
    while at <= last && all.len() < 32 {
        // Adding 0.0 turns a negative zero, which some would write "-0", into zero.
        all.push(at * step + 0.0);
        at += 1.0;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: Option<(f64, f64)>, values: &[f64], expected: &[f64]) {
        let scale = Scale::new(given, values.iter().copied(), 5);
        assert_eq!(scale.ticks.len(), expected.len(), "{:?}", scale.ticks);
        for (tick, expected) in scale.ticks.iter().zip(expected) {
            assert!((tick - expected).abs() < 1e-9, "{:?}", scale.ticks);
        }
        for value in values {
            assert!(scale.share(*value).is_finite() || !value.is_finite());
        }
    }

    #[test]
    fn an_axis_starts_at_zero_and_ends_at_a_round_number_past_the_data() {
        check(None, &[3.0, 47.0], &[0.0, 10.0, 20.0, 30.0, 40.0, 50.0]);
        check(None, &[0.91, 0.97], &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        check(None, &[-4.0, 9.0], &[-5.0, 0.0, 5.0, 10.0]);
    }

    #[test]
    fn a_given_range_is_kept() {
        check(Some((0.0, 1.0)), &[0.2], &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        check(Some((0.8, 1.0)), &[0.9], &[0.8, 0.85, 0.9, 0.95, 1.0]);
    }

    #[test]
    fn a_value_beyond_the_given_range_widens_it() {
        check(Some((0.0, 1.0)), &[1.1], &[0.0, 0.5, 1.0, 1.5]);
        check(Some((0.8, 1.0)), &[0.75, 0.9], &[0.75, 0.8, 0.85, 0.9, 0.95, 1.0]);
    }

    #[test]
    fn nothing_zeros_and_nonsense_do_not_divide_by_zero() {
        let zero_to_one = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0];
        check(None, &[], &zero_to_one);
        check(None, &[0.0, 0.0], &zero_to_one);
        check(None, &[f64::NAN, f64::INFINITY], &zero_to_one);
        check(Some((7.0, 7.0)), &[], &zero_to_one);
        check(Some((f64::NAN, 1.0)), &[], &zero_to_one);
    }
}
