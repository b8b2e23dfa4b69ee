//! How often something was corrected: by month, kind and service, and the same as a file.

use crate::frame::Frame;
use crate::http::{Answer, Asked, Rows, Trouble};
use crate::staff::rows::push_record;
use app::Fault;
use app::access::Permission;
use app::corrections::{CorrectionRow, corrections};
use govuk::{Button, Cell, Label, Select, SelectOption, Table};
use maud::{Markup, html};
use rules::corrections::CorrectionKind;
use rules::ledger::Month;
use words::{dates, numbers};

/// How many months back the months to choose from go.
const OFFERED: usize = 60;

/// The months that are asked for: the last twelve, unless others were chosen.
fn months(asked: &Asked<'_>) -> (Month, Month) {
    let this = Month::of(asked.today);
    let month = |name: &str| Month::read(asked.query.text(name)).ok();
    let from = month("from").unwrap_or_else(|| (0..11).fold(this, |month, _| month.previous()));
    (from, month("to").unwrap_or(this))
}

/// What was put right, in a word or two.
pub(crate) fn kind_words(kind: CorrectionKind) -> &'static str {
    match kind {
        CorrectionKind::Received => "Received date",
        CorrectionKind::Stop => "Entered late or wrongly",
        CorrectionKind::Pause => "Forgotten pause",
        CorrectionKind::Exclusion => "Taken out",
        CorrectionKind::Reopening => "Opened again, our fault",
    }
}

/// Shows the corrections.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let span = months(asked);
    let rows = asked.read(|tx| corrections(tx, span))?;
    let main = html! {
        h1.govuk-heading-l { (said.english("Corrections")) }
        p.govuk-body {
            (said.english("What was put right later: by named roles, with a reason and evidence. \
                           A correction counts in the month in which it was made."))
        }
        (choosing(asked, span))
        @if rows.is_empty() {
            p.govuk-body { (said.english("Nothing was corrected in these months.")) }
        } @else {
            (table(asked, &rows))
        }
        @if asked.acting().reach.may(Permission::Export) {
            p.govuk-body {
                a.govuk-link href={ "/staff/figures/corrections/file?" (asked.query.encoded()) } {
                    (said.english("Download these corrections as CSV"))
                }
            }
        }
    };
    let frame = Frame::new(asked, "Corrections", main);
    Ok(Answer::page(frame.back("/staff/figures", said.english("Back to the figures")).staff()))
}

fn table(asked: &Asked<'_>, rows: &[CorrectionRow]) -> Markup {
    let said = asked.said();
    let mut head = vec![said.column("Month"), said.column("What"), said.column("Service")];
    head.extend(["Corrections", "Missed to kept", "Kept to missed"].map(|head| said.numbers(head)));
    html! {
        (Table {
            caption: said.english("Corrections by month, kind and service").into(),
            caption_classes: "govuk-visually-hidden",
            head,
            rows: rows.iter().map(|row| vec![
                dates::month(said.language(), row.month.year(), row.month.month()).into(),
                Cell::new(said.english(kind_words(row.kind))),
                row.service.as_str().into(),
                Cell::numeric(numbers::count(row.corrections)),
                Cell::numeric(numbers::count(row.missed_to_kept)),
                Cell::numeric(numbers::count(row.kept_to_missed)),
            ]).collect(),
            stacks: true,
            ..Table::default()
        })
    }
}

fn choosing(asked: &Asked<'_>, (from, to): (Month, Month)) -> Markup {
    let said = asked.said();
    let this = Month::of(asked.today);
    let first = (0..OFFERED).fold(this, |month, _| month.previous());
    let all: Vec<Month> = first.min(from).up_to(this.max(to)).collect();
    let options = || {
        let words = |month: &Month| dates::month(said.language(), month.year(), month.month());
        let months = all.iter().rev();
        months.map(|month| SelectOption::new(month.to_string(), words(month))).collect()
    };
    let (from, to) = (from.to_string(), to.to_string());
    html! {
        form.kept-row method="get" action="/staff/figures/corrections" {
            @for (id, label, value) in [("from", "From month", &from), ("to", "To month", &to)] {
                (Select {
                    id,
                    name: id,
                    label: Label::new(said.english(label)),
                    options: options(),
                    value: Some(value),
                    ..Select::default()
                })
            }
            (Button::new(said.english("Show")).secondary())
        }
    }
}

struct File(std::vec::IntoIter<CorrectionRow>, bool);

impl Rows for File {
    fn next(&mut self) -> Result<Option<String>, Fault> {
        let mut text = String::new();
        if !self.1 {
            self.1 = true;
            text.push_str("month,kind,service,corrections,missed_to_kept,kept_to_missed\r\n");
        }
        for row in self.0.by_ref().take(500) {
            let fields = [
                row.month.to_string(),
                row.kind.key().to_owned(),
                row.service.clone(),
                row.corrections.to_string(),
                row.missed_to_kept.to_string(),
                row.kept_to_missed.to_string(),
            ];
            push_record(&mut text, &fields);
        }
        Ok(Some(text).filter(|text| !text.is_empty()))
    }
}

/// Sends the corrections as a file, and writes down that it left.
pub(crate) fn file(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let span = months(asked);
    let rows = asked.read(|tx| corrections(tx, span))?;
    let number = rows.len() as i64;
    asked.site.kept.act(asked.acting(), asked.now, move |cx| {
        app::lists::log_export(cx, "corrections", number)
    })?;
    let name = format!("corrections-{}-{}.csv", span.0, span.1);
    Ok(Answer::rows(name, File(rows.into_iter(), false)))
}
