//! What was recorded for a standard that no record judges, and for further methods beside those
//! that one does: side by side, never added up.

use crate::http::{Asked, Trouble};
use crate::public::performance::FEWEST;
use crate::staff::readings::told;
use app::readings::{History, MethodHistory, Read};
use govuk::{Cell, Table};
use maud::{Markup, html};
use rules::charter::readings::PeriodStanding;

/// How many periods are shown of each method.
const PERIODS: usize = 24;

/// What was recorded for the standard of a permanent number; nothing where nothing is.
pub(super) fn of_standard(asked: &Asked<'_>, standard: i64) -> Result<Option<Markup>, Trouble> {
    let kept = &asked.site.kept;
    let when = (asked.now, asked.today);
    let history = asked.read(|tx| app::readings::history(tx, kept, standard, when))?;
    Ok(history.map(|history| shown(asked, &history)))
}

fn shown(asked: &Asked<'_>, history: &History) -> Markup {
    let said = asked.said();
    html! {
        @match &history.read {
            Read::Milestone(_, of) => p.govuk-body { (told::reached(said, *of)) },
            Read::Evidence(of) => p.govuk-body { (told::shown(said, *of)) },
            Read::Periods(methods) => {
                @for method in methods { (of_method(asked, method)) }
            }
        }
    }
}

/// A method with its latest periods, the newest first. A share of few could tell of somebody.
fn of_method(asked: &Asked<'_>, method: &MethodHistory) -> Markup {
    let said = asked.said();
    let says = |one: &&PeriodStanding| one.top.is_some();
    let is_enough = |one: &&PeriodStanding| one.base.is_none_or(|base| base >= FEWEST);
    let all = method.periods.iter().rev().filter(says).filter(is_enough);
    let periods: Vec<&PeriodStanding> = all.take(PERIODS).collect();
    let name = words::standards::method(said.language(), method.method);
    html! {
        h3.govuk-heading-s { (name) }
        @if periods.is_empty() {
            p.govuk-body { (said.english("There are no figures yet.")) }
        } @else {
            (Table {
                caption: html! { (name) }.into(),
                caption_classes: "govuk-visually-hidden",
                head: vec![
                    said.column("Period"),
                    said.numbers("Figure"),
                    said.numbers("We aim for"),
                    said.column("How it stands"),
                ],
                rows: periods.iter().map(|one| {
                    let amount = one.top.map(|top| told::amount(top, one.base, one.aim.as_ref()));
                    let aim = one.aim.as_ref().map(|aim| aim.target.to_string());
                    vec![
                        told::period(said, one.period).into(),
                        Cell::numeric(amount.unwrap_or_else(|| "–".to_owned())),
                        Cell::numeric(aim.unwrap_or_else(|| "–".to_owned())),
                        Cell::new(told::standing(said, one.standing)),
                    ]
                }).collect(),
                first_cell_is_header: true,
                stacks: true,
                ..Table::default()
            })
        }
    }
}
