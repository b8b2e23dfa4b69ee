//! Below the figures of promises: the standards that are measured by readings, each by its method.

use crate::http::{Asked, Trouble};
use crate::staff::readings::told;
use app::readings::{Board, History, Read};
use govuk::{Cell, Table};
use maud::{Markup, html};
use rules::charter::readings::PeriodStanding;

/// The table; nothing while no standard of the charter is measured so.
pub(super) fn table(asked: &Asked<'_>) -> Result<Markup, Trouble> {
    let said = asked.said();
    let kept = &asked.site.kept;
    let board = asked.read(|tx| app::readings::board(tx, kept, (asked.now, asked.today)))?;
    let rows: Vec<Vec<Cell<'static>>> = board.iter().flat_map(|board| rows(asked, board)).collect();
    if rows.is_empty() {
        return Ok(html! {});
    }
    let mut head = vec![said.column("Standard"), said.column("How it is known")];
    head.push(said.column("Last period"));
    head.push(said.numbers("Value"));
    head.extend([said.column("Target"), said.column("How it stands")]);
    Ok(html! {
        h2.govuk-heading-m { (said.english("Measured by readings")) }
        p.govuk-body {
            (said.english("What no record judges: what customers said, what was seen, counted or done, and what evidence shows. Each method stands by itself."))
        }
        (Table {
            caption: said.english("Measured by readings").into(),
            caption_classes: "govuk-visually-hidden",
            head,
            rows,
            stacks: true,
            ..Table::default()
        })
    })
}

fn rows(asked: &Asked<'_>, board: &Board) -> Vec<Vec<Cell<'static>>> {
    board.histories.iter().flat_map(|history| of_standard(asked, history)).collect()
}

fn of_standard(asked: &Asked<'_>, history: &History) -> Vec<Vec<Cell<'static>>> {
    let said = asked.said();
    let Some(standard) = history.standard() else { return Vec::new() };
    let link = || {
        Cell::new(html! {
            a.govuk-link href={ "/staff/charter/readings/" (standard.id) } { (standard.title) }
        })
    };
    let dash = || Cell::new("–");
    let once = |how: &'static str, stands: Markup| {
        let value = Cell::numeric("–");
        vec![link(), Cell::new(said.english(how)), dash(), value, dash(), Cell::new(stands)]
    };
    match &history.read {
        Read::Milestone(_, reached) => vec![once("Milestone", told::reached(said, *reached))],
        Read::Evidence(shown) => vec![once("Evidence", told::shown(said, *shown))],
        Read::Periods(methods) => {
            let of_method = |one: &app::readings::MethodHistory| {
                let latest = told::latest(&one.periods)?;
                let how = Cell::new(said.english(told::how(standard.kind, one.method)));
                let period = Cell::new(told::period(said, latest.period));
                let stands = Cell::new(told::standing(said, latest.standing));
                let target = latest.aim.as_ref().map(|aim| aim.target.to_string());
                let target = Cell::new(target.unwrap_or_else(|| "–".to_owned()));
                Some(vec![link(), how, period, value(history, latest), target, stands])
            };
            methods.iter().filter_map(of_method).collect()
        }
    }
}

fn value(history: &History, one: &PeriodStanding) -> Cell<'static> {
    Cell::numeric(match one.top {
        Some(top) if !told::is_duty(history) => told::amount(top, one.base, one.aim.as_ref()),
        _ => "–".to_owned(),
    })
}
