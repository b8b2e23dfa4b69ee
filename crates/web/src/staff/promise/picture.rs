//! The picture of a clock: weeks as rows and days as cells, each with its state in words; or
//! opening hours as rows. On a narrow screen the cells become a list.

use crate::http::Asked;
use govuk::{Cell, Details, Table};
use maud::{Markup, html};
use rules::clock::{ClosedBy, CountedStretch, DayCell, DayState};
use rules::ledger::Picture;
use words::{dates, numbers};

/// From so many weeks on, weeks alike are drawn together.
const MANY: usize = 6;

/// The picture with the same in words.
pub(super) fn picture(asked: &Asked<'_>, picture: &Picture) -> Markup {
    let said = asked.said();
    let language = said.language();
    let (drawn, told) = match picture {
        Picture::Nothing => return html! {},
        Picture::Days(cells) => (weeks(asked, cells), words::pictures::days(language, cells)),
        Picture::Stretches(all) => {
            (stretches(asked, all), words::pictures::stretches(language, &asked.zone, all))
        }
    };
    html! {
        h2.govuk-heading-m { (said.english("The picture")) }
        (drawn)
        (Details::new(said.english("The same in words"), html! {
            ul.govuk-list {
                @for sentence in told { li { (sentence) } }
            }
        }))
    }
}

/// The days of a week, Monday first; none for days before the receipt or after the end.
type Week<'a> = Vec<Option<&'a DayCell>>;

fn weeks(asked: &Asked<'_>, cells: &[DayCell]) -> Markup {
    let said = asked.said();
    let weeks = in_weeks(cells);
    let heads = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let head = std::iter::once("Week of").chain(heads).map(|head| said.column(head));
    let is_long = weeks.len() > MANY;
    let alike = |a: &Week<'_>, b: &Week<'_>| is_long && kind(a).is_some() && kind(a) == kind(b);
    let mut rows = Vec::new();
    for run in weeks.chunk_by(|a, b| alike(a, b)) {
        // Two weeks alike take no more room than saying so.
        if run.len() > 2 {
            rows.push(together(asked, run));
        } else {
            rows.extend(run.iter().map(|week| row(asked, week)));
        }
    }
    html! {
        (Table {
            caption: said.english("Each day from receipt to the due date").into(),
            caption_classes: "govuk-visually-hidden",
            head: head.collect(),
            rows,
            first_cell_is_header: true,
            stacks: true,
            classes: "kept-days",
            ..Table::default()
        })
    }
}

fn in_weeks(cells: &[DayCell]) -> Vec<Week<'_>> {
    let mut weeks: Vec<Week<'_>> = Vec::new();
    for cell in cells {
        let weekday = usize::from(cell.date.weekday().to_monday_zero_offset().unsigned_abs());
        if weekday == 0 || weeks.is_empty() {
            weeks.push(vec![None; 7]);
        }
        if let Some(place) = weeks.last_mut().and_then(|week| week.get_mut(weekday)) {
            *place = Some(cell);
        }
    }
    weeks
}

/// What an ordinary week is full of, weekends left out; none for a week with anything of its own
/// to show.
fn kind(week: &Week<'_>) -> Option<DayState> {
    let mut kind = None;
    for cell in week {
        let cell = (*cell)?;
        if cell.is_due || cell.is_receipt || cell.is_day_one {
            return None;
        }
        let state = match &cell.state {
            DayState::Closed(ClosedBy::Weekday) => continue,
            DayState::Counted { is_extension, .. } => {
                DayState::Counted { number: 0, is_extension: *is_extension }
            }
            DayState::Closed(_) | DayState::MovedOn | DayState::NotCounted => return None,
            state => state.clone(),
        };
        if kind.get_or_insert_with(|| state.clone()) != &state {
            return None;
        }
    }
    kind
}

fn row<'a>(asked: &'a Asked<'_>, week: &Week<'_>) -> Vec<Cell<'a>> {
    let first = week.iter().flatten().next();
    let monday = first.map_or(String::new(), |cell| {
        let since = i64::from(cell.date.weekday().to_monday_zero_offset());
        let monday = cell.date.saturating_sub(jiff::Span::new().days(since));
        dates::date(asked.said().language(), monday)
    });
    let days = week.iter().map(|cell| match cell {
        Some(cell) => day(asked, cell),
        None => Cell::default(),
    });
    std::iter::once(Cell::new(monday)).chain(days).collect()
}

fn day<'a>(asked: &'a Asked<'_>, cell: &DayCell) -> Cell<'a> {
    let said = asked.said();
    let language = said.language();
    let class = match cell.state {
        DayState::Counted { .. } => "kept-day--counted",
        DayState::Paused => "kept-day--paused",
        DayState::Closed(_) | DayState::NotCounted => "kept-day--closed",
        DayState::MovedOn | DayState::Beyond => "",
    };
    let due = if cell.is_due { " kept-day--due" } else { "" };
    let date = dates::day_and_month(language, cell.date);
    let state = words::pictures::state(language, &cell.state, cell.date);
    Cell {
        classes: format!("{class}{due}").into(),
        ..Cell::new(html! {
            span.kept-day__date { (date) }
            " "
            @if cell.is_receipt { strong { (said.english("Received")) } " " }
            @if cell.is_day_one { strong { (said.english("Day 1")) } } @else { (state) }
            @if cell.is_due { " " strong { (said.english("Due")) } }
        })
    }
}

/// Weeks alike as one row.
fn together<'a>(asked: &'a Asked<'_>, run: &[Week<'_>]) -> Vec<Cell<'a>> {
    let language = asked.said().language();
    let days: Vec<&DayCell> = run.iter().flatten().flatten().copied().collect();
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Vec::new() };
    let numbers: Vec<u32> = days
        .iter()
        .filter_map(|cell| match cell.state {
            DayState::Counted { number, .. } => Some(number),
            _ => None,
        })
        .collect();
    let what = match (numbers.first(), numbers.last()) {
        (Some(from), Some(to)) => format!("days {from} to {to} count"),
        _ => words::pictures::state(language, &first.state, first.date).as_str().to_lowercase(),
    };
    let weeks = numbers::of(run.len() as i64, "week", "weeks");
    let until = dates::date(language, last.date);
    vec![
        Cell::new(dates::date(language, first.date)),
        Cell {
            colspan: 7,
            ..Cell::new(asked.said().english(format!("{weeks}, up to {until}: {what}")))
        },
    ]
}

fn stretches(asked: &Asked<'_>, all: &[CountedStretch]) -> Markup {
    let said = asked.said();
    let (zone, language) = (&asked.zone, said.language());
    let moment = |at| {
        let on = dates::weekday_and_day(language, zone.date_of(at));
        format!("{on}, {}", dates::clock(zone.time_of(at)))
    };
    let heads = ["From", "To", "Time", "What the clock did"];
    html! {
        (Table {
            caption: said.english("Each stretch of time from receipt to the due moment").into(),
            caption_classes: "govuk-visually-hidden",
            head: heads.into_iter().map(|head| said.column(head)).collect(),
            rows: all.iter().map(|one| vec![
                moment(one.from).into(),
                moment(one.to).into(),
                numbers::stretch(language, (one.to - one.from).get_seconds()).as_str().to_owned().into(),
                Cell::new(said.english(if one.is_paused { "Paused" } else { "Counted" })),
            ]).collect(),
            stacks: true,
            ..Table::default()
        })
    }
}
