//! Lying bars, each below its name.

use maud::{Markup, html};

use super::{Bar, BarChart, target_mark, target_name};
use crate::shape::{LINE, Shape, wrap};
use crate::style::Style;
use crate::svg::{Anchor, base_line, number, on_top, words};

/// Height of a bar, and how far the lines around it stick out at either end.
const BAR: f64 = 24.0;
const OUT: f64 = 4.0;

/// A bar's place.
struct Row<'b> {
    bar: &'b Bar<'b>,
    names: Vec<String>,
    top: f64,
    bar_top: f64,
}

impl BarChart<'_> {
    pub(super) fn lying(&self, shape: Shape) -> Markup {
        let scale = self.scale();
        let label_room = self.widest_label() + 8.0;
        // A bar to the left has its value to the left of it.
        let left = if self.any_below_zero() { label_room } else { 1.0 };
        let right = (shape.width() - label_room).max(left + 1.0);
        let x = |value: f64| left + scale.share(value) * (right - left);
        let base = left + scale.base() * (right - left);
        let top = if self.target.is_some() { LINE + 4.0 } else { 2.0 };
        let (rows, bottom) = self.rows(shape, top);
        // Lines are drawn beside the bars only, so that no name is struck through.
        let beside = |x: f64| -> String {
            let line = |row: &Row| {
                format!("M{} {}v{}", number(x), number(row.bar_top - OUT), number(BAR + 2.0 * OUT))
            };
            rows.iter().map(line).collect()
        };
        let drawing = html! {
            @for row in &rows { (lying_bar(&x, base, row)) }
            (base_line(&beside(base)))
            @if let Some(target) = &self.target {
                (target_mark(&beside(x(target.number))))
                (target_name(x(target.number), 16.0, shape, &target.label))
            }
            (on_top(&html! { @for row in &rows { (self.lying_label(&x, base, row)) } }))
        };
        self.named().frame(shape, bottom, &drawing)
    }

    fn rows(&self, shape: Shape, top: f64) -> (Vec<Row<'_>>, f64) {
        let mut y = top;
        let mut rows = Vec::with_capacity(self.bars.len());
        for bar in &self.bars {
            let names = wrap(&bar.name, shape.width());
            let bar_top = y + names.len() as f64 * LINE + 3.0;
            rows.push(Row { bar, names, top: y, bar_top });
            y = bar_top + BAR + 12.0;
        }
        (rows, y)
    }

    /// The value at the end of its bar.
    fn lying_label(&self, x: &dyn Fn(f64) -> f64, base: f64, row: &Row) -> Markup {
        let end = row.bar.value().map_or(base, |value| x(value.number));
        let y = row.bar_top + 17.5;
        if end < base {
            words(end - 6.0, y, Anchor::End, self.label(row.bar))
        } else {
            words(end + 6.0, y, Anchor::Start, self.label(row.bar))
        }
    }
}

/// The name, and the bar below it.
fn lying_bar(x: &dyn Fn(f64) -> f64, base: f64, row: &Row) -> Markup {
    let end = row.bar.value().map_or(base, |value| x(value.number));
    html! {
        @for (line, name) in row.names.iter().enumerate() {
            (words(0.0, row.top + line as f64 * LINE + 16.0, Anchor::Start, name))
        }
        @if end != base {
            rect x=(number(base.min(end))) y=(number(row.bar_top))
                width=(number((end - base).abs())) height=(number(BAR))
                fill=(Style::of(0).colour) {}
        }
    }
}
