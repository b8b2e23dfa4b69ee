//! Counts, shares and stretches of time in words.

use crate::text::{Language, Text};

/// A whole number with thousands separated: `12,345`.
pub fn count(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        grouped.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 working day`, `5 working days`: a number with its noun in the singular or plural.
pub fn of(number: i64, singular: &str, plural: &str) -> String {
    format!("{} {}", count(number), if number == 1 { singular } else { plural })
}

/// `a, b and c`.
pub fn list(language: Language, items: &[String]) -> String {
    let and = match language {
        Language::English => " and ",
        Language::Welsh => " a ",
    };
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{}{and}{last}", most.join(", ")),
    }
}

/// A stretch of seconds as people say it: `45 seconds`, `20 minutes`, `1 hour 5 minutes`,
/// `3 days 4 hours`. The two largest units, the rest left off.
pub fn stretch(language: Language, seconds: i64) -> Text {
    let parts = [
        (seconds / 86_400, "day", "days"),
        (seconds / 3_600 % 24, "hour", "hours"),
        (seconds / 60 % 60, "minute", "minutes"),
        (seconds % 60, "second", "seconds"),
    ];
    let first = parts.iter().position(|part| part.0 > 0).unwrap_or(3);
    let said: Vec<String> = parts[first..]
        .iter()
        .take(2)
        .enumerate()
        .filter(|(index, part)| *index == 0 || part.0 > 0)
        .map(|(_, (number, singular, plural))| of(*number, singular, plural))
        .collect();
    language.english(said.join(" "))
}

/// A share in 0..1 as a percentage with so many decimals: `83.3%`. Rounded half up.
pub fn percent(share: f64, decimals: usize) -> String {
    let scale = 10_f64.powi(decimals as i32);
    let rounded = (share * 100.0 * scale + 0.5 + 1e-9).floor() / scale;
    format!("{rounded:.decimals$}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_people_say_them() {
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(count(-1_000), "−1,000");
        assert_eq!(of(1, "case", "cases"), "1 case");
        assert_eq!(of(0, "case", "cases"), "0 cases");
        for (seconds, said) in [
            (0, "0 seconds"),
            (45, "45 seconds"),
            (60, "1 minute"),
            (61, "1 minute 1 second"),
            (3_900, "1 hour 5 minutes"),
            (3_605, "1 hour"),
            (273_600, "3 days 4 hours"),
        ] {
            assert_eq!(stretch(Language::English, seconds).as_str(), said);
        }
        assert_eq!(percent(0.8333, 1), "83.3%");
        assert_eq!(percent(1.0, 0), "100%");
        assert_eq!(percent(0.125, 0), "13%");
    }

    #[test]
    fn lists_end_with_and() {
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(list(Language::English, &items), "a, b and c");
        assert_eq!(list(Language::English, &items[..2]), "a and b");
        assert_eq!(list(Language::Welsh, &items[..2]), "a a b");
        assert_eq!(list(Language::English, &[]), "");
    }
}
