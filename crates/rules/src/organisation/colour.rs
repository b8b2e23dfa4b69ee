//! The colour of a body's pages: white words must be readable on it.

/// A colour of the screen: red, green and blue.
pub(super) type Colour = [u8; 3];

/// The least contrast between words and what they stand on, in hundredths.
/// Web Content Accessibility Guidelines 2.2, success criterion 1.4.3.
const LEAST: u32 = 450;

/// Reads a colour such as `#1d70b8`.
pub(super) fn read(text: &str) -> Option<Colour> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// The contrast of white with a colour in hundredths, from 100 for white to 2100 for black.
/// Rounded down, so that what is not enough never looks as if it were.
pub(super) fn contrast_with_white(colour: Colour) -> u32 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let [red, green, blue] = colour.map(linear);
    let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    (100.0 * 1.05 / (luminance + 0.05)) as u32
}

/// Whether white words can be read on a colour.
pub(super) fn is_dark_enough(colour: Colour) -> bool {
    contrast_with_white(colour) >= LEAST
}

/// The lightest shade of a colour on which white words can be read.
pub(super) fn darkened(colour: Colour) -> String {
    let shades = (0..=100).rev().map(|percent: u32| {
        colour.map(|part| u8::try_from(u32::from(part) * percent / 100).unwrap_or(part))
    });
    let [red, green, blue] = shades.into_iter().find(|c| is_dark_enough(*c)).unwrap_or([0; 3]);
    format!("#{red:02x}{green:02x}{blue:02x}")
}
