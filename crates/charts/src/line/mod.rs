//! Line chart: how one or several figures went over time, with gaps where there was none.

mod names;
mod plot;

use std::borrow::Cow;

use maud::{Markup, html};

use self::plot::Plot;
use crate::shape::{LINE, Shape};
use crate::svg::Named;
use crate::table::Figures;
use crate::value::{Target, Value, drawable};

/// How one or several figures went over time.
pub struct LineChart<'a> {
    /// Id, unlike any other on the page.
    pub id: &'a str,
    /// What is shown.
    pub title: &'a str,
    /// What is to be seen in it, for those who do not see it.
    pub description: &'a str,
    /// The periods, from the first to the last.
    pub periods: Vec<Period<'a>>,
    /// The figures, each with a value, or none, for each period.
    pub series: Vec<Series<'a>>,
    /// What the figures are held against.
    pub target: Option<Target<'a>>,
    /// The range of the upright axis; without one, from zero to past the largest value.
    pub axis: Option<(f64, f64)>,
    /// How a number at the axis is written.
    pub axis_label: &'a dyn Fn(f64) -> String,
    /// Heading of the periods in the table.
    pub period_heading: &'a str,
    /// What the table says where there is no value.
    pub missing: &'a str,
}

/// A month, a quarter, a year.
#[derive(Clone, Debug)]
pub struct Period<'a> {
    /// As the table has it: "April 2027".
    pub name: Cow<'a, str>,
    /// As the axis has it: "Apr".
    pub short: Cow<'a, str>,
}

impl<'a> Period<'a> {
    /// A period.
    pub fn new(name: impl Into<Cow<'a, str>>, short: impl Into<Cow<'a, str>>) -> Self {
        Period { name: name.into(), short: short.into() }
    }
}

/// One figure over time.
#[derive(Clone, Debug)]
pub struct Series<'a> {
    /// What it is.
    pub name: Cow<'a, str>,
    /// Its value in each period; `None` where there was none, which leaves a gap.
    pub values: Vec<Option<Value<'a>>>,
}

impl<'a> Series<'a> {
    /// A figure over time.
    pub fn new(name: impl Into<Cow<'a, str>>, values: Vec<Option<Value<'a>>>) -> Self {
        Series { name: name.into(), values }
    }

    fn value(&self, period: usize) -> Option<&Value<'a>> {
        drawable(self.values.get(period).and_then(Option::as_ref))
    }
}

impl LineChart<'_> {
    fn named(&self) -> Named<'_> {
        Named { id: self.id, title: self.title, description: self.description }
    }

    /// Both shapes with the title above, for a page.
    pub fn figure(&self) -> Markup {
        self.named().figure(&self.svg(Shape::Wide), &self.svg(Shape::Narrow))
    }

    /// The picture.
    pub fn svg(&self, shape: Shape) -> Markup {
        let plot = Plot::new(self, shape);
        let drawing = html! {
            (plot.axes())
            (plot.target())
            @for (index, series) in self.series.iter().enumerate() { (plot.line(index, series)) }
            (plot.names())
        };
        self.named().frame(shape, plot.bottom + LINE + 7.0, &drawing)
    }

    /// The same data as a table.
    pub fn table(&self) -> Markup {
        let mut head = vec![self.period_heading.to_owned()];
        head.extend(self.series.iter().map(|series| series.name.to_string()));
        let rows = self.periods.iter().enumerate().map(|(index, period)| {
            let label = |it: &Series| it.value(index).map(|value| value.label.to_string());
            (period.name.to_string(), self.series.iter().map(label).collect())
        });
        Figures {
            title: self.title,
            head,
            rows: rows.collect(),
            missing: self.missing,
            target: self.target.as_ref(),
        }
        .render(self.id)
    }
}
