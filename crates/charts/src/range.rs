//! Range chart: shares of those asked, each with the range that the truth is likely in.

use std::borrow::Cow;

use maud::{Markup, html};

use crate::bar::{target_mark, target_name};
use crate::scale::Scale;
use crate::shape::{LINE, Shape, TICKS, text_width, wrap};
use crate::style::Style;
use crate::svg::{Anchor, Named, grid, number, words};
use crate::table::Figures;
use crate::value::{Target, Value, drawable};

/// Shares of those asked: a dot for what they said, a line for where the truth is likely to be.
pub struct RangeChart<'a> {
    /// Id, unlike any other on the page.
    pub id: &'a str,
    /// What is shown.
    pub title: &'a str,
    /// What is to be seen in it, for those who do not see it.
    pub description: &'a str,
    /// The shares, in the order that they are to be read in.
    pub rows: Vec<RangeRow<'a>>,
    /// What the shares are held against.
    pub target: Option<Target<'a>>,
    /// The range of the axis; without one, from zero to past the largest value.
    pub axis: Option<(f64, f64)>,
    /// How a number at the axis is written.
    pub axis_label: &'a dyn Fn(f64) -> String,
    /// Heading of the names in the table.
    pub name_heading: &'a str,
    /// Heading of the shares in the table.
    pub share_heading: &'a str,
    /// Heading of the ranges in the table.
    pub range_heading: &'a str,
    /// What picture and table say where there is no share.
    pub missing: &'a str,
}

/// One share.
#[derive(Clone, Debug)]
pub struct RangeRow<'a> {
    /// What, or among whom.
    pub name: Cow<'a, str>,
    /// The share of those asked, or none where too few were.
    pub share: Option<Value<'a>>,
    /// From where to where the truth is likely to be.
    pub range: (f64, f64),
    /// How that is written: "55% to 69%".
    pub range_label: Cow<'a, str>,
}

impl<'a> RangeRow<'a> {
    /// A share with its range.
    pub fn new(
        name: impl Into<Cow<'a, str>>,
        share: Value<'a>,
        range: (f64, f64),
        range_label: impl Into<Cow<'a, str>>,
    ) -> Self {
        let range_label = range_label.into();
        RangeRow { name: name.into(), share: Some(share), range, range_label }
    }

    /// Nothing that could be shown: nobody or too few answered.
    pub fn missing(name: impl Into<Cow<'a, str>>) -> Self {
        RangeRow { name: name.into(), share: None, range: (0.0, 0.0), range_label: "".into() }
    }

    /// Share and range, if all three can be drawn.
    fn drawn(&self) -> Option<(&Value<'a>, f64, f64)> {
        let share = drawable(self.share.as_ref())?;
        let (low, high) = self.range;
        (low.is_finite() && high.is_finite()).then_some((share, low.min(high), low.max(high)))
    }
}

impl RangeChart<'_> {
    fn named(&self) -> Named<'_> {
        Named { id: self.id, title: self.title, description: self.description }
    }

    /// Both shapes with the title above, for a page.
    pub fn figure(&self) -> Markup {
        self.named().figure(&self.svg(Shape::Wide), &self.svg(Shape::Narrow))
    }

    /// The same data as a table.
    pub fn table(&self) -> Markup {
        let row = |row: &RangeRow| {
            let figures = match row.drawn() {
                Some((share, ..)) => {
                    vec![Some(share.label.to_string()), Some(row.range_label.to_string())]
                }
                None => vec![None, None],
            };
            (row.name.to_string(), figures)
        };
        Figures {
            title: self.title,
            head: [self.name_heading, self.share_heading, self.range_heading]
                .map(str::to_owned)
                .to_vec(),
            rows: self.rows.iter().map(row).collect(),
            missing: self.missing,
            target: self.target.as_ref(),
        }
        .render(self.id)
    }

    /// The picture.
    pub fn svg(&self, shape: Shape) -> Markup {
        let numbers = self.rows.iter().filter_map(RangeRow::drawn);
        let numbers = numbers.flat_map(|(share, low, high)| [share.number, low, high]);
        let numbers = numbers.chain(self.target.iter().map(|target| target.number));
        let scale = Scale::new(self.axis, numbers, TICKS);
        let tick_width = scale.ticks.iter().map(|tick| text_width(&(self.axis_label)(*tick)));
        let tick_width = tick_width.fold(0.0, f64::max);
        // Half a label of the axis sticks out at each end.
        let margin = (tick_width / 2.0).max(8.0);
        let width = shape.width() - 2.0 * margin;
        let x = |value: f64| margin + scale.share(value) * width;
        let top = if self.target.is_some() { LINE + 6.0 } else { 4.0 };
        let (places, bottom) = self.places(shape, top);
        // Lines are drawn beside the ranges only, so that no name is struck through.
        let beside = |at: f64| -> String {
            places
                .iter()
                .map(|it| format!("M{} {}v26", number(x(at)), number(it.line - 13.0)))
                .collect()
        };
        let room = width / scale.ticks.len().saturating_sub(1).max(1) as f64;
        let every = ((tick_width + 8.0) / room).ceil().max(1.0) as usize;
        let drawing = html! {
            (grid(&scale.ticks.iter().map(|tick| beside(*tick)).collect::<String>()))
            @if let Some(target) = &self.target {
                (target_mark(&beside(target.number)))
                (target_name(x(target.number), 16.0, shape, &target.label))
            }
            @for place in &places { (self.row(shape, &x, place)) }
            @for tick in scale.ticks.iter().step_by(every) {
                (words(x(*tick), bottom + LINE - 6.0, Anchor::Middle, &(self.axis_label)(*tick)))
            }
        };
        self.named().frame(shape, bottom + LINE + 1.0, &drawing)
    }

    fn places(&self, shape: Shape, top: f64) -> (Vec<Place<'_>>, f64) {
        let mut y = top;
        let mut places = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let room = shape.width() - text_width(&self.label(row)) - 16.0;
            let names = wrap(&row.name, room.max(shape.width() * 0.3));
            let line = y + names.len() as f64 * LINE + 16.0;
            places.push(Place { row, names, top: y, line });
            y = line + 20.0;
        }
        (places, y)
    }

    /// Share and range as they stand at the right above the line.
    fn label(&self, row: &RangeRow) -> String {
        match row.drawn() {
            Some((share, ..)) => format!("{} ({})", share.label, row.range_label),
            None => self.missing.to_owned(),
        }
    }

    fn row(&self, shape: Shape, x: &dyn Fn(f64) -> f64, place: &Place) -> Markup {
        let (colour, line) = (Style::of(0).colour, number(place.line));
        html! {
            @for (index, name) in place.names.iter().enumerate() {
                (words(0.0, place.top + index as f64 * LINE + 16.0, Anchor::Start, name))
            }
            (words(shape.width(), place.top + 16.0, Anchor::End, &self.label(place.row)))
            @if let Some((share, low, high)) = place.row.drawn() {
                @let (low, high) = (number(x(low)), number(x(high)));
                path d=(format!("M{low} {line}m0 -6v12m0 -6H{high}m0 -6v12")) fill="none"
                    stroke=(colour) stroke-width="3" {}
                circle cx=(number(x(share.number))) cy=(line) r="7" fill=(colour) {}
            }
        }
    }
}

/// A row's place.
struct Place<'p> {
    row: &'p RangeRow<'p>,
    names: Vec<String>,
    top: f64,
    /// Height of the middle of the range.
    line: f64,
}
