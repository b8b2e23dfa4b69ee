//! What the system does by itself: jobs that wait, seals, and up to when it has judged.

use super::calendars::{following, warnings};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::telling;
use app::Fault;
use govuk::{Cell, SummaryList, SummaryRow, Table};
use maud::html;

/// Shows the jobs and the state of the ledger.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let (now, today) = (asked.now, asked.today);
    let (jobs, judged, seal, calendars) = asked.read(|tx| {
        let jobs = app::jobs::waiting(tx)?;
        let runs_out = app::calendars::runs_out(tx, now, today)?;
        let calendars = (runs_out, app::calendars::progress(tx)?);
        let ledger = (app::ledger::judged_through(tx)?, app::ledger::last_seal(tx)?);
        Ok::<_, Fault>((jobs, ledger.0, ledger.1, calendars))
    })?;
    let moment = |at| telling::moment(said, &asked.zone, at);
    let never = || "Never".to_owned();
    let mut rows = vec![SummaryRow::new(
        said.english("Missed promises judged up to"),
        judged.map_or_else(never, moment),
    )];
    let last = seal.as_ref().map(|seal| moment(seal.sealed_at));
    rows.push(SummaryRow::new(said.english("Last seal"), last.unwrap_or_else(never)));
    if let Some(seal) = &seal {
        rows.push(SummaryRow::new(
            said.english("Rows that wait for a seal"),
            words::numbers::count(seal.waiting),
        ));
        rows.push(SummaryRow::new(
            said.english("Head of the chain"),
            html! { span.kept-hash { (seal.hash) } },
        ));
    }
    let title = "System";
    let head = ["What", "Record", "From", "Tries", "Why it failed"];
    let main = html! {
        h1.govuk-heading-l { (said.english(title)) }
        (warnings(asked, &calendars.0))
        (following(asked, &calendars.1))
        h2.govuk-heading-m { (said.english("Ledger")) }
        (SummaryList::new(rows))
        h2.govuk-heading-m { (said.english("Jobs")) }
        @if jobs.is_empty() {
            p.govuk-body { (said.english("No job waits.")) }
        } @else {
            (Table {
                head: head.into_iter().map(|head| said.column(head)).collect(),
                rows: jobs.iter().map(|job| vec![
                    job.kind.replace('-', " ").into(),
                    job.reference.as_deref().map(telling::reference).unwrap_or_default().into(),
                    telling::short_moment(said, &asked.zone, job.run_at).into(),
                    Cell::numeric(job.attempts.to_string()),
                    job.failure.as_deref().unwrap_or("–").into(),
                ]).collect(),
                stacks: true,
                ..Table::default()
            })
        }
    };
    Ok(Answer::page(Frame::new(asked, title, main).staff()))
}
