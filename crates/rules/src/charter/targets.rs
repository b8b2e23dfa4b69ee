//! Targets: `80%`, `more than 80%`, `less than 2%`, `at least 4`; and series of them over years.

use jiff::civil::Date;
use std::fmt;

/// A share or a number that is aimed at, in hundredths of a per cent or of one, so that comparing
/// is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// Whether it is a share or a number.
    pub of: TargetOf,
    /// The share, 0 to 10,000; or the number times 100.
    pub hundredths: u32,
    /// Whether the share itself is not enough.
    pub strict: bool,
    /// Whether less is better.
    pub at_most: bool,
}

/// What a target is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TargetOf {
    /// A share: `80%`.
    Share,
    /// A number: `at least 4`.
    Number,
}

/// A target for a stretch of time by the body's own name: `2006`, `Year 3`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetFor {
    /// What the body calls it.
    pub label: String,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// What is to be reached.
    pub target: Target,
    /// What would be better still.
    pub stretch: Option<Target>,
}

/// Where a body started from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baseline {
    /// What the body calls the time: `2003/04`.
    pub label: String,
    /// Whether it is a share or a number.
    pub of: TargetOf,
    /// The share in hundredths of a per cent, or the number times 100.
    pub hundredths: u32,
}

/// Why a target could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetRefusal {
    /// Not of the form `80%`, `more than 80%` or `less than 2%`.
    Form,
    /// More than 100%.
    OverAHundred,
}

impl Target {
    /// Reads a target.
    pub fn read(text: &str) -> Result<Target, TargetRefusal> {
        let text = text.trim();
        let found = [
            ("more than ", true, false),
            ("at least ", false, false),
            ("less than ", true, true),
            ("fewer than ", true, true),
            ("at most ", false, true),
        ]
        .into_iter()
        .find_map(|(words, strict, at_most)| {
            text.strip_prefix(words).map(|number| (strict, at_most, number))
        });
        let has_words = found.is_some();
        let (strict, at_most, number) = found.unwrap_or((false, false, text));
        let number = number.trim();
        let of = if number.ends_with('%') { TargetOf::Share } else { TargetOf::Number };
        // A bare number could be either way round.
        if of == TargetOf::Number && !has_words {
            return Err(TargetRefusal::Form);
        }
        let hundredths = amount(number.trim_end_matches('%').trim_end(), of)?;
        Ok(Target { of, hundredths, strict, at_most })
    }

    /// Whether `kept` of `base` meets it. Unrounded counts decide; none without a base.
    pub fn is_met(&self, kept: i64, base: i64) -> Option<bool> {
        if base <= 0 {
            return None;
        }
        let wanted = i128::from(base) * i128::from(self.hundredths);
        Some(self.is_reached(i128::from(kept) * 10_000, wanted))
    }

    /// Whether a number, in hundredths, meets a target that is one.
    pub fn is_met_by(&self, number: i64) -> bool {
        self.is_reached(i128::from(number), i128::from(self.hundredths))
    }

    /// Whether it asks for less than another one of the same direction.
    pub fn is_easier_than(&self, other: &Target) -> bool {
        if (self.of, self.at_most) != (other.of, other.at_most) {
            return false;
        }
        let (less, same) = match self.at_most {
            true => (self.hundredths > other.hundredths, self.hundredths == other.hundredths),
            false => (self.hundredths < other.hundredths, self.hundredths == other.hundredths),
        };
        less || (same && !self.strict && other.strict)
    }

    fn is_reached(&self, reached: i128, wanted: i128) -> bool {
        match (self.at_most, self.strict) {
            (false, false) => reached >= wanted,
            (false, true) => reached > wanted,
            (true, false) => reached <= wanted,
            (true, true) => reached < wanted,
        }
    }

    /// The share in 0..1, or the number.
    pub fn share(&self) -> f64 {
        match self.of {
            TargetOf::Share => f64::from(self.hundredths) / 10_000.0,
            TargetOf::Number => f64::from(self.hundredths) / 100.0,
        }
    }
}

impl Baseline {
    /// Reads what was reached then: `27%` or `412`.
    pub fn read(label: String, value: &str) -> Result<Baseline, TargetRefusal> {
        let value = value.trim();
        let of = if value.ends_with('%') { TargetOf::Share } else { TargetOf::Number };
        let hundredths = amount(value.trim_end_matches('%').trim_end(), of)?;
        Ok(Baseline { label, of, hundredths })
    }
}

/// A share or a number in hundredths: `80`, `99.5`.
fn amount(number: &str, of: TargetOf) -> Result<u32, TargetRefusal> {
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() > 2 || whole.len() > 7 {
        return Err(TargetRefusal::Form);
    }
    let whole: u32 = whole.parse().map_err(|_| TargetRefusal::Form)?;
    let part: u32 = format!("{part:0<2}").parse().map_err(|_| TargetRefusal::Form)?;
    let hundredths = whole * 100 + part;
    if of == TargetOf::Share && hundredths > 10_000 {
        return Err(TargetRefusal::OverAHundred);
    }
    Ok(hundredths)
}

/// An amount as people write it: `80%`, `99.5%`, `4`.
fn written(f: &mut fmt::Formatter<'_>, hundredths: u32, of: TargetOf) -> fmt::Result {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    match part {
        0 => write!(f, "{whole}"),
        part if part % 10 == 0 => write!(f, "{whole}.{}", part / 10),
        part => write!(f, "{whole}.{part:02}"),
    }?;
    if of == TargetOf::Share { f.write_str("%") } else { Ok(()) }
}

/// What was reached: `27%`.
impl fmt::Display for Baseline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        written(f, self.hundredths, self.of)
    }
}

/// The canonical text, which reads back as the same target.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.of, self.at_most, self.strict) {
            (TargetOf::Share, false, false) => "",
            (TargetOf::Number, false, false) => "at least ",
            (_, false, true) => "more than ",
            (_, true, false) => "at most ",
            (TargetOf::Share, true, true) => "less than ",
            (TargetOf::Number, true, true) => "fewer than ",
        })?;
        written(f, self.hundredths, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_is_strict_and_unrounded_counts_decide() {
        for (target, kept, base, met) in [
            ("80%", 80, 100, Some(true)),
            ("80%", 7_996, 10_000, Some(false)),
            ("more than 80%", 80, 100, Some(false)),
            ("more than 80%", 81, 100, Some(true)),
            ("less than 2%", 2, 100, Some(false)),
            ("less than 2%", 1, 100, Some(true)),
            ("at most 2%", 2, 100, Some(true)),
            ("100%", 99, 100, Some(false)),
            ("99.5%", 995, 1000, Some(true)),
            ("80%", 0, 0, None),
        ] {
            let read = Target::read(target).unwrap();
            assert_eq!(read.is_met(kept, base), met, "{kept} of {base} against {target}");
            assert_eq!(Target::read(&read.to_string()), Ok(read));
        }
    }

    #[test]
    fn what_is_no_target_is_refused() {
        for text in ["80", "eighty%", "80.123%", "-5%", "% 80", "", "at least", "at least x"] {
            assert_eq!(Target::read(text), Err(TargetRefusal::Form), "{text}");
        }
        assert_eq!(Target::read("120%"), Err(TargetRefusal::OverAHundred));
    }

    #[test]
    fn a_number_says_which_way_round_it_is_meant() {
        for (target, reached, met) in [
            ("at least 4", 400, true),
            ("at least 4", 399, false),
            ("more than 4", 400, false),
            ("at most 0", 0, true),
            ("fewer than 412", 41_200, false),
            ("at most 2.5", 250, true),
        ] {
            let read = Target::read(target).unwrap();
            assert_eq!(read.is_met_by(reached), met, "{reached} against {target}");
            assert_eq!(read.to_string(), target);
        }
    }
}
