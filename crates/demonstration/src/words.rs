//! Filling in the places of the texts.

use crate::dice::Dice;
use crate::names::Person;
use crate::places::{PARKS, STREETS, VENUES};
use jiff::civil::{Date, Weekday};
use rules::contacts::LONGEST_SUMMARY;

const BINS: [&str; 4] = ["Brown", "Green", "Blue", "Black"];
const TIMES: [&str; 3] = ["twice", "three times", "four times"];
const WEEKS: [&str; 5] = ["two", "three", "four", "six", "eight"];
const POUNDS: [&str; 8] = ["12", "28", "45", "63", "90", "140", "215", "360"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What else is noted of a contact, once in a while.
pub(crate) const DETAILS: [&str; 16] = [
    "Would like an answer by email.",
    "Best reached in the evening.",
    "Has sent two photographs.",
    "Asks for large print.",
    "Hard of hearing, please write rather than ring.",
    "Works nights, not before 2pm please.",
    "Speaks for her mother, who agrees.",
    "Neighbours have the same trouble.",
    "Has a copy of the letter and will bring it in.",
    "Was given another answer last time.",
    "Uses a wheelchair, needs a clear path to the door.",
    "Dog in the garden, please ring the bell.",
    "Asks for a written answer for his landlord.",
    "Happy with how the call was dealt with.",
    "Will be away for two weeks from Saturday.",
    "Prefers to deal with the same person as before.",
];

/// A text with its places filled in: `{street}`, `{house}`, `{bin}`, `{day}`, `{month}`,
/// `{times}`, `{weeks}`, `{pounds}`, `{park}`, `{venue}`. Somebody who is known lives in their
/// own street.
pub(crate) fn filled(
    text: &'static str,
    person: Option<&Person>,
    on: Date,
    dice: &mut Dice,
) -> String {
    let mut filled = String::with_capacity(text.len() + 24);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (place, behind) = after.split_once('}').unwrap_or((after, ""));
        filled.push_str(before);
        match place {
            "house" => {
                let house = person.map_or_else(|| 1 + dice.below(148) as u32, |it| it.house);
                filled.push_str(&house.to_string());
            }
            other => filled.push_str(word(other, person, on, dice, filled.is_empty())),
        }
        rest = behind;
    }
    filled.push_str(rest);
    debug_assert!(filled.chars().count() <= LONGEST_SUMMARY, "{filled}");
    filled
}

fn word(
    place: &str,
    person: Option<&Person>,
    on: Date,
    dice: &mut Dice,
    begins: bool,
) -> &'static str {
    match place {
        "street" => person.map_or_else(|| dice.pick(&STREETS), |it| STREETS[it.street]),
        "bin" if begins => dice.pick(&BINS),
        "bin" => match dice.pick(&BINS) {
            "Brown" => "brown",
            "Green" => "green",
            "Blue" => "blue",
            _ => "black",
        },
        "times" => dice.pick(&TIMES),
        "weeks" => dice.pick(&WEEKS),
        "pounds" => dice.pick(&POUNDS),
        "park" => dice.pick(&PARKS),
        "venue" => VENUES[dice.below(VENUES.len())].name,
        "day" => day(on, dice),
        "month" => {
            let back = 1 + dice.below(3) as i8;
            MONTHS[(on.month() - 1 - back).rem_euclid(12) as usize]
        }
        _ => "",
    }
}

/// A working day of the last week.
fn day(on: Date, dice: &mut Dice) -> &'static str {
    let back = 1 + dice.below(5) as i8;
    match on.weekday().wrapping_sub(back) {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday | Weekday::Sunday => "Saturday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::SERVICES;

    #[test]
    fn no_text_is_left_with_a_place_or_grows_too_long() {
        let mut dice = Dice::of(1, "words", 0);
        let on = jiff::civil::date(2026, 1, 14);
        let mut seen = 0;
        for service in SERVICES {
            let reasons = service.reasons.iter();
            let texts = reasons.flat_map(|reason| [reason.says, reason.steps, reason.answers]);
            let others = [service.complaints, service.compliments, service.suggestions];
            for text in texts.chain(others).flatten() {
                let person = crate::names::person(1, seen);
                for person in [None, Some(&person)] {
                    let filled = filled(text, person, on, &mut dice);
                    assert!(!filled.contains(['{', '}']) && !filled.trim().is_empty(), "{text}");
                    assert!(!filled.contains("  "), "{text}: {filled}");
                    assert!(filled.chars().count() <= LONGEST_SUMMARY, "{filled}");
                }
                seen += 1;
            }
        }
        assert!(seen > 500, "{seen}");
    }
}
