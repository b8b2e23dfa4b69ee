//! References: seven symbols and a check symbol, said over the telephone in fours.

use std::fmt;

/// The symbols: digits and capital letters that are not mistaken for each other.
const SYMBOLS: &[u8; 23] = b"23456789CDFHJKMNPRTVWXY";
/// Weights of the eight places. Modulo the prime 23 no weight is zero and no two are the same, so
/// that every single slip and every swap of two symbols changes the sum.
const WEIGHTS: [u32; 8] = [8, 7, 6, 5, 4, 3, 2, 1];

/// A reference with its check symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference([u8; 8]);

/// Why something is no reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceRefusal {
    /// Not eight symbols.
    Length,
    /// A symbol that references don't have.
    Symbol(char),
    /// The check symbol does not fit: something was misread or swapped.
    Slip,
}

impl Reference {
    /// The number of different references.
    pub const HOW_MANY: u64 = 23_u64.pow(7);

    /// The reference of a number below [`Reference::HOW_MANY`], which random bits choose.
    pub fn of_number(number: u64) -> Reference {
        let mut number = number % Reference::HOW_MANY;
        let mut places = [0_u8; 8];
        for place in &mut places[..7] {
            *place = (number % 23) as u8;
            number /= 23;
        }
        let sum = weighted(&places);
        places[7] = ((23 - sum % 23) % 23) as u8;
        Reference(places.map(|place| SYMBOLS[usize::from(place)]))
    }

    /// Reads a reference in any case, with spaces and hyphens left out.
    pub fn read(text: &str) -> Result<Reference, ReferenceRefusal> {
        let mut symbols = [0_u8; 8];
        let mut places = [0_u8; 8];
        let mut length = 0;
        for letter in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let upper = letter.to_ascii_uppercase();
            let place = SYMBOLS.iter().position(|symbol| char::from(*symbol) == upper);
            let place = place.ok_or(ReferenceRefusal::Symbol(letter))?;
            if length == 8 {
                return Err(ReferenceRefusal::Length);
            }
            symbols[length] = SYMBOLS[place];
            places[length] = place as u8;
            length += 1;
        }
        if length != 8 {
            return Err(ReferenceRefusal::Length);
        }
        if !weighted(&places).is_multiple_of(23) {
            return Err(ReferenceRefusal::Slip);
        }
        Ok(Reference(symbols))
    }

    /// The eight symbols without a space: how it is stored and stands in addresses.
    pub fn plain(&self) -> &str {
        // Only symbols of the list get in.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

fn weighted(places: &[u8; 8]) -> u32 {
    places.iter().zip(WEIGHTS).map(|(place, weight)| u32::from(*place) * weight).sum()
}

/// In fours: `7K2M 9PXD`.
impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self.plain();
        write!(f, "{} {}", &plain[..4], &plain[4..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slip_and_every_swap_is_caught() {
        for number in [0, 1, 22, 23, 12_345_678, 1_999_999_999, Reference::HOW_MANY - 1] {
            let good = Reference::of_number(number);
            assert_eq!(Reference::read(&good.to_string()), Ok(good));
            for place in 0..8 {
                for symbol in SYMBOLS.iter().filter(|symbol| **symbol != good.0[place]) {
                    let mut slipped = good.0;
                    slipped[place] = *symbol;
                    let text = std::str::from_utf8(&slipped).unwrap();
                    assert_eq!(Reference::read(text), Err(ReferenceRefusal::Slip), "{text}");
                }
                for other in place + 1..8 {
                    let mut swapped = good.0;
                    swapped.swap(place, other);
                    let text = std::str::from_utf8(&swapped).unwrap();
                    let same = swapped == good.0;
                    assert_eq!(Reference::read(text).is_ok(), same, "{text} of {good}");
                }
            }
        }
    }

    #[test]
    fn references_are_read_as_people_write_them() {
        let reference = Reference::of_number(123_456_789);
        let text = reference.to_string();
        assert_eq!(text.len(), 9);
        for written in [text.to_lowercase(), text.replace(' ', "-"), format!("  {text} ")] {
            assert_eq!(Reference::read(&written), Ok(reference));
        }
        assert_eq!(Reference::read("7K2M"), Err(ReferenceRefusal::Length));
        assert_eq!(Reference::read("7K2M 9PXD 2"), Err(ReferenceRefusal::Length));
        assert_eq!(Reference::read("7K2M 9PXO"), Err(ReferenceRefusal::Symbol('O')));
    }
}
