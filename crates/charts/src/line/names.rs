//! Which line is which: names at the ends of the lines where there is room, otherwise a key above.

use maud::{Markup, html};

use super::Series;
use super::plot::Plot;
use crate::shape::{LINE, Shape, text_width, wrap};
use crate::style::{INK, Style, TARGET_DASHES};
use crate::svg::{Anchor, number, words};

/// Something that needs a name: a series that has a value, or the target.
struct Entry<'p> {
    name: &'p str,
    /// Number of the series; none for the target.
    series: Option<usize>,
    /// Where its line ends.
    y: f64,
}

/// A piece of the key: words at a place, with a sample of the line before the first of a name.
struct Piece {
    words: String,
    sample: Option<Option<usize>>,
    x: f64,
    line: usize,
}

/// Width of a sample of a line and the space after it.
const SAMPLE: f64 = 36.0;

impl<'p> Plot<'p> {
    /// Puts names at the ends where they fit, and otherwise the key above.
    pub(super) fn make_room_for_names(&mut self) {
        let entries = self.entries();
        let widest = entries.iter().map(|entry| text_width(entry.name)).fold(0.0, f64::max);
        let fit_below_each_other = entries.len() as f64 * LINE <= self.shape.plot_height();
        self.names_at_ends =
            self.shape == Shape::Wide && fit_below_each_other && widest <= self.shape.width() * 0.3;
        if self.names_at_ends {
            self.right -= if widest > 0.0 { widest + 12.0 } else { 0.0 };
        } else {
            let key = self.key().last().map_or(0.0, |last| (last.line + 1) as f64 * LINE);
            self.top += key;
            self.bottom += key;
        }
    }

    pub(super) fn names(&self) -> Markup {
        if self.names_at_ends { self.names_drawn() } else { self.key_drawn() }
    }

    fn entries(&self) -> Vec<Entry<'p>> {
        let last = |series: &Series| {
            let periods = (0..self.chart.periods.len()).rev();
            periods.filter_map(|it| series.value(it)).map(|it| it.number).next()
        };
        let series = self.chart.series.iter().enumerate().filter_map(|(index, series)| {
            let y = self.y(last(series)?);
            Some(Entry { name: &series.name, series: Some(index), y })
        });
        let target = self.chart.target.iter();
        let target = target.map(|it| Entry { name: &it.label, series: None, y: self.y(it.number) });
        series.chain(target).collect()
    }

    fn names_drawn(&self) -> Markup {
        let mut entries = self.entries();
        entries.sort_by(|a, b| a.y.total_cmp(&b.y));
        let heights: Vec<f64> = entries.iter().map(|entry| entry.y).collect();
        let heights = spread(&heights, self.top, self.bottom);
        html! {
            @for (entry, y) in entries.iter().zip(heights) {
                @let colour = entry.series.map_or(INK, |series| Style::of(series).colour);
                text x=(number(self.right + 8.0)) y=(number(y + 5.5)) fill=(colour) {
                    (entry.name)
                }
            }
        }
    }

    /// As many names on each line as fit; a name too long for one goes on below itself.
    fn key(&self) -> Vec<Piece> {
        let room = self.shape.width() - 8.0;
        let mut pieces = Vec::new();
        let (mut x, mut line) = (4.0, 0);
        for entry in self.entries() {
            if x > 4.0 && x + SAMPLE + text_width(entry.name) > room {
                (x, line) = (4.0, line + 1);
            }
            for (index, words) in wrap(entry.name, room - SAMPLE - 4.0).into_iter().enumerate() {
                if index > 0 {
                    (x, line) = (4.0, line + 1);
                }
                let width = SAMPLE + text_width(&words) + 16.0;
                pieces.push(Piece { words, sample: (index == 0).then_some(entry.series), x, line });
                x += width;
            }
        }
        pieces
    }

    fn key_drawn(&self) -> Markup {
        html! {
            @for piece in self.key() {
                @let y = 10.0 + piece.line as f64 * LINE;
                @match piece.sample {
                    None => {}
                    Some(Some(series)) => { (Style::of(series).sample(piece.x, y)) }
                    Some(None) => {
                        path d=(format!("M{} {}h28", number(piece.x), number(y))) fill="none"
                            stroke=(INK) stroke-width="2" stroke-dasharray=(TARGET_DASHES) {}
                    }
                }
                (words(piece.x + SAMPLE, y + 5.5, Anchor::Start, &piece.words))
            }
        }
    }
}

/// Moves heights apart until names at them do not touch, as little as needed, within bounds.
fn spread(heights: &[f64], top: f64, bottom: f64) -> Vec<f64> {
    let mut placed = heights.to_vec();
    let mut least = top;
    for height in &mut placed {
        *height = height.max(least);
        least = *height + LINE;
    }
    let mut most = bottom;
    for height in placed.iter_mut().rev() {
        *height = height.min(most);
        most = *height - LINE;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_at_one_height_are_moved_apart_and_stay_within_the_plot() {
        for heights in [[50.0, 50.0, 50.0], [0.0, 1.0, 2.0], [98.0, 99.0, 100.0]] {
            let placed = spread(&heights, 0.0, 100.0);
            assert!(placed.windows(2).all(|two| two[1] - two[0] >= LINE - 0.001), "{placed:?}");
            assert!(placed.iter().all(|it| (0.0..=100.0).contains(it)), "{placed:?}");
        }
    }

    #[test]
    fn names_far_apart_stay_where_their_lines_end() {
        assert_eq!(spread(&[10.0, 90.0], 0.0, 100.0), [10.0, 90.0]);
    }
}
