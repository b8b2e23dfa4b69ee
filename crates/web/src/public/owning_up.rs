//! How often we told customers that we had missed a promise, before they asked or complained.

use super::performance::FEWEST;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::staff::figures::range;
use crate::staff::told::figures::counted;
use app::promises_told::{Miss, misses};
use govuk::{Cell, Table};
use maud::{Markup, html};
use rules::ledger::Month;
use rules::promises_told::OwnedUp;
use words::{dates, numbers};

/// Shows the last twelve whole months, and each standard over them.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let last = Month::of(asked.today).previous();
    let span = ((1..12).fold(last, |month, _| month.previous()), last);
    let kept = &asked.site.kept;
    let missed = asked.read(|tx| misses(tx, kept, &asked.zone, span))?;
    let title = said.english_text("We own up");
    let main = html! {
        h1.govuk-heading-xl { (title) }
        p.govuk-body-l {
            (said.english("When we miss a promise, we should tell you before you have to ask. This \
                           is how often we did."))
        }
        (shown(asked, &missed, &range(said, span)))
        p.govuk-body {
            (said.english("A missed promise counts in the month in which it fell due. One of which \
                           nobody has spoken counts against us. Waiting on the telephone or at a \
                           counter is not among them: you were there to see it."))
        }
        p.govuk-hint {
            (said.english(format!("Where fewer than {FEWEST} promises were missed, nothing is shown: \
                                   so few could tell of somebody.")))
        }
    };
    let frame = Frame::new(asked, &title, main);
    let back = said.both("How we are doing", "Sut rydym yn gwneud");
    Ok(Answer::page(frame.back("/how-we-are-doing", html! { (back) }).public()))
}

fn shown(asked: &Asked<'_>, missed: &[Miss], months: &str) -> Markup {
    let said = asked.said();
    let is_enough = |counts: &OwnedUp| counts.all() >= FEWEST;
    let by_month = counted(missed, |miss| miss.month);
    let by_standard = counted(missed, |miss| (miss.key.clone(), miss.title.clone()));
    let by_month: Vec<_> = by_month.iter().rev().filter(|(_, counts)| is_enough(counts)).collect();
    let by_standard: Vec<_> = by_standard.iter().filter(|(_, counts)| is_enough(counts)).collect();
    if by_month.is_empty() && by_standard.is_empty() {
        return html! { p.govuk-body { (said.english("There are no figures yet.")) } };
    }
    let heads = |lead: &'static str| {
        let mut heads = vec![said.column(lead)];
        heads.extend(["Missed", "We told you first", "Share"].map(|head| said.numbers(head)));
        heads
    };
    html! {
        @if !by_month.is_empty() {
            (Table {
                caption: said.english("Month by month").into(),
                head: heads("Month"),
                rows: by_month.iter().map(|(month, counts)| {
                    let name = dates::month(said.language(), month.year(), month.month());
                    row(name.into(), counts)
                }).collect(),
                first_cell_is_header: true,
                stacks: true,
                ..Table::default()
            })
        }
        @if !by_standard.is_empty() {
            (Table {
                caption: months.into(),
                head: heads("What we promise"),
                rows: by_standard.iter().map(|((key, title), counts)| {
                    let link = html! {
                        a.govuk-link href={ "/standards/" (key) } { (said.english(title.clone())) }
                    };
                    row(Cell::new(link), counts)
                }).collect(),
                first_cell_is_header: true,
                stacks: true,
                ..Table::default()
            })
        }
    }
}

fn row<'a>(lead: Cell<'a>, counts: &OwnedUp) -> Vec<Cell<'a>> {
    let share = counts.share().map_or("–".to_owned(), |share| numbers::percent(share, 1));
    vec![
        lead,
        Cell::numeric(numbers::count(counts.all())),
        Cell::numeric(numbers::count(counts.we)),
        Cell::numeric(share),
    ]
}
