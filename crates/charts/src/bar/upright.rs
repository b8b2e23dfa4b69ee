//! Upright bars, each above its name.

use maud::{Markup, html};

use super::{Bar, BarChart, target_line, target_name};
use crate::scale::Scale;
use crate::shape::{LINE, Shape, text_width, wrap};
use crate::style::Style;
use crate::svg::{Anchor, base_line, grid, number, on_top, words};

/// The places of axis, bars and names.
struct Plot<'p> {
    chart: &'p BarChart<'p>,
    shape: Shape,
    scale: Scale,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    /// Whether values stand at their bars, where all fit; otherwise the axis has labels.
    values_at_bars: bool,
}

impl BarChart<'_> {
    pub(super) fn upright(&self, shape: Shape) -> Markup {
        let plot = Plot::new(self, shape);
        let names: Vec<_> =
            self.bars.iter().map(|bar| wrap(&bar.name, plot.slot() - 2.0)).collect();
        let lines = names.iter().map(Vec::len).max().unwrap_or(1) as f64;
        // Bars that hang below zero have their value below them, above the names.
        let names_top = plot.bottom + if self.any_below_zero() { LINE } else { 0.0 };
        let drawing = html! {
            (plot.axis())
            @for (index, bar) in self.bars.iter().enumerate() { (plot.bar(index, bar)) }
            (base_line(&plot.across(0.0)))
            (plot.target())
            (on_top(&html! {
                @for (index, bar) in self.bars.iter().enumerate() { (plot.value(index, bar)) }
            }))
            @for (index, names) in names.iter().enumerate() {
                @for (line, name) in names.iter().enumerate() {
                    @let y = names_top + (line + 1) as f64 * LINE;
                    (words(plot.middle(index), y, Anchor::Middle, name))
                }
            }
        };
        self.named().frame(shape, names_top + lines * LINE + 7.0, &drawing)
    }
}

impl<'p> Plot<'p> {
    fn new(chart: &'p BarChart<'p>, shape: Shape) -> Self {
        let scale = chart.scale();
        let slot = shape.width() / chart.bars.len().max(1) as f64;
        let values_at_bars = chart.widest_label() + 6.0 <= slot;
        let ticks = scale.ticks.iter().map(|it| text_width(&(chart.axis_label)(*it)));
        let left = if values_at_bars { 1.0 } else { ticks.fold(0.0, f64::max) + 8.0 };
        // Above the bars stand a value and, over everything, the target's name.
        let top = if chart.target.is_some() { 2.0 * LINE } else { LINE };
        Plot {
            chart,
            shape,
            scale,
            left,
            right: shape.width() - 1.0,
            top,
            bottom: top + shape.plot_height(),
            values_at_bars,
        }
    }

    fn slot(&self) -> f64 {
        (self.right - self.left) / self.chart.bars.len().max(1) as f64
    }

    fn middle(&self, index: usize) -> f64 {
        self.left + (index as f64 + 0.5) * self.slot()
    }

    fn y(&self, value: f64) -> f64 {
        self.bottom - self.scale.share(value) * (self.bottom - self.top)
    }

    fn across(&self, value: f64) -> String {
        format!("M{} {}H{}", number(self.left), number(self.y(value)), number(self.right))
    }

    /// Where a bar ends; without a value, where it would begin.
    fn end(&self, bar: &Bar) -> f64 {
        bar.value().map_or(self.y(0.0), |value| self.y(value.number))
    }

    fn axis(&self) -> Markup {
        if self.values_at_bars {
            return html! {};
        }
        let lines: String = self.scale.ticks.iter().map(|tick| self.across(*tick)).collect();
        html! {
            (grid(&lines))
            @for tick in &self.scale.ticks {
                @let label = (self.chart.axis_label)(*tick);
                (words(self.left - 8.0, self.y(*tick) + 5.5, Anchor::End, &label))
            }
        }
    }

    fn bar(&self, index: usize, bar: &Bar) -> Markup {
        let (base, end) = (self.y(0.0), self.end(bar));
        let width = (self.slot() * 0.7).min(60.0);
        html! {
            @if end != base {
                rect x=(number(self.middle(index) - width / 2.0)) y=(number(base.min(end)))
                    width=(number(width)) height=(number((end - base).abs()))
                    fill=(Style::of(0).colour) {}
            }
        }
    }

    fn value(&self, index: usize, bar: &Bar) -> Markup {
        let end = self.end(bar);
        let y = if end > self.y(0.0) { end + 17.0 } else { end - 6.0 };
        html! {
            @if self.values_at_bars {
                (words(self.middle(index), y, Anchor::Middle, self.chart.label(bar)))
            } @else if bar.value().is_none() {
                // No room for words, but nothing is not zero.
                (words(self.middle(index), y, Anchor::Middle, "–"))
            }
        }
    }

    fn target(&self) -> Markup {
        let Some(target) = &self.chart.target else { return html! {} };
        // From the name at the top a line leads down at the edge, past whatever is in between.
        let lead = format!("M{} 20V{}", number(self.right), number(self.y(target.number)));
        html! {
            (target_line(&format!("{}{lead}", self.across(target.number))))
            (target_name(self.right, 15.0, self.shape, &target.label))
        }
    }
}
