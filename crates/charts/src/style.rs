//! Styles: how one series is told from another, with and without colour.

use maud::{Markup, html};

use crate::svg::number;

/// Words, axes and targets.
pub(crate) const INK: &str = "#0b0c0c";
/// Lines behind the data.
pub(crate) const GRID: &str = "#b1b4b6";
/// Behind everything, so that a reader's dark colours do not swallow the words.
pub(crate) const PAPER: &str = "#ffffff";
/// Dashes of a target, unlike those of any series.
pub(crate) const TARGET_DASHES: &str = "12 4 2 4";

/// Every colour has a contrast of at least 4.5 to 1 on paper. Neighbours also differ in dashes
/// and marks, for readers and printers that do not see the difference.
const COLOURS: [&str; 6] = ["#12436d", "#b5460b", "#1a7a70", "#801650", "#3d3d3d", "#6a4fb0"];
const DASHES: [&str; 4] = ["", "8 5", "3 3", "15 5"];

/// Looks of the series of this number.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    pub(crate) colour: &'static str,
    pub(crate) dashes: &'static str,
    mark: usize,
}

impl Style {
    pub(crate) fn of(series: usize) -> Self {
        Style {
            colour: COLOURS[series % COLOURS.len()],
            dashes: DASHES[series % DASHES.len()],
            // Another cycle than the dashes', so that the fifth series is not like the first.
            mark: (series + series / DASHES.len()) % 4,
        }
    }

    /// The path of a mark around a point: circle, square, triangle or diamond.
    pub(crate) fn mark_at(self, x: f64, y: f64) -> String {
        let at = |dx: f64, dy: f64| format!("{} {}", number(x + dx), number(y + dy));
        match self.mark {
            0 => format!("M{}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z", at(-5.0, 0.0)),
            1 => format!("M{}h9v9h-9z", at(-4.5, -4.5)),
            2 => format!("M{}l6 10h-12z", at(0.0, -6.0)),
            _ => format!("M{}l6 6l-6 6l-6 -6z", at(0.0, -6.0)),
        }
    }

    /// A piece of the line with a mark on it, for the key.
    pub(crate) fn sample(self, x: f64, y: f64) -> Markup {
        html! {
            path d=(format!("M{} {}h28", number(x), number(y))) fill="none" stroke=(self.colour)
                stroke-width="3" stroke-dasharray=[given(self.dashes)] {}
            path d=(self.mark_at(x + 14.0, y)) fill=(self.colour) {}
        }
    }
}

/// An attribute that is left out when it is empty.
pub(crate) fn given(value: &str) -> Option<&str> {
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = u8::from_str_radix(&colour[at..at + 2], 16).unwrap();
            let share = f64::from(value) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    #[test]
    fn every_colour_can_be_read_on_paper() {
        for colour in COLOURS.into_iter().chain([INK]) {
            let contrast = (luminance(PAPER) + 0.05) / (luminance(colour) + 0.05);
            assert!(contrast >= 4.5, "{colour}: {contrast:.2}");
        }
    }

    #[test]
    fn any_two_of_the_first_twelve_series_differ_in_more_than_colour_or_in_two_ways() {
        let looks: Vec<_> = (0..12).map(Style::of).collect();
        for (i, a) in looks.iter().enumerate() {
            for b in &looks[i + 1..] {
                assert!(a.dashes != b.dashes || a.mark != b.mark, "{i}");
            }
        }
    }
}
