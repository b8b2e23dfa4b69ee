//! The frame of every picture, and the few pieces that pictures are made of.

use maud::{Markup, html};

use crate::shape::{FONT, Shape};
use crate::style::{GRID, INK, PAPER};

/// What a picture is called and what it shows, for those who do not see it.
#[derive(Clone, Copy)]
pub(crate) struct Named<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) description: &'a str,
}

/// Names of the typeface, which a document without our style sheet needs as well.
const FONTS: &str = "Atkinson Hyperlegible Next, Arial, sans-serif";

impl Named<'_> {
    /// The whole picture around its drawing. Everything is said with presentation attributes:
    /// a style attribute would be refused by a strict security policy.
    pub(crate) fn frame(self, shape: Shape, height: f64, drawing: &Markup) -> Markup {
        let title_id = format!("{}-{}-title", self.id, shape.suffix());
        let description_id = format!("{}-{}-description", self.id, shape.suffix());
        let (width, height) = (number(shape.width()), number(height));
        html! {
            svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {width} {height}"))
                role="img" aria-labelledby=(format!("{title_id} {description_id}"))
                font-family=(FONTS) font-size=(number(FONT)) fill=(INK) {
                title id=(title_id) { (self.title) }
                desc id=(description_id) { (self.description) }
                rect width=(width) height=(height) fill=(PAPER) {}
                (drawing)
            }
        }
    }

    /// Both shapes with the title above, for a page, whose style sheet shows the one that fits.
    pub(crate) fn figure(self, wide: &Markup, narrow: &Markup) -> Markup {
        html! {
            figure.kept-chart {
                figcaption.govuk-heading-s { (self.title) }
                div.kept-chart__wide { (wide) }
                div.kept-chart__narrow { (narrow) }
            }
        }
    }
}

/// A coordinate to a tenth, without needless digits: half of a picture's bytes are numbers.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Which part of words stands at their place.
#[derive(Clone, Copy)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// Words on a line whose foot is at `y`.
pub(crate) fn words(x: f64, y: f64, anchor: Anchor, text: &str) -> Markup {
    let anchor = match anchor {
        Anchor::Start => None,
        Anchor::Middle => Some("middle"),
        Anchor::End => Some("end"),
    };
    html! { text x=(number(x)) y=(number(y)) text-anchor=[anchor] { (text) } }
}

/// Words with a light edge, which stay readable where a line passes behind them.
pub(crate) fn on_top(words: &Markup) -> Markup {
    html! {
        g stroke=(PAPER) stroke-width="4" paint-order="stroke" stroke-linejoin="round" { (words) }
    }
}

/// Straight lines behind the data.
pub(crate) fn grid(path: &str) -> Markup {
    html! { path d=(path) fill="none" stroke=(GRID) {} }
}

/// The line that bars begin at, or that a chart stands on.
pub(crate) fn base_line(path: &str) -> Markup {
    html! { path d=(path) fill="none" stroke=(INK) {} }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_carry_no_needless_digits() {
        assert_eq!(number(12.0), "12");
        assert_eq!(number(12.34), "12.3");
        assert_eq!(number(-0.04), "0");
    }
}
