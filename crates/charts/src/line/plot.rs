//! The picture of a line chart while it is drawn: where everything is.

use maud::{Markup, html};

use super::{LineChart, Series};
use crate::scale::Scale;
use crate::shape::{LINE, Shape, TICKS, text_width};
use crate::style::{INK, PAPER, Style, TARGET_DASHES, given};
use crate::svg::{Anchor, base_line, grid, number, words};

/// The places of axes, lines and names.
pub(super) struct Plot<'p> {
    pub(super) chart: &'p LineChart<'p>,
    pub(super) shape: Shape,
    pub(super) scale: Scale,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// Whether names stand at the ends of the lines; otherwise in a key above.
    pub(super) names_at_ends: bool,
}

impl<'p> Plot<'p> {
    pub(super) fn new(chart: &'p LineChart<'p>, shape: Shape) -> Self {
        let numbers = chart.series.iter().flat_map(|series| {
            (0..chart.periods.len()).filter_map(|period| series.value(period).map(|it| it.number))
        });
        let numbers = numbers.chain(chart.target.iter().map(|target| target.number));
        let scale = Scale::new(chart.axis, numbers, TICKS);
        let ticks = scale.ticks.iter().map(|tick| text_width(&(chart.axis_label)(*tick)));
        let left = ticks.fold(0.0, f64::max) + 8.0;
        let mut plot = Plot {
            chart,
            shape,
            scale,
            left,
            right: shape.width() - 8.0,
            top: 12.0,
            bottom: 12.0 + shape.plot_height(),
            names_at_ends: false,
        };
        plot.make_room_for_names();
        plot
    }

    fn x(&self, period: usize) -> f64 {
        // In the middle of its share of the width, so that one period alone is in the middle.
        let slot = (self.right - self.left) / self.chart.periods.len().max(1) as f64;
        self.left + (period as f64 + 0.5) * slot
    }

    pub(super) fn y(&self, value: f64) -> f64 {
        self.bottom - self.scale.share(value) * (self.bottom - self.top)
    }

    pub(super) fn axes(&self) -> Markup {
        let (left, right) = (number(self.left), number(self.right));
        let lines: String = self
            .scale
            .ticks
            .iter()
            .map(|it| format!("M{left} {}H{right}", number(self.y(*it))))
            .collect();
        html! {
            (grid(&lines))
            (base_line(&format!("M{left} {}H{right}", number(self.bottom))))
            @for tick in &self.scale.ticks {
                @let label = (self.chart.axis_label)(*tick);
                (words(self.left - 8.0, self.y(*tick) + 5.5, Anchor::End, &label))
            }
            (self.period_labels())
        }
    }

    /// The last period is always labelled; before it as many as there is room for, evenly.
    fn period_labels(&self) -> Markup {
        let periods = &self.chart.periods;
        let widest = periods.iter().map(|it| text_width(&it.short)).fold(0.0, f64::max);
        let slot = (self.right - self.left) / periods.len().max(1) as f64;
        let every = ((widest + 10.0) / slot.max(0.1)).ceil().max(1.0) as usize;
        let keep_inside =
            |x: f64, width: f64| x.max(width / 2.0).min(self.shape.width() - width / 2.0);
        html! {
            @for (index, period) in periods.iter().enumerate() {
                @if (periods.len() - 1 - index).is_multiple_of(every) {
                    @let x = keep_inside(self.x(index), text_width(&period.short));
                    (words(x, self.bottom + LINE, Anchor::Middle, &period.short))
                }
            }
        }
    }

    pub(super) fn target(&self) -> Markup {
        html! {
            @if let Some(target) = &self.chart.target {
                path d=(format!("M{} {}H{}", number(self.left), number(self.y(target.number)), number(self.right)))
                    fill="none" stroke=(INK) stroke-width="2" stroke-dasharray=(TARGET_DASHES) {}
            }
        }
    }

    /// The line, broken where a value is missing, and a mark for each value: without marks a
    /// value between two gaps would not be seen at all.
    pub(super) fn line(&self, index: usize, series: &Series) -> Markup {
        let style = Style::of(index);
        let (mut path, mut marks, mut drawing) = (String::new(), String::new(), false);
        for period in 0..self.chart.periods.len() {
            let Some(value) = series.value(period) else {
                drawing = false;
                continue;
            };
            let (x, y) = (self.x(period), self.y(value.number));
            path.push_str(if drawing { "L" } else { "M" });
            path.push_str(&format!("{} {}", number(x), number(y)));
            marks.push_str(&style.mark_at(x, y));
            drawing = true;
        }
        html! {
            @if !marks.is_empty() {
                path d=(path) fill="none" stroke=(style.colour) stroke-width="3"
                    stroke-linejoin="round" stroke-dasharray=[given(style.dashes)] {}
                path d=(marks) fill=(style.colour) stroke=(PAPER) {}
            }
        }
    }
}
