//! Targets: `80%`, `more than 80%`, `less than 2%`.

use std::fmt;

/// A share that is aimed at, in hundredths of a per cent so that comparing is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// The share, 0 to 10,000.
    pub hundredths: u32,
    /// Whether the share itself is not enough.
    pub strict: bool,
    /// Whether less is better.
    pub at_most: bool,
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
        let (strict, at_most, number) = [
            ("more than ", true, false),
            ("at least ", false, false),
            ("less than ", true, true),
            ("fewer than ", true, true),
            ("at most ", false, true),
        ]
        .into_iter()
        .find_map(|(words, strict, at_most)| {
            text.strip_prefix(words).map(|number| (strict, at_most, number))
        })
        .unwrap_or((false, false, text));
        let number = number.trim().strip_suffix('%').ok_or(TargetRefusal::Form)?.trim();
        let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(part) || part.len() > 2 || whole.len() > 4 {
            return Err(TargetRefusal::Form);
        }
        let whole: u32 = whole.parse().map_err(|_| TargetRefusal::Form)?;
        let part: u32 = format!("{part:0<2}").parse().map_err(|_| TargetRefusal::Form)?;
        let hundredths = whole * 100 + part;
        if hundredths > 10_000 {
            return Err(TargetRefusal::OverAHundred);
        }
        Ok(Target { hundredths, strict, at_most })
    }

    /// Whether `kept` of `base` meets it. Unrounded counts decide; none without a base.
    pub fn is_met(&self, kept: i64, base: i64) -> Option<bool> {
        if base <= 0 {
            return None;
        }
        let reached = i128::from(kept) * 10_000;
        let wanted = i128::from(base) * i128::from(self.hundredths);
        Some(match (self.at_most, self.strict) {
            (false, false) => reached >= wanted,
            (false, true) => reached > wanted,
            (true, false) => reached <= wanted,
            (true, true) => reached < wanted,
        })
    }

    /// The share in 0..1.
    pub fn share(&self) -> f64 {
        f64::from(self.hundredths) / 10_000.0
    }
}

/// The canonical text, which reads back as the same target.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match (self.at_most, self.strict) {
            (false, false) => "",
            (false, true) => "more than ",
            (true, false) => "at most ",
            (true, true) => "less than ",
        };
        let (whole, part) = (self.hundredths / 100, self.hundredths % 100);
        match part {
            0 => write!(f, "{words}{whole}%"),
            part if part % 10 == 0 => write!(f, "{words}{whole}.{}%", part / 10),
            part => write!(f, "{words}{whole}.{part:02}%"),
        }
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
        for text in ["80", "eighty%", "80.123%", "-5%", "% 80", ""] {
            assert_eq!(Target::read(text), Err(TargetRefusal::Form), "{text}");
        }
        assert_eq!(Target::read("120%"), Err(TargetRefusal::OverAHundred));
    }
}
