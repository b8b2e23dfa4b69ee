//! Shapes: how wide a picture is, and how much room its words need.

/// Proportions of a picture, which scales to the width it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// For columns of 600 pixels and more, and for paper.
    Wide,
    /// For telephones: at a page width of 320 pixels its words are still 14 pixels high.
    Narrow,
}

/// Height of words, in units of the picture.
pub(crate) const FONT: f64 = 16.0;

/// How many labels an axis has, about.
pub(crate) const TICKS: u32 = 5;

/// From one line of words to the next.
pub(crate) const LINE: f64 = 21.0;

impl Shape {
    /// Width of the picture, in its own units.
    pub(crate) fn width(self) -> f64 {
        match self {
            Shape::Wide => 640.0,
            Shape::Narrow => 310.0,
        }
    }

    /// Height of the part that data are drawn in, where the data do not decide it.
    pub(crate) fn plot_height(self) -> f64 {
        match self {
            Shape::Wide => 260.0,
            Shape::Narrow => 220.0,
        }
    }

    /// Ends an id, so that both shapes can stand on one page.
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Shape::Wide => "wide",
            Shape::Narrow => "narrow",
        }
    }
}

/// Width of words, estimated: there is no font to measure here, and the reader's may be another.
/// A little over the mean of sans faces, so that estimates err to the safe side.
pub(crate) fn text_width(text: &str) -> f64 {
    let narrow = |letter: char| "iljtfI.,:;'|!() ".contains(letter);
    let wide = |letter: char| "mwMW%@—".contains(letter);
    let ems = text.chars().map(|letter| match letter {
        letter if narrow(letter) => 0.33,
        letter if wide(letter) => 0.92,
        _ => 0.58,
    });
    ems.sum::<f64>() * FONT
}

/// The text in lines that fit a width, broken between words; a word that is too long by itself
/// is broken anywhere. Never without a line.
pub(crate) fn wrap(text: &str, width: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let candidate = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if text_width(&candidate) <= width {
            line = candidate;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            line.push(letter);
            if text_width(&line) > width && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::take(&mut line));
                line.push(letter);
            }
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_whole_where_they_fit() {
        assert_eq!(wrap("Housing repairs", 80.0), ["Housing", "repairs"]);
        assert_eq!(wrap("Housing repairs", 500.0), ["Housing repairs"]);
    }

    #[test]
    fn every_line_fits_and_no_letter_is_lost() {
        let name = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch library";
        let lines = wrap(name, 120.0);
        assert!(lines.iter().all(|line| text_width(line) <= 120.0), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), name.replace(' ', ""));
    }

    #[test]
    fn no_text_and_no_room_still_end() {
        assert_eq!(wrap("", 100.0), [""]);
        assert_eq!(wrap("abc", 0.0), ["a", "b", "c"]);
    }
}
