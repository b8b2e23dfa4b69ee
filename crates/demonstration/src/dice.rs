//! Chance from a seed: always the same for the same seed, and for each subject its own, so that
//! one more throw somewhere does not change everything else.

/// A source of chance (SplitMix64, Steele, Lea and Flood 2014): quick, and good enough to invent
/// a year with. It has nothing to do with secrets.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

impl Dice {
    /// The dice of a subject and a number in it.
    pub(crate) fn of(seed: u64, subject: &str, number: u64) -> Dice {
        // FNV-1a over the subject's letters.
        let letters = subject.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
        let mut dice = Dice(seed ^ letters.rotate_left(17) ^ number.wrapping_mul(STEP));
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to but not including 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number below another.
    pub(crate) fn below(&mut self, number: usize) -> usize {
        ((self.unit() * number as f64) as usize).min(number.saturating_sub(1))
    }

    /// Whether something with a probability happens.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A time until something that may happen at any moment.
    pub(crate) fn exponential(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.unit()).ln()
    }

    /// A length of time: half are shorter than the median, a few much longer.
    pub(crate) fn log_normal(&mut self, median: f64, spread: f64) -> f64 {
        let (radius, turn) = (self.unit(), self.unit());
        let normal = (-2.0 * (1.0 - radius).ln()).sqrt() * (std::f64::consts::TAU * turn).cos();
        median * (spread * normal).exp()
    }

    /// One of a list that is not empty.
    pub(crate) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// A place in a list of running sums, each as likely as it adds.
    pub(crate) fn place(&mut self, sums: &[f64]) -> usize {
        let at = self.unit() * sums.last().copied().unwrap_or_default();
        sums.partition_point(|sum| *sum <= at).min(sums.len().saturating_sub(1))
    }
}

/// The running sums of weights, for [`Dice::place`].
pub(crate) fn running(weights: impl Iterator<Item = f64>) -> Vec<f64> {
    weights
        .scan(0.0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same_and_another_subject_something_else() {
        let throw = |seed, subject, number| {
            let mut dice = Dice::of(seed, subject, number);
            [dice.unit(), dice.unit()]
        };
        assert_eq!(throw(1, "calls", 3), throw(1, "calls", 3));
        assert_ne!(throw(1, "calls", 3), throw(2, "calls", 3));
        assert_ne!(throw(1, "calls", 3), throw(1, "visits", 3));
        assert_ne!(throw(1, "calls", 3), throw(1, "calls", 4));
    }

    #[test]
    fn throws_have_the_means_that_are_asked_for() {
        let mut dice = Dice::of(7, "means", 0);
        let mean = |of: &mut dyn FnMut() -> f64| (0..20_000).map(|_| of()).sum::<f64>() / 20_000.0;
        assert!((mean(&mut || dice.exponential(240.0)) - 240.0).abs() < 8.0);
        assert!((mean(&mut || dice.log_normal(200.0, 0.7)) - 255.0).abs() < 8.0);
        let sums = running([1.0, 0.0, 3.0].into_iter());
        let last = (0..20_000).filter(|_| dice.place(&sums) == 2).count();
        assert!((14_500..15_500).contains(&last), "{last}");
        assert!((0..1_000).all(|_| dice.place(&sums) != 1));
    }
}
