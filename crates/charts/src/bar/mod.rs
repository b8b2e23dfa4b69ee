//! Bar chart: how figures compare, upright or lying, with a line for the target.

mod lying;
mod upright;

use std::borrow::Cow;

use maud::{Markup, html};

use crate::scale::Scale;
use crate::shape::{Shape, TICKS, text_width};
use crate::style::{INK, PAPER, TARGET_DASHES};
use crate::svg::{Anchor, Named, words};
use crate::table::Figures;
use crate::value::{Target, Value, drawable};

/// How figures compare.
pub struct BarChart<'a> {
    /// Id, unlike any other on the page.
    pub id: &'a str,
    /// What is shown.
    pub title: &'a str,
    /// What is to be seen in it, for those who do not see it.
    pub description: &'a str,
    /// The bars, in the order that they are to be read in.
    pub bars: Vec<Bar<'a>>,
    /// Which way the bars go. Lying bars have room for long names.
    pub direction: Direction,
    /// What the figures are held against.
    pub target: Option<Target<'a>>,
    /// The range of the axis; without one, from zero to past the largest value.
    pub axis: Option<(f64, f64)>,
    /// How a number at the axis is written, where upright bars are too narrow for their values.
    pub axis_label: &'a dyn Fn(f64) -> String,
    /// Heading of the names in the table.
    pub name_heading: &'a str,
    /// Heading of the values in the table.
    pub value_heading: &'a str,
    /// What picture and table say where there is no value.
    pub missing: &'a str,
}

/// One bar.
#[derive(Clone, Debug)]
pub struct Bar<'a> {
    /// What it is.
    pub name: Cow<'a, str>,
    /// Its value, or none.
    pub value: Option<Value<'a>>,
}

/// Which way bars go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Upright: for a few short names, such as years. Where names do not fit, bars lie all the same.
    Vertical,
    /// Lying, each below its name: for names of any length.
    Horizontal,
}

impl<'a> Bar<'a> {
    /// A bar.
    pub fn new(name: impl Into<Cow<'a, str>>, value: Option<Value<'a>>) -> Self {
        Bar { name: name.into(), value }
    }

    fn value(&self) -> Option<&Value<'a>> {
        drawable(self.value.as_ref())
    }
}

impl BarChart<'_> {
    fn named(&self) -> Named<'_> {
        Named { id: self.id, title: self.title, description: self.description }
    }

    /// Both shapes with the title above, for a page.
    pub fn figure(&self) -> Markup {
        self.named().figure(&self.svg(Shape::Wide), &self.svg(Shape::Narrow))
    }

    /// The picture.
    pub fn svg(&self, shape: Shape) -> Markup {
        match self.direction {
            Direction::Vertical if self.names_fit(shape) => self.upright(shape),
            // A name broken in the middle of a word is worse than bars the other way.
            Direction::Vertical | Direction::Horizontal => self.lying(shape),
        }
    }

    /// The same data as a table.
    pub fn table(&self) -> Markup {
        let row = |bar: &Bar| {
            (bar.name.to_string(), vec![bar.value().map(|value| value.label.to_string())])
        };
        Figures {
            title: self.title,
            head: vec![self.name_heading.to_owned(), self.value_heading.to_owned()],
            rows: self.bars.iter().map(row).collect(),
            missing: self.missing,
            target: self.target.as_ref(),
        }
        .render(self.id)
    }

    fn scale(&self) -> Scale {
        let numbers = self.bars.iter().filter_map(|bar| bar.value()).map(|value| value.number);
        let numbers = numbers.chain(self.target.iter().map(|target| target.number));
        Scale::new(self.axis, numbers, TICKS)
    }

    /// What stands at the end of a bar.
    fn label<'b>(&'b self, bar: &'b Bar) -> &'b str {
        bar.value().map_or(self.missing, |value| &value.label)
    }

    fn widest_label(&self) -> f64 {
        self.bars.iter().map(|bar| text_width(self.label(bar))).fold(0.0, f64::max)
    }

    fn any_below_zero(&self) -> bool {
        self.bars.iter().filter_map(Bar::value).any(|value| value.number < 0.0)
    }

    /// Whether every word of every name is narrower than the room below an upright bar.
    fn names_fit(&self, shape: Shape) -> bool {
        let slot = shape.width() / self.bars.len().max(1) as f64 - 4.0;
        let mut words = self.bars.iter().flat_map(|bar| bar.name.split_whitespace());
        words.all(|word| text_width(word) <= slot)
    }
}

/// The target's line. A light edge keeps it visible across dark bars.
pub(crate) fn target_line(path: &str) -> Markup {
    html! {
        path d=(path) fill="none" stroke=(PAPER) stroke-width="4" {}
        path d=(path) fill="none" stroke=(INK) stroke-width="2" stroke-dasharray=(TARGET_DASHES) {}
    }
}

/// The target beside one lying bar or range: too short for dashes to be seen.
pub(crate) fn target_mark(path: &str) -> Markup {
    html! {
        path d=(path) fill="none" stroke=(PAPER) stroke-width="7" {}
        path d=(path) fill="none" stroke=(INK) stroke-width="3" {}
    }
}

/// The target's name, as near to `x` as the picture's edges allow.
pub(crate) fn target_name(x: f64, y: f64, shape: Shape, label: &str) -> Markup {
    let half = text_width(label) / 2.0;
    let x = x.min(shape.width() - half).max(half);
    words(x, y, Anchor::Middle, label)
}
